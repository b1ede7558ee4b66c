"""What 项目完成 shows of the sample county."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from domain.permissions import Moment
from domain.refusals import Refusal
from services.county.list_changes import list_changes
from services.projects.project_choice import EVERYWHERE, choices_of_projects
from services.projects.show_projects import show_projects
from tests.services.leader_pages import LAST_DAY, LEADER, ONE_TOWN, newest


def shown(sample, *, day=LAST_DAY, scope=LEADER, **chosen):
    return show_projects(sample, scope=scope, moment=newest(sample, day), **chosen)


@pytest.fixture(scope="module")
def page(sample):
    return shown(sample)


def test_the_headline_counts_what_is_late(page):
    assert page.conclusion.plain == "项目完工率 78.3%，低于县定节点 10.1 个百分点；"
    assert page.conclusion.red == "4 个项目逾期，最长 50 天"


def test_the_funnel_narrows_and_leaves_the_unsaid_stage_open(page):
    assert [(stage.name, stage.count) for stage in page.funnel] == [
        ("登记", 60), ("开工", 60), ("完工", 47), ("验收", 32), ("付清", 0), ("报账", None),
    ]  # fmt: skip
    assert page.funnel[0].money == 68_000_000


def test_the_curves_meet_the_counts(page):
    assert page.planned["value"].iloc[-1] == 60
    last = page.done.iloc[-1]
    assert (last["day"], last["value"], last["baseline"]) == (LAST_DAY, 47, 46)


def test_towns_types_and_units_hold_every_project_once(page):
    groups = page.groups
    assert {column: rows["denominator"].sum() for column, rows in groups.items()} == {
        "town": 60, "type": 60, "unit": 60,
    }  # fmt: skip
    assert groups["town"]["numerator"].sum() == 47
    assert "住建局" in groups["unit"]["name"].tolist()


def test_the_four_late_projects_stand_first_with_their_reasons(page):
    late = page.behind.head(4)
    assert late["word"].tolist() == ["逾期 50 天", "逾期 19 天", "逾期 19 天", "逾期 9 天"]
    assert late["name"].iloc[0] == "望峰乡高山民宿集群配套"
    assert late["problem"].tolist()[0] == "用地手续未批复"
    assert page.behind["word"].iloc[4].startswith("慢 ")


def test_reserve_and_links_are_told_with_what_they_lack(page):
    cards = {figure.code: figure for figure in page.figures}
    assert round(cards["PRJ_RESV"].now.value, 3) == 1.100
    assert cards["PRJ_LATE"].gap == "最长 50 天"
    assert (cards["PRJ_LINK"].now.numerator, cards["PRJ_LINK"].now.denominator) == (29, 31)
    assert cards["PRJ_LINK"].reported == "没有机制：石桥镇石材转型产业园配套、双塘镇水产加工车间"


def test_what_was_known_in_september_had_too_small_a_reserve(sample):
    """The reserve grew in October; the version of 8 October still shows what the office knew."""
    changes = list_changes(sample)
    then = int(changes.loc[changes["at"] <= datetime(2026, 10, 8, 23), "n"].max())
    page = show_projects(sample, scope=LEADER, moment=Moment(date(2026, 9, 30), then))
    reserve = next(figure for figure in page.figures if figure.code == "PRJ_RESV")
    assert round(reserve.now.value, 3) == 0.956
    assert reserve.now.light == "bad"


def test_work_done_and_money_unpaid_is_named(page):
    first = page.checks.iloc[0]
    assert (first["words"], first["name"], first["amount"]) == (
        "已完工，支出不到一半",
        "柳湾乡冷链集配中心",
        2_200_000,
    )
    assert set(page.checks["words"]) == {"已完工，支出不到一半", "完工超过 60 天未验收"}


def test_a_town_is_shown_alone(sample):
    town = shown(sample, place="T07")
    assert town.funnel[0].count == 6
    assert town.groups["town"].empty
    assert set(town.behind["name"].str[:3]) == {"望峰乡"}


def test_before_the_first_ledger_nothing_is_counted_as_zero(sample):
    early = shown(sample, day=date(2026, 2, 1))
    assert [stage.count for stage in early.funnel][1:4] == [None, None, None]
    assert early.done.empty
    assert early.checks.empty


def test_a_narrow_scope_is_offered_its_own_town_only(sample):
    offered = choices_of_projects(sample, scope=ONE_TOWN, moment=newest(sample))
    assert offered.places == {EVERYWHERE: "全县", "T08": "柳湾乡"}
    assert "住建局" in offered.units.values()


def test_a_unit_that_answers_for_nothing_in_the_scope_is_refused_whether_it_exists_or_not(sample):
    offered = choices_of_projects(sample, scope=ONE_TOWN, moment=newest(sample, LAST_DAY)).units
    everybody = choices_of_projects(sample, scope=LEADER, moment=newest(sample, LAST_DAY)).units
    outside = next(key for key in everybody if key not in offered)
    for unit in (outside, "没有的单位"):
        with pytest.raises(Refusal, match="不在您的查看范围内"):
            shown(sample, scope=ONE_TOWN, unit=unit)
    inside = next(key for key in offered if key != EVERYWHERE)
    assert shown(sample, scope=ONE_TOWN, unit=inside) is not None


def test_a_type_and_a_unit_narrow_every_number_of_the_page(sample):
    building = shown(sample, kind="乡村建设行动")
    assert building.conclusion.plain.startswith("乡村建设行动项目完工率 ")
    assert building.standing.expected == building.funnel[0].count == len(building.listed)
    assert set(building.listed["type"]) == {"乡村建设行动"}
    assert building.figures[0].trace == ("", ())
    both = shown(sample, place="T08", kind="乡村建设行动", unit="U11")
    assert set(both.listed["unit"]) == {"住建局"}
    assert both.name == "柳湾乡住建局乡村建设行动"


def test_nothing_chosen_measures_the_same_as_the_catalogue_s_own_rows(sample, page):
    whole = shown(sample, kind="产业发展").standing, shown(sample, kind="乡村建设行动").standing
    jobs = shown(sample, kind="就业项目").standing
    done = [round(s.value * s.expected) for s in (*whole, jobs)]
    assert sum(done) == round(page.standing.value * page.standing.expected) == 47


def test_a_slipping_project_tells_its_likely_end_and_that_its_plan_never_moved(page):
    first = page.behind.iloc[0]
    assert first["likely"] > first["plan_end"].date()
    assert set(page.behind["slip"]) == {""}


def test_the_reserve_is_told_by_town_in_order(page):
    reserve = page.reserve
    assert len(reserve) == 8
    assert reserve["budget"].sum() == 74_800_000
    assert reserve["plan"].sum() == 68_000_000


def test_industry_projects_without_a_mechanism_are_listed_with_their_money(page):
    assert page.unlinked["name"].tolist() == ["双塘镇水产加工车间", "石桥镇石材转型产业园配套"]


def test_names_stay_with_those_who_may_see_them(sample):
    told = shown(sample, scope=ONE_TOWN)
    assert told.funnel[0].count == 6
    whole = shown(sample, scope=replace(ONE_TOWN, places=frozenset({"T07"})))
    assert "某" not in "".join(whole.behind["who"])
    assert len(whole.behind) == 3


def test_without_a_catalogue_there_is_no_page(sample):
    assert show_projects(sample, scope=LEADER, moment=Moment(LAST_DAY, 0)) is None
