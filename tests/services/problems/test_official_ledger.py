"""The official ledger goes out to Excel and comes back: unchanged it changes nothing, edited exactly what was edited."""

import io
from datetime import date, datetime

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data_access.database import head, reading
from data_access.versions import Header, Said, commit
from domain.official_ledger import COLUMNS
from domain.permissions import WHOLE_COUNTY, Actor, Moment, Role
from domain.problem_life import may_become
from domain.problem_status import STATUS_WORDS, ProblemStatus
from domain.records import Event, Problem
from domain.refusals import Refusal
from services.county.progress import silent
from services.known.known_rows import known_rows
from services.known.read_setting import read_setting
from services.problems import write_ledger as writing
from services.problems.act_on_problem import act_on_problem
from services.problems.list_problems import list_problems
from services.problems.write_ledger import write_ledger
from services.taking_in.import_files import accept, preview
from services.taking_in.preview import Upload
from services.taking_in.tell_columns import UNREAD, column_rows
from services.taking_in.tell_preview import tell_preview
from tests.uploads.books import converted

DAY, NOW = date(2026, 11, 19), datetime(2026, 11, 21, 9)
OFFICE = Actor("王某", Role.ADMIN)
HEAD = 5  # the row of the headings
FEEDBACK = {"source": "feedback"}


def exported(store, **asked):
    with reading(store) as connection:
        moment = Moment(DAY, head(connection))
    return write_ledger(
        store, scope=WHOLE_COUNTY, moment=moment, actor=OFFICE, at=NOW, sample=False, **asked or FEEDBACK
    )


class Book:
    """An exported ledger opened as the office opens it."""

    def __init__(self, content):
        self.book = openpyxl.load_workbook(io.BytesIO(content))
        self.page = self.book.worksheets[0]
        self.columns = {cell.value: cell.column for cell in self.page[HEAD]}
        at = self.columns["问题编号"]
        self.rows = {self.page.cell(row, at).value: row for row in range(HEAD + 1, self.page.max_row + 1)}

    def cell(self, number, heading):
        return self.page.cell(self.rows[number], self.columns[heading])

    def content(self):
        saved = io.BytesIO()
        self.book.save(saved)
        return saved.getvalue()


def came_back(store, content, name="问题整改台账.xlsx"):
    seen = preview(store, OFFICE, WHOLE_COUNTY, [Upload(name, content)], now=NOW, progress=silent)
    (file,) = seen.files
    assert file.refusal == ""
    told = file.counts
    summed = told.new + told.changed + told.same + told.conflict + told.refused + told.left_out
    assert summed == file.reading.cells
    return seen, file


def told(file):
    """(cell, outcome) of every difference shown."""
    return {(row.cell, row.outcome) for row in file.differences.itertuples()}


def taken_in(store, content):
    seen, _ = came_back(store, content)
    return accept(store, OFFICE, WHOLE_COUNTY, seen, reason="台账修改", now=NOW)


def statuses(store):
    with reading(store) as connection:
        moment = Moment(DAY, head(connection))
    rows = list_problems(store, scope=WHOLE_COUNTY, moment=moment, status=None, overdue=False)
    return dict(zip(rows["problem"], rows["status"], strict=True))


def one_in(store, status, source="superior"):
    rows, standing = known_rows(store, Problem, 10_000), statuses(store)
    own = rows["problem"][(rows["source"] == source).to_numpy()]
    return next(number for number in own if standing.get(number) == status)


def test_unchanged_it_changes_nothing(sample):
    content = exported(sample, source="all")
    _, file = came_back(sample, content)
    assert (file.counts.changed, file.counts.new, file.counts.conflict, file.counts.refused) == (0, 0, 0, 0)
    assert file.counts.same == file.reading.cells > 10_000
    assert (len(file.differences), file.reading.issues, file.reading.questions, file.gone) == (0, (), (), ())
    assert UNREAD not in set(column_rows(file.reading, read_setting(sample, 42))["state"])


def test_a_new_status_is_told_with_the_one_it_moves_from(sample):
    book, number = Book(exported(sample)), one_in(sample, "fixing", "self")
    book.cell(number, "完成情况").value = "已销号"
    seen, _ = came_back(sample, book.content())
    rows = tell_preview(sample, seen).files[0].differences
    assert rows[["who", "title", "old", "new", "outcome"]].to_numpy().tolist() == [
        [number, "整改状态", "整改中", "已销号", "new"]
    ]


