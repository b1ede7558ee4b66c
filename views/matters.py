"""The list of what has to be decided: state, 事项 with who answers, what is asked; the rest by one click."""

from collections.abc import Sequence

import pandas as pd

from charts.tokens import Theme
from domain.matters import Matter
from domain.wording.matters import RULE, reason_words
from views.chips import chip, state
from views.drawn import shown
from views.empty import nothing_yet
from views.frame import section
from views.links import link
from views.markup import Html, show, tag, two_lines
from views.paging import page_of
from views.project_links import PAGE as PROJECT
from views.project_links import project_link
from views.provenance import Trace, number_link
from views.tables import Column, show_table
from views.unknown import flag

FIRST = 6
ON_A_PAGE = 100
PARAMETER = "matters"


def all_asked() -> bool:
    """Whether the address asks for the whole list with its reasons."""
    return flag(PARAMETER)


@shown
def show_matters(matters: Sequence[Matter], theme: Theme) -> None:
    """The first six, or all of them with the reason for their place when the address says so."""
    everything = all_asked()
    shown = list(matters) if everything else list(matters[:FIRST])
    more = (
        link("收起", **{PARAMETER: ""})
        if everything
        else link(f"全部 {len(matters)} 件和排位理由 ›", **{PARAMETER: "all"})
    )
    section(f"需要今天定的 {len(shown)} 件事", "按差距 × 分量 × 已拖天数排序", more if matters else "")
    if not shown:
        nothing_yet("没有逾期、落后和未报的事。", "明天再看。")
        return
    rows = pd.DataFrame({"place": range(len(matters))})
    columns = [
        Column(
            "状态", write=lambda row: _state(matters[row.place], theme), width="10%" if everything else "17%"
        ),
        Column(
            "事项 · 责任", write=lambda row: two_lines(_title(matters[row.place]), matters[row.place].details)
        ),
        Column(
            "需要领导定什么", write=lambda row: matters[row.place].ask, width="22%" if everything else "27%"
        ),
    ]
    if everything:
        rows = page_of(rows, ON_A_PAGE, key="matters_page")
        columns.insert(0, Column("序", write=lambda row: row.place + 1, kind="nowrap"))
        columns.append(
            Column("为什么排在这里", write=lambda row: reason_words(matters[row.place]), width="28%")
        )
    show_table(rows.head(len(shown)), columns, compact=everything, download="总览_需要今天定的事", whole=rows)
    if everything:
        show(tag("div", RULE, css="kb-parts"))


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
