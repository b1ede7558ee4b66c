"""Days as the office writes them (domain.md 4.9 #7): 2023.11.16, 11月16日, 11.16, 20231116, 45246, 2023.10, 11月底, 11月上旬 …

A missing year is taken from the title. 2023.1 as a binary number may have been typed as 2023.10: it is ambiguous and asked.
"""

import calendar
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import lru_cache

from domain.parsing.numbers import decimal_of
from domain.parsing.text import NULL_TOKENS, squeezed


class Precision(StrEnum):
    """How much a date cell says."""

    DAY = "day"
    XUN = "xun"  # 旬, ten days
    MONTH = "month"
    YEAR = "year"
    SPAN = "span"  # a range with two ends
    MISSING = "missing"
    NO_YEAR = "no_year"  # month and day, and no title to take the year from
    AMBIGUOUS = "ambiguous"  # 2023.1 as a number: January or October
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class Days:
    """One reading: the first and last day it may mean; both None unless something was read."""

    precision: Precision
    first: date | None = None
    last: date | None = None


MISSING = Days(Precision.MISSING)
UNREADABLE = Days(Precision.UNREADABLE)
AMBIGUOUS = Days(Precision.AMBIGUOUS)
NO_YEAR = Days(Precision.NO_YEAR)

_SERIAL_ZERO = date(1899, 12, 30)
_YEARS = range(1990, 2101)
_XUN = {"上旬": (1, 10), "初": (1, 10), "中旬": (11, 20), "下旬": (21, 31)}
_RELATIVE_YEAR = {"": 0, "今年": 0, "本年": 0, "当年": 0, "明年": 1, "次年": 1, "去年": -1, "上年": -1}
_RANGE = re.compile(r"(.+?)(?:--|—+|-|~|至|到)(.+)")

_Y = r"(?P<year>(?:19|20)\d\d)"
_YY = r"(?:(?P<year>(?:19|20)\d\d)|(?P<short>\d\d))"
_M = r"(?P<month>0?[1-9]|1[0-2])"
_D = r"(?P<day>0?[1-9]|[12]\d|3[01])"
_CLOCK = r"(?:[T日号]?\d{1,2}[:时点](?:\d{1,2}(?:[:分]\d{0,2})?秒?)?(?:\.\d+)?)?"
_REL = r"(?P<relative>今年|本年|当年|明年|次年|去年|上年)?"

_FORMS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), kind)
    for pattern, kind in (
        (rf"{_YY}[.\-/年]{_M}[.\-/月]{_D}[日号.]?{_CLOCK}", "day"),
        (rf"{_Y}(?P<month>0[1-9]|1[0-2])(?P<day>0[1-9]|[12]\d|3[01])", "day"),
        (rf"(?:{_Y}年|{_REL}){_M}月份?(?P<part>上旬|中旬|下旬|初)", "xun"),
        (rf"(?:{_Y}年|{_REL}){_M}月份?(?P<end>底|末|份底|月末)", "month_end"),
        (rf"{_REL}{_M}月{_D}[日号]?{_CLOCK}", "day"),
        (rf"{_M}[.\-/]{_D}", "day"),
        (rf"{_Y}[.\-/年]{_M}(?:月份?)?", "month"),
        (rf"{_Y}(?P<month>0[1-9]|1[0-2])", "month"),
        (rf"{_REL}{_M}月份?", "month"),
        (rf"{_Y}年?(?:底|末)", "year_end"),
        (r"(?P<relative>今年|本年|当年|明年|次年|去年|上年|年)(?:年)?(?:底|末)", "year_end"),
        (rf"{_Y}年?度?", "year"),
    )
)


def read_days(cell: object, *, year: int | None) -> Days:
    """What a date cell says. Cells are text, datetime/date, binary numbers (serials, 20231116, 2023.11) or None.

    year  of the title, for spellings without one; None gives NO_YEAR there
    """
    if cell is None:
        return MISSING
    if isinstance(cell, datetime):
        return _one(cell.date())
    if isinstance(cell, date):
        return _one(cell)
    if isinstance(cell, float):
        return _read_number(cell, year)
    return read_day_text(cell, year) if isinstance(cell, str) else UNREADABLE


