"""Laws of the calendar: periods tile it, codes read back, a week belongs to no month."""

from collections import Counter
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.periods import (
    Cadence,
    cadence_of,
    children,
    next_period,
    parse,
    period_containing,
    periods_between,
    previous_period,
    round_period,
    same_period_last_year,
    xun_period,
)

DAYS = st.dates(date(2015, 1, 1), date(2040, 12, 31))
CALENDAR = st.sampled_from([c for c in Cadence if c != Cadence.ROUND])
WEEKDAYS = st.integers(1, 7)


@given(CALENDAR, DAYS, WEEKDAYS)
def test_every_day_lies_in_exactly_one_period_of_a_cadence(cadence, day, week_starts):
    period = period_containing(cadence, day, week_starts=week_starts)
    assert period.contains(day)
    assert next_period(period).start == period.end + timedelta(days=1)
    assert previous_period(period).end == period.start - timedelta(days=1)
    assert next_period(previous_period(period)) == period


@given(CALENDAR, DAYS, WEEKDAYS)
def test_a_code_read_back_is_the_same_period(cadence, day, week_starts):
    period = period_containing(cadence, day, week_starts=week_starts)
    assert parse(period.code) == period
    assert cadence_of(period.code) == cadence


@given(DAYS, st.sampled_from([("xun", "month"), ("month", "quarter"), ("quarter", "half"), ("xun", "year")]))
def test_children_tile_their_parent(day, pair):
    finer, coarser = pair
    parent = period_containing(coarser, day, week_starts=1)
    found = children(parent, finer)
    assert found[0].start == parent.start
    assert found[-1].end == parent.end
    assert sum(p.days for p in found) == parent.days


def test_the_36_xun_of_2026_have_8_10_or_11_days():
    lengths = Counter(p.days for p in children(parse("2026"), Cadence.XUN))
    assert lengths == {8: 1, 10: 28, 11: 7}


@pytest.mark.parametrize("coarser", ["2026-11", "2026-11-X2", "2026-Q4", "2026"])
def test_a_week_is_never_added_to_a_month(coarser):
    with pytest.raises(ValueError, match="does not tile"):
        children(parse(coarser), Cadence.WEEK)


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("2026-11-19", "11月19日"),
        ("W2026-11-16", "2026年第47周（11.16—11.22）"),
        ("W2026-11-13", "2026年第46周（11.13—11.19）"),
        ("W2025-12-29", "2026年第1周（12.29—1.04）"),
        ("2026-11-X2", "11月中旬（11.11—11.20）"),
        ("2026-02-X3", "2月下旬（2.21—2.28）"),
        ("2026-11", "2026年11月"),
        ("2026-Q4", "2026年第四季度"),
        ("2026-H2", "2026年下半年"),
        ("2026", "2026年"),
    ],
)
def test_a_period_is_named_as_the_office_says_it(code, name):
    assert parse(code).name == name


def test_the_week_number_of_a_monday_week_is_iso():
    for period in periods_between("week", date(2024, 12, 20), date(2028, 1, 10), week_starts=1):
        iso = period.start.isocalendar()
        assert period.short_name == f"{iso.year}年第{iso.week}周"


@pytest.mark.parametrize(
    ("code", "before"),
    [
        ("2026-11-X2", "2025-11-X2"),
        ("2026-11", "2025-11"),
        ("2026-Q4", "2025-Q4"),
        ("2026", "2025"),
        ("2028-02-29", "2027-02-28"),
        ("2028-02-X3", "2027-02-X3"),
        ("W2026-11-13", "W2025-11-14"),
    ],
)
def test_the_same_period_last_year(code, before):
    assert same_period_last_year(parse(code)).code == before


@pytest.mark.parametrize(
    "code", ["2026-13", "2026-11-X4", "11月", "2026-11-31", "W2026-11", "2026-Q5", "", "2026-1"]
)
def test_what_is_no_code_is_refused(code):
    with pytest.raises(ValueError):
        parse(code)


def test_the_days_of_a_round_are_not_in_its_code():
    first = round_period(2026, 3, date(2026, 5, 1), date(2026, 6, 30))
    assert (first.code, first.name) == ("R2026-3", "2026年第3轮（5.01—6.30）")
    alone = parse("R2026-3")
    assert (alone.code, alone.short_name, alone.days) == ("R2026-3", "2026年第3轮", 365)


def test_the_third_xun_ends_with_its_month():
    assert xun_period(2028, 2, 3).end == date(2028, 2, 29)
