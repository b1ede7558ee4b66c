"""Files nobody should have to receive, made for the purpose: torn, damaged, disguised, encrypted, swelling. Deterministic."""

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from tests.layouts.layouts import layouts
from tests.layouts.making import made
from tests.uploads.books import archive, page, repacked, xls, xlsx

ROWS = [
    ["青石镇2026年11月中旬旬报"],
    ["序号", "乡镇", "行政村", "应计户数", "卫生厕所户数"],
    *([n, "青石镇", f"村{n}", 200 + n, 100 + n] for n in range(40)),
]
BOOKS = {
    "xlsx": xlsx(ROWS, merges=["A1:E1"]),
    "xls": xls(ROWS),
    "ods": made(next(one for one in layouts() if one.file == "ods")).content,
    "csv": "\n".join(",".join(map(str, row)) for row in ROWS).encode("gb18030"),
    "page": page(ROWS),
}
MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
ODS = "application/vnd.oasis.opendocument.spreadsheet"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@dataclass(frozen=True)
class Hostile:
    """kind says what was done; the name is what the file calls itself."""

    kind: str
    name: str
    content: bytes


def small_files() -> list[Hostile]:
    """Everything that is quickly made: all but what swells."""
    makers = (_torn, _flipped, _blanked, _damaged_parts, _disguised, _encrypted, _odd_text)
    return [one for make in makers for one in make()]


def corpus() -> Iterator[Hostile]:
    """All of it, one after the other: some are large."""
    yield from small_files()
    yield from _swelling()


