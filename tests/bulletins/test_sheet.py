"""The workbook of a table as a spreadsheet opens it."""

import io
from datetime import date, datetime

import openpyxl
import pytest

from domain.permissions import Actor, Moment, Role
from services.known.write_sheet import file_name, write_sheet

MOMENT = Moment(date(2026, 11, 19), 42)


def opened(rows, *, sample=False, foot=()):
    data = write_sheet(
        "资金支出 各乡镇",
        ["乡镇", "支出率"],
        rows,
        actor=Actor("王某", Role.CLERK),
        moment=MOMENT,
        at=datetime(2026, 11, 19, 18, 5),
        sample=sample,
        foot=foot,
    )
    return openpyxl.load_workbook(io.BytesIO(data)).active


def test_it_says_what_of_which_day_and_version_by_whom_and_when():
    page = opened([["青石镇", "83.1%"]])
    assert [page.cell(row, 1).value for row in (1, 2, 3)] == [
        "资金支出 各乡镇",
        "数据截至 2026年11月19日，版本第 42 号变更",
        "王某 导出于 2026-11-19 18:05，内部资料 注意保管",
    ]
    assert "示例·虚构" in opened([], sample=True).cell(3, 1).value


def test_heads_repeat_in_print_and_stay_in_sight():
    page = opened([["青石镇", "83.1%"], ["云溪镇", "未报"]])
    assert [cell.value for cell in page[5]] == ["乡镇", "支出率"]
    assert (page.freeze_panes, page.print_title_rows) == ("A6", "$5:$5")
    assert [(cell.value, cell.number_format) for cell in page["B"][5:]] == [
        (0.831, "0.0%"),
        ("未报", "General"),
    ]


@pytest.mark.parametrize("text", ["=1+1", "+SUM(A1)", "-2+3", "@cmd", '=HYPERLINK("http://a","b")'])
def test_a_text_a_spreadsheet_would_run_is_kept_as_text(text):
    cell = opened([[text, "未报"]]).cell(6, 1)
    assert (cell.value, cell.data_type, cell.quotePrefix) == (text, "s", True)


def test_a_table_without_rows_is_a_head():
    assert opened([]).max_row == 5


def test_a_file_is_named_for_its_table_and_day():
    assert file_name("资金支出/各 乡镇", MOMENT) == "资金支出_各_乡镇_2026-11-19.xlsx"


def test_what_is_said_of_the_numbers_stands_below_them_and_outside_the_filter():
    page = opened([["青石镇", "83.1%"]], foot=["注：石桥镇竹坑村应计户数核减28户。"])
    assert page.cell(6, 1).value == "青石镇"
    assert page.cell(8, 1).value == "注：石桥镇竹坑村应计户数核减28户。"
    assert page.auto_filter.ref == "A5:B6"
