"""Which tokens this browser gets: light or dark as the browser shows it; and the one style sheet."""

from base64 import b64encode
from functools import cache
from html import escape
from pathlib import Path

import streamlit as st

from charts.labels import text_width
from charts.tokens import FONT, LIGHT, THEMES, Theme, css_variables
from views.markup import Whole

STATIC = Path(__file__).parents[1] / "static"
SHEETS = [STATIC / name for name in ("board.css", "paper.css")]


# Paper is white: what was drawn for a dark ground is turned over, hues kept.
_UPON_WHITE = (
    "@media print{html,body,#root,.stApp,.stAppViewContainer,.stMain{background:#fff!important}"
    ".stMainBlockContainer{filter:invert(1) hue-rotate(180deg)}}"
)


def current_theme() -> Theme:
    """The tokens of the theme the browser reports; light before it has reported one."""
    return THEMES.get(st.context.theme.type or "light", LIGHT)


def load_style(theme: Theme) -> None:
    """The style sheet with this theme's colours; style-only HTML takes no room on the page."""
    st.html(_style(theme))


def logo_svg(words: str, theme: Theme) -> str:
    """The name of the board beside its bar, for `st.logo`: 「云岭县 · 乡村振兴调度看板」."""
    width = round(text_width(words, 19)) + 22
    text = (
        f"<text x='14' y='22' font-size='19' font-weight='700' font-family='{FONT}' "
        f"fill='{theme.ink}'>{escape(words)}</text>"
    )
    return (
        f"<svg xmlns='http://www.w3.org/2000/svg' width='{width}' height='32' viewBox='0 0 {width} 32'>"
        f"<rect y='4' width='4' height='24' fill='{theme.accent}'/>{text}</svg>"
    )


@cache
def tab_icon() -> str:
    """The picture of the browser's tab, as an address: a path is read and turned into one at every run."""
    picture = (STATIC / "board.svg").read_bytes()
    return f"data:image/svg+xml;base64,{b64encode(picture).decode()}"


@cache
def _style(theme: Theme) -> Whole:
    sheets = "\n".join(sheet.read_text(encoding="utf-8") for sheet in SHEETS)
    upon_white = _UPON_WHITE if theme.name == "dark" else ""
    return Whole(f"<style>{css_variables(theme)}\n{sheets}\n{upon_white}</style>")
