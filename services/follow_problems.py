"""Follow problems from the eve of the 旬 to the day looked at, within a selection: how they stand, what moved them."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

import pandas as pd
from pandas import DataFrame, Series

from data_access.changes import list_changes
from data_access.database import Store, reading
from domain.measures.rectification import INSPECTION, problem_state
from domain.measures.strip import Strip, strip
from domain.periods import Period, period_containing
from domain.permissions import Moment, Scope
from services.read_ledgers import read_ledgers
from services.read_setting import read_setting

EVERYTHING = "all"
FEEDBACK = "feedback"
SOURCE_WORDS = {
    INSPECTION: "日督查",
    "superior": "上级反馈",
    "audit": "审计",
    "patrol": "巡察",
    "hotline": "群众诉求",
    "self": "自查",
}


@dataclass(frozen=True, slots=True)
class Followed:
    """state   `problem_state` columns of the problems the scope may see, and `inside`: within the selection
    strip    what moved the selection in the 旬 up to the day
    updated  when the ledgers behind it were last brought in, None before the first
    """

    state: DataFrame
    strip: Strip
    period: Period
    updated: datetime | None

    @property
    def inside(self) -> DataFrame:
        """The rows of the selection."""
        return self.state[self.state["inside"].to_numpy(dtype=bool)].reset_index(drop=True)


def follow_problems(store: Store, *, scope: Scope, moment: Moment, source: str, unit: str) -> Followed:
    """The problems at the moment.

    source  EVERYTHING, FEEDBACK (all but the daily inspection) or a source of SOURCE_WORDS
    unit    EVERYTHING or a unit's key
    """
    setting = read_setting(store, moment.known_at)
    period = period_containing("xun", moment.as_of, week_starts=setting.week_starts)
    eve = period.start - timedelta(days=1)
    with reading(store) as connection:
        changes = list_changes(connection, moment.known_at)
    state, before = (
        _state(store, known, day, scope, source, unit)
        for known, day in ((moment.known_at, moment.as_of), (known_by(changes, eve), eve))
    )
    return Followed(state, strip(before, state, start=period.start), period, _updated(changes, state))


def known_by(changes: DataFrame, day: date) -> int:
    """The newest change made on or before a day: what the office knew when that day ended; 0 before the first."""
    made = [int(n) for n, at in zip(changes["n"], changes["at"], strict=True) if at.date() <= day]
    return max(made, default=0)


def _state(store: Store, known_at: int, day: date, scope: Scope, source: str, unit: str) -> DataFrame:
    ledgers, setting = read_ledgers(store, known_at), read_setting(store, known_at)
    state = problem_state(ledgers.problems, ledgers.events, setting=setting, as_of=day)
    seen = state[_may_see(state, scope).to_numpy(dtype=bool)].reset_index(drop=True)
    return seen.assign(inside=_selected(seen, source, unit))


def _may_see(state: DataFrame, scope: Scope) -> Series:
    """Problems that lie in the scope's places or are answered for by its units."""
    everywhere = Series(scope.places is None and scope.units is None, index=state.index)
    places, units = list(scope.places or ()), list(scope.units or ())
    return everywhere | state["village"].isin(places) | state["town"].isin(places) | state["unit"].isin(units)


def _selected(state: DataFrame, source: str, unit: str) -> Series:
    chosen = Series(True, index=state.index)
    if source == FEEDBACK:
        chosen &= state["source"] != INSPECTION
    elif source != EVERYTHING:
        chosen &= state["source"] == source
    return chosen if unit == EVERYTHING else chosen & (state["unit"] == unit)


def _updated(changes: DataFrame, state: DataFrame) -> datetime | None:
    """When files were last brought in; the state itself does not tell which of them spoke of it."""
    brought = changes[(changes["kind"] == "import").to_numpy()]
    if state.empty or brought.empty:
        return None
    newest: datetime = pd.Timestamp(brought["at"].iloc[0]).to_pydatetime()
    return newest
