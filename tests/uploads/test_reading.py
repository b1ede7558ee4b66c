"""reading.py: what every kind of file says, cell by cell."""

from datetime import date, datetime

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.comments import Comment

from tests.uploads.books import converted, page, repacked, saved, xls, xlsx
from uploads.reading import read_workbook
from uploads.sheets import Merge, address, column_letters, column_number, shown

ROWS = [["人居环境旬报"], ["序号", "村", "普及率"], [1, "东关村", 0.86], [2, "西沟村", None]]


def only(content, name="表.xlsx"):
    """The one sheet of a workbook."""
    (sheet,) = read_workbook(content, name).sheets
    return sheet


def rows_of(sheet):
    return [list(row) for row in zip(*sheet.columns, strict=True)]


def test_cells_keep_their_addresses_even_when_the_first_rows_are_empty():
    sheet = only(xlsx([[], [], [None, "村"]]))
    assert (sheet.text(2, 1), sheet.height, sheet.width) == ("村", 3, 2)
    assert address(2, 1) == "B3"


def test_text_stays_text_so_codes_and_october_survive():
    sheet = only(xlsx([["00511", "2023.10", "123456789012345678901"]]))
    assert rows_of(sheet) == [["00511", "2023.10", "123456789012345678901"]]


def test_a_number_shown_with_two_decimals_is_read_as_it_is_shown():
    sheet = only(xlsx([[2023.1, 2023.1, 67.1]], formats={"A1": "0.00", "C1": "0.00"}))
    assert rows_of(sheet) == [["2023.10", 2023.1, 67.1]]


def test_a_percent_format_becomes_part_of_the_value():
    sheet = only(xlsx([[0.86, 0.8604, 86, 0.86]], formats={"A1": "0%", "B1": "0.0%", "C1": "0"}))
    assert rows_of(sheet) == [["86%", "86.04%", 86.0, 0.86]]


def test_days_and_yes_no_keep_their_kind():
    sheet = only(xlsx([[date(2026, 11, 19), datetime(2026, 11, 19, 8, 30), True]]))
    assert rows_of(sheet) == [[date(2026, 11, 19), datetime(2026, 11, 19, 8, 30), True]]


def test_merges_hidden_rows_columns_and_sheets_are_told():
    book = openpyxl.load_workbook(
        __import__("io").BytesIO(xlsx(ROWS, merges=["A1:C1"], hidden_rows=[4], hidden_columns="B"))
    )
    book.create_sheet("上期").sheet_state = "hidden"
    book["Sheet1"]["B3"].comment = Comment("待核", "某")
    sheet, hidden = read_workbook(saved(book), "表.xlsx").sheets
    assert sheet.merges == (Merge(0, 0, 0, 2),)
    assert (sheet.hidden_rows, sheet.hidden_columns) == ({3}, {1})
    assert sheet.comments == {(2, 1): "待核"}
    assert (hidden.name, hidden.hidden, sheet.hidden) == ("上期", True, False)


def test_a_row_or_column_drawn_to_nothing_is_hidden():
    book = openpyxl.load_workbook(__import__("io").BytesIO(xlsx(ROWS)))
    flat = repacked(
        saved(book),
        lambda name, part: (
            part.replace(b'<row r="4"', b'<row r="4" ht="0" customHeight="1"').replace(
                b"<sheetData>", b'<cols><col min="2" max="2" width="0" customWidth="1"/></cols><sheetData>'
            )
            if name.endswith("sheet1.xml")
            else part
        ),
    )
    sheet = only(flat)
    assert (sheet.hidden_rows, sheet.hidden_columns) == ({3}, {1})


def test_formulas_without_a_result_are_named_and_errors_keep_their_word():
    book = openpyxl.Workbook()
    book.active["A1"], book.active["D2"] = "户数", "=SUM(A1:A9)"
    book.active["B1"] = "#REF!"
    book.active["B1"].data_type = "e"
    sheet = only(saved(book))
    assert sheet.uncached == {(1, 3)}
    assert (sheet.text(0, 1), sheet.value(1, 3)) == ("#REF!", None)


def test_an_xls_says_the_same_as_an_xlsx():
    rows = [["标题", None, None], ["率", "年月", "村"], [0.86, 2023.1, "东关村"], [True, 5, "x"]]
    sheet = only(
        xls(rows, merges=[(0, 0, 0, 2)], formats={(2, 0): "0%", (2, 1): "0.00"}, hidden_rows=[3]), "表.et"
    )
    assert rows_of(sheet)[2:] == [["86%", "2023.10", "东关村"], [True, 5.0, "x"]]
    assert (sheet.merges, sheet.hidden_rows) == ((Merge(0, 0, 0, 2),), {3})


