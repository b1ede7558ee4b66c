"""How the page 变更记录 writes the list, and one change opened."""

from typing import Any

import pandas as pd
import streamlit as st

from services.county.show_change import ChangeShown
from services.county.show_changes import ChangesShown
from views.downloads import offer_frame
from views.drawn import shown
from views.empty import nothing_yet
from views.frame import Page, section
from views.links import link, page_link
from views.markup import Html, code, join, show, tag, whole_numbers
from views.tables import READABLE, Column, changed, count_words, show_table
from views.unknown import tell

OPENED, FROM = "change", "before"
NOTHING_OLD = "（空）"
GRID_HEIGHT = 640


def asked_change() -> int | None:
    """The change of the address; None without one."""
    return _number(OPENED) or None


def asked_from() -> int:
    return _number(FROM)


def _number(name: str) -> int:
    written = st.query_params.get(name, "")
    if written.isascii() and written.isdigit():
        return int(written)
    if written:
        tell(f"网址里的变更编号“{written}”不是数字，现在从最新的列起。")
    return 0


@shown
def show_list(answer: ChangesShown) -> None:
    """Newest first; the number opens the change."""
    if answer.changes.empty:
        nothing_yet("还没有变更。", "在“数据上报”放入第一份文件后，这里记下是谁、何时、改了什么。")
        return
    columns = [
        Column("编号", write=lambda row: link(tag("b", row.n), change=str(row.n), title="看改了哪些格")),
        Column("时间", "at"),
        Column("谁", "actor"),
        Column("类别", write=_kind),
        Column("文件", write=_files, width="28%"),
        Column("新增", write=lambda row: _count(row.new), kind="number"),
        Column("改动", write=lambda row: _count(row.altered), kind="number"),
        Column("确认", write=lambda row: _count(row.confirmed), kind="number", spare=True),
        Column("事由", write=lambda row: whole_numbers(row.reason), width="22%"),
    ]
    show_table(answer.changes, columns, compact=True, download="变更记录")
    turns = [
        link("‹ 较新的", **{FROM: str(answer.newer)}) if answer.newer else "",
        link("较早的 ›", **{FROM: str(answer.older)}) if answer.older else "",
    ]
    if any(turns):
        show(tag("div", *turns, css="kb-turns"))


def _kind(row: Any) -> Html:
    mark = tag("span", row.mark, css="kb-chip kb-chip-none") if row.mark else ""
    return join(row.kind, " ", mark)


def _files(row: Any) -> Html:
    more = f" 等 {row.file_count} 份" if row.file_count > 1 else ""
    return join(row.files, more)


def _count(number: int) -> str:
    return f"{number:,}" if number else "·"


def show_opened(page: Page, found: ChangeShown) -> None:
    """One change: its facts, files and sheets, and every field it altered."""
    version = page_link("按这一版看总览", "overview", known_at=str(found.n))
    show(tag("div", link("‹ 回到列表", change=""), version, css="kb-turns"))
    if not found.sheets.empty:
        section("来自", "文件、工作表和认出的列")
        _show_sheets(found.sheets)
    counted = "，".join(f"{what} {count} 格" for what, count in found.counted.items())
    section("改了哪些格", counted or "这次没有改动任何一格")
    _show_touched(found.touched)
    if found.cut:
        show(tag("p", f"改动较多，这里列出前 {len(found.touched)} 格。", css="kb-parts"))


@shown
def _show_sheets(sheets: pd.DataFrame) -> None:
    columns = [
        Column("文件", "file", "strong", width="36%"),
        Column("工作表", "sheet"),
        Column("认作报表", "form"),
        Column("认出列数", "columns", "number"),
        Column("指纹", write=lambda row: code(row.fingerprint) if row.fingerprint else "", spare=True),
        Column("原件", write=lambda row: row.kept if row.fingerprint else ""),
    ]
    show_table(sheets, columns, compact=True, download="变更_来源文件")


def _show_touched(touched: pd.DataFrame) -> None:
    """Up to READABLE rows to be read; more as a grid to be sorted and copied."""
    if touched.empty:
        return
    if len(touched) > READABLE:
        titles = {
            "what": "类别",
            "who": "对象",
            "field": "字段",
            "old": "原来",
            "new": "现在",
            "cell": "出处",
        }
        st.dataframe(
            touched[list(titles)].rename(columns=titles), hide_index=True, height=GRID_HEIGHT, key="touched"
        )
        offer_frame("变更_改了哪些格", touched, titles, {})
        return
    columns = [
        Column("类别", "what"),
        Column("对象", "who", "strong", width="26%"),
        Column("字段", "field", width="20%"),
        Column("原来 → 现在", write=_moved, width="30%"),
        Column("出处", write=lambda row: code(row.cell) if row.cell else "直接填写"),
    ]
    show_table(touched, columns, compact=True, download="变更_改了哪些格")
    show(tag("p", count_words(len(touched), "格"), css="kb-parts"))


def _moved(row: Any) -> Html:
    return tag("b", row.new) if row.old == NOTHING_OLD else changed(row.old, row.new)
