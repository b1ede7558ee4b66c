"""What the address asks for and the page does not have: one sentence each at the page's head, never a silent default."""

from collections.abc import Callable, Mapping
from typing import TypeVar

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from domain.refusals import Refusal
from views.drawn import not_to_be_kept
from views.markup import show, tag

Answer = TypeVar("Answer")
_PLACE, _CODE, _KEPT = "_unknown_place", "_unknown_page", "_unknown"


def begin(code: str) -> None:
    """A page begins: its sentences stand here. Those of another page are forgotten."""
    if st.session_state.get(_CODE) != code:
        st.session_state[_CODE], st.session_state[_KEPT] = code, {}
    st.session_state[_PLACE] = st.container()


def tell(sentence: str) -> None:
    """One sentence at the page's head."""
    not_to_be_kept()
    place = st.session_state.get(_PLACE)
    if isinstance(place, DeltaGenerator):
        with place:
            show(tag("div", sentence, css="kb-note"))


def tell_unknown(name: str, label: str, options: Mapping[str, str], default: str) -> None:
    """Say that the word of the address is none of these, and which stands instead, until another one is chosen.

    To be called before the control of this name is written: it takes an unknown word out of the address.
    options  code → words; default: the code it falls back to
    """
    kept = st.session_state.setdefault(_KEPT, {})
    asked = st.query_params.get(name)
    if asked and asked not in options.values() and name not in st.session_state:
        kept[name] = f"网址里的{label}“{asked}”这里没有，现在按“{options[default]}”显示。"
    elif name in kept and st.session_state.get(name, default) != default:
        del kept[name]
    if name in kept:
        tell(kept[name])


def found_or_told(ask: Callable[[], Answer]) -> Answer | None:
    """What a row of the address opens; None where it is refused, which stands at the page's head."""
    try:
        return ask()
    except Refusal as refusal:
        tell(refusal.sentence)
        return None


def flag(name: str) -> bool:
    """Whether the address asks for all of a list: `name=all`; another word is told."""
    asked = st.query_params.get(name, "")
    if asked and asked != "all":
        tell(f"网址里的“{asked}”看不懂，现在只列前几行。")
    return asked == "all"
