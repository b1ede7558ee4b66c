"""Rows by key, column by column and in wire form: what stands for each of many keys, and which keys moved."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, bindparam, text

from data_access.bulk import Key, fetch, wanted_keys
from data_access.wire import Wire
from domain.records import Figure, Record, field_type, key_fields, meanings


def wire_columns(record: type[Record], names: Iterable[str], alias: str) -> str:
    """SQL expressions that give the record's fields in wire form on both engines."""
    expressions = []
    for name in names:
        column = f'{alias}."{name}"'
        kind = field_type(record, name)
        cast = {date: f"CAST({column} AS TEXT)", bool: f"CAST({column} AS INTEGER)"}
        expressions.append(cast.get(kind, column))
    return ", ".join(expressions)


def keys_beginning(connection: Connection, record: type[Record], prefix: str, known_at: int) -> list[str]:
    """The keys of a record (of one key field) that begin so, as known at a change, in order."""
    [key] = key_fields(record)
    query = text(
        f'SELECT "{key}" FROM "{record.NAME}" WHERE substr("{key}", 1, :length) = :prefix '
        "AND opened_by <= :n AND (closed_by IS NULL OR closed_by > :n)"
    )
    found = fetch(connection, query, {"length": len(prefix), "prefix": prefix, "n": known_at})
    return sorted(str(row[0]) for row in found)


@dataclass(frozen=True, slots=True)
class Known:
    """What stands for each of a list of keys, in the list's order.

    ids      row id, None where nothing stands
    columns  every field of the record, None where nothing stands
    """

    ids: tuple[int | None, ...]
    columns: dict[str, tuple[Wire, ...]]


def rows_standing(
    connection: Connection, record: type[Record], keys: Sequence[Key], known_at: int | None
) -> Known:
    """The row each key has at change `known_at`; None asks for the newest, which one index answers."""
    fields = tuple(meanings(record))
    if known_at is None:
        stands = "stored.closed_by IS NULL"
    else:
        stands = "stored.opened_by <= :n AND (stored.closed_by IS NULL OR stored.closed_by > :n)"
    newest_figures = record is Figure and known_at is None
    if not keys or is_empty(connection, record) or (newest_figures and _only_new_periods(connection, keys)):
        return Known((None,) * len(keys), dict.fromkeys(fields, (None,) * len(keys)))
    with wanted_keys(connection, record, keys) as wanted:
        query = (
            f"SELECT wanted.position, stored.id, {wire_columns(record, fields, 'stored')} "
            f"{wanted.joined(record.NAME, stands)}"
        )
        parameters: dict[str, object] = {**wanted.parameters}
        if known_at is not None:
            parameters["n"] = known_at
        found = fetch(connection, query, parameters)
    nothing: tuple[Wire, ...] = (None,) * (len(fields) + 2)
    if not found:
        return Known((None,) * len(keys), dict.fromkeys(fields, (None,) * len(keys)))
    aligned = [nothing] * len(keys)
    for row in found:
        aligned[row[0]] = row
    columns = list(zip(*aligned, strict=True))
    return Known(columns[1], dict(zip(fields, columns[2:], strict=True)))


def _only_new_periods(connection: Connection, keys: Sequence[Key]) -> bool:
    """Whether no open figure is of any of these keys' periods: a new report need not be looked up key by key."""
    at = key_fields(Figure).index("period")
    query = text("SELECT 1 FROM figure WHERE period IN :periods AND closed_by IS NULL LIMIT 1")
    periods = sorted({str(key[at]) for key in keys})
    asked = query.bindparams(bindparam("periods", expanding=True))
    return connection.execute(asked, {"periods": periods}).first() is None


def keys_moved(connection: Connection, record: type[Record], since: int) -> set[Key]:
    """Keys of which a row was opened or closed after change `since`."""
    names = wire_columns(record, key_fields(record), "stored")
    moved: set[Key] = set()
    for mark in ("opened_by", "closed_by"):
        query = text(f'SELECT {names} FROM "{record.NAME}" AS stored WHERE {mark} > :since')
        moved.update(map(tuple, connection.execute(query, {"since": since})))
    return moved


def is_empty(connection: Connection, record: type[Record]) -> bool:
    """Whether no row of this record was ever written."""
    return connection.execute(text(f'SELECT 1 FROM "{record.NAME}" LIMIT 1')).first() is None
