"""Everything ever said of some keys, and what it amounts to: the field-level fold of DESIGN 1.

A saying is an assertion row or a confirmation; copies opened by withdrawals are not. Each field is worth what the
newest standing saying that covers it says.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from operator import attrgetter

from sqlalchemy import Connection

from data_access.bulk import Key, fetch, wanted_keys
from data_access.lookup import wire_columns
from data_access.wire import Wire, default_of
from domain.records import UNSAID, Record, value_fields


@dataclass(frozen=True, slots=True)
class Saying:
    """One change said this of a key, from these cells.

    row     the row it asserted or confirmed; values are that row's value fields
    fields  positions of the value fields it spoke of; None = all
    """

    change: int
    row: int
    values: Sequence[Wire]
    said_fields: str | None
    said_in: int | None
    said_line: int | None


@dataclass(frozen=True, slots=True)
class Open:
    """The row that stands for a key now."""

    row: int
    values: Sequence[Wire]


@dataclass(frozen=True, slots=True)
class Spoken:
    """All sayings of one key, ascending by change, and the row that is open."""

    sayings: list[Saying]
    open: Open | None


def sayings_of(connection: Connection, record: type[Record], keys: Sequence[Key]) -> list[Spoken]:
    """What was ever said of each key, in the order of the keys."""
    spoken: list[list[Saying]] = [[] for _ in keys]
    standing: list[Open | None] = [None] * len(keys)
    values_of: dict[int, Sequence[Wire]] = {}
    fields = wire_columns(record, value_fields(record), "stored")
    with wanted_keys(connection, record, keys) as wanted:
        rows = fetch(
            connection,
            "SELECT wanted.position, stored.id, stored.opened_by, stored.closed_by, stored.copy_of, "
            f"stored.said_fields, stored.said_in, stored.said_line, {fields} "
            f"{wanted.joined(record.NAME, 'true')}",
            wanted.parameters,
        )
        confirmations = fetch(
            connection,
            "SELECT known.position, said.change, said.row, said.said_fields, said.said_in, said.said_line "
            f"FROM (SELECT wanted.position, stored.id {wanted.joined(record.NAME, 'true')}) AS known "
            "CROSS JOIN confirmation AS said WHERE said.record = :record AND said.row = known.id ORDER BY said.id",
            {**wanted.parameters, "record": record.NAME},
        )
    for position, row, opened_by, closed_by, copy_of, said_fields, said_in, said_line, *values in rows:
        values_of[row] = values
        if closed_by is None:
            standing[position] = Open(row, values)
        if copy_of is None:
            spoken[position].append(Saying(opened_by, row, values, said_fields, said_in, said_line))
    for position, change, row, said_fields, said_in, said_line in confirmations:
        spoken[position].append(Saying(change, row, values_of[row], said_fields, said_in, said_line))
    for sayings in spoken:
        sayings.sort(key=attrgetter("change"))
    return [Spoken(sayings, row) for sayings, row in zip(spoken, standing, strict=True)]


@dataclass(frozen=True, slots=True)
class Worth:
    """What a key is worth by its standing sayings.

    values   value fields, defaults where nobody speaks of one
    newest   the saying it counts as said by: the newest
    lacking  fields it has to have and nobody speaks of any more
    """

    values: tuple[Wire, ...]
    newest: Saying
    lacking: tuple[str, ...]


def fold(record: type[Record], sayings: Iterable[Saying]) -> Worth | None:
    """What standing sayings, ascending by change, amount to; None where nobody says anything."""
    names = value_fields(record)
    values: list[object] = [default_of(record, name) for name in names]
    newest: Saying | None = None
    for saying in sayings:
        if saying.said_fields is None:
            values = list(saying.values)
        else:
            for name in saying.said_fields.split(","):
                at = names.index(name)
                values[at] = saying.values[at]
        if newest is None or saying.change > newest.change:
            newest = saying
    if newest is None:
        return None
    lacking = tuple(name for name, value in zip(names, values, strict=True) if value is UNSAID)
    return Worth(tuple(values), newest, lacking)  # type: ignore[arg-type]  # where UNSAID is left, `lacking` says so
