"""Workbooks as a clerk brings them: the sample county's own, with cells corrected on the way."""

from io import BytesIO
from pathlib import Path

import openpyxl

SAMPLE = Path(__file__).parents[2] / "sample_data"
TOWN = "云溪镇11月中旬人居环境旬报.xlsx"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def corrected(cells: dict[str, object], name: str = TOWN) -> bytes:
    """A sample workbook with these cells of its first sheet changed, e.g. {"F9": 518}."""
    [path] = (SAMPLE / "workbooks").glob(f"*/{name}")
    book = openpyxl.load_workbook(path)
    for address, worth in cells.items():
        book.worksheets[0][address] = worth
    kept = BytesIO()
    book.save(kept)
    return kept.getvalue()


def at_the_door(words: str) -> tuple[str, bytes, str]:
    """A workbook with something wrong in it, as the uploader takes files."""
    [path] = (SAMPLE / "door").glob(f"*{words}*")
    return (path.name, path.read_bytes(), XLSX)
