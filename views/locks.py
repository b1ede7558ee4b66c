"""锁定 on the page 报送情况: which periods stand, and the form by which a reviewer locks or unlocks one."""

from typing import Any

import pandas as pd
import streamlit as st

from domain.refusals import Refusal
from services.county.installation import Store
from services.locking.list_locks import list_locks, lockable
from services.locking.lock_period import lock_period, unlock_period
from services.review.who_may import may_accept
from views.clock import now
from views.empty import refused
from views.filters import choose_one
from views.frame import Page, section
from views.links import page_link
from views.markup import Html, show, tag
from views.tables import Column, show_table

_SAID = "_locks_said"


def show_locks(page: Page, store: Store) -> None:
    """The locked periods; to whoever may, the way to lock and to unlock."""
    section("锁定的期", "锁定日起，导入、更正、撤回都改不动；解锁要写理由")
    said = st.session_state.pop(_SAID, "")
    if said:
        show(tag("div", said, css="kb-done", role="status"))
    locks = list_locks(store, known_at=page.moment.known_at)
    if locks.empty:
        show(tag("p", "还没有锁定任何一期。", css="kb-parts"))
    else:
        _show(locks)
    if may_accept(page.actor, page.scope) and not page.pinned:
        _offer(page, store, locks)


def _show(locks: pd.DataFrame) -> None:
    columns = [
        Column("报表", "form_name", "strong", width="26%"),
        Column("期", "period_name", "nowrap"),
        Column("锁定日", write=lambda row: f"{row.day:%Y-%m-%d}", kind="nowrap"),
        Column("谁", "actor"),
        Column("理由", "reason", width="30%"),
        Column("变更", write=_change),
    ]
    show_table(locks, columns, compact=True, download="锁定的期")


def _change(row: Any) -> Html:
    return page_link(f"变更 {row.change}", "changes", change=str(row.change))


def _offer(page: Page, store: Store, locks: pd.DataFrame) -> None:
    """One form, one of its periods; what is locked can be unlocked, what is not can be locked from a day on."""
    offered = lockable(store, moment=page.moment)
    if not offered:
        return
    with st.container(key="kbctl_locks", horizontal=True, vertical_alignment="bottom"):
        form = choose_one(
            "锁定哪张报表", {code: name for code, (name, _) in offered.items()}, key="lock_form", width=260
        )
        period = choose_one("锁定哪一期", offered[form][1], key="lock_period", width=200)
        is_locked = bool(((locks["form"] == form) & (locks["period"] == period)).any())
        day = now().date()
        if not is_locked:
            day = st.date_input("从哪天起锁定", value=day, format="YYYY-MM-DD", key="lock_day", width=180)
        reason = st.text_input(
            "锁定或解锁的理由", placeholder="例如：旬调度已定稿", max_chars=200, key="lock_why", width=320
        )
        pressed = st.button("解锁" if is_locked else "锁定", type="primary", key="lock")
    if not pressed:
        return
    try:
        if is_locked:
            n = unlock_period(
                store, page.actor, page.scope, form=form, period=period, reason=reason, now=now()
            )
        else:
            n = lock_period(
                store, page.actor, page.scope, form=form, period=period, day=day, reason=reason, now=now()
            )
    except Refusal as refusal:
        refused(refusal.sentence)
        return
    st.session_state[_SAID] = f"已{'解锁' if is_locked else '锁定'}，记为第 {n} 号变更。"
    st.rerun()
