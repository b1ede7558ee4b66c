"""The rows of a record at a change, from the rows at an earlier one: what was closed since goes, what was opened comes.

A history of a year is read once; each week after it costs a week.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
from sqlalchemy import Connection, text

from data_access.bulk import fetch
from data_access.rows import NOWHERE, raw_rows
from data_access.wire import to_wire
from domain.frames import put_between, with_whole_numbers
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
    gone = np.isin(known["id"].to_numpy(), closed)
    opened = raw_rows(connection, record, known_at, where=where, since=since)
    if not gone.any() and opened.empty:
        return known
    standing = np.flatnonzero(~gone)
    at = _places(record, known, standing, opened)
    return with_whole_numbers(put_between(known, standing, opened, at))  # as `frame_of` types them


def _places(
    record: type[Record], known: pd.DataFrame, standing: np.ndarray, coming: pd.DataFrame
) -> list[int]:
    """Where each coming row belongs among the standing ones, both in the order of the database.

    standing  the places in `known` of those that stand

    For a few rows the key's fields narrow down by bisection, so that one cell does not make a key of every row.
    """
    if len(coming) > FEW:
        keys = _keys(record, known.take(standing))
        return [bisect_left(keys, key) for key in _keys(record, coming)]
    fields = key_fields(record)
    columns = [_Column(record, name, known[name], standing) for name in fields]
    found = []
    for key in _keys(record, coming):
        low, high = 0, len(standing)
        for column, worth in zip(columns, key, strict=True):
            # The rows with this worth; where there is none, twice the place it belongs at.
            low, high = bisect_left(column, worth, low, high), bisect_right(column, worth, low, high)
            if low == high:
                break
        found.append(low)
    return found


class _Column:
    """The standing rows of a column as the database orders it, read where it is looked at."""

    def __init__(self, record: type[Record], name: str, column: pd.Series, standing: np.ndarray) -> None:
        self._record, self._name, self._column, self._standing = record, name, column, standing

    def __len__(self) -> int:
        return len(self._standing)

    def __getitem__(self, at: int) -> Any:
        return _ordered(to_wire(self._record, self._name, [self._column.iat[self._standing[at]]])[0])


def _ordered(worth: object) -> object:
    return worth.encode() if isinstance(worth, str) else worth


def _keys(record: type[Record], rows: pd.DataFrame) -> list[tuple[object, ...]]:
    """Keys as the database orders them: texts by their bytes, days by the calendar."""
    columns = []
    for name in key_fields(record):
        written = to_wire(record, name, list(rows[name]))
        columns.append([_ordered(part) for part in written])
    return list(zip(*columns, strict=True))
