"""What a leader has to decide: told with who answers and what is asked, most urgent first."""

from dataclasses import replace
from datetime import date
from math import nan

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.lights import light_rules
from domain.matter_kinds import (
    OverdueProblem,
    OverdueSpots,
    Silence,
    SlowProject,
    problem_matter,
    project_matter,
    silent_matter,
    spots_matter,
)
from domain.matters import LONGEST, Matter, most_urgent_first
from domain.wording.asks import problem_ask, stuck_ask
from domain.wording.matters import RULE, reason_words
from tests.domain.shipped import frame as shipped

DAY = date(2026, 11, 19)
RULES = light_rules(shipped("light_rules"))
PROBLEM = OverdueProblem(
    number="整改-046", source="self", text="水口村垃圾围箱、清运不及时", unit="柳湾乡", person="乡长 陶某",
    deadline=date(2026, 11, 5), status="returned", returns=2, days_late=14,
)  # fmt: skip
PROJECT = SlowProject(
    number="YL-2026-055", name="柳湾乡冷链集配中心", responsible="农业农村局 赵某", plan=2_800_000.0, weight=1.0,
    rate=0.214, gap=-0.70, light="bad", progress=1.0, is_done=True, days_late=0, since=30,
    problem="已完工，用地手续未批复，未结算", is_far_behind=True,
)  # fmt: skip


def matter(title="甲", *, gap=1.0, weight=1.0, days=10):
    return Matter("bad", "", title, (), "", "", (), gap, weight, days)


def test_an_overdue_problem_is_told_with_who_answers_since_when_and_how_often_it_came_back():
    told = problem_matter(PROBLEM, RULES, DAY)
    assert (told.light, told.word) == ("bad", "逾期 14 天")
    assert told.details == ("柳湾乡", "乡长 陶某", "11-05 到期", "退回 2 次")
    assert told.ask == "换整改办法，定牵头县领导"
    assert (told.record, told.key) == ("problem", ("整改-046",))


def test_a_ledger_that_names_nobody_leaves_no_gap_in_the_line():
    told = problem_matter(replace(PROBLEM, unit="", person="", deadline=None, returns=0), RULES, DAY)
    assert told.details == ()


def test_a_project_is_told_by_its_money_and_asked_by_its_cause():
    told = project_matter(PROJECT, RULES, DAY)
    assert told.word == "差 70.0"
    assert told.title == "柳湾乡冷链集配中心，支出 21.4%"
    assert told.details == ("农业农村局 赵某", "280.00 万元", "已完工，用地手续未批复，未结算")
    assert told.ask == "批地，还是调整项目"


def test_a_project_past_its_end_is_told_by_its_days_and_its_work():
    late = replace(
        PROJECT, is_done=False, days_late=50, progress=0.7, is_far_behind=False, gap=-0.05, since=0
    )
    told = project_matter(late, RULES, DAY)
    assert (told.word, told.light) == ("逾期 50 天", "bad")
    assert told.title == "柳湾乡冷链集配中心，形象进度 70.0%"
    assert told.gap == pytest.approx(0.3)


def test_an_unknown_plan_is_left_out_and_unknown_progress_is_said_to_be_so():
    told = project_matter(replace(PROJECT, plan=nan, progress=nan, days_late=9), RULES, DAY)
    assert "万元" not in " ".join(told.details)
    assert "形象进度未报" in told.title


def test_spots_of_one_town_are_one_matter():
    spots = OverdueSpots("柳湾乡", "柳湾乡（分管 林某）", ("日督-1", "日督-2"), ("水口村", "柳林村"), 10)
    told = spots_matter(spots, RULES, DAY)
    assert told.title == "柳湾乡 2 处督查问题逾期未改"
    assert told.record == ""
    assert spots_matter(replace(spots, numbers=("日督-1",)), RULES, DAY).key == ("日督-1",)


@pytest.mark.parametrize(
    ("periods", "word", "ask"), [(1, "未报", "催报"), (2, "连缺 2 旬", "指定报送责任人")]
)
def test_silence_is_reminded_once_and_then_given_to_a_person(periods, word, ask):
    told = silent_matter(Silence(("柳湾乡", "望峰乡"), "", periods, 8, 24, "10月下旬", "人居环境旬报"))
    assert (told.light, told.word, told.ask) == ("none", word, ask)
    assert told.title == "柳湾乡、望峰乡 8 村未报人居环境旬报"
    assert told.details == ("最近一次 10月下旬",)


@pytest.mark.parametrize(
    ("problem", "is_done", "ask"),
    [
        ("已完工，设计变更待审，未结算", True, "定变更审批办结日"),
        ("财评未出具", False, "能否集中评审，定出结论日"),
        ("资料不齐退回", False, "定补齐资料的日期和责任人"),
        ("苗木补植未到位", False, "定到货日和完工日"),
        ("", True, "定支付日和责任人"),
        ("", False, "定新的完工日和责任人"),
    ],
)
def test_what_is_asked_follows_from_what_it_is_stuck_on(problem, is_done, ask):
    assert stuck_ask(problem, is_done=is_done) == ask


def test_a_problem_done_and_waiting_for_a_look_asks_for_the_look_however_late():
    assert problem_ask("checking", returns=0, light="bad") == "安排复查销号"


@given(
    st.lists(
        st.builds(
            matter,
            st.text(max_size=3),
            gap=st.floats(0, 1),
            weight=st.floats(0, 1),
            days=st.integers(0, 400),
        ),
        max_size=8,
    )
)
def test_the_order_of_asking_never_changes_the_order_told(matters):
    assert most_urgent_first(matters) == most_urgent_first(reversed(matters))


def test_after_a_month_what_is_at_stake_decides_alone():
    small_old, large = matter(weight=0.2, days=300), matter(weight=0.5, days=LONGEST)
    assert most_urgent_first([small_old, large])[0] is large


def test_an_overdue_project_of_unknown_progress_counts_as_not_built_and_says_so():
    told = project_matter(
        replace(PROJECT, progress=nan, days_late=12, is_far_behind=False, gap=0.0), RULES, DAY
    )
    assert told.gap == 1.0
    assert told.title == "柳湾乡冷链集配中心，形象进度未报"


@pytest.mark.parametrize(
    ("one", "said"),
    [
        (matter(gap=0.7, days=30), "差距 70.0% × 分量 1.00 × 30 / 30 天 ＝ 70.0"),
        (matter(gap=0.3, weight=0.43, days=50), "差距 30.0% × 分量 0.43 × 30 / 30 天（已拖 50 天） ＝ 12.9"),
        (matter(weight=0.6, days=2), "差距 100.0% × 分量 0.60 × 2 / 30 天 ＝ 4.0"),
    ],
)
def test_the_reason_of_a_place_is_its_three_factors(one, said):
    assert reason_words(one) == said


def test_the_rule_names_every_weight():
    for weight in ("1.0", "0.8", "0.6", "0.3"):
        assert weight in RULE
