"""The city of the meeting: two letters, 25 problems, 20 closed, 5 阶段性整改并长期坚持, due on the 16th and on 15 December.

The ledger (tests/scenarios/reported_city.csv) is read as an office would hand it in; what stands on a day is told beside
it (reported_city_days.csv): both rates, who is overdue, what was closed in time.
"""

import csv
from datetime import date
from pathlib import Path

import pytest

from domain.measures.on_time import on_time
from domain.measures.problem_state import problem_state
from domain.records import UNSAID, Event, Problem
from tests.domain.counties import frame
from tests.domain.ledgers import SETTING
from tests.uploads.books import xlsx
from tests.uploads.test_ledgers import codes, reading, rows_of

SCENARIOS = Path(__file__).parents[1] / "scenarios"


def told(name):
    with (SCENARIOS / name).open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def records(found, record):
    fields = record.model_fields
    rows = [
        {name: worth for name, worth in row.items() if name in fields and worth is not UNSAID}
        for row in rows_of(found, record.NAME)
    ]
    return frame(record, [record(**row) for row in rows])


@pytest.fixture(scope="module")
def city():
    rows = told("reported_city.csv")
    title = [["××市反馈问题整改台账"], ["填报时间：2023年12月16日"]]
    found = reading(xlsx([*title, *rows]))
    assert codes(found) == []
    return records(found, Problem), records(found, Event)


@pytest.mark.parametrize("case", told("reported_city_days.csv")[1:], ids=lambda case: case[0])
def test_both_rates_and_who_is_overdue_on_a_day(city, case):
    day = date.fromisoformat(case[0])
    state = problem_state(*city, setting=SETTING, as_of=day)
    counts = state["status"].value_counts()
    closed, staged, checking = (int(counts.get(status, 0)) for status in ("closed", "staged", "checking"))
    assert [str(closed), str(staged), str(checking)] == case[1:4]
    assert [closed / 25, (closed + staged) / 25] == [float(case[4]), float(case[5])]
    assert " ".join(state["problem"][state["days_late"] > 0]) == case[6]
    in_time = on_time(state, {}, as_of=day)
    assert [str(in_time.kept), str(in_time.due)] == case[7:9]


def test_both_letters_are_there_and_every_deadline_is_one_of_the_two(city):
    problems, _ = city
    assert problems["batch"].value_counts().to_dict() == {"第一批": 14, "第二批": 11}
    assert set(problems["deadline"]) == {date(2023, 11, 16), date(2023, 12, 15)}


def test_a_ledger_full_of_done_waits_for_a_look_and_is_not_zero_without_a_word():
    rows = [[*row[:6], "已完成", "", "", ""] for row in told("reported_city.csv")[1:]]
    title = [["××市反馈问题整改台账"], ["填报时间：2023年11月17日"]]
    found = reading(xlsx([*title, told("reported_city.csv")[0], *rows]))
    state = problem_state(
        records(found, Problem), records(found, Event), setting=SETTING, as_of=date(2023, 11, 17)
    )
    assert set(state["status"]) == {"checking"}
