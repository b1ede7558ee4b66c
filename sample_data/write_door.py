"""Workbooks that must stop at the door: kept apart from the others, never in the load order.

A list of households is made only when a test asks for it: its numbers look like real ones, so none is stored.
"""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from sample_data.chance import whole
from sample_data.county import Town, towns
from sample_data.days import YEAR
from sample_data.economy import economy_in
from sample_data.saving import save
from sample_data.sheets import Sheet
from sample_data.spelling import wan, yuan
from sample_data.toilets import LAST
from sample_data.write_quarterly import economy_columns, economy_sheet
from sample_data.write_sanitation import LAYOUTS, listed, sheet_of

FOLDER = "door"
UNIT_SLIP = f"{FOLDER}/村集体经济收入（{YEAR}年三季度，松岗镇误填为元）.xlsx"
UNKNOWN_VILLAGE = f"{FOLDER}/云溪镇11月中旬人居环境旬报（有不认识的村）.xlsx"
TRUNCATED = f"{FOLDER}/青石镇人居环境11月中旬报表（文件不完整）.xlsx"
SLIPS = f"{FOLDER}/双塘镇11月中旬农村人居环境情况（四处错）.xlsx"
HOUSEHOLDS = "监测对象明细（不得入库）.xlsx"

# What the unknown-village workbook writes instead of two names of the roster.
RENAMED = {"泉井村": "云合村", "樟树下村": "樟木下村"}
KEPT_SHARE = 0.6
SLIPPED_TOWN = "松岗镇"

ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
ID_LETTERS = "10X98765432"


def town_named(name: str) -> Town:
    return next(town for town in towns() if town.name == name)


def unit_slip() -> list[Sheet]:
    """前三季度 in 万元, with every amount of 松岗镇 typed in 元: ten thousand times too much."""
    sheet = economy_sheet(3, wan, "（万元）", "万元")
    columns, rows = economy_columns(yuan, ""), economy_in(3)
    top = next(row for row, column in sheet.cells if sheet.cells[row, column] == rows[0].village.name)
    for at, row in enumerate(rows):
        if row.village.town.name == SLIPPED_TOWN:
            for place, column in enumerate(columns, start=1):
                if 4 <= place <= 11:
                    sheet.cells[top + at, place] = column.cell(row)
    return [sheet]


def unknown_village() -> list[Sheet]:
    """One village that is in no roster, one that is nearly one that is."""
    town = town_named("云溪镇")
    sheet = sheet_of(town, LAST, listed(town, LAST), "Sheet1")
    for place, value in sheet.cells.items():
        if value in RENAMED:
            sheet.cells[place] = RENAMED[str(value)]
    return [sheet]


def four_slips() -> list[Sheet]:
    """A word for a number, more toilets than households, a typed rate that is not its parts, a total that is not its sum."""
    town = town_named("双塘镇")
    rows = listed(town, LAST)
    rows[2] = replace(rows[2], toilets=rows[2].eligible + 12)
    sheet = sheet_of(town, LAST, rows, "Sheet1")
    first = next(row for (row, _), value in sheet.cells.items() if value == rows[0].village.name)
    left = LAYOUTS[town.name].left
    sheet.cells[first + 1, left + 6] = "三十"
    sheet.cells[first + 4, left + 7] = "约66.6%"
    sheet.cells[first + len(rows), left + 6] = f"{sum(row.toilets for row in rows) + 100:,}户"
    return [sheet]


def id_number(*key: object) -> str:
    """Eighteen digits with a right check digit, in an area code nobody has."""
    born = date(1950, 1, 1) + timedelta(days=whole(0, 20_000, "born", *key))
    body = f"990101{born:%Y%m%d}{whole(0, 999, 'order', *key):03d}"
    return (
        body
        + ID_LETTERS[sum(int(digit) * weight for digit, weight in zip(body, ID_WEIGHTS, strict=True)) % 11]
    )


def households() -> list[Sheet]:
    """A summary sheet that may pass, and behind it a list of households that may not."""
    town = town_named("梨园镇")
    listing = Sheet("监测户明细")
    for place, title in enumerate(("序号", "村", "户主姓名", "身份证号码", "家庭人口", "致贫原因"), start=1):
        listing.put(1, place, title)
    for at, row in enumerate(listed(town, LAST), start=2):
        cells = (
            at - 1,
            row.village.name,
            "某某",
            id_number(row.village.key),
            whole(1, 6, "size", at),
            "因病",
        )
        for place, value in enumerate(cells, start=1):
            listing.put(at, place, value)
    return [sheet_of(town, LAST, listed(town, LAST), "Sheet1"), listing]


def write_households(folder: Path) -> Path:
    """The household list, into a temporary folder of the caller. Never called by `write`."""
    path = folder / HOUSEHOLDS
    save(households(), path)
    return path


def write(folder: Path) -> None:
    """The stored workbooks of the door."""
    save(unit_slip(), folder / UNIT_SLIP)
    save(unknown_village(), folder / UNKNOWN_VILLAGE)
    save(four_slips(), folder / SLIPS)
    town = town_named("青石镇")
    whole_file = folder / TRUNCATED
    save([sheet_of(town, LAST, listed(town, LAST), "Sheet1")], whole_file)
    content = whole_file.read_bytes()
    whole_file.write_bytes(content[: int(len(content) * KEPT_SHARE)])
