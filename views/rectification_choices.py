"""The controls of 问题整改: the span and the two commonest conditions in sight, the rarer ones in a fold beside them."""

from collections.abc import Mapping
from datetime import date

import streamlit as st

from domain.problem_selection import EVERYTHING
from domain.spans import SPAN_WORDS
from views.filters import choose, choose_one
from views.frame import Page
from views.links import link
from views.markup import show, tag
from views.paging import choose_some
from views.session import set_moment
from views.unknown import tell

SINCE = "since"
# Those kept in the fold; the others stand in the row.
RARE = {"town": "乡镇", "batch": "批次", "leader": "牵头领导", "person": "责任人", "due": "期限"}


def choose_span(page: Page) -> tuple[str, date | None]:
    """A kind of SPAN_WORDS and, for an own one, its first day; its last day is the day the page looks at."""
    kind = choose("时段", SPAN_WORDS, key="span")
    if kind != "own":
        return kind, None
    last = page.moment.as_of
    first = min(_since(st.query_params.get(SINCE, "")) or last.replace(day=1), last)
    earliest = min(page.here.first_day or first, first)
    key = f"kb_span_{first}_{last}"
    st.date_input(
        "从哪天到哪天",
        value=(first, last),
        min_value=earliest,
        max_value=max(page.here.opening_day, last),
        format="YYYY-MM-DD",
        key=key,
        label_visibility="collapsed",
        width=240,
        on_change=_days_chosen,
        args=(page, key),
    )
    return kind, first


def _since(written: str) -> date | None:
    try:
        return date.fromisoformat(written)
    except ValueError:
        if written:
            tell(f"网址里的起始日“{written}”不是日期，现在从本月1日算起。")
        return None


def _days_chosen(page: Page, key: str) -> None:
    """Only both days make a span; the last one moves the whole page."""
    days = st.session_state.get(key, ())
    if len(days) != 2:
        return
    st.query_params[SINCE] = days[0].isoformat()
    if days[1] != page.moment.as_of:
        set_moment(as_of=days[1], known_at=page.moment.known_at if page.pinned else None)


def choose_selection(choices: Mapping[str, Mapping[str, str]]) -> dict[str, str]:
    """Field of Selection → what was chosen; choices as `rectification_choices` offers them."""
    asked = {}
    if "source" in choices:
        asked["source"] = choose_some("来源", choices["source"], key="source", most=7)
    if "unit" in choices:
        asked["unit"] = choose_one("单位", choices["unit"], key="unit", width=150)
    rare = [field for field in RARE if field in choices]
    if rare:
        with st.popover("更多条件"):
            for field in rare:
                asked[field] = choose_one(RARE[field], choices[field], key=field)
    return asked


def conditions_of(asked: Mapping[str, str], choices: Mapping[str, Mapping[str, str]]) -> tuple[str, ...]:
    """What was asked for in words: 「上级反馈」, 「青石镇」; () where everything was."""
    return tuple(choices[field][code] for field, code in asked.items() if code != EVERYTHING)


def tell_selection(asked: Mapping[str, str], choices: Mapping[str, Mapping[str, str]]) -> None:
    """What the fold hides is said below the row, with the way back to everything."""
    said = {
        field: choices[field][asked[field]] for field in RARE if asked.get(field, EVERYTHING) != EVERYTHING
    }
    if said:
        back = link("清除这些条件", **dict.fromkeys(said, ""))
        show(tag("div", "只看：", tag("b", " · ".join(said.values())), "　", back, css="kb-parts"))
