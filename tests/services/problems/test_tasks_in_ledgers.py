"""Tasks in a ledger: no row closes a problem before its towns' tasks, and a task's row is no problem more."""

from datetime import datetime

import pytest

from data_access.database import head, reading
from domain.permissions import WHOLE_COUNTY, Moment
from domain.refusals import Refusal
from services.problems.hand_down import hand_down
from services.problems.problem_case import problem_case
from services.problems.show_rectification import show_rectification
from services.problems.towns_offered import towns_offered
from tests.services.problems.test_official_ledger import (
    DAY,
    OFFICE,
    Book,
    came_back,
    exported,
    taken_in,
    told,
)

NUMBER, TOWNS = "整改-046", ("柳湾乡", "青石镇")
TASKS = tuple(f"{NUMBER}/{town}" for town in TOWNS)


def moment_of(store):
    with reading(store) as connection:
        return Moment(DAY, head(connection))


def strip_of(store):
    return show_rectification(store, scope=WHOLE_COUNTY, moment=moment_of(store)).flow


@pytest.fixture
def handed_down(own_sample):
    moment = moment_of(own_sample)
    keys = {name: key for key, name in towns_offered(own_sample, scope=WHOLE_COUNTY, moment=moment).items()}
    hand_down(
        own_sample, OFFICE, scope=WHOLE_COUNTY, number=NUMBER, towns=[keys[town] for town in TOWNS],
        deadline=datetime(2026, 12, 10).date(), seen=moment.known_at, now=datetime(2026, 11, 19, 9),
    )  # fmt: skip
    return own_sample


def closed_in(book, *numbers):
    for number in numbers:
        book.cell(number, "销号时间").value = DAY
    return book


def with_row(book, number, like):
    """The book with one row more, a copy of another under a number of its own."""
    at = book.page.max_row + 1
    for column in range(1, book.page.max_column + 1):
        book.page.cell(at, column).value = book.page.cell(book.rows[like], column).value
    book.page.cell(at, book.columns["问题编号"]).value = number
    book.rows[number] = at
    return book


def anybodys(book):
    """The ledger as the office kept it without us."""
    del book.book["看板"]
    return book


@pytest.mark.parametrize("whose", [lambda book: book, anybodys], ids=["ours", "anybody's"])
def test_a_ledger_closes_no_problem_before_its_towns_tasks(handed_down, whose):
    book = closed_in(whose(Book(exported(handed_down))), NUMBER)
    _, file = came_back(handed_down, book.content())
    (issue,) = [one for one in file.reading.issues if one.code == "tasks_still_open"]
    assert issue.cell == book.cell(NUMBER, "销号时间").coordinate
    assert f"还有 2 个没有销号（{'、'.join(TASKS)}），总账不能先销" in issue.message
    assert (issue.cell, "new") not in told(file)
    with pytest.raises(Refusal, match="请先销各镇的任务"):
        taken_in(handed_down, book.content())


def test_a_sheet_that_closes_the_tasks_too_closes_the_problem(handed_down):
    taken_in(handed_down, closed_in(Book(exported(handed_down, source="tasks")), TASKS[0]).content())
    book = closed_in(with_row(Book(exported(handed_down)), TASKS[1], NUMBER), NUMBER, TASKS[1])
    _, file = came_back(handed_down, book.content())
    assert not file.reading.issues
    taken_in(handed_down, book.content())
    assert {
        problem_case(handed_down, scope=WHOLE_COUNTY, number=number).case.status
        for number in (NUMBER, *TASKS)
    } == {"closed"}


def test_a_row_numbered_under_a_problem_is_a_task_of_it_and_no_problem_more(own_sample):
    before = strip_of(own_sample)
    for town in TOWNS:
        taken_in(own_sample, with_row(Book(exported(own_sample)), f"{NUMBER}/{town}", NUMBER).content())
    assert strip_of(own_sample) == before
    assert problem_case(own_sample, scope=WHOLE_COUNTY, number=NUMBER).case.open_tasks == TASKS


def test_a_number_with_a_stroke_that_names_no_problem_and_town_is_a_problem(own_sample):
    before = strip_of(own_sample)
    book = with_row(with_row(Book(exported(own_sample)), "2026/青石镇", NUMBER), f"{NUMBER}/三组", NUMBER)
    taken_in(own_sample, book.content())
    assert strip_of(own_sample).closing == before.closing + 2


def test_tasks_listed_again_in_anybodys_ledger_stay_tasks(handed_down):
    before = strip_of(handed_down)
    book = anybodys(Book(exported(handed_down, source="tasks")))
    taken_in(handed_down, book.content())
    assert strip_of(handed_down) == before
