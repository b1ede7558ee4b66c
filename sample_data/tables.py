"""A table inside a sheet: columns with one to three header levels, rows, a total on top or below, merged towns."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Generic, TypeVar

from sample_data.sheets import Sheet
from sample_data.spelling import Cell

Row = TypeVar("Row")
JOIN = "‖"


@dataclass(frozen=True, slots=True)
class Column(Generic[Row]):
    """One column. `title` joins its header levels by ‖; `cell` reads a row, `total` what the 合计 row says here."""

    title: str
    cell: Callable[[Row], Cell]
    total: Callable[[Sequence[Row]], Cell] | None = None
    merged: bool = False
    shown_as: str = ""


def put_header(sheet: Sheet, top: int, left: int, columns: Sequence[Column[Row]]) -> int:
    """The header rows from `top` on; equal neighbours joined, short titles merged down. Returns the next row."""
    levels = [column.title.split(JOIN) for column in columns]
    depth = max(len(level) for level in levels)
    for at, level in enumerate(levels):
        last = len(level) - 1
        if last + 1 < depth or depth == 1:
            sheet.put(top + last, left + at, level[last], down=depth - last)
        else:
            sheet.put(top + last, left + at, level[last])
    for row in range(depth - 1):
        put_joined(
            sheet,
            top + row,
            left,
            [tuple(level[: row + 1]) if row < len(level) - 1 else () for level in levels],
        )
    return top + depth


def put_joined(sheet: Sheet, row: int, left: int, paths: Sequence[tuple[str, ...]]) -> None:
    """One level of joined titles; an empty path means nothing stands above."""
    at = 0
    for path, same in groupby(paths):
        width = len(list(same))
        if path:
            sheet.put(row, left + at, path[-1], across=width)
        at += width


def put_rows(sheet: Sheet, top: int, left: int, columns: Sequence[Column[Row]], rows: Sequence[Row]) -> int:
    """The rows from `top` on, runs of equal cells of merged columns as one block. Returns the next row."""
    for place, column in enumerate(columns, start=left):
        if column.merged:
            put_merged(sheet, top, place, [column.cell(row) for row in rows])
            continue
        for at, row in enumerate(rows):
            sheet.put(top + at, place, column.cell(row))
            if column.shown_as:
                sheet.formats[top + at, place] = column.shown_as
    return top + len(rows)


def put_merged(sheet: Sheet, top: int, place: int, values: Sequence[Cell]) -> None:
    at = 0
    for value, same in groupby(values):
        height = len(list(same))
        sheet.put(top + at, place, value, down=height)
        at += height


def put_total(sheet: Sheet, row: int, left: int, columns: Sequence[Column[Row]], rows: Sequence[Row]) -> int:
    """The 合计 row: what each column says of all rows together. Returns the next row."""
    for place, column in enumerate(columns, start=left):
        if column.total:
            sheet.put(row, place, column.total(rows))
            if column.shown_as:
                sheet.formats[row, place] = column.shown_as
    return row + 1


def put_numbers(sheet: Sheet, row: int, left: int, columns: Sequence[Column[Row]]) -> int:
    """The row of column numbers some offices keep under the header. Returns the next row."""
    for at in range(len(columns)):
        sheet.put(row, left + at, at + 1)
    return row + 1


def word(text: str) -> Callable[[Sequence[Row]], Cell]:
    """The same word for every total row: 合计, 小计, 总计."""
    return lambda rows: text


def summed(count: Callable[[Row], int]) -> Callable[[Sequence[Row]], Cell]:
    """The sum of a count over the rows."""
    return lambda rows: sum(count(row) for row in rows)
