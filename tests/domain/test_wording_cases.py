"""The right words for every kind of comparison, as a table the office can read and correct (tests/scenarios/wording.csv)."""

import csv
from datetime import date
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from domain.indicators import catalogue, is_rate
from domain.wording.changes import against, change, change_since, gap_moved, growth, places_moved
from domain.wording.comparison import lacking_note, merged_words, uncompared_words
from tests.domain.shipped import frame as shipped

DAY = date(2026, 11, 19)
CATALOGUE = catalogue(shipped("indicators"))
RATES = [one for one in CATALOGUE.valid_on(DAY) if is_rate(one)]
COUNTS = [one for one in CATALOGUE.valid_on(DAY) if not is_rate(one) and one.unit != "倍"]

with (Path(__file__).parents[1] / "scenarios" / "wording.csv").open(encoding="utf-8", newline="") as file:
    CASES = list(csv.DictReader(file))


def number(text):
    return float(text) if text else float("nan")


def said_of(case):
    indicator = CATALOGUE.version(case["indicator"], DAY)
    now, before, name = number(case["now"]), number(case["before"]), case["name"]
    told = {
        "change": lambda: change_since(indicator, now, before, since=name),
        "growth": lambda: growth(now, before),
        "gap": lambda: against(indicator, now, before, name=name),
        "moved": lambda: gap_moved(now, before, indicator),
        "lacking": lambda: lacking_note(int(case["reported"]), int(case["expected"]), name),
        "uncompared": lambda: uncompared_words(case["why"], since=name),
        "merged": lambda: merged_words(change_since(indicator, now, before, since=name)),
        "places": lambda: places_moved(int(case["now"])),
    }
    return told[case["say"]]()


@pytest.mark.parametrize(
    "case", CASES, ids=[f"{row['say']} {row['sentence'] or row['why']}" for row in CASES]
)
def test_a_comparison_is_said_in_the_right_words(case):
    assert said_of(case) == case["sentence"]


@given(st.sampled_from(RATES), st.floats(0, 1), st.floats(0, 1))
def test_a_rate_never_changes_by_percent(indicator, now, before):
    said = change(indicator, now, before)
    assert "%" not in said
    assert said == "持平" or said.endswith("个百分点")


@given(st.sampled_from(COUNTS), st.floats(0, 1e7), st.floats(0, 1e7))
def test_a_fall_of_anything_is_never_said_in_times(indicator, now, before):
    assume(now < before)
    assert "倍" not in change_since(indicator, now, before, since="上月")
    assert "倍" not in growth(now, before)


@given(st.integers(0, 400), st.integers(0, 400))
def test_silence_is_named_exactly_above_three_in_a_hundred(reported, expected):
    assume(reported <= expected)
    assert bool(lacking_note(reported, expected, "村")) == (100 * (expected - reported) > 3 * expected)
