"""The frame of every page: guard first, then as-of strip, conclusion, sections, footer.

page = open_page("funds")                                   # guard; nothing above this line
answer = page.ask(read_funds, store)                        # a service, through the cache
show_strip(page, answer.strip)
conclude(answer.plain, answer.red, answer.sub)
...
foot(answer.sources)
"""

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

import pandas as pd
import streamlit as st

from charts.sketches import report_bar
from charts.tokens import Theme
from domain.permissions import Actor, Moment, Scope
from views.cache import cached
from views.empty import refused
from views.links import listen, pending_jump
from views.markup import Html, join, show, tag
from views.navigation import entry, may_open
from views.session import Entrance, choose_moment, entrance, set_moment
from views.theme import current_theme, load_style

Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class Page:
    """What a page may know: who looks, what they may see, at which moment, in which colours."""

    code: str
    title: str
    actor: Actor
    scope: Scope
    moment: Moment
    theme: Theme
    here: Entrance = field(repr=False)
    pinned: bool = False

    def ask(self, question: Callable[..., Answer], *arguments: object, **parameters: Hashable) -> Answer:
        """A service's answer at this page's scope and moment, from the cache (see views/cache.py)."""
        return cached(
            question,
            *arguments,
            database=self.here.database,
            scope=self.scope,
            moment=self.moment,
            **parameters,
        )


@dataclass(frozen=True, slots=True)
class Strip:
    """数据截至 and how complete the figures are.

    as_of      「2026年11月19日 18:00」
    period     「11月中旬（11.11—11.20）」
    expected, reported, counted   应报, 已报 and what is counted (村); None where the page reads no form
    missing    who is missing, most first: 「柳湾乡 5」
    waiting    「3 镇已报待审」
    baseline   the baseline's name
    right      「第 32 次旬调度 · 内部资料」, 「第 46 期（11.13—11.19）· 未签发」
    """

    as_of: str
    period: str = ""
    expected: int | None = None
    reported: int | None = None
    counted: str = ""
    missing: tuple[str, ...] = ()
    waiting: str = ""
    baseline: str = ""
    right: str = ""


def open_page(code: str) -> Page:
    """The first statement of every page: guards it, then loads style and moment.

    Stops with one sentence when nobody came through the door, or this role may not open the page.
    """
    theme = current_theme()
    load_style(theme)
    here = entrance()
    if here is None:
        refused("这一页不能直接打开：还不知道您是谁。请从首页进入。")
        st.stop()
    if not may_open(here.actor.role, code):
        refused(f"“{entry(code).title}”页不对您的角色开放。需要查看请联系管理员调整角色。")
        st.stop()
    listen()
    jump = pending_jump()
    if jump and may_open(here.actor.role, jump[0]):
        st.switch_page(f"pages/{jump[0]}.py", query_params=jump[1])
    chosen = choose_moment(here)
    for sentence in chosen.said:
        show(tag("div", sentence, css="kb-note"))
    title = entry(code).title
    return Page(code, title, here.actor, here.scope, chosen.moment, theme, here, pinned=chosen.pinned)


def show_strip(page: Page, strip: Strip, versions: pd.DataFrame | None = None) -> None:
    """The as-of strip with the control that chooses day and version.

    versions  n, at (words), actor, reason of the changes one may go back to, newest first; None: no version control
    """
    left, right = st.columns([1, 0.11], vertical_alignment="center", gap="small")
    with left:
        show(strip_html(strip, page.theme, sample=page.here.sample))
    with right:
        _choose(page, versions)
    if page.pinned:
        words = f"现在看的是第 {page.moment.known_at} 号变更时已知的数，不是最新（第 {page.here.head} 号）。"
        show(tag("div", words, css="kb-note"))


def strip_html(strip: Strip, theme: Theme, *, sample: bool = False) -> Html:
    parts = [
        tag("span", "示例 · 虚构", css="kb-sample") if sample else "",
        tag("span", "数据截至 ", tag("b", strip.as_of)),
        tag("span", strip.period) if strip.period else "",
        _completeness(strip, theme),
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


def _choose(page: Page, versions: pd.DataFrame | None) -> None:
    """「换日期」: another day, and another version where the page offers them."""
    here, moment = page.here, page.moment
    with st.container(key="kbctl_moment"), st.popover("换日期", type="tertiary"):
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


def conclude(plain: str, red: str = "", sub: str = "") -> None:
    """The page's headline: a sentence with a number and a comparison, at most one clause red; then what changed."""
    show(tag("h1", plain, tag("span", red, css="kb-red") if red else "", css="kb-h1"))
    if sub:
        show(tag("p", sub, css="kb-sub"))


def section(name: str, how: str = "", right: object = "") -> None:
    """A section's head: 2 px rule, name, how to read it (instead of a legend), action or unit on the right."""
    show(section_html(name, how, right))


def section_html(name: str, how: object = "", right: object = "") -> Html:
    parts = [
        tag("h2", name),
        tag("span", how, css="kb-how"),
        tag("span", right, css="kb-right") if right else "",
    ]
    return tag("div", *parts, css="kb-sec")


def foot(parts: Iterable[str]) -> None:
    """The footer rule: 来源、导入时间、更正次数、口径、灯规则."""
    show(tag("div", join(*(part for part in parts if part), between=" "), css="kb-foot"))
