"""Sentences over the slides of a meeting: the cases stand in a CSV file the office can read and correct."""

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.wording.conclusions import Named
from domain.wording.numbers import length
from domain.wording.sanitation import RateTold, TownRate
from domain.wording.slide_titles import (
    LONGEST,
    decisions_title,
    measure_title,
    overview_title,
    ranking_title,
    rectification_title,
    sanitation_title,
)
from tests.domain.test_conclusions import named, number, standing

CASES = Path(__file__).parents[1] / "scenarios" / "slide_titles.csv"
MEASURES = {"项目": ("PRJ_DONE", "完工率"), "资金": ("FND_PAY", "资金支出")}


def cases(slide):
    with CASES.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["slide"] == slide]
    return pytest.mark.parametrize("case", rows, ids=[row["title"] for row in rows])


def parts(case, name):
    return [part.split(":") for part in case[name].split(";") if part]


def assert_said(found, case):
    assert (found.plain, found.red) == (case["title"], case["red"])
    assert length(found.plain + found.red) <= LONGEST


@cases("总览")
def test_the_county_is_told_by_what_is_furthest_behind(case):
    told = [
        standing(
            code,
            name,
            value=number(value),
            baseline=number(line),
            counts=(int(case["reported"]), 120),
            counted="村",
        )
        for code, name, value, line in parts(case, "measures")
    ]
    assert_said(overview_title(told, late=int(case["late"])), case)


@cases("项目")
def test_projects_are_told_with_their_named_gap(case):
    code, name = MEASURES["项目"]
    told = standing(code, name, value=number(case["value"]), baseline=number(case["baseline"]))
    assert_said(measure_title(told), case)


@cases("资金")
def test_money_is_told_with_its_named_gap_and_who_is_missing(case):
    code, name = MEASURES["资金"]
    counts = (int(case["reported"]), 120)
    told = standing(
        code,
        name,
        value=number(case["value"]),
        baseline=number(case["baseline"]),
        counts=counts,
        counted="村",
    )
    assert_said(measure_title(told), case)


@cases("人居")
def test_sanitation_is_told_by_the_rate_furthest_below_its_target(case):
    rates, targets = [], []
    for short, county, target, missed in parts(case, "measures"):
        towns = [TownRate(f"镇{n}", 0.5, 0.5, 0.9, "bad") for n in range(int(missed))]
        rates.append(RateTold(short, number(county), number(""), towns))
        targets.append(number(target))
    found = sanitation_title(rates, targets, lacking=120 - int(case["reported"]), expected=120)
    assert_said(found, case)


@cases("整改")
def test_rectification_is_told_by_what_is_long_overdue_and_who_holds_it(case):
    found = rectification_title(
        known=case["value"] != "",
        still_open=int(case["value"] or 0),
        late=int(case["late"]),
        late_over_7=int(case["baseline"] or 0),
        holders=[name for name, *_ in parts(case, "measures")],
    )
    assert_said(found, case)


@cases("排名")
def test_the_ranking_is_told_by_who_moved_most(case):
    moved = {name: (subject, worth) for name, subject, worth in parts(case, "measures")}
    found = ranking_title(
        [name for name in case["value"].split("、") if name],
        named(*moved.get("退", ("", ""))),
        named(*moved.get("进", ("", ""))),
        since="上旬",
        decimals=2,
    )
    assert_said(found, case)


@given(
    st.text("甲乙丙丁村镇乡", min_size=1, max_size=12),
    st.text("甲乙丙丁村镇乡", min_size=1, max_size=12),
    st.floats(0.5, 99.99),
)
def test_names_of_any_usual_length_leave_a_title_of_one_line(first, second, points):
    found = ranking_title([first], Named(first, points), Named(second, points), since="上旬", decimals=2)
    assert length(found.plain + found.red) <= LONGEST
    held = rectification_title(known=True, still_open=99, late=99, late_over_7=88, holders=[first, second])
    assert length(held.plain + held.red) <= LONGEST


@pytest.mark.parametrize(
    ("done", "late", "said"),
    [(1, 1, ("上次定了 4 件，办结 1 件，", "1 件逾期")), (3, 0, ("上次定了 4 件，办结 3 件", ""))],
)
def test_what_the_last_meeting_decided_is_told_with_what_is_late(done, late, said):
    found = decisions_title({"定了": 4, "办结": done, "未办结": 0, "逾期": late, "在办": 4 - done - late})
    assert (found.plain, found.red) == said


def test_before_the_first_directive_the_slide_says_so():
    assert decisions_title({}).plain == "还没有记过调度事项"
