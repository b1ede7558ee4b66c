"""Whether this browser is in a meeting: then no page shows names of persons, and each shows the way back to the slide.

The meeting page, or a link of a slide, notes it in the session; leaving the meeting loads a page anew and ends it.
"""

from dataclasses import dataclass, replace

import streamlit as st

from domain.permissions import Moment, Scope
from views.links import page_link
from views.markup import Html, show, tag

PAGE = "meeting"
PARAMETER = "meeting"  # the slide a page was opened from
PLACE = "slide"  # the slide the meeting shows
_ROOM = "_meeting_room"


@dataclass(frozen=True, slots=True)
class Room:
    """The slide to go back to, from 1, and the moment the meeting runs on."""

    slide: int
    moment: Moment


def enter_room(slide: int, moment: Moment) -> None:
    """The meeting shows this slide at this moment."""
    st.session_state[_ROOM] = Room(slide, moment)


def room_of(moment: Moment) -> Room | None:
    """The meeting this page was opened from, None outside of one. moment: of the page, for a link opened elsewhere."""
    written = st.query_params.get(PARAMETER, "")
    kept = st.session_state.get(_ROOM)
    if written.isascii() and written.isdigit():
        enter_room(int(written), kept.moment if isinstance(kept, Room) else moment)
    found = st.session_state.get(_ROOM)
    return found if isinstance(found, Room) else None


def unnamed(scope: Scope) -> Scope:
    """The scope without names of persons."""
    return replace(scope, may_see_names=False)


def show_way_back(room: Room, code: str) -> None:
    """「会议中：回到第 3 页」 over a page opened from a slide, and the way out."""
    parts = (
        tag("b", "会议进行中"),
        page_link(f"回到会议第 {room.slide} 页", PAGE, **{PLACE: str(room.slide)}, **address_of(room.moment)),
        page_link("结束会议", code, anew=True),
    )
    show(tag("div", *parts, css="kb-room"))


def meeting_link(moment: Moment, look: str) -> Html:
    """「进入会议模式」: the meeting at this moment, without the frame, in the colours now shown."""
    how = {"embed": "true", "embed_options": f"{look}_theme"}
    return page_link("进入会议模式", PAGE, anew=True, **address_of(moment), **how)


def address_of(moment: Moment) -> dict[str, str]:
    return {"as_of": moment.as_of.isoformat(), "known_at": str(moment.known_at)}