def _torn() -> Iterator[Hostile]:
    for kind, book in BOOKS.items():
        for percent in (1, 5, 10, 20, 30, 50, 60, 70, 80, 90, 95, 99):
            yield Hostile(f"torn at {percent} %", f"表.{kind}", book[: max(1, len(book) * percent // 100)])


def _flipped() -> Iterator[Hostile]:
    for kind in ("xlsx", "xls", "ods"):
        for seed in range(25):
            chance, book = Random(f"{kind} {seed}"), bytearray(BOOKS[kind])
            for _ in range(1 + seed):
                book[chance.randrange(len(book))] ^= 1 << chance.randrange(8)
            yield Hostile(f"{1 + seed} bits flipped", f"表.{kind}", bytes(book))


def _blanked() -> Iterator[Hostile]:
    for kind in ("xlsx", "xls", "ods"):
        for seed in range(8):
            chance, book = Random(f"blank {kind} {seed}"), bytearray(BOOKS[kind])
            start = chance.randrange(len(book) - 400)
            book[start : start + 400] = bytes(400) if seed % 2 else chance.randbytes(400)
            yield Hostile("400 bytes overwritten", f"表.{kind}", bytes(book))


def _damaged_parts() -> Iterator[Hostile]:
    changes = {
        "gone": lambda part: None,
        "empty": lambda part: b"",
        "cut": lambda part: part[: len(part) // 2],
        "noise": lambda part: Random("noise").randbytes(500),
        "other XML": lambda part: b"<?xml version='1.0'?><a><b/></a>",
    }
    for kind in ("xlsx", "ods"):
        for part in zipfile.ZipFile(io.BytesIO(BOOKS[kind])).namelist():
            for word, change in changes.items():
                content = repacked(
                    BOOKS[kind],
                    lambda name, own, part=part, change=change: change(own) if name == part else own,
                )
                yield Hostile(f"{part} {word}", f"表.{kind}", content)


def _disguised() -> Iterator[Hostile]:
    noise = Random("disguised").randbytes(3_000)
    heads = {
        "pdf": b"%PDF-1.7\n", "png": b"\x89PNG\r\n\x1a\n", "jpg": b"\xff\xd8\xff\xe0", "gif": b"GIF89a", "rar": b"Rar!\x1a\x07\x00",
        "7z": b"7z\xbc\xaf\x27\x1c", "rtf": b"{\\rtf1", "exe": b"MZ\x90\x00", "elf": b"\x7fELF", "gz": b"\x1f\x8b\x08",
        "bz2": b"BZh9", "mp3": b"ID3\x03", "mp4": b"\x00\x00\x00\x18ftypmp42", "bmp": b"BM", "sqlite": b"SQLite format 3\x00",
        "ole": OLE, "zip": b"PK\x03\x04", "utf-16": b"\xff\xfe",
    }  # fmt: skip
    for word, head in heads.items():
        for ending in ("xlsx", "xls", "csv"):
            yield Hostile(f"{word} inside", f"表.{ending}", head + noise)
    for word, part in (
        ("word", "word/document.xml"),
        ("slides", "ppt/presentation.xml"),
        ("other", "readme.txt"),
    ):
        yield Hostile(f"archive of {word}", "表.xlsx", archive({part: "<x/>"}))
    yield Hostile("a binary workbook", "表.xlsx", archive({"xl/workbook.bin": b"\x00"}))
    yield Hostile("nothing", "表.xlsx", b"")
    yield Hostile("only zeros", "表.xls", bytes(5_000))


def _encrypted() -> Iterator[Hostile]:
    for stream in ("EncryptedPackage", "EncryptionInfo", "WordDocument", "PowerPoint Document"):
        content = OLE + bytes(600) + stream.encode("utf-16-le") + bytes(4_000)
        for ending in ("xlsx", "xls", "et"):
            yield Hostile(f"compound file with {stream}", f"表.{ending}", content)
    book = BOOKS["xls"]
    start = book.index(b"\x09\x08\x10\x00\x00\x06\x05\x00") + 20
    yield Hostile("opening password", "表.xls", book[:start] + b"\x2f\x00" + book[start + 2 :])
    parts = {"mimetype": ODS, "content.xml": "x", "META-INF/manifest.xml": "<manifest:encryption-data/>"}
    yield Hostile("opening password", "表.ods", archive(parts))
    locked = bytearray(BOOKS["xlsx"])
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = locked.find(mark)
        while place >= 0:
            locked[place + at] |= 1
            place = locked.find(mark, place + 4)
    yield Hostile("an encrypted archive", "表.xlsx", bytes(locked))


def _sheet(body: str) -> bytes:
    whole = f"<worksheet {MAIN}>{body}</worksheet>".encode()
    return repacked(BOOKS["xlsx"], lambda name, part: whole if name.endswith("sheet1.xml") else part)


def _swelling() -> Iterator[Hostile]:
    row = "<row>" + "<c><v>1</v></c>" * 16 + "</row>"
    laughs = "".join(f'<!ENTITY l{n + 1} "{f"&l{n};" * 10}">' for n in range(9))
    bodies = {
        "four million cells": f"<sheetData>{row * 250_000}</sheetData>",
        "a far cell": '<sheetData><row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>',
        "a cell out of the world": '<sheetData><row r="99999999"><c r="ZZZZZ99999999"><v>1</v></c></row></sheetData>',
        "rows backwards": '<sheetData><row r="9"><c r="A9"><v>1</v></c></row><row r="1"><c r="A1"><v>2</v></c></row></sheetData>',
        "a merge of everything": '<sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData>'
        '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>',
        "100,000 merges": '<sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData><mergeCells>'
        + "".join(f'<mergeCell ref="A{n}:B{n}"/>' for n in range(1, 100_001)) + "</mergeCells>",
        "a string that is not there": '<sheetData><row r="1"><c r="A1" t="s"><v>99999999</v></c></row></sheetData>',
        "a number that is none": '<sheetData><row r="1"><c r="A1"><v>1e999999</v></c><c r="B1"><v>x</v></c></row></sheetData>',
        "a style that is not there": '<sheetData><row r="1"><c r="A1" s="99999"><v>1</v></c></row></sheetData>',
        "a long text": f'<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>{"村" * 5_000_000}</t></is></c></row></sheetData>',
        "deep nesting": "<sheetData>" + "<a>" * 100_000 + "</a>" * 100_000 + "</sheetData>",
        "columns hidden to the end of the world": '<cols><col min="1" max="999999999" hidden="1"/></cols><sheetData/>',
    }  # fmt: skip
    for kind, body in bodies.items():
        yield Hostile(kind, "表.xlsx", _sheet(body))
    strings = f'<?xml version="1.0"?><!DOCTYPE sst [<!ENTITY l0 "ha">{laughs}]><sst {MAIN}><si><t>&l9;</t></si></sst>'
    yield Hostile(
        "a billion laughs", "表.xlsx",
        repacked(BOOKS["xlsx"], lambda name, part: strings.encode() if name.endswith("sharedStrings.xml") else part),
    )  # fmt: skip
    lying = bytearray(BOOKS["xlsx"])
    place = lying.index(b"PK\x01\x02")
    lying[place + 24 : place + 28] = (700 * 2**20).to_bytes(4, "little")
    yield Hostile("an archive that says it unpacks to 700 MB", "表.xlsx", bytes(lying))
    yield Hostile("an archive in an archive", "表.xlsx", archive({"xl/workbook.xml": BOOKS["xlsx"]}))
    yield Hostile(
        "2,000 sheets", "表.xlsx", xlsx([["村"]], more=[(f"表{n}", [["村"]]) for n in range(2_000)])
    )
    for rows, columns in ((1_000_000, 16), (10**9, 10**9), (1, 10**12), (-5, 3)):
        yield Hostile(f"{rows} × {columns} repeated cells", "表.ods", _repeated(rows, columns))
    yield Hostile("a comma bomb", "表.csv", b"," * 5_000_000)
    yield Hostile("one endless field", "表.csv", b'a,"' + b"x" * 3_000_000)
    yield Hostile("four million lines", "表.csv", b"1,2\n" * 4_000_000)
    span = '<table><tr><td rowspan="99999" colspan="99999">a</td></tr></table>'
    yield Hostile("a span of everything", "表.xls", span.encode())
    yield Hostile(
        "spans upon spans",
        "表.xls",
        ("<table>" + '<tr><td rowspan="1000" colspan="1000">a</td></tr>' * 300).encode(),
    )
    yield Hostile("deep tables", "表.xls", b"<table><tr><td>" * 50_000)
    yield Hostile("an endless tag", "表.xls", b"<table " + b"a" * 2_000_000)


def _repeated(rows: int, columns: int) -> bytes:
    names = "urn:oasis:names:tc:opendocument:xmlns"
    content = (
        f'<office:document-content xmlns:office="{names}:office:1.0" xmlns:table="{names}:table:1.0"'
        f' xmlns:text="{names}:text:1.0"><office:body><office:spreadsheet><table:table table:name="S">'
        f'<table:table-row table:number-rows-repeated="{rows}"><table:table-cell office:value-type="float"'
        f' office:value="1" table:number-columns-repeated="{columns}"><text:p>1</text:p></table:table-cell>'
        "</table:table-row></table:table></office:spreadsheet></office:body></office:document-content>"
    )
    return archive({"mimetype": ODS, "content.xml": content})


def _odd_text() -> Iterator[Hostile]:
    chance = Random("text")
    for seed in range(20):
        letters = "".join(
            chr(chance.choice((0x202E, 0x200B, 0x1F600, 0x4E00 + seed, 44, 10, 9, 34, 0xFFFD)))
            for _ in range(2_000)
        )
        yield Hostile("odd characters", "表.csv", letters.encode("utf-8", "replace"))
    yield Hostile("prose", "表.csv", "各镇：请于今日报送。".encode())
    for word in ("=cmd|'/C calc'!A0", "@SUM(1)", "<script>alert(1)</script>", "'; DROP TABLE figure; --"):
        rows = [
            ["青石镇2026年11月中旬旬报"],
            ["乡镇", "村", "应计户数"],
            ["青石镇", word, 1],
            [word, "东关村", word],
        ]
        yield Hostile("words that would do something", f"{word}.xlsx"[:60], xlsx(rows))
    yield Hostile("a name of a path", "../../etc/passwd.xlsx", BOOKS["xlsx"][:500])
    yield Hostile("a long name", "长" * 5_000 + ".xlsx", BOOKS["xlsx"][:500])
    yield Hostile("a name that breaks lines", "表\n\r\u202e.xlsx", BOOKS["xlsx"][:500])
