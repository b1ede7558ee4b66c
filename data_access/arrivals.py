"""When a figure of a period first came: a later correction does not make an early report late."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, bindparam, text

from data_access.changes import moment_of
from data_access.standing import withdrawn_changes


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
