"""按期销号: closed on or before the deadline, of what has come due; once by the deadline in force, once by the original one."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from math import nan

import pandas as pd

from domain.frames import among, day_stamp, days, looked_up_text


@dataclass(frozen=True, slots=True)
class OnTime:
    """kept of due; the same by the deadlines before any extension, and how many were extended. Rates NaN without any due."""

    kept: int
    due: int
    kept_originally: int
    due_originally: int
    extended: int

    @property
    def rate(self) -> float:
        return self.kept / self.due if self.due else nan

    @property
    def original_rate(self) -> float:
        return self.kept_originally / self.due_originally if self.due_originally else nan


def on_time(state: pd.DataFrame, original: Mapping[str, date], *, as_of: date) -> OnTime:
    """What was closed in time of the problems of `problem_state`; 不予受理 and 阶段性 are not asked.

    original  number → deadline before its first extension; the day itself still counts, and today is not yet late
    """
    kept, due = _counted(state, state["deadline"], as_of)
    if not original:
        return OnTime(kept, due, kept, due, 0)
    extended = state[state["problem"].isin(list(original)).to_numpy(dtype=bool)]
    told = days(looked_up_text(extended["problem"], pd.Series(dict(original), dtype=object)))
    now, first = (_counted(extended, deadlines, as_of) for deadlines in (extended["deadline"], told))
    return OnTime(kept, due, kept - now[0] + first[0], due - now[1] + first[1], len(extended))


def _counted(state: pd.DataFrame, deadline: pd.Series, as_of: date) -> tuple[int, int]:
    today = day_stamp(as_of)
    closed = state["status"] == "closed"
    asked = ~among(state["status"], ("declined", "staged"))
    due = asked & ((deadline < today) | ((deadline == today) & closed))
    return int((due & closed & (state["closed_on"] <= deadline)).sum()), int(due.sum())
