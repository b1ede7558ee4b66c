"""The sample county, loaded through the real import once per test run and copied for whoever wants to write."""

import os
import shutil
import time
from pathlib import Path

from domain.permissions import Actor, Role
from services.installation import set_up, sqlite_url
from services.load_sample import arrivals
from services.progress import silent

LOADER = Actor("本机", Role.ADMIN)
PATIENCE_SECONDS = 300


def loaded_sample(shared: Path) -> Path:
    """The SQLite file of the loaded sample county; the first process to come loads it, the others wait.

    shared  a folder all processes of this test run share
    """
    done = shared / "sample_county.db"
    claim = shared / "sample_county.claim"
    try:
        os.close(os.open(claim, os.O_CREAT | os.O_EXCL))
    except FileExistsError:
        return wait_for(done)
    folder = shared / "loading"
    folder.mkdir()
    opened = set_up(sqlite_url(folder / "sample.db"), LOADER, now=arrivals()[0].at, progress=silent)
    with opened.store.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    opened.store.engine.dispose()
    shutil.copy(folder / "sample.db", done.with_suffix(".part"))
    done.with_suffix(".part").rename(done)
    return done


def wait_for(file: Path) -> Path:
    until = time.monotonic() + PATIENCE_SECONDS
    while not file.exists():
        if time.monotonic() > until:
            raise TimeoutError(f"{file} did not appear: loading the sample county failed in another process")
        time.sleep(0.2)
    return file
