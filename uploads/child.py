"""`python -m uploads.child`: one workbook in by the standard input, its sheets out by the standard output.

This process may die: the parent (reading.py) watches it. It answers with one byte, b"S" and `wire` sheets or b"R" and a
refusal as JSON. Imports stay tiny, because every upload starts one of these.
"""

import gc
import io
import json
import os
import sys
from collections.abc import Callable, Sequence
from typing import BinaryIO

from uploads.containers import Container, Unreadable, container, decoded, whole_archive
from uploads.sheets import Merge, address
from uploads.wire import SheetFacts, write_sheets
from uploads.xlsx_details import Details

_LONGEST_TEXT = 32_767
Columns = Sequence[Sequence[object]]
Read = tuple[SheetFacts, Columns]


def main() -> None:
    """Read, answer, leave. Anything unforeseen ends the process with a trace on the standard error."""
    gc.disable()  # the process lives for one workbook
    cells, unzipped = (int(argument) for argument in sys.argv[1:3])
    content = sys.stdin.buffer.read()
    with _answer_stream() as stream:
        try:
            sheets = _READERS[container(content, unzipped)](content, cells)
        except Unreadable as refused:
            answer = {"code": refused.code, "found": refused.found}
            stream.write(b"R" + json.dumps(answer, ensure_ascii=False).encode())
            return
        stream.write(b"S")
        write_sheets(stream, [facts for facts, _ in sheets], [columns for _, columns in sheets])


def _answer_stream() -> BinaryIO:
    """The standard output for ourselves alone: what a parser prints goes to the standard error."""
    stream = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    return stream


def _read_xlsx(content: bytes, cell_limit: int) -> list[Read]:
    from uploads.xlsx_asides import asides_of
    from uploads.xlsx_details import XlsxDetails

    with whole_archive():
        package = XlsxDetails(content, cell_limit)
        details = {name: package.of_sheet(name) for name in package.parts}
        for name, asides in asides_of(package).items():
            details[name].asides += asides
    return _read_calamine(content, cell_limit, details, {})


def _read_xls(content: bytes, cell_limit: int) -> list[Read]:
    from uploads.xls_details import xls_details

    return _read_calamine(content, cell_limit, xls_details(content, cell_limit), {})


def _read_ods(content: bytes, cell_limit: int) -> list[Read]:
    from uploads.ods_details import ods_details

    with whole_archive():
        found = ods_details(content, cell_limit)
    merges = {name: merged for name, (_, merged) in found.items()}
    return _read_calamine(
        content, cell_limit, {name: details for name, (details, _) in found.items()}, merges
    )


def _read_calamine(
    content: bytes, cell_limit: int, details: dict[str, Details], merges: dict[str, list[Merge]]
) -> list[Read]:
    import python_calamine

    try:
        book = python_calamine.load_workbook(io.BytesIO(content))
        sheets = [
            (about, book.get_sheet_by_index(place))
            for place, about in enumerate(book.sheets_metadata)
            if about.typ == python_calamine.SheetTypeEnum.WorkSheet
        ]
    except python_calamine.PasswordError as locked:
        raise Unreadable("encrypted") from locked
    except python_calamine.CalamineError as broken:
        raise Unreadable("truncated") from broken
    found = []
    for about, sheet in sheets:
        _check_reach(about.name, sheet.end, cell_limit)
        columns = list(zip(*sheet.to_python(skip_empty_area=False), strict=True))
        merged = merges.get(about.name) or [
            Merge(top, left, bottom, right) for (top, left), (bottom, right) in sheet.merged_cell_ranges or ()
        ]
        hidden = about.visible != python_calamine.SheetVisibleEnum.Visible
        found.append(_sheet(about.name, hidden, columns, details.get(about.name), merged))
    return found


def _check_reach(name: str, end: tuple[int, int] | None, cell_limit: int) -> None:
    """One stray cell in P1000000 makes a table of 16 million; twice the limit leaves room for sparse sheets."""
    if end and (end[0] + 1) * (end[1] + 1) > 2 * cell_limit:
        raise Unreadable("far_cell", sheet=name, cell=address(*end))


def _read_page(content: bytes, cell_limit: int) -> list[Read]:
    from uploads.plain_tables import page_tables

    tables = page_tables(decoded(content), cell_limit)
    return [_sheet(name, False, _transposed(rows), None, merges) for name, rows, merges in tables]


def _read_text(content: bytes, cell_limit: int) -> list[Read]:
    from uploads.plain_tables import text_table

    return [_sheet("表1", False, _transposed(text_table(decoded(content), cell_limit)), None, [])]


_READERS: dict[Container, Callable[[bytes, int], list[Read]]] = {
    Container.XLSX: _read_xlsx,
    Container.XLS: _read_xls,
    Container.ODS: _read_ods,
    Container.PAGE: _read_page,
    Container.TEXT: _read_text,
}


def _transposed(rows: Sequence[Sequence[object]]) -> list[list[object]]:
    width = max(map(len, rows), default=0)
    return [[row[column] if column < len(row) else None for row in rows] for column in range(width)]


def _sheet(
    name: str, hidden: bool, columns: Columns, details: Details | None, merges: Sequence[Merge]
) -> Read:
    """The facts and the cells of one sheet, with what a person reads in place of the bare number."""
    details = details or Details()
    columns = _cut_short(_overlaid(columns, details))
    height, width = len(columns[0]) if columns else 0, len(columns)
    facts: SheetFacts = {
        "name": name, "hidden": hidden, "height": height, "width": width,
        "merges": [(merge.top, merge.left, merge.bottom, merge.right) for merge in merges],
        "hidden_rows": sorted(row for row in details.hidden_rows if row < height),
        "hidden_columns": sorted(column for column in details.hidden_columns if column < width),
        "uncached": sorted(details.uncached), "comments": details.comments, "asides": details.asides,
        "blocks": [],
    }  # fmt: skip
    return facts, columns


def _cut_short(columns: Columns) -> Columns:
    """No spreadsheet holds longer texts than this; a hostile one would be searched for names and numbers for seconds."""
    if not any(type(cell) is str and len(cell) > _LONGEST_TEXT for column in columns for cell in column):
        return columns
    return [
        [cell[:_LONGEST_TEXT] if isinstance(cell, str) else cell for cell in column] for column in columns
    ]


def _overlaid(columns: Columns, details: Details) -> Columns:
    """The cells with `shown` texts in place, and wide enough for formulas whose result the file does not hold."""
    places = [*details.shown, *details.uncached]
    if not places:
        return columns
    height = max(len(columns[0]) if columns else 0, 1 + max(row for row, _ in places))
    width = max(len(columns), 1 + max(column for _, column in places))
    overlaid: list[list[object]] = []
    for place in range(width):
        column = list(columns[place]) if place < len(columns) else []
        overlaid.append(column + [None] * (height - len(column)))
    for (row, column_place), text in details.shown.items():
        overlaid[column_place][row] = text
    return overlaid


if __name__ == "__main__":
    main()
