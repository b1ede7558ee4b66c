"""The newest change that altered what is known of a record: what was read at it is still what is known.

Between that change and a later N no row was opened or closed, no text erased, and nobody else's word came to stand
for a row; so rows, and whatever is made of them alone, are kept by this number and not by N.
"""

from collections.abc import Mapping

from sqlalchemy import Connection, text

from data_access.standing import content_of, withdrawn_by
from domain.records import Event, Figure, Record

# Where one record holds many matters: each value of this field has a last word of its own.
PARTED = {Figure.NAME: "indicator", Event.NAME: "about"}
# From which day on a row is seen, where that is known: what was looked at before it does not change with the row.
SEEN_FROM = {Figure.NAME: "cutoff"}
ALWAYS = ""


def last_word(connection: Connection, record: type[Record], known_at: int) -> int:
    """The newest change ≤ known_at after which every read of the record's rows gives the same; 0 before the first."""
    marked = " UNION ALL ".join(
        f'SELECT max({mark}) AS newest FROM "{record.NAME}" WHERE {mark} <= :n'
        for mark in ("opened_by", "closed_by")
    )
    moved = _newest(connection, f"SELECT max(newest) FROM ({marked}) AS marked", known_at)
    return max(moved, of_the_whole(connection, record, known_at))


def moves_of_parts(
    connection: Connection, record: type[Record], *, since: int, known_at: int
) -> dict[tuple[str, str], int]:
    """The newest change in (since, known_at] that opened or closed a row of each part (PARTED), by the ISO day from
    which such rows are seen (SEEN_FROM; ALWAYS for a record whose rows have no such day)."""
    part, day = PARTED[record.NAME], SEEN_FROM.get(record.NAME)
    fields = f'"{part}", "{day}"' if day else f'"{part}"'
    found: dict[tuple[str, str], int] = {}
    for mark in ("opened_by", "closed_by"):
        query = text(
            f'SELECT max({mark}), {fields} FROM "{record.NAME}" '
            f"WHERE {mark} > :since AND {mark} <= :n GROUP BY {fields}"
        )
        for n, name, *seen in connection.execute(query, {"since": since, "n": known_at}):
            key = (name, str(seen[0]) if day else ALWAYS)
            found[key] = max(n, found.get(key, 0))
    return found


def of_the_whole(connection: Connection, record: type[Record], known_at: int) -> int:
    """The newest change ≤ known_at that altered rows of the record without opening or closing one.

    An erasure takes a text out of every version. A withdrawal can leave a row standing by somebody else's word
    (`with_standing_words`), and from then on every confirmation may be the newest word.
    """
    erased = _newest(connection, "SELECT max(n) FROM change WHERE kind = 'erasure' AND n <= :n", known_at)
    rows = connection.execute(
        text("SELECT n, withdraws FROM change WHERE withdraws IS NOT NULL AND n <= :n"), {"n": known_at}
    )
    withdrawals = {int(n): int(target) for n, target in rows}
    ours = [n for n in withdrawals if _spoke_of(connection, record, content_of(withdrawals, n))]
    confirmed = 0
    if _any_asserted(connection, record, withdrawals):
        query = f"SELECT max(change) FROM confirmation WHERE record = '{record.NAME}' AND change <= :n"
        confirmed = _newest(connection, query, known_at)
    return max(erased, confirmed, *ours, 0)


def last_erasure(connection: Connection, known_at: int) -> int:
    """The newest erasure ≤ known_at: rows read before it may hold a text that is gone."""
    return _newest(connection, "SELECT max(n) FROM change WHERE kind = 'erasure' AND n <= :n", known_at)


def last_arrival(connection: Connection, known_at: int) -> int:
    """The newest change ≤ known_at by which a file came or was taken back, whether or not it altered a row."""
    query = "SELECT max(n) FROM change WHERE kind IN ('import', 'withdrawal') AND n <= :n"
    return _newest(connection, query, known_at)


def _any_asserted(connection: Connection, record: type[Record], withdrawals: Mapping[int, int]) -> bool:
    """Whether a change that does not stand asserted rows of the record."""
    return any(_asserted(connection, record, n) for n in withdrawn_by(withdrawals.items()))


def _spoke_of(connection: Connection, record: type[Record], n: int) -> bool:
    said = text("SELECT 1 FROM confirmation WHERE change = :n AND record = :record LIMIT 1")
    confirmed = connection.execute(said, {"n": n, "record": record.NAME}).first() is not None
    return confirmed or _asserted(connection, record, n)


def _asserted(connection: Connection, record: type[Record], n: int) -> bool:
    query = text(f'SELECT 1 FROM "{record.NAME}" WHERE opened_by = :n LIMIT 1')
    return connection.execute(query, {"n": n}).first() is not None


def _newest(connection: Connection, query: str, known_at: int) -> int:
    return int(connection.execute(text(query), {"n": known_at}).scalar() or 0)
