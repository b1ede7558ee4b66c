"""The desk of the page 数据上报: files in, a preview made from them, answers kept, taken in or put aside.

Holds what the person does in the session; nothing is written before they confirm.
"""

import hashlib
from dataclasses import dataclass

import streamlit as st

from domain.issues import Question
from domain.leftover_files import is_leftover
from domain.refusals import Moved, Refusal
from services.county.installation import Store
from services.review.kept_upload import Decided
from services.review.submit_files import submit_files
from services.taking_in.import_files import AGAIN, accept, preview
from services.taking_in.preview import Answer, FilePreview, Hints, Preview, Upload
from services.taking_in.split_preview import parts_kept
from views.county import now
from views.empty import refused
from views.frame import Page
from views.links import page_link
from views.markup import Html, join, show, tag
from views.progress import shown

OF_THE_COUNTY = frozenset({"place", "unit", "header", "source"})
"""Questions that ask what a word of the office means, whatever file it stands in."""
_TURN, _SEEN, _DONE = "_upload_turn", "_upload_seen", "_upload_done"
_SENT = "_upload_sent"
_ANSWERS, _ASKED, _TAKEN = "_upload_answers", "_upload_asked", "_upload_taken"
_FORMER, _FORMER_KEPT = "_upload_former", 8


@dataclass(frozen=True, slots=True)
class Dropped:
    """A file as it was dropped."""

    name: str
    content: bytes
    sha256: str


@dataclass(frozen=True, slots=True)
class Former:
    """What was answered of a file that is no longer in the box, and which report it was an attempt at."""

    report: tuple[str, tuple[str, ...]] | None
    answers: dict[str, Answer]


@dataclass(frozen=True, slots=True)
class Left:
    """What stays behind when files are taken in. box: others are still to come, it stays as it is and is read anew."""

    box: bool
    unread: tuple[str, ...]

    @property
    def words(self) -> str:
        return f"没有读的：{'、'.join(self.unread)}。" if self.unread and not self.box else ""


def drop_files() -> list[Dropped]:
    """The files in the box now, in the order they were dropped; the same bytes twice count once.

    A folder may be dropped whole; what programs left in it is named and not read, so that it is no file that cannot be read.
    Any ending is let in: what a file is, its content says, and our sentence is better than the browser's.
    """
    found = st.file_uploader(
        "放入文件",
        accept_multiple_files=True,
        key=f"kb_files_{st.session_state.get(_TURN, 0)}",
        label_visibility="collapsed",
    )
    files: dict[str, Dropped] = {}
    leftovers = [one.name for one in found if is_leftover(one.name)]
    if leftovers:
        words = f"有 {len(leftovers)} 个是程序自己留下的，不用报，没有读：{'、'.join(leftovers)}。"
        show(tag("div", words, css="kb-parts"))
    for one in found:
        if is_leftover(one.name):
            continue
        content = one.getvalue()
        sha256 = hashlib.sha256(content).hexdigest()
        files.setdefault(sha256, Dropped(one.name, content, sha256))
    return list(files.values())


def preview_files(page: Page, store: Store, files: list[Dropped]) -> Preview:
    """What the files would do, read anew only when a file, an answer or the county changed."""
    answers = _answers()
    key = (
        page.here.head,
        page.here.database,
        tuple((file.name, file.sha256, tuple(answers.get(file.sha256, {}).items())) for file in files),
    )
    kept = st.session_state.get(_SEEN)
    if kept is not None and kept[0] == key:
        return kept[1]
    uploads = [Upload(file.name, file.content, Hints(answers=answers.get(file.sha256, {}))) for file in files]
    with shown("正在核对文件") as progress:
        seen = preview(store, page.actor, page.scope, uploads, now=now(), progress=progress)
    st.session_state[_SEEN] = (key, seen)
    if _remember_questions(seen):
        return preview_files(page, store, files)
    return seen


def _answers() -> dict[str, dict[str, Answer]]:
    """File → question → answer, of this session."""
    return st.session_state.setdefault(_ANSWERS, {})


def _remember_questions(seen: Preview) -> bool:
    """An answered question is no longer asked; it is kept here, so that the answer can still be changed.

    returns  whether a file that came later asks what was answered already, of another file in the box or of one that
             was put aside: it has that answer now
    """
    asked = st.session_state.setdefault(_ASKED, {})
    carried = False
    for file in seen.files:
        for question in file.questions:
            is_new = question.id not in asked.setdefault(file.sha256, {})
            asked[file.sha256][question.id] = question
            if is_new and question.id not in _answers().get(file.sha256, {}):
                carried |= _answer_as_before(file, question)
    return carried


def _answer_as_before(file: FilePreview, question: Question) -> bool:
    """The answer given to the same question before, where it is one of this question's choices.

    What a word of the office means was answered in any file; anything else in an earlier attempt at this report only.
    """
    is_of_the_county = question.id.split(":")[0] in OF_THE_COUNTY
    given = [one for other, one in _answers().items() if other != file.sha256 and is_of_the_county]
    for one in reversed(_former()):
        if is_of_the_county or (one.report is not None and one.report == _report(file)):
            given.append(one.answers)
    answer = next((own[question.id] for own in given if question.id in own), None)
    if answer is None or answer.choice not in question.choices:
        return False
    _answers()[file.sha256] = {**_answers().get(file.sha256, {}), question.id: answer}
    return True


def _former() -> list[Former]:
    return st.session_state.setdefault(_FORMER, [])


def _report(file: FilePreview) -> tuple[str, tuple[str, ...]] | None:
    """Form and periods; None for a file that was not read."""
    return (file.reading.form, tuple(file.reading.periods)) if file.reading else None


