"""Back the whole county up into one file that proves itself, and restore it: all or nothing."""

from pathlib import Path

from data_access.backup import backup
from data_access.backup import restore as restore_store
from data_access.database import Store
from services.county.progress import Progress


def back_up(store: Store, file: Path, *, progress: Progress) -> None:
    """Write the file and read it back; what is there is whole."""
    backup(store, file, progress=progress)


def restore(file: Path, url: str, *, progress: Progress) -> int:
    """Replace the database by the backup's content; the newest change. Refused: a damaged or foreign file."""
    return restore_store(file, url, progress=progress)
