"""The rows of a record at a change, from the rows at an earlier one: what was closed since goes, what was opened comes.

A history of a year is read once; each week after it costs a week.
"""

from bisect import bisect_left
from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd
from pandas.api.types import is_integer_dtype
from sqlalchemy import Connection, text

from data_access.bulk import fetch
from data_access.rows import NOWHERE, raw_rows
from data_access.wire import to_wire
from domain.records import Record, key_fields


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
    standing, coming = _keys(record, kept), _keys(record, opened)
    at = [bisect_left(standing, key) for key in coming]
    order = np.insert(np.arange(len(kept)), at, np.arange(len(kept), len(kept) + len(opened)))
    whole = pd.concat([kept, opened]).take(order).reset_index(drop=True)
    return whole.astype(
        {name: _whole_numbers(whole[name]) for name in whole if is_integer_dtype(whole[name])}
    )


def _whole_numbers(column: pd.Series) -> str:
    """As `frame_of` types a column of whole numbers."""
    return "Int64" if column.isna().any() else "int64"


def _keys(record: type[Record], rows: pd.DataFrame) -> list[tuple[object, ...]]:
    """Keys as the database orders them: texts by their bytes, days by the calendar."""
    columns = []
    for name in key_fields(record):
        written = to_wire(record, name, list(rows[name]))
        columns.append([part.encode() if isinstance(part, str) else part for part in written])
    return list(zip(*columns, strict=True))
