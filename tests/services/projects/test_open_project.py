"""One project of the sample county opened: its course, its money, what contradicts itself, its neighbours."""

from dataclasses import replace
from datetime import date

import pytest

from domain.permissions import Moment
from domain.refusals import Refusal
from services.projects.open_project import open_project
from tests.services.leader_pages import LAST_DAY, LEADER, ONE_TOWN, newest

COLD_CHAIN, LATE, RESERVE = "YL-2026-055", "YL-2026-027", "YL-2027-001"


def opened(sample, project=COLD_CHAIN, *, scope=LEADER, day=LAST_DAY):
    return open_project(sample, scope=scope, moment=newest(sample, day), project=project)


@pytest.fixture(scope="module")
def cold_chain(sample):
    return opened(sample)


def test_the_sentence_tells_stage_money_and_its_own_due(cold_chain):
    told = cold_chain.conclusion
    assert told.plain + told.red == "柳湾乡冷链集配中心已完工；支出 21.4%，低于应达 70.0 个百分点"
    assert told.sub == "存在问题：已完工，用地手续未批复，未结算"


def test_the_stages_stand_against_their_plan(cold_chain):
    assert [(stage.name, stage.state, stage.parts, stage.late) for stage in cold_chain.stages] == [
        ("登记", "", "首次列入台账", False),
        ("开工", "", "计划 03-01，晚 8 天", False),
        ("完工", "", "计划 09-09，早 34 天", False),
        ("验收", "未验收", "完工已 105 天", True),
        ("报账", "未报", "台账没有写", False),
    ]


def test_five_kinds_of_amount_are_kept_apart(cold_chain):
    money = cold_chain.money
    assert (cold_chain.row["plan"], cold_chain.row["paid"]) == (2_800_000, 600_000)
    assert money.payments["amount"].sum() == 600_000
    assert money.levels[["word", "plan", "paid"]].values.tolist() == [["县级", 2_800_000, 600_000]]
    assert money.transferred != money.transferred  # no ledger of the sample says 拨付 or 报账
    assert money.reimbursed != money.reimbursed


def test_the_course_tells_old_and_new_with_its_ledger(cold_chain):
    newest_step = cold_chain.steps.iloc[0]
    assert newest_step["moved"] == (("累计支付", "45.67 万元", "60.00 万元"),)
    assert newest_step["file"] == "云岭县2026年项目进度台账（11月19日）.xlsx"
    oldest = cold_chain.steps.iloc[-1]
    assert ("项目进展", "", "招投标") in oldest["moved"]
    assert "登记补充" in cold_chain.steps["kind"].tolist()


def test_nothing_after_the_day_looked_at_is_told(sample):
    told = opened(sample, day=date(2026, 6, 30))
    assert told.steps["day"].max() == "2026-06-30"
    assert told.stages[2].state == "未完工"


def test_papers_problems_and_contradictions_stand_on_one_screen(cold_chain):
    assert cold_chain.papers == (("用地", "用地手续未批复"), ("结算报账", "未结算"))
    assert cold_chain.problems[["text", "names_it"]].values.tolist() == [["冷链集配中心用地手续不全", True]]
    assert cold_chain.checks["words"].tolist() == ["已完工，支出不到一半", "完工超过 60 天未验收"]


def test_the_town_s_projects_stand_beside_it(cold_chain):
    assert [one.here for one in cold_chain.siblings].index(True) == 0
    assert len(cold_chain.siblings) == 6


def test_a_late_project_tells_where_its_pace_leads(sample):
    late = opened(sample, LATE)
    assert late.stages[2].parts == "计划 11-10，已过 9 天；按现速约 2027-01-02"
    assert late.conclusion.red == "逾期 9 天"


def test_a_reserve_project_has_no_course_yet(sample):
    reserve = opened(sample, RESERVE)
    assert reserve.conclusion.plain == "青石镇茶旅融合配套设施：储备项目，预算 380.00 万元"
    assert [stage.name for stage in reserve.stages] == ["登记"]
    assert reserve.curves.built.empty
    assert not reserve.lacks_link


def test_who_may_not_see_names_reads_none(sample):
    told = opened(sample, scope=replace(ONE_TOWN, places=frozenset({"T08"})))
    assert all("某" not in value for _, value in told.facts)
    assert not any("某" in new for moved in told.steps["moved"] for _, _, new in moved)


def test_another_town_s_project_and_an_unknown_one_are_refused_in_the_same_words(sample):
    with pytest.raises(Refusal, match="不在您的查看范围内"):
        opened(sample, LATE, scope=ONE_TOWN)
    with pytest.raises(Refusal, match="不在您的查看范围内"):
        opened(sample, "YL-1999-001")
    with pytest.raises(Refusal):
        open_project(sample, scope=LEADER, moment=Moment(LAST_DAY, 0), project=COLD_CHAIN)
