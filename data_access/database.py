"""Opens the database, reads from one snapshot, writes under one lock. Knows no table but `head`.

SQLite on one PC, PostgreSQL on a server; nothing above this module asks which.
"""

import re
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from sqlalchemy import Connection, Engine, create_engine, event, inspect, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError, OperationalError
from sqlalchemy.pool import ConnectionPoolEntry

from domain.refusals import Refusal

WAIT_SECONDS = 30
# Every connection of the pool keeps its own: 64 MB each made a server of 50 viewers hold 900 MB.
READING_CACHE_KB, WRITING_CACHE_KB = 4_096, 65_536
POSTGRES_SETTINGS = (
    f"lock_timeout={WAIT_SECONDS}s",
    "timezone=Asia/Shanghai",
    "datestyle=ISO",
    "work_mem=64MB",  # 100,000 keys are joined in memory; with the default they are sorted on disk
    "jit=off",  # compiling a query of ours takes longer than running it
)
MIGRATIONS = Path(__file__).parent / "migrations"


@dataclass(frozen=True)
class Store:
    """An opened database. Its tables may still have to be made: see `migrate`."""

    engine: Engine
    url: str


def open_store(url: str) -> Store:
    """Open `sqlite:///file.db` or `postgresql://…` without touching its tables.

    Refused: any other kind of database.
    """
    address = _address(url)
    if address.get_backend_name() == "sqlite":
        return Store(_sqlite_engine(address), url)
    options = " ".join(f"-c {setting}" for setting in POSTGRES_SETTINGS)
    engine = create_engine(address, pool_pre_ping=True, connect_args={"options": options})
    return Store(engine, url)


def _address(url: str) -> URL:
    try:
        address = make_url(url)
    except ArgumentError:
        address = None
    if address is not None and address.get_backend_name() == "sqlite":
        return address.set(drivername="sqlite+pysqlite")
    if address is not None and address.get_backend_name() == "postgresql":
        return address.set(drivername="postgresql+psycopg")
    kind = re.split(r"[:/]", url, maxsplit=1)[0]
    raise Refusal(
        f"数据库地址应以 sqlite:/// 或 postgresql:// 开头，现在是“{kind}”。请改正 DATABASE_URL 或 --database。"
    )


