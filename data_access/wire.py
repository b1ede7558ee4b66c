"""Values as both databases and the hash chain take them: whole numbers, texts, ISO days, 0/1, None.

Column by column, because a million rows must be bearable. Knows records, not tables.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache
from types import NoneType

import numpy as np
from annotated_types import Ge, Le
from pydantic_core import PydanticUndefined

from domain.records import UNSAID, Record, Unsaid, field_type, may_be_missing

Wire = int | str | None

LARGEST = 2**63 - 1


@cache
def default_of(record: type[Record], field: str) -> Wire | Unsaid:
    """What a field nobody ever spoke of is worth: its default, or UNSAID where it has to be said."""
    default = record.model_fields[field].default
    if default is PydanticUndefined:
        return None if may_be_missing(record, field) else UNSAID
    return to_wire(record, field, [default])[0]


def has_unsaid(column: Sequence[object]) -> bool:
    """Whether a column is silent in at least one row."""
    return Unsaid in set(map(type, column))


def to_wire(record: type[Record], field: str, values: Sequence[object]) -> list[Wire | Unsaid]:
    """One column in wire form; UNSAID stays.

    Errors: TypeError for a value of another type than declared (also for True where a number is asked),
    ValueError for one outside the declared bounds. Reading has checked both: meeting one here is our fault.
    """
    declared = field_type(record, field)
    kinds = set(map(type, values))
    if NoneType in kinds and not may_be_missing(record, field):
        raise TypeError(f"{record.NAME}.{field} may not be missing")
    kinds -= {NoneType, Unsaid}
    column = list(values) if kinds <= {declared} else [_plain(declared, field, value) for value in values]
    if declared is date:
        known: dict[object, object] = {day: day.isoformat() for day in set(column) if isinstance(day, date)}
        column = [known.get(day, day) for day in column]
    elif declared is bool:
        column = [int(value) if isinstance(value, bool) else value for value in column]
    elif declared is int:
        _check_bounds(record, field, column)
    elif declared is str and "\0" in "".join(value for value in set(column) if isinstance(value, str)):
        raise ValueError(f"{record.NAME}.{field} holds a character no database keeps")
    return column  # type: ignore[return-value]  # every branch above leaves Wire or UNSAID only


def _plain(declared: type, field: str, value: object) -> object:
    """A subclass or a numpy scalar as the declared plain type."""
    if value is None or value is UNSAID or type(value) is declared:
        return value
    if declared is str and isinstance(value, str):
        return str(value)
    if declared is int and isinstance(value, np.integer):
        return int(value)
    if declared is bool and isinstance(value, np.bool_):
        return bool(value)
    raise TypeError(f"{field} takes {declared.__name__}, not {type(value).__name__}")


def _check_bounds(record: type[Record], field: str, column: Sequence[object]) -> None:
    numbers = {value for value in set(column) if isinstance(value, int)}
    if not numbers:
        return
    lowest, highest = -LARGEST - 1, LARGEST
    for bound in record.model_fields[field].metadata:
        if isinstance(bound, Ge) and isinstance(bound.ge, int):
            lowest = bound.ge
        if isinstance(bound, Le) and isinstance(bound.le, int):
            highest = bound.le
    if min(numbers) < lowest or max(numbers) > highest:
        raise ValueError(f"{record.NAME}.{field} lies outside {lowest}..{highest}")


def from_wire(record: type[Record], field: str, values: Iterable[Wire]) -> list[object]:
    """One column as the domain takes it: `datetime.date`, bool, int, str, None."""
    declared = field_type(record, field)
    column = list(values)
    if declared is date:
        known = {text: date.fromisoformat(text) for text in set(column) if isinstance(text, str)}
        return [None if text is None else known[text] for text in column]  # type: ignore[index]
    if declared is bool:
        return [None if value is None else bool(value) for value in column]
    return list(column)
