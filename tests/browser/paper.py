"""What a page looks like on paper: who speaks and of which day on top, no control, nothing beyond the sheet's edge."""

from playwright.sync_api import Page

_FAULTS = """() => {
  const faults = [], seen = (one) => { const box = one.getBoundingClientRect(); return box.width > 1 && box.height > 1; };
  const page = document.querySelector(".stMainBlockContainer"), edge = page.getBoundingClientRect().right + 3;
  const head = document.querySelector(".kb-paper");
  if (!head || !seen(head)) faults.push("no line of its own");
  else if (!/数据截至.*号变更时已知.*内部资料/s.test(head.textContent)) faults.push(head.textContent);
  const controls = ".stAppHeader, [class*=st-key-kbctl], .stSelectbox, .stButtonGroup, .stButton, .stTextInput, .stDataFrame";
  for (const one of document.querySelectorAll(controls)) if (seen(one)) faults.push(`printed: ${one.className}`);
  for (const one of page.querySelectorAll("table, h1, h2, .kb-card, .stPlotlyChart"))
    if (seen(one) && one.getBoundingClientRect().right > edge) faults.push(`cut: ${one.textContent.slice(0, 40)}`);
  return faults;
}"""

# How high the place of each chart is, and by how much what was drawn in it is shrunk or grown now.
_PLACES = """() => [...document.querySelectorAll(".stMain .stElementContainer:has(.js-plotly-plot)")].map((one) =>
  [one.getBoundingClientRect().height, one.querySelector(".js-plotly-plot").currentCSSZoom])"""
ALIKE = 0.05

# Told while it is laid out for the printer, after the page's own listener has drawn its charts for it.
_WATCH_CHARTS = """() => {
  const paper = matchMedia("print");
  paper.addEventListener("change", () => {
    if (paper.matches) window.kbOnPaper = [...document.querySelectorAll(".stMain .stPlotlyChart")].map((place) =>
      [place.offsetWidth, Number(place.querySelector(".main-svg").getAttribute("width"))]);
  });
}"""


def paper_faults(page: Page) -> list[str]:
    """What is wrong with the page as it would be printed now; the screen is back afterwards."""
    drawn = page.evaluate(_PLACES)
    page.emulate_media(media="print")
    found, printed = page.evaluate(_FAULTS), page.evaluate(_PLACES)
    page.emulate_media(media="screen")
    charts = [
        f"chart {at} is drawn {zoom:.2f} times as high, its place is {place / before:.2f} times"
        for at, ((before, _), (place, zoom)) in enumerate(zip(drawn, printed, strict=True))
        if place and zoom > place / before + ALIKE
    ]
    return [*found, *charts]


def sheets(page: Page) -> int:
    """How many sheets it prints on."""
    return page.pdf(prefer_css_page_size=True).count(b"/Type /Page\n")


def charts_off_their_place(page: Page) -> list[str]:
    """Charts that are printed narrower or wider than the column they stand in."""
    page.evaluate(_WATCH_CHARTS)
    page.pdf(prefer_css_page_size=True)
    seen = page.evaluate("window.kbOnPaper || []")
    return [
        f"chart {at}: {wide} px in a place of {place}"
        for at, (place, wide) in enumerate(seen)
        if place != wide
    ]
