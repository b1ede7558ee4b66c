"""Rows of any record as known at a change, who said each field of a key, and everything a key ever was.

Returns frames only.
"""

from collections.abc import Mapping, Sequence
from datetime import date

import pandas as pd
from sqlalchemy import BindParameter, Connection, bindparam, text

from data_access.bulk import fetch
from data_access.lookup import wire_columns
from data_access.models import table_of
from data_access.provenance import provenance
from data_access.sayings import fold, sayings_of
from data_access.standing import withdrawn_changes
from data_access.wire import to_wire
from domain.records import Record, field_type, key_fields, meanings

__all__ = ["MARKS", "frame_of", "history", "provenance", "rows_known", "with_standing_words"]

# Besides the record's own fields: the row, the change that opened it, the change that said it, its sheet and its
# row there. Named as no record names a field: `source` and `line` are fields of problems and targets.
MARKS = ("id", "opened_by", "said_by", "said_in", "said_line")
_MARK_COLUMNS = "stored.id, stored.opened_by, stored.said_by, stored.said_in, stored.said_line"

NOWHERE: Mapping[str, Sequence[object]] = {}


def rows_known(
    connection: Connection,
    record: type[Record],
    known_at: int,
    *,
    where: Mapping[str, Sequence[object]] = NOWHERE,
) -> pd.DataFrame:
    """The rows of a record as known at a change, in the order of their keys.

    where    field → accepted values; all must hold
    returns  the record's fields, then MARKS. Days are `datetime.date` (None missing), texts str (NaN missing),
             whole numbers int64 or, with missing ones, Int64, truths bool (None missing)
    """
    found = raw_rows(connection, record, known_at, where=where)
    return with_standing_words(connection, record, found, known_at)


def raw_rows(
    connection: Connection,
    record: type[Record],
    known_at: int,
    *,
    where: Mapping[str, Sequence[object]] = NOWHERE,
    since: int = 0,
) -> pd.DataFrame:
    """The rows as `rows_known` gives them, each said by the change it was opened with, whether or not that stands.

    since  only rows opened after this change
    """
    fields = tuple(meanings(record))
    conditions = ["stored.opened_by <= :n", "(stored.closed_by IS NULL OR stored.closed_by > :n)"]
    parameters: dict[str, object] = {"n": known_at}
    if since:
        # By number, so that SQLite looks up the few that were opened and not all of an indicator.
        conditions.append(
            f'stored.id IN (SELECT id FROM "{record.NAME}" WHERE opened_by > :since AND opened_by <= :n)'
        )
        parameters["since"] = since
    lists: list[BindParameter[object]] = []
    for at, (name, accepted) in enumerate(where.items()):
        conditions.append(f'stored."{name}" IN :list{at}')
        parameters[f"list{at}"] = _typed(record, name, accepted)
        # Typed, because an empty list is compared with a typed nothing.
        lists.append(bindparam(f"list{at}", expanding=True, type_=table_of(record).c[name].type))
    order = ", ".join(f'stored."{name}"' for name in key_fields(record))
    query = text(
        f'SELECT {wire_columns(record, fields, "stored")}, {_MARK_COLUMNS} FROM "{record.NAME}" AS stored '
        f"WHERE {' AND '.join(conditions)} ORDER BY {order}"
    ).bindparams(*lists)
    return frame_of(record, fields, fetch(connection, query, parameters))


def _typed(record: type[Record], name: str, accepted: Sequence[object]) -> list[object]:
    """Values as the engine compares them: days and truths stay as they are, the rest is wire form."""
    if field_type(record, name) in (date, bool):
        return list(accepted)
    return list(to_wire(record, name, list(accepted)))


def frame_of(record: type[Record], fields: Sequence[str], rows: Sequence[Sequence[object]]) -> pd.DataFrame:
    """Rows in wire form (the fields, then MARKS) as a frame, typed as `rows_known` says."""
    columns = list(zip(*rows, strict=True)) if rows else [()] * (len(fields) + len(MARKS))
    named = {
        name: _column(field_type(record, name), column)
        for name, column in zip(fields, columns[: len(fields)], strict=True)
    }
    named |= {name: _column(int, column) for name, column in zip(MARKS, columns[len(fields) :], strict=True)}
    # As bare columns: the rows of every one are numbered alike, and need not be held against one another.
    return pd.DataFrame(
        {name: column.array for name, column in named.items()}, index=pd.RangeIndex(len(rows))
    )


def _column(kind: type, values: Sequence[object]) -> pd.Series:
    if kind is date:
        known = {written: date.fromisoformat(str(written)) for written in set(values) if written is not None}
        return pd.Series([known.get(written) for written in values], dtype=object)
    if kind is bool:
        return pd.Series([None if value is None else bool(value) for value in values], dtype=object)
    if kind is int:
        return pd.Series(values, dtype="Int64" if None in values else "int64")
    kept: dict[object, object] = {}  # one text for all cells that say the same
    return pd.Series([kept.setdefault(value, value) for value in values], dtype="str")


def with_standing_words(
    connection: Connection, record: type[Record], rows: pd.DataFrame, known_at: int
) -> pd.DataFrame:
    """Rows whose own change was withdrawn stand by somebody else's word: said_by, said_in, said_line name that one."""
    gone = withdrawn_changes(connection, known_at)
    orphaned = rows["said_by"].isin(list(gone)).to_numpy()
    if not orphaned.any():
        return rows
    names = key_fields(record)
    keys = list(zip(*(to_wire(record, name, list(rows.loc[orphaned, name])) for name in names), strict=True))
    words = []
    for spoken in sayings_of(connection, record, keys):
        worth = fold(
            record, [one for one in spoken.sayings if one.change <= known_at and one.change not in gone]
        )
        assert worth is not None  # a row is open only while somebody's word stands
        words.append((worth.newest.change, worth.newest.said_in, worth.newest.said_line))
    changed = rows.copy()
    for name, column in zip(("said_by", "said_in", "said_line"), zip(*words, strict=True), strict=True):
        values = rows[name].astype("Int64").tolist()
        for at, value in zip(orphaned.nonzero()[0], column, strict=True):
            values[at] = value
        changed[name] = _column(int, [None if pd.isna(value) else int(value) for value in values])
    return changed


def history(connection: Connection, record: type[Record], key: Sequence[object]) -> pd.DataFrame:
    """Every row a key ever had, oldest first: the record's fields, MARKS and closed_by (missing while it stands)."""
    names = key_fields(record)
    fields = tuple(meanings(record))
    conditions = " AND ".join(f'stored."{name}" = :k{at}' for at, name in enumerate(names))
    parameters = {
        f"k{at}": to_wire(record, name, [worth])[0]
        for at, (name, worth) in enumerate(zip(names, key, strict=True))
    }
    query = text(
        f"SELECT {wire_columns(record, fields, 'stored')}, {_MARK_COLUMNS}, stored.closed_by "
        f'FROM "{record.NAME}" AS stored WHERE {conditions} ORDER BY stored.opened_by, stored.id'
    )
    rows = connection.execute(query, parameters).fetchall()
    frame = frame_of(record, fields, [row[:-1] for row in rows])
    return frame.assign(closed_by=_column(int, [row[-1] for row in rows]))
