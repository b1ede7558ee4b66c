"""Which problems, projects … a stretch of changes spoke of: rows of their own or events about them, opened or closed."""

from sqlalchemy import Connection, text

from data_access.bulk import fetch
from domain.records import Event, Record, key_fields


def moved_subjects(
    connection: Connection, record: type[Record], *, since: int, known_at: int
) -> frozenset[str]:
    """Keys of a record (of one key field) of which any row or event was opened or closed in (since, known_at]."""
    [key] = key_fields(record)
    own, told = [], []
    for mark in ("opened_by", "closed_by"):
        between = f"{mark} > :since AND {mark} <= :n"
        own.append(f'SELECT "{key}" FROM "{record.NAME}" WHERE {between}')
        # What they are about is looked at here: asked of the database, it would read every event by that.
        told.append(f'SELECT number, about FROM "{Event.NAME}" WHERE {between}')
    asked = {"since": since, "n": known_at}
    found = {str(row[0]) for query in own for row in fetch(connection, text(query), asked)}
    events = (row for query in told for row in fetch(connection, text(query), asked))
    return frozenset(found | {str(number) for number, about in events if about == record.NAME})
