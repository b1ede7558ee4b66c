"""Which database this installation uses, and setting up what is missing.

The sample county and a county of one's own never share a database: var/sample.db and var/county.db.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from data_access.database import Store, head, migrate, open_store, reading
from domain.permissions import Actor
from domain.refusals import Refusal
from services.county.load_catalogue import load_catalogue
from services.county.load_sample import load_sample
from services.county.progress import Progress
from services.county.replay_by_hand import replay_by_hand

VAR = Path(__file__).parents[2] / "var"
COUNTY, SAMPLE = "county.db", "sample.db"


@dataclass(frozen=True, slots=True)
class Installation:
    """An opened, migrated database; `sample` marks the fictional county."""

    store: Store
    sample: bool


def database_url(environment: Mapping[str, str], *, given: str | None, sample: bool, var: Path = VAR) -> str:
    """--database, else DATABASE_URL, else the county's own file, else the sample county's.

    sample  asks for the sample county whatever else there is
    """
    if given:
        return given
    if sample:
        return sqlite_url(var / SAMPLE)
    if environment.get("DATABASE_URL"):
        return environment["DATABASE_URL"]
    own = var / COUNTY
    return sqlite_url(own if own.exists() else var / SAMPLE)


def sqlite_url(path: Path) -> str:
    return f"sqlite:///{path.as_posix()}"


def is_sample(url: str) -> bool:
    """Whether the address is the sample county's: told by the file, which nothing else may use."""
    return url.startswith("sqlite") and url.endswith(f"/{SAMPLE}")


def open_installation(url: str) -> Installation:
    """Open and bring the tables up to date. Nothing is loaded."""
    store = open_store(url)
    migrate(store)
    return Installation(store=store, sample=is_sample(url))


def is_empty(store: Store) -> bool:
    """Whether nothing was ever committed."""
    with reading(store) as connection:
        return head(connection) == 0


def set_up(url: str, actor: Actor, *, now: datetime, progress: Progress) -> Installation:
    """Open the database and fill an empty one: the sample county with its files, any other with the catalogue.

    In a filled one the shipped rows the office never touched follow this release, as one change or none (DESIGN 1).
    """
    opened = open_installation(url)
    fresh = is_empty(opened.store)
    progress(0, 1, "装入指标目录" if fresh else "核对指标目录")
    load_catalogue(opened.store, actor, now=now)
    if fresh and opened.sample:
        load_sample(opened.store, progress=progress)
        replay_by_hand(opened.store, progress=progress)
    return opened


def refuse_sample(installation: Installation, verb: str) -> None:
    """The sample county is for trying: nothing of it leaves the house."""
    if installation.sample:
        raise Refusal(f"现在打开的是示例县，数字是虚构的，不能{verb}。请先用村名册建立本县。", code="sample")
