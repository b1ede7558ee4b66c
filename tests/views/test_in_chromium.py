"""What only a browser shows: the uploader speaks Chinese, numbers open their source without a reload, nothing leaves us."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("chromium")]

ROOT = Path(__file__).parents[2]
SCRIPT = """
from datetime import date
import pandas as pd
import streamlit as st
from charts.bars import bars
from charts.quantity import Quantity
from domain.permissions import WHOLE_COUNTY, Actor, Role
from services.completeness.strip_of import Strip
from views.asof import show_strip
from views.cards import Card, show_cards
from views.filters import choose
from views.frame import conclude, open_page
from views.plot import show_figure
from views.provenance import PART_COLUMNS, Provenance, Trace, show_provenance
from views.session import Entrance, enter
from views.theme import current_theme, load_style

st.set_page_config(layout="wide")
load_style(current_theme())
enter(Entrance(Actor("王某", Role.CLERK), WHOLE_COUNTY, "sqlite:///x", 418, date(2026, 1, 10), date(2026, 11, 19)))
page = open_page("upload")
show_strip(page, Strip("2026年11月19日"))
conclude("核对后再入库")
choose("基准", {"node": "县定节点", "time": "时间序时"}, key="baseline")
show_cards([Card("普及率", "87.4", "%", "warn", trace="figure~TOI_COV~C01")], page.theme)
st.file_uploader("上报文件", type=["xlsx", "xls", "csv"], accept_multiple_files=True, label_visibility="collapsed")
towns = pd.DataFrame({"subject": ["T01"], "name": ["青石镇"], "period": ["2026-11-X2"], "value": [0.9]})
show_figure(
    bars(towns, quantity=Quantity("普及率", "%"), theme=page.theme, direction="up"),
    key="towns",
    alt="青石镇 90.0%",
    on_pick=lambda picked: st.query_params.__setitem__("trace", f"figure~TOI_COV~{picked.subject}"),
)
nothing = pd.DataFrame(columns=list(PART_COLUMNS))
show_provenance(lambda trace: Provenance(f"出处 {trace.key[-1]}", "87.4%", "", nothing), page.theme)
"""

# Every text with Latin letters a person could see in the content; what is hidden or of size 0 is not seen.
SEEN = """() => {
  const seen = [];
  const walk = document.createTreeWalker(document.querySelector(".stMain"), NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const node = walk.currentNode, box = node.parentElement, range = document.createRange();
    if (!/[A-Za-z]{3}/.test(node.nodeValue) || box.closest("style, script, noscript, title")) continue;
    if (getComputedStyle(box).fontFamily.includes("Material Symbols")) continue;
    range.selectNodeContents(node);
    const style = getComputedStyle(box), place = range.getBoundingClientRect();
    if (parseFloat(style.fontSize) > 0 && style.visibility !== "hidden" && box.clientWidth !== 1 && place.width > 1)
      seen.push(node.nodeValue.trim());
  }
  return seen;
}"""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server of ours with one small page."""
    script = tmp_path_factory.mktemp("page") / "page.py"
    script.write_text(SCRIPT, encoding="utf-8")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", str(script), f"--server.port={port}"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as server:
        _wait_for(f"http://127.0.0.1:{port}/_stcore/health")
        yield f"http://127.0.0.1:{port}/"
        server.terminate()


def _wait_for(url: str) -> None:
    for _ in range(120):
        try:
            urlopen(url, timeout=1).close()  # noqa: S310
        except OSError:
            time.sleep(0.25)
        else:
            return
    pytest.fail("the page did not start within 30 seconds")


@pytest.fixture(scope="module")
def browser(chromium: Browser) -> Iterator[BrowserContext]:
    """One context for all tests, so that the assets are loaded once."""
    context = chromium.new_context(viewport={"width": 1366, "height": 768}, locale="zh-CN")
    yield context
    context.close()


@pytest.fixture
def page(browser: BrowserContext, address: str) -> Iterator[Page]:
    opened = browser.new_page()
    asked: list[str] = []
    opened.on("request", lambda request: asked.append(request.url))
    opened.goto(address)
    opened.wait_for_selector(".stPlotlyChart .barlayer path", timeout=60_000)
    yield opened
    outside = [url for url in asked if not url.startswith((address, "data:", "blob:"))]
    opened.close()
    assert outside == [], "a page asks nobody but us"


def test_the_uploader_speaks_chinese(page: Page) -> None:
    assert page.evaluate(SEEN) == []
    shown = page.locator("[data-testid=stFileUploaderDropzoneInstructions]")
    assert "或拖到这里" in shown.evaluate("e => getComputedStyle(e, '::after').content")
    page.locator("input[type=file]").set_input_files(
        {"name": "人居环境.csv", "mimeType": "text/csv", "buffer": "村,户数\n水口村,1".encode()}
    )
    page.wait_for_selector("text=人居环境.csv")
    assert [text for text in page.evaluate(SEEN) if "csv" not in text] == []


def test_a_number_opens_its_source_without_a_reload(page: Page) -> None:
    page.evaluate("window.stayed = true")
    page.locator(".kb-big a").click()
    page.wait_for_selector("[data-testid=stDialog] >> text=出处 C01")
    assert "trace=figure~TOI_COV~C01" in page.url
    assert page.evaluate("window.stayed")
    page.keyboard.press("Escape")
    page.wait_for_url(lambda url: "trace" not in url)


def test_a_bar_opens_the_source_of_its_place_every_time_it_is_clicked(page: Page) -> None:
    for _ in range(2):
        page.locator(".stPlotlyChart .barlayer .point path").last.click(force=True)
        page.wait_for_selector("[data-testid=stDialog] >> text=出处 T01")
        page.keyboard.press("Escape")
        page.wait_for_url(lambda url: "trace" not in url)
        page.wait_for_selector("[data-testid=stDialog]", state="detached")


def test_a_choice_stands_in_the_address(page: Page) -> None:
    page.get_by_text("时间序时").click()
    page.wait_for_url(lambda url: "baseline=%E6%97%B6%E9%97%B4%E5%BA%8F%E6%97%B6" in url)


def test_paper_shows_no_controls(page: Page) -> None:
    assert page.locator(".stAppHeader").is_visible()
    page.emulate_media(media="print")
    assert not page.locator(".stAppHeader").is_visible()
    assert page.locator(".kb-h1").is_visible()


def test_the_page_reads_in_both_themes(browser: BrowserContext, address: str) -> None:
    for option, paper in (("light_theme", "rgb(255, 255, 255)"), ("dark_theme", "rgb(15, 23, 32)")):
        page = browser.new_page()
        page.goto(f"{address}?embed=true&embed_options={option}")
        page.wait_for_selector(".kb-h1", timeout=60_000)
        page.wait_for_timeout(1000)
        found = page.evaluate("getComputedStyle(document.querySelector('.stApp')).backgroundColor")
        ink = page.evaluate("getComputedStyle(document.querySelector('.kb-h1')).color")
        page.close()
        assert found == paper
        assert ink == ("rgb(23, 33, 43)" if option == "light_theme" else "rgb(243, 246, 248)")
