"""One browser and one server with the sample county for all journeys of a run; every request is recorded."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from services.county.installation import sqlite_url
from services.county.local_settings import remember_name
from tests.browser.servers import our_server
from tests.loaded_county import copied, loaded_sample

PATIENCE_MS = 180_000  # a county's first page, on machines that are busy too


@pytest.fixture(scope="session")
def browser(chromium: Browser) -> Browser:
    """The machine's Chromium. Without one the journeys are named as not run, or fail where a browser is required."""
    return chromium


@pytest.fixture(scope="session")
def sample_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return loaded_sample(tmp_path_factory.getbasetemp().parent)


@pytest.fixture(scope="session")
def address(browser: Browser, sample_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The sample county served on this machine, for all journeys; they may write to it."""
    folder = tmp_path_factory.mktemp("county")
    copied(sample_file, folder / "sample.db")
    database = sqlite_url(folder / "sample.db")
    remember_name(database, "王某")
    with our_server(database, folder / "log") as found:
        yield found


@pytest.fixture
def visit(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Opens an address in a browser of its own; whatever is asked of anybody else fails the test."""
    opened: list[Page] = []
    asked: list[str] = []

    def go(url: str, *, width: int = 1366, height: int = 768) -> Page:
        context = browser.new_context(viewport={"width": width, "height": height}, locale="zh-CN")
        page = context.new_page()
        page.set_default_timeout(PATIENCE_MS)
        page.on("request", lambda request: asked.append(request.url))
        opened.append(page)
        page.goto(url)
        return page

    yield go
    for page in opened:
        page.context.close()
    outside = [url for url in asked if not url.startswith(("http://127.0.0.1:", "data:", "blob:"))]
    assert outside == [], "a page asks nobody but us"
