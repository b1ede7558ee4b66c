"""项目进度台账: eleven dated versions of one ledger, so that progress has a history; from July in a second layout.

The first layout keeps 镇 and 村 in one column and the stage in words; the second has merged towns, sources of money
under one header and the total on top. From September the reserve for next year stands in a second sheet.
"""

from datetime import date
from pathlib import Path

from sample_data import spelling
from sample_data.county import COUNTY_NAME
from sample_data.days import AS_OF, YEAR, month_end
from sample_data.project_columns import Line, first_columns, reserve_columns, second_columns
from sample_data.projects import projects, reserve
from sample_data.saving import save
from sample_data.sheets import Sheet
from sample_data.tables import put_header, put_rows, put_total

FOLDER = "04项目台账"
VERSIONS = (*(month_end(month) for month in range(2, 11)), date(YEAR, 11, 10), AS_OF)
SECOND_LAYOUT = date(YEAR, 7, 1)
RESERVE_FROM = date(YEAR, 9, 1)


def lines_on(day: date) -> list[Line]:
    """The projects in the ledger on a day, in its order: by number at first, by town and number later."""
    return [Line(project, day) for project in projects() if project.listed_from <= day]


def first_sheet(day: date) -> Sheet:
    columns, rows, sheet = first_columns(), lines_on(day), Sheet("项目台账")
    sheet.put(1, 1, f"{COUNTY_NAME}{YEAR}年常态化帮扶资金项目进度台账", across=len(columns))
    sheet.put(
        2, 1, f"填报单位（盖章）：县农业农村局　　填报时间：{spelling.day(day, 'chinese')}　　单位：万元"
    )
    at = put_header(sheet, 3, 1, columns)
    sheet.header_rows = (3, at - 1)
    at = put_rows(sheet, at, 1, columns, rows)
    at = put_total(sheet, at, 1, columns, rows)
    sheet.put(at, 1, "填表人：　　　审核人：　　　联系电话：")
    return sheet


def second_sheet(day: date) -> Sheet:
    columns, rows, sheet = second_columns(), lines_on(day), Sheet(f"{YEAR}年实施项目")
    sheet.put(
        1,
        1,
        f"{COUNTY_NAME}{YEAR}年常态化帮扶资金项目进度台账（截至{day.month}月{day.day}日）",
        across=len(columns),
    )
    sheet.put(2, 1, "填报单位：县农业农村局")
    sheet.put(2, len(columns) - 1, "单位：万元")
    at = put_header(sheet, 3, 1, columns)
    sheet.header_rows = (3, at - 1)
    at = put_total(sheet, at, 1, columns, rows)
    at = put_rows(sheet, at, 1, columns, rows)
    sheet.put(at, 1, "说明：1.项目以编码为准，同名项目分村列示。2.累计支付为国库实际支付数。")
    return sheet


def reserve_sheet(day: date) -> Sheet:
    columns, sheet = reserve_columns(), Sheet(f"{YEAR + 1}年储备项目")
    rows = [row for row in reserve() if row.listed_from <= day]
    sheet.put(1, 1, f"{COUNTY_NAME}{YEAR + 1}年度项目库储备项目", across=len(columns))
    sheet.put(2, 1, f"填报时间：{day}　　单位：万元")
    at = put_header(sheet, 3, 1, columns)
    sheet.header_rows = (3, at - 1)
    put_total(sheet, put_rows(sheet, at, 1, columns, rows), 1, columns, rows)
    return sheet


def sheets_of(day: date) -> list[Sheet]:
    """One version of the ledger."""
    if day < SECOND_LAYOUT:
        return [first_sheet(day)]
    return [second_sheet(day), *([reserve_sheet(day)] if day >= RESERVE_FROM else [])]


def file_of(day: date) -> str:
    return f"{FOLDER}/{COUNTY_NAME}{YEAR}年项目进度台账（{day.month}月{day.day}日）.xlsx"


def write(folder: Path) -> None:
    """Every version into a folder."""
    for day in VERSIONS:
        save(sheets_of(day), folder / file_of(day))
