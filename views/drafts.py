"""照片整理's fragments: the box for photos and message, then the drafts to go through, put right, confirm or drop."""

import streamlit as st

from domain.finding import Checklist
from domain.refusals import Refusal
from services.county.installation import Store
from services.photos.draft_findings import DraftedPhoto, DraftFinding, Drafts, draft_findings
from services.photos.move_photos import ASIDE, NEW, Parted, move_photos, parted, without
from services.problems.checklist_offered import checklist_offered
from services.problems.record_finding import Finding, record_finding
from services.problems.villages_offered import villages_offered
from views.county import now
from views.empty import refused
from views.finding import told_recorded
from views.frame import Page, section
from views.markup import Html, show, tag
from views.photos import WHEN_SENT, drop_photos
from views.progress import shown

_KEPT, _SAID, _TURN, _OPEN, _TYPED, _MOVES = (
    "_drafts", "_drafts_said", "_drafts_turn", "_drafts_open", "_drafts_typed", "_drafts_moves",
)  # fmt: skip
_FIELDS = ("village", "kind", "text", "severity", "limit", "person", "spot", "day")


def waiting_drafts(store: Store) -> Parted:
    """The drafts of this session that were neither confirmed nor dropped; those of another county are forgotten."""
    kept = st.session_state.get(_KEPT)
    return kept[1] if kept and kept[0] == store.url else Parted(())


def drop_heap(page: Page, store: Store) -> None:
    """The box; nothing is written."""
    _tell()
    turn = _turn()
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
    st.session_state[_KEPT] = (store.url, parted(found.drafts))
    st.session_state[_TURN] = _turn() + 1
    st.session_state[_TYPED] = {}
    st.session_state[_SAID] = [(sentence, "kb-refused") for sentence in found.refused]


def _tell() -> None:
    for sentence, css in st.session_state.pop(_SAID, ()):
        show(tag("div", sentence, css=css, role="status"))


def confirm_draft(page: Page, store: Store, kept: Parted) -> None:
    """The open draft: the form that makes a finding of it, its photos, and the ways to move them and to the other drafts.

    All is one form, and what is typed is kept by draft: a photo moved or another draft opened loses nothing.
    """
    _tell()
    places = [one.place for one in kept.drafts]
    at = places.index(st.session_state[_OPEN]) if st.session_state.get(_OPEN) in places else 0
    draft = kept.drafts[at]
    which = f"第 {at + 1} 份，共 {len(places)} 份 · " if len(places) > 1 else ""
    section(f"{draft.day:%m-%d} {draft.at}".strip(), f"{which}{len(draft.photos)} 张照片")
    villages, checks = page.ask(villages_offered, store), page.ask(checklist_offered, store)
    with st.form(f"kbctl_draft_{_turn()}_{draft.place}", border=False):
        left, right = st.columns([45, 55], gap="medium")
        with left:
            seen = _fields(draft, villages, checks)
            with st.container(horizontal=True):
                sure = st.form_submit_button("记成一处", type="primary")
                drop = st.form_submit_button("不要这份草稿")
                before = st.form_submit_button("上一份", disabled=at == 0)
                after = st.form_submit_button("下一份", disabled=at + 1 == len(places))
        with right:
            chosen, to, move = _offer_to_move(kept, draft, villages)
            _show_photos(kept, draft)
    _remember(draft)
    if drop:
        _next(kept, draft, "已放下一份草稿，什么都没有记。")
    if before or after:
        st.session_state[_OPEN] = places[at + 1 if after else at - 1]
        st.rerun()
    if move:
        _move(kept, chosen, to, draft)
    if sure:
        _record(page, store, kept, draft, seen, villages)


def _turn() -> int:
    return int(st.session_state.get(_TURN, 0))


def _key(draft: DraftFinding, name: str) -> str:
    return f"draft_{_turn()}_{name}_{draft.place}"


def _remember(draft: DraftFinding) -> None:
    """Streamlit forgets a control that is not drawn: what was typed is laid beside."""
    typed = st.session_state.setdefault(_TYPED, {})
    typed.update({key: st.session_state[key] for name in _FIELDS if (key := _key(draft, name))})


def _begin(draft: DraftFinding, **proposed: object) -> None:
    """What the controls begin with: what was typed in this draft before, else what is proposed."""
    typed = st.session_state.get(_TYPED, {})
    for name, worth in proposed.items():
        key = _key(draft, name)
        if key not in st.session_state:
            st.session_state[key] = typed.get(key, worth)


