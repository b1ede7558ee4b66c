"""快速登记: a finding in half a minute from the keyboard; the village, day and team stay for the next one."""

import streamlit as st

from domain.finding import Checklist
from domain.refusals import Refusal
from domain.wording.numbers import score_points
from services.county.installation import Store
from services.problems.checklist_offered import checklist_offered
from services.problems.record_finding import MAY_RECORD, Finding, Recorded, record_finding
from services.problems.villages_offered import villages_offered
from views.checklist import forget_ticks, offer_checklist
from views.county import now
from views.downloads import beside_the_head
from views.empty import refused
from views.filters import choose
from views.frame import Page, section
from views.markup import show, tag
from views.photos import drop_photos

_SAID, _TURN = "_finding_said", "_finding_turn"
# Emptied after each finding; the others stay. Who is to put it right too: of the next village it is somebody else.
_ONCE = {"finding_text": "", "finding_spot": "", "finding_person": "", "finding_fixed": False}
WAYS = {"one": "记一处", "list": "百分制清单"}


def offer_finding(page: Page, store: Store) -> None:
    """The form, for those who inspect and look at the newest version."""
    if page.actor.role not in MAY_RECORD or page.pinned:
        return
    section("快速登记", "回车记下；村、类别、日期、督查组留着接着记")
    said = st.session_state.pop(_SAID, "")
    if said:
        st.session_state.update(_ONCE)
        forget_ticks()
    villages = page.ask(villages_offered, store)
    checks = page.ask(checklist_offered, store)
    with beside_the_head():
        way = choose("怎么登记", WAYS, key="record")
    if way == "list":
        _tell(said)
        offer_checklist(page, store, checks, villages, _SAID)
    else:
        _offer_one(page, store, checks, villages, said)


def _tell(said: str) -> None:
    if said:
        show(tag("div", said, css="kb-done", role="status"))


def _offer_one(page: Page, store: Store, checks: Checklist, villages: dict[str, str], said: str) -> None:
    """said  what became of the last one: under its sentence, in sight from the button below and from the first field"""
    today = now().date()
    with st.form("kbctl_finding", border=False), st.container(gap="xsmall"):
        first, second = st.columns([3, 2])
        village = first.selectbox(
            "村（写几个字就能找）", list(villages), index=None, format_func=lambda key: villages[key],
            placeholder="选一个村", key="finding_village",
        )  # fmt: skip
        kind = second.selectbox(
            "问题类别", checks.kinds, index=None, placeholder="选一类", key="finding_kind"
        )
        text = st.text_input("看到了什么（一句话）", max_chars=120, key="finding_text")
        _tell(said)
        first, second, third, fourth = st.columns(4)
        spot = first.text_input("组、点位", max_chars=40, key="finding_spot")
        severity = second.selectbox("严重程度", checks.severities, key="finding_severity")
        limit = third.selectbox(
            "整改时限",
            list(checks.limits),
            index=list(checks.limits).index(checks.usual_limit) if checks.limits else None,
            key="finding_limit",
        )
        person = fourth.text_input("交给谁（职务姓名）", max_chars=40, key="finding_person")
        second, third, fourth = st.columns([1, 1, 2])
        team = second.text_input("督查组", max_chars=40, key="finding_team")
        day = third.date_input(
            "督查日期",
            value=min(today, page.moment.as_of),
            max_value=today,
            format="YYYY-MM-DD",
            key="finding_day",
        )
        with fourth:
            photos = drop_photos("照片（整改前）", key=f"finding_{st.session_state.get(_TURN, 0)}")
        with st.container(horizontal=True, vertical_alignment="center"):
            fixed = st.checkbox("当场看着改好了", key="finding_fixed")
            sure = st.form_submit_button("记下", type="primary")
            clean = st.form_submit_button("这村没发现问题")
    if not (sure or clean):
        return
    seen = Finding(village or "", day) if clean else Finding(
        village or "", day, text.strip(), kind or "", spot, severity or "", person, limit or "", fixed
    )  # fmt: skip
    try:
        if clean and text.strip():
            raise Refusal(
                f"写了“{text.strip()}”，又点了“这村没发现问题”。有问题请点“记下”，没有就把那句话删掉。",
                code="finding_not_empty",
            )
        if sure and not (text.strip() or kind):
            raise Refusal("还没有写问题。没有问题的村请点“这村没发现问题”。", code="finding_empty")
        done = record_finding(
            store, page.actor, seen, scope=page.scope, team=team.strip(), now=now(), photos=photos
        )
    except Refusal as refusal:
        refused(refusal.sentence)
        return
    st.session_state[_TURN] = st.session_state.get(_TURN, 0) + 1
    st.session_state[_SAID] = told_recorded(done, villages[seen.village])
    st.rerun()


def told_recorded(done: Recorded, village: str) -> str:
    """What became of a finding: its number, whose rebound it is, the score of its visit."""
    score = f"{village}这次得分 {score_points(done.score)}"
    score += "（照台账，不另扣）" if done.typed else ""
    if not done.number:
        return f"已记：{village}没有发现问题。{score}，第 {done.n} 号变更。"
    again = f"这是 {done.rebound_of} 的反弹，程度记为“{done.severity}”。" if done.rebound_of else ""
    return f"已记 {done.number}。{again}{score}，第 {done.n} 号变更。"
