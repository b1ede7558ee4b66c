"""What is wrong with edited settings rows, told at the cells they were read from."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from domain.issues import Issue, issue
from domain.records import Indicator, Record, meanings
from domain.settings.cells import cell_text
from domain.settings.rules import check
from domain.settings.state import Key, Naming, Row, State
from services.settings.read_settings import Told
from uploads.settings_sheets import SettingsTable

MOST_NAMED = 3


@dataclass(frozen=True)
class Edit:
    """One row that would move; fields: those that would, every one of a new row."""

    record: type[Record]
    key: Key
    row: Row
    fields: tuple[str, ...]
    new: bool
    line: int | None
    part: int


def rows_of(edits: Sequence[Edit]) -> dict[type[Record], dict[Key, Row]]:
    """The rows as they would be, by record and key."""
    found: dict[type[Record], dict[Key, Row]] = {}
    for one in edits:
        found.setdefault(one.record, {})[one.key] = one.row
    return found


def gone_rows(
    table: SettingsTable, told: Sequence[Told], state: State, base: State, used: Mapping[str, int]
) -> Iterator[Issue]:
    """Rows the sheet was written with and no longer lists: nothing is deleted, and an indicator in use is asked back."""
    listed = {one.key for one in told}
    gone = [key for key in base[table.record] if key in state[table.record] and key not in listed]
    kept = []
    for key in gone:
        if table.record is Indicator and used.get(key[0], 0):
            yield issue("setting_gone_used", table.sheet, found=str(key[0]), expected=f"{used[key[0]]:,}")
        else:
            kept.append("·".join(str(part) for part in key if part != ""))
    if kept:
        named = "、".join(kept[:MOST_NAMED]) + (" 等" if len(kept) > MOST_NAMED else "")
        yield issue("setting_gone", table.sheet, found=str(len(kept)), detail=named)


def broken_rows(
    tables: Sequence[SettingsTable],
    edits: Sequence[Edit],
    after: State,
    before: State,
    used: Mapping[str, int],
    naming: Naming,
) -> Iterator[Issue]:
    """What domain/settings/rules.py finds wrong with the edited rows, each at its cell."""
    by_key = {(one.record, one.key): one for one in edits}
    moved = {record: list(rows) for record, rows in rows_of(edits).items()}
    for one in check(after, moved, before, used):
        edit = by_key[one.record, one.key]
        table = tables[edit.part]
        found = cell_text(one.record, one.field, edit.row, naming)
        yield issue_at(table, edit.line, one.field, one.code, found, one.expected, one.detail)


def issue_at(
    table: SettingsTable, line: int | None, name: str, code: str, found: str, expected: str, detail: str = ""
) -> Issue:
    """An issue at a field of a row; without a cell where the value was typed on the page."""
    cell = table.address(line, name) if table.columns and line is not None else ""
    title = meanings(table.record)[name].title
    return issue(code, table.sheet, cell=cell, column=title, found=found, expected=expected, detail=detail)
