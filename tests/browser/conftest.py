"""One browser and one server with the sample county for all journeys of a run; every request is recorded."""

from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urljoin

import pytest
from playwright.sync_api import Browser, Page, Request
from playwright.sync_api import Error as PlaywrightError

from services.county.installation import sqlite_url
from services.county.local_settings import remember_name
from tests.browser.servers import our_server
from tests.loaded_county import copied, loaded_sample

PATIENCE_MS = 180_000  # a county's first page, on machines that are busy too
LEAVE_MS = 10_000


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


@pytest.fixture(scope="session")
def idle(browser: Browser) -> Iterator[list[Page]]:
    """Tabs that earlier tests left clean. A tab that stays on one host keeps what it compiled of the page's scripts: the
    second page costs a third of the first.
    """
    tabs: list[Page] = []
    yield tabs
    for tab in tabs:
        tab.context.close()


@pytest.fixture
def visit(browser: Browser, idle: list[Page]) -> Iterator[Callable[..., Page]]:
    """Opens an address in a browser of its own, without cookies or memory; whatever is asked of anybody else fails the test."""
    opened: list[Page] = []
    asked: list[str] = []

    def note(request: Request) -> None:
        asked.append(request.url)

    def go(url: str, *, width: int = 1366, height: int = 768) -> Page:
        page = idle.pop() if idle else browser.new_context(locale="zh-CN").new_page()
        page.set_viewport_size({"width": width, "height": height})
        page.set_default_timeout(PATIENCE_MS)
        page.on("request", note)
        opened.append(page)
        page.goto(url)
        return page

    yield go
    for page in opened:
        page.remove_listener("request", note)
        if left_clean(page):
            idle.append(page)
        else:
            page.context.close()
    outside = [url for url in asked if not url.startswith(("http://127.0.0.1:", "data:", "blob:"))]
    assert outside == [], "a page asks nobody but us"


def left_clean(page: Page) -> bool:
    """Whether the tab can be handed on: its server still answers, and nothing of the visit is left in it."""
    try:
        if [*page.context.pages] != [page]:
            return False
        page.evaluate("() => { localStorage.clear(); sessionStorage.clear(); }")
        page.context.clear_cookies()
        page.emulate_media(media="null", color_scheme="null")
        page.goto(urljoin(page.url, "/healthz"), timeout=LEAVE_MS)
    except PlaywrightError:
        return False
    return True