@lru_cache(maxsize=65_536)
def read_day_text(text: str, year: int | None) -> Days:
    """`read_days` for text: every spelling, and ranges such as 2023.3-2023.10."""
    key = squeezed(text).strip("'").rstrip("前。")
    if key in NULL_TOKENS:
        return MISSING
    if key.isdigit() and len(key) == 5:
        return _read_number(float(key), year)
    found = _read_one(key, year)
    return found if found.precision is not Precision.UNREADABLE else _read_range(key, year)


def _read_one(key: str, year: int | None) -> Days:
    for pattern, kind in _FORMS:
        found = pattern.fullmatch(key)
        if found:
            return _build(kind, found.groupdict(), year)
    return UNREADABLE


def _read_range(key: str, year: int | None) -> Days:
    found = _RANGE.fullmatch(key)
    if not found:
        return UNREADABLE
    start = _read_one(found.group(1), year)
    end = _read_one(found.group(2), start.first.year if start.first else year)
    if start.first is None or end.last is None or start.first > end.last:
        return UNREADABLE
    return Days(Precision.SPAN, start.first, end.last)


def _build(kind: str, parts: dict[str, str | None], title_year: int | None) -> Days:
    year = _year(parts, title_year)
    if year is None:
        return NO_YEAR
    if year not in _YEARS:
        return UNREADABLE
    return _BUILDERS[kind](year, parts)


def _year(parts: dict[str, str | None], title_year: int | None) -> int | None:
    if parts.get("year"):
        return int(parts["year"] or 0)
    if parts.get("short"):
        return 2000 + int(parts["short"] or 0)
    if title_year is None:
        return None
    return title_year + _RELATIVE_YEAR.get(parts.get("relative") or "", 0)


def _day(year: int, parts: dict[str, str | None]) -> Days:
    month, day = int(parts["month"] or 0), int(parts["day"] or 0)
    if day > calendar.monthrange(year, month)[1]:
        return UNREADABLE
    return _one(date(year, month, day))


def _xun(year: int, parts: dict[str, str | None]) -> Days:
    month = int(parts["month"] or 0)
    first, last = _XUN[parts["part"] or ""]
    return Days(
        Precision.XUN,
        date(year, month, first),
        date(year, month, min(last, calendar.monthrange(year, month)[1])),
    )


def _month(year: int, parts: dict[str, str | None]) -> Days:
    month = int(parts["month"] or 0)
    return Days(Precision.MONTH, date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]))


def _month_end(year: int, parts: dict[str, str | None]) -> Days:
    last = _month(year, parts).last
    return Days(Precision.DAY, last, last)


def _whole_year(year: int, parts: dict[str, str | None]) -> Days:
    return Days(Precision.YEAR, date(year, 1, 1), date(year, 12, 31))


def _year_end(year: int, parts: dict[str, str | None]) -> Days:
    return _one(date(year, 12, 31))


_BUILDERS: dict[str, Callable[[int, dict[str, str | None]], Days]] = {
    "day": _day,
    "xun": _xun,
    "month": _month,
    "month_end": _month_end,
    "year": _whole_year,
    "year_end": _year_end,
}


def _one(day: date) -> Days:
    return Days(Precision.DAY, day, day)


def _read_number(number: float, year: int | None) -> Days:
    """A binary number in a date column: serial, 20231116, 202311, 2023, 2023.11 or 11.16."""
    shown = decimal_of(number)
    if shown == shown.to_integral_value():
        return _read_whole(int(shown), year)
    if 30_000 <= number < 80_000:
        return _one(_SERIAL_ZERO + timedelta(days=int(number)))
    # A number drops the last nought of what was typed: 2023.10 and 11.10, 11.20, 11.30 are lost.
    if int(number) in _YEARS and str(shown).endswith(".1"):
        return AMBIGUOUS
    if 1 <= number < 13 and str(shown).endswith((".1", ".2", ".3")):
        return AMBIGUOUS
    return _read_one(str(shown), year)


def _read_whole(number: int, year: int | None) -> Days:
    if 30_000 <= number < 80_000:
        return _one(_SERIAL_ZERO + timedelta(days=number))
    return _read_one(str(number), year) if number > 1_900 else UNREADABLE
