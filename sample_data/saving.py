"""Sheets saved as .xlsx, .xls or .csv, without a clock: the same county gives the same bytes.

Nothing here is shared with the product's exports.
"""

import csv
import zipfile
from datetime import date, datetime
from io import BytesIO, StringIO
from pathlib import Path

import openpyxl
import xlwt
from openpyxl.cell.cell import Cell as PageCell
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.styles.cell_style import StyleArray
from openpyxl.worksheet.worksheet import Worksheet

from sample_data.sheets import Sheet
from sample_data.spelling import Cell

EPOCH = (2026, 1, 1, 0, 0, 0)


DATE_FORMAT = "yyyy-mm-dd"


def save(sheets: list[Sheet], path: Path) -> None:
    """By the ending of the path: .xlsx, .xls, or .csv in GB18030 (the first sheet alone)."""
    path.parent.mkdir(parents=True, exist_ok=True)
    match path.suffix:
        case ".xlsx":
            path.write_bytes(xlsx_bytes(sheets))
        case ".xls":
            save_xls(sheets, path)
        case ".csv":
            path.write_bytes(csv_text(sheets[0]).encode("gb18030"))
        case other:
            raise ValueError(other)


def xlsx_bytes(sheets: list[Sheet]) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.active)
    book.properties.created = book.properties.modified = datetime(*EPOCH)
    for sheet in sheets:
        fill(book.create_sheet(sheet.name), sheet)
    held = BytesIO()
    book.save(held)
    return without_clock(held.getvalue())


def fill(page: Worksheet, sheet: Sheet) -> None:
    looks: dict[tuple[str, str], StyleArray] = {}
    for (row, column), value in sheet.cells.items():
        cell = page.cell(row, column, value)
        part = part_of(sheet, row)
        shown = sheet.formats.get((row, column)) or (DATE_FORMAT if isinstance(value, date) else "General")
        if (part, shown) not in looks:
            dress(cell, part, shown)
            looks[part, shown] = cell._style
        else:
            cell._style = looks[part, shown]
    for first_row, first_column, last_row, last_column in sheet.merges:
        page.merge_cells(None, first_row, first_column, last_row, last_column)
    page.sheet_state = "hidden" if sheet.hidden else "visible"


def part_of(sheet: Sheet, row: int) -> str:
    """title | meta | header | body: what a row is dressed as; the title is the row before the meta row."""
    first, last = sheet.header_rows
    if row > last:
        return "body"
    if row >= first:
        return "header"
    return "meta" if row == first - 1 else "title"


def dress(cell: PageCell, part: str, shown: str) -> None:
    """The look of one cell; a look is worked out once and shared, since openpyxl is slow at it."""
    thin = Side(style="thin")
    if part in ("header", "body"):
        cell.border = Border(left=thin, right=thin, top=thin, bottom=thin)
    if part != "body":
        cell.font = Font(bold=part != "meta", size=16 if part == "title" else 11)
    if part in ("header", "title"):
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
    cell.number_format = shown


def without_clock(content: bytes) -> bytes:
    """The same archive with every entry dated to one day, and the time of saving taken out."""
    held = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            new.writestr(entry, dated(old.read(name)) if name == "docProps/core.xml" else old.read(name))
    return held.getvalue()


def dated(core: bytes) -> bytes:
    """openpyxl writes the moment of saving as the modification; put the fixed day there."""
    before, _, rest = core.partition(b"<dcterms:modified")
    kept, _, after = rest.partition(b"</dcterms:modified>")
    kind = kept.partition(b">")[0]
    return before + b"<dcterms:modified" + kind + b">2026-01-01T00:00:00Z</dcterms:modified>" + after


def save_xls(sheets: list[Sheet], path: Path) -> None:
    book = xlwt.Workbook(encoding="utf-8")
    for sheet in sheets:
        page = book.add_sheet(sheet.name)
        page.visibility = 1 if sheet.hidden else 0
        blocks = {(row, column): (row, last, column, end) for row, column, last, end in sheet.merges}
        for (row, column), value in sheet.cells.items():
            style = xls_style(sheet.formats.get((row, column)), value)
            if (row, column) in blocks:
                first, last, left, right = blocks[row, column]
                page.write_merge(first - 1, last - 1, left - 1, right - 1, value, style)
            else:
                page.write(row - 1, column - 1, value, style)
    book.save(str(path))


XLS_STYLES: dict[str, xlwt.XFStyle] = {}


def xls_style(wanted: str | None, value: Cell) -> xlwt.XFStyle:
    """One style per number format: an .xls holds no more than four thousand."""
    written = wanted or (DATE_FORMAT if isinstance(value, date) else "General")
    if written not in XLS_STYLES:
        XLS_STYLES[written] = xlwt.XFStyle()
        XLS_STYLES[written].num_format_str = written
    return XLS_STYLES[written]


def csv_text(sheet: Sheet) -> str:
    held = StringIO()
    writer = csv.writer(held, lineterminator="\r\n")
    for row in range(1, sheet.last_row + 1):
        writer.writerow([plain(sheet.cells.get((row, column))) for column in range(1, sheet.last_column + 1)])
    return held.getvalue()


def plain(value: Cell) -> str:
    if value is None:
        return ""
    return value.isoformat() if isinstance(value, date) else str(value)
