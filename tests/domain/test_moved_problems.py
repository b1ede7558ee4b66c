"""A day no move reaches is told as before: every field of a problem altered by itself, every event taken away."""

from datetime import date, timedelta
from functools import cache

import pytest
from pandas.testing import assert_frame_equal

from domain.measures.moved_problems import EVERY_FIELD, MEASURED_FIELDS, told_otherwise
from domain.measures.problem_state import problem_state
from domain.measures.rectification import rectification_measures
from domain.problem_selection import SELECTED_FIELDS, Selection
from domain.records import Event, Problem
from tests.domain.counties import frame
from tests.domain.ledgers import SETTING

BEFORE, FOUND, LATER, AS_OF = (date(2026, 11, day) for day in (1, 3, 8, 19))
# What the measures of 日督查 and 整改 read of a state (domain/measures/inspection.py, rectification.py), but the evidence.
COUNTED = [
    "problem", "source", "found_on", "category", "village", "town", "unit", "spot", "rebound_of", "deadline", "status",
    "closed_on", "first_closed", "undone_on", "days_late", "is_task", "visit", "deduction",
]  # fmt: skip
OTHER = {
    "source": "patrol", "place": "V0003", "duty_unit": "U02", "lead_unit": "U02", "found_on": date(2026, 11, 5),
    "deadline": date(2026, 11, 25), "next_review": date(2026, 12, 1), "long_term": True, "exposed": True,
    "deduction": 600,
}  # fmt: skip
ALTERED = sorted(EVERY_FIELD - {"problem"})


def problems(**altered):
    """One of each source; A and C are closed later, with evidence; of C the lead unit answers."""
    told = {
        "found_on": FOUND, "category": "垃圾积存", "place": "V0001", "duty_unit": "U01", "person": "镇长 甲",
        "leader": "副县长 乙", "batch": "第一批", "deadline": LATER, "evidence": "照片", "spot": "一组",
    }  # fmt: skip
    rows = [
        Problem(**{"problem": number, "source": source, **told, **own, **altered})
        for number, source, own in (
            ("A", "inspection", {}), ("B", "audit", {}), ("C", "audit", {"duty_unit": None, "lead_unit": "U01"}),
        )
    ]  # fmt: skip
    return frame(Problem, rows)


def events(without=None):
    steps = [(n, FOUND, "assigned", "fixing") for n in "ABC"]
    steps += [(n, date(2026, 11, 10), "closed", "closed") for n in "AC"]
    rows = [
        Event(about="problem", number=number, day=day, seq=1, kind=kind, to_status=status)
        for number, day, kind, status in steps
    ]
    told = frame(Event, rows).assign(id=range(len(rows)))
    return told[(told["id"] != without).to_numpy()].reset_index(drop=True)


def state(rows, steps, day):
    return problem_state(rows, steps, setting=SETTING, as_of=day)


DRAWN = problems(), events()


@cache
def as_drawn(day):
    return state(*DRAWN, day)


def selected(rows, day):
    asked = (
        Selection(),
        Selection(batch="第一批", leader="副县长 乙"),
        Selection(person="镇长 甲", due="past"),
    )
    inside = (rows[one.inside(rows, as_of=day).to_numpy(dtype=bool)] for one in asked)
    return [one[["problem", "status"]].to_numpy().tolist() for one in inside]


def holds(then, now, day):
    """Which fields a move of the day is looked at by, after what is not reached was found the same."""
    moved = told_otherwise((then[0], now[0]), (then[1], now[1]))
    reached = {
        name: any(one.stands_otherwise(day, fields) for one in moved.values())
        for name, fields in (
            ("any", EVERY_FIELD),
            ("measured", MEASURED_FIELDS),
            ("selected", SELECTED_FIELDS),
        )
    }
    old = as_drawn(day) if then is DRAWN else state(*then, day)
    new = state(*now, day)
    if not reached["any"]:
        assert_frame_equal(old, new, check_dtype=False)
    if not reached["measured"]:
        assert_frame_equal(old[COUNTED], new[COUNTED], check_dtype=False)
        rates = (rectification_measures(one, setting=SETTING, as_of=day) for one in (old, new))
        assert_frame_equal(*rates)
    if not reached["selected"]:
        assert selected(old, day) == selected(new, day)
    return reached


@pytest.mark.parametrize("day", [LATER, AS_OF])
def test_a_field_altered_by_itself_reaches_only_days_and_readers_it_is_told_to(day):
    reached = {}
    for name in ALTERED:
        altered = problems(**{name: OTHER.get(name, "另外")})
        reached[name] = holds(DRAWN, (altered, events()), day)
    assert {name for name, one in reached.items() if one["any"]} == {*ALTERED}
    kept = {name for name, one in reached.items() if not one["measured"]}
    assert {"person", "leader", "text"} <= kept
    assert ("evidence" in kept) == (day < AS_OF)


def test_an_event_reaches_the_days_from_its_own_on():
    for gone in events()["id"]:
        own = events()["day"][gone]
        for day in (own - timedelta(days=1), own):
            reached = holds(DRAWN, (problems(), events(without=gone)), day)
            assert set(reached.values()) == {day == own}


def test_a_problem_that_came_or_went_reaches_the_days_from_its_discovery_on():
    fewer = problems().iloc[1:].reset_index(drop=True)
    for then, now in ((problems(), fewer), (fewer, problems())):
        assert not any(holds((then, events()), (now, events()), BEFORE).values())
        assert all(holds((then, events()), (now, events()), FOUND).values())
