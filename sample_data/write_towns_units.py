"""Sheets whose rows are towns or units: insurance, cases, settlement sites, income, hotline, leads."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Generic

from sample_data import spelling
from sample_data.county import COUNTY_NAME
from sample_data.days import MONTHS, QUARTERS, YEAR, month_end, quarter_end
from sample_data.hotline import calls_in, leads_in
from sample_data.saving import save
from sample_data.sheets import Sheet
from sample_data.tables import Column, Row, put_header, put_rows, put_total
from sample_data.town_unit_columns import (
    call_columns,
    case_columns,
    income_columns,
    lead_columns,
    security_columns,
    site_columns,
)
from sample_data.townships import incomes, sites_in, town_months

MONTHLY = "02月报"
QUARTERLY = "03季报"
QUARTER_NAMES = ("", "一季度", "上半年", "前三季度")


def sheet_with(
    title: str, meta: str, columns: list[Column[Row]], rows: Sequence[Row], name: str, total: str
) -> Sheet:
    """Title, one line of meta, header, rows, the total on top, below or nowhere."""
    sheet = Sheet(name)
    sheet.put(1, 1, title, across=len(columns))
    sheet.put(2, 1, meta)
    at = put_header(sheet, 3, 1, columns)
    sheet.header_rows = (3, at - 1)
    if total == "top":
        at = put_total(sheet, at, 1, columns, rows)
    at = put_rows(sheet, at, 1, columns, rows)
    if total == "bottom":
        put_total(sheet, at, 1, columns, rows)
    return sheet


@dataclass(frozen=True, slots=True)
class Monthly(Generic[Row]):
    """A sheet kept every month; `title` and `meta` take {month} and {day}."""

    title: str
    meta: str
    day_style: str
    columns: Callable[[], list[Column[Row]]]
    rows: Callable[[int], Sequence[Row]]
    total: str


TOWN_SECURITY = Monthly(
    COUNTY_NAME + "{month}镇级保障情况统计表",
    "填报时间：{day}",
    "slashes",
    security_columns,
    town_months,
    "bottom",
)
CASES = Monthly(
    "防止返贫致贫对象识别认定时长（{month}）", "截至{day}", "dashes", case_columns, town_months, "top"
)
SITES = Monthly(
    "{month}易地搬迁安置点安全月报",
    "填报单位：县发改局　填报时间：{day}",
    "dashes",
    site_columns,
    sites_in,
    "",
)
LEADS = Monthly("{month}部门线索推送核实情况", "填报时间：{day}", "dots", lead_columns, leads_in, "bottom")
CALLS = Monthly(
    COUNTY_NAME + "12345政务服务便民热线{month}办理情况",
    "统计截止：{day}",
    "chinese",
    call_columns,
    calls_in,
    "top",
)


def month_sheets(kept: Monthly[Row], months: Sequence[int]) -> list[Sheet]:
    """One sheet per month, named by it."""
    made = []
    for month in months:
        filled = {"month": f"{YEAR}年{month}月", "day": spelling.day(month_end(month), kept.day_style)}
        title, meta = kept.title.format(**filled), kept.meta.format(**filled)
        made.append(sheet_with(title, meta, kept.columns(), kept.rows(month), f"{month}月", kept.total))
    return made


def income_sheets(year: int) -> list[Sheet]:
    """脱贫人口收入 since January, one sheet per quarter."""
    made = []
    for quarter in QUARTERS:
        title = f"{COUNTY_NAME}脱贫人口收入监测表（{year}年{QUARTER_NAMES[quarter]}）"
        meta = f"单位：元　填报时间：{quarter_end(quarter).replace(year=year)}"
        rows = incomes(year, quarter)
        made.append(sheet_with(title, meta, income_columns(), rows, f"{year}年{quarter}季度", "bottom"))
    return made


def write(folder: Path) -> None:
    """All workbooks of towns and units into a folder."""
    save(month_sheets(TOWN_SECURITY, MONTHS), folder / f"{MONTHLY}/镇级保障月报（{YEAR}年1—10月）.xlsx")
    save(month_sheets(CASES, MONTHS), folder / f"{MONTHLY}/识别认定时长（{YEAR}年1—10月）.xlsx")
    save(month_sheets(SITES, MONTHS), folder / f"{MONTHLY}/安置点安全月报（{YEAR}年1—10月）.xlsx")
    save(month_sheets(LEADS, MONTHS), folder / f"{MONTHLY}/部门线索推送（{YEAR}年1—10月）.xlsx")
    save(month_sheets(CALLS, MONTHS[:-1]), folder / f"{MONTHLY}/12345热线办理情况（{YEAR}年1—9月）.xlsx")
    save(month_sheets(CALLS, MONTHS[-1:]), folder / f"{MONTHLY}/12345热线办理情况（{YEAR}年10月）.xls")
    save(income_sheets(YEAR - 1), folder / f"{QUARTERLY}/脱贫人口收入（{YEAR - 1}年同期）.xlsx")
    save(income_sheets(YEAR), folder / f"{QUARTERLY}/脱贫人口收入（{YEAR}年一至三季度）.xlsx")
