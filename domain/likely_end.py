"""可能完工: the day a project would be done if it went on as it has since it started. No forecast where little is known."""

from datetime import date, timedelta

import pandas as pd

from domain.frames import day_or_none

LEAST_DONE = 0.05  # below this a pace says nothing
FURTHEST = 5 * 366  # days: further ahead it is no longer a day anybody can use


def likely_end(start: date | None, told: date | None, progress: float) -> date | None:
    """The day on which progress reaches 100 % at its own pace; None where it cannot be told.

    start     实际开工; told: the day of the newest ledger; progress: 形象进度 on that day, a fraction, NaN missing
    """
    if start is None or told is None or told <= start or not LEAST_DONE <= progress < 1.0:
        return None
    days = round((told - start).days / progress)
    return start + timedelta(days=days) if days <= FURTHEST else None


def likely_ends(rows: pd.DataFrame) -> list[date | None]:
    """`likely_end` of every row of `project_state`; a project without its actual start is counted from the planned one."""
    start = rows["act_start"].where(rows["act_start"].notna(), rows["plan_start"])
    triples = zip(start, rows["day"], rows["progress"], strict=True)
    return [likely_end(_day(first), _day(told), float(share)) for first, told, share in triples]


def _day(stamp: object) -> date | None:
    known = day_or_none(stamp)
    return known.date() if isinstance(known, pd.Timestamp) else known
