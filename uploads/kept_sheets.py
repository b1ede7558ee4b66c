"""The sheets of a workbook as they were read, as bytes to be kept and read again; of personal data nothing stays."""

import io
import zlib
from collections.abc import Sequence
from dataclasses import replace

from domain.personal_numbers import is_phone, masked
from uploads.reading import sheet_of
from uploads.sheets import Cell, Sheet, Workbook, column_number
from uploads.statements import ColumnCells
from uploads.wire import SheetFacts, read_sheets, write_sheets


def bytes_of(workbook: Workbook) -> bytes:
    """Every sheet with what `workbook_of` needs to give it back."""
    written = io.BytesIO()
    write_sheets(
        written, [_facts(sheet) for sheet in workbook.sheets], [sheet.columns for sheet in workbook.sheets]
    )
    return zlib.compress(written.getvalue(), 1)


def workbook_of(content: bytes, name: str, sha256: str) -> Workbook:
    """What `bytes_of` was given."""
    sheets = tuple(sheet_of(facts, columns) for facts, columns in read_sheets(zlib.decompress(content)))
    return Workbook(name, sha256, sheets)


def without_personal(workbook: Workbook, left_out: Sequence[ColumnCells]) -> Workbook:
    """The workbook without the texts that were left out, any phone, ID or card number, its notes and what is no cell.

    left_out  the cells that reading left out; numbers among them stay unless they are phones
    """
    return replace(workbook, sheets=tuple(_blanked(sheet, left_out) for sheet in workbook.sheets))


def _blanked(sheet: Sheet, left_out: Sequence[ColumnCells]) -> Sheet:
    hidden = {
        (line - 1, column_number(cells.column))
        for cells in left_out
        if cells.sheet == sheet.name
        for line in cells.lines
    }
    columns = tuple(
        [_cleaned(cell, hidden=(row, at) in hidden) for row, cell in enumerate(column)]
        for at, column in enumerate(sheet.columns)
    )
    return replace(sheet, columns=columns, comments={}, asides=())


def _cleaned(cell: Cell, *, hidden: bool) -> Cell:
    if isinstance(cell, str):
        return None if hidden else masked(cell)
    return None if type(cell) is float and is_phone(cell) else cell


def _facts(sheet: Sheet) -> SheetFacts:
    return SheetFacts(
        name=sheet.name,
        hidden=sheet.hidden,
        height=sheet.height,
        width=sheet.width,
        merges=[(one.top, one.left, one.bottom, one.right) for one in sheet.merges],
        hidden_rows=sorted(sheet.hidden_rows),
        hidden_columns=sorted(sheet.hidden_columns),
        uncached=sorted(sheet.uncached),
        comments=[(row, column, text) for (row, column), text in sheet.comments.items()],
        asides=list(sheet.asides),
        blocks=[],
    )
