"""The user's own workbook with every issue at its cell: red or yellow cells, comments, and a list (features 14).

An .xlsx keeps its formatting. What openpyxl cannot write (.xls, .et, .ods, .csv) becomes an .xlsx copy that says so.
"""

import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from openpyxl import Workbook as Book
from openpyxl.worksheet.worksheet import Worksheet

from domain.issues import BLOCK, EXPLAIN, Issue
from domain.sheet_text import keep_text
from uploads.marking import Mark, list_issues, mark_cells, saved
from uploads.reading import LIMITS, Limits, answer_of_child
from uploads.refusals import refusal
from uploads.sheets import Sheet, Workbook

_ARCHIVE = b"PK\x03\x04"
_OPEN_XML = b"xl/workbook.xml"
_MACROS = b"vbaProject.bin"
_ORDER = {BLOCK: 0, EXPLAIN: 1}


@dataclass(frozen=True, slots=True)
class Annotated:
    """A marked workbook; is_copy: the original could not be kept and this is an .xlsx of its values."""

    name: str
    content: bytes
    is_copy: bool


def is_open_xml(content: bytes) -> bool:
    """Whether openpyxl can keep this file: told by its bytes, not by its name."""
    return content.startswith(_ARCHIVE) and _OPEN_XML in content


def annotate_in_place(
    content: bytes, name: str, issues: Sequence[Issue], limits: Limits = LIMITS
) -> Annotated:
    """An .xlsx or .xlsm with its issues written in. Raises Refusal where it cannot be opened again."""
    macros = _MACROS in content
    order = json.dumps({"marks": marks_of(issues), "macros": macros}, ensure_ascii=False).encode()
    command = [sys.executable, "-X", "utf8", "-m", "uploads.marking"]
    answer = answer_of_child(command, len(order).to_bytes(8, "big") + order + content, name, limits)
    if answer[:1] != b"S":
        raise refusal("reader_died", name=name)
    return Annotated(annotated_name(content, name), answer[1:], is_copy=False)


def annotated_name(content: bytes, name: str) -> str:
    """「旬报（已标注）.xlsx」; macros keep their own ending, a copy says that it is one."""
    if not is_open_xml(content):
        return f"{_stem(name)}（已标注，xlsx 副本）.xlsx"
    return f"{_stem(name)}（已标注）.{'xlsm' if _MACROS in content else 'xlsx'}"


def annotate_copy(workbook: Workbook, issues: Sequence[Issue]) -> Annotated:
    """An .xlsx of the values of a workbook of another kind, with its merges, and the issues written in."""
    book = Book()
    book.remove(book.worksheets[0])
    for sheet in workbook.sheets:
        _copy(sheet, book.create_sheet(sheet.name[:31]))
    kind = workbook.name.rsplit(".", 1)[-1]
    marks = marks_of(issues)
    mark_cells(book, marks)
    list_issues(
        book,
        marks,
        first_line=f"原文件是 .{kind}，这是转成 .xlsx 的副本：数和合并格照旧，格式未保留。改好后直接上传这一份即可。",
    )
    return Annotated(annotated_name(b"", workbook.name), saved(book), is_copy=True)


def marks_of(issues: Sequence[Issue]) -> list[Mark]:
    """The issues as data, gravest first, each kind in the order of the file."""
    ordered = sorted(issues, key=lambda one: _ORDER.get(one.level, 2))
    return [
        Mark(
            level=one.level, sheet=one.sheet, cell=one.cell, message=one.message, found=one.found,
            expected=one.expected,
        )
        for one in ordered
    ]  # fmt: skip


def _copy(sheet: Sheet, page: Worksheet) -> None:
    for column, cells in enumerate(sheet.columns, 1):
        for row, value in enumerate(cells, 1):
            if value is not None:
                cell = page.cell(row, column, value)
                if isinstance(value, str):
                    keep_text(cell)
                elif isinstance(value, date):
                    cell.number_format = "yyyy-mm-dd"
    for merge in sheet.merges:
        page.merge_cells(
            start_row=merge.top + 1,
            start_column=merge.left + 1,
            end_row=merge.bottom + 1,
            end_column=merge.right + 1,
        )
    page.sheet_state = "hidden" if sheet.hidden else "visible"
    for row in sheet.hidden_rows:
        page.row_dimensions[row + 1].hidden = True


def _stem(name: str) -> str:
    stem = name.rsplit(".", 1)[0]
    for marked in ("（已标注，xlsx 副本）", "（已标注）"):
        stem = stem.removesuffix(marked)
    return stem
