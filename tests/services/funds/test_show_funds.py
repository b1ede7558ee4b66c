"""What 资金支出 shows of the sample county."""

from dataclasses import replace
from datetime import date

import pytest

from domain.baselines import LINE_NAMES
from domain.permissions import Moment
from services.funds.funds_cards import funds_cards
from services.funds.show_funds import EVERYWHERE, funds_choices, show_funds
from tests.services.leader_pages import LAST_DAY, LEADER, ONE_TOWN, newest

# One process works the sample county's answers out for all of these.
pytestmark = pytest.mark.xdist_group("leaders")


def shown(sample, *, line="node", base="issued", place=EVERYWHERE, day=LAST_DAY, scope=LEADER):
    return show_funds(sample, scope=scope, moment=newest(sample, day), line=line, base=base, place=place)


@pytest.fixture(scope="module")
def page(sample):
    return shown(sample)


def test_the_headline_names_value_gap_baseline_and_who_owes_most(page):
    assert page.conclusion.plain == "资金支出 83.1%，低于县定节点 8.3 个百分点；"
    assert page.conclusion.red == "柳湾乡一乡占欠支的 45%"
    assert "6 个乡镇合计欠支 619.9 万元" in page.conclusion.sub


def test_the_greatest_share_is_of_the_gross_shortfall(page):
    """Towns ahead of the line take nothing off: 281.4 of 619.9."""
    amounts = [town.value for town in page.pace.towns]
    assert round(amounts[0] / sum(amounts), 2) == 0.45
    assert min(amounts) > 0


@pytest.mark.parametrize(
    ("line", "base", "gap", "whole"),
    [
        ("node", "issued", -8.3, "，分母为下达指标数 6,800.00 万元"),
        ("time", "issued", -5.4, "，分母为下达指标数 6,800.00 万元"),
        ("province", "issued", -1.5, "，分母为下达指标数 6,800.00 万元"),
        ("node", "plan", -8.3, "，分母为计划安排数 6,800.00 万元"),
        ("node", "received", -5.5, "，分母为到位数 6,580.00 万元"),
    ],
)
def test_baseline_and_denominator_are_chosen_and_named(sample, line, base, gap, whole):
    told = shown(sample, line=line, base=base)
    assert round(told.pace.now.gap * 100, 1) == gap
    assert told.whole == whole
    assert told.pace.baseline == LINE_NAMES[line]


def test_only_lines_of_this_year_are_offered(sample):
    choices = funds_choices(sample, scope=LEADER, moment=newest(sample))
    assert choices.lines == {"node": "县定节点", "province": "全省平均", "time": "时间序时"}
    assert list(choices.places)[:2] == [EVERYWHERE, "T01"]
    assert choices.unsaid == "全省平均取10月31日公布的 84.6%。"


def test_before_the_province_has_published_anything_it_is_said_where_that_would_be_written(sample):
    march = funds_choices(sample, scope=LEADER, moment=replace(newest(sample), as_of=date(2026, 3, 1)))
    assert march.lines == {"node": "县定节点", "time": "时间序时"}
    assert march.unsaid == "2026年全省平均还没有登记；办公室在目标表补一行，这里就能选。"


def test_the_line_is_drawn_with_its_own_nodes(page):
    assert page.pace.nodes["label"].tolist() == ["", "3月底", "6月底", "9月底", "11月底", "12月底"]
    assert page.pace.nodes["value"].tolist() == [0.0, 0.3, 0.5, 0.75, 0.95, 1.0]


def test_the_fan_follows_the_money_and_not_a_growing_denominator(sample):
    """On 31 May 500 万元 had just been issued: the rate fell, the payments did not."""
    may = shown(sample, day=date(2026, 5, 31))
    assert may.pace.projected.low > may.pace.now.value
    assert may.pace.grown == "5月中旬分母增加 1,000.00 万元，支出率因此回落。"


def test_the_next_node_is_told_with_the_pace_it_needs(page):
    assert (
        page.pace.needed
        == "到11月底要达到 95.0%，每旬需支出 10.8 个百分点（约 733 万元）；近三旬平均 2.4 个百分点。"
    )


def test_sources_tell_that_the_lower_pays_slower(page):
    rows = page.sources.set_index("name")
    assert rows["numerator"].map(lambda yuan: f"{yuan / 10_000:.2f}").to_dict() == {
        "中央": "3220.92", "省级": "1462.62", "市级": "659.16", "县级": "311.00",
    }  # fmt: skip
    assert rows["value"].is_monotonic_decreasing
    assert rows.loc["县级", "previous"] == 0.8


