"""Kinds of period 期: the spans of civil time a figure speaks about, with their codes and Chinese names.

旬 (Xun) is a ten-day span: 上旬 1–10, 中旬 11–20, 下旬 21 to the month's end. A week is defined by the office
(its first weekday), belongs to no month and is never added to one. Nothing here knows today.
"""

from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

XUN_WORDS = {1: "上旬", 2: "中旬", 3: "下旬"}
QUARTER_WORDS = {1: "第一季度", 2: "第二季度", 3: "第三季度", 4: "第四季度"}
HALF_WORDS = {1: "上半年", 2: "下半年"}


class Cadence(StrEnum):
    """How often something is said; the word is the one `Form.cadence` holds."""

    DAY = "day"
    WEEK = "week"
    XUN = "xun"
    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    YEAR = "year"
    ROUND = "round"


CADENCE_WORDS = {
    Cadence.DAY: "日",
    Cadence.WEEK: "周",
    Cadence.XUN: "旬",
    Cadence.MONTH: "月",
    Cadence.QUARTER: "季度",
    Cadence.HALF: "半年",
    Cadence.YEAR: "年",
    Cadence.ROUND: "轮次",
}


@dataclass(frozen=True, slots=True)
class Period:
    """One span, both ends included. Two periods are equal when their codes are.

    earlier  of a round 轮次 the one before it, None for the first known; other periods find theirs in the calendar
    """

    code: str
    cadence: Cadence
    start: date
    end: date
    earlier: "Period | None" = field(default=None, compare=False, repr=False)

    @property
    def days(self) -> int:
        return (self.end - self.start).days + 1

    @property
    def name(self) -> str:
        """「11月中旬（11.11—11.20）」, 「2026年第47周（11.16—11.22）」: what a page prints once."""
        if self.cadence in (Cadence.XUN, Cadence.WEEK, Cadence.ROUND):
            return f"{self.short_name}（{_dotted(self.start)}—{_dotted(self.end)}）"
        return self.short_name

    @property
    def short_name(self) -> str:
        """「11月中旬」, 「2026年第47周」: what an axis or a column head prints."""
        return _NAMES[self.cadence](self)

    def contains(self, day: date) -> bool:
        return self.start <= day <= self.end

    def __str__(self) -> str:
        return self.code


def _dotted(day: date) -> str:
    return f"{day.month}.{day.day:02d}"


def week_number(start: date) -> tuple[int, int]:
    """(year, number) of the week that starts on this day: the year of its fourth day, ISO's rule for Mondays."""
    middle = start + timedelta(days=3)
    return middle.year, (middle.timetuple().tm_yday - 1) // 7 + 1


def _xun_name(period: Period) -> str:
    return f"{period.start.month}月{XUN_WORDS[xun_of(period.start)]}"


def _week_name(period: Period) -> str:
    year, number = week_number(period.start)
    return f"{year}年第{number}周"


_NAMES: dict[Cadence, Callable[[Period], str]] = {
    Cadence.DAY: lambda p: f"{p.start.month}月{p.start.day}日",
    Cadence.WEEK: _week_name,
    Cadence.XUN: _xun_name,
    Cadence.MONTH: lambda p: f"{p.start.year}年{p.start.month}月",
    Cadence.QUARTER: lambda p: f"{p.start.year}年{QUARTER_WORDS[(p.start.month + 2) // 3]}",
    Cadence.HALF: lambda p: f"{p.start.year}年{HALF_WORDS[1 if p.start.month == 1 else 2]}",
    Cadence.YEAR: lambda p: f"{p.start.year}年",
    Cadence.ROUND: lambda p: f"{p.code[1:5]}年第{p.code[6:]}轮",
}


def day_period(day: date) -> Period:
    return Period(day.isoformat(), Cadence.DAY, day, day)


def week_period(start: date) -> Period:
    """The week that starts on this day."""
    return Period(f"W{start.isoformat()}", Cadence.WEEK, start, start + timedelta(days=6))


def xun_period(year: int, month: int, number: int) -> Period:
    """The 1st, 2nd or 3rd 旬 of a month; ValueError for another number."""
    if number not in XUN_WORDS:
        raise ValueError(f"a month has three xun, not a number {number}")
    first = date(year, month, 10 * number - 9)
    last = monthrange(year, month)[1] if number == 3 else 10 * number
    return Period(f"{year:04d}-{month:02d}-X{number}", Cadence.XUN, first, date(year, month, last))


def month_period(year: int, month: int) -> Period:
    return Period(f"{year:04d}-{month:02d}", Cadence.MONTH, date(year, month, 1), _month_end(year, month))


def quarter_period(year: int, number: int) -> Period:
    """The 1st to 4th quarter of a year; ValueError for another number."""
    if number not in QUARTER_WORDS:
        raise ValueError(f"a year has four quarters, not a number {number}")
    start = date(year, 3 * number - 2, 1)
    return Period(f"{year:04d}-Q{number}", Cadence.QUARTER, start, _month_end(year, 3 * number))


def half_period(year: int, number: int) -> Period:
    """The first or second half of a year; ValueError for another number."""
    if number not in HALF_WORDS:
        raise ValueError(f"a year has two halves, not a number {number}")
    start = date(year, 6 * number - 5, 1)
    return Period(f"{year:04d}-H{number}", Cadence.HALF, start, _month_end(year, 6 * number))


def year_period(year: int) -> Period:
    return Period(f"{year:04d}", Cadence.YEAR, date(year, 1, 1), date(year, 12, 31))


def round_number(period: Period) -> int | None:
    """Which round of its year; None of any other period."""
    return int(period.code.partition("-")[2]) if period.cadence == Cadence.ROUND else None


def round_period(year: int, number: int, start: date, end: date, *, earlier: Period | None = None) -> Period:
    """轮次: a span the office itself declares; its code does not hold its days."""
    if end < start:
        raise ValueError(f"round {number} of {year} ends before it starts")
    return Period(f"R{year:04d}-{number}", Cadence.ROUND, start, end, earlier)


def _month_end(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


def xun_of(day: date) -> int:
    """1, 2 or 3: the 旬 of its month a day lies in."""
    return min((day.day - 1) // 10, 2) + 1
