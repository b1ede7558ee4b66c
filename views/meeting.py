"""Meeting mode: one sentence, one chart, three facts and a short table per slide; type follows the wall."""

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from charts.tokens import Theme, meeting
from views.links import page_link
from views.markup import Html, join, show, tag
from views.navigation import PAGES

LOWEST = 768
USUAL = 1080


@dataclass(frozen=True, slots=True)
class Fact:
    """A big number with its name: 「6 乡镇欠支」 665.5 万元."""

    name: str
    value: str
    unit: str = ""
    bad: bool = False


def wall_theme(theme: Theme) -> Theme:
    """The theme with chart text for this wall: `?h=768` in the launcher's link for small projectors."""
    written = st.query_params.get("h", "")
    lines = int(written) if written.isascii() and written.isdigit() else USUAL
    return meeting(theme, max(lines, LOWEST))


def slide_head(plain: str, red: str = "", sub: str = "") -> None:
    """The slide's sentence (at most 24 characters) and what stands under it."""
    title = tag("h1", plain, tag("span", red, css="kb-red") if red else "")
    show(title, tag("div", sub, css="kb-sub") if sub else "", css="kb kbm")


def facts_html(facts: Sequence[Fact], table: Html = Html("")) -> Html:
    """The right column: facts over a table of five to seven rows."""
    told = [
        tag(
            "div",
            tag("span", fact.name),
            tag("div", fact.value, tag("small", fact.unit) if fact.unit else "", css=_big(fact)),
            css="kbm-fact",
        )
        for fact in facts
    ]
    return join(tag("div", *told, css="kbm-facts"), table)


def _big(fact: Fact) -> str:
    return "kb-big kb-red" if fact.bad else "kb-big"


def slide_foot(parts: Sequence[str], *, here: int, count: int) -> int:
    """As-of, source, baseline, which slide of how many; the arrow keys turn. Returns the slide to show next, from 1."""
    dots = [tag("i", css="kb-here" if place == here else "") for place in range(1, count + 1)]
    place = tag("span", *dots, tag("b", f"{here} / {count}"), css="kb-right")
    leave = page_link("退出", PAGES[0].code)
    with st.container(key="kbm_foot", horizontal=True, vertical_alignment="center", gap="small"):
        said = tag("div", *(tag("span", part) for part in parts if part), place, leave, css="kb-foot")
        show(said, css="kb kbm")
        back = st.button("上一页", shortcut="Left", type="tertiary", disabled=here <= 1, key="kb_back")
        ahead = st.button("下一页", shortcut="Right", type="tertiary", disabled=here >= count, key="kb_ahead")
    return min(max(here - int(back) + int(ahead), 1), count)
