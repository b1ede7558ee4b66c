"""应达: what a project should have reached by a day. No project is asked for more than its own plan's time gone by."""

from datetime import date

import numpy as np
import pandas as pd

from domain.frames import day_stamp


def time_gone(plan_start: pd.Series, plan_end: pd.Series, *, as_of: date) -> pd.Series:
    """Share of each project's own planned time that has passed, 0 to 1 (domain.md 2.4); NaN without both days.

    plan_start, plan_end  datetime64; a plan that ends the day it starts is over that day
    """
    length = (plan_end - plan_start).dt.days.clip(lower=1)
    gone = (day_stamp(as_of) - plan_start).dt.days / length
    share: pd.Series = gone.clip(lower=0.0, upper=1.0).where(plan_start.notna() & plan_end.notna())
    return share


def money_due(state: pd.DataFrame, *, line: float, as_of: date) -> pd.Series:
    """What share of its money each project should have paid: the county's baseline, but never more than its own time.

    state  rows of `project_state`
    line   the chosen baseline's value on the day, NaN where the office has declared none: then only the own time
    """
    own = time_gone(state["plan_start"], state["plan_end"], as_of=as_of)
    due = np.fmin(own, line) if line == line else own
    return pd.Series(due, index=state.index, dtype="float64")


def work_due(state: pd.DataFrame, *, as_of: date) -> pd.Series:
    """应完工: whether each project's planned end has come. A project without one is not yet asked for."""
    return state["plan_end"] <= day_stamp(as_of)
