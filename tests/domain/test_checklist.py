"""The checklist 百分制: what is ticked says kind, severity and deadline; the score is 100 less what was taken off, by law."""

from datetime import date

import numpy as np
import pandas as pd

from domain.finding import checklist, score_of, within_block
from domain.measures.problem_state import problem_state
from domain.measures.visit_scores import with_scores
from domain.records import Event, Problem, Visit
from tests.domain.ledgers import AS_OF, SETTING, event, frame, problem, visit
from tests.domain.shipped import records

CHOICES = [row.model_dump() for row in records("inspection_choices")]
ITEMS = [row.model_dump() for row in records("check_items")]
SHIPPED = checklist(CHOICES, ITEMS, AS_OF)


def test_what_ships_is_whole_and_its_blocks_make_a_hundred_points():
    assert len(SHIPPED.kinds) == 13
    assert SHIPPED.severities == ("一般", "较重", "严重")
    assert SHIPPED.deductions == {"一般": 200, "较重": 400, "严重": 600}
    assert (SHIPPED.at_once, SHIPPED.limits["3 日内"]) == ("立行立改", 3)
    assert sum({item.block: item.block_points for item in SHIPPED.items.values()}.values()) == 10_000
    for item in SHIPPED.items.values():
        assert item.kind in SHIPPED.kinds
        assert item.severity in SHIPPED.severities
        assert item.due in SHIPPED.limits


def test_the_office_sets_points_from_a_day_and_puts_a_kind_out_of_use():
    later = {**CHOICES[13], "valid_from": "2026-07-01", "points": 300}
    unused = {**CHOICES[0], "valid_from": "2026-07-01", "used": False}
    before, after = (
        checklist([*CHOICES, later, unused], ITEMS, day) for day in (date(2026, 6, 30), date(2026, 7, 1))
    )
    assert (before.deductions["一般"], after.deductions["一般"]) == (200, 300)
    assert set(before.kinds) - set(after.kinds) == {"垃圾积存"}
    assert after.severities == ("一般", "较重", "严重")


def test_a_return_weighs_one_step_more_than_what_came_back_and_unknown_words_are_left_alone():
    asked = SHIPPED.lighter_than_due
    assert [asked(own, "一般") for own in SHIPPED.severities] == ["较重", "", ""]
    assert [asked(own, "较重") for own in SHIPPED.severities] == ["严重", "严重", ""]
    assert [asked(own, "严重") for own in SHIPPED.severities] == ["严重", "严重", ""]
    assert [asked("一般", ""), asked("", "一般"), asked("重大", "一般"), asked("一般", "轻微")] == [""] * 4


def test_an_item_counts_per_place_twice_where_it_came_back_and_no_more_than_its_block():
    heap = SHIPPED.items["HEAP1"]
    assert SHIPPED.points("一般", item=heap, places=3, again=False) == 300
    assert SHIPPED.points("较重", item=heap, places=3, again=True) == 600
    assert SHIPPED.points("较重", item=None, places=3, again=True) == 400
    assert within_block(600, heap, 0) == 600
    assert within_block(600, heap, 1_700) == 300
    assert within_block(600, heap, 2_000) == 0


def test_the_score_of_a_visit_is_a_hundred_less_what_stands_against_it():
    """Drawn: of a visit by the checklist 100 less the deductions of its problems not declined, of a ledger's its own."""
    chance = np.random.default_rng(20261119)
    for _ in range(6):
        count = int(chance.integers(1, 30))
        points = [int(one) * 100 for one in chance.integers(0, 9, count)]
        declined = chance.random(count) < 0.2
        problems = [
            problem(f"D{n}", date(2026, 11, 2), "inspection", visit="督-1", deduction=points[n])
            for n in range(count)
        ]
        events = [event(f"D{n}", date(2026, 11, 3), "declined") for n in range(count) if declined[n]]
        state = problem_state(frame(Problem, problems), frame(Event, events), setting=SETTING, as_of=AS_OF)
        visits = [
            Visit(visit="督-1", place="V0001", day=date(2026, 11, 2), by_list=True),
            visit("V0002", date(2026, 11, 2), 8760),
        ]
        told = with_scores(frame(Visit, visits), state)["score"].tolist()
        left = sum(one for one, gone in zip(points, declined, strict=True) if not gone)
        assert told == [max(0, 10_000 - left), 8760]
        assert score_of([left]) == told[0]


def test_visits_of_ledgers_alone_stay_the_very_frame():
    visits = frame(Visit, [visit("V0002", date(2026, 11, 2), 8760)])
    assert with_scores(visits, pd.DataFrame()) is visits
