"""From which day to which day the data speak, and the moment a page or a command opens with."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, text

from data_access.database import Store, head, reading
from domain.permissions import Moment
from domain.refusals import Refusal
from services.known.kept import Newest, kept

Days = tuple[date, date]
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
    return span_at(store, newest_change(store))


def span_at(store: Store, newest: int) -> Span:
    """The same where the newest change is known already."""
    first, last = _days(store, newest)
    return Span(newest, first, last)


def newest_change(store: Store) -> int:
    """The number of the newest change."""
    with store.engine.connect() as connection:
        return head(connection)


def _days(store: Store, known_at: int) -> tuple[date | None, date | None]:
    found = [day for days in ledger_days(store, known_at).values() for day in days]
    return (min(found), max(found)) if found else (None, None)


@kept(8)
def ledger_days(store: Store, known_at: int) -> dict[str, Days]:
    """Table of SPEAKING → first and last day it speaks of; a table that says nothing is not there."""
    since, before = _newest.before(store, known_at) or (0, {})
    found = {}
    with reading(store) as connection:
        for table, column in SPEAKING.items():
            days = _carried_on(connection, table, column, before.get(table), since, known_at)
            if days:
                found[table] = days
    _newest.remember(store, known_at, found)
    return found


_STANDS = "opened_by <= :n AND (closed_by IS NULL OR closed_by > :n)"
_newest: Newest[dict[str, Days]] = Newest()


def _carried_on(
    connection: Connection, table: str, column: str, before: Days | None, since: int, known_at: int
) -> Days | None:
    """From the days before, by the rows that came and went since; all rows are read where an outermost one went."""
    if before is not None:
        asked = {"since": since, "n": known_at}
        newly = f"opened_by > :since AND {_STANDS}"
        came = _outermost(connection, table, column, newly, asked)
        went = _outermost(connection, table, column, "closed_by > :since AND closed_by <= :n", asked)
        first, last = (min(came[0], before[0]), max(came[1], before[1])) if came else before
        if (
            went is None
            or (went[0] > before[0] or came and came[0] <= before[0])
            and (went[1] < before[1] or came and came[1] >= before[1])
        ):
            return first, last
    return _outermost(connection, table, column, _STANDS, {"n": known_at})


def _outermost(
    connection: Connection, table: str, column: str, where: str, asked: dict[str, int]
) -> Days | None:
    query = text(f'SELECT MIN("{column}"), MAX("{column}") FROM "{table}" WHERE {where}')
    first, last = connection.execute(query, asked).one()
    return (_day(first), _day(last)) if first else None


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
