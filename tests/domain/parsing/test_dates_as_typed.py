"""dates.py and deadlines.py: every spelling of domain.md 4.9 #7 and 4.3, as tables the office can read."""

import csv
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.parsing.dates import Days, Precision, read_days
from domain.parsing.deadlines import Deadline, read_deadline

HERE = Path(__file__).parent


def rows(name: str) -> list[dict[str, str]]:
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def expected(row: dict[str, str]) -> Days:
    return Days(Precision(row["precision"]), day(row["first"]), day(row["last"]))


def year(row: dict[str, str]) -> int | None:
    return int(row["title_year"]) if row["title_year"] else None


@pytest.mark.parametrize("row", rows("dates.csv"), ids=lambda row: row["written"] or "blank")
def test_a_day_in_words_is_read_as_the_office_means_it(row):
    assert read_days(row["written"], year=year(row)) == expected(row)


@pytest.mark.parametrize("row", rows("day_numbers.csv"), ids=lambda row: row["number"])
def test_a_number_in_a_date_column_is_a_day_or_is_asked(row):
    assert read_days(float(row["number"]), year=year(row)) == expected(row)


@pytest.mark.parametrize("row", rows("deadlines.csv"), ids=lambda row: row["written"] or "blank")
def test_words_of_a_deadline_become_a_day(row):
    deadline = read_deadline(row["written"], found_on=date.fromisoformat(row["found_on"]))
    assert deadline == Deadline(
        day(row["day"]),
        row["long_term"] == "1",
        int(row["working_days"]) if row["working_days"] else None,
        row["read"] == "1",
    )


@given(st.dates(date(1990, 1, 1), date(2099, 12, 31)))
def test_every_spelling_of_a_day_gives_the_same_day(d):
    spellings = [
        d.isoformat(), f"{d.year}.{d.month}.{d.day}", f"{d.year}年{d.month}月{d.day}日", f"{d:%Y%m%d}", f"{d:%Y/%m/%d}",
        d, datetime(d.year, d.month, d.day, 8, 30), float(f"{d:%Y%m%d}"), f"{d.month}月{d.day}日", f"{d.month}.{d.day}",
    ]  # fmt: skip
    assert {read_days(spelling, year=d.year) for spelling in spellings} == {Days(Precision.DAY, d, d)}


@given(st.dates(date(1990, 1, 1), date(2099, 12, 31)))
def test_a_serial_number_is_its_day(d):
    serial = (d - date(1899, 12, 30)).days
    assert read_days(float(serial), year=None).first == d
    assert read_days(str(serial), year=None).first == d


@given(st.dates(date(2020, 1, 1), date(2030, 12, 31)), st.integers(0, 120))
def test_before_a_day_includes_the_day(found_on, later):
    d = found_on + timedelta(days=later)
    assert read_deadline(f"{d.month}月{d.day}日前", found_on=found_on).day == d


def test_a_leap_day_is_looked_for_in_the_next_year_where_this_one_has_none():
    assert read_deadline("2月29日前", found_on=date(2023, 11, 1)).day == date(2024, 2, 29)
    assert read_deadline("2月29日前", found_on=date(2025, 11, 1)).day is None


def test_a_deadline_typed_as_a_date_is_that_date():
    assert read_deadline(date(2023, 12, 15), found_on=date(2023, 11, 10)) == Deadline(date(2023, 12, 15))
