"""The rows of the official ledger as known at a change: what is written out, and what it is held against when it comes back."""

from collections.abc import Collection, Mapping
from datetime import date

from data_access.changes import hash_of
from data_access.database import Store, reading
from domain.official_ledger import LedgerRow, ledger_rows
from domain.records import Event, Problem
from services.known.known_rows import known_rows
from services.known.read_setting import read_setting


def rows_of_ledger(
    store: Store, known_at: int, *, day: date, numbers: Collection[str]
) -> Mapping[str, LedgerRow]:
    """Number → its row on the day."""
    return ledger_rows(
        known_rows(store, Problem, known_at),
        known_rows(store, Event, known_at),
        read_setting(store, known_at),
        as_of=day,
        numbers=numbers,
    )


def written_rows(
    store: Store, n: int, digest: str, *, day: date, numbers: Collection[str]
) -> Mapping[str, LedgerRow] | None:
    """The rows a ledger of ours wrote at change n; None where the change with this hash is not of this county."""
    return rows_of_ledger(store, n, day=day, numbers=numbers) if digest == ledger_mark(store, n) else None


def ledger_mark(store: Store, n: int) -> str:
    """The hash of a change: no other county has the same."""
    with reading(store) as connection:
        return hash_of(connection, n)
