"""What each change wrote, digested again from the tables as they are now: the other half of `chain`."""

from collections.abc import Iterator, Sequence
from itertools import chain, groupby
from operator import itemgetter

from sqlalchemy import Connection, text

from data_access.bulk import quoted
from data_access.chain import columns_digest
from data_access.lookup import wire_columns
from data_access.models import free_fields
from data_access.wire import Wire
from data_access.writing import (
    CONFIRMATION_COLUMNS,
    ERASURE_COLUMNS,
    FILE_COLUMNS,
    SOURCE_COLUMNS,
    VERSION_COLUMNS,
    add_section,
    rows_digest,
)
from domain.records import RECORDS, Record, meanings

BLOCK_ROWS = 10_000

Sections = dict[int, dict[str, str]]

BOOKKEEPING = {
    "files": ("file", FILE_COLUMNS),
    "sources": ("source", SOURCE_COLUMNS),
    "confirmations": ("confirmation", CONFIRMATION_COLUMNS),
    "erasures": ("erasure", ERASURE_COLUMNS),
}


def sections_now(connection: Connection) -> tuple[Sections, Sections]:
    """Change → section → digest, and change → 「opened」, 「closed」, 「confirmed」 → count as text."""
    sections: Sections = {}
    counts: Sections = {}

    def count(n: int, what: str, more: int) -> None:
        found = counts.setdefault(n, {})
        found[what] = str(int(found.get(what, "0")) + more)

    for record in RECORDS.values():
        for n, ids, digest in _opened(connection, record):
            sections.setdefault(n, {})[f"rows {record.NAME}"] = digest
            count(n, "opened", ids)
        for n, rows in _grouped(
            connection, f'SELECT closed_by, id FROM "{record.NAME}" WHERE closed_by IS NOT NULL ORDER BY 1, 2'
        ):
            closed = [row[1] for row in rows]
            sections.setdefault(n, {})[f"closed {record.NAME}"] = columns_digest({"id": closed})
            count(n, "closed", len(closed))
    for name, (table, columns) in BOOKKEEPING.items():
        for n, rows in _grouped(
            connection, f'SELECT change, {quoted(columns)} FROM "{table}" ORDER BY 1, id'
        ):
            add_section(sections.setdefault(n, {}), name, columns, [row[1:] for row in rows])
            if name == "confirmations":
                count(n, "confirmed", len(rows))
    return sections, counts


def _opened(connection: Connection, record: type[Record]) -> Iterator[tuple[int, int, str]]:
    """Change, how many rows of the record it opened, and their digest."""
    fields = tuple(meanings(record))
    erased = _erased(connection, record)
    salt = "stored.salt" if free_fields(record) else "NULL"
    query = (
        f"SELECT stored.opened_by, stored.id, {', '.join(f'stored.{name}' for name in VERSION_COLUMNS)}, "
        f"{wire_columns(record, fields, 'stored')}, {salt} "
        f'FROM "{record.NAME}" AS stored ORDER BY stored.opened_by, stored.id'
    )
    names = ("id", *VERSION_COLUMNS, *fields)
    for n, rows in _grouped(connection, query):
        _marks, *columns, salts = zip(*rows, strict=True)
        yield n, len(rows), rows_digest(record, dict(zip(names, columns, strict=True)), salts, erased)


def _erased(connection: Connection, record: type[Record]) -> dict[tuple[int, str], str]:
    query = text('SELECT "row", field, digest FROM erasure WHERE record = :record')
    return {(row.row, row.field): row.digest for row in connection.execute(query, {"record": record.NAME})}


def _grouped(connection: Connection, query: str) -> Iterator[tuple[int, Sequence[tuple[Wire, ...]]]]:
    """Rows of a query that is ordered by its first column, one group per value of it."""
    result = connection.execute(text(query), execution_options={"stream_results": True})
    for n, group in groupby(chain.from_iterable(result.partitions(BLOCK_ROWS)), key=itemgetter(0)):
        yield n, [tuple(row) for row in group]
