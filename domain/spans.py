"""A span 时段: what the strip of problems tells of, from a first day to the day looked at."""

from dataclasses import dataclass
from datetime import date, timedelta

from domain.periods import period_containing

SPAN_WORDS = {"xun": "本旬", "week": "本周", "month": "本月", "own": "自定"}


@dataclass(frozen=True, slots=True)
class Span:
    """start  its first day
    word   what sentences call it: 「本旬」, 「11月3日以来」
    name   「11月中旬（11.11—11.20）」, 「11月3日至11月19日」
    """

    start: date
    word: str
    name: str

    @property
    def eve(self) -> date:
        """The day of the opening balance."""
        return self.start - timedelta(days=1)


def span_to(day: date, kind: str, *, since: date | None, week_starts: int) -> Span:
    """The span of SPAN_WORDS that ends with a day.

    since  the first day of an own span; one that is missing or after the day means the day alone
    """
    if kind != "own":
        period = period_containing(kind, day, week_starts=week_starts)
        return Span(period.start, SPAN_WORDS[kind], period.name)
    start = min(since or day, day)
    first, last = (f"{at.month}月{at.day}日" for at in (start, day))
    year = f"{start.year}年" if start.year != day.year else ""
    return Span(start, f"{year}{first}以来", f"{year}{first}至{last}" if start != day else f"{first}当天")
