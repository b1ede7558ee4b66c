"""A throw-away copy of a SQLite county, to see what a change would move before anybody confirms it."""

import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from data_access.database import Store, open_store


@contextmanager
def trial_copy(store: Store) -> Iterator[Store | None]:
    """The whole county as it is now, in a file that is gone afterwards; None on a server's database.

    Copied by SQLite itself, page by page, while others go on writing.
    """
    file = store.engine.url.database
    if store.engine.dialect.name != "sqlite" or not file:
        yield None
        return
    with tempfile.TemporaryDirectory(prefix="trial") as folder:
        copy = Path(folder) / "trial.db"
        with sqlite3.connect(file) as whole, sqlite3.connect(copy) as into:
            whole.backup(into)
        whole.close()
        into.close()
        trial = open_store(f"sqlite:///{copy.as_posix()}")
        try:
            yield trial
        finally:
            trial.engine.dispose()
