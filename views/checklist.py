"""百分制清单: what is ticked becomes the draft problems, with the score they leave; one button records them all."""

from datetime import date

import streamlit as st
from pandas import DataFrame

from domain.finding import Checklist, Item
from domain.refusals import Refusal
from domain.wording.numbers import score_points
from services.county.installation import Store
from services.problems.record_checklist import (
    MOST_PLACES,
    CheckedVisit,
    Tick,
    draft_checklist,
    record_checklist,
)
from views.county import now
from views.empty import refused
from views.frame import Page
from views.markup import Html, show, tag
from views.tables import Column, show_table

_TICKED = "check_ticked"


def offer_checklist(page: Page, store: Store, checks: Checklist, villages: dict[str, str], said: str) -> None:
    """said  the place in the session for what was done, told above on the next run"""
    today = now().date()
    village = st.selectbox(
        "村（写几个字就能找）", list(villages), index=None, format_func=lambda key: villages[key],
        placeholder="选一个村", key="check_village",
    )  # fmt: skip
    first, second = st.columns(2)
    day = first.date_input(
        "督查日期",
        value=min(today, page.moment.as_of),
        max_value=today,
        format="YYYY-MM-DD",
        key="check_day",
    )
    team = second.text_input("督查组", max_chars=40, key="check_team")
    ticked = st.multiselect(
        "扣分情形",
        list(checks.items),
        format_func=lambda code: item_words(checks.items[code]),
        placeholder="看到的勾上，一样一条",
        key=_TICKED,
    )
    ticks = [_tick(checks.items[code]) for code in ticked]
    if not ticks:
        show(
            tag(
                "div", "没有勾的，这次得 100 分。没有问题的村在“记一处”里点“这村没发现问题”。", css="kb-parts"
            )
        )
        return
    if not village:
        show(tag("div", "选了村，这里就列出要记的问题和得分。", css="kb-parts"))
        return
    try:
        draft = draft_checklist(
            store, page.actor, village=village, day=day, ticks=ticks, scope=page.scope, now=now()
        )
        _show_draft(draft, ticks, checks, day)
        if not st.button("按清单记下", type="primary"):
            return
        done = record_checklist(
            store, page.actor, village=village, day=day, ticks=ticks, scope=page.scope, team=team.strip(), now=now()
        )  # fmt: skip
    except Refusal as refusal:
        refused(refusal.sentence)
        return
    st.session_state[said] = _told(done, villages[village])
    st.rerun()


def forget_ticks() -> None:
    """Before the controls are drawn: the list is empty for the next village."""
    st.session_state[_TICKED] = []


def item_words(item: Item) -> str:
    """「垃圾桶（箱）满溢（每处 1 分）」."""
    return f"{item.name}（每{item.per} {score_points(item.points)} 分）"


def _tick(item: Item) -> Tick:
    show(tag("div", tag("b", item.name), css="kb-parts"))
    first, second, third = st.columns([1, 2, 2])
    places = first.number_input("几处", 1, MOST_PLACES, 1, key=f"check_places_{item.item}")
    spot = second.text_input("组、点位", max_chars=40, key=f"check_spot_{item.item}")
    person = third.text_input("交给谁（职务姓名）", max_chars=40, key=f"check_person_{item.item}")
    return Tick(item.item, int(places), spot.strip(), person.strip())


def _show_draft(draft: CheckedVisit, ticks: list[Tick], checks: Checklist, day: date) -> None:
    rows = [
        {
            "text": checks.items[tick.item].name,
            "kind": checks.items[tick.item].kind,
            "severity": f"{one.severity}（反弹）" if one.rebound_of else one.severity,
            "due": checks.items[tick.item].due,
            "points": score_points(one.deduction),
        }
        for tick, one in zip(ticks, draft.written, strict=True)
    ]
    columns = [
        Column("要记的问题", write=_what),
        Column("程度", "severity"),
        Column("时限", "due"),
        Column("扣分", "points", kind="number"),
    ]
    show_table(DataFrame(rows), columns, compact=True)
    show(tag("div", score_words(draft), css="kb-sub"))


def _what(row: object) -> Html:
    return tag("span", f"{row.text}", title=row.kind)


def score_words(draft: CheckedVisit) -> str:
    """「这次得分 100 － 3 ＝ 97 分」; a ledger's own score is not moved."""
    if draft.typed:
        return f"这次督查台账里已有得分 {score_points(draft.score)}，扣分照记，得分仍按台账。"
    taken = sum(one.deduction for one in draft.written)
    before = 10_000 - draft.score - taken
    earlier = f" － {score_points(before)}（先前）" if before > 0 else ""
    return f"这次得分 100{earlier} － {score_points(taken)} ＝ {score_points(draft.score)} 分"


def _told(done: CheckedVisit, village: str) -> str:
    first, last = done.written[0].number, done.written[-1].number
    numbers = first if first == last else f"{first} 至 {last.rsplit('-', 1)[-1]}"
    return f"已记 {village} {len(done.written)} 处（{numbers}）。{score_words(done)}，第 {done.n} 号变更。"
