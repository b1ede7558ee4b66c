"""Fragments of the 村情画像 page."""

import streamlit as st

from charts.tokens import Theme
from services.find_village import FoundVillage
from views.links import page_link
from views.markup import show, tag
from views.trail import Stop, breadcrumb, show_siblings
from views.village_link import PARAMETER


def asked_village() -> str:
    """The village of the address, a key or a name; blank for none."""
    return st.query_params.get(PARAMETER, "").strip()


def keep_in_address(found: FoundVillage) -> None:
    """The address says the village in plain words, however it was asked for."""
    if st.query_params.get(PARAMETER) != found.words:
        st.query_params[PARAMETER] = found.words


def show_place(found: FoundVillage, theme: Theme) -> None:
    """Where the village lies, what an old name became, and the villages beside it."""
    county = page_link(found.county_name, "overview")
    town = page_link(found.town_name, "sanitation", town=found.town_name)
    show(breadcrumb(county, town, here=found.name))
    if found.said:
        show(tag("div", found.said, css="kb-note"))
    stops = [Stop(name, f"{found.town_name}{name}") for _, name in found.siblings]
    show_siblings(stops, found.words, parameter=PARAMETER, theme=theme, counted="村")
