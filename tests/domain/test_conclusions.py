"""Titles of pages, computed by rule; the cases stand in CSV files the office can read and correct."""

import csv
from datetime import date
from pathlib import Path

import pytest

from domain.indicators import catalogue
from domain.measures.strip import Strip
from domain.targets import Projection
from domain.wording.conclusion import LONGEST
from domain.wording.conclusions import (
    Named,
    funds_conclusion,
    indicator_conclusion,
    overview_conclusion,
    projects_conclusion,
    ranking_conclusion,
    rectification_conclusion,
)
from domain.wording.numbers import length
from domain.wording.standing import NAN, Standing
from tests.domain.shipped import frame as shipped

SCENARIOS = Path(__file__).parents[1] / "scenarios"
DAY = date(2026, 11, 19)
CATALOGUE = catalogue(shipped("indicators"))


def cases(page):
    with (SCENARIOS / f"conclusions_{page}.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return pytest.mark.parametrize("case", rows, ids=[row["plain"] + row["red"] for row in rows])


def number(text):
    return float(text) if text else NAN


def named(name, value):
    return Named(name, float(value)) if name else None


def standing(
    code,
    name,
    *,
    value,
    baseline,
    before=NAN,
    baseline_before=NAN,
    counts=(8, 8),
    counted="镇",
    line="县定节点",
):
    return Standing(
        CATALOGUE.version(code, DAY),
        name,
        value,
        baseline,
        line,
        before,
        baseline_before,
        counts[0],
        counts[1],
        counted,
    )


def assert_said(found, case):
    assert (found.plain, found.red, found.sub) == (case["plain"], case["red"], case["sub"])
    assert length(found.plain + found.red) <= LONGEST


@cases("indicator")
def test_any_indicator_is_told_with_its_named_gap_and_one_exception(case):
    told = standing(
        case["indicator"], case["name"], value=number(case["value"]), baseline=number(case["baseline"]),
        before=number(case["before"]), baseline_before=number(case["baseline_before"]), line=case["baseline_name"],
        counts=(int(case["reported"]), int(case["expected"])), counted=case["counted"],
    )  # fmt: skip
    found = indicator_conclusion(told, named(case["worst"], case["worst_value"] or 0), since=case["since"])
    assert_said(found, case)


@cases("overview")
def test_the_overview_tells_the_two_furthest_behind_and_what_is_long_overdue(case):
    told = []
    for code, name, key in (("FND_PAY", "资金支出", "funds"), ("PRJ_DONE", "项目完工", "projects")):
        gap, before = float(case[key]), float(case[f"{key}_before"])
        told.append(
            standing(code, name, value=0.8 + gap, baseline=0.8, before=0.8 + before, baseline_before=0.8)
        )
    found = overview_conclusion(
        told, late=int(case["late"]), late_over_7=int(case["late_over_7"]),
        news=[n for n in case["news"].split(";") if n], since="上旬",
    )  # fmt: skip
    assert_said(found, case)


@cases("funds")
def test_funds_tell_who_holds_the_greatest_part_of_what_is_unpaid(case):
    short = [named(*part.split(":")) for part in case["shortfalls"].split(";") if part]
    ahead = Projection(date(2026, 12, 31), number(case["low"]), number(case["high"])) if case["low"] else None
    told = standing("FND_PAY", "资金支出", value=number(case["value"]), baseline=number(case["baseline"]))
    assert_said(funds_conclusion(told, short, ahead, since="上旬"), case)


@cases("projects")
def test_projects_tell_how_many_are_late_and_how_long(case):
    told = standing(
        "PRJ_DONE",
        "项目完工率",
        value=number(case["value"]),
        baseline=number(case["baseline"]),
        counts=(82, 82),
        counted="个",
    )
    found = projects_conclusion(
        told, late=int(case["late"]), longest=named(case["longest"], case["longest_days"] or 0),
        accepted=int(case["accepted"]), since="上旬",
    )  # fmt: skip
    assert_said(found, case)


@cases("rectification")
def test_rectification_tells_what_moved_and_what_is_overdue(case):
    moved = Strip(*(int(case[name]) for name in Strip.__dataclass_fields__))
    assert moved.holds
    counts = {name: int(case[name]) for name in ("late", "late_over_7", "checking", "staged")}
    assert_said(rectification_conclusion(moved, **counts, period="本旬"), case)


@cases("ranking")
def test_a_ranking_tells_the_first_who_rose_and_who_lost(case):
    found = ranking_conclusion(
        [n for n in case["first"].split(";") if n], named(case["riser"], case["rise"] or 0),
        named(case["faller"], case["fall"] or 0), lost_most_in=case["block"], decimals=2, ranked=int(case["ranked"]),
        apart=int(case["apart"]), reason=case["reason"], since="上期",
    )  # fmt: skip
    assert_said(found, case)


def test_what_is_missing_is_said_before_the_longest_or_the_extreme_case():
    """More than 3 % silent is never left out for want of room."""
    lacking = standing(
        "PRJ_DONE",
        "北山民族团结示范第七镇项目完工率",
        value=0.799,
        baseline=0.884,
        counts=(96, 100),
        counted="个",
    )
    told = projects_conclusion(lacking, late=130, longest=Named("甲", 78), accepted=0, since="上旬")
    assert "（缺 4 个）" in told.plain
    assert told.red == "130 个项目逾期"
    toilets = standing(
        "TOI_COV", "卫生厕所普及率", value=0.7, baseline=0.9, counts=(116, 120), counted="村", line="目标"
    )
    money = standing("FND_PAY", "支出率", value=0.4, baseline=0.9)
    whole = overview_conclusion([money, toilets], late=0, late_over_7=0, news=(), since="上旬")
    assert whole.plain.endswith("（缺 4 村）")
    assert whole.plain.count("缺") == 1
