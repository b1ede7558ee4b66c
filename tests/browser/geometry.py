"""Where texts stand on a page: which run out of their place and which run into one another, in own HTML and in charts."""

from playwright.sync_api import Page

SIZES = ((1366, 768), (1920, 1080))

# A text is measured line by line. Its box is taken in by a quarter above and below, since a font's box is taller than its
# signs, and by 1 px at the sides; what still meets another text can be seen to touch it.
_MEASURED = """() => {
  const said = [], boxes = [];
  const shown = (element) => element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
  const add = (text, rect, owner) => {
    if (rect.width > 2 && rect.height > 2) boxes.push({
      text: text.trim().slice(0, 40), owner,
      left: rect.left + 1, right: rect.right - 1,
      top: rect.top + rect.height / 4, bottom: rect.bottom - rect.height / 4,
    });
  };
  // A line below what its box shows, as the third of a name that takes two at most, is not seen and covers nothing.
  const cutAway = (node, rect) => {
    for (let box = node.parentElement; box && !box.classList.contains("stMain"); box = box.parentElement) {
      const place = box.getBoundingClientRect();
      if (getComputedStyle(box).overflowY === "hidden" && rect.top + rect.height / 2 > place.bottom) return true;
    }
    return false;
  };
  const edges = (node, rect, text) => {
    for (let box = node.parentElement; box && !box.classList.contains("stMain"); box = box.parentElement) {
      const style = getComputedStyle(box);
      if (style.overflowX === "visible") continue;
      const place = box.getBoundingClientRect();
      if (rect.right > place.right + 1.5 || rect.left < place.left - 1.5) return said.push(`clipped: ${text}`);
    }
    if (rect.right > document.documentElement.clientWidth + 1) said.push(`beyond the page: ${text}`);
  };
  for (const part of document.querySelectorAll(".stMain .kb, [data-testid=stDialog] .kb")) {
    const walk = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
    while (walk.nextNode()) {
      const node = walk.currentNode;
      if (!node.nodeValue.trim() || !shown(node.parentElement)) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      for (const rect of range.getClientRects()) {
        if (cutAway(node, rect)) continue;
        add(node.nodeValue, rect, node);
        edges(node, rect, node.nodeValue.trim().slice(0, 40));
      }
    }
  }
  for (const chart of document.querySelectorAll(".stMain .main-svg")) {
    const frame = chart.getBoundingClientRect();
    for (const text of chart.querySelectorAll("text")) {
      if (!text.textContent.trim() || !shown(text)) continue;
      const lines = text.querySelectorAll("tspan.line");
      for (const line of lines.length ? lines : [text]) {
        const rect = line.getBoundingClientRect(), words = line.textContent.slice(0, 40);
        if (rect.width < 2) continue;
        add(words, rect, line);
        const out = rect.left < frame.left - 1.5 || rect.right > frame.right + 1.5
          || rect.top < frame.top - rect.height / 4 || rect.bottom > frame.bottom + rect.height / 4;
        if (out) said.push(`cut by the chart: ${words}`);
      }
    }
  }
  boxes.sort((one, other) => one.top - other.top);
  for (let at = 0; at < boxes.length; at++) {
    const one = boxes[at];
    for (let next = at + 1; next < boxes.length && boxes[next].top < one.bottom; next++) {
      const other = boxes[next];
      if (one.owner !== other.owner && one.left < other.right && other.left < one.right) {
        said.push(`on one another: ${one.text} | ${other.text}`);
      }
    }
  }
  return [...new Set(said)];
}"""


def wrong_places(page: Page) -> list[str]:
    """What is cut, hidden or overlapping on the page as it stands; [] where every text has its place."""
    return page.evaluate(_MEASURED)


_UNEVEN = """() => {
  const said = [];
  for (const row of document.querySelectorAll(".stMain .stHorizontalBlock[class*=st-key-kbctl_]")) {
    const parts = row.querySelectorAll(`.stButtonGroup button, .react-aria-ComboBox > div, .stButton button,
      [data-testid=stPopoverButton], [data-testid=stTextInputRootElement], [data-testid=stDateInputField]`);
    const heights = [...parts].map((one) => Math.round(one.getBoundingClientRect().height)).filter((high) => high);
    if (heights.length && Math.max(...heights) - Math.min(...heights) > 2) said.push(`${row.className}: ${heights}`);
  }
  return said;
}"""


def uneven_controls(page: Page) -> list[str]:
    """Rows of controls in which one is higher than another."""
    return list(page.evaluate(_UNEVEN))


SHORT = 5
_BROKEN = """(most) => [...document.querySelectorAll(".stMain .kb-t :is(th, td)")].filter((one) => {
  const words = one.textContent.trim(), walk = document.createTreeWalker(one, NodeFilter.SHOW_TEXT), tops = [];
  while (words && words.length <= most && walk.nextNode()) {
    const range = document.createRange();
    range.selectNodeContents(walk.currentNode);
    tops.push(...[...range.getClientRects()].filter((line) => line.width > 1).map((line) => line.top));
  }
  return Math.max(...tops) - Math.min(...tops) > 9;
}).map((one) => one.textContent.trim())"""


def broken_cells(page: Page) -> list[str]:
    """Heads and cells of tables that are short enough for one line and take two: 「待交 / 办」."""
    return list(page.evaluate(_BROKEN, SHORT))


def scrolls_sideways(page: Page) -> bool:
    return bool(page.evaluate("document.querySelector('.stMain').scrollWidth > window.innerWidth"))


def high(page: Page) -> int:
    """How high a window must be to show the page whole, footer included."""
    return round(
        page.evaluate("""() => {
      const foot = document.querySelector(".kb-foot").getBoundingClientRect();
      return foot.bottom + document.querySelector(".stMain").scrollTop;
    }""")
    )
