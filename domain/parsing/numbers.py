"""Numbers as decimals out of what was typed: 「1,200」「85户」「约350」「350*」. Never guesses, never rounds, never floats.

What is not a number says what it is instead (`Kind`): missing, 「无」 which must be asked, 不适用, 待核, unreadable.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache

import numpy as np

from domain.parsing.text import NULL_TOKENS, UNITS, squeezed


class Kind(StrEnum):
    """What a cell that should hold a number turned out to be."""

    VALUE = "value"
    MISSING = "missing"
    ASKED = "asked"  # 无: nought or nothing? the office decides
    NOT_APPLICABLE = "not_applicable"
    UNDER_REVIEW = "under_review"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class Number:
    """One reading. `qualifier` is 约, 以上, 以下, 左右, 预计 or ""; `unit` is what stood behind the digits, if anything."""

    kind: Kind
    value: Decimal | None = None
    qualifier: str = ""
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """A column read as stored integers: value × 10**scale, None where nothing was said or it could not be read.

    odd  position → reading, for every cell that is not simply a number: qualified, asked, unreadable, with a unit,
         or with more decimals than the scale holds (kind VALUE, values[i] is None)
    """

    values: list[int | None]
    odd: dict[int, Number] = field(default_factory=dict)


MISSING = Number(Kind.MISSING)
UNREADABLE = Number(Kind.UNREADABLE)

_WORDS = {
    "零": Number(Kind.VALUE, Decimal(0)),
    "〇": Number(Kind.VALUE, Decimal(0)),
    "无": Number(Kind.ASKED),
    "没有": Number(Kind.ASKED),
    "不适用": Number(Kind.NOT_APPLICABLE),
    "不涉及": Number(Kind.NOT_APPLICABLE),
    "待核": Number(Kind.UNDER_REVIEW),
    "待核实": Number(Kind.UNDER_REVIEW),
}
_BEFORE = {
    "约": "约", "约为": "约", "大约": "约", "大概": "约", "近": "约", "将近": "约", "预计": "预计", "预估": "预计",
    "超": "以上", "超过": "以上", "不低于": "以上", "不少于": "以上", "至少": "以上", ">": "以上", ">=": "以上", "≥": "以上",
    "不超过": "以下", "不足": "以下", "最多": "以下", "<": "以下", "<=": "以下", "≤": "以下",
}  # fmt: skip
_AFTER = {"以上": "以上", "及以上": "以上", "余": "以上", "多": "以上", "+": "以上", "以下": "以下", "以内": "以下",
          "左右": "左右", "上下": "左右"}  # fmt: skip
_TIMES = {
    "": Decimal(1),
    "百": Decimal(100),
    "千": Decimal(1_000),
    "万": Decimal(10_000),
    "亿": Decimal(100_000_000),
}


def _either(words: Sequence[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


_NUMBER = re.compile(
    rf"'?(?P<before>{_either(list(_BEFORE))})?"
    r"(?P<digits>[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?|[+-]?\.\d+)"
    rf"(?P<early>{_either(list(_AFTER))})?"
    rf"(?P<times>[百千万亿])?(?P<middle>余|多)?(?P<unit>{_either(UNITS)})?"
    rf"[*#※†]*(?P<late>{_either(list(_AFTER))})?[*#※†]*(?:\([^()]*\))?",
)


@lru_cache(maxsize=65_536)
def read_number(text: str) -> Number:
    """The number in one cell of text; a unit and a qualifier are kept beside it. 「85户350人」 is unreadable."""
    key = squeezed(text)
    if key in NULL_TOKENS:
        return MISSING
    if key in _WORDS:
        return _WORDS[key]
    found = _NUMBER.fullmatch(key)
    if not found:
        return UNREADABLE
    value = Decimal(found["digits"].replace(",", "")) * _TIMES[found["times"] or ""]
    after = found["early"] or found["middle"] or found["late"]
    qualifier = _BEFORE[found["before"]] if found["before"] else _AFTER.get(after or "", "")
    return Number(Kind.VALUE, value, qualifier, found["unit"] or "")


def decimal_of(number: float) -> Decimal:
    """The decimal a spreadsheet shows for a stored binary number: 15 significant digits, so 0.1 + 0.2 is 0.3."""
    return Decimal(format(number, ".15g"))


def scaled(value: Decimal, scale: int) -> int | None:
    """value × 10**scale as a whole number; None when the value has more decimals than that."""
    shifted = value.scaleb(scale)
    return int(shifted) if shifted == shifted.to_integral_value() else None


def scaled_column(cells: Sequence[object], scale: int) -> Column:
    """A whole column as stored integers. Cells are text, binary numbers as the workbook holds them, or None.

    Distinct texts are read once and binary numbers all together; equal to reading each cell by itself
    (tests/domain/parsing holds the two equal).
    """
    values: list[int | None] = [None] * len(cells)
    odd: dict[int, Number] = {}
    floats = [place for place, cell in enumerate(cells) if type(cell) is float]
    for place, whole in zip(floats, _whole([cells[place] for place in floats], scale), strict=True):
        values[place] = whole
        if whole is None:
            odd[place] = _read_cell(cells[place])
    for place, cell in enumerate(cells):
        if cell is not None and type(cell) is not float:
            reading = _read_cell(cell)
            if reading.value is not None:
                values[place] = scaled(reading.value, scale)
            if not _is_plain(reading, values[place]):
                odd[place] = reading
    return Column(values, odd)


def _is_plain(reading: Number, stored: int | None) -> bool:
    if reading.kind is Kind.MISSING:
        return True
    return reading.kind is Kind.VALUE and stored is not None and not reading.qualifier and not reading.unit


def _read_cell(cell: object) -> Number:
    if isinstance(cell, str):
        return read_number(cell)
    if isinstance(cell, float) and np.isfinite(cell):
        return Number(Kind.VALUE, decimal_of(cell))
    if isinstance(cell, int) and not isinstance(cell, bool):
        return Number(Kind.VALUE, Decimal(cell))
    return UNREADABLE


def _whole(numbers: Sequence[object], scale: int) -> list[int | None]:
    """Whole numbers after the shift, None where decimals are left over.

    Division of two exact whole numbers is correctly rounded, so `rounded / 10**scale` is the double nearest to that
    decimal; where it is the cell's own double, the decimal is what was typed. Everything else (noise of formulas,
    more than 15 digits) goes the decimal way.
    """
    binary = np.array(numbers, dtype=np.float64)
    with np.errstate(invalid="ignore", over="ignore"):
        rounded = np.rint(binary * 10.0**scale)
        exact = (rounded / 10.0**scale == binary) & (np.abs(rounded) < 1e15)
    listed: list[int | None] = np.where(exact, rounded, 0).astype(np.int64).tolist()
    for place in np.flatnonzero(~exact).tolist():
        number = binary[place].item()
        listed[place] = scaled(decimal_of(number), scale) if np.isfinite(number) else None
    return listed
