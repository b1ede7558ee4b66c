"""How the page 变更记录 writes the list, one change opened, and the two things one may do there: check and withdraw."""

from typing import Any

import pandas as pd
import streamlit as st

from domain.permissions import Actor
from domain.refusals import Refusal
from services.check_county import check_county
from services.installation import Store
from services.show_changes import ChangeShown, ChangesShown
from services.withdraw_change import MAY_WITHDRAW, withdraw_change
from views.county import now
from views.empty import nothing_yet, refused
from views.frame import Page, section
from views.links import link, page_link
from views.markup import Html, code, join, show, tag
from views.tables import READABLE, Column, changed, count_words, show_table

OPENED, FROM = "change", "before"
_SAID, _ASKED, _CHECKED = "_changes_said", "_changes_asked", "_changes_checked"
NOTHING_OLD = "（空）"
GRID_HEIGHT = 640


def asked_change() -> int | None:
    """The change of the address; None without one."""
    written = st.query_params.get(OPENED, "")
    return int(written) if written.isascii() and written.isdigit() else None


def asked_from() -> int:
    written = st.query_params.get(FROM, "")
    return int(written) if written.isascii() and written.isdigit() else 0


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
        Column("事由", write=lambda row: row.reason, width="22%"),
    ]
    show_table(answer.changes, columns, compact=True)
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


def _show_sheets(sheets: pd.DataFrame) -> None:
    columns = [
        Column("文件", "file", "strong", width="36%"),
        Column("工作表", "sheet"),
        Column("认作报表", "form"),
        Column("认出列数", "columns", "number"),
        Column("指纹", write=lambda row: code(row.fingerprint) if row.fingerprint else "", spare=True),
        Column("原件", write=lambda row: row.kept if row.fingerprint else ""),
    ]
    show_table(sheets, columns, compact=True)


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
        return
    columns = [
        Column("类别", "what"),
        Column("对象", "who", "strong", width="26%"),
        Column("字段", "field", width="20%"),
        Column("原来 → 现在", write=_moved, width="30%"),
        Column("出处", write=lambda row: code(row.cell) if row.cell else "直接填写"),
    ]
    show_table(touched, columns, compact=True)
    show(tag("p", count_words(len(touched), "格"), css="kb-parts"))


def _moved(row: Any) -> Html:
    return tag("b", row.new) if row.old == NOTHING_OLD else changed(row.old, row.new)


def offer_withdrawal(store: Store, actor: Actor, found: ChangeShown) -> None:
    """A button for those who may; it opens what would be touched and asks for a reason."""
    said = st.session_state.pop(_SAID, "")
    if said:
        show(tag("div", said, css="kb-done", role="status"))
    if actor.role not in MAY_WITHDRAW or found.withdrawn:
        return
    if st.session_state.get(_ASKED) != found.n:
        with st.container(key="kbctl_withdraw"):
            st.button("撤回这次变更", on_click=_ask, args=(found.n,), key="withdraw")
        return
    with st.container(key="kbctl_withdraw"):
        section(f"撤回第 {found.n} 号变更", "撤回前请看清会动到什么")
        show(tag("p", found.warning, css="kb-sub"))
        reason = st.text_input(
            "撤回理由", placeholder="例如：柳湾乡误报了上一旬的表", max_chars=200, key="why"
        )
        with st.container(horizontal=True):
            sure = st.button("确认撤回", type="primary", key="withdraw_sure")
            st.button("不撤回", on_click=_ask, args=(None,), key="withdraw_not")
        if sure:
            _withdraw(store, actor, found.n, reason)


def _ask(n: int | None) -> None:
    st.session_state[_ASKED] = n


def _withdraw(store: Store, actor: Actor, n: int, reason: str) -> None:
    try:
        done = withdraw_change(store, actor, n=n, reason=reason, now=now())
    except Refusal as refusal:
        refused(refusal.sentence)
        return
    st.session_state[_SAID] = (
        f"已撤回第 {n} 号变更，记为第 {done.n} 号：{done.closed} 条不再有效，{done.opened} 条回到此前仍有效的说法。"
    )
    _ask(None)
    st.rerun()


def offer_check(store: Store, head: int) -> None:
    """核对整库: every fingerprint, every mark, every file; the answer stays until something changes."""
    with st.container(key="kbctl_check", horizontal=True, vertical_alignment="center"):
        if st.button(
            "核对整库", key="check", help="重新计算每次变更的指纹，并核对每一行的起止、最新数据表和留存的原件"
        ):
            with st.spinner("正在核对整库…"):
                st.session_state[_CHECKED] = (head, check_county(store))
        at, broken = st.session_state.get(_CHECKED, (None, []))
        if at == head:
            _tell_check(head, broken)


def _tell_check(head: int, broken: list[str]) -> None:
    if not broken:
        show(
            tag(
                "span",
                f"核对无误：{head} 次变更首尾相接，各行起止、最新数据表和留存的原件都一致。",
                css="kb-ok",
            )
        )
        return
    show(
        tag("div", f"核对出 {len(broken)} 处不一致：", css="kb-refused", role="alert"),
        *(tag("div", sentence, css="kb-refused") for sentence in broken[:READABLE]),
    )
