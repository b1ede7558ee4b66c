"""What a person sees in the browser: every visible text, and when a page has come to rest."""

from playwright.sync_api import Page

# Texts a person can read; what is hidden, of size 0, or a glyph of an icon font is not one.
_SEEN = """() => {
  const seen = [];
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const node = walk.currentNode, box = node.parentElement, range = document.createRange();
    if (!node.nodeValue.trim() || box.closest("style, script, noscript, title")) continue;
    if (getComputedStyle(box).fontFamily.includes("Material Symbols")) continue;
    range.selectNodeContents(node);
    const style = getComputedStyle(box), place = range.getBoundingClientRect();
    const hidden = style.visibility === "hidden" || parseFloat(style.fontSize) === 0 || style.opacity === "0";
    if (!hidden && box.clientWidth !== 1 && place.width > 1) seen.push(node.nodeValue.trim());
  }
  for (const named of document.querySelectorAll("[title], [placeholder], img[alt]")) {
    const place = named.getBoundingClientRect();
    if (place.width > 1) seen.push(...["title", "placeholder", "alt"].map((n) => named.getAttribute(n) || ""));
  }
  return seen.filter((text) => text);
}"""
# The script's own word: the sign that it runs appears late, and not at all while a page is still short.
ENDED = "[data-test-script-state=notRunning]"
# A chart is fetched after the page: its frame stands empty until the drawing library has come.
# The picture of the head is named in Chinese a moment after it stands.
_DRAWN = """() => !document.querySelector('[data-stale=true], [data-testid=stSkeleton], [data-testid=stSpinner], [alt=Logo]')
  && [...document.querySelectorAll('[data-testid=stPlotlyChart]')].every((chart) => chart.querySelector('.main-svg'))"""


def at_rest(page: Page) -> Page:
    """Wait until the page and every chart on it were drawn and nothing runs any more."""
    page.wait_for_selector(".kb-h1:visible, .kb-refused:visible, .kb-empty:visible, .kbm h1:visible")
    page.wait_for_selector(ENDED)
    page.wait_for_function(_DRAWN)
    return page


def texts(page: Page) -> list[str]:
    """Every text a person can see or be told on hover, menu and dialogs included."""
    return page.evaluate(_SEEN)


def told(page: Page) -> str:
    return "\n".join(texts(page))
