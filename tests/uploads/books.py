"""Workbooks for tests, written by openpyxl, xlwt or LibreOffice: never by the code that exports."""

import io
import subprocess
import zipfile
from pathlib import Path

import openpyxl
import xlwt
from openpyxl.worksheet.worksheet import Worksheet


def xlsx(rows, *, sheet="Sheet1", merges=(), formats=None, hidden_rows=(), hidden_columns=(), more=()):
    """An .xlsx with one sheet of rows and, in `more`, further (name, rows) sheets.

    formats  address → number format
    """
    book = openpyxl.Workbook()
    fill(book.active, rows)
    book.active.title = sheet
    for block in merges:
        book.active.merge_cells(block)
    for place, code in (formats or {}).items():
        book.active[place].number_format = code
    for row in hidden_rows:
        book.active.row_dimensions[row].hidden = True
    for letter in hidden_columns:
        book.active.column_dimensions[letter].hidden = True
    for name, further in more:
        fill(book.create_sheet(name), further)
    return saved(book)


def fill(sheet: Worksheet, rows) -> None:
    for number, row in enumerate(rows, 1):
        for place, value in enumerate(row, 1):
            if value is not None:
                sheet.cell(number, place, value)


def saved(book) -> bytes:
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def xls(rows, *, sheet="Sheet1", merges=(), formats=None, hidden_rows=()) -> bytes:
    """An .xls (BIFF8, what .et is inside too). merges are (top, bottom, left, right) from 0; formats (row, column) → code."""
    book = xlwt.Workbook(encoding="utf-8")
    page = book.add_sheet(sheet)
    merged = {(top, left): (top, bottom, left, right) for top, bottom, left, right in merges}
    for row, values in enumerate(rows):
        for column, value in enumerate(values):
            style = xlwt.easyxf(num_format_str=(formats or {}).get((row, column), "General"))
            if value is not None and (row, column) in merged:
                page.write_merge(*merged[row, column], value, style)
            elif value is not None:
                page.write(row, column, value, style)
    for row in hidden_rows:
        page.row(row).hidden = True
    return saved(book)


def converted(content: bytes, kind: str, folder: Path) -> bytes:
    """The same workbook saved by LibreOffice as .ods, .xls …"""
    source = folder / "source.xlsx"
    source.write_bytes(content)
    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", kind,
         "--outdir", str(folder), str(source)],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    return (folder / f"source.{kind}").read_bytes()


def repacked(content: bytes, change) -> bytes:
    """The same archive with every part passed through change(name, bytes); None drops the part."""
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as source,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in source.namelist():
            part = change(name, source.read(name))
            if part is not None:
                target.writestr(name, part)
    return stream.getvalue()


def page(rows, *, charset="gb18030") -> bytes:
    """What exporting systems call .xls: a web page with a table."""
    cells = "".join(
        "<tr>" + "".join(f"<td>{'' if value is None else value}</td>" for value in row) + "</tr>"
        for row in rows
    )
    return f"<html><head><meta charset={charset}></head><body><table>{cells}</table></body></html>".encode(
        charset
    )


def archive(parts) -> bytes:
    """A zip of these parts, name → content."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as packed:
        for name, content in parts.items():
            packed.writestr(name, content)
    return stream.getvalue()
