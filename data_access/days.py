"""From which day to which the facts of the store speak: two dates for the frame of every page, without reading rows."""

from datetime import date

from sqlalchemy import Connection, text

from domain.records import Figure, Payment, ProjectStatus, Record, Visit

# Records that say what was so on a day. A deadline or a document's date says nothing about that day.
SPEAKS_OF: dict[type[Record], str] = {
    Figure: "cutoff",
    ProjectStatus: "day",
    Payment: "day",
    Visit: "day",
}


def days_spoken_of(connection: Connection) -> tuple[date, date] | None:
    """The first and the last day of anything standing now; None before the first fact."""
    found = []
    for record, field in SPEAKS_OF.items():
        query = text(f'SELECT min("{field}"), max("{field}") FROM "{record.NAME}" WHERE closed_by IS NULL')
        found += [date.fromisoformat(str(day)) for day in connection.execute(query).one() if day is not None]
    return (min(found), max(found)) if found else None
