"""The rows of a record at a change, from the rows at an earlier one: what was closed since goes, what was opened comes.

A history of a year is read once; each week after it costs a week.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
from pandas.api.types import is_integer_dtype
from sqlalchemy import Connection, text

from data_access.bulk import fetch
from data_access.rows import NOWHERE, raw_rows
from data_access.wire import to_wire
from domain.records import Record, key_fields

FEW = 50  # rows


def advanced(
    connection: Connection,
    record: type[Record],
    known: pd.DataFrame,
    *,
    since: int,
    known_at: int,
    where: Mapping[str, Sequence[object]] = NOWHERE,
) -> pd.DataFrame:
    """`raw_rows` at known_at, given those of the same question at `since` ≤ known_at; no text was erased between.

    returns  the frame given, where nothing of it changed
    """
    query = text(f'SELECT id FROM "{record.NAME}" WHERE closed_by > :since AND closed_by <= :n')
    closed = [row[0] for row in fetch(connection, query, {"since": since, "n": known_at})]
    gone = known["id"].isin(closed).to_numpy()
    opened = raw_rows(connection, record, known_at, where=where, since=since)
    if not gone.any() and opened.empty:
        return known
    kept = known[~gone]
    at = _places(record, kept, opened)
    order = np.insert(np.arange(len(kept)), at, np.arange(len(kept), len(kept) + len(opened)))
    whole = pd.concat([kept, opened]).take(order).reset_index(drop=True)
    return whole.astype(
        {name: _whole_numbers(whole[name]) for name in whole if is_integer_dtype(whole[name])}
    )


def _places(record: type[Record], standing: pd.DataFrame, coming: pd.DataFrame) -> list[int]:
    """Where each coming row belongs among the standing ones, both in the order of the database.

    For a few rows the key's fields narrow down by bisection, so that one cell does not make a key of every row.
    """
    if len(coming) > FEW:
        keys = _keys(record, standing)
        return [bisect_left(keys, key) for key in _keys(record, coming)]
    fields = key_fields(record)
    columns = [standing[name] for name in fields]
    found = []
    for key in _keys(record, coming):
        low, high = 0, len(standing)
        for name, column, worth in zip(fields, columns, key, strict=True):
            low, high = _equal(record, name, column, worth, low, high)
            if low == high:
                break
        found.append(low)
    return found


def _equal(
    record: type[Record], name: str, column: pd.Series, worth: Any, low: int, high: int
) -> tuple[int, int]:
    """The rows between low and high with this worth; where there is none, twice the place it belongs at."""
    at = _Column(record, name, column)
    return bisect_left(at, worth, low, high), bisect_right(at, worth, low, high)


class _Column:
    """A column as the database orders it, read where it is looked at."""

    def __init__(self, record: type[Record], name: str, column: pd.Series) -> None:
        self._record, self._name, self._column = record, name, column

    def __len__(self) -> int:
        return len(self._column)

    def __getitem__(self, at: int) -> Any:
        return _ordered(to_wire(self._record, self._name, [self._column.iat[at]])[0])


def _ordered(worth: object) -> object:
    return worth.encode() if isinstance(worth, str) else worth


def _whole_numbers(column: pd.Series) -> str:
    """As `frame_of` types a column of whole numbers."""
    return "Int64" if column.isna().any() else "int64"


def _keys(record: type[Record], rows: pd.DataFrame) -> list[tuple[object, ...]]:
    """Keys as the database orders them: texts by their bytes, days by the calendar."""
    columns = []
    for name in key_fields(record):
        written = to_wire(record, name, list(rows[name]))
        columns.append([_ordered(part) for part in written])
    return list(zip(*columns, strict=True))
