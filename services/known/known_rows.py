"""Rows as known at a change, each read once: kept by the change that last altered them, carried on from there.

One uploaded cell alters one record, of figures one indicator; everything else stays what it is, the same frame.
Nobody writes into what is given here.
"""

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import accumulate

import pandas as pd
from sqlalchemy import Connection

from data_access.advancing import advanced
from data_access.database import Store, reading
from data_access.last_word import PARTED, last_erasure, last_words, moves_of_parts, of_the_whole
from data_access.rows import raw_rows, with_standing_words
from domain.records import Event, Figure, Record
from services.known.kept import Newest, Versions, kept
from services.known.packed import Packed

_WHOLE = ""

_ROWS: Versions[pd.DataFrame] = Versions(matters=1_024, older=16)
_FIGURES: Versions[Packed] = Versions(matters=1_024, older=8)
# The same said by whoever said them first: what the next change is carried on from.
_frames: Newest[pd.DataFrame] = Newest()
_first_figures: Newest[Packed] = Newest()
_moved: Newest[dict[tuple[str, str], int]] = Newest()


def last_change(store: Store, known_at: int, *records: type[Record]) -> int:
    """The newest change ≤ known_at that altered any row of these records: what is made of them is kept by it."""
    words = _last_words(store, known_at)
    return max(words[record] for record in records)


def last_change_of_figures(
    store: Store, known_at: int, codes: Iterable[str], *, until: date | None = None
) -> int:
    """The newest change ≤ known_at that altered any figure of these indicators.

    until  only figures seen on this day already: a new 旬 alters nothing of what was to be seen in the old one
    """
    return _last_of_parts(store, Figure, known_at, codes, until)


def last_change_of_events(store: Store, known_at: int, about: str) -> int:
    """The newest change ≤ known_at that altered an event about problems, projects …"""
    return _last_of_parts(store, Event, known_at, (about,))


def known_rows(store: Store, record: type[Record], known_at: int) -> pd.DataFrame:
    """`rows_known` of a whole record (data_access/rows.py); the same frame until a change alters it."""
    return _rows(store, record, _WHOLE, last_change(store, known_at, record))


def known_figures(store: Store, code: str, known_at: int) -> pd.DataFrame:
    """`rows_known` of one indicator's figures."""
    return packed_figures(store, code, known_at).frame()


def packed_figures(store: Store, code: str, known_at: int) -> Packed:
    """`rows_known` of one indicator's figures, packed; the same object until a change alters one of them."""
    n = _last_of_parts(store, Figure, known_at, (code,))
    matter = (store, code)

    def work() -> Packed:
        kept = _first_figures.before(matter, n)
        before = (kept[0], kept[1].frame()) if kept is not None else None
        with reading(store) as connection:
            first = _as_first_said(connection, Figure, code, n, before)
            stands = with_standing_words(connection, Figure, first, n)
        packed = Packed(first)
        _first_figures.remember(matter, n, packed)
        return packed if stands is first else Packed(stands)

    return _FIGURES.answer(matter, n, work)


def known_events(store: Store, about: str, known_at: int) -> pd.DataFrame:
    """`rows_known` of the events about projects, directives …; the same frame until a change alters one of them."""
    return _rows(store, Event, about, last_change_of_events(store, known_at, about))


def _last_of_parts(
    store: Store, record: type[Record], known_at: int, parts: Iterable[str], until: date | None = None
) -> int:
    whole, moves = _moves(store, record, known_at)
    day = until.isoformat() if until else None
    return max([whole, *(moves[part].last(day) for part in parts if part in moves)])


@dataclass(frozen=True, slots=True)
class _Moves:
    """days, oldest first, and the newest change of rows seen from each of them or from an earlier one."""

    days: tuple[str, ...]
    newest: tuple[int, ...]

    def last(self, until: str | None) -> int:
        at = len(self.days) if until is None else bisect_right(self.days, until)
        return self.newest[at - 1] if at else 0


@kept(64)
def _last_words(store: Store, known_at: int) -> Mapping[type[Record], int]:
    with reading(store) as connection:
        return last_words(connection, known_at)


@kept(64)
def _moves(store: Store, record: type[Record], known_at: int) -> tuple[int, Mapping[str, _Moves]]:
    """What altered the whole record at once, and what altered each of its parts."""
    since, before = _moved.before((store, record), known_at) or (0, {})
    with reading(store) as connection:
        whole = of_the_whole(connection, record, known_at)
        found = before | moves_of_parts(connection, record, since=since, known_at=known_at)
    _moved.remember((store, record), known_at, found)
    by_part: dict[str, list[tuple[str, int]]] = {}
    for (part, day), n in sorted(found.items()):
        by_part.setdefault(part, []).append((day, n))
    return whole, {
        part: _Moves(tuple(day for day, _ in moves), tuple(accumulate((n for _, n in moves), max)))
        for part, moves in by_part.items()
    }


def _rows(store: Store, record: type[Record], part: str, n: int) -> pd.DataFrame:
    matter = (store, record, part)

    def work() -> pd.DataFrame:
        with reading(store) as connection:
            found = _as_first_said(connection, record, part, n, _frames.before(matter, n))
            _frames.remember(matter, n, found)
            return with_standing_words(connection, record, found, n)

    return _ROWS.answer(matter, n, work)


def _as_first_said(
    connection: Connection, record: type[Record], part: str, n: int, before: tuple[int, pd.DataFrame] | None
) -> pd.DataFrame:
    """The rows at a change, each said by whoever said it first: carried on from those of an earlier one where they are at hand."""
    where = {PARTED[record.NAME]: [part]} if part != _WHOLE else {}
    if before is None or before[0] < last_erasure(connection, n):
        return raw_rows(connection, record, n, where=where)
    since, known = before
    return advanced(connection, record, known, since=since, known_at=n, where=where)
