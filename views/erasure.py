"""The page 涂除: the words sought, where they stand, which of them go, reason and ground, and one last question."""

from dataclasses import dataclass
from typing import Any

import streamlit as st

from domain.permissions import Actor
from domain.refusals import Refusal
from services.county.check_county import prove_county
from services.county.erase_text import GROUNDS, Erasable, erase_found, find_erasable
from services.county.installation import Store
from views.clock import now
from views.empty import nothing_yet, refused
from views.frame import Page, section
from views.links import page_link
from views.markup import Html, join, show, tag
from views.progress import shown
from views.tables import Column, show_table

_DONE, _SURE = "_erasure_done", "_erasure_sure"
LONGEST_REASON = 200


def seek() -> str:
    """The words to be taken out; they stand in no address and no log."""
    return st.text_input(
        "要涂除的文字或文件名",
        placeholder="例如：写进问题描述里的姓名、号码，或原件的文件名",
        max_chars=60,
        key="erase_words",
        width=520,
        on_change=lambda: st.session_state.pop(_SURE, None),
    )


def find(page: Page, store: Store, words: str) -> Erasable | None:
    """What was found, or the sentence why nothing is sought."""
    if not words.strip():
        return None
    try:
        return find_erasable(store, page.actor, words, known_at=page.here.head)
    except Refusal as refusal:
        refused(refusal.sentence)
        return None


@dataclass(frozen=True, slots=True)
class Chosen:
    """The numbers chosen of what was found."""

    texts: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    submissions: tuple[str, ...] = ()

    def anything(self) -> bool:
        return bool(self.texts or self.files or self.submissions)


def show_found(found: Erasable) -> Chosen:
    """The passages, the kept files and what was sent in; gives what is chosen of each."""
    if found.texts.empty and found.files.empty and found.submissions.empty:
        nothing_yet(
            "没有找到这样的文字或文件。", "请换个写法再查；人名栏、单位栏和数字不是自由文字，请用更正。"
        )
        return Chosen()
    texts: tuple[str, ...] = ()
    if not found.texts.empty:
        more = f"；另有 {found.more} 处，涂除后再查一次" if found.more else ""
        section("写着这些文字的地方", f"{len(found.texts)} 处，包括旧版{more}")
        columns = [
            Column("号", "number", "number", width="4%"),
            Column("类别", "what", width="8%"),
            Column("对象", "who", "strong", width="20%"),
            Column("栏", "field", width="10%"),
            Column("文字", write=lambda row: _marked(row, found.words)),
            Column("状态", "standing", width="9%"),
        ]
        show_table(found.texts, columns, compact=True)
        texts = _choose("涂除哪几处", tuple(found.texts["number"]), "erase_texts")
    files: tuple[str, ...] = ()
    if not found.files.empty:
        section("留存的原件", "这些文字出自这些文件；只涂文字时，原件里仍写着")
        columns = [
            Column("号", "number", "number", width="4%"),
            Column("文件", "name", "strong"),
            Column(
                "变更",
                write=lambda row: page_link(f"第 {row.change} 次变更", "changes", change=str(row.change)),
                width="14%",
            ),
        ]
        show_table(found.files, columns, compact=True)
        files = _choose("原件也涂除哪几份", tuple(found.files["number"]), "erase_files")
    return Chosen(texts, files, _show_submissions(found))


def _show_submissions(found: Erasable) -> tuple[str, ...]:
    if found.submissions.empty:
        return ()
    section("报送里也写着", "还没有入库的也留着文件；待审的涂除后退回报送人，请他改好再报")
    columns = [
        Column("号", "number", "number", width="4%"),
        Column("报送", write=lambda row: page_link(f"第 {row.id} 份", "review", submission=str(row.id)), width="9%"),
        Column("名称", "title", "strong"),
        Column("报送人", "who", width="12%"),
        Column("写在哪里", "where", width="30%"),
        Column("状态", "state", width="12%"),
    ]  # fmt: skip
    show_table(found.submissions, columns, compact=True)
    return _choose("报送也涂除哪几份", tuple(found.submissions["number"]), "erase_submissions")


def _choose(label: str, numbers: tuple[str, ...], key: str) -> tuple[str, ...]:
    chosen = st.pills(label, numbers, selection_mode="multi", default=list(numbers), key=key)
    return tuple(chosen)


def _marked(row: Any, words: str) -> Html:
    """The text with the sought words strong."""
    parts = str(row.text).split(words)
    told: list[object] = [parts[0]]
    for part in parts[1:]:
        told += [tag("b", words), part]
    return join(*told)


def ask_and_erase(page: Page, store: Store, found: Erasable, chosen: Chosen) -> None:
    """Reason, ground, what it means, and the button asked twice: an erasure cannot be withdrawn."""
    section("理由和依据", "都会一直保存，检查时要看；不要写要涂除的文字本身")
    ground = st.selectbox("法定依据", GROUNDS, key="erase_ground", width=520)
    reason = st.text_input(
        "涂除理由",
        placeholder="例如：本人要求删除，县委农办已核实",
        max_chars=LONGEST_REASON,
        key="erase_reason",
    )
    told = (
        f"涂除 {len(chosen.texts)} 处文字（各处的全部版本）、{len(chosen.files)} 份原件、{len(chosen.submissions)} 份报送。"
        "涂除后各页、旧版、下载都不再有，**不能撤回**；"
        "谁、何时、为什么涂除留着，指纹链仍然完整。此前做的备份和带走的文件里还有，请另行处理。"
    )
    st.markdown(told)
    if st.session_state.get(_SURE) != found.words:
        st.button("涂除", key="erase", on_click=_ask, args=(found.words,))
        return
    with st.container(horizontal=True):
        sure = st.button("确认涂除，不再恢复", type="primary", key="erase_sure")
        st.button("不涂除", key="erase_not", on_click=_ask, args=("",))
    if sure:
        _erase(page.actor, store, found.words, chosen, reason, ground)


def _ask(words: str) -> None:
    st.session_state[_SURE] = words


def _erase(actor: Actor, store: Store, words: str, chosen: Chosen, reason: str, ground: str) -> None:
    try:
        done = erase_found(
            store, actor, words, texts=chosen.texts, files=chosen.files, submissions=chosen.submissions,
            reason=reason, ground=ground, now=now(),
        )  # fmt: skip
    except Refusal as refusal:
        refused(refusal.sentence)
        return
    with shown("涂除以后核验整库") as progress:
        proof = prove_county(store, actor, now=now(), progress=progress)
    for name in ("erase_words", "erase_texts", "erase_files", "erase_submissions", "erase_reason", _SURE):
        st.session_state.pop(name, None)
    st.session_state[_DONE] = (done.n, proof.sentence)
    st.rerun()


def tell_erased() -> None:
    """What the last erasure did, and that the chain is whole after it."""
    said = st.session_state.pop(_DONE, None)
    if said is not None:
        n, proved = said
        way = page_link("看这一次", "changes", change=str(n))
        show(tag("div", join(f"已涂除，记为第 {n} 号变更。{proved}", way), css="kb-done", role="status"))
