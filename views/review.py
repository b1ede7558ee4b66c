"""How the page 报送审核 lists submissions."""

from typing import Any

import pandas as pd
import streamlit as st

from domain.wording.days import full_minute_words
from views.empty import nothing_yet
from views.links import link, page_link
from views.markup import Html, join, show, tag
from views.tables import Column, show_table

PARAMETER = "submission"
CHIPS = {"waiting": "note", "asked": "warn", "accepted": "ok", "returned": "bad", "withdrawn": "none"}


def asked_submission() -> int | None:
    """The submission of the address; None without one."""
    written = st.query_params.get(PARAMETER, "")
    return int(written) if written.isascii() and written.isdigit() else None


def show_listed(rows: pd.DataFrame, *, nothing: tuple[str, str] | None = None) -> None:
    """One line per submission; the number opens it."""
    if rows.empty:
        if nothing:
            nothing_yet(*nothing)
        return
    columns = [
        Column("编号", write=lambda row: link(tag("b", row.id), submission=str(row.id), title="打开看差异")),
        Column("状态", write=state_html),
        Column("报送人", "actor", "strong"),
        Column("文件或事项", write=_what, width="26%"),
        Column(
            "报表 · 期",
            write=lambda row: " · ".join(filter(None, (row.form_name, row.period_name))),
            width="16%",
        ),
        Column("涉及", write=lambda row: row.towns or "全县", width="10%", spare=True),
        Column("改动", write=lambda row: f"新增 {row.new:,}、变更 {row.changed:,}", kind="nowrap"),
        Column("送审", write=lambda row: full_minute_words(row.at), kind="nowrap"),
        Column("结果", write=_outcome, width="16%"),
    ]
    show_table(rows, columns, compact=True, download="审核_报送")


def state_html(row: Any) -> Html:
    return tag("span", row.state_word, css=f"kb-chip kb-chip-{CHIPS[row.state]}")


def _what(row: Any) -> Html:
    again = tag("div", f"接被退回的第 {int(row.former)} 份", css="kb-parts") if _said(row.former) else ""
    return join(row.title, again)


def _outcome(row: Any) -> Html:
    """Who decided and why; of an accepted one the way to its change."""
    if row.state == "accepted":
        return join(
            row.decided_by, " ", page_link(f"变更 {int(row.change)}", "changes", change=str(int(row.change)))
        )
    return (
        join(row.decided_by, tag("div", row.decision, css="kb-parts")) if _said(row.decided_by) else Html("")
    )


def _said(worth: object) -> bool:
    return worth is not None and worth == worth and worth != ""


def show_steps(steps: pd.DataFrame, words: dict[str, str]) -> None:
    """送审 → 询问 → 回答 → 退回, each with who, when and what was said."""
    columns = [
        Column("经过", write=lambda row: tag("b", words[row.step])),
        Column("谁", "name"),
        Column("时间", write=lambda row: full_minute_words(row.at), kind="nowrap"),
        Column("说了什么", write=lambda row: row.words or "·", width="60%"),
    ]
    show_table(steps, columns, compact=True, download="审核_经过")


def back_link() -> None:
    show(tag("div", link("‹ 回到列表", submission=""), css="kb-turns"))
