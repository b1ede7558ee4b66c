"""上次调度定的事: what the last meeting decided and where it stands; who may decides more and makes the next step."""

from datetime import timedelta

import streamlit as st
from pandas import DataFrame

from charts.tokens import Theme
from domain.directive_life import DIRECTIVE_LIFE, NEEDS
from services.county.installation import Store
from services.problems.list_directives import Directives, list_directives
from services.problems.promises import Promise, promise_choices
from services.problems.record_directive import MAY_DECIDE, Decided, act_on_directive, record_directive
from services.problems.units_offered import units_offered
from views.chips import day_over_state, late_chip
from views.county import now
from views.downloads import offer_html
from views.drawn import shown
from views.frame import Page, section
from views.markup import Html, join, show, tag, two_lines
from views.paging import page_beside_head
from views.tables import Column, table_html
from views.trying import try_and_tell

_SAID = "_directive_said"
AHEAD = 10
ON_A_PAGE = 3


def show_directives(page: Page, store: Store) -> None:
    """Nothing where nothing was decided and the reader does not decide."""
    answer = page.ask(list_directives, store)
    may = page.actor.role in MAY_DECIDE and not page.pinned
    if answer.rows.empty and not may:
        return
    section("上次调度定的事", answer.sentence or "还没有记过调度事项；到岗、到人、到天")
    if said := st.session_state.pop(_SAID, ""):
        show(tag("div", said, css="kb-done", role="status"))
    if len(answer.rows):
        _write(answer.rows, page_beside_head(answer.rows, ON_A_PAGE, key="directives"), page.theme)
    if may:
        with st.container(key="kb_decide", horizontal=True):
            with st.expander("记一件调度事项"):
                _decide(page, store)
            if len(answer.rows):
                with st.expander("办理调度事项"):
                    _act(page, store, answer)


@shown
def _write(every: DataFrame, rows: DataFrame, theme: Theme) -> None:
    told = [
        Column("", write=_what_and_how_far),
        Column("", write=lambda row: late_chip(row, theme), kind="nowrap"),
        Column("", write=lambda row: day_over_state(row.due, row.status_word), kind="nowrap"),
    ]
    # What stands in the columns says itself what it is: a head would cost a line.
    show(table_html(rows, told, compact=True), css="kb kb-headless")
    apart = [
        Column("事项 · 责任", write=_what),
        Column("时限", "due"),
        Column("承诺", "promise"),
        Column("状态", write=lambda row: _standing(row, theme)),
        Column("最近的说明", "note"),
    ]
    offer_html("调度事项", lambda: table_html(every, apart))


def _what(row: object) -> Html:
    return two_lines(row.text, [row.directive, row.who])


def _what_and_how_far(row: object) -> Html:
    """What was decided over its number, who answers, what was promised and what was said last."""
    return two_lines(row.text, [row.directive, row.who, row.promise, row.note])


def _standing(row: object, theme: Theme) -> Html | str:
    """「在办」, with the chip of how late it is where it is."""
    return (
        join(row.status_word, late_chip(row, theme), between=" ") if row.days_late else str(row.status_word)
    )


def _decide(page: Page, store: Store) -> None:
    units, today = page.ask(units_offered, store), now().date()
    with st.form("kbctl_decide", border=False, clear_on_submit=False):
        first, second = st.columns(2)
        source = first.text_input("哪次调度会", max_chars=40, placeholder="如 11月中旬调度会")
        given = second.date_input(
            "交办日期", value=min(today, page.moment.as_of), max_value=today, format="YYYY-MM-DD"
        )
        text = st.text_input("定了什么事", max_chars=120)
        first, second, third, fourth = st.columns(4)
        unit = first.selectbox("牵头单位", list(units), index=None, format_func=lambda key: units[key])
        post = second.text_input("责任岗位", max_chars=40)
        person = third.text_input("责任人", max_chars=40)
        due = fourth.date_input(
            "办理时限", value=min(today, page.moment.as_of) + timedelta(days=AHEAD), format="YYYY-MM-DD"
        )
        promise = _promise(page, store)
        sure = st.form_submit_button("记下事项", type="primary")
    if not sure:
        return
    decided = Decided(
        source.strip(), given, text.strip(), unit or "", post.strip(), person.strip(), due, promise=promise
    )
    try_and_tell(
        lambda: f"已记 {record_directive(store, page.actor, decided, scope=page.scope, now=now())}。", _SAID
    )


def _promise(page: Page, store: Store) -> Promise | None:
    """The optional part of the form: which number is to be where by when; None where no indicator is chosen."""
    indicators, subjects = page.ask(promise_choices, store)
    first, second = st.columns([4, 3])
    indicator = first.selectbox(
        "承诺指标（可不选）", list(indicators), index=None, format_func=lambda code: indicators[code],
        placeholder="不承诺数",
    )  # fmt: skip
    subject = second.selectbox(
        "承诺对象", list(subjects), index=None, format_func=lambda key: subjects[key], placeholder="镇、村或单位"
    )  # fmt: skip
    third, fourth, fifth = st.columns(3)
    starts = third.text_input("从多少", max_chars=20, placeholder="空着取那天的数")
    goal = fourth.text_input("到多少", max_chars=20)
    by_when = fifth.date_input(
        "承诺日期", value=min(now().date(), page.moment.as_of) + timedelta(days=AHEAD), format="YYYY-MM-DD"
    )
    return Promise(indicator, subject or "", goal, by_when, starts) if indicator else None


def _act(page: Page, store: Store, answer: Directives) -> None:
    today = now().date()
    words = dict(zip(answer.rows["directive"], answer.rows["text"], strict=True))
    steps = {step.kind: step for step in DIRECTIVE_LIFE}
    first, second, third = st.columns(3)
    number = first.selectbox("哪一件", list(words), format_func=lambda key: f"{key} {words[key]}")
    kind = second.selectbox("办哪一步", list(steps), format_func=lambda key: steps[key].word)
    day = third.date_input(
        "哪天办的", value=min(today, page.moment.as_of), max_value=today, format="YYYY-MM-DD"
    )
    note = st.text_input("办到什么程度", max_chars=120)
    moved, approver = None, ""
    if kind == "postponed":
        first, second = st.columns(2)
        moved = first.date_input(NEEDS["new_deadline"][0], value=None, format="YYYY-MM-DD")
        approver = second.text_input(NEEDS["approver"][0], max_chars=40)
    if not st.button("记下这一步"):
        return

    def act() -> str:
        done = act_on_directive(
            store, page.actor, number=number, kind=kind, day=day, note=note, scope=page.scope, now=now(),
            new_deadline=moved, approver=approver,
        )  # fmt: skip
        return f"{number} 已{steps[kind].word}，第 {done.n} 号变更。"

    try_and_tell(act, _SAID)
