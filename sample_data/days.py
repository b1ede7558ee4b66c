"""The year 2026 as the office counts it: 旬 (ten-day periods), months, quarters, working days.

Written apart from the product's own calendar on purpose: the sample is what the product is checked against.
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

import chinese_calendar

YEAR = 2026
AS_OF = date(2026, 11, 19)
FIRST_DAY = date(2026, 1, 1)
MERGER_DAY = date(2026, 7, 1)
XUN_NAMES = ("", "上旬", "中旬", "下旬")
SPAN = (AS_OF - FIRST_DAY).days


@dataclass(frozen=True, slots=True)
class Xun:
    """旬: ten days, the third one to the end of the month."""

    month: int
    part: int

    @property
    def code(self) -> str:
        return f"{YEAR}-{self.month:02d}-X{self.part}"

    @property
    def name(self) -> str:
        return f"{self.month}月{XUN_NAMES[self.part]}"

    @property
    def last(self) -> date:
        return date(YEAR, self.month, self.part * 10) if self.part < 3 else month_end(self.month)

    @property
    def cutoff(self) -> date:
        """截数日: the day before the 旬 ends, as the county asks (9th, 19th, last but one)."""
        return self.last - timedelta(days=1)

    @property
    def number(self) -> int:
        """1 for 1月上旬 … 32 for 11月中旬."""
        return (self.month - 1) * 3 + self.part


def month_end(month: int) -> date:
    return date(YEAR, month, monthrange(YEAR, month)[1])


XUNS = tuple(Xun(month, part) for month in range(1, 12) for part in (1, 2, 3))[:32]
MONTHS = tuple(range(1, 11))
QUARTERS = (1, 2, 3)


def month_code(month: int) -> str:
    return f"{YEAR}-{month:02d}"


def quarter_code(quarter: int) -> str:
    return f"{YEAR}-Q{quarter}"


def quarter_end(quarter: int) -> date:
    return month_end(quarter * 3)


def elapsed(day: date) -> float:
    """Share of the way from 1 January to 19 November."""
    return min(1.0, max(0.0, (day - FIRST_DAY).days / SPAN))


def is_working(day: date) -> bool:
    return bool(chinese_calendar.is_workday(day))


def working_days(first: date, last: date) -> list[date]:
    """Working days from `first` to `last`, both included."""
    days = [first + timedelta(days=at) for at in range((last - first).days + 1)]
    return [day for day in days if is_working(day)]


def next_working(day: date) -> date:
    """The day itself, or the first working day after it."""
    while not is_working(day):
        day += timedelta(days=1)
    return day
