"""Tables without a workbook around them: csv, tab-separated text and web pages renamed to .xls. Child process."""

import csv
import io
from html.parser import HTMLParser

from uploads.containers import Unreadable
from uploads.sheets import Merge

Rows = list[list[str | None]]
_DELIMITERS = ("\t", ",", ";", "，")


def text_table(text: str, cell_limit: int) -> Rows:
    """Rows of a csv or tab-separated text; cells stay text, so 2023.10 and 00511 survive."""
    head = text[:65_536]
    delimiter = max(_DELIMITERS, key=head.count)
    if not head.count(delimiter) or "\x00" in head:
        raise Unreadable("not_a_workbook", noun="其他文件")
    csv.field_size_limit(1_000_000)
    try:
        rows = [
            [cell or None for cell in row]
            for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        ]
    except csv.Error as broken:
        raise Unreadable("truncated") from broken
    _check(sum(map(len, rows)), cell_limit)
    return rows


def page_tables(text: str, cell_limit: int) -> list[tuple[str, Rows, list[Merge]]]:
    """Every table of a web page: name, rows, merged blocks. Raises Unreadable when the page holds none."""
    parser = _Tables()
    parser.feed(text)
    parser.close()
    found = [table for table in parser.tables if any(cell for row in table[0] for cell in row)]
    if not found:
        raise Unreadable("not_a_workbook", noun="网页")
    _check(sum(len(row) for rows, _ in found for row in rows), cell_limit)
    return [(f"表{number}", rows, merges) for number, (rows, merges) in enumerate(found, 1)]


def _check(cells: int, cell_limit: int) -> None:
    if cells > cell_limit:
        raise Unreadable("too_many_cells", limit=f"{cell_limit // 10_000}")


class _Tables(HTMLParser):
    """Collects the cells of each table with their row and column spans."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[tuple[Rows, list[Merge]]] = []
        self._open: list[tuple[list[tuple[int, int, str]], set[tuple[int, int]], list[Merge]]] = []
        self._row = -1
        self._text: list[str] | None = None
        self._span = (1, 1)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            self._open.append(([], set(), []))
            self._row = -1
        elif tag == "tr" and self._open:
            self._end_cell()
            self._row += 1
        elif tag in ("td", "th") and self._open:
            self._end_cell()
            given = dict(attrs)
            self._span = (_span(given.get("rowspan")), _span(given.get("colspan")))
            self._text = []
        elif tag == "br" and self._text is not None:
            self._text.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th", "tr"):
            self._end_cell()
        elif tag == "table" and self._open:
            self._end_cell()
            cells, _, merges = self._open.pop()
            self.tables.append((_grid(cells), merges))

    def handle_data(self, data: str) -> None:
        if self._text is not None:
            self._text.append(data)

    def close(self) -> None:
        super().close()
        while self._open:
            self.handle_endtag("table")

    def _end_cell(self) -> None:
        if self._text is None or not self._open:
            return
        cells, taken, merges = self._open[-1]
        row, column = max(self._row, 0), 0
        while (row, column) in taken:
            column += 1
        down, across = self._span
        taken.update((row + i, column + j) for i in range(down) for j in range(across))
        if (down, across) != (1, 1):
            merges.append(Merge(row, column, row + down - 1, column + across - 1))
        cells.append((row, column, "".join(self._text).strip()))
        self._text = None


def _span(written: str | None) -> int:
    return min(int(written), 1_000) if written and written.isdigit() and int(written) > 0 else 1


def _grid(cells: list[tuple[int, int, str]]) -> Rows:
    height = 1 + max((row for row, _, _ in cells), default=-1)
    width = 1 + max((column for _, column, _ in cells), default=-1)
    rows: Rows = [[None] * width for _ in range(height)]
    for row, column, text in cells:
        rows[row][column] = text or None
    return rows
