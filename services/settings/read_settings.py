"""A settings sheet, or one value typed on the page, as rows of their record; every cell that cannot be is an issue."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from domain.issues import Issue, issue
from domain.records import Record, key_fields, meanings
from domain.settings.cells import Wrong, read_cell
from domain.settings.state import Key, Naming, Row
from uploads.settings_sheets import SettingsTable
from uploads.sheets import shown


@dataclass(frozen=True)
class Told:
    """One row as told.

    fields  the fields it speaks of; others stay as they are known
    line    of the sheet, None for a value typed on the page
    """

    key: Key
    row: Row
    fields: tuple[str, ...]
    line: int | None


def read_table(
    table: SettingsTable, naming: Naming, known: Mapping[Key, Row]
) -> tuple[list[Told], list[Issue]]:
    """The rows that could be read, and what is wrong, cell by cell.

    known  the rows as they stand: what a sheet has no column for stays as it is
    """
    told: list[Told] = []
    issues: list[Issue] = []
    lines: dict[Key, int] = {}
    for line, cells in table.rows:
        row, wrong = _row(table, line, cells, naming)
        if not wrong:
            key = tuple(row[name] for name in key_fields(table.record))
            if key in lines:
                wrong = [
                    _issue(table, line, key_fields(table.record)[0], cells, "duplicate_row", str(lines[key]))
                ]
            else:
                lines[key] = line
                whole, wrong = _whole(table, line, cells, {**known.get(key, {}), **row})
                if not wrong:
                    told.append(Told(key, whole, tuple(cells), line))
        issues += wrong
    return told, issues


def _row(
    table: SettingsTable, line: int, cells: Mapping[str, Any], naming: Naming
) -> tuple[dict[str, Any], list[Issue]]:
    """Keys first: they decide how the lines of the row are counted. A blank cell takes the record's own default."""
    record = table.record
    wrong: list[Issue] = []
    row: dict[str, Any] = {}
    for name in sorted(cells, key=lambda one: (not meanings(record)[one].key, one in ("t1", "t2"))):
        worth = read_cell(record, name, cells[name], row, naming)
        field = record.model_fields[name]
        if isinstance(worth, Wrong):
            wrong.append(_issue(table, line, name, cells, worth.code, worth.expected))
        elif worth is not None:
            row[name] = worth
        elif field.is_required():
            wrong.append(_issue(table, line, name, cells, "setting_blank"))
        else:
            row[name] = field.default
    return row, wrong


def _whole(
    table: SettingsTable, line: int, cells: Mapping[str, Any], row: Mapping[str, Any]
) -> tuple[Row, list[Issue]]:
    """The row through its record's own bounds."""
    try:
        return table.record.model_validate(dict(row)).model_dump(), []
    except ValidationError as error:
        return {}, list(_bounds(table, line, cells, error))


def _bounds(
    table: SettingsTable, line: int, cells: Mapping[str, Any], error: ValidationError
) -> Iterator[Issue]:
    for one in error.errors():
        name = str(one["loc"][0])
        limits = one.get("ctx", {})
        if one["type"] == "missing":
            yield _issue(table, line, name, cells, "setting_blank")
            continue
        least, most = limits.get("ge"), limits.get("le")
        expected = (
            f"{least} 以上" if least is not None else f"{most} 以下" if most is not None else "规定的范围"
        )
        yield _issue(table, line, name, cells, "out_of_bounds", expected)


def _issue(
    table: SettingsTable, line: int, name: str, cells: Mapping[str, Any], code: str, expected: str = ""
) -> Issue:
    return issue(
        code,
        table.sheet,
        cell=table.address(line, name) if table.columns else "",
        column=meanings(table.record)[name].title,
        found=shown(cells.get(name)),
        expected=expected,
    )


def typed(record: type[Record], row: Mapping[str, Any]) -> SettingsTable:
    """Cells typed on the page as a table of one row without a sheet: the same reader reads them."""
    return SettingsTable(record, record.TITLE, {}, ((1, dict(row)),), ())


def unread_issues(tables: Sequence[SettingsTable]) -> list[Issue]:
    return [
        issue("column_unread", table.sheet, cell=cell, column=head, found=str(len(table.rows)))
        for table in tables
        for cell, head in table.unread
    ]
