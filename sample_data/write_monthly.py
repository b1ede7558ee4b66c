"""县级部门月报: one county-wide sheet per month, villages under merged towns, subtotals and totals as each office likes."""

from collections.abc import Sequence
from itertools import groupby
from pathlib import Path

from sample_data import spelling
from sample_data.county import COUNTY_NAME
from sample_data.days import MONTHS, YEAR, month_end
from sample_data.sheets import Sheet, save
from sample_data.support import Monitoring, Security, monitoring_in, security_in
from sample_data.tables import Column, Row, put_header, put_rows, put_total, summed, word

FOLDER = "02月报"
HISTORY = MONTHS[:-1]
LAST_MONTH = MONTHS[-1]


def village_columns() -> tuple[Column[Monitoring], ...]:
    """乡镇 merged down, then the village."""
    return (
        Column("乡镇", lambda row: row.village.town.name, word("合计"), merged=True),
        Column("村", lambda row: row.village.name, word("—")),
    )


def monitoring_columns() -> list[Column[Monitoring]]:
    """domain.md 4.6: three kinds, households and people; the share cleared typed beside its parts."""

    def pair(title: str, households: str, people: str) -> list[Column[Monitoring]]:
        return [
            Column(
                f"{title}‖户",
                lambda row: getattr(row, households),
                summed(lambda row: getattr(row, households)),
            ),
            Column(f"{title}‖人", lambda row: getattr(row, people), summed(lambda row: getattr(row, people))),
        ]

    def one(title: str, of: str) -> Column[Monitoring]:
        return Column(title, lambda row: getattr(row, of), summed(lambda row: getattr(row, of)))

    return [
        *village_columns(),
        *pair("监测对象合计", "registered", "people"),
        *pair("脱贫不稳定户", "unstable", "unstable_people"),
        *pair("边缘易致贫户", "marginal", "marginal_people"),
        *pair("突发严重困难户", "sudden", "sudden_people"),
        one("本期新增‖户", "new"),
        *pair("已消除风险", "cleared", "cleared_people"),
        one("未消除‖户", "uncleared"),
        Column("消除率", lambda row: spelling.rate(row.cleared, row.registered, "text"), rate_of_all),
        one("帮扶措施落实‖户", "helped"),
        one("观察期回访‖应回访户数", "due_visits"),
        one("观察期回访‖按期回访户数", "made_visits"),
        Column("备注", lambda row: None),
    ]


def rate_of_all(rows: Sequence[Monitoring]) -> spelling.Cell:
    return spelling.rate(sum(r.cleared for r in rows), sum(r.registered for r in rows), "text")


def insurance_columns() -> list[Column[Security]]:
    """县医疗保障局: the key group only."""
    return [
        Column("序号", lambda row: None, word("合计")),
        Column("镇", lambda row: row.village.town.name, merged=True),
        Column("行政村", lambda row: row.village.name),
        Column("脱贫人口和监测对象‖应参保人数", lambda row: row.insurable, summed(lambda row: row.insurable)),
        Column("脱贫人口和监测对象‖已参保人数", lambda row: row.insured, summed(lambda row: row.insured)),
        Column(
            "脱贫人口和监测对象‖未参保人数",
            lambda row: row.insurable - row.insured,
            summed(lambda row: row.insurable - row.insured),
        ),
        Column(
            "脱贫人口和监测对象‖参保率（%）",
            lambda row: spelling.rate(row.insured, row.insurable, "number"),
            insured_of_all,
        ),
    ]


def insured_of_all(rows: Sequence[Security]) -> spelling.Cell:
    return spelling.rate(sum(r.insured for r in rows), sum(r.insurable for r in rows), "number")


def work_columns() -> list[Column[Security]]:
    """县人力资源和社会保障局: work of people out of poverty, and wages of 公益性岗位."""
    return [
        Column("乡镇", lambda row: row.village.town.name, word("总计"), merged=True),
        Column("村（社区）", lambda row: row.village.name),
        Column("脱贫人口务工‖年度目标人数", lambda row: row.work_target, summed(lambda row: row.work_target)),
        Column("脱贫人口务工‖务工人数", lambda row: row.working, summed(lambda row: row.working)),
        Column(
            "脱贫人口务工‖完成率",
            lambda row: spelling.rate(row.working, row.work_target, "wide sign"),
            work_of_all,
        ),
        Column("零就业户数", lambda row: row.workless, summed(lambda row: row.workless)),
        Column("公益性岗位工资‖应发人次", lambda row: row.wages_due, summed(lambda row: row.wages_due)),
        Column("公益性岗位工资‖已发人次", lambda row: row.wages_paid, summed(lambda row: row.wages_paid)),
        Column("备注", lambda row: "9月资金未下达" if row.wages_paid == 0 else None),
    ]


def work_of_all(rows: Sequence[Security]) -> spelling.Cell:
    return spelling.rate(sum(r.working for r in rows), sum(r.work_target for r in rows), "wide sign")


def housing_columns() -> list[Column[Security]]:
    """县住房和城乡建设局: houses still to be made safe."""
    return [
        Column("乡镇", lambda row: row.village.town.name, word("合计"), merged=True),
        Column("村", lambda row: row.village.name),
        Column(
            "农房安全隐患未整改（户）", lambda row: row.unsafe_houses, summed(lambda row: row.unsafe_houses)
        ),
        Column("备注", lambda row: None),
    ]


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
