"""What a settings sheet, or one value typed on the page, would change: compared, checked, written nowhere."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from data_access.database import Store, head, reading
from data_access.figures import counted_by_indicator
from domain.issues import BLOCK, Issue
from domain.permissions import Actor
from domain.records import Form, Indicator, Place, Record, Unit, key_fields, meanings
from domain.refusals import Refusal
from domain.settings.cells import cell_text
from domain.settings.state import Key, Measured, Naming, State, naming_of, with_rows
from domain.wording.values import NOTHING, key_words, record_title
from services.known.read_setting import read_setting
from services.settings.judge_settings import Edit, broken_rows, gone_rows, issue_at, rows_of
from services.settings.known_settings import GROUPS, refuse_others, settings_known
from services.settings.read_settings import Told, read_table, typed, unread_issues
from uploads.reading import read_workbook
from uploads.settings_sheets import SettingsTable, settings_tables, version_written
from uploads.sheets import column_letters, shown

EDIT_COLUMNS = ("what", "who", "field", "old", "new", "cell", "mark")
NEW, CHANGED = "新增", "改动"


@dataclass(frozen=True)
class SheetRead:
    """A sheet that was recognised; columns as a change keeps them, empty for what was typed on the page."""

    name: str
    columns: Mapping[str, str]


@dataclass(frozen=True)
class SettingsPreview:
    """What would be written at `seen`.

    file         name and SHA-256; blank for what was typed on the page
    differences  EDIT_COLUMNS, one row per field of a changed row, one per new row
    used         indicator → figures kept of it
    """

    seen: int
    file: tuple[str, str]
    sheets: tuple[SheetRead, ...]
    edits: tuple[Edit, ...]
    issues: tuple[Issue, ...]
    differences: pd.DataFrame
    used: Mapping[str, int] = field(default_factory=dict)

    @property
    def blocked(self) -> bool:
        return any(one.level == BLOCK for one in self.issues)

    def counts(self) -> tuple[int, int]:
        """Rows that are new and rows that change."""
        new = sum(one.new for one in self.edits)
        return new, len(self.edits) - new


def preview_sheet(store: Store, actor: Actor, group: str, *, name: str, content: bytes) -> SettingsPreview:
    """A workbook with sheets of the group's records.

    Refused: not an administrator; a file that cannot be read (uploads/refusals.py); one without any such sheet.
    """
    refuse_others(actor)
    book = read_workbook(content, name)
    tables = settings_tables(book, GROUPS[group])
    if not tables:
        titles = "、".join(record.TITLE for record in GROUPS[group])
        raise Refusal(
            f"文件“{book.name}”里没有认出这里的表。请先下载要改的表（{titles}），在它上面改。",
            code="no_settings",
        )
    return _preview(store, tables, (book.name, book.sha256), version_written(book))


def preview_value(
    store: Store, actor: Actor, record: type[Record], key: Key, *, name: str, written: str
) -> SettingsPreview:
    """One field of one known row, written as the sheet writes it. Refused: not an administrator; no such row."""
    refuse_others(actor)
    with reading(store) as connection:
        seen = head(connection)
    state = settings_known(store, seen)
    if key not in state[record]:
        raise Refusal(f"{record.TITLE}里没有这一行了，可能刚被改过。请重新选一行。", code="no_such_row")
    naming = naming_of(state)
    own = {one: cell_text(record, one, state[record][key], naming) for one in key_fields(record)}
    return _preview(store, [typed(record, {**own, name: written})], ("", ""), None)


def _preview(
    store: Store, tables: Sequence[SettingsTable], file: tuple[str, str], written_at: int | None
) -> SettingsPreview:
    with reading(store) as connection:
        seen = head(connection)
        used = counted_by_indicator(connection, seen)
    state = settings_known(store, seen)
    base = settings_known(store, written_at) if written_at is not None and written_at < seen else state
    naming = _with_names(naming_of(state), tables)
    edits: list[Edit] = []
    issues = unread_issues(tables)
    for part, table in enumerate(tables):
        told, wrong = read_table(table, naming, state[table.record])
        issues += wrong
        for one in told:
            edit, moved = _edit(table, part, one, state, base, naming)
            issues += moved
            edits += [edit] if edit else []
        if table.columns and not wrong:
            issues += gone_rows(table, told, state, base, used)
    after = with_rows(state, rows_of(edits))
    issues += broken_rows(tables, edits, after, state, used, naming)
    return SettingsPreview(
        seen=seen,
        file=file,
        sheets=tuple(SheetRead(table.sheet, _letters(table)) for table in tables),
        edits=tuple(edits),
        issues=tuple(issues),
        differences=_differences(store, seen, tables, edits, state, naming),
        used=used,
    )


def _with_names(naming: Naming, tables: Sequence[SettingsTable]) -> Naming:
    """What the file itself names for the first time may be referred to in the same file."""
    new: dict[type[Record], dict[str, Mapping[str, Any]]] = {}
    for table in tables:
        first = key_fields(table.record)[0]
        new[table.record] = {shown(cells.get(first)).strip(): cells for _line, cells in table.rows}

    def names(record: type[Record], known: Mapping[str, str]) -> dict[str, str]:
        own = {key: shown(cells.get("name")).strip() for key, cells in new.get(record, {}).items() if key}
        return {**known, **own}

    measured = {
        code: Measured(shown(cells.get("name")), shown(cells.get("unit")).strip(), _scale(cells.get("scale")))
        for code, cells in new.get(Indicator, {}).items()
        if code and "unit" in cells
    }
    return Naming(
        {**naming.indicators, **measured},
        names(Form, naming.forms),
        names(Place, naming.places),
        names(Unit, naming.units),
    )


def _scale(cell: object) -> int:
    return int(cell) if isinstance(cell, float) and cell >= 0 and cell.is_integer() else 0


def _edit(
    table: SettingsTable, part: int, told: Told, state: State, base: State, naming: Naming
) -> tuple[Edit | None, list[Issue]]:
    """Three ways: a field as it was when the sheet was written says nothing; one that moved meanwhile is asked about."""
    record = table.record
    was, before = state[record].get(told.key), base[record].get(told.key)
    if was is None:
        return Edit(record, told.key, told.row, tuple(meanings(record)), True, _line(table, told), part), []
    fields, wrong = [], []
    for name in told.fields:
        if told.row[name] == was[name] or (before is not None and told.row[name] == before[name]):
            continue
        if before is not None and was[name] != before[name]:
            found = cell_text(record, name, told.row, naming) or NOTHING
            wrong.append(
                issue_at(table, told.line, name, "setting_moved", found, cell_text(record, name, was, naming))
            )
            continue
        fields.append(name)
    if not fields:
        return None, wrong
    row = {**was, **{name: told.row[name] for name in fields}}
    return Edit(record, told.key, row, tuple(fields), False, _line(table, told), part), wrong


def _line(table: SettingsTable, told: Told) -> int | None:
    return told.line if table.columns else None


def _letters(table: SettingsTable) -> dict[str, str]:
    return {f"{table.record.NAME}.{name}": column_letters(column) for name, column in table.columns.items()}


def _differences(
    store: Store,
    seen: int,
    tables: Sequence[SettingsTable],
    edits: Sequence[Edit],
    state: State,
    naming: Naming,
) -> pd.DataFrame:
    setting = read_setting(store, seen)
    rows: list[tuple[str, ...]] = []
    for one in edits:
        table = tables[one.part]
        who = one.row.get("name") if one.new else key_words(one.record, one.key, setting, {})
        called = str(who or "·".join(str(part) for part in one.key if part != ""))
        for name in key_fields(one.record)[:1] if one.new else one.fields:
            where = f"{table.sheet}!{table.address(one.line, name)}" if one.line is not None else ""
            title = meanings(one.record)[name].title
            old = "" if one.new else cell_text(one.record, name, state[one.record][one.key], naming)
            new = cell_text(one.record, name, one.row, naming)
            told = (
                record_title(one.record.NAME),
                called,
                "整行" if one.new else title,
                old or NOTHING,
                new or NOTHING,
            )
            rows.append((*told, where, NEW if one.new else CHANGED))
    return pd.DataFrame(rows, columns=list(EDIT_COLUMNS), dtype=object)
