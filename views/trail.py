"""Where one stands and who stands beside it: a breadcrumb, and the siblings as a strip one steps through."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import streamlit as st

from charts.sketches import mark
from charts.tokens import Theme
from views.drawn import drawn
from views.links import link, set_parameter
from views.markup import Html, join, show, tag


@dataclass(frozen=True, slots=True)
class Stop:
    """One of the siblings.

    worth  what the parameter says for it in the address
    said   a value or score beside the name, blank without one; light: ok note warn bad, blank without one
    """

    name: str
    worth: str
    said: str = ""
    light: str = ""


def breadcrumb(*above: object, here: str) -> Html:
    """「云岭县 › 柳湾乡 › 水口村」: those above as given (links or words), the last one strong."""
    return tag("nav", join(*above, tag("b", here), between=" › "), css="kb-crumbs", aria_label="位置")


def show_siblings(
    stops: Sequence[Stop], here: str, *, parameter: str, theme: Theme, counted: str, crumbs: object = ""
) -> None:
    """The siblings in a strip, this one tinted, each a link; 上一个 and 下一个 also by the arrow keys.

    here       the worth of the one shown; none is tinted where it is not among them
    counted    what they are: 村, 镇
    crumbs     the breadcrumb, on the line of the two steps
    """
    worths = [stop.worth for stop in stops]
    at = worths.index(here) if here in worths else -1
    before = at - 1 if at > 0 else None
    after = at + 1 if 0 <= at < len(stops) - 1 else None
    with st.container(key=f"kb_{parameter}_trail", gap=None):
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            show(tag("div", crumbs))
            with st.container(key=f"kbctl_{parameter}_steps", horizontal=True, gap="small", width="content"):
                _step("上", "Left", worths, before, parameter, counted)
                _step("下", "Right", worths, after, parameter, counted)
        show(siblings_html(stops, here, parameter=parameter, theme=theme))


def show_towns_beside(places: Mapping[str, str], here: str, theme: Theme) -> None:
    """The county and its towns in a strip, as soon as a page is narrowed to one of them.

    places  what the page's choice of a town offers, key → name, the whole county first; here the key chosen
    """
    whole, *towns = places
    if here == whole or len(towns) < 2:
        return
    stops = [Stop(places[whole], ""), *(Stop(places[town], places[town]) for town in towns)]
    show(siblings_html(stops, places[here], parameter="town", theme=theme))


@drawn
def siblings_html(stops: Sequence[Stop], here: str, *, parameter: str, theme: Theme) -> Html:
    """The strip itself."""
    return tag("div", *(_stop(stop, here, parameter, theme) for stop in stops), css="kb-siblings")


def _stop(stop: Stop, here: str, parameter: str, theme: Theme) -> Html:
    shape = Html(mark(stop.light, theme)) if stop.light else ""
    inside = join(shape, stop.name, tag("span", stop.said, css="kb-grey") if stop.said else "")
    if stop.worth == here:
        return tag("span", inside, css="kb-here", aria_current="true")
    return link(inside, **{parameter: stop.worth})


def _step(side: str, key: str, worths: Sequence[str], to: int | None, parameter: str, counted: str) -> None:
    st.button(
        f"{side}一{counted}",
        shortcut=key,
        type="tertiary",
        disabled=to is None,
        key=f"kb_{parameter}_{key}",
        on_click=set_parameter,
        args=(parameter, worths[to] if to is not None else ""),
    )
