"""The map of towns or villages: real outlines where the office gave them, else villages as tiles by town."""

from collections.abc import Callable, Mapping, Sequence

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from charts.county_map import county_map
from charts.quantity import Quantity
from charts.tokens import Theme
from domain.places import VILLAGE
from services.county.read_boundaries import read_boundaries
from views.drawn import drawn
from views.frame import Page, section
from views.markup import Html, show, tag
from views.plot import Picked, draw, show_figure
from views.tiles import offer_tiles, tiles_html

HOW_DRAWN = "深色＝需要注意，斜线＝未报"


def boundaries(page: Page, store: object, level: str = VILLAGE) -> dict[str, str]:
    """Outlines of the places of a level; empty where the office gave none."""
    return page.ask(read_boundaries, store, level=level)


def show_villages_mapped(
    rows: pd.DataFrame,
    outlines: Mapping[str, str],
    *,
    quantity: Quantity,
    direction: str,
    towns: Sequence[str],
    theme: Theme,
    on_pick: Callable[[Picked], None],
    title: str,
    baseline: str = "",
    head: DeltaGenerator | None = None,
) -> None:
    """rows: subject, name, town, value, status, hidden of villages; towns: their names in 区划顺序; head: where the
    section's head goes, here where None.

    Villages without an outline stand below the map as tiles: none is lost by a missing line.
    """
    name = f"{quantity.name}_{title}"
    lacking = _without(rows, outlines)
    if len(lacking) == len(rows):
        with head or st.container():
            section(title, f"一格一村，按镇排开；{HOW_DRAWN}；点格看这个村")
        show(tiles_html(rows, quantity=quantity, direction=direction, towns=towns))
        offer_tiles(rows, quantity=quantity, name=name)
        return
    with head or st.container():
        section(title, f"按本县界线画；{HOW_DRAWN}；点村看出处")
    figure = draw(
        county_map,
        rows,
        outlines,
        quantity=quantity,
        direction=direction,
        theme=theme,
        baseline=baseline,
    )
    show_figure(figure, key="map", alt=f"{quantity.name}各村地图", on_pick=on_pick, download=name)
    if len(lacking):
        show(
            tag("div", f"没有界线的 {len(lacking)} 村：", css="kb-parts"),
            _tiles(lacking, quantity, direction, towns),
        )


def show_towns_mapped(
    rows: pd.DataFrame,
    outlines: Mapping[str, str],
    *,
    quantity: Quantity,
    direction: str,
    theme: Theme,
    on_pick: Callable[[Picked], None],
    baseline: str = "",
    width: int = 1200,
    head: bool = True,
) -> None:
    """rows: subject, name, value, status of towns; those without an outline are named below.

    head  with a section head of its own
    """
    if head:
        section("各镇", f"按本县界线画；{HOW_DRAWN}；点镇看出处")
    figure = draw(
        county_map,
        rows,
        outlines,
        quantity=quantity,
        direction=direction,
        theme=theme,
        baseline=baseline,
        width=width,
    )
    name = f"{quantity.name}_各镇地图"
    show_figure(figure, key="towns_map", alt=f"{quantity.name}各镇地图", on_pick=on_pick, download=name)
    lacking = "、".join(
        name for key, name in zip(rows["subject"], rows["name"], strict=True) if key not in outlines
    )
    if lacking:
        show(tag("div", f"没有界线的镇：{lacking}。", css="kb-parts"))


@drawn
def _without(rows: pd.DataFrame, outlines: Mapping[str, str]) -> pd.DataFrame:
    return rows[~rows["subject"].isin(list(outlines)).to_numpy()]


def _tiles(rows: pd.DataFrame, quantity: Quantity, direction: str, towns: Sequence[str]) -> Html:
    return tiles_html(rows, quantity=quantity, direction=direction, towns=towns)
