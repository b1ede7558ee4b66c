"""本期, 上期, 去年同期, 考核基期: which period a value is compared with, or why with none.

上期      the period just before
去年同期  the like-named period of last year; for a running measure the same day of it
考核基期  the period that holds the day the office is assessed from, declared in 用语 under BASE_TERM
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from math import isnan, nan

import pandas as pd

from domain.indicators import Catalogue
from domain.measure_frame import Status
from domain.periods import (
    Cadence,
    Period,
    back_from,
    period_containing,
    previous_period,
    same_period_last_year,
)
from domain.records import Indicator
from domain.wording.comparison import Uncompared


class Against(StrEnum):
    """What the control of every page offers."""

    NOTHING = "now"
    LAST = "last"
    YEAR = "year"
    BASE = "base"


AGAINST_WORDS = {
    Against.NOTHING: "本期",
    Against.LAST: "上期",
    Against.YEAR: "去年同期",
    Against.BASE: "考核基期",
}
BASE_TERM = "compare.base"
# More rounds of screening than any office keeps.
MOST_ROUNDS = 200
# Declared as words instead of a day: the last day of the year before the one looked at.
YEARS_END = "上年末"
_LAST_WORDS = {
    Cadence.DAY: "前一日",
    Cadence.WEEK: "上周",
    Cadence.XUN: "上旬",
    Cadence.MONTH: "上月",
    Cadence.QUARTER: "上季度",
    Cadence.HALF: "上个半年",
    Cadence.YEAR: "上年",
    Cadence.ROUND: "上轮",
}


@dataclass(frozen=True, slots=True)
class Compared:
    """The other side of a comparison.

    period  None where nothing is compared; then `why` says it (blank for 本期: nothing was asked)
    day     the day a running measure is counted to there
    since   what sentences call it: 上旬, 去年同期, 考核基期
    """

    period: Period | None
    day: date | None
    since: str
    why: str = ""


def since_words(against: str, cadence: str) -> str:
    """「上旬」, 「上月」 by cadence; 「去年同期」, 「考核基期」; 「上期」 for a cadence without a word."""
    if against == Against.LAST:
        known = {str(code): word for code, word in _LAST_WORDS.items()}
        return known.get(cadence, AGAINST_WORDS[Against.LAST])
    return AGAINST_WORDS[Against(against)]


def base_day(declared: str, as_of: date) -> date | None:
    """The day assessed from: an ISO date or 上年末; None where nothing (readable) is declared."""
    if declared == YEARS_END:
        return date(as_of.year - 1, 12, 31)
    try:
        return date.fromisoformat(declared)
    except ValueError:
        return None


def year_before(day: date) -> date:
    """The same day of last year; of 29 February the 28th."""
    is_leap_day = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year - 1, day=28 if is_leap_day else day.day)


def compared(period: Period, *, as_of: date, against: str, base: date | None) -> Compared:
    """The period and day compared with.

    period  the one the value speaks of; base the day assessed from
    """
    since = since_words(against, str(period.cadence))
    match Against(against):
        case Against.NOTHING:
            return Compared(None, None, since)
        case Against.LAST | Against.YEAR if period.cadence == Cadence.ROUND:
            return _round_before(period, Against(against), since)
        case Against.LAST:
            earlier = previous_period(period)
            return Compared(earlier, earlier.end, since)
        case Against.YEAR:
            return Compared(same_period_last_year(period), year_before(min(as_of, period.end)), since)
    if base is None:
        return Compared(None, None, since, Uncompared.UNDECLARED)
    try:
        then = period_containing(
            period.cadence, base, week_starts=period.start.isoweekday(), rounds=back_from(period, MOST_ROUNDS)
        )
    except ValueError:  # no round had begun by the day assessed from
        return Compared(None, None, since, Uncompared.EARLIER)
    if then.end >= period.end:
        return Compared(None, None, since, Uncompared.LATER)
    return Compared(then, base, since)


def _round_before(period: Period, against: Against, since: str) -> Compared:
    """The round before, or the like-numbered one of last year; none known is said."""
    try:
        other = previous_period(period) if against == Against.LAST else same_period_last_year(period)
    except ValueError:
        return Compared(None, None, since, Uncompared.EARLIER)
    return Compared(other, other.end, since)


def why_uncompared(
    found: Compared,
    indicator: Indicator,
    catalogue: Catalogue,
    *,
    now: date,
    first: date | None,
    restarts: bool,
) -> str:
    """The reason (domain/wording/comparison.py) why two values may not be compared; blank where they may.

    now       the last day the value speaks of; first the day the data of this measure begin, None where not known
    restarts  a running total begins anew each January, as those of the ledgers' yearly plans do
    """
    if found.period is None or found.day is None:
        return found.why
    is_another_year = found.day.year != now.year and found.since != AGAINST_WORDS[Against.YEAR]
    if restarts and indicator.kind == "cumulative" and is_another_year:
        return Uncompared.NEW_YEAR
    if first is not None and found.period.end < first:
        return Uncompared.EARLIER
    return "" if catalogue.comparable(indicator.code, found.day, now) else Uncompared.BROKEN


def like_with_like(
    now: pd.DataFrame, before: pd.DataFrame, parents: Mapping[str, tuple[str, ...]]
) -> dict[str, float]:
    """subject → what it was, of those who speak now: a town is not said to rise because a village is silent.

    now, before  measure frames of one indicator, told of the places that count now
    parents      reporter → the places it is summed into
    returns      where none of a place's reporters speaks now, what the place was
    """
    spoken = before[(before["status"] == Status.REPORTED).to_numpy()].drop_duplicates("subject")
    told = {str(key): float(worth) for key, worth in zip(spoken["subject"], spoken["value"], strict=True)}
    speaking = set(now[(now["status"] == Status.REPORTED).to_numpy()]["subject"])
    sums: dict[str, list[float]] = {}
    columns = zip(spoken["subject"], spoken["numerator"], spoken["denominator"], strict=True)
    for subject, upper, lower in columns:
        if subject not in speaking or subject not in parents:
            continue
        for parent in parents[str(subject)]:
            held = sums.setdefault(parent, [0.0, 0.0])
            held[0] += 0.0 if isnan(upper) else upper
            held[1] += 0.0 if isnan(lower) else lower
    has_base = bool(spoken["denominator"].notna().any())
    for parent, (upper, lower) in sums.items():
        told[parent] = (upper / lower if lower else nan) if has_base else upper
    return told
