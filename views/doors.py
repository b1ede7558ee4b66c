"""Every address as a page: those of the menu, and one sentence for any other. Streamlit would answer in English."""

from collections.abc import Collection, Mapping, Sequence
from copy import copy
from functools import lru_cache
from urllib.parse import unquote, urlsplit

import streamlit as st
from streamlit.navigation.page import StreamlitPage
from streamlit.runtime.pages_manager import PagesManager
from streamlit.runtime.scriptrunner import get_script_run_ctx

from domain.permissions import Role
from views.empty import refused
from views.links import page_link
from views.markup import show, tag
from views.navigation import PAGES, Entry, menu

# Streamlit serves the default page at the root only; where its own address is asked for, this one is the default.
ROOT = "home"


def choose_door(
    role: Role, *, menu_shown: bool, counts: Mapping[str, int] | None = None, unlisted: Collection[str] = ()
) -> StreamlitPage:
    """The page the browser asks for, to be run by dashboard.py. The menu lists what the role may open.

    counts    page → how much waits there, written beside its title
    unlisted  pages that have nothing to show here: their address opens, the menu leaves them out
    """
    found = doors(role, asked_for(), counts=counts or {}, unlisted=unlisted)
    return st.navigation(found, position="top" if menu_shown else "hidden")


def asked_for() -> str:
    """The address within this board, without slashes: "upload"; "" for the root."""
    path = unquote(urlsplit(st.context.url or "").path).strip("/")
    base = str(st.get_option("server.baseUrlPath") or "").strip("/")
    return path.removeprefix(base).strip("/").rpartition("/")[2]


def doors(
    role: Role, asked: str, *, counts: Mapping[str, int], unlisted: Collection[str]
) -> dict[str, list[StreamlitPage]]:
    """Section → the pages of the menu for this role, and a hidden one where the address names none of them."""
    sections = menu(role)
    first = PAGES[0]
    by_name = asked == first.code
    found = {
        _named(section, entries, counts): [
            _door(
                entry,
                default=entry is first and not by_name,
                count=counts.get(entry.code, 0),
                listed=entry.listed and entry.code not in unlisted,
            )
            for entry in entries
        ]
        for section, entries in sections.items()
    }
    open_ones = {entry.code for entries in sections.values() for entry in entries}
    if by_name:
        root = st.Page(_root, title=first.title, url_path=ROOT, default=True, visibility="hidden")
        found[first.section].append(root)
    elif asked and asked not in open_ones:
        nowhere = st.Page(_no_such_page, title="没有这一页", url_path=asked, visibility="hidden")
        found[first.section].append(nowhere)
    return found


def _named(section: str, entries: Sequence[Entry], counts: Mapping[str, int]) -> str:
    """A section that opens as a list tells at its head what waits inside it."""
    waiting = sum(counts.get(entry.code, 0) for entry in entries)
    return f"{section}（{waiting}）" if section and waiting else section


def use_the_front_door() -> None:
    """For a page that was run by itself: start over with dashboard.py, keeping the address.

    `streamlit run` serves a pages/ folder file by file until the first st.navigation of the process; serve.py closes
    that before the first request, a plain start here.
    """
    if PagesManager.uses_pages_directory:
        PagesManager.uses_pages_directory = False
        st.rerun()


def _door(entry: Entry, *, default: bool, count: int, listed: bool) -> StreamlitPage:
    """A page of this run: `st.navigation` notes in it that it may be run. Looked up on the disk once."""
    ctx = get_script_run_ctx()
    if ctx is None:
        return _looked_up("", entry, default=default, count=count, listed=listed)
    folder = str(ctx.pages_manager.main_script_parent)
    return copy(_kept_door(folder, entry, default=default, count=count, listed=listed))


def _looked_up(_folder: str, entry: Entry, *, default: bool, count: int, listed: bool) -> StreamlitPage:
    return st.Page(
        f"pages/{entry.code}.py",
        title=f"{entry.title}（{count}）" if count else entry.title,
        url_path=entry.code,
        default=default,
        visibility="visible" if listed else "hidden",
    )


_kept_door = lru_cache(maxsize=256)(_looked_up)


def _root() -> None:
    st.switch_page(f"pages/{PAGES[0].code}.py")


def _no_such_page() -> None:
    """Also what a role sees that may not open the page: its menu does not list it."""
    refused("这个网址没有对应的页面，或不对您的角色开放。请从上面的菜单进入，或核对网址。")
    show(tag("p", page_link(f"回到{PAGES[0].title}", PAGES[0].code), css="kb-sub"))
