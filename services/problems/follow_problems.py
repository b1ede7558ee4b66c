"""Follow problems from the eve of a span to the day looked at, within a selection: how they stand, what moved them."""

from dataclasses import dataclass
from datetime import date, datetime

import pandas as pd
from pandas import DataFrame

from data_access.changes import list_changes
from data_access.database import Store, reading
from domain.measures.strip import Strip, counted_moves, moves, moves_carried_on
from domain.permissions import Moment, Scope, of_scope
from domain.problem_selection import Selection
from domain.spans import Span, span_to
from services.known.kept import Shelf, Versions
from services.known.known_rows import last_change
from services.known.read_setting import SETTING, read_setting
from services.known.read_states import last_of_problems_on, moved_problems, problems_on


@dataclass(frozen=True, slots=True)
class Followed:
    """state   `problem_state` columns of the problems the scope may see, and `inside`: within the selection
    before   the same on the eve of the span, as it was known then
    strip    what moved the selection in the span up to the day; moved the same problem by problem
    updated  when the ledgers behind it were last brought in, None before the first
    """

    state: DataFrame
    before: DataFrame
    strip: Strip
    moved: DataFrame
    span: Span
    updated: datetime | None

    @property
    def inside(self) -> DataFrame:
        """The rows of the selection."""
        return inside_of(self.state)


def follow_problems(
    store: Store,
    *,
    scope: Scope,
    moment: Moment,
    selection: Selection,
    span: str = "xun",
    since: date | None = None,
) -> Followed:
    """The problems at the moment.

    span, since  a kind of domain.spans.SPAN_WORDS; since is the first day of an own one
    """
    setting = read_setting(store, moment.known_at)
    asked = selection if scope.may_see_names else selection.without_names()
    told = span_to(moment.as_of, span, since=since, week_starts=setting.week_starts)
    with reading(store) as connection:
        changes = list_changes(connection, moment.known_at)
    state, before = (
        state_on(store, known, day, scope, asked, moment.as_of)
        for known, day in ((moment.known_at, moment.as_of), (known_by(changes, told.eve), told.eve))
    )
    moved = _moves(store, (known_by(changes, told.eve), told), (before, state), scope, asked, moment)
    return Followed(
        state=state,
        before=before,
        strip=counted_moves(moved),
        moved=moved,
        span=told,
        updated=_updated(changes, state),
    )


def _moves(
    store: Store, opened: tuple[int, Span], states: tuple[DataFrame, DataFrame], scope: Scope, asked: Selection,
    moment: Moment,
) -> DataFrame:  # fmt: skip
    """`moves` from the eve of a span, as known then, to the moment; carried on from the change before."""
    (known_then, span), (before, state) = opened, states
    n = last_of_problems_on(store, moment.known_at, moment.as_of)
    then = last_of_problems_on(store, known_then, span.eve)
    matter = (store, last_change(store, n, *SETTING), then, span, scope, asked, moment.as_of)

    def work() -> DataFrame:
        since, known = _MOVES.before(matter, n) or (0, None)
        moved = moved_problems(store, since, n) if known is not None else None
        if known is None or moved is None:
            return moves(before, state, start=span.start)
        return moves_carried_on(known, before, state, start=span.start, moved=moved)

    return _MOVES.answer(matter, n, work)


_MOVES: Versions[DataFrame] = Versions(matters=24, older=8)


def known_by(changes: DataFrame, day: date) -> int:
    """The newest change made on or before a day: what the office knew when that day ended; 0 before the first."""
    made = [int(n) for n, at in zip(changes["n"], changes["at"], strict=True) if at.date() <= day]
    return max(made, default=0)


def state_on(
    store: Store, known_at: int, day: date, scope: Scope, selection: Selection, as_of: date
) -> DataFrame:
    """`problem_state` on a day of the problems the scope may see, and `inside`: within the selection.

    The very frame as before, until a change alters how a problem stood that day. Nobody writes into it.
    """

    def work() -> DataFrame:
        seen = seen_by(problems_on(store, known_at, day), scope)
        return seen.assign(inside=selection.inside(seen, as_of=as_of))

    key = (store, last_of_problems_on(store, known_at, day), day, scope, selection, as_of)
    return _STATES.answer(key, work)


_STATES: Shelf[DataFrame] = Shelf(24)


def inside_of(state: DataFrame) -> DataFrame:
    """The rows of `state_on` that lie in the selection."""
    chosen = state["inside"].to_numpy(dtype=bool)
    return state if chosen.all() else state[chosen].reset_index(drop=True)


def seen_by(state: DataFrame, scope: Scope) -> DataFrame:
    """The problems the scope may see; the frame given where it may see them all."""
    if not scope.is_limited():
        return state
    return state[of_scope(state, scope).to_numpy(dtype=bool)].reset_index(drop=True)


def _updated(changes: DataFrame, state: DataFrame) -> datetime | None:
    """When files were last brought in; the state itself does not tell which of them spoke of it."""
    brought = changes[(changes["kind"] == "import").to_numpy()]
    if state.empty or brought.empty:
        return None
    newest: datetime = pd.Timestamp(brought["at"].iloc[0]).to_pydatetime()
    return newest
