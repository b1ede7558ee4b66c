"""`python -m uploads.marking`: issues written into a workbook, which comes by the standard input and leaves by the output.

A process of its own, because openpyxl may swell on what calamine read lightly; the parent (annotated.py) watches it.
"""

import io
import json
import re
import sys
from collections.abc import Mapping, Sequence
from typing import TypedDict

from openpyxl import Workbook, load_workbook
from openpyxl.cell import Cell, MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from domain.sheet_text import keep_text
from uploads.issue_list import HEADS, LIST_SHEET

AUTHOR = "核对"
BLOCK, EXPLAIN = "block", "explain"
FILLS = {BLOCK: "FFC7CE", EXPLAIN: "FFEB9C"}
LEVELS = {BLOCK: "必须先改", EXPLAIN: "须说明", "note": "提示"}
_WIDTHS = (10, 16, 10, 78, 18, 18)
_ADDRESS = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_ROWS = re.compile(r"(\d{1,7}):\d{1,7}")


class Mark(TypedDict):
    """One issue as data: level, sheet, A1 address or "", its sentence, what stands there and what should."""

    level: str
    sheet: str
    cell: str
    message: str
    found: str
    expected: str


def main() -> None:
    size = int.from_bytes(sys.stdin.buffer.read(8), "big")
    order = json.loads(sys.stdin.buffer.read(size))
    answer = marked(sys.stdin.buffer.read(), order["marks"], macros=order["macros"])
    sys.stdout.buffer.write(b"S" + answer)


def marked(content: bytes, marks: Sequence[Mark], *, macros: bool) -> bytes:
    """The same workbook with a coloured cell and a comment at every issue, and all of them on a sheet of their own."""
    book = load_workbook(io.BytesIO(content), keep_vba=macros)
    mark_cells(book, marks)
    list_issues(book, marks, first_line="")
    return saved(book)


def mark_cells(book: Workbook, marks: Sequence[Mark]) -> None:
    """Colour and comment; what an earlier marking left at cells that are right now is taken away."""
    for sheet in book.worksheets:
        _forget(sheet)
    for (name, address), own in _by_cell(marks).items():
        if name in book.sheetnames and isinstance(book[name], Worksheet):
            cell = _cell(book[name], address)
            gravest = next((level for level in (BLOCK, EXPLAIN) if any(m["level"] == level for m in own)), "")
            if gravest:
                cell.fill = PatternFill("solid", fgColor=FILLS[gravest])
            said = "\n".join(mark["message"] for mark in own)
            told = f"{cell.comment.text}\n{said}" if cell.comment else said
            cell.comment = Comment(told, AUTHOR, width=360, height=120)


def _forget(sheet: Worksheet) -> None:
    for row in sheet.iter_rows():
        for cell in row:
            if isinstance(cell, Cell) and cell.comment and cell.comment.author == AUTHOR:
                cell.comment = None
                if cell.fill.fgColor.rgb in {f"00{colour}" for colour in FILLS.values()}:
                    cell.fill = PatternFill()


def _by_cell(marks: Sequence[Mark]) -> Mapping[tuple[str, str], list[Mark]]:
    found: dict[tuple[str, str], list[Mark]] = {}
    for mark in marks:
        row = _ROWS.fullmatch(mark["cell"])
        address = f"A{row[1]}" if row else mark["cell"]
        if _ADDRESS.fullmatch(address):
            found.setdefault((mark["sheet"], address), []).append(mark)
    return found


def _cell(sheet: Worksheet, address: str) -> Cell:
    """The cell itself, or the one that holds its merge."""
    cell = sheet[address]
    if isinstance(cell, MergedCell):
        block = next(one for one in sheet.merged_cells.ranges if address in one)
        cell = sheet.cell(block.min_row, block.min_col)
    assert isinstance(cell, Cell)
    return cell


def list_issues(book: Workbook, marks: Sequence[Mark], *, first_line: str) -> None:
    """问题清单: every issue in a row, the cell a link to itself; an earlier list is replaced."""
    if LIST_SHEET in book.sheetnames:
        del book[LIST_SHEET]
    sheet = book.create_sheet(LIST_SHEET)
    if first_line:
        sheet.append([first_line])
        sheet["A1"].font = Font(bold=True, color="9C0006")
    sheet.append(list(HEADS))
    head = sheet.max_row
    for cell in sheet[head]:
        cell.font = Font(bold=True)
    for mark in marks:
        sheet.append(
            [
                LEVELS[mark["level"]],
                mark["sheet"],
                mark["cell"],
                mark["message"],
                mark["found"],
                mark["expected"],
            ]
        )
        row = sheet.max_row
        for column in (4, 5, 6):
            sheet.cell(row, column).alignment = Alignment(wrap_text=True, vertical="top")
        for cell in sheet[row]:
            keep_text(cell)
        if _ADDRESS.fullmatch(mark["cell"]):
            quoted = mark["sheet"].replace("'", "''")
            sheet.cell(row, 3).hyperlink = f"#'{quoted}'!{mark['cell']}"
            sheet.cell(row, 3).font = Font(underline="single", color="0563C1")
    for at, width in enumerate(_WIDTHS, 1):
        sheet.column_dimensions[sheet.cell(head, at).column_letter].width = width
    sheet.freeze_panes = f"A{head + 1}"


def saved(book: Workbook) -> bytes:
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


if __name__ == "__main__":
    main()
