"""Working days around Spring Festival, a make-up Saturday, the county's own exceptions and an unknown year."""

from datetime import date, datetime

import pandas as pd
import pytest

from domain.deadlines import Deadline, form_deadline, is_late, newest_due_period
from domain.periods import parse
from domain.records import Form
from domain.workdays import knows_year, workdays

NONE = workdays(pd.DataFrame({"day": [], "works": []}))
TEN_DAY = Form(form="ENV", name="旬报", layout="indicators", level="village", cadence="xun", due_offset=-1)


def exceptions(**said: bool):
    days = [date.fromisoformat(text[1:].replace("_", "-")) for text in said]
    return workdays(pd.DataFrame({"day": days, "works": list(said.values())}))


def test_a_make_up_saturday_is_worked_and_spring_festival_is_not():
    assert NONE.is_workday(date(2026, 2, 14))
    assert not NONE.is_workday(date(2026, 2, 17))


def test_the_county_overrules_the_calendar():
    county = exceptions(d2026_11_19=False, d2026_11_21=True)
    assert not county.is_workday(date(2026, 11, 19))
    assert county.is_workday(date(2026, 11, 21))


def test_an_unknown_year_falls_back_to_weekends_and_says_so():
    assert not knows_year(2099)
    assert NONE.is_workday(date(2099, 10, 1))
    assert "2099年的放假安排尚未载入" in NONE.note([date(2099, 10, 1)])
    assert NONE.note([date(2026, 10, 1)]) is None


@pytest.mark.parametrize(
    ("start", "count", "end"),
    [
        ("2026-11-19", 1, "2026-11-20"),
        ("2026-11-20", 1, "2026-11-23"),
        ("2026-11-23", -1, "2026-11-20"),
        ("2026-02-13", 2, "2026-02-24"),
        ("2026-11-19", 0, "2026-11-19"),
    ],
)
def test_working_days_are_added_over_holidays(start, count, end):
    assert NONE.add(date.fromisoformat(start), count) == date.fromisoformat(end)


def test_working_days_between_two_days_undo_the_adding():
    start = date(2026, 2, 10)
    for count in range(1, 40):
        assert NONE.between(start, NONE.add(start, count)) == count


def test_a_ten_day_report_due_on_a_weekend_is_due_on_friday():
    assert form_deadline(TEN_DAY, parse("2026-11-X2"), NONE).day == date(2026, 11, 19)
    assert form_deadline(TEN_DAY, parse("2026-11-X3"), NONE).day == date(2026, 11, 27)


def test_a_rectification_deadline_moves_the_other_way():
    later = TEN_DAY.model_copy(update={"due_shift": "later"})
    assert form_deadline(later, parse("2026-11-X3"), NONE).day == date(2026, 11, 30)


@pytest.mark.parametrize(("minute", "late"), [("18:00", False), ("18:01", True), ("08:00", False)])
def test_a_value_after_the_cutoff_minute_is_late(minute, late):
    assert (
        is_late(datetime.fromisoformat(f"2026-11-19 {minute}"), Deadline(date(2026, 11, 19), 18, None))
        is late
    )


@pytest.mark.parametrize(
    ("as_of", "code"),
    [
        ("2026-11-18", "2026-11-X1"),
        ("2026-11-19", "2026-11-X2"),
        ("2026-11-26", "2026-11-X2"),
        ("2026-11-27", "2026-11-X3"),
    ],
)
def test_the_newest_due_period_is_the_one_whose_deadline_has_come(as_of, code):
    assert newest_due_period(TEN_DAY, date.fromisoformat(as_of), NONE, week_starts=1).code == code


def test_a_deadline_after_the_period_waits_for_it():
    quarterly = TEN_DAY.model_copy(update={"cadence": "quarter", "due_offset": 15, "due_shift": "later"})
    assert newest_due_period(quarterly, date(2026, 10, 14), NONE, week_starts=1).code == "2026-Q2"
    assert newest_due_period(quarterly, date(2026, 10, 15), NONE, week_starts=1).code == "2026-Q3"


def test_a_form_without_cadence_is_never_due():
    assert (
        newest_due_period(
            TEN_DAY.model_copy(update={"cadence": "any"}), date(2026, 1, 1), NONE, week_starts=1
        )
        is None
    )
