"""One submission opened: the screen of the difference as at the upload, what happened so far, and what may be done now."""

import streamlit as st

from domain.refusals import Moved, Refusal
from services.county.installation import Store
from services.review.accept_submission import accept_submission
from services.review.follow_submission import answer_reviewer, withdraw_submission
from services.review.open_submission import STEP_WORDS, Opened, open_submission
from services.review.return_submission import LONGEST_WORDS, ask_sender, return_submission
from services.review.who_may import may_accept
from services.taking_in.explain_figures import reasons_given
from services.taking_in.split_preview import only
from services.taking_in.tell_preview import FileTold, PreviewTold, tell_preview
from views.clock import now
from views.empty import refused
from views.filters import choose_one
from views.frame import Page, conclude, section
from views.issues import counts_words
from views.links import page_link
from views.markup import show, tag
from views.progress import shown
from views.review import back_link, show_steps
from views.upload_details import show_all_issues, show_differences
from views.upload_told import compared_words, show_columns, show_counts

_OPENED, _SAID = "_review_opened", "_review_said"


def show_opened(page: Page, store: Store, number: int) -> None:
    """The number of the address, or one sentence why not."""
    try:
        opened = _opened(page, store, number)
    except Refusal as refusal:
        refused(refusal.sentence)
        back_link()
        return
    found = opened.found
    told = tell_preview(store, opened.seen) if opened.seen is not None else None
    verb = "" if found.kind == "correction" else "报的"
    title = f"第 {found.id} 份报送：{found.actor}{verb}{found.title}"
    conclude(title, sub=told.plain.replace("核对后再入库：", "收下会改：") if told else _words(opened))
    said = st.session_state.pop(_SAID, "")
    if said:
        show(tag("div", said, css="kb-done", role="status"))
    back_link()
    section("经过", "送审以来的每一步")
    show_steps(opened.steps, STEP_WORDS)
    file = _show_difference(page, opened, told) if told is not None else None
    if found.state in ("waiting", "asked"):
        _act(page, store, opened)
    elif found.state == "returned" and found.actor == page.actor.name:
        show(tag("p", page_link("去数据上报，放入改好的表", "upload"), css="kb-sub"))
    if file is not None:
        section(f"表头认出 {file.recognised} / {len(file.columns)} 列", "例值是首个有字的格")
        show_columns(file, page.theme)


def _opened(page: Page, store: Store, number: int) -> Opened:
    """Made anew when the county or the submission moved, kept while neither did."""
    key = (number, page.here.head, page.actor.name)
    kept = st.session_state.get(_OPENED)
    if kept is not None and kept[0] == key and not kept[1].moved_since(store):
        return kept[1]
    with shown("正在与库里比对") as progress:
        opened = open_submission(store, page.actor, page.scope, number, now=now(), progress=progress)
    st.session_state[_OPENED] = (key, opened)
    return opened


def _words(opened: Opened) -> str:
    """Of a correction what it would change and raise; why nothing can be opened; what was decided."""
    found = opened.found
    if opened.correction is not None:
        raised = "".join(f"▲ {one}" for one in opened.correction.told)
        return (
            f"收下会改：{opened.correction.what} {opened.correction.old} → {opened.correction.new}。{raised}"
        )
    if opened.trouble:
        return opened.trouble
    if found.decided_by is None or found.decided_at is None:
        return ""
    after = f"：{found.decision}" if found.decision and found.state == "returned" else ""
    change = f"，记为第 {found.change} 号变更" if found.change else ""
    return f"{opened.state_word}（{found.decided_by}，{found.decided_at:%m-%d %H:%M}）{change}{after}"


