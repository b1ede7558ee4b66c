"""How the page 审计 asks for days, a person and a kind of deed, and writes what was done."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pandas as pd
import streamlit as st

from domain.wording.deeds import DEEDS
from services.accounts.show_audit import AuditShown
from views.empty import nothing_yet
from views.filters import choose, choose_one
from views.links import page_link
from views.markup import Html, show, tag
from views.paging import page_of
from views.tables import READABLE, Column, show_table

EVERYBODY, EVERYTHING = "all", "all"
SPANS = {"30": "近 30 天", "7": "近 7 天", "1": "今天", "365": "近一年", "day": "某一天"}


@dataclass(frozen=True, slots=True)
class Days:
    """The days asked for, both within."""

    first: date
    last: date


def choose_days(today: date) -> Days:
    """A span that ends today, or one day."""
    span = choose("时段", SPANS, key="span")
    if span == "day":
        day = st.date_input(
            "哪一天",
            value=today,
            max_value=today,
            format="YYYY-MM-DD",
            key="on",
            label_visibility="collapsed",
            width=160,
        )
        chosen = day if isinstance(day, date) else today
        return Days(chosen, chosen)
    return Days(today - timedelta(days=int(span) - 1), today)


def choose_person(people: tuple[str, ...]) -> str:
    """A name, blank for everybody."""
    chosen = choose_one("谁", {EVERYBODY: "所有人"} | {name: name for name in people}, key="who", width=200)
    return "" if chosen == EVERYBODY else chosen


def choose_group() -> str:
    """A kind of deed, blank for all."""
    chosen = choose("做了什么", {EVERYTHING: "全部"} | {name: name for name in DEEDS}, key="kind")
    return "" if chosen == EVERYTHING else chosen


def show_entries(answer: AuditShown) -> None:
    """Newest first, page by page; the workbook has all of them."""
    if answer.entries.empty:
        nothing_yet("这些条件下没有留痕。", "请换一段时间、换一个人，或选“全部”。")
        return
    columns = [
        Column("时间", "at", "nowrap", width="11%"),
        Column("谁", "name", "strong", width="12%"),
        Column("角色", "role", width="7%"),
        Column("做了什么", "what", width="12%"),
        Column("内容", write=_about),
    ]
    with st.container(key="kbctl_audit_pages"):
        rows = page_of(answer.entries, READABLE, key="part")
    show_table(rows, columns, compact=True, download="审计", whole=answer.entries)
    if answer.cut:
        show(tag("p", "留痕较多，这里只读最近的一部分。请缩短时段再查。", css="kb-parts"))


def _about(row: Any) -> object:
    if row.change is None or pd.isna(row.change):
        return row.about
    number = page_link(f"第 {row.change} 号", "changes", change=str(row.change))
    return tag("span", number, Html(" "), row.about)
