"""照片整理's fragments: the box for photos and message, then one draft after another to confirm or drop."""

import streamlit as st

from domain.refusals import Refusal
from services.county.installation import Store
from services.photos.draft_findings import DraftFinding, Drafts, draft_findings
from services.problems.checklist_offered import checklist_offered
from services.problems.record_finding import Finding, record_finding
from services.problems.villages_offered import villages_offered
from views.county import now
from views.empty import refused
from views.frame import Page, section
from views.markup import Html, show, tag
from views.photos import WHEN_SENT, drop_photos
from views.progress import shown

_KEPT, _SAID, _TURN = "_drafts", "_drafts_said", "_drafts_turn"


def waiting_drafts(store: Store) -> list[DraftFinding]:
    """The drafts of this session that were neither confirmed nor dropped; those of another county are forgotten."""
    kept = st.session_state.get(_KEPT)
    return kept[1] if kept and kept[0] == store.url else []


def drop_heap(page: Page, store: Store) -> None:
    """The box; nothing is written."""
    _tell()
    turn = st.session_state.get(_TURN, 0)
    section("放入", "最多 60 张照片；群消息从微信、QQ 里选中复制，连时间一起粘贴")
    # In a form the button waits until every photo has come: pressed before, it would part a heap without them.
    with st.form("kbctl_heap", border=False):
        left, right = st.columns(2, gap="medium")
        with left:
            files = drop_photos("今天拍的照片", key=f"heap_{turn}")
        message = right.text_area("群消息", height=220, key=f"message_{turn}")
        with st.container(horizontal=True, vertical_alignment="center"):
            sure = st.form_submit_button("分成草稿", type="primary")
            show(tag("div", WHEN_SENT, css="kb-parts"))
    if not sure:
        return
    try:
        with shown(f"正在看 {len(files)} 张照片，40 张约 10 秒"):
            found = draft_findings(
                store, page.actor, scope=page.scope, message=message, files=files, now=now()
            )
    except Refusal as refusal:
        refused(refusal.sentence)
        return
    _keep(store, found)
    st.rerun()


def _keep(store: Store, found: Drafts) -> None:
    st.session_state[_KEPT] = (store.url, list(found.drafts))
    st.session_state[_TURN] = st.session_state.get(_TURN, 0) + 1
    st.session_state[_SAID] = [(sentence, "kb-refused") for sentence in found.refused]


def _tell() -> None:
    for sentence, css in st.session_state.pop(_SAID, ()):
        show(tag("div", sentence, css=css, role="status"))


def confirm_draft(page: Page, store: Store, drafts: list[DraftFinding]) -> None:
    """The first draft: its photos, what was said, and the form that makes a finding of it."""
    _tell()
    draft = drafts[0]
    section(f"{draft.day:%m-%d} {draft.at}".strip(), f"{len(draft.photos)} 张照片")
    left, right = st.columns([55, 45], gap="medium")
    with left:
        show(
            tag("div", *map(_thumb, draft.thumbs), css="kb-heap")
            if draft.photos
            else tag("div", "没有照片", css="kb-parts")
        )
    with right:
        _form(page, store, draft, len(drafts))


def _thumb(address: str) -> Html:
    return tag("img", src=address, alt="草稿里的照片", css="kb-shot")


def _form(page: Page, store: Store, draft: DraftFinding, count: int) -> None:
    villages, checks = page.ask(villages_offered, store), page.ask(checklist_offered, store)
    codes = sorted(
        villages, key=lambda key: key not in draft.likely
    )  # those likely first, the others as they stand
    told = draft.asked or f"按“{draft.named}”认出的村，请核对。"
    show(tag("div", told, css="kb-note" if draft.asked else "kb-parts"))
    with st.form(f"kbctl_draft_{count}", border=False):
        at = codes.index(draft.village) if draft.village in villages else None
        village = st.selectbox(
            "村（写几个字就能找）", codes, index=at, format_func=lambda key: villages[key], placeholder="选一个村",
            key=f"draft_village_{count}",
        )  # fmt: skip
        kind = st.selectbox(
            "问题类别", checks.kinds, index=None, placeholder="选一类", key=f"draft_kind_{count}"
        )
        text = st.text_area(
            "看到了什么（一句话）", value=draft.text[:120], max_chars=120, key=f"draft_text_{count}"
        )
        first, second = st.columns(2)
        severity = first.selectbox("严重程度", checks.severities, key=f"draft_severity_{count}")
        limit = second.selectbox(
            "整改时限",
            list(checks.limits),
            index=list(checks.limits).index(checks.usual_limit) if checks.limits else None,
            key=f"draft_limit_{count}",
        )
        person = first.text_input("交给谁（职务姓名）", max_chars=40, key=f"draft_person_{count}")
        spot = second.text_input("组、点位", max_chars=60, key=f"draft_spot_{count}")
        day = first.date_input(
            "督查日期", value=draft.day, max_value=now().date(), format="YYYY-MM-DD", key=f"draft_day_{count}"
        )
        with st.container(horizontal=True):
            sure = st.form_submit_button("记成一处", type="primary")
            drop = st.form_submit_button("不要这份草稿")
    if drop:
        _next("已放下一份草稿，什么都没有记。")
    if not sure:
        return
    seen = Finding(village or "", day, text.strip(), kind or "", spot, severity or "", person, limit or "")
    try:
        if not text.strip() and not kind:
            raise Refusal("还没有写问题。请选类别、写一句话，再点“记成一处”。", code="finding_empty")
        done = record_finding(
            store, page.actor, seen, scope=page.scope, team="", now=now(), photos=draft.photos
        )
    except Refusal as refusal:
        refused(refusal.sentence)
        return
    _next(f"已记 {done.number}，{villages[seen.village]}，第 {done.n} 号变更。")


def _next(said: str) -> None:
    url, drafts = st.session_state[_KEPT]
    st.session_state[_KEPT] = (url, drafts[1:])
    st.session_state[_SAID] = [(said, "kb-done")]
    st.rerun()
