"""A figure on the page: our own template (theme=None), no mode bar, a sentence for those who cannot see it."""

from collections.abc import Callable
from dataclasses import dataclass

import plotly.graph_objects as go
import streamlit as st

from charts.template import CONFIG
from views.downloads import offer_figure


@dataclass(frozen=True, slots=True)
class Picked:
    """The point somebody clicked: what every chart carries as customdata."""

    subject: str
    period: str


def show_figure(
    figure: go.Figure,
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
    if download:
        offer_figure(download, figure)
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
