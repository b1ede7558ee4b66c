"""Working days 工作日 of the office: the State Council's calendar, and the county's own exceptions above it.

A year whose holidays are not known yet falls back to weekends, and says so: a deadline never fails.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

import chinese_calendar
import pandas as pd

_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Workdays:
    """Which days the office works; the county's own `worked` and `rested` days win over the built-in calendar."""

    worked: frozenset[date]
    rested: frozenset[date]

    def is_workday(self, day: date) -> bool:
        if day in self.worked or day in self.rested:
            return day in self.worked
        try:
            return bool(chinese_calendar.is_workday(day))
        except NotImplementedError:
            return day.isoweekday() <= 5

    def shift(self, day: date, direction: str) -> date:
        """The day itself when it works, else the nearest working day earlier or later (遇假日提前／顺延)."""
        step = {"earlier": -_ONE_DAY, "later": _ONE_DAY}[direction]
        while not self.is_workday(day):
            day += step
        return day

    def add(self, day: date, count: int) -> date:
        """The day `count` working days after (negative: before) the given one, which itself does not count."""
        step = _ONE_DAY if count > 0 else -_ONE_DAY
        for _ in range(abs(count)):
            day = self.shift(day + step, "later" if count > 0 else "earlier")
        return day

    def between(self, first: date, last: date) -> int:
        """Working days after `first` up to and including `last`; 0 when last ≤ first."""
        days = (last - first).days
        return sum(self.is_workday(first + timedelta(days=n)) for n in range(1, days + 1))

    def note(self, days: Iterable[date]) -> str | None:
        """The sentence for days whose year's holidays are not known, None when all are."""
        years = sorted({day.year for day in days if not knows_year(day.year)})
        if not years:
            return None
        named = "、".join(f"{year}年" for year in years)
        return f"{named}的放假安排尚未载入，暂按周六、周日休息推算；放假通知公布后请在“日历例外”中补上。"


def knows_year(year: int) -> bool:
    """Whether the built-in calendar holds this year's holidays and make-up days 调休."""
    try:
        chinese_calendar.is_workday(date(year, 6, 15))
    except NotImplementedError:
        return False
    return True


def workdays(exceptions: pd.DataFrame) -> Workdays:
    """The office's working days from the calendar_exception rows as known: day, works."""
    works = exceptions["works"].astype(bool)
    return Workdays(frozenset(exceptions["day"][works]), frozenset(exceptions["day"][~works]))
