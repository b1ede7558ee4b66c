"""The Word document of a table as Word opens it."""

import io
from datetime import date, datetime

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from domain.permissions import Actor, Moment, Role
from services.known.write_sheet import file_name, write_document

MOMENT = Moment(date(2026, 11, 19), 42)


def opened(rows, *, sentences=("期初 31 ＝ 期末 31。",)):
    data = write_document(
        "问题整改_本旬进出",
        sentences,
        ["项", "个"],
        rows,
        actor=Actor("王某", Role.CLERK),
        moment=MOMENT,
        at=datetime(2026, 11, 19, 18, 5),
        sample=True,
    )
    return Document(io.BytesIO(data))


def test_it_says_what_of_which_day_and_version_by_whom_and_when():
    book = opened([["期初未结", "31"]])
    assert [line.text for line in book.paragraphs] == [
        "问题整改_本旬进出",
        "期初 31 ＝ 期末 31。",
        "数据截至 2026年11月19日，版本第 42 号变更",
        "王某 导出于 2026-11-19 18:05，内部资料 注意保管，示例·虚构，不得用于通报",
    ]


def test_its_table_has_every_row_and_its_head_on_every_page():
    [table] = opened([["期初未结", "31"], ["新增", "0"]]).tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["项", "个"], ["期初未结", "31"], ["新增", "0"]
    ]  # fmt: skip
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None


@pytest.mark.parametrize(
    ("line", "font", "size"), [(0, "方正小标宋简体", Pt(22)), (1, "仿宋_GB2312", Pt(16))]
)
def test_paper_and_type_are_those_of_official_documents(line, font, size):
    book = opened([["期初未结", "31"]])
    [run] = book.paragraphs[line].runs
    assert run._element.rPr.rFonts.get(qn("w:eastAsia")) == font
    assert run.font.size == size
    page = book.sections[0]
    margins = page.top_margin, page.bottom_margin, page.left_margin, page.right_margin
    assert [round(margin.mm) for margin in margins] == [37, 35, 28, 26]
    assert round(page.page_width.mm) == round(Mm(210).mm)


def test_signs_no_office_file_may_hold_are_left_out():
    assert opened([["期初\x07未结", "31"]]).tables[0].rows[1].cells[0].text == "期初未结"


def test_its_file_is_named_as_a_document():
    assert file_name("问题整改_本旬进出", MOMENT, "docx") == "问题整改_本旬进出_2026-11-19.docx"
