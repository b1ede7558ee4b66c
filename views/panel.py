"""The panel beside a page; at most one stands open.

Whenever the page runs anew, the browser takes the panel away until it comes again, and with it what was typed but not
sent. So a page beside whose panel somebody may be writing waits with what others accept until the panel is closed.
"""

from collections.abc import Callable

import streamlit as st

_WRITTEN_IN = "_panel_written_in"


def begin() -> None:
    """Called by every page before anything else: no panel stands open yet in this run."""
    st.session_state[_WRITTEN_IN] = False


def open_panel(
    title: str, write: Callable[[], None], *, closed: Callable[[], None], may_write: bool = False
) -> None:
    """Open it; `write` shows what is in it, `closed` forgets what opened it.

    may_write  whether it holds something to fill in for whoever looks
    """
    st.session_state[_WRITTEN_IN] = may_write
    st.dialog(title, width="large", position="right", on_dismiss=closed)(write)()


def is_written_in() -> bool:
    return bool(st.session_state.get(_WRITTEN_IN))
