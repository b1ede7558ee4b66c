"""更正一格 inside the panel of a number: which cell, its new value and why; first what it would do, then the deed."""

import streamlit as st

from domain.records import Figure
from domain.refusals import Refusal
from services.measures.provenance_shown import Provenance
from services.review.correct_cell import correct_cell, see_correction
from services.review.correction import Correction, RowCorrection
from services.review.who_may import may_accept
from views.clock import now
from views.county import the_store
from views.empty import refused
from views.markup import show, tag
from views.navigation import OFFICE
from views.session import Entrance, entrance

_SAID = "_correction_said"
BY_LEDGER, LONGEST = "照台账的写法；金额按万元", 24


def offer_correction(found: Provenance) -> None:
    """For the office, of one row, at the newest version; a confined clerk's waits for a reviewer."""
    said = st.session_state.pop(_SAID, "")
    if said:
        show(tag("div", said, css="kb-done", role="status"))
    here = _who_may(found)
    if here is None:
        return
    if found.cells or found.fixed:
        show(tag("p", "更正这一格", css="kb-sub"))
    asked = _ask(found, direct=may_accept(here.actor, here.scope)) if found.cells else None
    if found.fixed:
        show(tag("p", found.fixed, css="kb-parts"))
    if asked is None:
        return
    try:
        seen = see_correction(the_store(), here.scope, asked, now=now())
        change, number = correct_cell(the_store(), here.actor, here.scope, seen, now=now())
    except Refusal as refusal:
        refused(refusal.sentence)
        return
    done = f"已更正，记为第 {change} 号变更" if change else f"已送审，是第 {number} 份；审核人收下以后才算数"
    told = "".join(f" ▲ {one}" for one in seen.told)
    st.session_state[_SAID] = f"{done}：{seen.what} {seen.old} → {seen.new}。{told}"
    st.rerun()


def may_correct(found: Provenance) -> bool:
    """Whether a form stands in the panel for whoever looks."""
    return bool(found.cells) and _who_may(found) is not None


def _who_may(found: Provenance) -> Entrance | None:
    """Whoever looks, where he is of the office, at one row and at the newest version; None for everybody else."""
    here = entrance()
    if here is None or not found.row or here.actor.role not in OFFICE or "known_at" in st.query_params:
        return None
    return here


def _ask(found: Provenance, *, direct: bool) -> Correction | RowCorrection | None:
    """What is to be corrected, once the button is pressed."""
    record, *key = found.row
    of_report = record == Figure.NAME
    with st.form("kbctl_correction", border=False):
        words = {f"{name}（现在 {_short(worth)}）": field for field, (name, worth) in found.cells.items()}
        chosen = (
            st.radio("更正哪一格", list(words), horizontal=True)
            if of_report
            else st.selectbox("更正哪一格", list(words))
        )
        value = st.text_input("新值", placeholder="只写数字，例如 530" if of_report else BY_LEDGER, width=320)
        empties = not of_report and st.checkbox("清空这一格（填错了，本来没有）")
        reason = st.text_input("更正理由", placeholder="例如：村里复核，漏登 2 户", max_chars=200)
        sure = st.form_submit_button("更正" if direct else "更正送审", type="primary")
    if not sure:
        return None
    field = words[str(chosen)]
    if of_report:
        indicator, kind, subject, period = key
        return Correction(indicator, kind, subject, period, field, value, reason)
    return RowCorrection(record, tuple(key), field, value, reason, empties)


def _short(worth: str) -> str:
    return worth if len(worth) <= LONGEST else f"{worth[:LONGEST]}…"
