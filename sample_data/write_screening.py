"""排查轮次: the first two rounds in one workbook, the third as an .xls with other words for the same columns."""

from collections.abc import Sequence
from pathlib import Path

from sample_data import spelling
from sample_data.county import COUNTY_NAME
from sample_data.days import YEAR
from sample_data.saving import save
from sample_data.screening import ROUNDS, Screening, screening_in
from sample_data.sheets import Sheet
from sample_data.tables import Column, put_header, put_rows, put_total, summed, word

FOLDER = "02月报"
WORDS = ("", "一", "二", "三")
EARLIER = f"{FOLDER}/防返贫集中排查情况（{YEAR}年第一、二轮）.xlsx"
THIRD = f"{FOLDER}/{YEAR}年第三轮集中排查汇总表.xls"


def count(title: str, of: str) -> Column[Screening]:
    return Column(title, lambda row: getattr(row, of), summed(lambda row: getattr(row, of)))


def earlier_columns() -> list[Column[Screening]]:
    """Two header rows, towns merged, the rate typed as text."""
    return [
        Column("乡镇", lambda row: row.village.town.name, word("合计"), merged=True),
        Column("村", lambda row: row.village.name, word("—")),
        Column("排查轮次‖应排查", lambda row: row.due_rounds),
        Column("排查轮次‖实排查", lambda row: row.held_rounds),
        count("排查户数‖应排查", "due"),
        count("排查户数‖已排查", "screened"),
        Column("排查覆盖率", lambda row: spelling.rate(row.screened, row.due, "text"), covered_of_all),
        count("排查人数", "people"),
        count("新识别‖户数", "found"),
        count("新识别‖人数", "found_people"),
        Column("备注", lambda row: None if row.screened else "本轮未排查"),
    ]


def third_columns() -> list[Column[Screening]]:
    """One header row, other words, the rate as a number of percent."""
    return [
        Column("序号", lambda row: None, word("合计")),
        Column("镇", lambda row: row.village.town.name, merged=True),
        Column("行政村", lambda row: row.village.name),
        Column("应排查轮次", lambda row: row.due_rounds),
        Column("实排查轮次", lambda row: row.held_rounds),
        count("应排查农户数", "due"),
        count("实际排查户数", "screened"),
        Column("覆盖率（%）", lambda row: spelling.rate(row.screened, row.due, "number"), covered_number),
        count("排查人口", "people"),
        count("新发现户数", "found"),
        count("新发现人数", "found_people"),
    ]


def covered_of_all(rows: Sequence[Screening]) -> spelling.Cell:
    return spelling.rate(sum(r.screened for r in rows), sum(r.due for r in rows), "text")


def covered_number(rows: Sequence[Screening]) -> spelling.Cell:
    return spelling.rate(sum(r.screened for r in rows), sum(r.due for r in rows), "number")


def round_sheet(number: int) -> Sheet:
    """The days of the round stand under the title: no calendar knows them."""
    columns = earlier_columns() if number < 3 else third_columns()
    rows, sheet = screening_in(number), Sheet(f"第{WORDS[number]}轮")
    first, last = ROUNDS[number]
    title = (
        f"{COUNTY_NAME}{YEAR}年第{WORDS[number]}轮防返贫集中排查情况{'统计表' if number < 3 else '汇总表'}"
    )
    sheet.put(1, 1, title, across=len(columns))
    days = f"排查时间：{first.month}月{first.day}日至{last.month}月{last.day}日"
    sheet.put(2, 1, f"{days}　　填报单位：县农业农村局")
    at = put_header(sheet, 3, 1, columns)
    sheet.header_rows = (3, at - 1)
    if number < 3:
        at = put_total(sheet, at, 1, columns, rows)
    at = put_rows(sheet, at, 1, columns, rows)
    if number == 3:
        put_total(sheet, at, 1, columns, rows)
    return sheet


def write(folder: Path) -> None:
    """The workbooks of the three rounds into a folder."""
    save([round_sheet(1), round_sheet(2)], folder / EARLIER)
    save([round_sheet(3)], folder / THIRD)
