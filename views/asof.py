"""The as-of strip: which day and version, who has reported and who has not, which baseline."""

from dataclasses import replace
from datetime import date

import pandas as pd
import streamlit as st

from charts.sketches import report_bar
from charts.tokens import Theme
from services.completeness.strip_of import Strip
from services.review.list_submissions import waiting_words
from views.county import the_store
from views.frame import Page
from views.markup import Html, join, show, tag
from views.session import set_moment


def show_strip(page: Page, strip: Strip, versions: pd.DataFrame | None = None) -> None:
    """The as-of strip; the day itself is the control that chooses another day and version.

    versions  n, at (words), actor, reason of the changes one may go back to, newest first; None: no version control
    """
    with st.container(key="kbasof", horizontal=True, vertical_alignment="center", gap="small"):
        _choose(page, strip, versions)
        if page.here.signed_in and not page.pinned:
            strip = replace(strip, waiting=waiting_words(the_store(), page.scope))
        show(strip_html(strip, page.theme, sample=page.here.sample))
    if page.pinned:
        words = f"现在看的是第 {page.moment.known_at} 号变更时已知的数，不是最新（第 {page.here.head} 号）。"
        show(tag("div", words, css="kb-note"))


def strip_html(strip: Strip, theme: Theme, *, sample: bool = False) -> Html:
    """Everything of the strip but the day."""
    parts = [
        tag("span", "示例 · 虚构", css="kb-sample") if sample else "",
        tag("span", strip.period) if strip.period else "",
        _completeness(strip, theme),
        tag("span", strip.locked) if strip.locked else "",
        tag("span", strip.waiting) if strip.waiting else "",
        tag("span", "基准：", tag("b", strip.baseline)) if strip.baseline else "",
        tag("span", strip.right, css="kb-right") if strip.right else "",
    ]
    return tag("div", *parts, css="kb-asof")


def _completeness(strip: Strip, theme: Theme) -> Html:
    if strip.expected is None or strip.reported is None:
        return Html("")
    head = join(f"应报 {strip.expected} {strip.counted}，已报 ", tag("b", strip.reported))
    bar = Html(report_bar(strip.reported, strip.expected, theme))
    lacking = strip.expected - strip.reported
    who = f"：{'、'.join(strip.missing)}" if strip.missing else ""
    return tag("span", head, bar, join("未报 ", tag("b", lacking), who) if lacking else "已报齐")


def _choose(page: Page, strip: Strip, versions: pd.DataFrame | None) -> None:
    """Another day, and another version where the page offers them."""
    here, moment = page.here, page.moment
    with st.popover(f"数据截至 **{strip.as_of}**", type="tertiary"):
        first = here.first_day or here.opening_day
        st.date_input(
            "数据截至",
            value=moment.as_of,
            min_value=min(first, moment.as_of),
            max_value=max(here.opening_day, moment.as_of),
            format="YYYY-MM-DD",
            key="kb_as_of",
            on_change=_day_chosen,
            args=(page,),
        )
        if versions is not None and not versions.empty:
            _choose_version(page, versions)
        if page.pinned or moment.as_of != here.opening_day:
            st.button("回到最新", on_click=set_moment, kwargs={"as_of": None, "known_at": None})


def _choose_version(page: Page, versions: pd.DataFrame) -> None:
    words = dict(zip(versions["n"].tolist(), _version_words(versions), strict=True))
    numbers = list(words)
    place = numbers.index(page.moment.known_at) if page.moment.known_at in numbers else 0
    st.selectbox(
        "版本",
        numbers,
        index=place,
        format_func=lambda n: words[n],
        key="kb_known_at",
        on_change=_version_chosen,
        args=(page,),
    )


def _version_words(versions: pd.DataFrame) -> list[str]:
    """「第 418 号变更 11-21 09:12 王某 人居环境11月中旬报表」."""
    columns = (versions[name].tolist() for name in ("n", "at", "actor", "reason"))
    return [f"第 {n} 号变更　{at}　{actor}　{reason}" for n, at, actor, reason in zip(*columns, strict=True)]


def _day_chosen(page: Page) -> None:
    day = st.session_state["kb_as_of"]
    if isinstance(day, date):
        set_moment(as_of=day, known_at=page.moment.known_at if page.pinned else None)


def _version_chosen(page: Page) -> None:
    number = int(st.session_state["kb_known_at"])
    day = page.moment.as_of
    set_moment(as_of=day, known_at=None if number == page.here.head else number)
