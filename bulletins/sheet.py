"""One table as a workbook an office can print and file: title, day and version, who exported it, then the rows."""

import io
import re
from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass
from datetime import date
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from bulletins.cells import Cell, SheetColumn
from domain.sheet_text import keep_text, runs, writable

_NO_SHEET_NAME = re.compile(r"[\\/*?:\[\]']")
NARROWEST, WIDEST = 8, 48
# Format of a cell and whether its text begins like a formula → the look all such cells share.
Drawn = dict[tuple[str, bool], Any]
FONT = "宋体"


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a workbook holds.

    title    the first row and the name of the sheet
    notes    rows below the title: 数据截至, version, who exported it, 内部资料
    columns  the table, all of one length
    foot     rows below the table: 口径, sources, what was said of the numbers
    kept     name of a sheet nobody sees and its texts, one a row: what we want to know when the workbook comes back
    """

    title: str
    notes: tuple[str, ...]
    columns: tuple[SheetColumn, ...]
    kept: tuple[str, tuple[str, ...]] | None = None
    foot: tuple[str, ...] = ()


def workbook(sheet: Sheet) -> bytes:
    """The bytes of an .xlsx; texts that a spreadsheet would run are kept as texts."""
    book = Workbook()
    page = book.active
    page.title = _NO_SHEET_NAME.sub("", sheet.title)[:31] or "数据"
    _write(page, 1, 1, Cell(sheet.title)).font = Font(name=FONT, size=14, bold=True)
    for row, note in enumerate(sheet.notes, start=2):
        _write_note(page, row, note)
    head = len(sheet.notes) + 3
    drawn: Drawn = {}
    for place, column in enumerate(sheet.columns, start=1):
        _write_column(page, head, place, column, drawn)
    last = head + max((len(column.cells) for column in sheet.columns), default=0)
    _lay_out(page, head, last, sheet.columns)
    for row, sentence in enumerate(sheet.foot, start=last + 2):
        _write_note(page, row, sentence)
    if sheet.kept is not None:
        name, texts = sheet.kept
        own = book.create_sheet(name)
        own.sheet_state = "veryHidden"
        for row, text in enumerate(texts, start=1):
            _write(own, row, 1, Cell(text))
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


def _write_column(page: Worksheet, head: int, place: int, column: SheetColumn, drawn: Drawn) -> None:
    title = _write(page, head, place, Cell(column.title))
    title.font = Font(name=FONT, bold=True)
    title.border = Border(bottom=Side(style="medium"))
    title.alignment = Alignment(wrap_text=True, vertical="center")
    for row, cell in enumerate(column.cells, start=head + 1):
        if cell.worth is not None:
            _write_drawn(page, row, place, cell, drawn)


def _write_drawn(page: Worksheet, row: int, place: int, cell: Cell, drawn: Drawn) -> None:
    """A cell of the table. Ten thousands of them look alike: openpyxl works out the look of each kind once."""
    kind = (cell.format, isinstance(cell.worth, str) and runs(cell.worth))
    if kind not in drawn:
        written = _write(page, row, place, cell)
        written.font = Font(name=FONT)
        written.alignment = Alignment(wrap_text=True, vertical="center")
        written.number_format = cell.format
        drawn[kind] = written._style
        return
    written = page.cell(row, place)
    written.value = writable(cell.worth) if isinstance(cell.worth, str) else cell.worth
    if isinstance(cell.worth, str):
        written.data_type = "s"
    written._style = copy(drawn[kind])


def _write_note(page: Worksheet, row: int, text: str) -> None:
    """What stands above or below the table, in small print."""
    _write(page, row, 1, Cell(text)).font = Font(name=FONT, size=10, color="45525F")


def _write(page: Worksheet, row: int, place: int, cell: Cell) -> Any:
    written = page.cell(row, place)
    if isinstance(cell.worth, str):
        written.value = writable(cell.worth)
        keep_text(written)
    else:
        written.value = cell.worth
        written.number_format = cell.format
    return written


def _lay_out(page: Worksheet, head: int, last: int, columns: Sequence[SheetColumn]) -> None:
    """Widths, frozen head, A4 landscape one page wide with the head on every page."""
    for place, column in enumerate(columns, start=1):
        longest = max((_width(cell) for cell in column.cells), default=0)
        wanted = max(longest, min(_length(column.title), 20)) + 2
        page.column_dimensions[get_column_letter(place)].width = min(max(wanted, NARROWEST), WIDEST)
    page.freeze_panes = page.cell(head + 1, 1)
    page.print_title_rows = f"{head}:{head}"
    if columns:
        page.auto_filter.ref = f"A{head}:{get_column_letter(len(columns))}{last}"
    page.page_setup.orientation = "landscape"
    page.page_setup.paperSize = page.PAPERSIZE_A4
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr.fitToPage = True
    page.oddFooter.center.text = "第 &P 页，共 &N 页"


def _width(cell: Cell) -> int:
    if isinstance(cell.worth, float):
        return len(f"{cell.worth:,.2f}")
    if isinstance(cell.worth, date):
        return 10
    return _length(str(cell.worth))


def _length(text: str) -> int:
    """Columns a text takes: a Chinese character takes two."""
    return sum(2 if ord(sign) > 255 else 1 for sign in text)
