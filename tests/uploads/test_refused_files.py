"""reading.py: every broken, hostile or foreign file costs one clear sentence, and nothing else."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.refusals import Refusal
from tests.uploads.books import archive, repacked, xls, xlsx
from uploads.reading import Limits, read_workbook
from uploads.refusals import SENTENCES

BOOK = xlsx([["序号", "村", "户数"], *([n, f"村{n}", n] for n in range(50))])
OLD_BOOK = xls([["序号", "村"], *([n, f"村{n}"] for n in range(50))])
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600


def refused(content, name="表.xlsx", limits=None):
    with pytest.raises(Refusal) as caught:
        read_workbook(content, name, *([limits] if limits else []))
    return caught.value


def stream_named(name):
    """A compound file's directory entry with this stream name."""
    return COMPOUND + name.encode("utf-16-le") + b"\x00" * 4000


def with_password(book):
    """The first record after the beginning of the workbook stream becomes FILEPASS: an .xls with an opening password."""
    start = book.index(b"\x09\x08\x10\x00\x00\x06\x05\x00") + 20
    return book[:start] + b"\x2f\x00" + book[start + 2 :]


SHEET = "<worksheet xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'><sheetData>{}</sheetData></worksheet>"


def with_sheet(rows):
    """The workbook with the rows of its sheet replaced by other XML."""
    return repacked(
        BOOK, lambda name, part: SHEET.format(rows).encode() if name.endswith("sheet1.xml") else part
    )


OPEN_DOCUMENT = """<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">
<office:body><office:spreadsheet><table:table table:name="S"><table:table-row table:number-rows-repeated="1000000">
<table:table-cell office:value-type="float" office:value="1" table:number-columns-repeated="16"><text:p>1</text:p>
</table:table-cell></table:table-row></table:table></office:spreadsheet></office:body></office:document-content>"""

BROKEN = {
    "empty": (b"", "empty_file"),
    "blank": (b"\x00" * 4096, "empty_file"),
    "pdf": (b"%PDF-1.7 ...", "not_a_workbook"),
    "picture": (b"\x89PNG\r\n\x1a\n" + b"\x01" * 100, "not_a_workbook"),
    "rar": (b"Rar!\x1a\x07\x00" + b"\x01" * 100, "not_a_workbook"),
    "prose": ("各镇：请于今日报送。".encode(), "not_a_workbook"),
    "noise": (bytes(range(128, 256)) * 40, "not_a_workbook"),
    "page without a table": (b"<html><body>404</body></html>", "not_a_workbook"),
    "word": (archive({"word/document.xml": "<w/>"}), "not_a_workbook"),
    "old word": (stream_named("WordDocument"), "not_a_workbook"),
    "other archive": (archive({"readme.txt": "x"}), "not_a_workbook"),
    "xlsb": (archive({"xl/workbook.bin": b"\x00"}), "binary_workbook"),
    "encrypted xlsx": (stream_named("EncryptedPackage"), "encrypted"),
    "encrypted xls": (with_password(OLD_BOOK), "encrypted"),
    "encrypted ods": (
        archive({"mimetype": "spreadsheet", "content.xml": "x", "META-INF/manifest.xml": "<manifest:encryption-data/>"}),
        "encrypted",
    ),
    "half an xlsx": (BOOK[: len(BOOK) // 2], "truncated"),
    "torn sheet": (
        repacked(BOOK, lambda name, part: part[:-200] if name.endswith("sheet1.xml") else part), "truncated",
    ),
    "no sheet part": (
        repacked(BOOK, lambda name, part: None if name.endswith("sheet1.xml") else part), "truncated",
    ),
    "half an xls": (OLD_BOOK[:2000], "truncated"),
    "no cells": (xlsx([]), "no_cells"),
    "repeated cells": (archive({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": OPEN_DOCUMENT}),
                       "too_many_cells"),
    "a far cell": (
        with_sheet('<row r="1"><c r="A1"><v>1</v></c></row><row r="1000000"><c r="P1000000"><v>1</v></c></row>'), "far_cell",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", BROKEN)
def test_a_file_that_cannot_be_read_is_refused_by_its_content(case):
    content, code = BROKEN[case]
    caught = refused(content)
    assert caught.code == code
    assert caught.sentence.startswith("《表.xlsx》")
    assert "请" in caught.sentence
    assert not re.search(r"[{}]|[A-Za-z]{6,}", caught.sentence)


def test_a_small_archive_of_millions_of_cells_is_refused_quickly():
    bomb = with_sheet("".join(["<row>" + "<c><v>1</v></c>" * 16 + "</row>"] * 250_000))
    assert len(bomb) < 300_000
    assert refused(bomb).code == "too_many_cells"


def test_an_archive_that_unpacks_beyond_the_limit_is_refused_before_it_is_unpacked():
    caught = refused(with_sheet(" " * 30 * 2**20), limits=Limits(unzipped=20 * 2**20))
    assert caught.code == "too_large_unzipped"
    assert "30 MB" in caught.sentence


def test_a_reader_that_swells_is_stopped():
    assert refused(BOOK, limits=Limits(memory=5 * 2**20)).code == "out_of_memory"


def test_a_reader_that_takes_too_long_is_stopped():
    assert refused(BOOK, limits=Limits(seconds=0.0)).code == "timeout"


def test_a_file_above_the_size_limit_is_refused_unread():
    assert refused(BOOK, limits=Limits(file=1000)).code == "too_large"


@settings(max_examples=30)
@given(
    old=st.booleans(),
    damage=st.lists(
        st.tuples(st.integers(0, 10**5), st.binary(min_size=1, max_size=8)), min_size=1, max_size=6
    ),
)
def test_a_damaged_workbook_is_read_or_refused_and_never_anything_else(old, damage):
    content = OLD_BOOK if old else BOOK
    for place, noise in damage:
        start = place % len(content)
        content = content[:start] + noise + content[start + len(noise) :]
    assert outcome(content) in {"read", *SENTENCES}


def outcome(content):
    try:
        return "read" if read_workbook(content, "表.xlsx").sheets else "nothing"
    except Refusal as caught:
        return caught.code
