"""Periods 期: codes read back, and the walks between periods: next, previous, children, the same one last year.

The kinds themselves stand in `period_kinds`. Nothing here knows today.
"""

import re
from calendar import monthrange
from collections.abc import Sequence
from datetime import date, timedelta

from domain.period_kinds import (
    Cadence,
    Period,
    day_period,
    half_period,
    month_period,
    quarter_period,
    round_number,
    round_period,
    week_number,
    week_period,
    xun_of,
    xun_period,
    year_period,
)

__all__ = [
    "Cadence", "Period", "back_from", "cadence_of", "children", "day_period", "half_period", "month_period", "next_period",
    "parse", "period_containing", "periods_between", "previous_period", "quarter_period", "round_number", "round_period",
    "same_period_last_year", "tiles", "week_number", "week_period", "xun_of", "xun_period", "year_period",
]  # fmt: skip

# Which cadences tile which. A week tiles nothing and is tiled by days alone; a round is what the office says it is.
_CALENDAR_ORDER = (Cadence.DAY, Cadence.XUN, Cadence.MONTH, Cadence.QUARTER, Cadence.HALF, Cadence.YEAR)

_SHAPES: tuple[tuple[Cadence, re.Pattern[str]], ...] = (
    (Cadence.DAY, re.compile(r"(\d{4})-(\d{2})-(\d{2})")),
    (Cadence.WEEK, re.compile(r"W(\d{4})-(\d{2})-(\d{2})")),
    (Cadence.XUN, re.compile(r"(\d{4})-(\d{2})-X([123])")),
    (Cadence.MONTH, re.compile(r"(\d{4})-(\d{2})")),
    (Cadence.QUARTER, re.compile(r"(\d{4})-Q([1-4])")),
    (Cadence.HALF, re.compile(r"(\d{4})-H([12])")),
    (Cadence.YEAR, re.compile(r"(\d{4})")),
    (Cadence.ROUND, re.compile(r"R(\d{4})-(\d+)")),
)


def cadence_of(code: str) -> Cadence:
    """The cadence a code belongs to; ValueError for anything that is not a period code."""
    for cadence, shape in _SHAPES:
        if shape.fullmatch(code):
            return cadence
    raise ValueError(f"not a period code: {code!r}")


def parse(code: str) -> Period:
    """The period with this code; parse(p.code) == p, but for a round 轮次.

    returns  a round with the days of its year: which of them are its own only the office's table knows
             (`domain/rounds.py`), so ask that wherever days matter
    raises   ValueError for what is no code and for a day that does not exist
    """
    cadence = cadence_of(code)
    shape = dict(_SHAPES)[cadence]
    found = shape.fullmatch(code)
    assert found
    numbers = [int(part) for part in found.groups()]
    match cadence:
        case Cadence.DAY:
            return day_period(date(*numbers))
        case Cadence.WEEK:
            return week_period(date(*numbers))
        case Cadence.XUN:
            return xun_period(*numbers)
        case Cadence.MONTH:
            return month_period(*numbers)
        case Cadence.QUARTER:
            return quarter_period(*numbers)
        case Cadence.HALF:
            return half_period(*numbers)
        case Cadence.YEAR:
            return year_period(*numbers)
    whole = year_period(numbers[0])
    return round_period(numbers[0], numbers[1], whole.start, whole.end)


def period_containing(
    cadence: Cadence | str, day: date, *, week_starts: int, rounds: Sequence[Period] = ()
) -> Period:
    """The period of this cadence that holds the day.

    week_starts  first weekday of the office's week, 1 = Monday … 7 = Sunday; other cadences do not look at it
    rounds       the rounds the office declared, oldest first: of them the newest that has begun, over or not
    raises       ValueError for round without one that has begun
    """
    match Cadence(cadence):
        case Cadence.DAY:
            return day_period(day)
        case Cadence.WEEK:
            return week_period(day - timedelta(days=(day.isoweekday() - week_starts) % 7))
        case Cadence.XUN:
            return xun_period(day.year, day.month, xun_of(day))
        case Cadence.MONTH:
            return month_period(day.year, day.month)
        case Cadence.QUARTER:
            return quarter_period(day.year, (day.month + 2) // 3)
        case Cadence.HALF:
            return half_period(day.year, (day.month + 5) // 6)
        case Cadence.YEAR:
            return year_period(day.year)
    begun = [period for period in rounds if period.start <= day]
    if not begun:
        raise ValueError("which round holds a day is declared by the office, not by the calendar")
    return begun[-1]


def next_period(period: Period) -> Period:
    return period_containing(
        period.cadence, period.end + timedelta(days=1), week_starts=period.start.isoweekday()
    )


def previous_period(period: Period) -> Period:
    """The period just before; ValueError before the first round."""
    if period.cadence == Cadence.ROUND:
        if period.earlier is None:
            raise ValueError(f"no round before {period.code} is known")
        return period.earlier
    return period_containing(
        period.cadence, period.start - timedelta(days=1), week_starts=period.start.isoweekday()
    )


def back_from(period: Period, count: int) -> list[Period]:
    """The period and those before it, `count` in all, oldest first; fewer where the first round comes earlier."""
    found = [period]
    while len(found) < count and (period.cadence != Cadence.ROUND or found[-1].earlier is not None):
        found.append(previous_period(found[-1]))
    return found[::-1]


def same_period_last_year(period: Period) -> Period:
    """同期: the like-named period one year before; for a week the one 52 weeks before, for 29 Feb the 28th.

    raises  ValueError for a round whose like of last year is not known
    """
    if period.cadence == Cadence.ROUND:
        of_year, number = period.code[1:].split("-")
        wanted, found = f"R{int(of_year) - 1}-{number}", period
        while found.code != wanted:
            found = previous_period(found)
        return found
    if period.cadence == Cadence.WEEK:
        return week_period(period.start - timedelta(weeks=52))
    year, month = period.start.year - 1, period.start.month
    day = min(period.start.day, monthrange(year, month)[1])
    return period_containing(period.cadence, date(year, month, day), week_starts=1)


def tiles(finer: Cadence, coarser: Cadence) -> bool:
    """Whether whole periods of the finer cadence add up to each one of the coarser."""
    if coarser == Cadence.WEEK:
        return finer == Cadence.DAY
    if finer not in _CALENDAR_ORDER or coarser not in _CALENDAR_ORDER:
        return False
    return _CALENDAR_ORDER.index(finer) < _CALENDAR_ORDER.index(coarser)


def children(period: Period, cadence: Cadence | str) -> tuple[Period, ...]:
    """The periods of a finer cadence that tile this one, in order.

    raises  ValueError where they do not: a week is never added to a month
    """
    finer = Cadence(cadence)
    if not tiles(finer, period.cadence) and not (period.cadence == Cadence.ROUND and finer == Cadence.DAY):
        raise ValueError(f"{finer} does not tile {period.code}")
    found = [period_containing(finer, period.start, week_starts=1)]
    while found[-1].end < period.end:
        found.append(next_period(found[-1]))
    return tuple(found)


def periods_between(
    cadence: Cadence | str, first: date, last: date, *, week_starts: int
) -> tuple[Period, ...]:
    """Every period of the cadence that holds a day of first … last, in order; empty when last < first."""
    if last < first:
        return ()
    found = [period_containing(cadence, first, week_starts=week_starts)]
    while found[-1].end < last:
        found.append(next_period(found[-1]))
    return tuple(found)
