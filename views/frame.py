"""The frame of every page: guard first, then as-of strip, conclusion, sections, footer.

page = open_page("funds")                                   # guard; nothing above this line
answer = page.ask(read_funds, store)                        # a service, through the cache
show_strip(page, answer.strip)
conclude(answer.plain, answer.red, answer.sub)
...
foot(answer.sources)
"""

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, field
from typing import TypeVar

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from charts.tokens import Theme
from domain.permissions import Actor, Moment, Scope
from views.cache import cached
from views.doors import use_the_front_door
from views.downloads import begin, head_container
from views.downloads import end as end_downloads
from views.drawn import step
from views.empty import refused
from views.help import help_link
from views.links import listen, pending_jump
from views.looks import note_look
from views.markup import Html, join, show, tag
from views.meeting_room import PAGE as MEETING
from views.meeting_room import room_of, show_way_back, unnamed
from views.navigation import entry, may_open
from views.panel import begin as begin_panel
from views.paper import begin as begin_paper
from views.paper import end as end_paper
from views.session import Entrance, choose_moment, entrance, opened_page, remember_page
from views.theme import current_theme, load_style
from views.unknown import begin as begin_unknown

Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class Page:
    """What a page may know: who looks, what they may see, at which moment, in which colours."""

    code: str
    title: str
    actor: Actor
    scope: Scope
    moment: Moment
    theme: Theme
    here: Entrance = field(repr=False)
    pinned: bool = False

    def ask(self, question: Callable[..., Answer], *arguments: object, **parameters: Hashable) -> Answer:
        """A service's answer at this page's scope and moment, from the cache (see views/cache.py)."""
        return cached(
            question,
            *arguments,
            database=self.here.database,
            scope=self.scope,
            moment=self.moment,
            **parameters,
        )


def open_page(code: str) -> Page:
    """The first statement of every page: guards it, then loads style and moment.

    Stops with one sentence when nobody came through the door, or this role may not open the page.
    """
    theme = current_theme()
    here = entrance()
    if here is None:
        load_style(theme)  # otherwise dashboard.py has: it is large and is sent once
        use_the_front_door()
        refused("这一页不能直接打开：还不知道您是谁。请从首页进入。")
        st.stop()
    if not may_open(here.actor.role, code):
        refused(f"“{entry(code).title}”页不对您的角色开放。需要查看请联系管理员调整角色。")
        st.stop()
    listen()
    jump = pending_jump()
    if jump and may_open(here.actor.role, jump[0]):
        st.switch_page(f"pages/{jump[0]}.py", query_params=jump[1])
    begin_unknown(code)
    begin_panel()
    chosen = choose_moment(here)
    for sentence in chosen.said:
        show(tag("div", sentence, css="kb-note"))
    title = entry(code).title
    remember_page(code)
    if code != MEETING:
        begin_paper(here.county, title, chosen.moment, sample=here.sample)
    begin(here.actor, chosen.moment, sample=here.sample)
    note_look(here, title, chosen.moment)
    return Page(
        code,
        title,
        here.actor,
        _scope(here, code, chosen.moment),
        chosen.moment,
        theme,
        here,
        pinned=chosen.pinned,
    )


def _scope(here: Entrance, code: str, moment: Moment) -> Scope:
    """What may be seen; while a meeting runs without names of persons, and with the way back to its slide."""
    room = room_of(moment)
    if code == MEETING:
        return unnamed(here.scope)
    if room is None:
        return here.scope
    show_way_back(room, code)
    return unnamed(here.scope)


def conclude(plain: str, red: str = "", sub: str = "") -> None:
    """The page's headline: a sentence with a number and a comparison, at most one clause red; then what changed."""
    title = tag("h1", plain, tag("span", red, css="kb-red") if red else "", css="kb-h1")
    show(title, tag("p", sub, css="kb-sub") if sub else "")


def room_of_head() -> tuple[DeltaGenerator, DeltaGenerator, DeltaGenerator]:
    """Room for the strip, for the conclusion, and beside its words for a page's only control."""
    strip = st.container()
    with st.container(key="kb_said", gap=None):
        return strip, st.container(), st.container(key="kbctl_beside", horizontal=True, width="content")


def room_of_section(key: str) -> tuple[DeltaGenerator, DeltaGenerator]:
    """Room for a section's head and, on the same line where both fit, for the controls of what is below."""
    with st.container(key=f"kb_row_{key}", horizontal=True, gap="small"):
        return st.container(), st.container(key=f"kbctl_{key}", horizontal=True, width="content", gap="small")


def section(name: str, how: str = "", right: object = "") -> None:
    """A section's head: 2 px rule, name, how to read it (instead of a legend), action or unit on the right.

    What is offered for download below joins the head's right end (views/downloads.py).
    """
    head = section_html(name, how, right)

    def write() -> None:
        with head_container():
            show(head)

    step(write)


def section_html(name: str, how: object = "", right: object = "") -> Html:
    parts = [
        tag("h2", name),
        tag("span", how, css="kb-how"),
        tag("span", right, css="kb-right") if right else "",
    ]
    return tag("div", *parts, css="kb-sec")


def foot(parts: Iterable[str]) -> None:
    """The footer rule: 来源、导入时间、更正次数、口径、灯规则; on its right the way to this page's part of the manual."""
    told = tuple(part for part in parts if part)
    end_downloads(tuple(part for part in told if not isinstance(part, Html)))
    said = tag("span", join(*told, between=" "))
    way = tag("span", help_link(opened_page()), css="kb-right")
    show(tag("div", said, way, css="kb-foot"))
    end_paper()
