"""人居环境旬报 as files: one workbook per town for the 29 旬 to 10月中旬, one file per town and 旬 after that."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from sample_data import sanitation_columns as first_four
from sample_data import sanitation_columns_more as last_four
from sample_data import spelling
from sample_data.county import Town, official, towns
from sample_data.days import XUNS, YEAR, Xun
from sample_data.sanitation import WITHOUT_SEWAGE, Sanitation, sanitation_in
from sample_data.saving import save
from sample_data.sheets import Sheet
from sample_data.tables import Column, put_header, put_numbers, put_rows, put_total

HISTORY = XUNS[:29]
RECENT = XUNS[29:]
FOLDER = "01人居环境旬报"

# 10月下旬 of 梨园镇: 茶亭村 typed 181 for 151, corrected in a second workbook (README.md, story 5).
MISTYPED = "梨园镇茶亭村"
MISTYPED_XUN = XUNS[29]
MISTYPED_BY = 30


@dataclass(frozen=True, slots=True)
class Layout:
    """How one town keeps the sheet. `title` and file names take {town} {year} {xun} {month}; `total` is top, bottom or ''."""

    columns: Callable[[list[str]], list[Column[Sanitation]]]
    title: str
    meta: tuple[str, ...]
    file: str
    day_style: str
    total: str = "bottom"
    left: int = 1
    top: int = 1
    numbered: bool = False
    keeps_last: bool = False
    notes: tuple[str, ...] = ()
    ending: str = ".xlsx"


SIGNED = "填表人：{clerk}　　　审核人：{chief}　　　联系电话："
LAYOUTS: dict[str, Layout] = {
    "青石镇": Layout(
        first_four.qingshi, "{town}{year}年{xun}农村人居环境整治旬报表",
        ("填报单位（盖章）：{town}人民政府", "填报时间：{day}", "单位：户、个"),
        "青石镇人居环境{xun}报表", "chinese", notes=(SIGNED,),
    ),
    "云溪镇": Layout(
        first_four.yunxi, "{year}年{xun}{town}农村人居环境整治情况统计表", ("填报单位：{town}　　数据截至：{day}",),
        "云溪镇{xun}人居环境旬报", "dashes", total="top", numbered=True, keeps_last=True,
        notes=("备注：1.农户总数含在外务工户。2.一宅一厕。",),
    ),
    "松岗镇": Layout(
        first_four.songgang, "{town}人居环境整治{year}年{xun}统计表", ("填报时间：{day}",),
        "松岗镇-{year}年{xun}人居环境统计表", "dots", total="", notes=("填表人：{clerk}",),
    ),
    "石桥镇": Layout(
        first_four.shiqiao, "{town}{year}年{xun}村级人居环境旬报", ("填报单位：{town}人民政府　填报时间：{day}",),
        "石桥镇人居环境旬报（{xun}）", "chinese", notes=(SIGNED,), ending=".xls",
    ),
    "双塘镇": Layout(
        last_four.shuangtang, "{town}农村人居环境情况（{year}年{xun}）", ("填报单位：{town}人民政府", "时间：{day}"),
        "双塘镇{xun}农村人居环境情况", "slashes", left=2, top=3,
        notes=("说明：1.“应计户数”为常住农户，长期无人居住的宅不计。", "　　　2.普及率为约数。", SIGNED),
    ),
    "梨园镇": Layout(
        last_four.liyuan, "{town}人居环境旬报（{year}年{xun}）", ("单位：{town}人民政府　　填报日期：{day}",),
        "梨园人居环境{month}月{part}", "short", notes=("审核：{chief}　填报：{clerk}",),
    ),
    "望峰乡": Layout(
        last_four.wangfeng, "望峰乡农村人居环境整治进展情况（{year}年{xun}）", ("截至{day}",),
        "望峰乡人居环境旬报{digits}", "dots", notes=("说明：未列入的村本旬未报。", "填表人：{clerk}"),
    ),
    "柳湾乡": Layout(
        last_four.liuwan, "{town}{year}年{xun}人居环境旬报", ("填报单位：{town}　　填报时间：{day}",),
        "柳湾乡人居旬报{xun}", "short", total="top", notes=("注：“—”为村未报。",),
    ),
}  # fmt: skip


def words(town: Town, xun: Xun) -> dict[str, object]:
    """What titles and file names are filled with."""
    return {
        "town": town.name,
        "year": YEAR,
        "xun": xun.name,
        "month": xun.month,
        "part": xun.name[-2:],
        "day": spelling.day(xun.cutoff, LAYOUTS[town.name].day_style),
        "digits": f"{xun.cutoff:%Y%m%d}",
        "clerk": official("clerk", town.name),
        "chief": official("chief", town.name),
    }


def listed(town: Town, xun: Xun) -> list[Sanitation]:
    """The rows a town lists: 望峰乡 leaves the silent villages out, 柳湾乡 lists them with dashes."""
    mine = [row for row in sanitation_in(xun) if row.village.town == town]
    return [row for row in mine if row.reported or town.name == "柳湾乡"]


def typed(rows: list[Sanitation]) -> list[Sanitation]:
    """The rows with the slip of the keyboard in them."""
    return [
        replace(row, toilets=row.toilets + MISTYPED_BY) if row.village.key == MISTYPED else row
        for row in rows
    ]


def sheet_of(town: Town, xun: Xun, rows: list[Sanitation], name: str) -> Sheet:
    """One 旬 of one town."""
    layout, filled = LAYOUTS[town.name], words(town, xun)
    columns = layout.columns([row.village.key for row in rows])
    if (town.name, xun) == WITHOUT_SEWAGE:
        columns = last_four.without_sewage(columns)
    sheet, left, at = Sheet(name), layout.left, layout.top
    sheet.put(at, left, layout.title.format(**filled), across=len(columns))
    step = max(1, len(columns) // len(layout.meta))
    for place, line in enumerate(layout.meta):
        sheet.put(at + 1, left + place * step, line.format(**filled))
    at = put_header(sheet, at + 2, left, columns)
    sheet.header_rows = (layout.top + 2, at - 1)
    if layout.numbered:
        at = put_numbers(sheet, at, left, columns)
    if layout.total == "top":
        at = put_total(sheet, at, left, columns, rows)
    at = put_rows(sheet, at, left, columns, rows)
    if layout.total == "bottom":
        at = put_total(sheet, at, left, columns, rows)
    for turn, line in enumerate(layout.notes):
        sheet.put(at + turn, left, line.format(**filled))
    return sheet


def history_sheets(town: Town) -> list[Sheet]:
    return [sheet_of(town, xun, listed(town, xun), xun.name) for xun in HISTORY]


def recent_sheets(town: Town, xun: Xun, *, corrected: bool) -> list[Sheet]:
    """The file of one town and 旬; 云溪镇 keeps the 旬 before in a hidden sheet."""
    rows = listed(town, xun)
    if xun == MISTYPED_XUN and not corrected:
        rows = typed(rows)
    sheets = [sheet_of(town, xun, rows, "Sheet1")]
    if LAYOUTS[town.name].keeps_last:
        before = XUNS[xun.number - 2]
        kept = sheet_of(town, before, listed(town, before), before.name)
        kept.hidden = True
        sheets.append(kept)
    return sheets


def history_file(town: Town) -> str:
    return f"{FOLDER}/{town.name}{YEAR}年人居环境旬报（1月上旬—10月中旬）{LAYOUTS[town.name].ending}"


def recent_file(town: Town, xun: Xun, *, corrected: bool = False) -> str:
    layout = LAYOUTS[town.name]
    return (
        f"{FOLDER}/{layout.file.format(**words(town, xun))}{'（更正）' if corrected else ''}{layout.ending}"
    )


def write(folder: Path) -> None:
    """All 旬报 workbooks into a folder."""
    for town in towns():
        save(history_sheets(town), folder / history_file(town))
        for xun in RECENT:
            save(recent_sheets(town, xun, corrected=False), folder / recent_file(town, xun))
    correcting = next(town for town in towns() if MISTYPED.startswith(town.name))
    sheets = recent_sheets(correcting, MISTYPED_XUN, corrected=True)
    save(sheets, folder / recent_file(correcting, MISTYPED_XUN, corrected=True))
