"""What an .xlsx holds beside its values: hidden rows and columns, formulas without result, errors, formats, notes.

Runs in the child process; standard library only. Sheet parts are scanned row block by row block, never held whole,
because a full parse of 100,000 × 20 cells costs ten times what its values cost.
"""

import html
import io
import posixpath
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import IO
from xml.etree import ElementTree

from uploads.containers import Unreadable
from uploads.sheets import column_number
from uploads.shown import percent_text, shows_percent, shows_two_decimals, year_month_text

_CHUNK = 4 * 2**20
_ROW = re.compile(rb"<(?:\w+:)?row\s([^>]*?)/?>")
_COL = re.compile(rb"<(?:\w+:)?col\s([^>]*?)/?>")
_ATTRIBUTE = re.compile(rb'([\w:]+)\s*=\s*"([^"]*)"')
_HIDDEN = re.compile(rb'\shidden\s*=\s*"(?:1|true)"')
_VALUE = rb"<(?:\w+:)?v\s*/>|<(?:\w+:)?v\s*>([^<]*)</(?:\w+:)?v>"
_COMPUTED = rb"<(?:\w+:)?f\b(?:[^>]*/>|[^>]*>[^<]*</(?:\w+:)?f>)\s*"
_FORMULA = re.compile(rb"<(?:\w+:)?c\s([^>]*)>\s*" + _COMPUTED + rb"(?:" + _VALUE + rb")?\s*</")
_ERROR = re.compile(rb'<(?:\w+:)?c\s([^>]*\bt="e"[^>]*)>.*?<(?:\w+:)?v\s*>([^<]*)<', re.DOTALL)
_NUMBER = re.compile(rb"[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?")
_PRINT_LINE = re.compile(rb"<(?:\w+:)?(?:odd|even|first)(?:Header|Footer)>([^<]*)<")
_DROP_DOWN = re.compile(rb"<(?:\w+:)?dataValidation\s([^>]*)>|<(?:\w+:)?formula[12]>([^<]*)<")
LONG_NUMBER = re.compile(r"\d(?:\W{0,3}\d){10}")
_REFERENCE = re.compile(rb'\br="([A-Z]{1,3})(\d+)"')


@dataclass
class Details:
    """Of one sheet. `shown` are cells whose format changes what a person reads: 86% for 0.86, 2023.10 for 2023.1."""

    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    uncached: set[tuple[int, int]] = field(default_factory=set)
    shown: dict[tuple[int, int], str] = field(default_factory=dict)
    comments: list[tuple[int, int, str]] = field(default_factory=list)
    asides: list[tuple[str, str]] = field(default_factory=list)


@dataclass(frozen=True)
class Formats:
    """Style numbers of the workbook that show percent signs or exactly two decimals."""

    percent: frozenset[str]
    two_decimals: frozenset[str]


class XlsxDetails:
    """Opened once per file; asked per sheet."""

    def __init__(self, content: bytes, cell_limit: int) -> None:
        self.archive = zipfile.ZipFile(io.BytesIO(content))
        self.names = set(self.archive.namelist())
        self._left = cell_limit
        self._limit = cell_limit
        self.formats = self._read_formats()
        self.parts = self._read_parts()

    def of_sheet(self, name: str) -> Details:
        """Details of the sheet with this name. Raises Unreadable when the workbook holds too many cells."""
        part = self.parts.get(name)
        details = Details()
        if part is None:
            return details
        with self.archive.open(part) as stream:
            for block in _row_blocks(stream):
                self._count(block)
                _scan(block, details, self.formats)
                details.asides += [("页眉页脚", text) for text in _print_lines(block)]
                details.asides += [("下拉选项或填写提示", text) for text in _drop_downs(block)]
        details.comments = self._comments(part)
        return details

    def _count(self, block: bytes) -> None:
        self._left -= block.count(b"v>") // 2 + block.count(b"is>") // 2
        if self._left < 0:
            raise Unreadable("too_many_cells", limit=f"{self._limit // 10_000}")

    def _read_parts(self) -> dict[str, str]:
        workbook = next(name for name in self.names if name.endswith("workbook.xml"))
        targets = self.targets(workbook)
        parts = {}
        for element in self.xml(workbook).iter():
            if _local(element.tag) == "sheet":
                link = next((value for key, value in element.attrib.items() if _local(key) == "id"), "")
                if targets.get(link) in self.names:
                    parts[element.attrib.get("name", "")] = targets[link]
        return parts

    def targets(self, part: str) -> dict[str, str]:
        folder, name = posixpath.split(part)
        relations = f"{folder}/_rels/{name}.rels".lstrip("/")
        if relations not in self.names:
            return {}
        found = {}
        for element in self.xml(relations).iter():
            target = element.attrib.get("Target", "")
            if target:
                joined = target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target)
                found[element.attrib.get("Id", "")] = posixpath.normpath(joined)
        return found

    def _comments(self, part: str) -> list[tuple[int, int, str]]:
        found = []
        for target in self.targets(part).values():
            if "comments" in target.lower() and target in self.names and target.endswith(".xml"):
                for element in self.xml(target).iter():
                    place = re.fullmatch(r"([A-Z]{1,3})(\d+)", element.attrib.get("ref", ""))
                    if place and _local(element.tag) == "comment":
                        text = "".join(element.itertext())
                        found.append((int(place[2]) - 1, column_number(place[1]), text))
        return found

    def _read_formats(self) -> Formats:
        styles = next((name for name in self.names if name.endswith("styles.xml")), None)
        if styles is None:
            return Formats(frozenset(), frozenset())
        codes = {"9": "0%", "10": "0.00%", "2": "0.00", "4": "#,##0.00"}
        styled: list[str] = []
        for element in self.xml(styles).iter():
            if _local(element.tag) == "numFmt":
                codes[element.attrib.get("numFmtId", "")] = element.attrib.get("formatCode", "")
            elif _local(element.tag) == "cellXfs":
                styled = [xf.attrib.get("numFmtId", "0") for xf in element]
        used = [codes.get(number, "") for number in styled]
        return Formats(
            frozenset(str(place) for place, code in enumerate(used) if shows_percent(code)),
            frozenset(str(place) for place, code in enumerate(used) if shows_two_decimals(code)),
        )

    def xml(self, part: str) -> ElementTree.Element:
        return ElementTree.fromstring(self.archive.read(part))


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]