def _keep_answers() -> None:
    """What was answered of the files in the box, for a repaired one that comes after it was emptied."""
    kept = st.session_state.get(_SEEN)
    answered = [(file, _answers().get(file.sha256, {})) for file in kept[1].files] if kept else []
    _former().extend(
        Former(_report(file), {name: one for name, one in given.items() if name != AGAIN})
        for file, given in answered
        if given
    )
    del _former()[:-_FORMER_KEPT]


def questions_of(sha256: str) -> list[Question]:
    """Every question this file ever asked here, answered or not."""
    return list(st.session_state.get(_ASKED, {}).get(sha256, {}).values())


def answer_of(sha256: str, question: str) -> str:
    """The answer given, "" before there is one."""
    given = _answers().get(sha256, {}).get(question)
    return given.choice if given else ""


def set_answers(sha256: str, given: dict[str, str]) -> None:
    """Keep these answers, question → choice; a blank one takes the answer back. The next run reads the file anew."""
    own = {**_answers().get(sha256, {})}
    for question, choice in given.items():
        if choice:
            own[question] = Answer(choice)
        else:
            own.pop(question, None)
    _answers()[sha256] = own
    _answer_elsewhere(sha256, given)


def _answer_elsewhere(sha256: str, given: dict[str, str]) -> None:
    """A name, a column, a source answered in one file is answered in every file of the box that asks the same."""
    for other, asked in st.session_state.get(_ASKED, {}).items():
        own = _answers().setdefault(other, {})
        for question, choice in given.items():
            same = other != sha256 and question.split(":")[0] in OF_THE_COUNTY and question in asked
            if same and choice in asked[question].choices and question not in own:
                own[question] = Answer(choice)


def import_again(sha256: str) -> None:
    """仍要重新导入: read a file that is known already."""
    set_answers(sha256, {AGAIN: "是"})


def taken() -> set[tuple[int, int, str]]:
    """Conflicts decided for the file: (part, line, field)."""
    return st.session_state.setdefault(_TAKEN, set())


def taken_of(seen: Preview, *sha256s: str) -> set[tuple[int, int, str]]:
    """The conflicts decided for these files, counted as if they had been dropped by themselves."""
    parts = parts_kept(seen, *sha256s)
    return {(parts[part], at, name) for part, at, name in taken() if part in parts}


def decide(conflict: tuple[int, int, str], *, for_file: bool) -> None:
    if for_file:
        taken().add(conflict)
    else:
        taken().discard(conflict)


def put_aside() -> None:
    """放弃本次: the box is empty again and decisions are forgotten; answers wait for the repaired file."""
    _keep_answers()
    st.session_state[_TURN] = st.session_state.get(_TURN, 0) + 1
    for name in (_SEEN, _ANSWERS, _ASKED, _TAKEN):
        st.session_state.pop(name, None)


def _put_away(left: Left) -> None:
    if not left.box:
        put_aside()
        return
    for name in (_SEEN, _TAKEN):
        st.session_state.pop(name, None)


def take_in(
    page: Page,
    store: Store,
    seen: Preview,
    reason: str,
    *,
    chosen: set[tuple[int, int, str]],
    left: Left,
    correct_only: bool,
) -> None:
    """确认入库: one change, then an empty box; a refusal is shown where the button is.

    chosen        conflicts decided for the file
    left          what of the box is not taken in
    correct_only  先入正确的行: the rows with a blocking issue stay outside, as 待核
    """
    counts = seen.counts()
    try:
        done = accept(
            store,
            page.actor,
            page.scope,
            seen,
            reason=reason,
            now=now(),
            taken=frozenset(chosen),
            correct_only=correct_only,
        )
    except Moved as moved:
        st.session_state.pop(_SEEN, None)
        refused(moved.sentence)
        return
    except Refusal as refusal:
        refused(refusal.sentence)
        return
    _put_away(left)
    st.session_state[_DONE] = (done.change, counts.new, counts.changed, left.words)
    st.rerun()


def send_in(page: Page, store: Store, seen: Preview, decided: Decided, *, left: Left) -> None:
    """送审: the files wait for a reviewer, then an empty box; a refusal is shown where the button is.

    left  as in `take_in`
    """
    try:
        sent = submit_files(store, page.actor, seen, decided, now=now())
    except Refusal as refusal:
        refused(refusal.sentence)
        return
    _put_away(left)
    st.session_state[_SENT] = (sent.number, sent.former, left.words)
    st.rerun()


def tell_done() -> None:
    """What the last confirmation did, with the way to see it and to take it back."""
    _tell_sent()
    said = st.session_state.pop(_DONE, None)
    if said is None:
        return
    change, new, changed, left = said
    if change is None:
        show(tag("div", "没有要写入的内容，库里没有变化。", css="kb-done", role="status"))
        return
    words = f"已入库，记为第 {change} 号变更：新增 {new:,} 格，变更 {changed:,} 格。{left}"
    way = page_link("看改了哪些格，或撤回", "changes", change=str(change))
    show(tag("div", join(Html(""), words, way), css="kb-done", role="status"))


def _tell_sent() -> None:
    sent = st.session_state.pop(_SENT, None)
    if sent is None:
        return
    number, former, left = sent
    again = f"，接着被退回的第 {former} 份" if former else ""
    words = f"已送审，是第 {number} 份{again}。审核人收下以前，领导看不到这些数。{left}"
    way = page_link("看审到哪一步", "review", submission=str(number))
    show(tag("div", join(Html(""), words, way), css="kb-done", role="status"))
