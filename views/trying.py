"""Doing what a form asks: what was done is told after the page has run anew, a refusal stands where it was asked."""

from collections.abc import Callable

import streamlit as st

from domain.refusals import Refusal
from views.empty import refused


def try_and_tell(act: Callable[[], str], said: str) -> None:
    """Do it and run the page anew, its sentence kept in the session under `said`; a refusal is shown and nothing runs."""
    try:
        st.session_state[said] = act()
    except Refusal as refusal:
        refused(refusal.sentence)
        return
    st.rerun()
