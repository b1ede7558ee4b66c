"""Reading a large ledger: 100,000 rows × 20 columns, to statements, as a ratio to bare calamine in the same run.

Also a 300 × 25 report by village, with the start of the child process.
"""

import csv
import io
import random
import resource
import time
import zipfile
from datetime import date, timedelta
from pathlib import Path
from xml.sax.saxutils import escape

import openpyxl
import pandas as pd
import python_calamine

from domain.places import roster
from domain.records import Alias, Form, Fund, HeaderWord, Indicator, Place, Record, Unit, meanings
from uploads.knowledge import Knowledge
from uploads.reading import read_workbook
from uploads.recognition import Hints, Reading, read
from uploads.sheets import column_letters

ROWS = 100_000
TOWNS, VILLAGES = 15, 20
TODAY = date(2026, 11, 21)
CATALOGUE = Path(__file__).parents[1] / "catalogue"
LEDGER = ("序号", "问题编号", "督查日期", "督查组", "乡镇", "村（社区）", "组/点位", "问题类别", "问题描述", "严重程度", "责任单位",
          "责任人", "整改时限", "整改情况", "完成时间", "复查时间", "复查结果", "是否曝光", "扣分", "备注")  # fmt: skip


def main() -> None:
    ledger = large_ledger()
    floor = seconds_of_calamine(ledger)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    reading, seconds = timed(ledger, "2026年日督查问题台账.xlsx")
    own, child = (
        resource.getrusage(who).ru_maxrss // 1024 for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    print(
        f"{ROWS:,} × {len(LEDGER)}: calamine alone {floor:.2f} s, read and checked {seconds:.2f} s = {seconds / floor:.1f} ×"
    )
    print(
        f"   {reading.cells:,} cells: {reading.said:,} said, {len(reading.issues)} issues; limit 8 s, 600 MB"
    )
    print(f"   memory: child {child} MB, parent {own} MB (before it {before // 1024} MB)")
    report = small_report()
    reading, seconds = timed(report, "青石镇2026年11月中旬旬报.xlsx")
    print(
        f"300 × 25: {seconds:.2f} s = {seconds / seconds_of_calamine(report):.0f} × calamine; limit 1 s; {reading.said:,} said"
    )


def timed(content: bytes, name: str) -> tuple[Reading, float]:
    known = knowledge()
    started = time.perf_counter()
    reading = read(read_workbook(content, name), known, Hints())
    return reading, time.perf_counter() - started


def seconds_of_calamine(content: bytes) -> float:
    started = time.perf_counter()
    python_calamine.load_workbook(io.BytesIO(content)).get_sheet_by_index(0).to_python()
    return time.perf_counter() - started


def large_ledger() -> bytes:
    """日督查 problems of three years, as the office keeps them: every text and day of its own."""
    chance = random.Random(1)
    rows: list[tuple[object, ...]] = [
        ("云岭县日督查问题台账",),
        ("填报单位：县人居办　填报时间：2026年11月19日",),
        LEDGER,
    ]
    for n in range(1, ROWS + 1):
        day = date(2024, 1, 1) + timedelta(days=n * 1000 // ROWS)
        done = day + timedelta(days=chance.randrange(5))
        town = chance.randrange(TOWNS)
        rows.append(
            (
                n, f"日督-{day:%Y%m%d}-{n:06d}", day.isoformat(), "第一督查组", f"第{town}镇", f"村{town}x{chance.randrange(VILLAGES)}",
                f"{chance.randrange(9)}组", "垃圾积存", f"沟边存量垃圾约{chance.randrange(10**6)}方", "一般",
                f"第{town}镇人民政府", f"村干部{chance.randrange(300)}", (day + timedelta(days=3)).isoformat(), "已清理到位",
                done.isoformat(), done.isoformat(), "通过", "否", 2, f"第{n}条",
            )
        )  # fmt: skip
    return written(rows)


def small_report() -> bytes:
    """300 villages × 25 columns, most of them columns nobody asked for."""
    chance = random.Random(2)
    head = [
        "序号",
        "乡镇",
        "村",
        "自然村数",
        "应计户数",
        "卫生厕所户数",
        "卫生厕所普及率",
        "无害化卫生厕所户数",
    ]
    rows: list[tuple[object, ...]] = [
        ("云岭县2026年11月中旬村级人居环境旬报",),
        tuple(head + [f"其他{n}" for n in range(17)]),
    ]
    for n in range(TOWNS * VILLAGES):
        base, toilets = 200 + chance.randrange(100), 100 + chance.randrange(90)
        values = (
            n + 1,
            f"第{n // VILLAGES}镇",
            f"村{n // VILLAGES}x{n % VILLAGES}",
            8,
            base,
            toilets,
            f"{toilets * 100 / base:.1f}%",
            90,
        )
        rows.append((*values, *(chance.randrange(100) for _ in range(17))))
    return written(rows)


def written(rows: list[tuple[object, ...]]) -> bytes:
    """An .xlsx with these rows; its sheet is written as XML at once, because openpyxl needs 18 s for two million cells."""
    shell = io.BytesIO()
    openpyxl.Workbook().save(shell)
    body = "".join(
        f'<row r="{r}">{"".join(map(cell, range(len(row)), row, [r] * len(row)))}</row>'
        for r, row in enumerate(rows, 1)
    )
    sheet = f'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{body}</sheetData></worksheet>'
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(shell) as old,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as new,
    ):
        for name in old.namelist():
            new.writestr(name, sheet if name.endswith("sheet1.xml") else old.read(name))
    return stream.getvalue()


def cell(column: int, value: object, row: int) -> str:
    place = f"{column_letters(column)}{row}"
    if isinstance(value, int):
        return f'<c r="{place}"><v>{value}</v></c>'
    return f'<c r="{place}" t="inlineStr"><is><t>{escape(str(value))}</t></is></c>'


def knowledge() -> Knowledge:
    """A county of 300 villages with the shipped catalogue."""
    places = [Place(place="C01", name="云岭县", level="county")]
    units = []
    for town in range(TOWNS):
        key = f"T{town + 1:02d}"
        places.append(Place(place=key, name=f"第{town}镇", level="town", parent="C01", position=town))
        units.append(Unit(unit=f"U{town + 1:02d}", name=f"第{town}镇人民政府", kind="town", place=key))
        for n in range(VILLAGES):
            number = town * VILLAGES + n
            places.append(
                Place(
                    place=f"V{number:04d}", name=f"村{town}x{n}", level="village", parent=key, position=number
                )
            )
    return Knowledge(
        roster=roster(frame(Place, places), frame(Alias, [])), units=frame(Unit, units), indicators=shipped(Indicator, "indicators"),
        header_words=shipped(HeaderWord, "header_words"), forms=shipped(Form, "forms"),
        projects=pd.DataFrame(columns=["project", "name", "year", "place"]), funds=frame(Fund, []), today=TODAY,
    )  # fmt: skip


def shipped(record: type[Record], name: str) -> pd.DataFrame:
    with (CATALOGUE / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = [record.model_validate({k: v for k, v in row.items() if v}) for row in csv.DictReader(file)]
    return frame(record, rows)


def frame(record: type[Record], rows: list[Record]) -> pd.DataFrame:
    return pd.DataFrame([row.model_dump() for row in rows], columns=list(meanings(record)))


if __name__ == "__main__":
    main()
