"""What a merged village counts: the sum of its parts; a yes only where every part says yes."""

from collections.abc import Callable, Sequence
from dataclasses import fields, replace
from typing import TypeVar

from sample_data.county import Village, roots

Row = TypeVar("Row")


def parts_of(village: Village) -> list[Village]:
    """The villages of January that a village is made of: itself, or its predecessors."""
    if not village.predecessors:
        return [village]
    return [root for root in roots() if root.town == village.town and root.name in village.predecessors]


def for_village(village: Village, row_of: Callable[[Village], Row]) -> Row:
    """The row of a village, by itself or from its predecessors."""
    rows = [row_of(part) for part in parts_of(village)]
    return rows[0] if len(rows) == 1 else together(village, rows)


def together(village: Village, rows: Sequence[Row]) -> Row:
    """Whole numbers summed, yes and no joined by and, everything else as in the first row."""
    changed = {"village": village}
    for field in fields(rows[0]):
        values = [getattr(row, field.name) for row in rows]
        if isinstance(values[0], bool):
            changed[field.name] = all(values)
        elif isinstance(values[0], int):
            changed[field.name] = sum(values)
    return replace(rows[0], **changed)
