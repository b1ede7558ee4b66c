"""Sheets of settings in a workbook: found by their headings, read cell by cell; nothing is understood here."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from domain.parsing.text import squeezed, without_brackets
from domain.records import Record, key_fields, meanings
from uploads.sheets import Cell, Sheet, Workbook, address

_SEARCHED = 15
_LEAST = 0.6
OURS = "看板"  # our own hidden sheet: which version the sheet was written at


@dataclass(frozen=True)
class SettingsTable:
    """One record's rows as written.

    columns  field → column, counted from 0
    rows     (line, field → cell): line counts from 1; rows without any cell are left out
    unread   (address, heading) of columns that are none of the record's
    """

    record: type[Record]
    sheet: str
    columns: dict[str, int]
    rows: tuple[tuple[int, dict[str, Cell]], ...]
    unread: tuple[tuple[str, str], ...]

    def address(self, line: int, field: str) -> str:
        """「F12」; the row's first cell for a field the sheet does not have."""
        return address(line - 1, self.columns.get(field, 0))


def settings_tables(book: Workbook, records: Sequence[type[Record]]) -> list[SettingsTable]:
    """Each sheet whose headings are those of one of the records; the best of them."""
    found = []
    for sheet in book.sheets:
        if sheet.hidden or sheet.name == OURS:
            continue
        table = max(_tables(sheet, records), key=lambda one: len(one.columns), default=None)
        if table is not None:
            found.append(table)
    return found


def version_written(book: Workbook) -> int | None:
    """The change a sheet of ours was written at; None for anybody else's."""
    for sheet in book.sheets:
        if sheet.name == OURS and sheet.width and sheet.height:
            text = sheet.text(0, 0)
            return int(text) if text.isascii() and text.isdigit() else None
    return None


def _tables(sheet: Sheet, records: Sequence[type[Record]]) -> Iterator[SettingsTable]:
    for record in records:
        titles = {_plain(meaning.title): name for name, meaning in meanings(record).items()}
        for row in range(min(_SEARCHED, sheet.height)):
            heads = {column: _plain(sheet.text(row, column)) for column in range(sheet.width)}
            columns: dict[str, int] = {}
            for column, head in heads.items():
                if head in titles:
                    columns.setdefault(titles[head], column)
            if set(key_fields(record)) <= set(columns) and len(columns) >= _LEAST * len(titles):
                yield _table(sheet, record, row, columns)
                break


def _table(sheet: Sheet, record: type[Record], head: int, columns: dict[str, int]) -> SettingsTable:
    rows = []
    for row in range(head + 1, sheet.height):
        cells = {name: sheet.value(row, column) for name, column in columns.items()}
        if any(cell not in (None, "") for cell in cells.values()):
            rows.append((row + 1, cells))
    unread = [
        (address(head, column), sheet.text(head, column))
        for column in range(sheet.width)
        if column not in columns.values() and sheet.text(head, column)
    ]
    return SettingsTable(record, sheet.name, columns, tuple(rows), tuple(unread))


def _plain(head: str) -> str:
    return squeezed(without_brackets(head))
