"""The script of the charts as this server sends it: after the headline, and with Plotly's basic bundle in it.

Streamlit's has all of Plotly, maps and solids included: 4.7 MB, half a second of the browser before the first chart.
Ours draw bars, lines and points (charts/drawing.py), for which a quarter of it is enough (serving/plotly_basic/).
"""

import re
from pathlib import Path

BASIC = Path(__file__).with_name("plotly_basic") / "plotly-basic.min.js"
# Imports are hoisted above it. The headline is painted first, and where none comes the charts do not wait for long.
PAUSE = b"""await new Promise((go) => {
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
_BEGINS = re.compile(rb"=\w+\(\(\((\w+),(\w+),(\w+)\)=>\{(?=\(function\(\w+,\w+\)\{typeof \2==`object`)")
_ENDS = re.compile(rb"return window\.Plotly=\w+,\w+\}\)(?=\}\)\))")
_GENERATION = re.compile(rb"\"src/version\.js\"\(\w+\)\{\w+\.version=`(\d+)\.")
_BASIC_VERSION = re.compile(rb"plotly\.js \(basic - minified\) v(\d+\.\d+\.\d+)")


def charts_script(raw: bytes) -> bytes:
    """Streamlit's script of the charts, to be run in its place.

    With all of Plotly, as it came, where Plotly is not found in it or is of another generation than the basic bundle.
    """
    return PAUSE + with_basic_plotly(raw)


def with_basic_plotly(raw: bytes) -> bytes:
    begins = _BEGINS.search(raw)
    ends = _ENDS.search(raw, begins.end()) if begins else None
    if begins is None or ends is None:
        return raw
    basic = BASIC.read_bytes()
    told = _GENERATION.search(raw, begins.end(), ends.end())
    if told is None or told[1] != basic_version(basic).split(b".")[0]:
        return raw
    exports, module, require = begins.groups()
    arguments = b"((%s,%s,%s)" % (exports, module, require)
    head = begins[0].replace(arguments, b"((%s,module,%s)" % (exports, require))
    return b"".join((raw[: begins.start()], head, basic, raw[ends.end() :]))


def basic_version(basic: bytes) -> bytes:
    """Of the bundle, as it says itself: 4.1.1; nothing where it does not."""
    found = _BASIC_VERSION.search(basic)
    return found[1] if found else b""
