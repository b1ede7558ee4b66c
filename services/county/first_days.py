"""From which day to which day the data speak, and the moment a page or a command opens with."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import text

from data_access.database import Store, head, reading
from domain.permissions import Moment
from domain.refusals import Refusal
from services.known.kept import kept

# Where each ledger says on which day a row speaks.
SPEAKING = {
    "figure": "cutoff",
    "project_status": "day",
    "payment": "day",
    "visit": "day",
    "problem": "found_on",
    "event": "day",
}


@dataclass(frozen=True, slots=True)
class Span:
    """First and last day any fact known at the newest change speaks of; None while there is none."""

    head: int
    first: date | None
    last: date | None


def span(store: Store) -> Span:
    """The span of the facts as known now."""
    with reading(store) as connection:
        newest = head(connection)
    first, last = _days(store, newest)
    return Span(newest, first, last)


def newest_change(store: Store) -> int:
    """The number of the newest change."""
    with reading(store) as connection:
        return head(connection)


def _days(store: Store, known_at: int) -> tuple[date | None, date | None]:
    found = [day for days in ledger_days(store, known_at).values() for day in days]
    return (min(found), max(found)) if found else (None, None)


@kept(8)
def ledger_days(store: Store, known_at: int) -> dict[str, tuple[date, date]]:
    """Table of SPEAKING → first and last day it speaks of; a table that says nothing is not there."""
    found = {}
    with reading(store) as connection:
        for table, column in SPEAKING.items():
            query = text(
                f'SELECT MIN("{column}"), MAX("{column}") FROM "{table}" '
                "WHERE opened_by <= :n AND (closed_by IS NULL OR closed_by > :n)"
            )
            first, last = connection.execute(query, {"n": known_at}).one()
            if first:
                found[table] = _day(first), _day(last)
    return found


def _day(value: object) -> date:
    return value if isinstance(value, date) else date.fromisoformat(str(value))


def opening_day(known: Span, today: date) -> date:
    """The day pages open with: the newest day the data speak of, never later than today."""
    return min(known.last, today) if known.last else today


def moment(store: Store, *, as_of: date | None, known_at: int | None, today: date) -> Moment:
    """The moment asked for; without words the opening day and the newest change. Refused: a version not yet made."""
    known = span(store)
    if known_at is not None and not 0 <= known_at <= known.head:
        raise Refusal(
            f"版本应在 0 到 {known.head} 之间，现在写的是 {known_at}。请改成已有的变更号。",
            code="unknown_version",
        )
    return Moment(as_of or opening_day(known, today), known.head if known_at is None else known_at)