def test_projects_stand_against_their_own_due_worst_first(page):
    assert page.projects["name"].iloc[0] == "柳湾乡冷链集配中心"
    gaps = (page.projects["value"] - page.projects["baseline"]).tolist()
    assert gaps == sorted(gaps)
    assert len(page.projects) + page.hidden == 60
    assert (page.projects["baseline"] <= page.pace.now.baseline + 1e-9).all()


def test_what_is_stuck_says_on_what_and_with_whom(page):
    assert page.stuck_said == "低于应达 10 个百分点以上的 11 项，合计欠支 519.43 万元"
    first = page.stuck.iloc[0]
    assert (first["problem"], first["who"]) == ("已完工，用地手续未批复，未结算", "农业农村局 赵某")


def test_a_town_is_told_by_its_slowest_project(sample):
    town = shown(sample, place="T08")
    assert town.conclusion.plain == "柳湾乡资金支出 46.0%，低于县定节点 45.4 个百分点；"
    assert town.conclusion.red == "柳湾乡冷链集配中心最低，21.4%"
    assert len(town.projects) == 6
    assert town.sources.empty


def test_where_only_the_county_is_known_no_town_is_said_to_be_on_pace(sample):
    """The project ledger says nothing of 到位: by that denominator no town and no project can be told."""
    told = shown(sample, base="received")
    assert told.conclusion.red == ""
    assert "各乡镇都达到" not in told.conclusion.plain
    assert told.projects_said == "项目台账没有写各项目的到位资金，这个支出率只能算到全县。"


def test_before_any_payment_nothing_is_claimed(sample):
    early = shown(sample, day=date(2026, 2, 10))
    assert early.conclusion.plain == "还没有支付数据"
    assert early.whole == ""


def test_names_stay_with_those_who_may_see_them(sample):
    told = shown(sample, scope=ONE_TOWN)
    assert told.stuck["who"].tolist()
    assert not told.stuck["who"].str.contains("某").any()


def test_without_a_catalogue_there_is_no_page(sample):
    assert (
        show_funds(
            sample, scope=LEADER, moment=Moment(LAST_DAY, 0), line="node", base="issued", place=EVERYWHERE
        )
        is None
    )


def test_what_the_towns_owe_is_gross_and_adds_up_to_the_headline(page):
    assert page.towns["name"].iloc[0] == "柳湾乡"
    assert (page.towns["owed"].dropna() >= 0).all()
    assert f"{page.towns['owed'].sum() / 10_000:.1f}" == "619.9"


def test_money_waits_at_named_steps_with_amount_and_days(page):
    steps = {step.word: step for step in page.waiting}
    assert steps["下达未到位"].amount == 220 * 10_000
    assert steps["下达未到位"].count == 2
    for step in page.waiting:
        assert step.amount == pytest.approx(step.rows["amount"].sum())
        assert step.rows["amount"].is_monotonic_decreasing


def test_three_amounts_stay_apart_and_what_no_ledger_writes_is_missing(page):
    assert page.amounts["支付"][1] == 60
    assert page.amounts["拨付"][0] != page.amounts["拨付"][0]
    assert page.amounts["报账"] == (page.amounts["报账"][0], 0)


def test_a_town_is_told_of_its_projects_alone(sample):
    town = shown(sample, place="T08")
    assert {step.step for step in town.waiting} <= {"done"}
    assert town.towns.empty


def test_the_countys_documents_have_their_cards(sample):
    cards = {card.code: card for card in funds_cards(sample, scope=LEADER, moment=newest(sample))}
    assert list(cards) == ["FND_IND", "FND_DAYS", "FND_IDLE"]
    assert cards["FND_IND"].reported.endswith("万元")
    assert "九成在" in cards["FND_DAYS"].reported
    assert "中位" in cards["FND_DAYS"].reported
    assert funds_cards(sample, scope=ONE_TOWN, moment=newest(sample)) == ()


def test_before_anything_is_known_no_card_invents_a_number(sample):
    assert funds_cards(sample, scope=LEADER, moment=Moment(LAST_DAY, 0)) == ()


def test_the_foot_says_what_stands_between_two_days_of_a_line(sample):
    feet = {line: "".join(shown(sample, line=line).foot) for line in ("node", "province")}
    assert "12月31日 100%，节点间按日内插。" in feet["node"]
    assert "10月31日 84.6%，公布一次，用到下一次公布。" in feet["province"]
    assert "内插" not in feet["province"]
