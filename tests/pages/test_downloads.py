"""下载 on every page: each table and chart is offered, and what is taken away opens as a workbook."""

import io

import openpyxl
import pytest
import streamlit as st
from docx import Document

from domain.permissions import Role
from tests.pages.screens import run_page
from views.navigation import PAGES, may_open

pytestmark = pytest.mark.xdist_group("pages")

# Pages that only ask and tell, without a table of figures or a chart; a meeting shows nothing but its slides.
WITHOUT = {"help", "village", "project", "meeting", "accounts", "erasure", "review", "exposure", "drafts"}
# Sheets to be edited and put back, tested in tests/services/settings.
TO_EDIT = {"register", "settings"}
# What was done today is listed by the clock, and nothing was in a county that is only read.
BY_THE_CLOCK = {"audit"}
TO_FILL_IN = "补报_"  # a form for a town, not figures taken away


def opened(name, data):
    """The sheet of a workbook, the document of a Word file."""
    return (
        Document(io.BytesIO(data))
        if name.endswith(".docx")
        else openpyxl.load_workbook(io.BytesIO(data)).active
    )


@pytest.fixture
def taken(sample_url, monkeypatch):
    """What a click on each 下载 of a page would write: file name → opened sheet."""
    offered = {}
    button = st.download_button

    def noted(label, **asked):
        if not asked["file_name"].startswith(TO_FILL_IN):
            offered[asked["file_name"]] = asked["data"]
        return button(label, **asked)

    monkeypatch.setattr(st, "download_button", noted)

    def open_all(code, role, **address):
        offered.clear()
        app = run_page(code, role, sample_url, **address)
        assert not app.exception, app.exception[0].message
        return {name: opened(name, build()) for name, build in offered.items()}

    return open_all


@pytest.mark.parametrize(
    "code", [page.code for page in PAGES if page.code not in WITHOUT | TO_EDIT | BY_THE_CLOCK]
)
def test_every_page_of_figures_offers_workbooks_with_rows(taken, code):
    role = next(role for role in Role if may_open(role, code))
    sheets = taken(code, role)
    assert sheets
    for name, sheet in sheets.items():
        assert name.endswith(("_2026-11-19.xlsx", "_2026-11-19.docx")), name
        if name.endswith(".docx"):
            assert len(sheet.tables[0].rows) > 1
            assert any("内部资料 注意保管" in line.text for line in sheet.paragraphs)
            continue
        assert sheet.max_row > 5, name
        assert "内部资料 注意保管" in sheet.cell(3, 1).value


def test_a_workbook_has_all_rows_where_the_screen_shows_the_first(taken):
    sheet = taken("overview", Role.LEADER)["总览_需要今天定的事_2026-11-19.xlsx"]
    assert sheet.auto_filter.ref
    assert int(sheet.auto_filter.ref.rpartition(":")[2].strip("ABCDEFGHIJ")) - 5 > 6


def test_the_strip_of_a_cut_adds_up_in_the_workbook_too(taken):
    asked = {"span": "本月", "source": "上级反馈"}
    found = taken("rectification", Role.LEADER, **asked)
    sheet, book = (found[f"问题整改_本月进出_2026-11-19.{kind}"] for kind in ("xlsx", "docx"))
    assert sheet.cell(4, 1).value == "条件：上级反馈"
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=7, max_row=15, max_col=4)]
    opening, closing = rows[0][3], rows[8][3]
    assert opening + sum(row[3] if row[1] == "＋" else -row[3] for row in rows[1:8]) == closing
    assert (rows[0][2], rows[8][2], len({row[0] for row in rows})) == ("期初未结", "期末未结", 1)
    assert opening != closing
    written = [[cell.text for cell in row.cells] for row in book.tables[0].rows][1:]
    assert written == [[row[1] or "", row[2], str(row[3])] for row in rows]
    said = [line.text for line in book.paragraphs]
    assert f"期初 {opening} " in said[1]
    assert f"＝ 期末 {closing}。" in said[1]
    assert "条件：上级反馈。" in said


def test_a_chart_gives_numbers_as_numbers(taken):
    sheet = taken("funds", Role.LEADER)["资金支出_按资金来源_2026-11-19.xlsx"]
    heads = [cell.value for cell in sheet[5]]
    rate = sheet.cell(6, heads.index("支出率") + 1)
    assert isinstance(rate.value, float)
    assert rate.number_format == "0.0%"


def test_the_foot_of_a_page_goes_with_what_is_taken_from_it(taken):
    sheet = taken("overview", Role.LEADER)["总览_需要今天定的事_2026-11-19.xlsx"]
    below = [str(sheet.cell(row, 1).value) for row in range(sheet.max_row - 6, sheet.max_row + 1)]
    assert any(words.startswith("口径：") for words in below)
    assert any(words.startswith("注：") for words in below)
