"""The user's own workbook with its issues written in, repaired there and read again."""

import io

import openpyxl
from openpyxl.styles import PatternFill

from domain.issues import BLOCK
from tests.uploads.books import saved, xls, xlsx
from tests.uploads.offices import codes, figures, reading
from uploads.annotated import annotate_copy, annotate_in_place, is_open_xml
from uploads.issue_list import LIST_SHEET
from uploads.marking import AUTHOR
from uploads.reading import read_workbook

ROWS = [
    ["青石镇2026年11月中旬农村人居环境旬报"],
    ["序号", "乡镇", "行政村", "应计户数", "卫生厕所户数", "卫生厕所普及率"],
    [1, "青石镇", "东关村", 200, "一百七十二", "86%"],
    [2, None, "西沟村", 100, 91, "81%"],
    [3, None, "王家庄村", 300, 240, "80%"],
]
RIGHT = {"E3": 172, "F4": "91%"}


def dressed() -> bytes:
    """As the office keeps it: a merge, a colour, a width, a note of its own."""
    book = openpyxl.load_workbook(io.BytesIO(xlsx(ROWS, merges=["A1:F1", "B3:B5"])))
    sheet = book.active
    sheet["A1"].fill = PatternFill("solid", fgColor="DDEBF7")
    sheet.column_dimensions["C"].width = 31
    sheet["D5"].comment = openpyxl.comments.Comment("含新分户", "镇里")
    return saved(book)


def opened(content):
    return openpyxl.load_workbook(io.BytesIO(content))


def test_an_xlsx_keeps_what_it_looks_like_and_gains_red_cells_comments_and_a_list():
    content = dressed()
    found = reading(content, "旬报.xlsx")
    assert codes(found) == [("not_a_number", "E3"), ("rate_disagrees", "F4")]
    marked = annotate_in_place(content, "旬报.xlsx", found.issues)
    assert (marked.name, marked.is_copy) == ("旬报（已标注）.xlsx", False)
    sheet = opened(marked.content)["Sheet1"]
    assert sheet["A1"].fill.fgColor.rgb == "00DDEBF7"
    assert sheet.column_dimensions["C"].width == 31
    assert {str(block) for block in sheet.merged_cells.ranges} == {"A1:F1", "B3:B5"}
    assert sheet["D5"].comment.text == "含新分户"
    assert sheet["E3"].fill.fgColor.rgb == "00FFC7CE"
    assert sheet["E3"].comment.text == next(one.message for one in found.issues if one.level == BLOCK)
    assert sheet["F4"].fill.fgColor.rgb == "00FFEB9C"
    rows = list(opened(marked.content)[LIST_SHEET].values)
    assert rows[1][:3] == ("必须先改", "Sheet1", "E3")
    assert len(rows) == 1 + len(found.issues)


def test_the_marked_workbook_repaired_is_read_without_an_issue_and_marked_anew_loses_its_colours():
    content = dressed()
    found = reading(content)
    book = opened(annotate_in_place(content, "表.xlsx", found.issues).content)
    for cell, worth in RIGHT.items():
        book["Sheet1"][cell] = worth
    repaired = saved(book)
    again = reading(repaired, "表（已标注）.xlsx")
    assert codes(again, but=()) == [], "the list of issues is ours, nobody is told that it was not read"
    assert figures(again)["TOI_COV", "V0001"] == (172, 200)
    anew = annotate_in_place(repaired, "表（已标注）.xlsx", again.issues)
    sheet = opened(anew.content)["Sheet1"]
    assert anew.name == "表（已标注）.xlsx"
    assert [
        cell.coordinate for row in sheet for cell in row if cell.comment and cell.comment.author == AUTHOR
    ] == []
    assert sheet["E3"].fill.fill_type is None
    assert sheet["A1"].fill.fgColor.rgb == "00DDEBF7"


def test_an_issue_inside_a_merge_is_written_at_the_cell_that_holds_it():
    rows = [ROWS[0], ROWS[1], [1, "青石镇", None, 200, 172, "86%"], ROWS[4]]
    content = xlsx(rows, merges=["B3:C3"])
    marked = annotate_in_place(content, "表.xlsx", reading(content).issues)
    assert opened(marked.content)["Sheet1"]["B3"].comment is not None


def test_what_cannot_be_kept_becomes_a_copy_that_says_so():
    for content, name in (
        (xls(ROWS, merges=[(0, 0, 0, 5)]), "旬报.xls"),
        (
            "\n".join(",".join("" if cell is None else str(cell) for cell in row) for row in ROWS).encode(
                "gb18030"
            ),
            "旬报.csv",
        ),
    ):
        assert not is_open_xml(content)
        found = reading(content, name)
        marked = annotate_copy(read_workbook(content, name), found.issues)
        assert (marked.name, marked.is_copy) == ("旬报（已标注，xlsx 副本）.xlsx", True)
        book = opened(marked.content)
        assert "原文件是 ." + name.rsplit(".", 1)[1] in book[LIST_SHEET]["A1"].value
        page = book.worksheets[0]
        assert page["E3"].comment is not None
        for cell, worth in RIGHT.items():
            page[cell] = worth
        assert figures(reading(saved(book), marked.name))["TOI_COV", "V0001"] == (172, 200)
