"""The version store (DESIGN 1): commit a change, withdraw one, check the whole.

A change is prepared first. Under one lock its keys are compared again with what its preview was made from; then
rows, marks, confirmations, latest figures, hash and head are written together, or nothing is.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from sqlalchemy import Connection, text

from data_access.checking import check
from data_access.database import Head, Store, imagined, newest_change, reading, within_transaction, writing
from data_access.erasure import erase
from data_access.garbage import collector_paused
from data_access.gathering import Batch, gather
from data_access.lookup import keys_moved, rows_standing
from data_access.planning import Plan, plan_commit
from data_access.statements import Committed, FileSource, Header, Said, SheetSource, said_by_hand
from data_access.withdrawal import as_if_withdrawn, withdraw
from data_access.writing import write_change
from domain.refusals import Moved

__all__ = [
    "Committed", "FileSource", "Header", "Said", "SheetSource", "as_if_committed",
    "as_if_withdrawn", "check", "commit", "commit_within", "erase",
    "said_by_hand", "withdraw",
]  # fmt: skip


def commit(store: Store, header: Header, said: Sequence[Said], seen: int) -> Committed:
    """Write what the sheets say as one change.

    seen     the change the preview was made from: raises Moved if a touched key moved since, and writes nothing
    Refused  a key with two values in one change; a key that first appears without a field it has to have
    Errors   TypeError, ValueError for values their record does not allow: reading has checked them
    """
    _require_kind(header)
    with collector_paused():
        batches = gather(said)
        with reading(store) as connection:
            prepared = newest_change(connection)
            _refuse_moved(connection, batches, since=seen, seen=seen, newest=prepared.n)
            plans = [_plan(connection, batch) for batch in batches]
        with writing(store) as (connection, last):
            _refuse_replaced(connection, prepared, last, seen)
            _refuse_moved(connection, batches, since=prepared.n, seen=seen, newest=last.n)
            return write_change(connection, last, header, plans, withdraws=None, erased=())


def commit_within(
    connection: Connection, newest: Head, header: Header, said: Sequence[Said], seen: int
) -> Committed:
    """The same inside a lock that is already held, so that what else belongs to the change is written with it."""
    _require_kind(header)
    batches = gather(said)
    _refuse_moved(connection, batches, since=seen, seen=seen, newest=newest.n)
    plans = [_plan(connection, batch) for batch in batches]
    return write_change(connection, newest, header, plans, withdraws=None, erased=())


@contextmanager
def as_if_committed(
    store: Store, header: Header, said: Sequence[Said], seen: int
) -> Iterator[tuple[Store, int]]:
    """Inside, a store that knows the change, and its number; afterwards nothing of it has happened.

    Other writers wait meanwhile, readers do not. Refused as committing is.
    """
    with collector_paused(), imagined(store) as (connection, last):
        committed = commit_within(connection, last, header, said, seen)
        yield within_transaction(connection, store), committed.n


def _require_kind(header: Header) -> None:
    if header.kind not in ("import", "edit", "configuration"):
        raise ValueError(f"a change of kind {header.kind} is not committed")


def _plan(connection: Connection, batch: Batch) -> Plan:
    return plan_commit(batch, rows_standing(connection, batch.record, batch.keys, None))


def _refuse_replaced(connection: Connection, prepared: Head, last: Head, seen: int) -> None:
    """Whoever restored a backup meanwhile put another history under the same numbers."""
    query = text("SELECT hash FROM change WHERE n = :n")
    found = connection.execute(query, {"n": prepared.n}).scalar() if prepared.n else ""
    if found != prepared.hash:
        raise Moved(0, seen, last.n)


def _refuse_moved(
    connection: Connection, batches: Sequence[Batch], *, since: int, seen: int, newest: int
) -> None:
    """A touched key that moved after `since` means the preview no longer shows what would be written."""
    if since == newest:
        return
    moved = 0
    for batch in batches:
        moved += len(keys_moved(connection, batch.record, since).intersection(batch.keys))
    if moved or since > newest:
        raise Moved(moved, seen, newest)
