"""Which tokens this browser gets: light or dark as the browser shows it; and the one style sheet."""

from functools import cache
from pathlib import Path

import streamlit as st

from charts.tokens import LIGHT, THEMES, Theme, css_variables

SHEET = Path(__file__).parents[1] / "static" / "board.css"


def current_theme() -> Theme:
    """The tokens of the theme the browser reports; light before it has reported one."""
    return THEMES.get(st.context.theme.type or "light", LIGHT)


def load_style(theme: Theme) -> None:
    """The style sheet with this theme's colours; style-only HTML takes no room on the page."""
    st.html(_style(theme))


@cache
def _style(theme: Theme) -> str:
    return f"<style>{css_variables(theme)}\n{SHEET.read_text(encoding='utf-8')}</style>"
