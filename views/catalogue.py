"""How the page 指标口径 writes the catalogue: long definitions stay readable, nothing is cut off."""

from typing import Any

import pandas as pd
import streamlit as st

from views.downloads import offer_html
from views.drawn import drawn, shown
from views.empty import nothing_yet
from views.indicator_links import indicator_link
from views.markup import Html, join, show, tag
from views.tables import READABLE, Column, count_words, show_table, table_html


def search() -> str:
    """The words sought, also in the address."""
    return st.text_input(
        "查指标",
        placeholder="查指标：名称、口径、代码、单位",
        key="sought",
        label_visibility="collapsed",
        width=320,
        bind="query-params",
    )


@drawn
def of_aspect(rows: pd.DataFrame, aspect: str) -> pd.DataFrame:
    """The indicators of one aspect."""
    return rows[rows["aspect"] == aspect]


@shown
def show_indicators(rows: pd.DataFrame) -> None:
    """One aspect, or what was found: definition, counting, light with its numbers, form and source per indicator."""
    if rows.empty:
        nothing_yet("没有找到这样的指标。", "请换几个字，或清空后按方面查看。")
        return
    columns = [
        Column("指标", write=_named, width="15%"),
        Column("口径与依据", write=_defined, width="32%"),
        Column("怎么算", write=_counted, width="16%"),
        Column("灯与基准", write=_lit, width="22%"),
        Column("报表与截止", write=_reported, width="15%"),
    ]
    show(table_html(rows.head(READABLE), columns), css="kb kb-top")
    offer_html("指标口径", lambda: table_html(rows, columns))
    if len(rows) > READABLE:
        words = count_words(len(rows), "项指标", hidden=len(rows) - READABLE)
        show(tag("p", words, "请选一个方面，或再写几个字缩小范围。", css="kb-parts"))


def _named(row: Any) -> Html:
    return _lines(indicator_link(row.name, row.code), f"{row.unit} · {row.direction}", row.code)


def _defined(row: Any) -> Html:
    said = [tag("span", row.definition), tag("span", f"依据：{row.source}", css="kb-grey")]
    if row.note:
        said.append(tag("span", row.note, css="kb-grey"))
    return tag("div", *(tag("div", part, css="kb-def") for part in said))


def _counted(row: Any) -> Html:
    return _lines("", row.parts, row.counting)


def _lit(row: Any) -> Html:
    return _lines("", row.light, row.nodes)


def _reported(row: Any) -> Html:
    return _lines(row.form, row.reporter, row.due)


def _lines(bold: object, *grey: str) -> Html:
    """A name over grey lines, each on a line of its own."""
    head = tag("b", bold) if bold else ""
    first = "kb-grey" if bold else ""
    told = [
        tag("div", text, css=first if place == 0 else "kb-grey") for place, text in enumerate(grey) if text
    ]
    return tag("div", head, *told)


@shown
def show_forms(rows: pd.DataFrame) -> None:
    columns = [
        Column("报表", "name", "strong", width="20%"),
        Column("行的层级", "level"),
        Column("周期与截止", "due", width="30%"),
        Column("每次报", "coverage"),
        Column("指标", write=lambda row: row.indicators or "台账", kind="number"),
        Column("报送单位", "reporter", width="24%"),
    ]
    show_table(rows, columns, download="报表")


@shown
def show_rules(rows: pd.DataFrame) -> None:
    columns = [
        Column("灯型或指标", "name", "strong", width="12%"),
        Column("规则", "wording", width="38%"),
        Column("提醒线", "note_below", "number"),
        Column("预警线", "warn_below", "number"),
        Column("滞后线", "bad_below", "number"),
        Column("依据", "source", width="24%", spare=True),
    ]
    show_table(rows, columns, download="灯规则")


@shown
def show_quality(rows: pd.DataFrame) -> None:
    """What an upload is checked for, and how strictly each finding is taken."""
    columns = [
        Column("规则", "name", "strong", width="18%"),
        Column("管哪些数", "about", width="14%"),
        Column("怎么核", "wording", width="38%"),
        Column("强度", "strength"),
        Column("依据", "source", width="22%", spare=True),
    ]
    show_table(rows, columns, compact=True, download="核对规则")


@shown
def show_schemes(rows: pd.DataFrame) -> None:
    """Each scheme with its items in blocks and the sum of its weights."""
    for scheme, items in rows.groupby("scheme", sort=False):
        total = items["weight"].sum()
        words = join(tag("b", scheme), f"　{len(items)} 项，权重合计 {total:g} 分")
        show(tag("p", words, css="kb-sub"))
        columns = [
            Column("板块", "block", width="16%"),
            Column("指标", "name", "strong", width="22%"),
            Column("权重（分）", write=lambda row: f"{row.weight:g}", kind="number"),
            Column("零分线", "floor", "number"),
            Column("满分线", "full", "number"),
            Column("依据", "source", width="30%"),
        ]
        show_table(items, columns, compact=True, download=f"考核方案_{scheme}")
