"""The official ledger 问题整改台账 out to Excel, to be edited in any office program and taken in again with its differences."""

from datetime import date, datetime

from bulletins.cells import GENERAL, Cell, SheetColumn
from bulletins.sheet import Sheet, workbook
from data_access.database import Store
from domain.official_ledger import COLUMNS, NAMES, TITLE, LedgerRow
from domain.permissions import Actor, Moment, Scope
from domain.problem_selection import Selection
from domain.refusals import Refusal
from services.known.ledger_rows import ledger_mark, rows_of_ledger
from services.known.read_setting import read_setting
from services.known.write_sheet import INTERNAL, SAMPLE, day_in_words, file_name
from services.problems.follow_problems import inside_of, state_on
from uploads.our_ledger import kept_texts
from uploads.settings_sheets import OURS

HOW = "改好后在“数据上报”页放回，只认改过的格；“问题编号”不要改，空格不会删掉原来的内容，整改状态按“完成情况”和日期认"

# Above this the office's programs are slow with it, and so are we: 20,000 rows take some 15 s.
MOST_ROWS = 20_000


def write_ledger(
    store: Store, *, scope: Scope, moment: Moment, actor: Actor, at: datetime, sample: bool, **asked: str
) -> bytes:
    """The workbook's bytes: every problem of the selection, whatever its status, in the order of their numbers.

    asked  fields of `Selection` and what each asks for
    Refused  more than MOST_ROWS problems
    """
    selection = Selection(**asked)
    selection = selection if scope.may_see_names else selection.without_names()
    state = inside_of(state_on(store, moment.known_at, moment.as_of, scope, selection, moment.as_of))
    numbers = sorted(state["problem"])
    if len(numbers) > MOST_ROWS:
        raise Refusal(too_long(len(numbers)), code="ledger_too_long")
    found = rows_of_ledger(store, moment.known_at, day=moment.as_of, numbers=numbers)
    rows = [found[number] for number in numbers]
    columns = [
        SheetColumn(heading, tuple(_cell(row, name) for row in rows))
        for name, heading in COLUMNS.items()
        if scope.may_see_names or name not in NAMES
    ]
    setting = read_setting(store, moment.known_at)
    county = setting.roster.county.name if setting.roster.county else ""
    notes = (
        f"数据截至 {day_in_words(moment)}，版本第 {moment.known_at} 号变更。{HOW}",
        f"{actor.name} 导出于 {at:%Y-%m-%d %H:%M}，{INTERNAL}{f'，{SAMPLE}' if sample else ''}",
    )
    kept = kept_texts(moment.known_at, ledger_mark(store, moment.known_at), moment.as_of, tuple(numbers))
    return workbook(Sheet(f"{county}{TITLE}", notes, tuple(columns), kept=(OURS, kept)))


def too_long(count: int) -> str:
    """Why so many problems are not written."""
    return f"这次选了 {count:,} 个问题，一份台账最多写 {MOST_ROWS:,} 个。请先按来源、批次或单位筛选，再导出。"


def ledger_file_name(moment: Moment) -> str:
    return file_name(TITLE, moment)


def _cell(row: LedgerRow, name: str) -> Cell:
    worth = row.cells[name]
    if isinstance(worth, date):
        return Cell(worth, "yyyy-mm-dd")
    if isinstance(worth, bool):
        return Cell("是" if worth else "否")
    return Cell(worth, GENERAL if isinstance(worth, float) else "@")
