"""补报表 out: a workbook of nothing but the cells still missing, the last values beside them; dropped back it needs no click.

Rows and columns without a gap are left out. A known cell between gaps stands there as it is known, grey, and changes
nothing; the cells to fill are yellow and empty.
"""

import io
from collections.abc import Sequence
from dataclasses import dataclass

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from domain.sheet_text import keep_text
from uploads.forms.coverage import SUPPLEMENT

FILL_IN, KNOWN = PatternFill("solid", fgColor="FFF2CC"), PatternFill("solid", fgColor="EDEDED")
BEFORE = "上期数（对照，不用填）"
_THIN = Border(*(Side(style="thin", color="BFBFBF"),) * 4)
_HEAD = 3
Worth = int | float | None


@dataclass(frozen=True, slots=True)
class GapSheet:
    """One form's gaps.

    title    「云岭县2026年11月中旬村级人居环境旬报」
    note     second row: 单位：元, and what to do
    heads    of the rows' names: 乡镇, 行政村
    parts    of the columns, as the catalogue calls them, with their unit
    rows     names, then per part (known value or None where it is to be filled in, last value or None)
    """

    name: str
    title: str
    note: str
    heads: tuple[str, ...]
    parts: tuple[str, ...]
    rows: tuple[tuple[tuple[str, ...], tuple[tuple[Worth, Worth], ...]], ...]

    @property
    def asked(self) -> int:
        """How many cells are to be filled in."""
        return sum(known is None for _, cells in self.rows for known, _ in cells)


def gap_workbook(sheets: Sequence[GapSheet]) -> bytes:
    """The bytes of an .xlsx, one sheet per form."""
    book = Workbook()
    book.remove(book.active)
    for sheet in sheets:
        _write(book.create_sheet(sheet.name[:31]), sheet)
    for page in book.worksheets:
        for row in page.iter_rows():
            for cell in row:
                keep_text(cell)
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


def _write(page: Worksheet, sheet: GapSheet) -> None:
    page.cell(1, 1, f"{sheet.title}（{SUPPLEMENT}）").font = Font(name="宋体", size=14, bold=True)
    page.cell(2, 1, sheet.note).font = Font(name="宋体", size=10, color="45525F")
    first, count = len(sheet.heads) + 1, len(sheet.parts)
    for at, head in enumerate(sheet.heads, start=1):
        page.merge_cells(start_row=_HEAD, end_row=_HEAD + 1, start_column=at, end_column=at)
        _head(page, _HEAD, at, head)
    for at, part in enumerate(sheet.parts):
        page.merge_cells(start_row=_HEAD, end_row=_HEAD + 1, start_column=first + at, end_column=first + at)
        _head(page, _HEAD, first + at, part)
        _head(page, _HEAD + 1, first + count + at, part)
    _head(page, _HEAD, first + count, BEFORE)
    if count > 1:
        page.merge_cells(
            start_row=_HEAD, end_row=_HEAD, start_column=first + count, end_column=first + 2 * count - 1
        )
    for row, (names, cells) in enumerate(sheet.rows, start=_HEAD + 2):
        for at, name in enumerate(names, start=1):
            page.cell(row, at, name).border = _THIN
        for at, (known, before) in enumerate(cells):
            written = page.cell(row, first + at, known)
            written.fill, written.border = (FILL_IN if known is None else KNOWN), _THIN
            page.cell(row, first + count + at, before).font = Font(name="宋体", color="7F7F7F")
    for column in range(1, first + 2 * count):
        page.column_dimensions[get_column_letter(column)].width = 16
    page.freeze_panes = page.cell(_HEAD + 2, first)


def _head(page: Worksheet, row: int, column: int, text: str) -> None:
    cell = page.cell(row, column, text)
    cell.font, cell.border = Font(name="宋体", bold=True), _THIN
    cell.alignment = Alignment(wrap_text=True, horizontal="center", vertical="center")
