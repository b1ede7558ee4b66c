"""Every page is Chinese; on a small projector and a large screen it never scrolls sideways and no text is cut or runs
into another; on paper it says its day and version and shows no control. What it asks of anybody else is watched by `visit`.
"""

from contextlib import ExitStack
from pathlib import Path
from urllib.parse import urlencode

import pytest

from services.county.installation import sqlite_url
from services.county.local_settings import remember_name
from services.meeting.show_meeting import SLIDES
from tests.browser.geometry import SIZES, broken_cells, high, scrolls_sideways, uneven_controls, wrong_places
from tests.browser.paper import charts_off_their_place, paper_faults, sheets
from tests.browser.servers import our_server
from tests.browser.sights import at_rest, texts
from tests.counties import county, subject_of
from tests.loaded_county import copied
from tests.pages.english import english_on
from views.navigation import PAGES

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

CODES = [page.code for page in PAGES]
# The counties that ask most of the room, on the pages that show their names and rows.
LONG = [code for code in CODES if code not in ("upload", "changes", "catalogue", "help")]
# One screen: nearly all of a page in a window of 1,080 lines; a village whatever its names.
ONE_SCREEN = 1100
# Seen whole on a screen of 1920 × 1080, printed on one sheet.
WHOLE = ("overview", "projects", "funds", "sanitation", "village", "indicator")
ON_ONE_SCREEN = ("rectification", "ranking", "daily")
# The same screen where the system enlarges everything by a quarter, as it is sold.
ENLARGED = (1536, 730)
MANY = ("overview", "projects", "rectification", "sanitation", "meeting")
# The sample at every run; the others cost minutes of a browser and belong to the long checks.
CASES = [
    pytest.param(name, code, marks=[] if name == "sample" else pytest.mark.soak)
    for name, own in {"sample": CODES, "long_names": LONG, "large": MANY}.items()
    for code in own
]


@pytest.fixture(scope="session")
def shared(tmp_path_factory) -> Path:
    return tmp_path_factory.getbasetemp().parent


@pytest.fixture(scope="module")
def served(browser, address, shared, tmp_path_factory):
    """County → address of a server with a copy of it; started when first asked for."""
    found = {"sample": address}
    with ExitStack() as stack:

        def of(name: str) -> str:
            if name not in found:
                folder = tmp_path_factory.mktemp(name)
                file = folder / "county.db"
                copied(Path(county(name, shared).removeprefix("sqlite:///")), file)
                remember_name(sqlite_url(file), "王某")
                found[name] = stack.enter_context(our_server(sqlite_url(file), folder / "log"))
            return found[name]

        yield of


@pytest.mark.parametrize(("name", "code"), CASES)
def test_a_page_is_chinese_and_every_text_has_its_place(name, code, visit, served, shared):
    url = county(name, shared)
    page = at_rest(visit(f"{served(name)}{code}?{urlencode(subject_of(code, url))}"))
    assert page.locator(".kb-refused").count() == 0
    assert {text: found for text in texts(page) if (found := english_on(code, text))} == {}
    for width, height in (*SIZES, *([ENLARGED] if code in WHOLE and code != "village" else [])):
        page.set_viewport_size({"width": width, "height": height})
        page.wait_for_timeout(300)  # charts follow the window
        at_rest(page)
        assert not scrolls_sideways(page)
        assert uneven_controls(page) == []
        assert broken_cells(page) == []
        for slide in range(1, len(SLIDES) + 1) if code == "meeting" else [0]:
            if slide:
                page.keyboard.press(str(slide))
                page.wait_for_function(f"() => document.documentElement.dataset.kbSlide === '{slide}'")
            assert wrong_places(page) == [], f"{width} × {height}, slide {slide}"
        if code != "meeting" and (width, height) == SIZES[0]:  # the paper is wider than a small screen
            assert charts_off_their_place(page) == []
            assert paper_faults(page) == []
        if code in WHOLE and name == "sample":
            assert sheets(page) == 1
        seen_whole = name == "sample" and code in (*WHOLE, *ON_ONE_SCREEN)
        if (seen_whole or code == "village") and (width, height) == SIZES[1]:
            assert high(page) <= ONE_SCREEN
