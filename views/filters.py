"""One row of segmented controls: the chosen baseline and denominator stay visible as selected text."""

from collections.abc import Mapping
from typing import Literal

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from views.drawn import not_to_be_kept
from views.links import bind_words
from views.paper import note_choice
from views.unknown import tell_unknown


def filter_row(key: str, width: Literal["stretch", "content"] = "stretch") -> DeltaGenerator:
    """A horizontal container for the controls of a page; not printed."""
    return st.container(key=f"kbctl_{key}", horizontal=True, width=width)


def choose(label: str, options: Mapping[str, str], *, key: str, default: str = "") -> str:
    """One of these codes. The words stand in the address, so a link keeps the choice.

    options  code → Chinese words, no two alike
    key      also the name of the address parameter
    default  the first of them where blank
    """
    not_to_be_kept()
    bind_words(key, options)
    codes = list(options)
    tell_unknown(key, label, options, default or codes[0])
    chosen = st.segmented_control(
        label,
        codes,
        default=default or codes[0],
        required=True,
        format_func=lambda code: options[code],
        key=key,
        label_visibility="collapsed",
        bind="query-params",
    )
    note_choice(label, options[chosen])
    return chosen


def choose_one(label: str, options: Mapping[str, str], *, key: str, width: int = 266) -> str:
    """One of many (more than about seven): a select box; the first is the default."""
    not_to_be_kept()
    bind_words(key, options)
    tell_unknown(key, label, options, next(iter(options)))
    chosen = st.selectbox(
        label,
        list(options),
        format_func=lambda code: options[code],
        key=key,
        label_visibility="collapsed",
        width=width,
        bind="query-params",
    )
    note_choice(label, options[chosen])
    return chosen
