"""A column of a workbook from texts as the screen writes them: numbers become numbers, words stay words.

「83.1%」 is 0.831 shown as percent, 「5,650.80」 keeps its two decimals, 「82 / 107 个」 becomes two columns; 未报, 不适用,
待核 and every other word stay what they are: nothing missing becomes 0.
"""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

Worth = str | int | float | date | None

_NUMBER = re.compile(r"([+\-−]?)(\d[\d,]*(?:\.(\d+))?)\s*(%|[^\d\s%.,/，。；：<>（）]{0,4})")
_PARTS = re.compile(r"([+\-−]?[\d,.]+)\s*/\s*([+\-−]?[\d,.]+)\s*([^\d\s/]{0,4})")
# 「·」 is how a matrix writes 0; the other words are states, not numbers.
ZERO = "·"
GENERAL, PERCENT = "General", "%"


@dataclass(frozen=True, slots=True)
class Cell:
    """One value and the format its number is shown in; a text has the general format."""

    worth: Worth
    format: str = GENERAL


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """A head and the cells below it."""

    title: str
    cells: tuple[Cell, ...]


def columns_of(title: str, worths: Sequence[Worth]) -> list[SheetColumn]:
    """The column or, where its cells are 「分子 / 分母」, the two columns of a table's column.

    A unit that all numbers of a column share goes into its head: 「逾期（天）」.
    """
    texts = [_text(worth) for worth in worths]
    parts = [_PARTS.fullmatch(text) for text in texts]
    if any(parts) and all(found or not _has_digit(text) for found, text in zip(parts, texts, strict=True)):
        return _two_columns(title, texts, parts)
    units = {found[4] for text in texts if (found := _NUMBER.fullmatch(text))}
    unit = units.pop() if len(units) == 1 else ""
    head = f"{title}（{unit}）" if unit not in ("", PERCENT) and unit not in title else title
    return [SheetColumn(head, tuple(_cell(worth, unit) for worth in worths))]


def _two_columns(
    title: str, texts: Sequence[str], parts: Sequence[re.Match[str] | None]
) -> list[SheetColumn]:
    units = {found[3] for found in parts if found}
    unit = f"（{units.pop()}）" if len(units) == 1 and units != {""} else ""
    names = [part.strip() for part in title.split("/")]
    heads = names if len(names) == 2 else [f"{title}分子", f"{title}分母"]
    return [
        SheetColumn(
            f"{head}{unit}",
            tuple(
                _cell(found[side], "") if found else Cell(text)
                for found, text in zip(parts, texts, strict=True)
            ),
        )
        for side, head in zip((1, 2), heads, strict=True)
    ]


def _cell(worth: Worth, unit: str) -> Cell:
    """unit  of the whole column; a number with another unit stays a text."""
    if worth is None or (isinstance(worth, float) and math.isnan(worth)):
        return Cell("未报")
    if not isinstance(worth, str):
        return Cell(worth, "yyyy-mm-dd" if isinstance(worth, date) else GENERAL)
    text = worth.strip()
    if text == ZERO:
        return Cell(0, "0")
    found = _NUMBER.fullmatch(text)
    # A year, a number of a change or a phone is not an amount: leading zeros mark a code.
    if not found or found[4] != unit or re.match(r"0\d", found[2]):
        return Cell(text)
    places = len(found[3] or "")
    number = float(found[2].replace(",", "")) * (-1 if found[1] in ("-", "−") else 1)
    shown = f"0.{'0' * places}" if places else "0"
    if unit == PERCENT:
        return Cell(round(number / 100, places + 2), f"{shown}%")
    return Cell(number if places else int(number), f"#,##{shown}")


def _text(worth: Worth) -> str:
    return worth.strip() if isinstance(worth, str) else ""


def _has_digit(text: str) -> bool:
    return any(sign.isdigit() for sign in text)
