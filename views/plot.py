"""A figure on the page: our own template (theme=None), no mode bar, a sentence for those who cannot see it.

Building and validating a figure costs tens of milliseconds, so it is drawn once for all who look at the same answer.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, wraps
from typing import ParamSpec

import plotly.graph_objects as go
import streamlit as st
from plotly.basedatatypes import BaseFigure

from charts.template import CONFIG
from services.meeting.slides import WallChart
from views.downloads import offer_figure
from views.drawn import drawn_anywhere, not_to_be_kept
from views.same_for_all import PlainFigure

Parts = ParamSpec("Parts")


class KeptFigure(BaseFigure):
    """A figure as it goes to the browser: made plain once, shown as often as anybody asks."""

    def __init__(self, figure: go.Figure) -> None:
        self._figure = figure
        self._plain = PlainFigure(figure.to_json())

    def to_dict(self) -> PlainFigure:
        """What Streamlit sends; nobody writes into it."""
        return self._plain

    @property
    def whole(self) -> go.Figure:
        """The figure itself, to be read."""
        return self._figure


def draw(chart: Callable[Parts, go.Figure], *parts: Parts.args, **named: Parts.kwargs) -> KeptFigure:
    """What a chart draws of these parts, once for everybody (views/drawn.py): parts of an answer, not cut anew."""
    return _kept(chart)(*parts, **named)


@drawn_anywhere
def draw_on_wall(chart: WallChart) -> KeptFigure:
    """A slide's chart, a part of a kept answer."""
    return KeptFigure(chart.drawn())


@cache
def _kept(chart: Callable[Parts, go.Figure]) -> Callable[Parts, KeptFigure]:
    @drawn_anywhere
    @wraps(chart)
    def made(*parts: Parts.args, **named: Parts.kwargs) -> KeptFigure:
        return KeptFigure(chart(*parts, **named))

    return made


@dataclass(frozen=True, slots=True)
class Picked:
    """The point somebody clicked: what every chart carries as customdata."""

    subject: str
    period: str


def show_figure(
    figure: KeptFigure,
    *,
    key: str,
    alt: str,
    on_pick: Callable[[Picked], None] | None = None,
    download: str = "",
) -> None:
    """Write a figure.

    alt      the conclusion the figure shows, one sentence
    on_pick  called once per click on a point, before the page runs again; it usually sets a parameter of the address
    download name of the workbook with its data; blank: it is not offered
    """
    not_to_be_kept()
    if download:
        offer_figure(download, figure.whole)
    if on_pick is None:
        st.plotly_chart(figure, theme=None, config=CONFIG, key=key, alt=alt)
        return
    # The selection stays in the widget after a click; a new key forgets it, so the same point can be picked again.
    turn = st.session_state.setdefault(f"_{key}_turn", 0)
    st.plotly_chart(
        figure,
        theme=None,
        config=CONFIG,
        key=f"{key}_{turn}",
        alt=alt,
        on_select=lambda: _clicked(key, turn, on_pick),
        selection_mode="points",
    )


def _clicked(key: str, turn: int, on_pick: Callable[[Picked], None]) -> None:
    picked = read_pick(st.session_state.get(f"{key}_{turn}"))
    if picked is not None:
        st.session_state[f"_{key}_turn"] = turn + 1
        on_pick(picked)


def read_pick(event: object) -> Picked | None:
    """The first point of a selection event that carries a subject; None for an empty or cleared selection."""
    if not isinstance(event, dict):
        return None
    for point in event["selection"]["points"]:
        data = point.get("customdata") or []
        if data and data[0]:
            return Picked(str(data[0]), str(data[1]) if len(data) > 1 else "")
    return None
