"""县级部门月报: one county-wide sheet per month, villages under merged towns, subtotals and totals as each office likes."""

from collections.abc import Sequence
from itertools import groupby
from pathlib import Path

from sample_data.county import COUNTY_NAME
from sample_data.days import MONTHS, YEAR, month_end
from sample_data.monthly_columns import housing_columns, insurance_columns, monitoring_columns, work_columns
from sample_data.saving import save
from sample_data.sheets import Sheet
from sample_data.support import Monitoring, monitoring_in, security_in
from sample_data.tables import Column, Row, put_header, put_rows, put_total

FOLDER = "02月报"
HISTORY = MONTHS[:-1]
LAST_MONTH = MONTHS[-1]


def put_by_town(sheet: Sheet, top: int, columns: list[Column[Monitoring]], rows: Sequence[Monitoring]) -> int:
    """Each town's villages, then its 小计. Returns the next row."""
    at = top
    for _, group in groupby(rows, key=lambda row: row.village.town.name):
        mine = tuple(group)
        first = at
        at = put_rows(sheet, at, 1, columns, mine)
        put_total(sheet, at, 1, [Column("", column.cell) for column in columns[:1]] + columns[1:], mine)
        sheet.put(at, 2, "小计")
        sheet.merges = [merge for merge in sheet.merges if merge[:2] != (first, 1)]
        sheet.put(first, 1, mine[0].village.town.name, down=at - first + 1)
        at += 1
    return at


def monitoring_sheet(month: int) -> Sheet:
    """防返贫监测: 全县合计 in the first row of numbers, 小计 under every town."""
    rows, columns, sheet = monitoring_in(month), monitoring_columns(), Sheet(f"{month}月")
    sheet.put(1, 1, f"{COUNTY_NAME}{YEAR}年{month}月防止返贫致贫对象监测帮扶情况汇总表", across=len(columns))
    sheet.put(2, 1, "填报单位：县农业农村局")
    sheet.put(2, 12, f"填报时间：{month_end(month):%Y.%-m.%-d}")
    at = put_header(sheet, 3, 1, columns)
    sheet.header_rows = (3, at - 1)
    at = put_total(sheet, at, 1, columns, rows)
    at = put_by_town(sheet, at, columns, rows)
    sheet.put(at, 1, "说明：监测对象合计含已标注风险消除的户。")
    return sheet


def plain_sheet(
    title: str, office: str, month: int, columns: list[Column[Row]], rows: Sequence[Row], total: str
) -> Sheet:
    """A county-wide sheet with its total on top or below and a signature."""
    sheet = Sheet(f"{month}月")
    sheet.put(1, 1, title.format(month=f"{YEAR}年{month}月"), across=len(columns))
    sheet.put(2, 1, f"填报单位（盖章）：{office}　　填报时间：{month_end(month).isoformat()}")
    at = put_header(sheet, 3, 1, columns)
    sheet.header_rows = (3, at - 1)
    if total == "top":
        at = put_total(sheet, at, 1, columns, rows)
    at = put_rows(sheet, at, 1, columns, rows)
    if total == "bottom":
        at = put_total(sheet, at, 1, columns, rows)
    sheet.put(at, 1, "填表人：　　　审核人：　　　")
    return sheet


def insurance_sheet(month: int) -> Sheet:
    title = COUNTY_NAME + "脱贫人口和监测对象基本医保参保情况（{month}）"
    return plain_sheet(title, "县医疗保障局", month, insurance_columns(), security_in(month), "top")


def work_sheet(month: int) -> Sheet:
    title = COUNTY_NAME + "{month}稳岗就业情况统计表"
    return plain_sheet(title, "县人社局", month, work_columns(), security_in(month), "bottom")


def housing_sheet(month: int) -> Sheet:
    return plain_sheet(
        "{month}农房安全隐患排查整治月报表", "县住建局", month, housing_columns(), security_in(month), ""
    )


FILES = {
    f"{FOLDER}/农业农村局防返贫监测月报（{YEAR}年1—9月）.xlsx": (monitoring_sheet, HISTORY),
    f"{FOLDER}/农业农村局防返贫监测月报（{YEAR}年10月）.xlsx": (monitoring_sheet, (LAST_MONTH,)),
    f"{FOLDER}/医保局参保情况（{YEAR}年1—10月）.xlsx": (insurance_sheet, MONTHS),
    f"{FOLDER}/人社局稳岗就业月报（{YEAR}年1—9月）.xlsx": (work_sheet, HISTORY),
    f"{FOLDER}/人社局稳岗就业月报（{YEAR}年10月）.xlsx": (work_sheet, (LAST_MONTH,)),
    f"{FOLDER}/住建局农房安全月报（{YEAR}年1—10月）.xlsx": (housing_sheet, MONTHS),
}


def write(folder: Path) -> None:
    """All monthly workbooks of villages into a folder."""
    for name, (sheet_of, months) in FILES.items():
        save([sheet_of(month) for month in months], folder / name)
