"""Rows as known at a change, each read once: kept by the change that last altered them, carried on from there.

One uploaded cell alters one record, of figures one indicator; everything else stays what it is, the same frame.
Nobody writes into what is given here.
"""

from collections.abc import Iterable, Mapping
from typing import Generic, TypeVar

import pandas as pd

from data_access.advancing import advanced
from data_access.database import Store, reading
from data_access.last_word import PARTED, last_erasure, last_word, moves_of_parts, of_the_whole
from data_access.rows import raw_rows, with_standing_words
from domain.records import Event, Figure, Record
from services.known.kept import forgettable, kept

_WHOLE = ""
Worth = TypeVar("Worth")


class Newest(Generic[Worth]):
    """Of each matter what was worked out at the newest change so far: what the next is carried on from."""

    def __init__(self) -> None:
        self._found: dict[object, tuple[int, Worth]] = {}
        forgettable(self)

    def forget(self) -> None:
        self._found = {}

    def before(self, matter: object, n: int) -> tuple[int, Worth] | None:
        """The change ≤ n and what was found at it; None where nothing that old is at hand."""
        found = self._found.get(matter)
        return found if found is not None and found[0] <= n else None

    def remember(self, matter: object, n: int, worth: Worth) -> None:
        found = self._found.get(matter)
        if found is None or found[0] <= n:
            self._found[matter] = (n, worth)


_frames: Newest[pd.DataFrame] = Newest()
_moved: Newest[dict[str, int]] = Newest()


def last_change(store: Store, known_at: int, *records: type[Record]) -> int:
    """The newest change ≤ known_at that altered any row of these records: what is made of them is kept by it."""
    return max(_last_word(store, record, known_at) for record in records)


def last_change_of_figures(store: Store, known_at: int, codes: Iterable[str]) -> int:
    """The newest change ≤ known_at that altered any figure of these indicators."""
    return _last_of_parts(store, Figure, known_at, codes)


def last_change_of_events(store: Store, known_at: int, about: str) -> int:
    """The newest change ≤ known_at that altered an event about problems, projects …"""
    return _last_of_parts(store, Event, known_at, (about,))


def known_rows(store: Store, record: type[Record], known_at: int) -> pd.DataFrame:
    """`rows_known` of a whole record (data_access/rows.py); the same frame until a change alters it."""
    return _rows(store, record, _WHOLE, _last_word(store, record, known_at))


def known_figures(store: Store, code: str, known_at: int) -> pd.DataFrame:
    """`rows_known` of one indicator's figures; the same frame until a change alters one of them."""
    return _rows(store, Figure, code, _last_of_parts(store, Figure, known_at, (code,)))


def _last_of_parts(store: Store, record: type[Record], known_at: int, parts: Iterable[str]) -> int:
    whole, moves = _moves(store, record, known_at)
    return max([whole, *(moves.get(part, 0) for part in parts)])


@kept(1024)
def _last_word(store: Store, record: type[Record], known_at: int) -> int:
    with reading(store) as connection:
        return last_word(connection, record, known_at)


@kept(64)
def _moves(store: Store, record: type[Record], known_at: int) -> tuple[int, Mapping[str, int]]:
    """What altered the whole record at once, and the newest change of each of its parts."""
    since, before = _moved.before((store, record), known_at) or (0, {})
    with reading(store) as connection:
        whole = of_the_whole(connection, record, known_at)
        found = before | moves_of_parts(connection, record, since=since, known_at=known_at)
    _moved.remember((store, record), known_at, found)
    return whole, found


@kept(160)
def _rows(store: Store, record: type[Record], part: str, n: int) -> pd.DataFrame:
    where = {PARTED[record.NAME]: [part]} if part != _WHOLE else {}
    before = _frames.before((store, record, part), n)
    with reading(store) as connection:
        if before is None or before[0] < last_erasure(connection, n):
            found = raw_rows(connection, record, n, where=where)
        else:
            since, known = before
            found = advanced(connection, record, known, since=since, known_at=n, where=where)
        _frames.remember((store, record, part), n, found)
        return with_standing_words(connection, record, found, n)
