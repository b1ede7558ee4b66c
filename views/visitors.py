"""Who is here where people sign in: looked up in every run, so that a disabled account ends at its next action."""

from typing import NoReturn

import streamlit as st

from domain.permissions import ROLE_WORDS
from services.accounts.sign_in import COOKIE, Visitor, visitor
from services.county.installation import Store
from services.review.list_submissions import pulse
from views.clock import now
from views.empty import refused
from views.markup import join, show, tag
from views.panel import is_written_in
from views.session import Entrance, leave

SIGN_IN, SIGN_OUT = "/sign-in", "/sign-out"
LOOK_EVERY = 3.0  # seconds


def signed_in(store: Store) -> Visitor:
    """Whose visit this is; without one the page says so, shows nothing and stops.

    The cookie is read as the browser sent it when the page opened; only the server's own pages set it.
    """
    found = _visitor(store)
    if found is None:
        _show_the_way_in()
    return found


def show_who(here: Entrance) -> None:
    """In the corner over every page: 本机模式 and the name, or who is signed in and the way out."""
    if st.context.is_embedded:
        return
    name = tag("span", here.actor.name)
    words = tag("span", "本机模式", title="还没有账号：只有这台电脑能打开，一个人做全部的事")
    if here.signed_in:
        words = tag("span", ROLE_WORDS[here.actor.role])
    out = tag("a", "退出", href=SIGN_OUT, target="_self") if here.signed_in else ""
    with st.container(key="kbctl_who"):
        show(tag("div", join(name, words, out, between=" "), css="kb-who"))


def watch(store: Store, seen: tuple[int, int]) -> None:
    """Run the page anew when something was accepted or sent in, or this visit ended, since it was shown.

    What others do waits while somebody may be writing in an open panel; that a visit ended does not.
    seen  newest change and newest step of a submission then
    """

    @st.fragment(run_every=LOOK_EVERY)
    def looking() -> None:
        if _visitor(store) is None or (pulse(store) != seen and not is_written_in()):
            st.rerun()

    with st.container(key="kbctl_watch"):
        looking()


def _visitor(store: Store) -> Visitor | None:
    found = visitor(store, st.context.cookies.get(COOKIE), now=now())
    return None if found is None or found.must_change else found


def _show_the_way_in() -> NoReturn:
    leave()
    refused("登录已结束：您已退出、登录超过 12 小时，或账号已停用。")
    show(tag("p", tag("a", "重新登录", href=SIGN_IN, target="_self"), css="kb-sub"))
    st.stop()