def _fields(draft: DraftFinding, villages: dict[str, str], checks: Checklist) -> Finding:
    codes = sorted(
        villages, key=lambda key: key not in draft.likely
    )  # those likely first, the others as they stand
    told = draft.asked or f"按“{draft.named}”认出的村，请核对。"
    show(tag("div", told, css="kb-note" if draft.asked else "kb-parts"))
    today = now().date()
    _begin(
        draft, village=draft.village if draft.village in villages else None, kind=None, text=draft.text[:120],
        severity=next(iter(checks.severities), None), limit=checks.usual_limit or None, person="", spot="",
        day=min(draft.day, today),
    )  # fmt: skip
    village = st.selectbox(
        "村（写几个字就能找）", codes, index=None, format_func=lambda key: villages[key], placeholder="选一个村",
        key=_key(draft, "village"),
    )  # fmt: skip
    kind = st.selectbox("问题类别", checks.kinds, index=None, placeholder="选一类", key=_key(draft, "kind"))
    text = st.text_area("看到了什么（一句话）", max_chars=120, height=90, key=_key(draft, "text"))
    first, second, third = st.columns(3)
    severity = first.selectbox("严重程度", checks.severities, key=_key(draft, "severity"))
    limit = second.selectbox("整改时限", list(checks.limits), key=_key(draft, "limit"))
    day = third.date_input("督查日期", max_value=today, format="YYYY-MM-DD", key=_key(draft, "day"))
    first, second = st.columns(2)
    person = first.text_input("交给谁（职务姓名）", max_chars=40, key=_key(draft, "person"))
    spot = second.text_input("组、点位", max_chars=60, key=_key(draft, "spot"))
    return Finding(village or "", day, text.strip(), kind or "", spot, severity or "", person, limit or "")


def _offer_to_move(
    kept: Parted, draft: DraftFinding, villages: dict[str, str]
) -> tuple[list[int], int, bool]:
    """Which photos, by their numbers, of this draft and of those aside, are to go where."""
    photos = [*draft.photos, *kept.aside]
    if not photos:
        return [], NEW, False
    moves = st.session_state.get(_MOVES, 0)
    where = {one.place: _named(at, one, villages) for at, one in enumerate(kept.drafts, start=1)}
    del where[draft.place]
    here = {draft.place: "这一份（放在一边的归到这里）"} if kept.aside else {}
    where |= here | {NEW: "新的一份草稿", ASIDE: "放到一边，不归哪一份"}
    chosen = st.pills(
        "归错了的照片（点号选中）", [one.place for one in photos], selection_mode="multi", format_func=_number,
        key=f"draft_{_turn()}_chosen_{moves}",
    )  # fmt: skip
    with st.container(horizontal=True, vertical_alignment="bottom"):
        to = st.selectbox(
            "移到", list(where), format_func=lambda place: where[place], key=f"draft_{_turn()}_to_{moves}",
        )  # fmt: skip
        move = st.form_submit_button("移过去")
    return chosen, to, move


def _number(place: int) -> str:
    return f"照片 {place + 1}"


def _named(at: int, draft: DraftFinding, villages: dict[str, str]) -> str:
    """A draft among the others: its turn, its time, its village as chosen or told."""
    village = st.session_state.get(_TYPED, {}).get(_key(draft, "village"), draft.village)
    told = villages.get(village or "", draft.named or "没有定村")
    return f"第 {at} 份 · {draft.at} {told}" if draft.at else f"第 {at} 份 · {told}"


def _show_photos(kept: Parted, draft: DraftFinding) -> None:
    if draft.photos:
        show(tag("div", *map(_figure, draft.photos), css="kb-heap"))
    else:
        show(tag("div", "没有照片", css="kb-parts"))
    if kept.aside:
        show(tag("div", f"放在一边的 {len(kept.aside)} 张照片，不归哪一份：", css="kb-parts"))
        show(tag("div", *map(_figure, kept.aside), css="kb-heap"))


def _figure(photo: DraftedPhoto) -> Html:
    number = _number(photo.place)
    picture = tag("img", src=photo.thumb, alt=f"草稿里的{number}", css="kb-shot")
    return tag("figure", picture, tag("figcaption", number), css="kb-photo")


def _move(kept: Parted, chosen: list[int], to: int, draft: DraftFinding) -> None:
    try:
        moved = move_photos(kept, chosen, to, beside=draft.place)
    except Refusal as refusal:
        refused(refusal.sentence)
        return
    numbers = f"照片 {'、'.join(str(place + 1) for place in sorted(chosen))} "
    if to == ASIDE:
        told = f"{numbers}放到了一边：要归到哪一份，打开那一份，再选它们移过去。"
    else:
        at = next(i for i, one in enumerate(moved.drafts, start=1) if one.place in (to, kept.next))
        told = f"{numbers}移到了第 {at} 份草稿。移错了，打开那一份再移回来。"
    st.session_state[_MOVES] = st.session_state.get(_MOVES, 0) + 1
    _go_on(moved, draft.place, told)


def _record(
    page: Page, store: Store, kept: Parted, draft: DraftFinding, seen: Finding, villages: dict[str, str]
) -> None:
    try:
        if not seen.text and not seen.kind:
            raise Refusal("还没有写问题。请选类别、写一句话，再点“记成一处”。", code="finding_empty")
        photos = [one.photo for one in draft.photos]
        done = record_finding(store, page.actor, seen, scope=page.scope, team="", now=now(), photos=photos)
    except Refusal as refusal:
        refused(refusal.sentence)
        return
    _next(kept, draft, told_recorded(done, villages[seen.village]))


def _next(kept: Parted, draft: DraftFinding, said: str) -> None:
    """The draft is over; the one behind it is opened, else the one before."""
    places = [one.place for one in kept.drafts]
    at = places.index(draft.place)
    _go_on(without(kept, draft.place), (places[at + 1 :] or places[at - 1 : at] or [0])[0], said)


def _go_on(kept: Parted, place: int, said: str) -> None:
    st.session_state[_KEPT] = (st.session_state[_KEPT][0], kept)
    st.session_state[_OPEN] = place
    st.session_state[_SAID] = [(said, "kb-done")]
    st.rerun()
