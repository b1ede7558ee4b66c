"""抽查登记's fragments: a strip of elapsed time for each spot check, and the forms that record it."""

from collections.abc import Sequence
from datetime import datetime

import pandas as pd
import streamlit as st

from domain.spot_check import STEP_WORDS, Standing, minutes_words
from services.county.installation import Store
from services.problems.villages_offered import villages_offered
from services.spot_checks.list_spot_checks import Checked
from services.spot_checks.record_spot_check import MAY_RECORD, Drawn, record_spot_check, record_step
from views.county import now
from views.downloads import offer_frame
from views.empty import nothing_yet
from views.filters import choose
from views.frame import Page, section
from views.markup import Html, join, show, tag
from views.paging import page_words
from views.trying import try_and_tell
from views.village_link import village_link

ON_A_PAGE = 4
_SAID = "_spot_check_said"
_SHEET = {
    "number": "抽查编号", "town": "镇", "village": "村", "reviewer": "谁来抽查", "step": "事项", "at": "时刻",
    "minutes": "通知后多久", "late": "是否超时", "note": "说明",
}  # fmt: skip


def show_checks(checks: Sequence[Checked]) -> None:
    """The newest first; each opens its village's page."""
    if not checks:
        nothing_yet("还没有抽查。", "接到上级抽查通知后，在下面登记村和接到通知的时刻。")
        return
    first = 0
    if len(checks) > ON_A_PAGE:
        first = (int(choose("第几页", page_words(len(checks), ON_A_PAGE), key="checks")) - 1) * ON_A_PAGE
    section("抽查经过", "从接到通知算起；点村名看村情画像，材料都在那里")
    for one in checks[first : first + ON_A_PAGE]:
        _show_check(one)
    offer_frame("抽查登记", _sheet(checks), _SHEET, {})


def _show_check(one: Checked) -> None:
    left = one.next_step
    told = [
        tag("b", village_link(f"{one.town_name}{one.village_name}", one.village)),
        one.reviewer,
        f"包联领导 {one.leader}" if one.leader else "",
        join("下一步：", tag("b", left.step.word)) if left else "各步都已登记",
        tag("span", one.number, css="kb-grey"),
    ]
    head = tag("p", join(*(part for part in told if part), between=" · "), css="kb-sub")
    parts: list[Html] = [_part("接到通知", f"{one.told:%H:%M}", f"{one.told:%m-%d}")]
    for step in one.steps:
        parts += [tag("span", "→"), _step(step, one.told)]
    show(head, tag("div", *parts, css="kb-eq kb-steps"))


def _part(
    name: str, big: object, line: object, *, none: bool = False, late: bool = False, why: str = ""
) -> Html:
    return tag(
        "div",
        tag("div", name, css="kb-name"),
        tag("div", big, css="kb-big kb-none" if none else "kb-big"),
        tag("div", line, css="kb-parts kb-red" if late else "kb-parts"),
        title=why,
    )


def _step(one: Standing, told: datetime) -> Html:
    limit = f"时限 {minutes_words(one.limit)}"
    if one.at is None or one.minutes is None:
        line = f"超过{limit}还没登记" if one.late else limit
        return _part(one.step.word, "没登记", line, none=True, late=one.late)
    clock = f"{one.at:%H:%M}" if one.at.date() == told.date() else f"{one.at:%m-%d %H:%M}"
    line = f"{minutes_words(one.minutes)}，超时" if one.late else f"{minutes_words(one.minutes)}后"
    return _part(one.step.word, clock, line, late=one.late, why="；".join(filter(None, (limit, one.note))))


def _sheet(checks: Sequence[Checked]) -> pd.DataFrame:
    rows = []
    for one in checks:
        place = (one.number, one.town_name, one.village_name, one.reviewer)
        rows.append((*place, "接到通知", f"{one.told:%Y-%m-%d %H:%M}", "", "", ""))
        rows += [
            (*place, step.step.word, f"{step.at:%Y-%m-%d %H:%M}" if step.at else "没登记",
             "" if step.minutes is None else minutes_words(step.minutes), "超时" if step.late else "", step.note)
            for step in one.steps
        ]  # fmt: skip
    return pd.DataFrame(rows, columns=list(_SHEET))


def offer_recording(page: Page, store: Store, checks: Sequence[Checked]) -> None:
    """The two forms, for those who record and look at the newest version."""
    if page.actor.role not in MAY_RECORD or page.pinned:
        return
    section("登记", "接到通知就登记，做完一步记一步；记错了再记一次就改过来")
    if said := st.session_state.pop(_SAID, ""):
        show(tag("div", said, css="kb-done", role="status"))
    left, right = st.columns(2, gap="medium")
    with left:
        _offer_notice(page, store)
    if checks:
        with right:
            _offer_step(page, store, checks)


def _offer_notice(page: Page, store: Store) -> None:
    villages, today = page.ask(villages_offered, store), now().date()
    with st.form("kbctl_spot_check", border=False):
        village = st.selectbox(
            "抽到哪个村", list(villages), index=None, format_func=lambda key: villages[key], placeholder="选一个村"
        )  # fmt: skip
        first, second = st.columns(2)
        day = first.date_input(
            "通知日期", value=min(today, page.moment.as_of), max_value=today, format="YYYY-MM-DD"
        )
        at = second.text_input("通知时刻", max_chars=10, placeholder="如 9:12")
        first, second = st.columns(2)
        reviewer = first.text_input("谁来抽查", max_chars=40, placeholder="如 省后评估组")
        leader = second.text_input("包联领导", max_chars=40)
        sure = st.form_submit_button("登记抽查", type="primary")
    if sure:
        drawn = Drawn(village or "", day, at, reviewer, leader)
        try_and_tell(
            lambda: f"已登记 {record_spot_check(store, page.actor, drawn, scope=page.scope, now=now())}。",
            _SAID,
        )


def _offer_step(page: Page, store: Store, checks: Sequence[Checked]) -> None:
    words = {one.number: f"{one.town_name}{one.village_name} {one.told:%m-%d}" for one in checks}
    today = now().date()
    first, second = st.columns(2)
    number = first.selectbox(
        "哪次抽查", list(words), format_func=lambda key: words[key], key="spot_check_number"
    )
    chosen = next(one for one in checks if one.number == number)
    after = chosen.next_step.step.code if chosen.next_step else next(iter(STEP_WORDS))
    step = second.selectbox(
        "做完了哪一步", list(STEP_WORDS), index=list(STEP_WORDS).index(after), format_func=lambda code: STEP_WORDS[code],
        key=f"spot_check_step_{number}_{after}",
    )  # fmt: skip
    with st.form("kbctl_spot_check_step", border=False):
        first, second = st.columns(2)
        day = first.date_input(
            "哪天做完", value=min(today, chosen.told.date()), max_value=today, format="YYYY-MM-DD"
        )
        at = second.text_input("几点几分", max_chars=10, placeholder="如 9:30")
        note = st.text_input("谁报的、到了几人、交了什么", max_chars=100)
        sure = st.form_submit_button("记下时刻", type="primary")
    if not sure:
        return

    def act() -> str:
        done = record_step(
            store, page.actor, number=str(number), step=str(step), day=day, at=at, note=note, scope=page.scope, now=now()
        )  # fmt: skip
        return f"{words[str(number)]} {STEP_WORDS[str(step)]}已记下，第 {done.n} 号变更。"

    try_and_tell(act, _SAID)
