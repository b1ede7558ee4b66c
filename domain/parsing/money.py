"""Money as stored whole fen 分. The unit of a cell overrides that of its column, the column's that of the table."""

import re
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from domain.parsing.numbers import Column, Kind, Number, read_number, scaled_column
from domain.parsing.text import squeezed

FEN = {"元": 2, "千元": 5, "万元": 6, "百万元": 8, "亿元": 10}  # fen = amount × 10**n

_UNIT = re.compile(r"单位[::]?\(?(人民币)?(百万元|亿元|万元|千元|元)")
_OWN_UNIT = re.compile(r"(?<=[\d.余多])(?:(亿|百万|千万|万|千)元?|元)")
_TIMES = {"": 1, "千": 10**3, "万": 10**4, "百万": 10**6, "千万": 10**7, "亿": 10**8}


def unit_in(text: str) -> str | None:
    """The money unit a title or filler row names: 「填报单位：××局　单位：万元」 → 万元. 填报单位 is not one."""
    found = _UNIT.search(squeezed(text))
    return found.group(2) if found else None


@lru_cache(maxsize=65_536)
def read_amount(text: str, unit: str) -> Number:
    """One cell of text in yuan. 「20万元」 and 「3.2亿」 carry their own unit; a bare number is in `unit`."""
    key = squeezed(text).replace("人民币", "").replace("¥", "")
    own = _OWN_UNIT.search(key)
    if own is None:
        return _in_yuan(read_number(key), Decimal(10) ** (FEN[unit] - FEN["元"]))
    return _in_yuan(read_number(key.replace(own.group(0), "", 1)), Decimal(_TIMES[own.group(1) or ""]))


def fen(yuan: Decimal) -> int:
    """Whole fen, half up: spreadsheets hold thirds of a fen after a division."""
    return _stored(yuan, 2)


def fen_column(cells: Sequence[object], unit: str) -> Column:
    """A column of amounts as whole fen, None where nothing was said; `odd` as in `numbers.Column`.

    unit  of the column or, failing that, of the table: 元, 千元, 万元, 百万元, 亿元
    """
    return amount_column(cells, unit, scale=2)


def amount_column(cells: Sequence[object], unit: str, *, scale: int) -> Column:
    """As `fen_column`, in yuan × 10**scale; what is finer than that is rounded half up."""
    binary = [cell if type(cell) is float else None for cell in cells]
    shift = FEN[unit] - FEN["元"]
    column = scaled_column(binary, shift + scale)
    odd: dict[int, Number] = {}
    for place, number in column.odd.items():
        if number.value is None:
            odd[place] = number
        else:  # more decimals than a fen holds: a quotient, rounded
            column.values[place] = _stored(number.value.scaleb(shift), scale)
    for place, cell in enumerate(cells):
        if cell is None or type(cell) is float:
            continue
        number = read_amount(cell, unit) if isinstance(cell, str) else Number(Kind.UNREADABLE)
        if number.value is not None:
            column.values[place] = _stored(number.value, scale)
        if number.qualifier or number.kind not in (Kind.VALUE, Kind.MISSING):
            odd[place] = number
    return Column(column.values, odd)


def _stored(yuan: Decimal, scale: int) -> int:
    return int(yuan.scaleb(scale).to_integral_value(ROUND_HALF_UP))


def _in_yuan(number: Number, factor: Decimal) -> Number:
    if number.value is None:
        return number
    return Number(number.kind, number.value * factor, number.qualifier)
