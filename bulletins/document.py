"""One table as a Word document an office can file or paste from: title, sentences, the table, who took it away.

Paper, type and spacing as GB/T 9704-2012 has them for the body of a 公文 (domain knowledge §6.1). The fonts are named,
not shipped: where one is missing, Word and WPS take their own of that style.
"""

import io
from collections.abc import Sequence
from dataclasses import dataclass

from docx import Document as new_document
from docx.document import Document as Open
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph

from domain.sheet_text import writable

PAPER = (Mm(210), Mm(297))
TOP, BOTTOM, LEFT, RIGHT = Mm(37), Mm(35), Mm(28), Mm(26)
TITLE, BODY, TABLE, LATIN = "方正小标宋简体", "仿宋_GB2312", "仿宋_GB2312", "Times New Roman"
# 2 号, 3 号, 5 号; the fixed pitch of 22 lines a page.
TITLE_SIZE, BODY_SIZE, TABLE_SIZE, PITCH = Pt(22), Pt(16), Pt(10.5), Pt(28)


@dataclass(frozen=True, slots=True)
class Table:
    """heads, and rows of as many texts; a column all of whose texts are numbers stands to the right."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Document:
    """What a document holds.

    sentences  the body, a paragraph each
    notes      small print below the table: 数据截至, version, who took it away, 内部资料
    """

    title: str
    sentences: tuple[str, ...]
    table: Table
    notes: tuple[str, ...]


def document(told: Document) -> bytes:
    """The bytes of a .docx."""
    book = new_document()
    page = book.sections[0]
    page.page_width, page.page_height = PAPER
    page.top_margin, page.bottom_margin, page.left_margin, page.right_margin = TOP, BOTTOM, LEFT, RIGHT
    title = _paragraph(book.add_paragraph(), told.title, TITLE, TITLE_SIZE)
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for sentence in told.sentences:
        body = _paragraph(book.add_paragraph(), sentence, BODY, BODY_SIZE)
        body.paragraph_format.first_line_indent = BODY_SIZE * 2
    _add_table(book, told.table)
    for note in told.notes:
        _paragraph(book.add_paragraph(), note, BODY, TABLE_SIZE)
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


def _paragraph(line: Paragraph, text: str, font: str, size: Pt) -> Paragraph:
    spacing = line.paragraph_format
    spacing.space_before = spacing.space_after = Pt(0)
    spacing.line_spacing_rule, spacing.line_spacing = WD_LINE_SPACING.EXACTLY, PITCH
    run = line.add_run(writable(text))
    run.font.name, run.font.size = LATIN, size
    # The Latin name alone would leave Chinese to the font of the reader's own template.
    run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)
    return line


def _add_table(book: Open, told: Table) -> None:
    table = book.add_table(rows=1, cols=len(told.heads), style="Table Grid")
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    right = [_all_numbers([row[place] for row in told.rows]) for place in range(len(told.heads))]
    for row in (told.heads, *told.rows):
        cells = table.rows[0].cells if row is told.heads else table.add_row().cells
        for place, (cell, text) in enumerate(zip(cells, row, strict=True)):
            line = _paragraph(cell.paragraphs[0], text, TABLE, TABLE_SIZE)
            line.paragraph_format.line_spacing = Pt(18)
            line.alignment = WD_ALIGN_PARAGRAPH.RIGHT if right[place] else WD_ALIGN_PARAGRAPH.LEFT
    _repeat_head(table.rows[0])


def _repeat_head(row: object) -> None:
    """The head on every page the table runs over."""
    properties = row._tr.get_or_add_trPr()  # type: ignore[attr-defined]
    properties.append(properties.makeelement(qn("w:tblHeader"), {qn("w:val"): "true"}))


def _all_numbers(texts: Sequence[str]) -> bool:
    return bool(texts) and all(text.replace(",", "").replace(".", "").isdigit() for text in texts)
