"""Our own ledger come back (DESIGN 1): the hidden sheet says of which change and day it was written, and which rows it had.

A cell that still holds what was written then is settled: it says what was known, however it would be read anew.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from domain.official_ledger import COLUMNS, TITLE, LedgerRow, Worth
from domain.parsing.dates import read_days
from domain.parsing.text import is_blank_word, tidy
from uploads.knowledge import Knowledge
from uploads.settings_sheets import OURS
from uploads.sheets import Cell, Workbook, shown


@dataclass(frozen=True, slots=True)
class OurLedger:
    """What the hidden sheet says: the change it was written at, its day, the numbers it listed; and those rows anew."""

    n: int
    day: date
    numbers: tuple[str, ...]
    rows: Mapping[str, LedgerRow]


def kept_texts(n: int, digest: str, day: date, numbers: tuple[str, ...]) -> tuple[str, ...]:
    """The texts of the hidden sheet, one a row; digest is the hash of the change, which tells this county from others."""
    return (TITLE, str(n), digest, day.isoformat(), *numbers)


def our_ledger(workbook: Workbook, knowledge: Knowledge) -> tuple[Workbook, OurLedger | None]:
    """The workbook without its hidden sheet, and what that says; None for anybody else's ledger or another county's."""
    sheet = next((one for one in workbook.sheets if one.name == OURS and one.width), None)
    if sheet is None:
        return workbook, None
    texts = [shown(cell) for cell in sheet.columns[0]]
    if len(texts) < 4 or texts[0] != TITLE or not texts[1].isdigit():
        return workbook, None
    others = replace(workbook, sheets=tuple(one for one in workbook.sheets if one is not sheet))
    days = read_days(texts[3], year=None)
    if days.first is None:
        return others, None
    numbers = tuple(text for text in texts[4:] if text)
    rows = knowledge.written(int(texts[1]), texts[2], days.first, numbers)
    return others, None if rows is None else OurLedger(int(texts[1]), days.first, numbers, rows)


def still_says(cell: Cell, written: Worth) -> bool:
    """Whether a cell holds what we wrote into it, however the office's program keeps it."""
    if written is None or cell is None:
        return cell is written or (isinstance(cell, str) and written is None and is_blank_word(cell))
    if isinstance(written, date):
        return read_days(cell, year=None).first == written
    if isinstance(written, float) and isinstance(cell, float):
        return abs(written - cell) < 1e-9
    return tidy(shown(cell)) == tidy(shown(written))


__all__ = ["COLUMNS", "OurLedger", "kept_texts", "our_ledger", "still_says"]
