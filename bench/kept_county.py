"""Large counties for measuring: built once per machine, kept in the temporary folder, copied for who writes."""

import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from services.county.installation import sqlite_url


def kept_county(name: str, build: Callable[[Path], Path]) -> Path:
    """The file of this county; the first call on a machine builds it, which takes minutes.

    build  makes the file in the folder it is given and returns its path
    """
    kept = Path(tempfile.gettempdir()) / f"bench-{name}.db"
    if not kept.exists():
        with tempfile.TemporaryDirectory() as folder:
            shutil.move(build(Path(folder)), kept)
    return kept


@contextmanager
def to_write(county: Path) -> Iterator[str]:
    """The address of a copy of the county."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "county.db"
        shutil.copy(county, file)
        yield sqlite_url(file)
