"""What one may do with a change on the page 变更记录: withdraw it with a reason."""

import streamlit as st

from domain.permissions import Actor
from domain.refusals import Refusal
from services.county.installation import Store
from services.county.show_change import ChangeShown
from services.county.withdraw_change import MAY_WITHDRAW, withdraw_change
from views.county import now
from views.empty import refused
from views.frame import section
from views.markup import show, tag

_SAID, _ASKED = "_changes_said", "_changes_asked"


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
