"""A sheet being drawn cell by cell, and written as any of the six file types. Never by the code that exports."""

from dataclasses import dataclass, field
from xml.sax.saxutils import escape

import openpyxl
import xlwt
from openpyxl.utils import get_column_letter

from tests.uploads.books import archive, repacked, saved

ODS = "application/vnd.oasis.opendocument.spreadsheet"


@dataclass
class Grid:
    """cells and formats by (row, column) from 0; merges are (top, left, bottom, right)."""

    name: str
    cells: dict[tuple[int, int], object] = field(default_factory=dict)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    formats: dict[tuple[int, int], str] = field(default_factory=dict)

    @property
    def height(self) -> int:
        return 1 + max((row for row, _ in self.cells), default=-1)

    @property
    def width(self) -> int:
        return 1 + max((column for _, column in self.cells), default=-1)

    def rows(self) -> list[list[object]]:
        return [[self.cells.get((row, at)) for at in range(self.width)] for row in range(self.height)]

    def merge(self, top: int, left: int, bottom: int, right: int) -> None:
        if (top, left) != (bottom, right):
            self.merges.append((top, left, bottom, right))


def written(grids: list[Grid], kind: str) -> bytes:
    """The sheets as xlsx, xlsm, xls, et, ods or (the first one only) csv."""
    return {"xlsx": _xlsx, "xlsm": _xlsm, "xls": _xls, "et": _xls, "ods": _ods, "csv": _csv}[kind](grids)


def _xlsx(grids: list[Grid]) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for grid in grids:
        sheet = book.create_sheet(grid.name)
        for (row, column), worth in grid.cells.items():
            cell = sheet.cell(row + 1, column + 1, worth)
            cell.number_format = grid.formats.get((row, column), "General")
        for top, left, bottom, right in grid.merges:
            sheet.merge_cells(
                f"{get_column_letter(left + 1)}{top + 1}:{get_column_letter(right + 1)}{bottom + 1}"
            )
    return saved(book)


def _xlsm(grids: list[Grid]) -> bytes:
    """With the content type of a workbook with macros; the macros themselves are never looked at."""
    plain, macros = b"spreadsheetml.sheet.main+xml", b"ms-excel.sheet.macroEnabled.main+xml"
    return repacked(
        _xlsx(grids),
        lambda name, part: (
            part.replace(b"openxmlformats-officedocument." + plain, macros)
            if name == "[Content_Types].xml"
            else part
        ),
    )


def _xls(grids: list[Grid]) -> bytes:
    book = xlwt.Workbook(encoding="utf-8")
    styles: dict[str, xlwt.XFStyle] = {}
    for grid in grids:
        page = book.add_sheet(grid.name)
        merged = {(top, left): (top, bottom, left, right) for top, left, bottom, right in grid.merges}
        for place, worth in grid.cells.items():
            code = grid.formats.get(place, "General")
            style = styles.setdefault(code, xlwt.easyxf(num_format_str=code))
            if place in merged:
                page.write_merge(*merged[place], worth, style)
            else:
                page.write(*place, worth, style)
    return saved(book)


def _csv(grids: list[Grid]) -> bytes:
    lines = []
    for row in range(grids[0].height):
        texts = [_shown(grids[0], row, column) for column in range(grids[0].width)]
        lines.append(",".join(f'"{text}"' if "," in text else text for text in texts))
    return "\r\n".join(lines).encode("gb18030")


def _shown(grid: Grid, row: int, column: int) -> str:
    worth = grid.cells.get((row, column))
    if isinstance(worth, float) and grid.formats.get((row, column)) == "0%":
        return f"{worth * 100:.0f}%"
    return "" if worth is None else str(worth)


def _ods(grids: list[Grid]) -> bytes:
    tables = "".join(map(_ods_table, grids))
    names = "office style table text number"
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{"datastyle" if name == "number" else name}:1.0"'
        for name in names.split()
    )
    styles = (
        '<number:percentage-style style:name="N1"><number:number number:decimal-places="0"/>'
        "<number:text>%</number:text></number:percentage-style>"
        '<style:style style:name="ce1" style:family="table-cell" style:data-style-name="N1"/>'
    )
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {spaces} office:version="1.2">'
        f"<office:automatic-styles>{styles}</office:automatic-styles><office:body><office:spreadsheet>{tables}"
        "</office:spreadsheet></office:body></office:document-content>"
    )
    manifest = (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{ODS}"/></manifest:manifest>'
    )
    return archive({"mimetype": ODS, "content.xml": content, "META-INF/manifest.xml": manifest})


def _ods_table(grid: Grid) -> str:
    spans = {(top, left): (bottom - top + 1, right - left + 1) for top, left, bottom, right in grid.merges}
    covered = {
        (row, column)
        for top, left, bottom, right in grid.merges
        for row in range(top, bottom + 1)
        for column in range(left, right + 1)
    } - set(spans)
    rows = []
    for row in range(grid.height):
        cells = [_ods_cell(grid, (row, column), spans, covered) for column in range(grid.width)]
        rows.append(f"<table:table-row>{''.join(cells)}</table:table-row>")
    return f'<table:table table:name="{grid.name}">{"".join(rows)}</table:table>'


def _ods_cell(
    grid: Grid,
    place: tuple[int, int],
    spans: dict[tuple[int, int], tuple[int, int]],
    covered: set[tuple[int, int]],
) -> str:
    if place in covered:
        return "<table:covered-table-cell/>"
    worth = grid.cells.get(place)
    down, across = spans.get(place, (1, 1))
    attributes = (
        f' table:number-rows-spanned="{down}" table:number-columns-spanned="{across}"'
        if place in spans
        else ""
    )
    if worth is None:
        return f"<table:table-cell{attributes}/>"
    if isinstance(worth, str):
        return f'<table:table-cell{attributes} office:value-type="string"><text:p>{escape(worth)}</text:p></table:table-cell>'
    if grid.formats.get(place) == "0%":
        kind, style, text = "percentage", ' table:style-name="ce1"', f"{worth * 100:.0f}%"  # type: ignore[operator]
    else:
        kind, style, text = "float", "", str(worth)
    return (
        f'<table:table-cell{attributes}{style} office:value-type="{kind}" office:value="{worth}">'
        f"<text:p>{text}</text:p></table:table-cell>"
    )