def _show_difference(page: Page, opened: Opened, told: PreviewTold) -> FileTold | None:
    """The difference of one file and what is wrong in it; the file, None where none could be read."""
    assert opened.seen is not None
    for file in told.files:
        if file.refusal or file.answered:
            refused(f"{file.name}：{file.refusal or file.answered}")
    if not told.is_read:
        return None
    file = _choose(told)
    section("与库里比", f"{compared_words(told)}；按现在的库重新比过")
    show_counts(opened.seen.counts(), told.sums)
    show_differences(file.differences, page.theme)
    conflicts = opened.seen.counts().conflict
    if conflicts:
        chosen = len(opened.decided.taken) if opened.decided else 0
        words = f"冲突 {conflicts} 处：报送人选了 {chosen} 处用文件里的，其余收下后仍是库里的数；要改请退回，请他重选。"
        show(tag("p", words, css="kb-parts"))
    section("问题和说明", counts_words(file.issues))
    show_all_issues(file.issues, page.theme)
    general = opened.decided.reason if opened.decided else ""
    reasons = filter(None, (general, *reasons_given(only(opened.seen, file.sha256))))
    if told_reasons := "；".join(reasons):
        show(tag("p", f"报送人的说明：{told_reasons}", css="kb-sub"))
    return file


def _choose(told: PreviewTold) -> FileTold:
    read = [file for file in told.files if file.about]
    if len(read) == 1:
        return read[0]
    chosen = choose_one("看哪一份", {file.sha256: file.name for file in read}, key="file", width=420)
    return next(file for file in read if file.sha256 == chosen)


def _act(page: Page, store: Store, opened: Opened) -> None:
    """The buttons of whoever looks: a reviewer's, or its sender's."""
    found = opened.found
    if found.actor == page.actor.name:
        _act_as_sender(page, store, opened)
    elif may_accept(page.actor, page.scope):
        _act_as_reviewer(page, store, opened)


def _act_as_reviewer(page: Page, store: Store, opened: Opened) -> None:
    number = opened.found.id
    section("收下、退回或询问", "收下就是一次变更：作者是报送人，审核人写您")
    words = st.text_area(
        "退回的理由，或要问的话", placeholder="例如：云台村应计户数少了 28 户，请写明原因或更正", max_chars=LONGEST_WORDS,
        key=f"words_{number}",
    )  # fmt: skip
    with st.container(key="kbctl_review", horizontal=True, vertical_alignment="center"):
        take = st.button("收下", type="primary", key="take")
        give_back = st.button("退回", key="give_back")
        ask = st.button("询问", key="ask")
        show(tag("span", f"以“{page.actor.name}”的名义审核", css="kb-grey"))
    try:
        if take:
            n = accept_submission(store, page.actor, page.scope, opened, now=now())
            _done(f"已收下第 {number} 份，记为第 {n} 号变更。")
        if give_back:
            return_submission(store, page.actor, page.scope, number, reason=words, now=now())
            _done(f"已退回第 {number} 份，报送人看得到理由。")
        if ask:
            ask_sender(store, page.actor, page.scope, number, question=words, now=now())
            _done(f"已问报送人，第 {number} 份等他回答。")
    except Moved:
        st.session_state.pop(_OPENED, None)
        _done("您打开以后，别人改了其中的数，没有收下。下面是重新比过的差异，请再看一遍。")
    except Refusal as refusal:
        st.session_state.pop(_OPENED, None)
        refused(refusal.sentence)


def _act_as_sender(page: Page, store: Store, opened: Opened) -> None:
    number = opened.found.id
    asked = opened.found.state == "asked"
    section("回答或撤回" if asked else "撤回", "审核人收下以前可以撤回，改好再送")
    words = st.text_area("回答审核人", max_chars=LONGEST_WORDS, key=f"answer_{number}") if asked else ""
    with st.container(key="kbctl_review", horizontal=True, vertical_alignment="center"):
        answer = asked and st.button("送出回答", type="primary", key="answer")
        back = st.button("撤回这份报送", key="take_back")
    try:
        if answer:
            answer_reviewer(store, page.actor, number, answer=words, now=now())
            _done("回答已送出，等审核人看。")
        if back:
            withdraw_submission(store, page.actor, number, now=now())
            _done(f"已撤回第 {number} 份。")
    except Refusal as refusal:
        st.session_state.pop(_OPENED, None)
        refused(refusal.sentence)


def _done(words: str) -> None:
    st.session_state[_SAID] = words
    st.rerun()
