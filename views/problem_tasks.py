"""Tasks under a problem: hand it down to towns, or let villages that are alike check themselves 举一反三."""

from collections.abc import Callable
from datetime import timedelta

import streamlit as st

from domain.refusals import Refusal
from services.county.installation import Store
from services.problems.hand_down import MAY_HAND_DOWN, TRAITS, check_elsewhere, hand_down
from services.problems.problem_case import Standing
from services.problems.towns_offered import towns_offered
from views.county import now
from views.empty import refused
from views.frame import Page

DAYS_AHEAD = 15
ABREAST = [58, 24, 18]  # who, until when, the button


def offer_tasks(page: Page, store: Store, number: str, standing: Standing) -> str:
    """Both forms in a fold; the sentence to say once something was written, blank before."""
    if (
        page.actor.role not in MAY_HAND_DOWN
        or standing.is_task
        or standing.case.status.value in ("closed", "declined")
    ):
        return ""
    first = now().date() + timedelta(days=DAYS_AHEAD)
    with st.expander("分解到镇、举一反三"):
        with st.form("kbctl_hand_down", border=False):
            towns = page.ask(towns_offered, store)
            which, until, done = st.columns(ABREAST, vertical_alignment="bottom")
            chosen = which.multiselect(
                "分解到哪些镇", list(towns), format_func=lambda key: towns[key], placeholder="选一个或几个镇",
                key="tasks_towns",
            )  # fmt: skip
            day = until.date_input("各镇期限", value=first, format="YYYY-MM-DD", key="tasks_day")
            if done.form_submit_button("分解"):
                return _said(lambda: hand_down(
                    store, page.actor, scope=page.scope, number=number, towns=chosen, deadline=day, seen=standing.n,
                    now=now(),
                ))  # fmt: skip
        with st.form("kbctl_spread", border=False):
            which, until, done = st.columns(ABREAST, vertical_alignment="bottom")
            trait = which.selectbox(
                "哪些村自查：同在哪里", list(TRAITS), format_func=lambda code: TRAITS[code], key="tasks_trait"
            )
            day = until.date_input("自查期限", value=first, format="YYYY-MM-DD", key="tasks_check_day")
            if done.form_submit_button("开自查清单"):
                return _said(lambda: check_elsewhere(
                    store, page.actor, scope=page.scope, number=number, trait=trait, deadline=day, seen=standing.n,
                    now=now(),
                ))  # fmt: skip
    return ""


def _said(write: Callable[[], int]) -> str:
    try:
        return f"已列出任务，记为第 {write()} 号变更。办错了可在“变更记录”撤回。"
    except Refusal as refusal:
        refused(refusal.sentence)
        return ""