def test_an_ods_says_the_same_as_an_xlsx(tmp_path):
    formats = {"C3": "0%", "D3": "0.00"}
    content = xlsx(
        [*ROWS[:2], [1, "东关村", 0.86, 2023.1], ["藏"]], merges=["A1:C1"], formats=formats, hidden_rows=[4]
    )
    sheet = only(converted(content, "ods", tmp_path), "表.xlsx")
    assert rows_of(sheet)[2] == [1.0, "东关村", "86%", "2023.10"]
    assert (sheet.merges, sheet.hidden_rows) == ((Merge(0, 0, 0, 2),), {3})


@pytest.mark.parametrize("charset", ["utf-8-sig", "gb18030", "utf-16"])
def test_a_csv_is_read_in_the_encodings_the_office_uses(charset):
    content = '序号,村,户数\r\n1,东关村,"1,200"\r\n'.encode(charset)
    assert rows_of(only(content, "表.csv")) == [["序号", "村", "户数"], ["1", "东关村", "1,200"]]


def test_a_csv_with_one_torn_character_is_still_read():
    content = "村,户数\n".encode("gb18030") + "东关村,37\n".encode("gb18030") * 300 + b"\xb6"
    assert only(content, "表.csv").height >= 301


@pytest.mark.parametrize("charset", ["utf-8", "gb18030"])
def test_a_web_page_named_xls_is_read_all_the_same(charset):
    assert rows_of(only(page(ROWS, charset=charset), "导出.xls"))[2] == ["1", "东关村", "0.86"]


def test_spans_of_a_web_page_are_merges():
    content = "<table><tr><td colspan=2>标题</td></tr><tr><td rowspan=2>青石镇</td><td>甲</td></tr><tr><td>乙</td></tr></table>"
    sheet = only(content.encode(), "导出.xls")
    assert rows_of(sheet) == [["标题", None], ["青石镇", "甲"], [None, "乙"]]
    assert sheet.merges == (Merge(0, 0, 0, 1), Merge(1, 0, 2, 0))


def test_tab_separated_text_named_xls_is_read_all_the_same():
    assert rows_of(only("村\t户数\n东关村\t37\n".encode("gb18030"), "导出.xls")) == [
        ["村", "户数"],
        ["东关村", "37"],
    ]


def test_the_folder_of_a_dropped_file_is_no_part_of_its_name():
    assert read_workbook(xlsx(ROWS), "上报\\青石镇/旬报.xlsx").name == "旬报.xlsx"


def test_merged_cells_know_the_cell_that_holds_their_value():
    sheet = only(xlsx([["青石镇", "甲"], [None, "乙"], [None, "丙"]], merges=["A1:A2"]))
    assert sheet.merged_from == {(1, 0): (0, 0)}


@given(st.integers(0, 16_383))
def test_column_letters_come_back(column):
    assert column_number(column_letters(column)) == column


def test_a_cell_is_shown_as_a_person_reads_it():
    assert [shown(cell) for cell in (85.0, 0.1 + 0.2, True, None, date(2026, 11, 19), "文")] == [
        "85", "0.3", "是", "", "2026-11-19", "文",
    ]  # fmt: skip


cells = st.one_of(
    st.none(), st.booleans(), st.integers(-(10**9), 10**9), st.floats(-1e9, 1e9).map(lambda x: float(format(x, ".12g"))),
    st.text(st.characters(exclude_categories=("Cc", "Cs"), exclude_characters="\ufffe\uffff"), min_size=1, max_size=12)
    .filter(lambda text: not text.startswith("=") and text.strip() == text and text not in ("#REF!", "#N/A")),
)  # fmt: skip


@settings(max_examples=25)
@given(
    st.lists(st.lists(cells, min_size=3, max_size=3), min_size=1, max_size=6).filter(
        lambda rows: any(any(c is not None for c in r) for r in rows)
    )
)
def test_what_is_written_is_what_is_read(rows):
    sheet = only(xlsx(rows))
    for row, values in enumerate(rows):
        for column, value in enumerate(values):
            if value is not None:
                assert sheet.value(row, column) == value
