"""Links inside our own HTML that change the address without reloading the page.

A number, a row or a day is an ordinary link (`?trace=…`), so it can be copied, opened in another tab and used from
the keyboard. One listener per page catches plain clicks on it and tells Python which parameters to set; the session,
its filters and its uploads stay. Without the listener the link still works, by loading the page anew.
"""

from collections.abc import Mapping
from urllib.parse import parse_qsl, urlencode

import streamlit as st

from views.markup import Html, tag
from views.navigation import PAGES

_JUMP = "_jump"
_WORDS = "_words_"
_KEY = "kb_listener"

_LISTENER = """
export default function (component) {
  const { setTriggerValue } = component;
  const heard = (event) => {
    const link = event.target.closest ? event.target.closest("a[data-kb]") : null;
    if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    setTriggerValue("asked", link.dataset.kb);
  };
  // Paper is laid out 1840 px wide (static/paper.css): what was drawn for this screen is drawn anew as wide as its place
  // there, and afterwards as it was. The query is told of paper when that is laid out and not yet printed.
  const paper = matchMedia("print");
  const fit = () => {
    for (const place of window.Plotly ? document.querySelectorAll(".stPlotlyChart") : []) {
      const chart = place.querySelector(".js-plotly-plot");
      if (!chart || place.closest("[class*=st-key-kbm_]") || !place.offsetWidth) continue;
      if (paper.matches) chart.kbScreen ??= chart.layout;
      const layout = paper.matches ? { ...chart.kbScreen, width: place.offsetWidth } : chart.kbScreen;
      // Not relayout: Streamlit hears of that and draws the chart as wide as it was.
      if (layout) window.Plotly.react(chart, chart.data, layout);
      if (!paper.matches) delete chart.kbScreen;
    }
  };
  document.addEventListener("click", heard);
  paper.addEventListener("change", fit);
  return () => {
    document.removeEventListener("click", heard);
    paper.removeEventListener("change", fit);
  };
}
"""

_listener = st.components.v2.component("kb_links", js=_LISTENER)


def link(content: object, *, css: str = "", title: str = "", **parameters: str) -> Html:
    """Content that sets these parameters of this page's address when clicked; "" takes one away."""
    kept = {name: worth for name, worth in st.query_params.items() if name not in parameters}
    wanted = {**kept, **{name: worth for name, worth in parameters.items() if worth}}
    return tag(
        "a", content, href=f"?{urlencode(wanted)}", data_kb=urlencode(parameters), css=css, title=title
    )


def page_link(content: object, code: str, *, css: str = "", anew: bool = False, **parameters: str) -> Html:
    """Content that opens another page of the menu with these parameters; anew: by loading it, in a new session."""
    asked = urlencode({"page": code, **parameters})
    # The first page of the menu is the default one: Streamlit serves it at the root only.
    address = "." if code == PAGES[0].code else code
    written = f"{address}?{urlencode(parameters)}"
    if anew:
        return tag("a", content, href=written, target="_self", css=css)
    return tag("a", content, href=written, data_kb=asked, css=css)


def listen() -> None:
    """Mount the listener; open_page does it for every page."""
    with st.container(key="kbctl_links"):
        _listener(key=_KEY, on_asked_change=_heard)


def _heard() -> None:
    said = st.session_state.get(_KEY)
    follow(str(said["asked"]) if said and said.get("asked") else "")


def follow(asked: str) -> None:
    """Do what a clicked link asks: set this page's parameters, or remember a jump for `pending_jump`."""
    wanted = dict(parse_qsl(asked, keep_blank_values=True))
    code = wanted.pop("page", "")
    if code:
        st.session_state[_JUMP] = (code, wanted)
        return
    for name, worth in wanted.items():
        set_parameter(name, worth)


def bind_words(name: str, options: Mapping[str, str]) -> None:
    """A control of this page keeps this parameter: what its words in the address mean. options: code → words."""
    st.session_state[_WORDS + name] = {words: code for code, words in options.items()}


def bind_text(name: str) -> None:
    """A text field of this page keeps this parameter: a link may set it, "" empties it."""
    st.session_state[_WORDS + name] = {}


def set_parameter(name: str, worth: str) -> None:
    """Set a parameter of this page's address, "" takes it away; to be called from a callback.

    One that a control keeps is set through the control (Streamlit allows no other way), by the control's words.
    """
    codes = st.session_state.get(_WORDS + name)
    if name in st.session_state and codes is not None:
        st.session_state[name] = codes.get(worth, next(iter(codes.values()))) if codes else worth
    elif worth:
        st.query_params[name] = worth
    else:
        st.query_params.pop(name, None)


def pending_jump() -> tuple[str, dict[str, str]] | None:
    """The page asked for by the last click and its parameters, told once; None for a page that is not ours."""
    code, wanted = st.session_state.pop(_JUMP, ("", {}))
    return (code, wanted) if code in {page.code for page in PAGES} else None
