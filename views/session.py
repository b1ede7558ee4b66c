"""Who is here and which moment they look at: handed over by dashboard.py, read by every page's guard.

A page never asks a service who the user is. dashboard.py does, once per run, and calls `enter`; a page that runs
without that (a leftover address, a server that has not yet seen the menu) has no entrance and shows nothing.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import NoReturn

import streamlit as st

from domain.permissions import Actor, Moment, Role, Scope
from views.markup import show, tag

_ENTRANCE = "_entrance"
_PAGE = "_page_opened"
_NAME = "_local_name"
_MOMENT = "_moment"
LONGEST_NAME = 20


@dataclass(frozen=True, slots=True)
class Entrance:
    """What this run knows of its user and of the data.

    database     the store's address: two databases never share an answer
    head         newest change; 0 before the first
    first_day    first day the data speak about; None before the first fact
    opening_day  the as-of day a page opens with
    sample       the fictional county: bannered, nothing can be published from it
    county       its name; blank before a roster
    signed_in    whether people sign in here; False is 本机模式: the one at this PC does everything
    """

    actor: Actor
    scope: Scope
    database: str
    head: int
    first_day: date | None
    opening_day: date
    sample: bool = False
    signed_in: bool = False
    county: str = ""


@dataclass(frozen=True, slots=True)
class Chosen:
    """The moment looked at; `said` are sentences on what of the address could not be used."""

    moment: Moment
    pinned: bool
    said: tuple[str, ...] = ()


def enter(entrance: Entrance) -> None:
    """Called by dashboard.py in every run, before the page."""
    st.session_state[_ENTRANCE] = entrance


def leave() -> None:
    """Whoever was here is gone: nothing of this session opens a page any more."""
    for name in list(st.session_state):
        st.session_state.pop(name, None)


def entrance() -> Entrance | None:
    """Who is here, or None when nobody came through dashboard.py."""
    found = st.session_state.get(_ENTRANCE)
    return found if isinstance(found, Entrance) else None


def remember_page(code: str) -> None:
    """Its guard let this page open."""
    st.session_state[_PAGE] = code


def opened_page() -> str:
    """The code of the page this session opened last; blank before the first."""
    return str(st.session_state.get(_PAGE, ""))


def local_actor(remembered: str | None, remember: Callable[[str], None]) -> Actor:
    """On one PC: the name typed once is remembered by the caller's service; until then the page asks and stops.

    The actor administers the local county (本机管理员): there is nobody else to do it.
    """
    name = st.session_state.get(_NAME) or remembered
    if not name:
        _ask_name(remember)
    return Actor(str(name), Role.ADMIN)


def _ask_name(remember: Callable[[str], None]) -> NoReturn:
    show(
        tag("h1", "先写下您的姓名", css="kb-h1"),
        tag("p", "每次导入和更正都会记下是谁做的。只问一次，保存在本机。", css="kb-sub"),
    )
    with st.form("kbctl_name", border=False):
        typed = st.text_input("姓名", max_chars=LONGEST_NAME, placeholder="例如 王某", width=320)
        if st.form_submit_button("开始使用", type="primary"):
            name = typed.strip()
            if name:
                remember(name)
                st.session_state[_NAME] = name
                st.rerun()
            st.warning("“姓名”还是空的。请写下姓名后再点“开始使用”。")
    st.stop()


def forget_name() -> None:
    """Somebody else sits down: the next run asks for a name again."""
    st.session_state.pop(_NAME, None)


def choose_moment(here: Entrance) -> Chosen:
    """The moment of the address; without one, what this session chose on another page; else the newest.

    The choice is written back into the address, so that a copied link shows the same figures.
    """
    address = {name: st.query_params[name] for name in ("as_of", "known_at") if name in st.query_params}
    kept = st.session_state.get(_MOMENT, {})
    chosen = read_moment(address or kept, here)
    remember = {"as_of": chosen.moment.as_of.isoformat()} if "as_of" in (address or kept) else {}
    if chosen.pinned:
        remember["known_at"] = str(chosen.moment.known_at)
    st.session_state[_MOMENT] = remember
    for name, worth in remember.items():
        if st.query_params.get(name) != worth:
            st.query_params[name] = worth
    return chosen


def read_moment(address: Mapping[str, str], here: Entrance) -> Chosen:
    """A moment from `as_of` (ISO day) and `known_at` (number of a change); what cannot be used is said, not guessed."""
    said = []
    as_of = here.opening_day
    written = address.get("as_of", "")
    try:
        as_of = date.fromisoformat(written) if written else as_of
    except ValueError:
        said.append(
            f"网址里的数据截至“{written}”不是日期，现在按 {as_of.isoformat()} 显示。请改成如 2026-11-19 的写法。"
        )
    known_at, version = here.head, address.get("known_at", "")
    if version:
        number = int(version) if version.isascii() and version.isdigit() else -1
        if 0 <= number <= here.head:
            known_at = number
        else:
            said.append(
                f"网址里的版本“{version}”不在 0 到 {here.head} 之间，现在按最新的第 {here.head} 号显示。"
            )
    return Chosen(Moment(as_of, known_at), pinned=known_at != here.head, said=tuple(said))


def set_moment(*, as_of: date | None, known_at: int | None) -> None:
    """Look at another day or version from the next run on; None opens with the newest."""
    chosen = {
        "as_of": as_of.isoformat() if as_of else "",
        "known_at": "" if known_at is None else str(known_at),
    }
    for name, worth in chosen.items():
        if worth:
            st.query_params[name] = worth
        else:
            st.query_params.pop(name, None)
    st.session_state[_MOMENT] = {name: worth for name, worth in chosen.items() if worth}