def _sqlite_engine(address: URL) -> Engine:
    if address.database and address.database != ":memory:":
        Path(address.database).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(address)
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
    # The driver would begin on its own, and only before INSERT: transactions are begun by us alone.
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in (
        f"busy_timeout={WAIT_SECONDS * 1000}",
        "journal_mode=WAL",
        "synchronous=FULL",  # an accepted change survives a power cut
        "foreign_keys=OFF",
        "temp_store=MEMORY",
        f"cache_size=-{READING_CACHE_KB}",
        "secure_delete=ON",  # what is erased by law does not stay in free pages
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    immediate = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")


@contextmanager
def reading(store: Store) -> Iterator[Connection]:
    """A connection that sees one moment of the database, whatever others write meanwhile."""
    with store.engine.connect() as plain:
        if store.engine.dialect.name == "postgresql":
            plain = plain.execution_options(isolation_level="REPEATABLE READ")
        with plain.begin():
            head(plain)  # the snapshot begins with the first read, not with BEGIN
            yield plain


class _OneConnection:
    """Stands for an engine and for each connection of it: every reader shares the transaction that is already begun."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def connect(self) -> "AbstractContextManager[_OneConnection]":
        return nullcontext(self)

    def begin(self) -> "AbstractContextManager[None]":
        return nullcontext()

    def execution_options(self, **_options: object) -> "_OneConnection":
        return self

    def __getattr__(self, name: str) -> Any:
        return getattr(self._connection, name)


def within_transaction(connection: Connection, store: Store) -> Store:
    """A store whose readers see what this transaction has written so far. Not to be kept longer than it, nor written to."""
    return Store(cast(Engine, _OneConnection(connection)), store.url)


@dataclass(frozen=True, slots=True)
class Head:
    """The newest change: its number and its hash; 0 and an empty hash before the first."""

    n: int
    hash: str


@contextmanager
def writing(store: Store) -> Iterator[tuple[Connection, Head]]:
    """The one lock: a transaction nobody else writes beside, with the newest change.

    Everything done inside is kept together or, on any exception, not at all. Refused when another writer
    holds the lock for longer than WAIT_SECONDS.
    """
    with store.engine.connect() as plain:
        if store.engine.dialect.name == "postgresql":
            plain = plain.execution_options(isolation_level="READ COMMITTED")
        connection = plain.execution_options(writes=True)
        with _large_cache(connection), _locked(connection) as last:
            yield connection, last


@contextmanager
def _large_cache(connection: Connection) -> Iterator[None]:
    """A hundred thousand rows touch most pages of their indexes: on SQLite the writer holds them, then gives them back."""
    if connection.dialect.name != "sqlite":
        yield
        return
    cursor = connection.connection.cursor()  # the driver's own: it begins no transaction
    cursor.execute(f"PRAGMA cache_size=-{WRITING_CACHE_KB}")
    try:
        yield
    finally:
        cursor.execute(f"PRAGMA cache_size=-{READING_CACHE_KB}")
        cursor.execute("PRAGMA shrink_memory")
        cursor.close()


class _Undone(Exception):
    """Ends a transaction without keeping it."""


@contextmanager
def imagined(store: Store) -> Iterator[tuple[Connection, Head]]:
    """`writing`, of which nothing is kept: what is written inside never happened. Other writers wait meanwhile, readers not."""
    try:
        with writing(store) as (connection, last):
            yield connection, last
            raise _Undone
    except _Undone:
        return


@contextmanager
def _locked(connection: Connection) -> Iterator[Head]:
    lock = " FOR UPDATE" if connection.dialect.name == "postgresql" else ""
    try:
        transaction = connection.begin()
        last = connection.execute(text(f"SELECT n, hash FROM head{lock}")).one()
    except OperationalError as error:
        if not _is_lock_timeout(error):
            raise
        raise Refusal(
            f"另一处正在写入，等了 {WAIT_SECONDS} 秒仍未轮到，本次没有写入。请稍后再试。", code="busy"
        ) from error
    with transaction:
        yield Head(last.n, last.hash)


def _is_lock_timeout(error: OperationalError) -> bool:
    return "locked" in str(error.orig) or getattr(error.orig, "sqlstate", "") == "55P03"


def newest_change(connection: Connection) -> Head:
    """The newest change this connection sees."""
    row = connection.execute(text("SELECT n, hash FROM head")).one()
    return Head(row.n, row.hash)


def head(connection: Connection) -> int:
    """The number of the newest change this connection sees, 0 when there is none."""
    return newest_change(connection).n


def migrate(store: Store) -> None:
    """Bring the tables to the newest revision; a fresh database gets all of them.

    Refused: a database that a newer version of this software has written.
    """
    if _is_newest(
        store
    ):  # as at almost every start: Alembic and its templates are 8 MB of a server for nothing
        return
    from alembic import command
    from alembic.config import Config
    from alembic.util import CommandError

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    with store.engine.connect().execution_options(writes=True) as connection, connection.begin():
        config.attributes["connection"] = connection
        try:
            command.upgrade(config, "head")
        except CommandError as error:
            raise Refusal(
                "这个数据库由更新的版本写成，本版本读不了。请先升级软件，再打开它。", code="newer"
            ) from error


def revisions() -> list[str]:
    """Of the tables, those this release knows, oldest first; each one's file begins with its number."""
    return sorted(path.name.split("_")[0] for path in (MIGRATIONS / "versions").glob("[0-9]*.py"))


def _is_newest(store: Store) -> bool:
    with store.engine.connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return False
        found = connection.execute(text("SELECT version_num FROM alembic_version")).scalars().all()
    return found == revisions()[-1:]