def test_sorted_filtered_with_columns_moved_and_saved_by_libreoffice_it_tells_exactly_the_edits(
    sample, tmp_path
):
    book = Book(exported(sample))
    closed, fixing = one_in(sample, "closed"), one_in(sample, "fixing", "self")
    book.cell(closed, "整改措施").value = "逐户核对台账，缺一补一"
    book.cell(fixing, "完成情况").value = "待复查"
    rows = [
        [cell.value for cell in row] for row in book.page.iter_rows(min_row=HEAD, max_row=book.page.max_row)
    ]
    width = len(rows[0])
    order = [*range(width // 2, width), *range(width // 2)]
    measure, status = (rows[0].index(name) for name in ("整改措施", "完成情况"))
    body = sorted(rows[1:], key=lambda row: str(row[1:8]), reverse=True)
    numbers = rows[0].index("问题编号")
    for at, row in enumerate([rows[0], *body], start=HEAD):
        for place, column in enumerate(order, start=1):
            book.page.cell(at, place).value = row[column]
    hidden = [at for at, row in enumerate(body, start=HEAD + 1) if row[numbers] not in (closed, fixing)][::3]
    for at in hidden:
        book.page.row_dimensions[at].hidden = True
    _, file = came_back(sample, converted(book.content(), "ods", tmp_path), "问题整改台账.ods")
    edited = {
        (openpyxl.utils.get_column_letter(order.index(column) + 1), number)
        for column, number in ((measure, closed), (status, fixing))
    }
    lines = {row[numbers]: at for at, row in enumerate(body, start=HEAD + 1)}
    assert {cell for cell, _ in told(file)} == {f"{letter}{lines[number]}" for letter, number in edited}


@pytest.fixture(scope="module")
def superiors(sample):
    """A small ledger, written once, and how its problems stand."""
    return exported(sample, source="superior"), statuses(sample)


PLAIN = ("问题类别", "存在问题", "整改目标", "整改措施", "责任人", "佐证资料", "组/点位", "整改进展")
WORDS = st.text("村里清运公示台账补齐核对到位户", min_size=4, max_size=12)


@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_whatever_cells_are_edited_exactly_those_differ(sample, superiors, data):
    book, standing = Book(superiors[0]), superiors[1]
    expected, refused = set(), set()
    for number in data.draw(st.lists(st.sampled_from(sorted(book.rows)), max_size=6, unique=True)):
        for heading in data.draw(
            st.lists(st.sampled_from((*PLAIN, "整改时限", "完成情况")), min_size=1, unique=True)
        ):
            cell = book.cell(number, heading)
            if heading == "整改时限":
                cell.value = data.draw(st.dates(date(2027, 1, 1), date(2027, 6, 1)))
            elif heading == "完成情况":
                to = data.draw(st.sampled_from(ProblemStatus))
                before = ProblemStatus(standing[number])
                if to is before:
                    continue
                cell.value = STATUS_WORDS[to]
                by_reply = may_become(before, ProblemStatus.CHECKING) and may_become(
                    ProblemStatus.CHECKING, to
                )
                if not (may_become(before, to) or by_reply):
                    refused.add(cell.coordinate)
                    continue
            else:
                cell.value = f"改{data.draw(WORDS)}"
            expected.add(cell.coordinate)
    _, file = came_back(sample, book.content())
    assert {cell for cell, _ in told(file)} == expected
    assert {issue.cell for issue in file.reading.issues if issue.code == "step_not_allowed"} == refused
    assert file.counts.refused == len(refused)


def test_what_was_edited_is_known_afterwards_and_written_out_again(own_sample):
    book = Book(exported(own_sample))
    checking, fixing = one_in(own_sample, "checking", "self"), one_in(own_sample, "fixing", "self")
    book.cell(checking, "销号时间").value = DAY
    book.cell(checking, "整改进展").value = "现场看过，已整改到位"
    book.cell(fixing, "整改时限").value = "12月25日前"
    taken_in(own_sample, book.content())
    assert statuses(own_sample)[checking] == "closed"
    again = Book(exported(own_sample))
    assert again.cell(checking, "完成情况").value == "已销号"
    assert again.cell(checking, "整改进展").value == "现场看过，已整改到位"
    assert again.cell(fixing, "整改时限").value == "12月25日前"
    # The same sheet once more, saved anew, finds everything standing.
    book.book.properties.title = "另存"
    _, file = came_back(own_sample, book.content())
    assert (file.known, told(file)) == (None, set())


def test_what_the_database_changed_since_is_kept_and_what_both_changed_is_asked(own_sample):
    book = Book(exported(own_sample))
    number = one_in(own_sample, "fixing", "self")
    with reading(own_sample) as connection:
        n = head(connection)
    edit = Header("edit", "李某", "admin", "更正", NOW, (), ())
    columns = {"problem": [number], "category": ["工作落实"], "goal": ["月底前见底"]}
    commit(own_sample, edit, [Said(Problem, None, columns, [None])], n)
    book.cell(number, "整改目标").value = "本旬内见底"
    _, file = came_back(own_sample, book.content())
    category, goal = (book.cell(number, heading).coordinate for heading in ("问题类别", "整改目标"))
    assert told(file) == {(goal, "conflict"), (category, "kept")}


def test_a_status_that_moved_since_is_not_taken_from_the_sheet(own_sample):
    book = Book(exported(own_sample))
    number = one_in(own_sample, "fixing", "self")
    with reading(own_sample) as connection:
        n = head(connection)
    filled = {"evidence": "照片 3 张", "note": "已清运", "actor": "村干部 甲"}
    act_on_problem(
        own_sample,
        OFFICE,
        scope=WHOLE_COUNTY,
        number=number,
        kind="replied",
        day=DAY,
        told=filled,
        seen=n,
        now=NOW,
    )
    book.cell(number, "完成情况").value = "阶段性完成"
    _, file = came_back(own_sample, book.content())
    assert [(issue.code, issue.cell) for issue in file.reading.issues] == [
        ("status_moved_since", book.cell(number, "完成情况").coordinate)
    ]
    assert "已由整改中变为待复查" in file.reading.issues[0].message
    assert told(file) == set()


def test_a_longer_deadline_needs_a_reason_and_then_is_an_extension(own_sample):
    book = Book(exported(own_sample))
    rows = known_rows(own_sample, Problem, 10_000)
    due = rows[
        (rows["source"] != "inspection")
        & rows["deadline"].map(lambda day: isinstance(day, date) and day > DAY)
    ]
    standing = statuses(own_sample)
    number = next(one for one in due["problem"] if standing[one] in ("fixing", "checking", "returned"))
    book.cell(number, "延期后期限").value = date(2027, 1, 15)
    _, file = came_back(own_sample, book.content())
    assert [issue.code for issue in file.reading.issues] == ["extension_refused"]
    book.cell(number, "延期说明").value = "冰冻停工，分管副县长批准"
    taken_in(own_sample, book.content())
    again = Book(exported(own_sample))
    assert again.cell(number, "延期后期限").value.date() == date(2027, 1, 15)
    assert again.cell(number, "延期说明").value == "冰冻停工，分管副县长批准"
    assert again.cell(number, "整改时限").value == book.cell(number, "整改时限").value
    _, file = came_back(own_sample, again.content())
    assert told(file) == set()


def test_a_row_taken_out_of_the_sheet_is_asked_about_and_the_others_are_not(sample):
    book = Book(exported(sample))
    number = one_in(sample, "fixing", "self")
    book.page.delete_rows(book.rows[number])
    _, file = came_back(sample, book.content())
    assert [one.number for one in file.gone] == [number]
    assert told(file) == set()


def test_a_ledger_of_another_county_is_read_as_anybody_elses(sample):
    book = Book(exported(sample))
    book.book["看板"]["A3"].value = "0" * 64
    _, file = came_back(sample, book.content())
    assert file.reading.written_at is None


def test_a_ledger_that_says_again_what_stands_tells_no_new_step(own_sample):
    """Anybody's ledger: the word is held against what stands first."""
    before = len(known_rows(own_sample, Event, 10_000))
    book = Book(exported(own_sample))
    del book.book["看板"]
    for number in book.rows:
        for heading in ("交办时间", "完成时间", "销号时间", "整改进展", "延期后期限", "延期说明"):
            book.cell(number, heading).value = None
    seen, file = came_back(own_sample, book.content())
    assert not [row for row in file.differences.itertuples() if row.field == "event.to_status"]
    accept(own_sample, OFFICE, WHOLE_COUNTY, seen, reason="照旧", now=NOW)
    assert len(known_rows(own_sample, Event, 10_000)) == before


def test_more_rows_than_an_office_program_carries_are_refused_with_a_way_out(sample, monkeypatch):
    monkeypatch.setattr(writing, "MOST_ROWS", 3)
    with pytest.raises(Refusal, match="请先按来源、批次或单位筛选"):
        exported(sample)


def test_officials_are_written_only_for_those_who_may_see_names(sample):
    assert {"责任人", "牵头领导"} <= set(COLUMNS.values())
    scope = WHOLE_COUNTY.__class__(None, None, False, True)
    with reading(sample) as connection:
        moment = Moment(DAY, head(connection))
    content = write_ledger(sample, scope=scope, moment=moment, actor=OFFICE, at=NOW, sample=False, **FEEDBACK)
    assert not {"责任人", "牵头领导"} & set(Book(content).columns)
