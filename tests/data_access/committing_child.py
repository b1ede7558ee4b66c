"""A process of its own that commits, for tests that kill it or run two at once."""

import random
from datetime import date
from multiprocessing import get_all_start_methods, get_context

from saying import amounts, figures, header, imported
from sqlalchemy import text

from data_access.database import Store, head, open_store, reading
from data_access.versions import commit, withdraw
from domain.refusals import Moved, Refusal


def spawning():
    """Children by fork where there is one: milliseconds each, against a second for a fresh interpreter."""
    return get_context("fork" if "fork" in get_all_start_methods() else "spawn")


def head_of(store: Store) -> int:
    with reading(store) as connection:
        return head(connection)


def commit_for_ever(url: str, seed: int, started) -> None:
    """Uploads, corrections and withdrawals one after the other, until somebody kills the process."""
    store, rng = open_store(url), random.Random(seed)
    started.set()
    while True:
        newest = head_of(store)
        if newest > 3 and rng.random() < 0.25:
            try:
                withdraw(store, header("withdrawal"), rng.randint(1, newest))
            except Refusal:
                continue
        else:
            rows = {f"V{at:04d}": rng.randint(0, 40) for at in range(rng.randint(1, 60))}
            said = [figures(rows, cutoff=date(2026, 11, rng.randint(1, 20))), amounts(rows)]
            change, said = imported(said, content=rng.randbytes(500))
            commit(store, change, said, newest)


def commit_many(url: str, name: str, times: int, ready) -> None:
    """Add one to a counter that everybody adds to; a Moved is answered by looking again."""
    store = open_store(url)
    ready.wait()
    for _ in range(times):
        while True:
            with reading(store) as connection:
                row = connection.execute(
                    text("SELECT amount FROM allocation WHERE project = 'sum' AND closed_by IS NULL")
                ).first()
                seen = head(connection)
            try:
                said = amounts({"sum": (row.amount if row else 0) + 1, f"{name}-{seen}": seen})
                commit(store, header(actor=name), [said], seen)
            except Moved:
                continue
            break
