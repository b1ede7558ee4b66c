"""What the bytes of an upload really are. The file name is never believed: a fake .xls is often a web page.

Runs in the child process; standard library only.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from xml.etree.ElementTree import ParseError

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = b"PK\x03\x04"
_OTHERS = ((b"%PDF", "PDF 文件"), (b"\x89PNG", "图片"), (b"\xff\xd8\xff", "图片"), (b"GIF8", "图片"), (b"Rar!", "压缩包"),
           (b"7z\xbc\xaf", "压缩包"), (b"{\\rtf", "文字文档"))  # fmt: skip
_PAGE = re.compile(rb"<\s*(?:!doctype html|html|table|meta|head|body|div|style|xml)\b", re.IGNORECASE)
_SPOILT_SHARE = 1_000  # one unreadable character in so many is a torn text, more is no text
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?([\w-]+)", re.IGNORECASE)


class Container(StrEnum):
    """The ways a table can be wrapped."""

    XLSX = "xlsx"
    XLS = "xls"
    ODS = "ods"
    PAGE = "page"  # HTML renamed to .xls by an exporting system
    TEXT = "text"  # csv, or tab-separated text renamed to .xls


class Unreadable(Exception):
    """The child's refusal: a code of uploads/refusals.py and what its sentence needs to name."""

    def __init__(self, code: str, **found: str) -> None:
        super().__init__(code)
        self.code = code
        self.found = found


@contextmanager
def whole_archive() -> Iterator[None]:
    """Inside, an archive or a part that cannot be unpacked is a truncated file, not our fault."""
    try:
        yield
    except (zipfile.BadZipFile, zlib.error, ParseError, EOFError, KeyError, NotImplementedError) as broken:
        raise Unreadable("truncated") from broken


def container(content: bytes, unzipped_limit: int) -> Container:
    """How these bytes must be read. Raises Unreadable for everything that is no table."""
    if not content.strip(b"\x00 \r\n\t"):
        raise Unreadable("empty_file")
    for magic, noun in _OTHERS:
        if content.startswith(magic):
            raise Unreadable("not_a_workbook", noun=noun)
    if content.startswith(_ZIP):
        return _inside_zip(content, unzipped_limit)
    if content.startswith(_OLE):
        return _inside_ole(content)
    if content[:2] in (b"\x09\x08", b"\x09\x04", b"\x09\x02"):
        return Container.XLS  # BIFF 2–8 without a compound file around it
    if _PAGE.search(content[:4096]):
        return Container.PAGE
    return Container.TEXT


def _inside_zip(content: bytes, unzipped_limit: int) -> Container:
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
        names = set(archive.namelist())
        unzipped = sum(entry.file_size for entry in archive.infolist())
    except (zipfile.BadZipFile, ValueError, OSError) as broken:
        raise Unreadable("truncated") from broken
    if unzipped > unzipped_limit:
        raise Unreadable(
            "too_large_unzipped", found=f"{unzipped // 2**20}", limit=f"{unzipped_limit // 2**20}"
        )
    if any(entry.flag_bits & 1 for entry in archive.infolist()):
        raise Unreadable("encrypted")
    if "xl/workbook.bin" in names:
        raise Unreadable("binary_workbook")
    if any(name.endswith("workbook.xml") for name in names):
        return Container.XLSX
    if "content.xml" in names:
        return _open_document(archive)
    raise Unreadable("not_a_workbook", noun="文字文档" if "word/document.xml" in names else "压缩包")


def _open_document(archive: zipfile.ZipFile) -> Container:
    if b"manifest:encryption-data" in _start(archive, "META-INF/manifest.xml"):
        raise Unreadable("encrypted")
    if b"spreadsheet" not in _start(archive, "mimetype") + _start(archive, "META-INF/manifest.xml"):
        raise Unreadable("not_a_workbook", noun="文字文档")
    return Container.ODS


def _start(archive: zipfile.ZipFile, name: str) -> bytes:
    if name not in archive.namelist():
        return b""
    with archive.open(name) as file:
        return file.read(65_536)


def _inside_ole(content: bytes) -> Container:
    """Streams of a compound file are told by their names, stored as UTF-16 in its directory."""
    if _has_stream(content, "EncryptedPackage") or _has_stream(content, "EncryptionInfo"):
        raise Unreadable("encrypted")
    if _has_stream(content, "Workbook") or _has_stream(content, "Book"):
        return Container.XLS
    if _has_stream(content, "WordDocument"):
        raise Unreadable("not_a_workbook", noun="文字文档")
    raise Unreadable("truncated" if len(content) < 4096 else "not_a_workbook", noun="其他文件")


def _has_stream(content: bytes, name: str) -> bool:
    return name.encode("utf-16-le") + b"\x00\x00" in content


def decoded(content: bytes) -> str:
    """Text of a csv or a page: UTF-8 with or without mark, UTF-16 with mark, else GB18030 (a superset of GBK)."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", "replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    charset = _CHARSET.search(content[:4096])
    if charset and charset.group(1).lower() in (b"utf-8", b"utf8"):
        return content.decode("utf-8", "replace")
    text = content.decode("gb18030", "replace")
    if text.count("\ufffd") * _SPOILT_SHARE > len(text):
        raise Unreadable("not_a_workbook", noun="其他文件")
    return text
