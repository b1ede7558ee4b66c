"""镇村名册: the county in January, and again after the merger of 1 July; with the units that answer."""

from datetime import date
from pathlib import Path

from sample_data.county import COUNTY_NAME, Town, Unit, Village, towns, units, villages
from sample_data.days import MERGER_DAY, YEAR
from sample_data.saving import save
from sample_data.sheets import Sheet
from sample_data.tables import Column, put_header, put_rows, summed, word

FOLDER = "00名册"
KIND_WORDS = {"town": "乡镇政府", "department": "县直部门", "office": "领导小组办公室"}


def village_columns() -> list[Column[Village]]:
    """Codes are text: a spreadsheet turns twelve digits into 9.90101E+11."""
    return [
        Column("序号", lambda row: None),
        Column("乡镇", lambda row: row.town.name, word("合计"), merged=True),
        Column("村（社区）", lambda row: row.name),
        Column("统计用区划代码", lambda row: row.code),
        Column("村庄类型", lambda row: row.category),
        Column("村属性", lambda row: row.tags or None),
        Column("户籍户数", lambda row: row.households, summed(lambda row: row.households)),
        Column("户籍人口", lambda row: row.population, summed(lambda row: row.population)),
    ]


def dated_columns() -> list[Column[Village]]:
    """The columns the merger adds."""
    return [
        *village_columns(),
        Column("生效日期", lambda row: row.valid_from),
        Column("撤销日期", lambda row: row.valid_to),
        Column("由哪些村并入", lambda row: "、".join(row.predecessors) or None),
    ]


def town_columns() -> list[Column[Town]]:
    return [
        Column("序号", lambda row: row.position),
        Column("乡镇", lambda row: row.name),
        Column("行政区划代码", lambda row: row.code),
    ]


def unit_columns() -> list[Column[Unit]]:
    return [
        Column("序号", lambda row: units().index(row) + 1),
        Column("单位名称", lambda row: row.name),
        Column("单位类别", lambda row: KIND_WORDS[row.kind]),
        Column("对应乡镇", lambda row: row.town.name if row.town else None),
        Column("分管领导", lambda row: row.leader),
        Column("简称", lambda row: row.short),
    ]


def listed(rows: list[Village]) -> list[Column[Village]]:
    """The columns with running numbers."""
    columns = dated_columns() if any(row.predecessors for row in rows) else village_columns()
    return [Column("序号", lambda row: rows.index(row) + 1), *columns[1:]]


def before_merger() -> list[Village]:
    """The 121 villages as January knows them: none has an end."""
    return [village for village in villages() if not village.predecessors]


def village_sheet(title: str, rows: list[Village], columns: list[Column[Village]]) -> Sheet:
    sheet = Sheet("村名册")
    sheet.put(1, 1, title, across=len(columns))
    sheet.put(2, 1, "填报单位：县委农办")
    at = put_header(sheet, 3, 1, columns)
    sheet.header_rows = (3, at - 1)
    put_rows(sheet, at, 1, columns, rows)
    return sheet


def town_sheet() -> Sheet:
    sheet = Sheet("乡镇")
    sheet.put(1, 1, f"{COUNTY_NAME}乡镇名册", across=3)
    put_rows(sheet, put_header(sheet, 2, 1, town_columns()), 1, town_columns(), towns())
    return sheet


def unit_sheet() -> Sheet:
    sheet = Sheet("单位")
    sheet.put(1, 1, f"{COUNTY_NAME}责任单位名册", across=6)
    put_rows(sheet, put_header(sheet, 2, 1, unit_columns()), 1, unit_columns(), units())
    return sheet


def sheets_of(day: date) -> list[Sheet]:
    """The roster as it was written on a day."""
    if day < MERGER_DAY:
        rows = before_merger()
        columns = [Column("序号", lambda row: rows.index(row) + 1), *village_columns()[1:]]
        return [village_sheet(f"{COUNTY_NAME}{YEAR}年镇村名册", rows, columns), town_sheet(), unit_sheet()]
    rows = list(villages())
    title = f"{COUNTY_NAME}镇村名册（{day.year}年{day.month}月并村后）"
    return [village_sheet(title, rows, listed(rows)), town_sheet(), unit_sheet()]


def write(folder: Path) -> None:
    """Both rosters into a folder."""
    save(sheets_of(date(YEAR, 1, 5)), folder / f"{FOLDER}/{COUNTY_NAME}镇村名册（{YEAR}年初）.xlsx")
    save(sheets_of(date(YEAR, 7, 1)), folder / f"{FOLDER}/{COUNTY_NAME}镇村名册（{YEAR}年7月并村后）.xlsx")
