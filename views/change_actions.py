"""What one may do with a change on the page 变更记录: withdraw it with a reason."""

import streamlit as st

from domain.permissions import Actor
from domain.refusals import Refusal
from services.county.foresee_withdrawal import foresee_withdrawal
from services.county.installation import Store
from services.county.show_change import ChangeShown
from services.county.withdraw_change import MAY_WITHDRAW, withdraw_change
from views.county import now
from views.empty import refused
from views.foreseen import show_foreseen
from views.frame import Page, section
from views.markup import show, tag
from views.progress import shown

_SAID, _ASKED, _FORESEEN = "_changes_said", "_changes_asked", "_changes_foreseen"


def offer_withdrawal(page: Page, store: Store, found: ChangeShown) -> None:
    """A button for those who may; it opens what would be touched, old → new, and asks for a reason."""
    actor = page.actor
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
        if not _show_foreseen(page, store, found.n):
            st.button("不撤回", on_click=_ask, args=(None,), key="withdraw_not")
            return
        reason = st.text_input(
            "撤回理由", placeholder="例如：柳湾乡误报了上一旬的表", max_chars=200, key="why"
        )
        with st.container(horizontal=True):
            sure = st.button("确认撤回", type="primary", key="withdraw_sure")
            st.button("不撤回", on_click=_ask, args=(None,), key="withdraw_not")
        if sure:
            _withdraw(store, actor, found.n, reason)


def _show_foreseen(page: Page, store: Store, n: int) -> bool:
    """Numbers, places and lists that would move; False, with the sentence why, where it cannot be withdrawn."""
    asked = (n, page.here.head, page.moment.as_of)
    try:
        if st.session_state.get(_FORESEEN, (None, None))[0] != asked:
            with shown("正在算撤回会动到哪些数和名次"):
                found = foresee_withdrawal(store, page.actor, moment=page.moment, n=n, now=now())
            st.session_state[_FORESEEN] = (asked, found)
    except Refusal as refusal:
        refused(refusal.sentence)
        return False
    show_foreseen(st.session_state[_FORESEEN][1], page.moment.as_of)
    return True


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
