"""The sample county, loaded through the real import once per test run and copied for whoever wants to write."""

import hashlib
import os
import shutil
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import psutil

from data_access.photo_files import photo_folder
from domain.permissions import Actor, Role
from services.county.installation import Store, set_up, sqlite_url
from services.county.load_sample import arrivals
from services.county.progress import silent

LOADER = Actor("本机", Role.ADMIN)
PATIENCE_SECONDS = 900  # a builder that died is noticed at once; this one is only slow
SAMPLE_CHANGES = 77  # the last change of the loaded sample county
ROOT = Path(__file__).parents[1]


def loaded_sample(shared: Path) -> Path:
    """The SQLite file of the loaded sample county; the first process to come loads it, the others wait.

    shared  a folder all processes of this test run share; without workers it outlives the run
    """
    return built_once(shared / f"sample_county_{made_of()}.db", _load)


def made_of() -> str:
    """A short digest of tables, shipped catalogue, sample files and how they are loaded: a county of other ones is not this one."""
    files = [
        *(ROOT / "data_access" / "migrations" / "versions").glob("*.py"),
        *(ROOT / "catalogue").glob("*.csv"),
        ROOT / "services" / "county" / "load_sample.py",
        *(file for file in (ROOT / "sample_data").rglob("*") if file.is_file() and file.suffix != ".pyc"),
    ]
    told = hashlib.sha256()
    for file in sorted(files):
        told.update(file.name.encode() + file.read_bytes())
    return told.hexdigest()[:12]


def built_once(done: Path, build: Callable[[Path], Path]) -> Path:
    """This file, built by the first process to come; the others wait for it, or fail at once where building failed.

    build  makes the file in the folder it is given and returns its path
    """
    claim, failed = done.with_suffix(".claim"), done.with_suffix(".failed")
    try:
        claimed = os.open(claim, os.O_CREAT | os.O_EXCL | os.O_WRONLY)
    except FileExistsError:
        return done if _came(done, claim, failed) else built_once(done, build)
    os.write(claimed, str(os.getpid()).encode())
    os.close(claimed)
    try:
        with tempfile.TemporaryDirectory(prefix=done.stem, dir=done.parent) as folder:
            built = build(Path(folder))
            if photos_of(built).exists():
                shutil.copytree(photos_of(built), photos_of(done), dirs_exist_ok=True)
            shutil.copy(built, done.with_suffix(".part"))
    except BaseException as error:
        failed.write_text(repr(error), encoding="utf-8")
        raise
    done.with_suffix(".part").rename(done)
    return done


def photos_of(county: Path) -> Path:
    return photo_folder(sqlite_url(county))


def copied(county: Path, to: Path) -> Path:
    """A copy of a SQLite county with its photos, to write to."""
    shutil.copy(county, to)
    if photos_of(county).exists():
        shutil.copytree(photos_of(county), photos_of(to))
    return to


def _load(folder: Path) -> Path:
    file = folder / "sample.db"
    store = set_up(sqlite_url(file), LOADER, now=arrivals()[0].at, progress=silent).store
    return sealed(store, file)


def sealed(store: Store, file: Path) -> Path:
    """A SQLite county as one file, closed."""
    with store.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    store.engine.dispose()
    return file


def _came(file: Path, claim: Path, failed: Path) -> bool:
    """Whether the file came; False where whoever built it was killed: the claim is taken off, for a new one."""
    until = time.monotonic() + PATIENCE_SECONDS
    while not file.exists():
        if failed.exists():
            raise RuntimeError(f"building {file.name} failed before: {failed.read_text(encoding='utf-8')}")
        if time.monotonic() > until:
            raise TimeoutError(f"{file.name} did not appear within {PATIENCE_SECONDS} s")
        builder = claim.read_text() if claim.exists() else ""
        if builder and not psutil.pid_exists(int(builder)) and not file.exists():
            claim.unlink(missing_ok=True)
            return False
        time.sleep(0.2)
    return True
