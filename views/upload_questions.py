"""What only a person can decide about a file: its questions, and cells that were changed on both sides."""

from typing import Any

import pandas as pd
import streamlit as st

from domain.issues import Question
from services.taking_in.tell_preview import FileTold
from views.markup import code, join, show, tag
from views.upload import answer_of, decide, questions_of, set_answers, taken

FEW = 3
MOST_CELLS = 6
MOST_CONFLICTS = 40
KEEP, TAKE = "保留库里的", "用文件里的"


def ask_questions(file: FileTold) -> None:
    """Every question of the file in one form; answering reads the file anew. Answered ones can still be changed."""
    questions = questions_of(file.sha256)
    if not questions:
        return
    with st.form(f"kbctl_questions_{file.sha256[:8]}", border=False):
        given = {question.id: _ask(file.sha256, question) for question in questions}
        sent = st.form_submit_button("按这些回答重新核对", type="primary")
    if sent:
        set_answers(file.sha256, given)
        st.rerun()


def _ask(sha256: str, question: Question) -> str:
    """One question: few choices side by side, many in a box that also takes a written answer, none as a line to write."""
    where = join(*(code(cell) for cell in question.cells[:MOST_CELLS]), between=" ")
    more = f" 等 {len(question.cells)} 格" if len(question.cells) > MOST_CELLS else ""
    show(tag("div", tag("b", question.text), " ", where, more, css="kb-question"))
    now = answer_of(sha256, question.id) or question.default
    key = f"answer_{sha256[:8]}_{question.id}"
    if not question.choices:
        return st.text_input(question.text, value=now, key=key, label_visibility="collapsed", width=360)
    choices = list(question.choices)
    if len(choices) <= FEW:
        at = choices.index(now) if now in choices else None
        chosen = st.radio(
            question.text, choices, index=at, key=key, horizontal=True, label_visibility="collapsed"
        )
        return chosen or ""
    if now and now not in choices:
        choices.append(now)
    return (
        st.selectbox(
            question.text,
            choices,
            index=choices.index(now) if now else None,
            key=key,
            placeholder="请选择，或直接填写",
            accept_new_options=True,
            label_visibility="collapsed",
            width=360,
        )
        or ""
    )


def decide_conflicts(rows: pd.DataFrame) -> None:
    """Cells changed in the file and in the database since: decided one by one, the database's word unless said."""
    conflicts = rows[(rows["outcome"] == "conflict").to_numpy()]
    if conflicts.empty:
        return
    for row in conflicts.head(MOST_CONFLICTS).itertuples(index=False):
        _decide(row)
    rest = len(conflicts) - MOST_CONFLICTS
    if rest > 0:
        show(tag("p", f"另有 {rest} 处冲突，保留库里的值；需要采用请分批导入。", css="kb-parts"))


def _decide(row: Any) -> None:
    conflict = (int(row.part), int(row.at), str(row.name))
    words, choice = st.columns([62, 38], vertical_alignment="center")
    with words:
        old, new = tag("b", row.old), tag("b", row.new)
        show(
            tag(
                "div",
                f"{row.who} {row.title}：库里 ",
                old,
                "，文件 ",
                new,
                " ",
                code(row.cell),
                css="kb-question",
            )
        )
    with choice:
        chosen = st.segmented_control(
            f"{row.who} {row.title}",
            [KEEP, TAKE],
            default=TAKE if conflict in taken() else KEEP,
            required=True,
            key="conflict_{}_{}_{}".format(*conflict),
            label_visibility="collapsed",
        )
    decide(conflict, for_file=chosen == TAKE)
