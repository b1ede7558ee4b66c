"""What this one PC remembers between starts: the name of the person who works at it. Not a fact, so not in the store.

The file stands beside the database it belongs to, so that a copy made for trying remembers nobody of the real one.
"""

import json
from functools import cache, lru_cache
from pathlib import Path

from sqlalchemy.engine import make_url

from services.county.installation import VAR

FILE = "local.json"


@cache
def settings_file(database: str) -> Path:
    """Beside a SQLite file; in var/ for any other database."""
    address = make_url(database)
    beside = address.get_backend_name() == "sqlite" and address.database not in (None, "", ":memory:")
    return (Path(str(address.database)).parent if beside else VAR) / FILE


def remembered_name(database: str) -> str | None:
    """The name given once, None before that or when the file cannot be read: then it is asked again."""
    file = settings_file(database)
    try:
        found = file.stat()
        return _name_in(file, (found.st_mtime_ns, found.st_size, found.st_ino))
    except (OSError, ValueError):
        return None


@lru_cache(8)
def _name_in(file: Path, _state: tuple[int, int, int]) -> str | None:
    """What the file says in this state: every run of a page asks."""
    kept = json.loads(file.read_text(encoding="utf-8"))
    name = kept.get("name") if isinstance(kept, dict) else None
    return name if isinstance(name, str) and name else None


def remember_name(database: str, name: str) -> None:
    """Keep the name for the next start."""
    file = settings_file(database)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps({"name": name}, ensure_ascii=False), encoding="utf-8")


def forget_remembered_name(database: str) -> None:
    """Somebody else works at this PC now: the next page asks again."""
    settings_file(database).unlink(missing_ok=True)
