"""What an .ods holds beside its values: merges, hidden rows and columns, percent signs, errors, notes. Child process."""

import io
import zipfile
from xml.etree import ElementTree

from uploads.containers import Unreadable
from uploads.sheets import Merge
from uploads.shown import year_month_text
from uploads.xlsx_details import Details

_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
_EXTENDED = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}"
_HIDDEN = ("collapse", "filter")
_FAR = 1024  # a repeated run this long is the empty rest of the sheet

Found = dict[str, tuple[Details, list[Merge]]]


def ods_details(content: bytes, cell_limit: int) -> Found:
    """Sheet name → details and merges. Raises Unreadable for too many cells, repeated ones included."""
    tables = _Tables(cell_limit)
    with zipfile.ZipFile(io.BytesIO(content)).open("content.xml") as stream:
        for event, element in ElementTree.iterparse(stream, events=("start", "end")):
            if event == "start" and element.tag == f"{_TABLE}table":
                tables.begin(element.attrib.get(f"{_TABLE}name", ""))
            elif event == "end" and element.tag == f"{_TABLE}table-column":
                tables.column(element)
            elif event == "end" and element.tag == f"{_DRAW}frame":
                tables.frame(element)
            elif event == "end" and element.tag == f"{_TABLE}table-row":
                tables.row(element)
                element.clear()
    return tables.found


class _Tables:
    """Walks columns and rows in file order; repeated runs count as many as they stand for."""

    def __init__(self, cell_limit: int) -> None:
        self.found: Found = {}
        self._limit = self._left = cell_limit

    def begin(self, name: str) -> None:
        self._details, self._merges = self.found[name] = (Details(), [])
        self._row = self._column = 0

    def column(self, element: ElementTree.Element) -> None:
        count = _repeated(element, "columns")
        if element.attrib.get(f"{_TABLE}visibility") in _HIDDEN:
            self._details.hidden_columns.update(range(self._column, self._column + min(count, _FAR)))
        self._column += count

    def frame(self, element: ElementTree.Element) -> None:
        """A picture or a text box: its name, its title and its text."""
        self._details.asides.append(("图片名称", element.attrib.get(f"{_DRAW}name", "")))
        self._details.asides.append(("文本框", " ".join(element.itertext())))

    def row(self, element: ElementTree.Element) -> None:
        count = _repeated(element, "rows")
        if element.attrib.get(f"{_TABLE}visibility") in _HIDDEN:
            self._details.hidden_rows.update(range(self._row, self._row + min(count, _FAR)))
        column = 0
        for cell in element:
            repeated = _repeated(cell, "columns")
            if len(cell) and f"{_OFFICE}value-type" in cell.attrib:
                self._count(count * repeated)
                self._cell(cell, column, count, repeated)
            self._note(cell, column)
            self._merge(cell, column)
            column += repeated
        self._row += count

    def _count(self, cells: int) -> None:
        self._left -= cells
        if self._left < 0:
            raise Unreadable("too_many_cells", limit=f"{self._limit // 10_000}")

    def _merge(self, cell: ElementTree.Element, column: int) -> None:
        across = int(cell.attrib.get(f"{_TABLE}number-columns-spanned", "1"))
        down = int(cell.attrib.get(f"{_TABLE}number-rows-spanned", "1"))
        if (across, down) != (1, 1):
            self._merges.append(Merge(self._row, column, self._row + down - 1, column + across - 1))

    def _cell(self, cell: ElementTree.Element, column: int, rows: int, columns: int) -> None:
        text = _shown(cell)
        if text:
            places = ((self._row + i, column + j) for i in range(rows) for j in range(columns))
            self._details.shown.update(dict.fromkeys(places, text))

    def _note(self, cell: ElementTree.Element, column: int) -> None:
        """The comment 批注 of a cell, an empty one too: its paragraphs, without who wrote it and when."""
        note = cell.find(f"{_OFFICE}annotation")
        if note is not None:
            text = "\n".join("".join(part.itertext()) for part in note.iter(f"{_TEXT}p"))
            self._details.comments.append((self._row, column, text))


def _shown(cell: ElementTree.Element) -> str | None:
    kind = cell.attrib.get(f"{_OFFICE}value-type")
    if kind == "percentage" or cell.attrib.get(f"{_EXTENDED}value-type") == "error":
        return _paragraph(cell)
    if kind == "float":
        octobers = year_month_text(float(cell.attrib.get(f"{_OFFICE}value", "0")))
        return octobers if octobers == _paragraph(cell) else None
    return None


def _paragraph(cell: ElementTree.Element) -> str:
    return "".join("".join(part.itertext()) for part in cell.findall(f"{_TEXT}p"))


def _repeated(element: ElementTree.Element, of: str) -> int:
    return int(element.attrib.get(f"{_TABLE}number-{of}-repeated", "1"))
