"""The one control of what a number is compared with: 本期, 上期, 去年同期, 考核基期."""

import streamlit as st

from charts.quantity import Quantity
from domain.comparisons import AGAINST_WORDS, Against
from views.filters import choose
from views.markup import Html, tag

PARAMETER = "compare"


def choose_against() -> str:
    """A code of domain.comparisons.Against; 上期 unless another is chosen. The word stands in the address."""
    options = {code.value: word for code, word in AGAINST_WORDS.items()}
    with st.container(horizontal=True, width="content", gap="small", vertical_alignment="center"):
        st.html(tag("span", "比较", css="kb-grey"), width="content")
        return choose("与哪一期比", options, key=PARAMETER, default=Against.LAST.value)


def told(sub: str, uncompared: str) -> str:
    """The sub sentence and, where it could tell no change, why."""
    return sub + (f"{uncompared}。" if uncompared else "")


def change_cell(value: float, previous: float, quantity: Quantity, *, words: str = "") -> Html:
    """「+0.3」, 「—」 where nothing moved; blank where either is missing, `words` (why) on hover."""
    moved = quantity.gap(value, previous)
    if not moved:
        return tag("span", "", title=words)
    return tag("span", moved if moved.startswith(("+", "−")) else "—")
