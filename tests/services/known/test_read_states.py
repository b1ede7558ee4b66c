"""Problems carried on from change to change are, at every N of a random history and on every day, those of a fresh read."""

import random

import pytest
from pandas.testing import assert_frame_equal

from data_access.database import reading
from data_access.erasure import erase
from data_access.rows import rows_known
from data_access.statements import Said
from data_access.versions import commit, withdraw
from domain.frames import with_texts
from domain.measures.inspection import found_where, inspected
from domain.measures.problem_state import problem_state
from domain.measures.rectification import rectified
from domain.measures.visit_scores import deducted
from domain.problem_selection import SELECTED_FIELDS
from domain.records import Event, Problem
from domain.refusals import Refusal
from services.known.read_setting import read_setting
from services.known.read_states import last_of_problems_on, last_of_problems_read, problems_on
from services.known.tell_each import tell_each
from tests.data_access.saying import header
from tests.services.known.problem_histories import DAYS, NUMBERS, some_events, some_problems


def step(store, rng, last):
    """One more change: the newest N."""
    kind = rng.random()
    if last and kind < 0.2:
        return withdraw(store, header("withdrawal"), rng.randint(1, last)).n
    if last and kind < 0.26:
        return erase(store, header("erasure"), Problem, (rng.choice(NUMBERS),), fields=["text"], files=[]).n
    record, rows = (Problem, some_problems(rng)) if kind < 0.6 else (Event, some_events(rng))
    columns = {name: [row[name] for row in rows] for name in rows[0]}
    return commit(store, header(), [Said(record, None, columns, [None] * len(rows))], last).n


def changes(store, rng, steps):
    """The number of each change of a random history; what is refused is no change."""
    last = 0
    for _ in range(steps):
        try:
            last = step(store, rng, last)
        except Refusal:
            continue
        yield last


def fresh(store, n, day):
    with reading(store) as connection:
        problems, events = (rows_known(connection, record, n) for record in (Problem, Event))
    return problem_state(problems, events, setting=read_setting(store, n), as_of=day)


def test_problems_carried_on_are_those_of_a_fresh_read_and_a_day_no_change_reaches_keeps_its_frame(
    sqlite_store,
):
    rng, stayed = random.Random(1), 0
    before = {}
    for last in changes(sqlite_store, rng, 12):
        # Whoever looks does not look at every change.
        for day in DAYS if rng.random() < 0.5 else ():
            found = problems_on(sqlite_store, last, day)
            assert_frame_equal(found, fresh(sqlite_store, last, day), check_dtype=False)
            stayed += found is before.get(day)
            before[day] = found
            part = last_of_problems_on(sqlite_store, last, day, SELECTED_FIELDS)
            assert part <= last_of_problems_on(sqlite_store, last, day) <= last
    assert stayed


@pytest.mark.parametrize("read", [found_where, inspected, rectified, deducted])
def test_what_is_read_of_problems_is_the_same_until_a_change_that_is_told_to_alter_it(sqlite_store, read):
    rng, stayed = random.Random(2), 0
    before: dict[object, tuple[int, object]] = {}
    for last in changes(sqlite_store, rng, 14):
        for day in DAYS:
            n = last_of_problems_read(sqlite_store, last, day, read)
            assert n <= last_of_problems_on(sqlite_store, last, day)
            found = read(fresh(sqlite_store, last, day))
            if day in before and before[day][0] == n:
                assert_frame_equal(texts(found), texts(before[day][1]), check_dtype=False)
                stayed += last_of_problems_on(sqlite_store, last, day) > n
            before[day] = (n, found)
    assert stayed, "some steps alter a state and nothing that is read of it"


def texts(rows):
    return with_texts(rows.reset_index(drop=True))


def told_of_the_open(state):
    """A new object for each open problem, whatever is said of it."""
    rows = with_texts(state[(state["status"] != "closed").to_numpy()])[["problem", "status", "deadline"]]
    return {
        row["problem"]: (row["problem"], row["status"], str(row["deadline"]))
        for row in rows.to_dict("records")
    }


def test_what_is_told_of_each_problem_is_a_fresh_reads_and_the_same_object_where_it_did_not_move(
    sqlite_store,
):
    rng, shared = random.Random(3), 0
    before: dict[object, dict[str, object]] = {}
    for last in changes(sqlite_store, rng, 14):
        for day in DAYS:
            found = tell_each(sqlite_store, last, day, told_of_the_open, by="open")
            assert list(found.items()) == list(told_of_the_open(fresh(sqlite_store, last, day)).items())
            shared += sum(one is before.get(day, {}).get(number) for number, one in found.items())
            before[day] = found
    assert shared
