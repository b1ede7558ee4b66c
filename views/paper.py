"""What a printed page says of itself: county, page, day, version, 内部资料, and what was chosen on the screen.

The line stands on the first sheet in every browser; those that know page margins write it, with the number of the
sheet, on the following ones too. Layout and scale are static/paper.css.
"""

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from domain.permissions import Moment
from domain.wording.days import day_words
from views.markup import Html, Whole, show, tag

INTERNAL = "内部资料 注意保管"
BOARD = "乡村振兴调度看板"
MOST_ROWS = 300  # of a grid: more would travel to every screen for the few who print; the workbook has all
_PLACE, _CHOSEN = "_paper", "_paper_chosen"


def begin(county: str, title: str, moment: Moment, *, sample: bool) -> None:
    """A page begins: its line on paper, above everything else."""
    board = f"{county}{BOARD}" + ("（示例 · 虚构）" if sample else "")
    said = f"数据截至 {day_words(moment.as_of)}，第 {moment.known_at} 号变更时已知"
    show(
        tag("b", f"{board} · {title}"), tag("span", said), tag("span", INTERNAL, css="kb-right"),
        css="kb kb-paper",
    )  # fmt: skip
    st.html(Whole(_margins(f"{board} · {title}", said)))
    st.session_state[_PLACE], st.session_state[_CHOSEN] = st.container(key="kbpaper"), {}


def _margins(board: str, said: str) -> str:
    left, right = (_quoted(words) for words in (board, f"{said}　{INTERNAL}"))
    return (
        f"<style>@page{{@top-left{{content:{left}}}@top-right{{content:{right}}}"
        '@bottom-right{content:"第 " counter(page) " / " counter(pages) " 页"}}'
        "@page:first{@top-left{content:none}@top-right{content:none}}</style>"
    )


def _quoted(words: str) -> str:
    """A CSS string: nothing of a county's name may end it."""
    return '"' + "".join(f"\\{ord(sign):x} " if sign in '"\\<>\n' else sign for sign in words) + '"'


def note_choice(label: str, words: str) -> None:
    """A control's choice: controls are not printed, what they chose is."""
    chosen = st.session_state.get(_CHOSEN)
    if isinstance(chosen, dict):
        chosen[label] = words


def end() -> None:
    """The page is whole: what was chosen is written below its line."""
    place, chosen = st.session_state.get(_PLACE), st.session_state.get(_CHOSEN)
    if isinstance(place, DeltaGenerator) and chosen:
        with place:
            show(*(_choice(label, words) for label, words in chosen.items()), css="kb kb-paper kb-parts")


def _choice(label: str, words: str) -> Html:
    return tag("span", f"{label} ", tag("b", words))
