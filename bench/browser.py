"""总览 in a cold and in a warm browser, beside a plain Streamlit page with one chart and nothing else, same run.

Both are served on loopback to the machine's Chromium. The plain page is the floor: Streamlit's own start and Plotly's
own script, sent raw as Streamlit sends them.
"""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from domain.permissions import Actor, Role
from services.county.installation import set_up, sqlite_url
from services.county.load_sample import arrivals
from services.county.local_settings import remember_name
from services.county.progress import silent
from tests.browser.chromium import QUIET, chromium_here
from tests.browser.servers import our_server, plain_page

TURNS = 3
REST = 2_000
FIRST_CHART = "() => window.kbMarks.chart"
# Kept by the page itself: asking from outside comes too late for what is drawn first.
WATCH = """() => {
  const marks = (window.kbMarks = {});
  const places = { cards: ".kb-card-value img", chart: "[data-testid=stPlotlyChart] .main-svg" };
  new MutationObserver(() => {
    for (const [name, place] of Object.entries(places))
      if (!marks[name] && document.querySelector(place)) marks[name] = performance.now();
  }).observe(document, { childList: true, subtree: true });
}"""
DECK = """() => document.documentElement.dataset.kbSlide
  && document.querySelectorAll('[data-testid=stPlotlyChart] .main-svg').length >= 6"""
TURN = """(key) => new Promise((drawn) => {
  const pressed = performance.now();
  document.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
  requestAnimationFrame(() => requestAnimationFrame(() => drawn(performance.now() - pressed)));
})"""
PLAIN = """
import plotly.graph_objects as go
import streamlit as st

st.plotly_chart(go.Figure(go.Scatter(x=[1, 2, 3], y=[2, 1, 3])))
"""
LIMITS = {"cold": "2,000 ms, 3 MB", "warm": "800 ms"}


@dataclass(frozen=True, slots=True)
class Seen:
    """milliseconds from the start of the visit to the first chart, and to the cards with their sparks (0 where there are none);
    bytes that came over the wire and what they are unpacked; requests."""

    milliseconds: float
    cards: float
    wire: int
    unpacked: int
    requests: int


def main() -> None:
    chromium = chromium_here()
    if chromium is None:
        print("no browser: nothing measured")
        return
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=QUIET)
        with a_plain_page(Path(folder)) as plain, a_county(Path(folder)) as county:
            found = measured(browser, {"floor": plain, "ours": county})
            at_once, turns = turned(browser, county, rest=0), turned(browser, county, rest=REST)
        browser.close()
    print(
        f"next slide of the meeting: {min(turns):,.0f} to {max(turns):,.0f} ms until it is drawn; limit 300 ms; "
        f"up to {max(at_once):,.0f} ms for keys pressed while the last charts are laid out"
    )
    for kind, limit in LIMITS.items():
        print(told(kind, found["ours", kind], found["floor", kind], limit))


def told(kind: str, ours: Seen, floor: Seen, limit: str) -> str:
    times = f"first chart {ours.milliseconds:,.0f} ms = {ours.milliseconds / floor.milliseconds:.1f} × a plain page"
    sizes = (
        f"{ours.wire / 1e6:.2f} MB over the wire of {ours.unpacked / 1e6:.2f} MB in {ours.requests} requests"
    )
    beside = f"{floor.milliseconds:,.0f} ms, {floor.wire / 1e6:.2f} MB"
    return f"{kind}: cards and their sparks {ours.cards:,.0f} ms, {times} ({beside}); {sizes}; limit {limit}"


@contextmanager
def a_county(folder: Path) -> Iterator[str]:
    """The sample county; the first turn finds its server cold, the best of them does not."""
    database = sqlite_url(folder / "sample.db")
    set_up(database, Actor("本机", Role.ADMIN), now=arrivals()[0].at, progress=silent).store.engine.dispose()
    remember_name(database, "王某")
    with our_server(database, folder / "log") as address:
        yield address


@contextmanager
def a_plain_page(folder: Path) -> Iterator[str]:
    script = folder / "plain.py"
    script.write_text(PLAIN, encoding="utf-8")
    with plain_page(script, folder / "plain_log") as address:
        yield address


def measured(browser: Browser, addresses: dict[str, str]) -> dict[tuple[str, str], Seen]:
    """The best of some turns for each address: cold (a browser that was never here) and warm (its third visit).

    The addresses take turns, so that whatever else the machine does meets all of them.
    """
    found: dict[tuple[str, str], list[Seen]] = {}
    for _ in range(TURNS):
        for name, address in addresses.items():
            context = browser.new_context(viewport={"width": 1366, "height": 768}, locale="zh-CN")
            found.setdefault((name, "cold"), []).append(visit(context, address))
            visit(context, address)
            found.setdefault((name, "warm"), []).append(visit(context, address))
            context.close()
    return {key: min(seen, key=lambda one: one.milliseconds) for key, seen in found.items()}


def turned(browser: Browser, address: str, *, rest: int) -> list[float]:
    """Milliseconds from each key to the second frame after it, once through the meeting and back.

    rest  milliseconds between the last chart and the first key; without any the browser still lays the deck out
    """
    page = browser.new_page(viewport={"width": 1920, "height": 1080}, locale="zh-CN")
    page.goto(f"{address}meeting?embed=true")
    page.wait_for_function(DECK, timeout=300_000, polling=50)
    page.wait_for_timeout(rest)
    times = [float(page.evaluate(TURN, key)) for key in ["ArrowRight"] * 5 + ["ArrowLeft"] * 5]
    page.close()
    return times


def visit(context: BrowserContext, address: str) -> Seen:
    """One page opened until its first chart is drawn."""
    page = context.new_page()
    page.add_init_script(f"({WATCH})()")
    network = context.new_cdp_session(page)
    network.send("Network.enable")
    came: list[float] = []
    network.on("Network.loadingFinished", lambda event: came.append(event["encodedDataLength"]))
    network.on(
        "Network.webSocketFrameReceived",
        lambda event: came.append(len(event["response"]["payloadData"]) * 3 / 4),
    )
    page.goto(address, wait_until="commit")
    page.wait_for_function(FIRST_CHART, timeout=120_000)
    page.wait_for_load_state("networkidle")
    marks = page.evaluate("window.kbMarks")
    seen = Seen(marks["chart"], marks.get("cards", 0), round(sum(came)), unpacked(page), len(came))
    page.close()
    return seen


def unpacked(page: Page) -> int:
    """The bytes of all files of the page as they are used."""
    sizes = page.evaluate("performance.getEntriesByType('resource').map((one) => one.decodedBodySize)")
    return int(sum(sizes))


if __name__ == "__main__":
    main()
