"""What Streamlit works out anew in every run though it is the same for all viewers, worked out once.

A sixth of what a warm page costs the server: the colours of config.toml read option by option, the words of every
control held against a pattern of all emoji, a kept chart written as text again. serve.py calls `work_out_once`; without
it pages are the same, only slower.
"""

import json
from collections.abc import Callable
from functools import cache, lru_cache, wraps
from typing import Any

import plotly.io
from streamlit import string_util
from streamlit.proto.NewSession_pb2 import CustomThemeConfig
from streamlit.runtime import app_session

WORDS = 4096  # of controls: more are not on all pages together


class PlainFigure(dict[str, Any]):
    """A figure of plain values, with the text it goes to the browser as."""

    def __init__(self, text: str) -> None:
        super().__init__(json.loads(text))
        self.text = text


def work_out_once() -> None:
    """Put the kept answers in the place of Streamlit's own work. To be called once, before the first session."""
    string_util.extract_leading_emoji = lru_cache(WORDS)(string_util.extract_leading_emoji)
    app_session._populate_theme_msg = _kept_theme(app_session._populate_theme_msg)
    plotly.io.to_json = _kept_text(plotly.io.to_json)


def _kept_theme(fill: Callable[[CustomThemeConfig, str], None]) -> Callable[..., None]:
    """The settings of a section of the theme do not change while the server runs."""

    @cache
    def told(section: str) -> CustomThemeConfig:
        found = CustomThemeConfig()
        fill(found, section)
        return found

    @wraps(fill)
    def populate(message: CustomThemeConfig, section: str = "theme") -> None:
        message.MergeFrom(told(section))

    return populate


def _kept_text(write: Callable[..., str]) -> Callable[..., str]:
    """A kept figure is its text already."""

    @wraps(write)
    def to_json(figure: Any, *arguments: Any, **named: Any) -> str:
        return figure.text if isinstance(figure, PlainFigure) else write(figure, *arguments, **named)

    return to_json
