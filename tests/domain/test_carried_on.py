"""A state carried on from the one before is the state worked out from all rows."""

from datetime import timedelta

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.measures.carried_on import carried_on
from domain.measures.problem_state import problem_state
from domain.records import Event, Problem
from tests.domain.counties import frame
from tests.domain.ledgers import AS_OF, SETTING, event, problem

STATUSES = ("waiting", "fixing", "checking", "closed", "returned", "staged", "declined")
numbers = st.sampled_from([f"问题-{n}" for n in range(7)])
found = st.builds(
    lambda number, back, where, deduction, evidence: problem(
        number, AS_OF - timedelta(days=back), "inspection", where, deduction=deduction, evidence=evidence,
        deadline=AS_OF - timedelta(days=back - 3),
    ),
    numbers, st.integers(-2, 400), st.sampled_from(["V0001", "V0003", "T01"]), st.sampled_from([None, 200]),
    st.sampled_from([None, "照片"]),
)  # fmt: skip
happened = st.builds(
    lambda number, back, to, seq: event(number, AS_OF - timedelta(days=back), to, seq=seq),
    numbers, st.integers(-2, 400), st.sampled_from(STATUSES), st.integers(1, 3),
)  # fmt: skip


def once(rows, key):
    return list({key(row): row for row in rows}.values())


def state(problems, events):
    own = sorted(once(problems, lambda row: row.problem), key=lambda row: row.problem.encode())
    told = once(events, lambda row: (row.number, row.day, row.seq))
    return problem_state(frame(Problem, own), frame(Event, told), setting=SETTING, as_of=AS_OF)


def plain(rows):
    """Missing as None in every column: an empty ledger does not say of what type a column is."""
    return rows.astype(object).where(rows.notna(), None)


@settings(max_examples=25)
@given(
    st.lists(found, max_size=7), st.lists(happened, max_size=12), st.lists(found, max_size=3),
    st.lists(happened, max_size=3), st.sets(numbers, max_size=2),
)  # fmt: skip
def test_what_was_carried_on_is_what_is_read_anew(problems, events, new_problems, new_events, gone):
    moved = {one.problem for one in new_problems} | {one.number for one in new_events} | gone
    problems_now = [one for one in problems if one.problem not in gone] + new_problems
    before, now = state(problems, events), state(problems_now, [*events, *new_events])
    own = [one for one in [*events, *new_events] if one.number in moved]
    fresh = state([one for one in problems_now if one.problem in moved], own)
    carried = carried_on(before, fresh, key="problem", moved=moved)
    pd.testing.assert_frame_equal(plain(carried), plain(now))


def test_where_nothing_differs_the_frame_is_the_very_same():
    before = state([problem("问题-1")], [])
    later = event("问题-1", AS_OF + timedelta(days=1), "fixing")
    assert carried_on(before, state([problem("问题-1")], [later]), key="problem", moved={"问题-1"}) is before


def test_a_corrected_field_is_taken_over():
    before = state([problem("问题-1")], [])
    after = state([problem("问题-1", person="镇长 甲")], [])
    assert carried_on(before, after, key="problem", moved={"问题-1"})["person"].tolist() == ["镇长 甲"]
