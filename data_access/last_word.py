"""The newest change that altered what is known of a record: what was read at it is still what is known.

Between that change and a later N no row was opened or closed, no text erased, and nobody else's word came to stand
for a row; so rows, and whatever is made of them alone, are kept by this number and not by N.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, text

from data_access.standing import content_of, withdrawn_by
from domain.records import RECORDS, Event, Figure, Record

# Where one record holds many matters: each value of this field has a last word of its own.
PARTED = {Figure.NAME: "indicator", Event.NAME: "about"}
# From which day on a row is seen, where that is known: what was looked at before it does not change with the row.
SEEN_FROM = {Figure.NAME: "cutoff"}
ALWAYS = ""


def last_words(connection: Connection, known_at: int) -> dict[type[Record], int]:
    """Of each record the newest change ≤ known_at after which every read of its rows gives the same; 0 before the first.

    All at once: whoever asks for one asks for a dozen, and each alone would be a connection of its own.
    """
    marked = " UNION ALL ".join(
        f"""SELECT '{name}' AS record, max({mark}) AS newest FROM "{name}" WHERE {mark} <= :n"""
        for name in RECORDS
        for mark in ("opened_by", "closed_by")
    )
    query = text(f"SELECT record, max(newest) FROM ({marked}) AS marked GROUP BY record")
    moved = {name: int(n or 0) for name, n in connection.execute(query, {"n": known_at})}
    taken_back = _taken_back(connection, known_at)
    return {
        record: max(moved[name], taken_back.last(connection, record, known_at))
        for name, record in RECORDS.items()
    }


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
    return _taken_back(connection, known_at).last(connection, record, known_at)


@dataclass(frozen=True, slots=True)
class _TakenBack:
    """Erasures and withdrawals up to a change.

    withdrawals  withdrawing change → withdrawn change
    asserted     record → changes withdrawn, or withdrawn once, that opened rows of it; confirmed: that said them again
    """

    erased: int
    withdrawals: Mapping[int, int]
    asserted: Mapping[str, frozenset[int]]
    confirmed: Mapping[str, frozenset[int]]

    def last(self, connection: Connection, record: type[Record], known_at: int) -> int:
        asserted = self.asserted.get(record.NAME, frozenset())
        spoke = asserted | self.confirmed.get(record.NAME, frozenset())
        ours = [n for n in self.withdrawals if content_of(self.withdrawals, n) in spoke]
        confirmed = 0
        if asserted & withdrawn_by(self.withdrawals.items()):
            query = f"SELECT max(change) FROM confirmation WHERE record = '{record.NAME}' AND change <= :n"
            confirmed = _newest(connection, query, known_at)
        return max(self.erased, confirmed, *ours, 0)


def _taken_back(connection: Connection, known_at: int) -> _TakenBack:
    told = text("SELECT n, withdraws FROM change WHERE withdraws IS NOT NULL AND n <= :n")
    withdrawals = {int(n): int(target) for n, target in connection.execute(told, {"n": known_at})}
    contents = {content_of(withdrawals, n) for n in withdrawals} | withdrawn_by(withdrawals.items())
    asserted = " UNION ALL ".join(
        f"""SELECT DISTINCT '{name}' AS record, opened_by FROM "{name}" WHERE opened_by IN :contents"""
        for name in RECORDS
    )
    confirmed = "SELECT DISTINCT record, change FROM confirmation WHERE change IN :contents"
    return _TakenBack(
        last_erasure(connection, known_at),
        withdrawals,
        *(_by_record(connection, query, sorted(contents)) for query in (asserted, confirmed)),
    )


def _by_record(connection: Connection, query: str, contents: Sequence[int]) -> dict[str, frozenset[int]]:
    """Record → changes, of rows (record, change)."""
    found: dict[str, set[int]] = {}
    if contents:
        asked = text(query).bindparams(bindparam("contents", expanding=True))
        for record, n in connection.execute(asked, {"contents": list(contents)}):
            found.setdefault(record, set()).add(int(n))
    return {record: frozenset(changes) for record, changes in found.items()}


def last_erasure(connection: Connection, known_at: int) -> int:
    """The newest erasure ≤ known_at: rows read before it may hold a text that is gone."""
    return _newest(connection, "SELECT max(n) FROM change WHERE kind = 'erasure' AND n <= :n", known_at)


def last_arrival(connection: Connection, known_at: int, forms: Collection[str]) -> int:
    """The newest change ≤ known_at by which a sheet of these forms came, whether or not it altered a row, or any was taken back."""
    came = text("SELECT max(change) FROM source WHERE form IN :forms AND change <= :n")
    asked = came.bindparams(bindparam("forms", expanding=True))
    arrived = connection.execute(asked, {"forms": sorted(forms), "n": known_at}).scalar()
    query = "SELECT max(n) FROM change WHERE kind = 'withdrawal' AND n <= :n"
    return max(int(arrived or 0), _newest(connection, query, known_at))


def _newest(connection: Connection, query: str, known_at: int) -> int:
    return int(connection.execute(text(query), {"n": known_at}).scalar() or 0)
