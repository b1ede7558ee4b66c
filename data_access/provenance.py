"""Who said what of one key, field by field: every saying with its file, sheet and cell, withdrawn ones too."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd
from sqlalchemy import Connection, text

from data_access.changes import moment_of
from data_access.sayings import Saying, sayings_of
from data_access.sources import column_letters
from data_access.standing import withdrawn_changes
from data_access.wire import from_wire, to_wire
from domain.records import Figure, Record, key_fields, value_fields

PROVENANCE_COLUMNS = (
    "field", "value", "change", "at", "actor", "file", "sha256", "sheet", "cell", "standing", "kind", "reason", "reviewer",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Sheet:
    file: str | None
    sha256: str | None
    sheet: str
    letters: dict[str, str]


NO_SHEET = _Sheet(None, None, "", {})


def provenance(
    connection: Connection, record: type[Record], key: Sequence[object], known_at: int
) -> pd.DataFrame:
    """PROVENANCE_COLUMNS, newest saying first: what a field is worth is its first standing line.

    key      the key fields in declaration order, as the domain has them (dates as `datetime.date`)
    value    as the domain has it, None for an empty value said on purpose
    cell     「F12」, None where the value came from no cell (a title, a form by hand)
    """
    names = key_fields(record)
    wire_key = tuple(to_wire(record, name, [part])[0] for name, part in zip(names, key, strict=True))
    (spoken,) = sayings_of(connection, record, [wire_key])  # type: ignore[list-item]  # a key has no UNSAID
    gone = withdrawn_changes(connection, known_at)
    changes = _changes(connection)
    prefix = str(wire_key[0]) if record is Figure else record.NAME
    lines = []
    for saying in reversed([one for one in spoken.sayings if one.change <= known_at]):
        at, actor, *why = changes[saying.change]
        sheet = _sheet(connection, saying)
        for name, value in _fields(record, saying):
            letter = sheet.letters.get(f"{prefix}.{name}")
            cell = f"{letter}{saying.said_line}" if letter and saying.said_line is not None else None
            lines.append(
                (name, value, saying.change, at, actor, sheet.file, sheet.sha256, sheet.sheet or None, cell,
                 saying.change not in gone, *why)
            )  # fmt: skip
    return pd.DataFrame(lines, columns=list(PROVENANCE_COLUMNS), dtype=object).astype(
        {"change": "int64", "standing": "bool"}
    )


def _fields(record: type[Record], saying: Saying) -> list[tuple[str, object]]:
    """The fields a saying spoke of, with their values."""
    spoken = None if saying.said_fields is None else saying.said_fields.split(",")
    return [
        (name, from_wire(record, name, [value])[0])
        for name, value in zip(value_fields(record), saying.values, strict=True)
        if spoken is None or name in spoken
    ]


def _changes(connection: Connection) -> dict[int, tuple[object, ...]]:
    """at, actor, kind, reason, reviewer by number."""
    query = text('SELECT n, "at", actor, kind, reason, reviewer FROM change')
    return {row[0]: (moment_of(row[1]), *row[2:]) for row in connection.execute(query)}


def _sheet(connection: Connection, saying: Saying) -> _Sheet:
    if saying.said_in is None:
        return NO_SHEET
    query = text(
        "SELECT file.name, file.sha256, source.sheet, source.columns FROM source "
        "LEFT JOIN file ON file.id = source.file WHERE source.id = :id"
    )
    row = connection.execute(query, {"id": saying.said_in}).one()
    return _Sheet(row[0], row[1], row[2], column_letters(row[3]))
