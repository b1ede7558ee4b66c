"""Reading a large ledger: 100,000 rows × 20 columns, to statements, as a ratio to bare calamine in the same run.

Also a 300 × 25 report by village, with the start of the child process.
"""

import csv
import io
import json
import random
import resource
import subprocess
import sys
import time
import zipfile
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from xml.sax.saxutils import escape

import openpyxl
import pandas as pd
import python_calamine

from domain.places import roster
from domain.records import Alias, Form, Fund, HeaderWord, Indicator, Place, Record, Unit, meanings
from uploads.knowledge import Knowledge
from uploads.reading import read_workbook
from uploads.recognition import Hints, read
from uploads.sheets import column_letters

ROWS = 100_000
TOWNS, VILLAGES = 15, 20
TODAY = date(2026, 11, 21)
CATALOGUE = Path(__file__).parents[1] / "catalogue"
LEDGER = ("序号", "问题编号", "督查日期", "督查组", "乡镇", "村（社区）", "组/点位", "问题类别", "问题描述", "严重程度", "责任单位",
          "责任人", "整改时限", "整改情况", "完成时间", "复查时间", "复查结果", "是否曝光", "扣分", "备注")  # fmt: skip


def main() -> None:
    with TemporaryDirectory() as folder:
        for name, content, limits in (
            ("2026年日督查问题台账.xlsx", large_ledger(), "8 s, 600 MB"),
            ("青石镇2026年11月中旬旬报.xlsx", small_report(), "1 s"),
        ):
            path = Path(folder) / name
            path.write_bytes(content)
            print_measured(path, limits)


def print_measured(path: Path, limits: str) -> None:
    """One file in a process of its own, so that its memory is its own."""
    command = [sys.executable, "-m", "bench.reading", str(path)]
    found = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
    ratio = found["seconds"] / found["floor"]
    print(f"{path.name}: {found['cells']:,} cells, {found['said']:,} said, {found['issues']} issues")
    print(
        f"   read and checked {found['seconds']:.2f} s = {ratio:.1f} × calamine alone ({found['floor']:.2f} s)"
    )
    print(f"   memory {found['own']} MB and {found['child']} MB in the child; limit {limits}")


def measure(path: Path) -> None:
    known = knowledge()
    content = path.read_bytes()
    started = time.perf_counter()
    reading = read(read_workbook(content, path.name), known, Hints())
    seconds = time.perf_counter() - started
    own, child = peak_mb(), resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
    measured = {"seconds": seconds, "floor": seconds_of_calamine(content), "own": own, "child": child}
    print(
        json.dumps(measured | {"cells": reading.cells, "said": reading.said, "issues": len(reading.issues)})
    )


def peak_mb() -> int:
    """The most memory this process ever held, in MB; ru_maxrss would carry over what started it."""
    status = Path("/proc/self/status").read_text()
    return int(next(line for line in status.splitlines() if line.startswith("VmHWM")).split()[1]) // 1024


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
    measure(Path(sys.argv[1])) if len(sys.argv) > 1 else main()
