"""Where a free text stands, in any version of any row, and which kept files brought it: what an erasure may take out."""

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, text

from data_access.bulk import Key, fetch
from data_access.lookup import wire_columns
from data_access.models import free_fields
from domain.records import RECORDS, Record, key_fields

SIGN = "\\"


@dataclass(slots=True)
class Passage:
    """One free-text field of one row in which the words stand.

    text      as the newest version that holds them has it
    standing  whether that version is what is known now
    sheets    ids of the sheets that said it
    """

    record: type[Record]
    key: Key
    field: str
    text: str
    standing: bool
    sheets: set[int] = dataclasses.field(default_factory=set)


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A file whose content is here."""

    sha256: str
    name: str
    change: int


def passages(connection: Connection, words: str) -> list[Passage]:
    """Every field of every row that holds the words in any version, records in their order, rows by their keys."""
    return [
        one
        for record in RECORDS.values()
        for name in free_fields(record)
        for one in _passages_of(connection, record, name, words)
    ]


def files_of(connection: Connection, sheets: set[int], words: str) -> list[KeptFile]:
    """Kept files these sheets are of, and those whose own name holds the words; oldest first."""
    query = text(
        "SELECT DISTINCT kept.sha256, kept.name, kept.change FROM file AS kept "
        "JOIN file AS listed ON listed.sha256 = kept.sha256 LEFT JOIN source ON source.file = listed.id "
        "WHERE kept.body IS NOT NULL AND (source.id IN :sheets OR listed.name LIKE :pattern ESCAPE :sign) "
        "ORDER BY kept.change, kept.name"
    ).bindparams(bindparam("sheets", expanding=True))
    found = connection.execute(
        query, {"sheets": sorted(sheets) or [0], "pattern": _pattern(words), "sign": SIGN}
    )
    return [KeptFile(*row) for row in found]


def erased_by(connection: Connection, n: int) -> dict[tuple[str, str], int]:
    """(record, field) → texts a change took out; ("file", "body") counts files."""
    query = text(
        "SELECT record, field, count(*) FROM erasure WHERE change = :n GROUP BY record, field ORDER BY 1, 2"
    )
    return {(record, name): int(count) for record, name, count in connection.execute(query, {"n": n})}


def _passages_of(connection: Connection, record: type[Record], name: str, words: str) -> Iterator[Passage]:
    keys = key_fields(record)
    # A file that only said the text again is known by its confirmations.
    query = (
        f'SELECT {wire_columns(record, keys, "stored")}, stored."{name}", stored.closed_by, stored.said_in, '
        f'again.said_in FROM "{record.NAME}" AS stored LEFT JOIN confirmation AS again '
        f"ON again.record = '{record.NAME}' AND again.\"row\" = stored.id "
        f'WHERE stored."{name}" LIKE :pattern ESCAPE :sign ORDER BY stored.id'
    )
    found: dict[Key, Passage] = {}
    for row in fetch(connection, text(query), {"pattern": _pattern(words), "sign": SIGN}):
        *key, written, closed_by, said_in, again_in = row
        before = found.get(tuple(key))
        sheets = before.sheets if before else set()
        found[tuple(key)] = Passage(record, tuple(key), name, written, closed_by is None, sheets)
        sheets.update(sheet for sheet in (said_in, again_in) if sheet is not None)
    yield from (found[key] for key in sorted(found, key=lambda key: tuple(map(str, key))))


def _pattern(words: str) -> str:
    """Words as they are, not as a pattern."""
    for sign in (SIGN, "%", "_"):
        words = words.replace(sign, SIGN + sign)
    return f"%{words}%"
