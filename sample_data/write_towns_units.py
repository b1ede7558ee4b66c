"""Sheets whose rows are towns or units: insurance, cases, settlement sites, income, hotline, leads."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Generic

from sample_data import spelling
from sample_data.county import COUNTY_NAME
from sample_data.days import MONTHS, QUARTERS, YEAR, month_end, quarter_end
from sample_data.hotline import Calls, Leads, calls_in, leads_in
from sample_data.sheets import Sheet, save
from sample_data.tables import Column, Row, put_header, put_rows, put_total, summed, word
from sample_data.townships import Income, Sites, TownMonth, incomes, sites_in, town_months

MONTHLY = "02月报"
QUARTERLY = "03季报"
QUARTER_NAMES = ("", "一季度", "上半年", "前三季度")


def security_columns() -> list[Column[TownMonth]]:
    """镇级保障: schooling, insurance of all residents, pensions."""
    return [
        Column("乡镇", lambda row: row.town.name, word("合计")),
        Column("义务教育辍学人数", lambda row: row.dropouts, summed(lambda row: row.dropouts)),
        Column("城乡居民医保‖应参保人数", lambda row: row.insurable, summed(lambda row: row.insurable)),
        Column("城乡居民医保‖参保人数", lambda row: row.insured, summed(lambda row: row.insured)),
        Column("城乡居民医保‖参保率", lambda row: spelling.rate(row.insured, row.insurable, "text")),
        Column(
            "城乡居民养老保险‖应参保人数", lambda row: row.pensionable, summed(lambda row: row.pensionable)
        ),
        Column("城乡居民养老保险‖参保人数", lambda row: row.pensioned, summed(lambda row: row.pensioned)),
        Column("城乡居民养老保险‖参保率", lambda row: spelling.rate(row.pensioned, row.pensionable, "text")),
    ]


def case_columns() -> list[Column[TownMonth]]:
    return [
        Column("镇（街道）", lambda row: row.town.name, word("总计")),
        Column("认定件数", lambda row: row.cases, summed(lambda row: row.cases)),
        Column("识别认定天数合计", lambda row: row.days, summed(lambda row: row.days)),
        Column("平均天数", lambda row: round(row.days / row.cases, 1)),
    ]


def site_columns() -> list[Column[Sites]]:
    """安置点: 不适用 where a town has none."""

    def faults(title: str, of: str) -> Column[Sites]:
        return Column(f"未解决问题数‖{title}", lambda row: getattr(row, of) if row.has_sites else "不适用")

    return [
        Column("序号", lambda row: row.town.position),
        Column("乡镇", lambda row: row.town.name),
        faults("供水", "water"),
        faults("供暖", "heat"),
        faults("供电", "power"),
        faults("防火", "fire"),
    ]


def call_columns() -> list[Column[Calls]]:
    """domain.md 4.8: two sources under one header, 总计 on top, rates typed beside."""
    counts = (
        ("其中：12345热线‖按时办结", "hotline_in_time"), ("其中：政民互动‖按时办结", "web_in_time"),
        ("按时办结数", "in_time"), ("超时办结数", "late"), ("未办结数", "open"),
    )  # fmt: skip
    return [
        Column("序号", lambda row: None),
        Column("单位", lambda row: row.unit.short.split(";")[0], word("总计")),
        Column("派遣案件总数", lambda row: row.total, summed(lambda row: row.total)),
        *(
            Column(title, lambda row, of=of: getattr(row, of), summed(lambda row, of=of: getattr(row, of)))
            for title, of in counts
        ),
        Column("应办结数", lambda row: row.total, summed(lambda row: row.total)),
        Column("按时办结率", lambda row: spelling.rate(row.in_time, row.total, "text") or "—"),
        Column("有效回访件数", lambda row: row.called_back, summed(lambda row: row.called_back)),
        Column("满意件数", lambda row: row.satisfied, summed(lambda row: row.satisfied)),
        Column("满意率", lambda row: spelling.rate(row.satisfied, row.called_back, "text") or "—"),
        Column("重复工单数", lambda row: row.repeated, summed(lambda row: row.repeated)),
    ]


def lead_columns() -> list[Column[Leads]]:
    return [
        Column("部门", lambda row: row.unit.name, word("合计")),
        Column("推送线索数", lambda row: row.pushed, summed(lambda row: row.pushed)),
        Column("其中：命中", lambda row: row.hit, summed(lambda row: row.hit)),
        Column("已核实反馈数", lambda row: row.answered, summed(lambda row: row.answered)),
        Column("备注", lambda row: "条条有回音" if row.answered == row.pushed else None),
    ]


def income_columns() -> list[Column[Income]]:
    """Income in yuan, people, and the two numbers somebody worked out by hand."""
    return [
        Column("乡镇", lambda row: row.town.name, word("全县")),
        Column("脱贫人口数（人）", lambda row: row.people, summed(lambda row: row.people)),
        Column("脱贫人口总收入（元）", lambda row: row.yuan, summed(lambda row: row.yuan)),
        Column("人均纯收入（元）", lambda row: round(row.yuan / row.people)),
    ]


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
