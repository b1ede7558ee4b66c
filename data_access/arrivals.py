"""When a figure of a period or a cell of a ledger first came: a later correction does not make an early report late."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Date, bindparam, text

from data_access.changes import moment_of
from data_access.standing import withdrawn_changes
from domain.records import Record


def first_arrivals(
    connection: Connection, known_at: int, period: str, indicators: Sequence[str]
) -> dict[tuple[str, str], datetime]:
    """(indicator, subject) → the moment of the first standing change that reported its figure of the period."""
    gone = withdrawn_changes(connection, known_at)
    query = text(
        'SELECT figure.indicator, figure.subject, figure.opened_by, change."at" FROM figure '
        "JOIN change ON change.n = figure.opened_by WHERE figure.period = :period AND figure.indicator IN :codes "
        "AND figure.opened_by <= :n AND figure.copy_of IS NULL AND figure.status = 'reported' "
        "ORDER BY figure.opened_by DESC"
    ).bindparams(bindparam("codes", expanding=True))
    rows = connection.execute(query, {"period": period, "codes": list(indicators), "n": known_at})
    return {(code, subject): moment_of(at) for code, subject, n, at in rows if n not in gone}


@dataclass(frozen=True, slots=True)
class Asked:
    """Whose cells are looked for: rows of a record, the key field that numbers them, and the fields that fill a cell.

    days  only rows whose key carries a day within these two; None for any
    about only rows of this `about` (of events); blank for any
    """

    record: type[Record]
    number: str
    fields: tuple[str, ...]
    days: tuple[date, date] | None = None
    about: str = ""


def first_said(
    connection: Connection, known_at: int, asked: Asked, *, since: datetime
) -> dict[tuple[str, str], datetime]:
    """(number, field) → when a standing change first said it since the moment: asserted anew, or confirmed as it was."""
    gone = withdrawn_changes(connection, known_at)
    changes = connection.execute(text('SELECT n, "at" FROM change WHERE n <= :n'), {"n": known_at})
    came = {n: moment for n, at in changes if n not in gone and (moment := moment_of(at)) >= since}
    found: dict[tuple[str, str], datetime] = {}
    if not came:
        return found
    for number, n, said_fields, *values in _sayings(connection, asked, min(came), known_at):
        if n not in came:
            continue
        spoken = None if said_fields is None else set(said_fields.split(","))
        for field, value in zip(asked.fields, values, strict=True):
            if value is not None and (spoken is None or field in spoken):
                key = (str(number), field)
                found[key] = min(came[n], found.get(key, came[n]))
    return found


def _sayings(connection: Connection, asked: Asked, first: int, last: int) -> Iterator[tuple[Any, ...]]:
    """number, change, said fields and the values: of every row a change from `first` to `last` opened or confirmed."""
    name = asked.record.NAME
    columns = ", ".join(f"stored.{field}" for field in asked.fields)
    where, given = "", {"first": first, "last": last, "record": name, "about": asked.about}
    typed = []
    if asked.days:
        where = " AND stored.day BETWEEN :start AND :end"
        typed = [
            bindparam(end, day, type_=Date) for end, day in zip(("start", "end"), asked.days, strict=True)
        ]
    if asked.about:
        where += " AND stored.about = :about"
    own = f"SELECT stored.{asked.number}, stored.opened_by, stored.said_fields, {columns} FROM {name} AS stored "
    again = (
        f"SELECT stored.{asked.number}, said.change, said.said_fields, {columns} FROM confirmation AS said "
        f"JOIN {name} AS stored ON stored.id = said.row "
    )
    opened = f"WHERE stored.copy_of IS NULL AND stored.opened_by BETWEEN :first AND :last{where}"
    confirmed = f"WHERE said.record = :record AND said.change BETWEEN :first AND :last{where}"
    for query in (own + opened, again + confirmed):
        used = {key: value for key, value in given.items() if f":{key}" in query}
        for row in connection.execute(text(query).bindparams(*typed), used):
            yield tuple(row)
