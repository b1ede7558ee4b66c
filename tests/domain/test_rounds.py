"""Rounds of screening 排查轮次: their order, their deadlines and what they are compared with."""

from datetime import date

import pandas as pd
import pytest

from domain.comparisons import Against, compared
from domain.deadlines import newest_due_period
from domain.periods import back_from, period_containing, previous_period, same_period_last_year
from domain.records import Form
from domain.rounds import known_period, rounds
from domain.wording.comparison import Uncompared
from domain.workdays import workdays

ROWS = pd.DataFrame(
    [
        ("R2026-2", date(2026, 6, 1), date(2026, 6, 30)),
        ("R2025-2", date(2025, 9, 1), date(2025, 9, 30)),
        ("R2026-1", date(2026, 3, 2), date(2026, 3, 31)),
    ],
    columns=["round", "first_day", "last_day"],
)
DECLARED = rounds(ROWS)
FORM = Form(
    form="SCR",
    name="轮次表",
    layout="indicators",
    level="village",
    cadence="round",
    due_offset=5,
    due_shift="later",
)
CALENDAR = workdays(pd.DataFrame({"day": [], "works": []}))


def due(day):
    found = newest_due_period(FORM, day, CALENDAR, week_starts=1, rounds=DECLARED)
    return found.code if found else None


def test_rounds_follow_one_another_by_their_days_not_by_their_codes():
    assert [one.code for one in DECLARED] == ["R2025-2", "R2026-1", "R2026-2"]
    newest = DECLARED[-1]
    assert previous_period(newest).code == "R2026-1"
    assert [one.code for one in back_from(newest, 8)] == ["R2025-2", "R2026-1", "R2026-2"]
    assert same_period_last_year(newest).code == "R2025-2"
    with pytest.raises(ValueError, match="no round before"):
        previous_period(DECLARED[0])


def test_a_round_is_due_some_days_after_its_last_and_none_before_the_first():
    assert (due(date(2026, 7, 3)), due(date(2026, 7, 6))) == ("R2026-1", "R2026-2")
    assert due(date(2025, 9, 30)) is None


def test_a_day_between_two_rounds_belongs_to_the_one_that_began_last():
    holding = {day: period_containing("round", day, week_starts=1, rounds=DECLARED).code for day in
               (date(2026, 3, 31), date(2026, 5, 1), date(2026, 6, 1))}  # fmt: skip
    assert list(holding.values()) == ["R2026-1", "R2026-1", "R2026-2"]
    with pytest.raises(ValueError, match="declared by the office"):
        period_containing("round", date(2025, 1, 1), week_starts=1, rounds=DECLARED)


def test_a_round_is_compared_with_the_one_before_and_the_first_with_none():
    def other(period, against):
        found = compared(period, as_of=date(2026, 7, 10), against=against, base=date(2025, 12, 31))
        return found.period.code if found.period else found.why

    newest = DECLARED[-1]
    assert [other(newest, way) for way in (Against.LAST, Against.YEAR, Against.BASE)] == [
        "R2026-1",
        "R2025-2",
        "R2025-2",
    ]
    assert [other(DECLARED[0], way) for way in (Against.LAST, Against.YEAR)] == [Uncompared.EARLIER] * 2


def test_a_code_is_its_declared_days_and_the_whole_year_where_none_are():
    assert known_period("R2026-2", DECLARED).start == date(2026, 6, 1)
    assert known_period("R2026-9", DECLARED).days == 365
    assert known_period("2026-11-X2", DECLARED).days == 10
