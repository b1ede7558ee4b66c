"""A selection of problems and the span their movements are told of."""

from datetime import date, timedelta

import pytest

from domain.measures.problem_state import problem_state
from domain.problem_selection import DUE_WORDS, FEEDBACK, UNSAID, Selection
from domain.spans import span_to
from tests.domain.ledgers import AS_OF, SETTING, event, ledgers, problem

BOOKS = ledgers(
    problems=[
        problem("Z1", batch="第一批", leader="甲", duty_unit="U01", deadline=AS_OF - timedelta(days=1)),
        problem("Z2", source="inspection", where="V0003", deadline=AS_OF + timedelta(days=7)),
        problem("Z3", batch="第一批", person="乙", where=None),
    ],
    events=[event("Z1", AS_OF, "closed")],
)
STATE = problem_state(BOOKS.problems, BOOKS.events, setting=SETTING, as_of=AS_OF)


def chosen(**asked):
    return STATE["problem"][Selection(**asked).inside(STATE, as_of=AS_OF)].tolist()


def test_nothing_asked_leaves_everything():
    assert chosen() == ["Z1", "Z2", "Z3"]
    assert Selection().asked == {}


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"source": FEEDBACK}, ["Z1", "Z3"]),
        ({"source": "inspection"}, ["Z2"]),
        ({"batch": "第一批"}, ["Z1", "Z3"]),
        ({"batch": UNSAID}, ["Z2"]),
        ({"batch": "第一批", "person": "乙"}, ["Z3"]),
        ({"unit": UNSAID}, ["Z2", "Z3"]),
        ({"town": "T02"}, ["Z2"]),
        ({"town": "CROSS"}, ["Z3"]),
    ],
)
def test_every_condition_narrows_the_others(asked, found):
    assert chosen(**asked) == found


def test_every_problem_is_due_in_exactly_one_window():
    assert chosen(due="past") == ["Z1"]
    assert sorted(number for due in DUE_WORDS for number in chosen(due=due)) == ["Z1", "Z2", "Z3"]


def test_who_may_not_see_names_asks_by_none():
    assert Selection(leader="甲", unit="U01").without_names() == Selection(unit="U01")


@pytest.mark.parametrize(
    ("kind", "since", "start", "word"),
    [
        ("xun", None, date(2026, 11, 11), "本旬"),
        ("week", None, date(2026, 11, 13), "本周"),
        ("month", None, date(2026, 11, 1), "本月"),
        ("own", date(2026, 11, 3), date(2026, 11, 3), "11月3日以来"),
        ("own", date(2025, 12, 3), date(2025, 12, 3), "2025年12月3日以来"),
        ("own", AS_OF + timedelta(days=1), AS_OF, "11月19日以来"),
    ],
)
def test_a_span_ends_with_the_day_looked_at(kind, since, start, word):
    span = span_to(AS_OF, kind, since=since, week_starts=5)
    assert (span.start, span.word) == (start, word)
    assert span.eve == start - timedelta(days=1)
