"""Texts of an .xls that are no cells: names of pictures, text boxes, print headers, drop-downs, names of ranges.

Handed over for the scan of personal data only, and only where a long number stands in them. Runs in the child process.
"""

import io
import re
import struct
from collections.abc import Iterator

import xlrd
from xlrd.compdoc import CompDoc, CompDocError

from uploads.containers import Unreadable

_BEGIN, _WORKSHEET = 0x0809, 0x0010
# Record of the sheet's part of the stream → what it is called; CONTINUE goes on with the record before it.
_NOUNS = {
    0x00EC: "图片名称", 0x01B6: "文本框", 0x0014: "页眉页脚", 0x0015: "页眉页脚", 0x01BE: "下拉选项或填写提示", 0x01B8: "链接",
}  # fmt: skip
_NOUNS_OF_FILE = {0x00EB: "文件的图片名称", 0x0018: "文件的定义名称"}
_CONTINUE = 0x003C
_LONG = re.compile(r"[0-9Xx](?:[ \-]{0,3}[0-9Xx]){10,40}")


def asides_of(content: bytes, book: xlrd.Book) -> dict[str, list[tuple[str, str]]]:
    """Sheet name → (where, text). What belongs to no sheet is told with the first one.

    Raises Unreadable where the workbook's stream cannot be walked: what nobody scanned is not taken in.
    """
    names = [sheet.name for sheet in book.sheets()]
    found: dict[str, list[tuple[str, str]]] = {name: [] for name in names}
    if not names:
        return found
    at, noun = -1, ""
    for kind, data in _records(content):
        if kind == _BEGIN:
            at += data[2:4] == struct.pack("<H", _WORKSHEET)
        if kind != _CONTINUE:
            noun = _NOUNS_OF_FILE.get(kind, "") if at < 0 else _NOUNS.get(kind, "")
        if noun and at < len(names):
            found[names[max(at, 0)]] += [(noun, text) for text in _long_ones(data)]
    return found


def _records(content: bytes) -> Iterator[tuple[int, bytes]]:
    """Kind and bytes of every record of the workbook stream."""
    stream = _stream(content)
    at = 0
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        yield kind, stream[at + 4 : at + 4 + length]
        at += 4 + length


def _stream(content: bytes) -> bytes:
    if not content.startswith(b"\xd0\xcf\x11\xe0"):
        return content
    try:
        document = CompDoc(content, logfile=io.StringIO())
        for name in ("Workbook", "Book"):
            held, start, length = document.locate_named_stream(name)
            if held is not None:
                return bytes(held[start : start + length])
    except (CompDocError, AssertionError, struct.error, IndexError) as problem:
        raise Unreadable("truncated") from problem
    raise Unreadable("truncated")


def _long_ones(data: bytes) -> list[str]:
    """Long numbers in a record: its texts are of one or of two bytes a sign, and begin anywhere."""
    readings = (
        data.decode("latin-1"),
        data.decode("utf-16-le", "replace"),
        data[1:].decode("utf-16-le", "replace"),
    )
    return list(dict.fromkeys(found[0] for text in readings for found in _LONG.finditer(text)))
