"""季报: 村集体经济 in 万元 and, once, in 元; 供水 and 积分制 as one workbook each."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from pathlib import Path

from sample_data import spelling
from sample_data.county import COUNTY_NAME
from sample_data.days import QUARTERS, YEAR, quarter_end
from sample_data.economy import Economy, Living, economy_in, living_in
from sample_data.saving import save
from sample_data.sheets import Sheet
from sample_data.tables import Column, put_header, put_numbers, put_rows, put_total, summed, word

FOLDER = "03季报"
NAMES = ("", "一季度", "上半年", "前三季度")
WEAK_LINE = 5_000_000

Money = Callable[[int], float]


def income(title: str, of: str, money: Money) -> Column[Economy]:
    """An amount with its sum."""
    return Column(
        title, lambda row: money(getattr(row, of)), lambda rows: money(sum(getattr(r, of) for r in rows))
    )


def growth(row: Economy) -> spelling.Cell:
    """同比增长 as the office works it out, against a quarter's share of last year."""
    base = row.last_year * row.quarter // 4
    return f"{(Decimal(row.total - base) * 100 / base).quantize(Decimal('0.1'))}%"


def band(row: Economy) -> str:
    yearly = row.operating * 4 // row.quarter
    limits = ((WEAK_LINE // 10, "5万以下"), (WEAK_LINE // 5, "5—10万"), (WEAK_LINE, "10—50万"))
    return next((name for limit, name in limits if yearly < limit * 100 // 10), "50万以上")


def dividends(row: Economy) -> str:
    if not row.dividend_due:
        return "不适用"
    return "是" if row.dividend_paid else "否"


def economy_columns(money: Money, unit: str) -> list[Column[Economy]]:
    """domain.md 4.7: the five parts under 其中, the operating income apart."""
    return [
        Column("序号", lambda row: None, word("合计")),
        Column("乡镇", lambda row: row.village.town.name, merged=True),
        Column("村", lambda row: row.village.name),
        income(f"上年收入{unit}", "last_year", money),
        income(f"本年累计收入{unit}", "total", money),
        income("其中‖经营收入", "run", money),
        income("其中‖发包及上交收入", "lease", money),
        income("其中‖投资收益", "returns", money),
        income("其中‖补助收入", "subsidy", money),
        income("其中‖其他收入", "other", money),
        income(f"经营性收入{unit}", "operating", money),
        Column("同比增长", growth),
        Column("是否分红", dividends),
        Column("收入档次", band),
        Column("备注", lambda row: "合并后" if row.village.predecessors else None),
    ]


def economy_sheet(quarter: int, money: Money, unit: str, named: str) -> Sheet:
    columns, rows, sheet = economy_columns(money, unit), economy_in(quarter), Sheet(f"{quarter}季度")
    sheet.put(1, 1, f"{COUNTY_NAME}{YEAR}年{NAMES[quarter]}村级集体经济收入情况统计表", across=len(columns))
    sheet.put(2, 1, "填报单位：县农业农村局（农经站）")
    sheet.put(2, 6, f"填报时间：{spelling.day(quarter_end(quarter), 'chinese')}")
    sheet.put(2, 12, f"单位：{named}")
    at = put_header(sheet, 3, 1, columns)
    sheet.header_rows = (3, at - 1)
    at = put_rows(sheet, at, 1, columns, rows)
    at = put_total(sheet, at, 1, columns, rows)
    sheet.put(at, 1, "说明：1.收入为年初至期末累计。2.薄弱村按经营性收入认定。")
    return sheet


def living_sheet(quarter: int, columns: list[Column[Living]], title: str) -> Sheet:
    rows, sheet = living_in(quarter), Sheet(f"{YEAR}年{quarter}季度")
    sheet.put(1, 1, title.format(quarter=f"{YEAR}年第{quarter}季度"), across=len(columns))
    sheet.put(2, 1, f"数据截至：{quarter_end(quarter)}")
    at = put_header(sheet, 3, 1, columns)
    sheet.header_rows = (3, at - 1)
    at = put_numbers(sheet, at, 1, columns)
    at = put_rows(sheet, at, 1, columns, rows)
    put_total(sheet, at, 1, columns, rows)
    return sheet


def place_columns() -> tuple[Column[Living], ...]:
    return (
        Column("镇处", lambda row: row.village.town.name, word("全县合计"), merged=True),
        Column("村（居）委会", lambda row: row.village.name),
    )


def water_columns() -> list[Column[Living]]:
    return [
        *place_columns(),
        Column("农村人口（人）", lambda row: row.people, summed(lambda row: row.people)),
        Column("自来水受益人口（人）", lambda row: row.tapped, summed(lambda row: row.tapped)),
        Column("自来水普及率", lambda row: spelling.rate(row.tapped, row.people, "text"), tapped_of_all),
    ]


def tapped_of_all(rows: Sequence[Living]) -> spelling.Cell:
    return spelling.rate(sum(r.tapped for r in rows), sum(r.people for r in rows), "text")


def point_columns() -> list[Column[Living]]:
    return [
        *place_columns(),
        Column(
            "是否推行积分制",
            lambda row: spelling.yes(row.pointed, "word"),
            lambda rows: sum(r.pointed for r in rows),
        ),
    ]


def write(folder: Path) -> None:
    """All quarterly workbooks of villages into a folder."""
    in_wan, in_yuan = (spelling.wan, "（万元）", "万元"), (spelling.yuan, "", "元")
    save([economy_sheet(1, *in_wan)], folder / f"{FOLDER}/村集体经济收入（{YEAR}年一季度）.xlsx")
    save([economy_sheet(2, *in_yuan)], folder / f"{FOLDER}/村集体经济收入（{YEAR}年二季度）.xls")
    save([economy_sheet(3, *in_wan)], folder / f"{FOLDER}/村集体经济收入（{YEAR}年三季度）.xlsx")
    water = [living_sheet(q, water_columns(), "农村自来水普及情况（{quarter}）") for q in QUARTERS]
    save(water, folder / f"{FOLDER}/水利局农村供水（{YEAR}年一至三季度）.xlsx")
    points = [living_sheet(q, point_columns(), "村级治理积分制推行情况（{quarter}）") for q in QUARTERS]
    save(points, folder / f"{FOLDER}/乡村治理积分制（{YEAR}年一至三季度）.xlsx")
