"""Whatever steps follow one another: what is carried on from step to step is what is worked out from all rows."""

from datetime import timedelta

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.measures.carried_on import carried_on
from domain.measures.problem_state import CODED, problem_state
from domain.measures.rectification import by_unit_and_status
from domain.measures.strip import counted_moves, moves, moves_carried_on
from domain.problem_selection import UNSAID, Selection
from domain.records import Event, Problem
from tests.domain.counties import frame
from tests.domain.ledgers import AS_OF, SETTING, event, problem

START = AS_OF - timedelta(days=9)
NUMBERS = [f"问题-{n}" for n in range(9)]
STATUSES = ("waiting", "fixing", "checking", "closed", "returned", "staged", "declined")
numbers = st.sampled_from(NUMBERS)
found = st.builds(
    lambda number, back, where, unit, person: problem(
        number, AS_OF - timedelta(days=back), "superior", where, duty_unit=unit, person=person,
        deadline=AS_OF - timedelta(days=back - 3),
    ),
    numbers, st.integers(0, 60), st.sampled_from(["V0001", "V0003", "T01"]), st.sampled_from([None, "U01", "U02"]),
    st.sampled_from([None, "", "镇长 甲", "镇长 乙", "镇长 丙"]),
)  # fmt: skip
happened = st.builds(
    lambda number, back, to, seq: event(number, AS_OF - timedelta(days=back), to, seq=seq),
    numbers, st.integers(0, 30), st.sampled_from(STATUSES), st.integers(1, 3),
)  # fmt: skip
# Written anew or for the first time, taken out, or another step of its life.
steps = st.one_of(found, happened, numbers)
selections = st.builds(
    Selection,
    unit=st.sampled_from(["all", "U01", UNSAID]),
    person=st.sampled_from(["all", "镇长 甲", UNSAID]),
)


def state_of(problems, events, day=AS_OF, own=frozenset(NUMBERS)):
    told = [problems[number] for number in sorted(own & problems.keys(), key=str.encode)]
    return problem_state(
        frame(Problem, told), frame(Event, [one for one in events.values() if one.number in own]),
        setting=SETTING, as_of=day,
    )  # fmt: skip


def seen(state, asked):
    return state.assign(inside=asked.inside(state, as_of=AS_OF))


def plain(rows):
    """Missing as None in every column: an empty ledger does not say of what type a column is."""
    return rows.astype(object).where(rows.notna(), None)


def step_taken(step, problems, events):
    """The number it was of, and what is told after it."""
    if isinstance(step, str):
        return step, {number: one for number, one in problems.items() if number != step}, events
    if isinstance(step, Problem):
        return step.problem, {**problems, step.problem: step}, events
    return step.number, problems, {**events, (step.number, step.day, step.seq): step}


@settings(max_examples=20, deadline=None)
@given(
    st.lists(found, max_size=7),
    st.lists(happened, max_size=14),
    st.lists(steps, min_size=1, max_size=4),
    selections,
)
def test_step_after_step_is_what_all_rows_say(first, before, following, asked):
    problems = {one.problem: one for one in first}
    events = {(one.number, one.day, one.seq): one for one in before}
    opening = seen(state_of(problems, events, START - timedelta(days=1)), asked)
    state = state_of(problems, events)
    moved = moves(opening, seen(state, asked), start=START)
    for step in following:
        number, problems, events = step_taken(step, problems, events)
        state = carried_on(state, state_of(problems, events, own={number}), key="problem", moved={number})
        moved = moves_carried_on(moved, opening, seen(state, asked), start=START, moved={number})
    anew = state_of(problems, events)
    followed = moves(opening, seen(anew, asked), start=START)
    pd.testing.assert_frame_equal(plain(state), plain(anew))
    pd.testing.assert_frame_equal(plain(moved), plain(followed))
    pd.testing.assert_frame_equal(by_unit_and_status(state), by_unit_and_status(anew))
    assert counted_moves(moved).holds
    assert all(isinstance(state[name].dtype, pd.CategoricalDtype) for name in (*CODED, "status", "age"))
    assert all(
        state[name].cat.categories.equals(anew[name].cat.categories) for name in (*CODED, "status", "age")
    )
    assert all(anew[name].cat.categories.is_monotonic_increasing for name in CODED)
