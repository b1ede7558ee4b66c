"""Rates as typed: 86%, 0.86, 86, 86.0％, 约86%. Whether a bare 0.86 means 86 % is decided by its whole column."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from statistics import median

from domain.parsing.numbers import Kind, Number, decimal_of, read_number
from domain.parsing.text import squeezed

PPM = 1_000_000
_PARTS_OF_HUNDRED = re.compile(r"百分之(?=\d)")
_POINTS = re.compile(r"(个)?百分点$")


@dataclass(frozen=True, slots=True)
class Rates:
    """A column of rates as fractions (0.874). `doubtful` are places whose bare number fits the other reading better."""

    values: list[Decimal | None]
    odd: dict[int, Number]
    doubtful: tuple[int, ...]


@lru_cache(maxsize=65_536)
def read_percent(text: str) -> tuple[Number, bool]:
    """One cell: the reading and whether it carried a percent sign (then its value is already a fraction)."""
    key = _PARTS_OF_HUNDRED.sub("", squeezed(text))
    signed = key != squeezed(text) or "%" in key or key.endswith("百分点")
    number = read_number(_POINTS.sub("", key).replace("%", ""))
    if signed and number.value is not None:
        number = Number(number.kind, number.value / 100, number.qualifier)
    return number, signed


def read_rates(cells: Sequence[object]) -> Rates:
    """A column of rates. Bare numbers are fractions when their median is at most 1, else percentages."""
    readings = [_read_cell(cell) for cell in cells]
    bare = {
        place: number.value
        for place, (number, signed) in enumerate(readings)
        if number.value is not None and not signed
    }
    as_fraction = not bare or median(abs(value) for value in bare.values()) <= 1
    values = [number.value for number, _ in readings]
    if not as_fraction:
        for place, value in bare.items():
            values[place] = value / 100
    odd = {
        place: number
        for place, (number, _) in enumerate(readings)
        if number.kind not in (Kind.VALUE, Kind.MISSING) or number.qualifier
    }
    return Rates(values, odd, tuple(_doubtful(bare, as_fraction)))


def ppm(rate: Decimal) -> int:
    """A fraction in millionths, half up: 0.874 is 874000."""
    return int((rate * PPM).to_integral_value(ROUND_HALF_UP))


def _doubtful(bare: dict[int, Decimal], as_fraction: bool) -> list[int]:
    """0.86 among percentages, 86 among fractions: a slip by a factor of 100, shown and never repaired."""
    if as_fraction:
        return [place for place, value in bare.items() if abs(value) > 2]
    return [place for place, value in bare.items() if 0 < abs(value) < 1]


def _read_cell(cell: object) -> tuple[Number, bool]:
    if isinstance(cell, str):
        return read_percent(cell)
    if isinstance(cell, float | int) and not isinstance(cell, bool):
        return Number(Kind.VALUE, decimal_of(float(cell))), False
    return (Number(Kind.MISSING) if cell is None else Number(Kind.UNREADABLE)), False
