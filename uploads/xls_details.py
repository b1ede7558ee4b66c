"""What an .xls or .et (BIFF) holds beside its values, through xlrd. Runs in the child process."""

import struct

import xlrd

from uploads.containers import Unreadable
from uploads.shown import percent_text, shows_percent, shows_two_decimals, year_month_text
from uploads.xls_asides import asides_of
from uploads.xlsx_details import Details


def xls_details(content: bytes, cell_limit: int) -> dict[str, Details]:
    """Sheet name → details. Raises Unreadable for too many cells and for an opening password 打开密码."""
    try:
        book = xlrd.open_workbook(file_contents=content, formatting_info=True)
    except (xlrd.XLRDError, AssertionError, struct.error, IndexError) as problem:
        raise Unreadable("encrypted" if "encrypt" in str(problem).lower() else "truncated") from problem
    if sum(sheet.nrows * sheet.ncols for sheet in book.sheets()) > cell_limit:
        raise Unreadable("too_many_cells", limit=f"{cell_limit // 10_000}")
    details = {sheet.name: _of_sheet(book, sheet) for sheet in book.sheets()}
    for name, asides in asides_of(content, book).items():
        details[name].asides += asides
    return details


def _of_sheet(book: xlrd.Book, sheet: xlrd.sheet.Sheet) -> Details:
    details = Details(
        hidden_rows={row for row, info in sheet.rowinfo_map.items() if info.hidden},
        hidden_columns={column for column, info in sheet.colinfo_map.items() if info.hidden},
        comments=[(row, column, note.text) for (row, column), note in sheet.cell_note_map.items()],
    )
    codes = [_format_code(book, style) for style in range(len(book.xf_list))]
    percent = {style for style, code in enumerate(codes) if shows_percent(code)}
    decimals = {style for style, code in enumerate(codes) if shows_two_decimals(code)}
    for row in range(sheet.nrows):
        for column, kind in enumerate(sheet.row_types(row)):
            if kind == xlrd.XL_CELL_ERROR:
                details.shown[row, column] = xlrd.error_text_from_code.get(
                    sheet.cell_value(row, column), "#N/A"
                )
            elif kind == xlrd.XL_CELL_NUMBER and (percent or decimals):
                text = _shown(
                    sheet.cell_value(row, column), sheet.cell_xf_index(row, column), percent, decimals
                )
                if text:
                    details.shown[row, column] = text
    return details


def _shown(value: float, style: int, percent: set[int], decimals: set[int]) -> str | None:
    if style in percent:
        return percent_text(value)
    return year_month_text(value) if style in decimals else None


def _format_code(book: xlrd.Book, style: int) -> str:
    written = book.format_map.get(book.xf_list[style].format_key)
    return written.format_str or "" if written else ""
