"""Tasks in a ledger: no row closes a problem before its towns' tasks, and a task's row is no problem more."""

from datetime import datetime

import pytest

from data_access.database import head, reading
from domain.permissions import WHOLE_COUNTY, Moment
from domain.records import Problem
from domain.refusals import Refusal
from services.county.progress import silent
from services.known.known_rows import known_rows
from services.known.read_setting import read_setting
from services.problems.hand_down import hand_down
from services.problems.open_problem import open_problem
from services.problems.problem_case import problem_case
from services.problems.show_rectification import show_rectification
from services.problems.towns_offered import towns_offered
from services.taking_in.import_files import accept, preview
from services.taking_in.preview import Upload
from tests.services.problems.test_official_ledger import (
    DAY,
    NOW,
    OFFICE,
    Book,
    came_back,
    exported,
    taken_in,
    told,
)
from tests.uploads.books import xlsx
from tests.uploads.test_ledgers import FEEDBACK
from uploads.knowledge import Answer, Hints

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


MERGED = ("整改-901", "省级考核", "2026.9.1", "监测不细")
THREE = ("云溪镇", "柳湾乡", "青石镇")


def merged(*closed, done=""):
    """Anybody's ledger with one number merged over three towns; the day each was closed, and the first town's word."""
    rows = [
        [
            *(MERGED if not at else [None] * 4),
            town,
            None,
            "12月15日前",
            None,
            None if at else done,
            None,
            None,
            day,
        ]
        for at, (town, day) in enumerate(zip(THREE, closed, strict=True))
    ]
    last = len(FEEDBACK) + len(rows)
    return xlsx(
        [*FEEDBACK, *rows], merges=[f"{letter}{len(FEEDBACK) + 1}:{letter}{last}" for letter in "ABCD"]
    )


def accepted(store, content):
    """Taken in with the rows of one number said to be its towns'."""
    hints = Hints(answers={"tasks:Sheet1": Answer("一个问题分给几个镇")})
    seen = preview(
        store,
        OFFICE,
        WHOLE_COUNTY,
        [Upload("反馈问题整改台账.xlsx", content, hints)],
        now=NOW,
        progress=silent,
    )
    accept(store, OFFICE, WHOLE_COUNTY, seen, reason="", now=NOW)
    return seen.files[0]


def test_of_a_number_merged_over_towns_each_town_stands_once_and_the_whole_counts_once(own_sample):
    before = strip_of(own_sample)
    accepted(own_sample, merged(None, None, None))
    numbers = (MERGED[0], f"{MERGED[0]}/柳湾乡", f"{MERGED[0]}/青石镇")
    rows = known_rows(own_sample, Problem, moment_of(own_sample).known_at)
    roster = read_setting(own_sample, moment_of(own_sample).known_at).roster
    own = rows[rows["problem"].isin(numbers).to_numpy()]
    assert sorted(roster[place].name for place in own["place"]) == sorted(THREE)
    assert strip_of(own_sample).closing == before.closing + 1
    opened = open_problem(own_sample, scope=WHOLE_COUNTY, moment=moment_of(own_sample), number=MERGED[0])
    assert (opened.own_town, opened.tasks["name"].tolist()) == ("云溪镇", ["柳湾乡", "青石镇"])


def test_the_whole_closes_only_when_every_town_did_the_first_too(own_sample):
    def standing():
        return [
            problem_case(own_sample, scope=WHOLE_COUNTY, number=f"{MERGED[0]}{task}").case.status
            for task in ("", "/柳湾乡", "/青石镇")
        ]

    file = accepted(own_sample, merged(None, DAY, DAY))
    assert (standing(), file.reading.issues) == (["waiting", "closed", "closed"], ()), (
        "the first town is not done"
    )
    accepted(own_sample, merged(DAY, DAY, DAY))
    assert standing() == ["closed"] * 3


def test_the_first_town_that_is_done_before_the_others_says_so_and_waits(own_sample):
    book = merged(DAY, None, None)
    with pytest.raises(Refusal, match="先记待复查"):
        accepted(own_sample, book)
    accepted(own_sample, merged(None, None, None, done="已完成"))
    case = problem_case(own_sample, scope=WHOLE_COUNTY, number=MERGED[0]).case
    assert (case.status, case.open_tasks) == ("checking", (f"{MERGED[0]}/柳湾乡", f"{MERGED[0]}/青石镇"))


def test_a_merged_number_goes_out_and_comes_back_and_changes_nothing(own_sample):
    accepted(own_sample, merged(None, None, None))
    for asked in ({"source": "feedback"}, {"source": "tasks"}):
        _, file = came_back(own_sample, exported(own_sample, **asked))
        assert (file.counts.changed, file.counts.new, file.counts.conflict, file.counts.refused) == (
            0,
            0,
            0,
            0,
        )
        assert MERGED[0] in {number.partition("/")[0] for number in Book(exported(own_sample, **asked)).rows}
    seen = preview(
        own_sample, OFFICE, WHOLE_COUNTY, [Upload("再来一次.xlsx", merged(None, None, None, done="正在整改"))], now=NOW,
        progress=silent,
    )  # fmt: skip
    assert not seen.files[0].reading.questions, "known tasks are not asked about again"


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
