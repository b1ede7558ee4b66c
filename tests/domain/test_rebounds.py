"""反弹: whatever was closed and found, the pairs told are those a look at every two problems would find."""

from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from domain.measures.problem_state import problem_state
from domain.measures.rebounds import came_back_again
from domain.records import Event, Problem
from tests.domain.counties import frame
from tests.domain.ledgers import AS_OF, SETTING, event, problem

texts = st.sampled_from([None, " ", "甲组", "乙组"])
one = st.tuples(
    st.integers(0, 400), st.one_of(st.none(), st.integers(0, 400)), st.sampled_from(["V0001", "V0003", "T01", None]), texts,
    texts,
)  # fmt: skip


def said(text):
    return isinstance(text, str) and text.strip() != ""


def came_back(first, other, within):
    """Whether `other` is the return of `first`, read off the two rows alone."""
    soon = 0 < (other["found_on"] - first["first_closed"]).days <= within
    alike = first["village"] == other["village"] and first["category"] == other["category"]
    elsewhere = said(first["spot"]) and said(other["spot"]) and first["spot"] != other["spot"]
    named = isinstance(first["village"], str) and said(first["category"])
    return named and soon and alike and not elsewhere and first["problem"] != other["problem"]


@settings(max_examples=60, deadline=None)
@given(st.lists(one, max_size=12), st.sampled_from([0, 1, 30, 400]))
def test_what_came_back_is_what_every_two_problems_say(told, within):
    problems, events = [], []
    for at, (back, closed, where, category, spot) in enumerate(told):
        number, day = f"问题-{at}", AS_OF - timedelta(days=back)
        problems.append(problem(number, day, "inspection", where, category=category, spot=spot))
        if closed is not None:
            events.append(event(number, AS_OF - timedelta(days=min(closed, back)), "closed"))
    state = problem_state(frame(Problem, problems), frame(Event, events), setting=SETTING, as_of=AS_OF)
    closed = state[state["first_closed"].notna().to_numpy()]
    rows = state[(state["found_on"].dt.year == AS_OF.year).to_numpy()].to_dict("records")
    expected = {
        first["problem"]
        for first in closed.to_dict("records")
        if any(came_back(first, other, within) for other in rows)
    }
    assert set(came_back_again(state, closed, within=within, as_of=AS_OF)) == expected
