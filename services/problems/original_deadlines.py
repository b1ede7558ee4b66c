"""The deadline a problem had before it was first extended: both are shown, and the on-time rate is told on both."""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache

from data_access.database import Store, reading
from data_access.row_versions import row_versions
from domain.frames import day_or_none
from domain.records import Event, Problem
from services.known.known_rows import known_rows, last_change, last_change_of_events


def original_deadlines(store: Store, known_at: int) -> Mapping[str, date]:
    """Number → deadline before its first extension, of the problems that were extended; a corrected slip is none."""
    n = max(last_change(store, known_at, Problem), last_change_of_events(store, known_at, Problem.NAME))
    return _original(store, n)


@lru_cache(maxsize=16)
def _original(store: Store, n: int) -> Mapping[str, date]:
    events = known_rows(store, Event, n)
    extended = events[
        ((events["about"] == Problem.NAME) & (events["kind"] == "extended")).to_numpy(dtype=bool)
    ]
    if extended.empty:
        return {}
    by_number = extended.groupby("number")["said_by"].agg(set)
    with reading(store) as connection:
        versions = row_versions(connection, Problem, n, where={"problem": list(by_number.index)})
    found: dict[str, date] = {}
    before: dict[str, date | None] = {}
    for number, deadline, said_by in zip(
        versions["problem"], versions["deadline"], versions["said_by"], strict=True
    ):
        day = before.get(number)
        if said_by in by_number[number] and day is not None:
            found.setdefault(number, day)
        before[number] = day_or_none(deadline)
    return found
