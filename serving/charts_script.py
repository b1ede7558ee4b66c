"""The script of the charts as this server sends it: after the headline, and with Plotly's basic bundle in it.

Streamlit's has all of Plotly, maps and solids included: 4.7 MB, half a second of the browser before the first chart.
Ours draw bars, lines and points (charts/drawing.py), for which a quarter of it is enough (serving/plotly_basic/).
"""

import re
from functools import cache
from pathlib import Path

BASIC = Path(__file__).with_name("plotly_basic") / "plotly-basic.min.js"
# Imports are hoisted above it. The headline is painted first, and where none comes the charts do not wait for long.
PAUSE = """await new Promise((go) => {
  const there = () => document.querySelector("h1");
  const painted = () => requestAnimationFrame(() => setTimeout(go));
  const watch = new MutationObserver(() => {
    if (!there()) return;
    watch.disconnect();
    painted();
  });
  if (there()) painted();
  else watch.observe(document, { childList: true, subtree: true });
  setTimeout(go, 800);
});
"""
# Streamlit's bundler wraps Plotly, a CommonJS module, in one function: (exports, module, require) => { … }.
_BEGINS = re.compile(r"=\w+\(\(\((\w+),(\w+),(\w+)\)=>\{(?=\(function\(\w+,\w+\)\{typeof \2==`object`)")
_ENDS = re.compile(r"return window\.Plotly=\w+,\w+\}\)(?=\}\)\))")
_GENERATION = re.compile(r"\"src/version\.js\"\(\w+\)\{\w+\.version=`(\d+)\.")
_BASIC_VERSION = re.compile(r"plotly\.js \(basic - minified\) v(\d+\.\d+\.\d+)")


def charts_script(text: str) -> str:
    """Streamlit's script of the charts, to be run in its place.

    With all of Plotly, as it came, where Plotly is not found in it or is of another generation than the basic bundle.
    """
    return PAUSE + with_basic_plotly(text)


def with_basic_plotly(text: str) -> str:
    begins = _BEGINS.search(text)
    ends = _ENDS.search(text, begins.end()) if begins else None
    if begins is None or ends is None:
        return text
    told = _GENERATION.search(text, begins.end(), ends.end())
    if told is None or told[1] != basic_version().split(".")[0]:
        return text
    exports, module, require = begins.groups()
    head = begins[0].replace(f"{exports},{module},{require}", f"{exports},module,{require}")
    return f"{text[: begins.start()]}{head}{_basic()}{text[ends.end() :]}"


def basic_version() -> str:
    """Of the bundle, as it says itself: "4.1.1"."""
    found = _BASIC_VERSION.search(_basic())
    return found[1] if found else ""


@cache
def _basic() -> str:
    return BASIC.read_text(encoding="utf-8")
