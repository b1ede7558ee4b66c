"""本期, 上期, 去年同期, 考核基期: which period, which day, and why sometimes none."""

from datetime import date
from math import isnan

import pytest

from domain.comparisons import Against, Compared, base_day, compared, like_with_like, why_uncompared
from domain.indicators import catalogue
from domain.measure_frame import measures
from domain.periods import parse
from domain.wording.comparison import uncompared_words
from tests.domain.shipped import frame

CATALOGUE = catalogue(frame("indicators"))

NOW = date(2026, 11, 19)


@pytest.mark.parametrize(
    ("period", "against", "other", "day", "since"),
    [
        ("2026-11-X2", "last", "2026-11-X1", date(2026, 11, 10), "上旬"),
        ("2026-11-X2", "year", "2025-11-X2", date(2025, 11, 19), "去年同期"),
        ("2026-11-X2", "base", "2025-12-X3", date(2025, 12, 31), "考核基期"),
        ("2026-10", "last", "2026-09", date(2026, 9, 30), "上月"),
        ("2026-10", "year", "2025-10", date(2025, 10, 31), "去年同期"),
        ("2026-Q1", "last", "2025-Q4", date(2025, 12, 31), "上季度"),
        ("2026-H2", "last", "2026-H1", date(2026, 6, 30), "上个半年"),
        ("2026", "base", "2025", date(2025, 12, 31), "考核基期"),
        ("W2026-11-13", "year", "W2025-11-14", date(2025, 11, 19), "去年同期"),
    ],
)
def test_a_period_has_its_other_side(period, against, other, day, since):
    found = compared(parse(period), as_of=NOW, against=against, base=date(2025, 12, 31))
    assert (found.period.code, found.day, found.since) == (other, day, since)


def test_the_28th_stands_for_a_leap_day():
    found = compared(parse("2028-02-X3"), as_of=date(2028, 2, 29), against="year", base=None)
    assert found.day == date(2027, 2, 28)


def test_this_period_alone_asks_for_nothing_and_explains_nothing():
    found = compared(parse("2026-11-X2"), as_of=NOW, against=Against.NOTHING, base=None)
    assert (found.period, found.why) == (None, "")


@pytest.mark.parametrize(
    ("declared", "day"),
    [("上年末", date(2025, 12, 31)), ("2024-06-30", date(2024, 6, 30)), ("", None), ("去年吧", None)],
)
def test_the_base_is_a_day_or_the_years_end(declared, day):
    assert base_day(declared, NOW) == day


@pytest.mark.parametrize(
    ("base", "words"),
    [(None, "考核基期没有登记，无可比"), (date(2026, 11, 15), "考核基期还没有过去，无可比")],
)
def test_a_base_that_is_missing_or_runs_still_is_said(base, words):
    found = compared(parse("2026-11-X2"), as_of=NOW, against="base", base=base)
    assert uncompared_words(found.why, since=found.since) == words


@pytest.mark.parametrize(
    ("against", "first", "restarts", "why"),
    [
        ("last", date(2026, 1, 1), True, ""),
        ("year", date(2026, 1, 1), True, "没有去年同期的数"),
        ("year", date(2025, 1, 1), True, ""),
        ("base", date(2025, 1, 1), True, "年初重新累计，不与考核基期比"),
        ("base", date(2025, 1, 1), False, ""),
    ],
)
def test_what_may_not_be_compared_says_why(against, first, restarts, why):
    one = CATALOGUE.version("PRJ_DONE", NOW)
    found = compared(parse("2026-11-X2"), as_of=NOW, against=against, base=date(2025, 12, 31))
    said = why_uncompared(found, one, CATALOGUE, now=NOW, first=first, restarts=restarts)
    assert uncompared_words(said, since=found.since) == why


def test_a_first_period_of_a_year_says_that_the_total_begins_anew():
    found = compared(parse("2026-01-X1"), as_of=date(2026, 1, 9), against="last", base=None)
    one = CATALOGUE.version("PRJ_DONE", NOW)
    said = why_uncompared(found, one, CATALOGUE, now=date(2026, 1, 9), first=date(2026, 1, 5), restarts=True)
    assert said == "new_year"


def rows(period, *said):
    """subject, numerator, denominator, status."""
    subjects, upper, lower, status = zip(*said, strict=True)
    value = [u / d if d else float("nan") for u, d in zip(upper, lower, strict=True)]
    count = len(said)
    return measures(
        {
            "indicator": ["A"] * count, "subject_kind": ["place"] * count, "subject": subjects,
            "period": [period] * count, "numerator": upper, "denominator": lower, "value": value,
            "reported": [1] * count, "expected": [1] * count, "status": status,
        }
    )  # fmt: skip


def test_only_those_who_speak_now_are_compared():
    before = rows("1", ("a", 50, 100, "reported"), ("b", 10, 100, "reported"), ("T", 60, 200, "reported"))
    now = rows("2", ("a", 60, 100, "reported"), ("b", 10, 100, "stale"), ("T", 60, 100, "reported"))
    told = like_with_like(now, before, {"a": ("T",), "b": ("T",)})
    assert told["T"] == 0.5
    assert told["a"] == 0.5


def test_where_nobody_speaks_now_a_place_is_what_it_was():
    before = rows("1", ("a", 50, 100, "reported"), ("T", 50, 100, "reported"))
    now = rows("2", ("a", 50, 100, "not_reported"), ("T", 0, 0, "not_reported"))
    assert like_with_like(now, before, {"a": ("T",)})["T"] == 0.5
    assert isnan(like_with_like(now, before[:0], {"a": ("T",)}).get("T", float("nan")))


def test_nothing_asked_is_no_reason():
    assert uncompared_words(Compared(None, None, "本期").why, since="本期") == ""
