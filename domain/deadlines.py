"""When a form is due 报送截止: so many days from its period's last day, moved off holidays, until the cut-off hour.

旬报 are due before the 旬 ends and move earlier (鲁农函字〔2009〕42号); rectification moves later.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from domain.periods import Cadence, Period, period_containing, previous_period
from domain.records import Form
from domain.workdays import Workdays

# A due day lies at most this many days from the period's end plus offset: the longest holiday is ten days.
_LONGEST_SHIFT = 15
# due_shift of a form whose offset counts working days instead of days.
WORKDAYS = "workdays"


@dataclass(frozen=True, slots=True)
class Deadline:
    """Due on `day` until `hour`:00 Asia/Shanghai; `note` says when the day rests on an unknown calendar."""

    day: date
    hour: int
    note: str | None

    @property
    def words(self) -> str:
        return f"{self.day.month}月{self.day.day}日 {self.hour}:00"


def form_deadline(form: Form, period: Period, calendar: Workdays) -> Deadline:
    """The deadline of a form for one period."""
    if form.due_shift == WORKDAYS:
        day = plain = calendar.add(period.end, form.due_offset)
    else:
        plain = period.end + timedelta(days=form.due_offset)
        day = calendar.shift(plain, form.due_shift)
    return Deadline(day, form.cutoff_hour, calendar.note({plain, day}))


def is_late(arrived: datetime, deadline: Deadline) -> bool:
    """迟报: arrived after the cut-off minute; 18:00 itself is in time. `arrived` is civil time, Asia/Shanghai."""
    until = datetime.combine(deadline.day, time()) + timedelta(hours=deadline.hour)
    return arrived.replace(tzinfo=None) > until


def newest_due_period(
    form: Form, as_of: date, calendar: Workdays, *, week_starts: int, rounds: Sequence[Period] = ()
) -> Period | None:
    """The newest period of the form whose deadline day is on or before as_of.

    rounds   the rounds the office declared, oldest first
    returns  None for a form without cadence, and before the first round is due
    """
    if form.cadence == "any":
        return None
    if form.cadence == Cadence.ROUND:
        due = [period for period in rounds if form_deadline(form, period, calendar).day <= as_of]
        return due[-1] if due else None
    reach = timedelta(days=max(0, -form.due_offset) + _LONGEST_SHIFT)
    period = period_containing(form.cadence, as_of + reach, week_starts=week_starts)
    while form_deadline(form, period, calendar).day > as_of:
        period = previous_period(period)
    return period
