"""The two things one may do on the page 变更记录: withdraw a change with a reason, check the whole."""

import streamlit as st

from domain.permissions import Actor
from domain.refusals import Refusal
from services.county.check_county import check_county
from services.county.installation import Store
from services.county.show_change import ChangeShown
from services.county.withdraw_change import MAY_WITHDRAW, withdraw_change
from views.county import now
from views.empty import refused
from views.frame import section
from views.markup import show, tag
from views.tables import READABLE

_SAID, _ASKED, _CHECKED = "_changes_said", "_changes_asked", "_changes_checked"


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