def _row_blocks(stream: IO[bytes]) -> Iterator[bytes]:
    """The sheet part cut behind row ends, so that no cell is ever torn."""
    rest = b""
    while chunk := stream.read(_CHUNK):
        rest += chunk
        cut = rest.rfind(b"row>")
        if cut >= 0:
            yield rest[: cut + 4]
            rest = rest[cut + 4 :]
    yield rest


def _scan(block: bytes, details: Details, formats: Formats) -> None:
    if b"hidden" in block or b'width="0"' in block or b'ht="0"' in block:
        _scan_hidden(block, details)
    if b"f>" in block or b"<f" in block or b":f" in block:
        details.uncached.update(
            place
            for place, attributes, value in _cells(_FORMULA, block)
            if not value and b't="str"' not in attributes
        )
    if b't="e"' in block:
        details.shown.update({place: value.decode() for place, _, value in _cells(_ERROR, block)})
    for styles, show in ((formats.percent, percent_text), (formats.two_decimals, year_month_text)):
        if styles:
            pattern = re.compile(
                rb'<(?:\w+:)?c\s([^>]*\bs="(?:'
                + "|".join(styles).encode()
                + rb')"[^>]*)>(?:'
                + _COMPUTED
                + rb")?(?:"
                + _VALUE
                + rb")"
            )
            for place, attributes, value in _cells(pattern, block):
                text = show(float(value)) if _NUMBER.fullmatch(value) and b't="s' not in attributes else None
                if text:
                    details.shown[place] = text


def _print_lines(block: bytes) -> list[str]:
    """Headers and footers 页眉页脚 of the printed page."""
    if b"eader>" not in block and b"ooter>" not in block:
        return []
    return [html.unescape(found.decode("utf-8", "replace")) for found in _PRINT_LINE.findall(block)]


def _drop_downs(block: bytes) -> list[str]:
    """The choices and hints of cells to be filled in 数据有效性, where a long number stands in them."""
    if b"dataValidation" not in block:
        return []
    told = [html.unescape((one[0] or one[1]).decode("utf-8", "replace")) for one in _DROP_DOWN.findall(block)]
    return [text for text in told if LONG_NUMBER.search(text)]


def _cells(pattern: re.Pattern[bytes], block: bytes) -> Iterator[tuple[tuple[int, int], bytes, bytes]]:
    """(row, column), attributes and value of every cell the pattern finds."""
    for found in pattern.finditer(block):
        reference = _REFERENCE.search(found.group(1))
        if reference:
            place = (int(reference.group(2)) - 1, column_number(reference.group(1).decode()))
            yield place, found.group(1), html.unescape((found.group(2) or b"").decode()).encode()


def _scan_hidden(block: bytes, details: Details) -> None:
    for found in _ROW.finditer(block):
        attributes = dict(_ATTRIBUTE.findall(found.group(1)))
        if (_HIDDEN.search(b" " + found.group(1)) or attributes.get(b"ht") == b"0") and b"r" in attributes:
            details.hidden_rows.add(int(attributes[b"r"]) - 1)
    for found in _COL.finditer(block):
        attributes = dict(_ATTRIBUTE.findall(found.group(1)))
        if _HIDDEN.search(b" " + found.group(1)) or attributes.get(b"width") == b"0":
            first, last = int(attributes[b"min"]), int(attributes[b"max"])
            details.hidden_columns.update(range(first - 1, min(last, 1024)))
