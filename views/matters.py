"""The list of what has to be decided: state, 事项 with who answers, what is asked; the rest by one click."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from charts.tokens import Theme
from domain.matters import Matter
from views.chips import chip, state
from views.empty import nothing_yet
from views.frame import section
from views.links import link
from views.markup import Html, two_lines
from views.project_links import PAGE as PROJECT
from views.project_links import project_link
from views.provenance import Trace, number_link
from views.tables import Column, show_table

FIRST = 6
PARAMETER = "matters"


def show_matters(matters: Sequence[Matter], theme: Theme) -> None:
    """The first six, or all of them when the address says so."""
    everything = st.query_params.get(PARAMETER) == "all"
    shown = list(matters) if everything else list(matters[:FIRST])
    more = (
        link("收起", **{PARAMETER: ""})
        if everything
        else link(f"全部 {len(matters)} 件 ›", **{PARAMETER: "all"})
    )
    hidden = len(matters) > FIRST
    section(f"需要今天定的 {len(shown)} 件事", "按差距 × 分量 × 已拖天数排序", more if hidden else "")
    if not shown:
        nothing_yet("没有逾期、落后和未报的事。", "明天再看。")
        return
    rows = pd.DataFrame({"place": range(len(shown))})
    columns = [
        Column("状态", write=lambda row: _state(shown[row.place], theme), width="17%"),
        Column(
            "事项 · 责任", write=lambda row: two_lines(_title(shown[row.place]), shown[row.place].details)
        ),
        Column("需要领导定什么", write=lambda row: shown[row.place].ask, width="27%"),
    ]
    show_table(rows, columns)


def _state(matter: Matter, theme: Theme) -> Html:
    """Its light with its own words; the dashed mark of 未报 where nobody has spoken."""
    return (
        state("not_reported", theme, matter.word)
        if matter.light == "none"
        else chip(matter.light, theme, matter.word)
    )


def _title(matter: Matter) -> object:
    """A project's title opens its page, a problem's the row behind it."""
    if matter.record == PROJECT:
        return project_link(matter.title, matter.key[0])
    return number_link(matter.title, Trace(matter.record, matter.key)) if matter.record else matter.title
