"""The lists under 项目完成, one at a time: every project, the reserve by town, industry projects without a mechanism."""

from datetime import date
from math import isnan
from urllib.parse import urlencode

import pandas as pd
import streamlit as st
from pandas import DataFrame

from charts.tokens import Theme
from domain.wording.numbers import percent, plain, wan
from services.projects.show_projects import ProjectsPage
from views.chips import chip, state
from views.drawn import drawn, shown
from views.empty import nothing_yet
from views.filters import choose
from views.frame import room_of_section, section
from views.links import follow
from views.markup import show, tag, two_lines
from views.project_links import PAGE, PARAMETER, project_link
from views.projects import show_behind
from views.tables import READABLE, Column, missing_text, show_grid, show_table

BEHIND = "behind"
LISTS = {BEHIND: "进度落后的项目", "every": "全部项目", "reserve": "次年储备比", "unlinked": "联农带农"}
FIND = "find"
YUAN_PER_WAN = 10_000
TITLES = {
    "name": "项目", "town": "乡镇", "type": "类型", "unit": "责任单位", "stage": "阶段", "progress": "形象进度%",
    "plan_end": "计划完工", "plan": "安排万元", "paid": "支付万元", "rate": "支出率%", "due": "应达%", "light": "灯",
    "days_late": "逾期天数", "missing": "缺什么",
}  # fmt: skip
DECIMALS = {"progress": 1, "plan": 2, "paid": 2, "rate": 1, "due": 1, "days_late": 0}
SHARES = ("progress", "rate", "due")


def show_lists(answer: ProjectsPage, theme: Theme, as_of: date) -> None:
    """What is behind unless another list is chosen; the long ones take the whole width of the page."""
    head, choice = room_of_section("lists")
    with choice:
        # A link that looks for a project means every one of them.
        chosen = choose("清单", LISTS, key="list", default="every" if st.query_params.get(FIND) else BEHIND)
        found = _found(answer.listed) if chosen == "every" else answer.listed
    with head:
        how = {
            BEHIND: f"{len(answer.behind)} 项；先逾期，后慢于工期（百分点）",
            "every": "点一行打开项目；点表头排序",
            "reserve": "次年储备项目预算 ÷ 本年计划资金，必须大于 1",
            "unlinked": "产业项目没有写联农带农机制的，不得实施",
        }
        section(LISTS[chosen], how[chosen])
    if chosen == BEHIND:
        if len(answer.done):
            show_behind(answer.behind, theme, as_of)
        else:
            nothing_yet("到这一天还没有项目进度。", "“全部项目”里有登记的项目。")
        return
    with st.container(key="kb_whole"):
        if chosen == "every":
            _show_every(found, theme)
        elif chosen == "reserve":
            _show_reserve(answer.reserve, theme)
        else:
            _show_unlinked(answer.unlinked)


def _found(listed: DataFrame) -> DataFrame:
    """The projects in whose name, town, type or unit the words stand."""
    words = st.text_input(
        "找项目",
        key=FIND,
        placeholder="找项目、乡镇、单位",
        label_visibility="collapsed",
        bind="query-params",
        width=240,
    )
    if not words or not words.strip():
        return listed
    texts = listed["name"] + " " + listed["town"] + " " + listed["type"] + " " + listed["unit"]
    return listed[texts.str.contains(words.strip(), regex=False).to_numpy(dtype=bool)]


def _show_every(listed: DataFrame, theme: Theme) -> None:
    if listed.empty:
        nothing_yet("没有找到项目。", "换一个词，或把上面的镇、类型、单位放开。")
        return
    if len(listed) <= READABLE:
        _show_few(listed, theme)
    else:
        _show_many(listed, theme)
    show(tag("div", f"共 {len(listed)} 个。", css="kb-parts"))


@shown
def _show_few(listed: DataFrame, theme: Theme) -> None:
    columns = [
        Column(
            "灯",
            write=lambda row: chip(row.light, theme, f"逾期 {row.days_late} 天" if row.days_late else ""),
        ),
        Column(
            "项目", write=lambda row: two_lines(project_link(row.name, row.project), [row.town, row.unit])
        ),
        Column("类型", "type", spare=True),
        Column("阶段", write=lambda row: row.stage or missing_text("", "未报")),
        Column("形象进度", write=lambda row: _share(row.progress), kind="number"),
        Column("计划完工", write=lambda row: _day(row.plan_end) or missing_text("", "未写"), kind="number"),
        Column("安排万元", write=lambda row: _wan(row.plan), kind="number"),
        Column("支付万元", write=lambda row: _wan(row.paid), kind="number"),
        Column("支出率", write=lambda row: _share(row.rate), kind="number"),
        Column("应达", write=lambda row: _share(row.due), kind="number", spare=True),
    ]
    show_table(listed, columns, compact=True, download="项目完成_全部项目")


def _show_many(listed: DataFrame, theme: Theme) -> None:
    rows, key = _in_words(listed, theme), f"projects_{len(listed)}"

    def open_project(at: int) -> None:
        follow(urlencode({"page": PAGE, PARAMETER: str(listed["project"].iloc[at])}))

    show_grid(
        rows,
        TITLES,
        key=key,
        on_pick=open_project,
        decimals=DECIMALS,
        shares=SHARES,
        download="项目完成_全部项目",
    )


@drawn
def _in_words(listed: DataFrame, theme: Theme) -> DataFrame:
    return listed.assign(
        progress=listed["progress"] * 100,
        rate=listed["rate"] * 100,
        due=listed["due"] * 100,
        plan=listed["plan"] / YUAN_PER_WAN,
        paid=listed["paid"] / YUAN_PER_WAN,
        plan_end=[_day(day) for day in listed["plan_end"]],
        light=[theme.word(light) for light in listed["light"]],
        missing=[_missing(row) for row in listed.itertuples(index=False)],
    )


def _missing(row: object) -> str:
    """What stays empty in the row and is not zero."""
    wanted = {"progress": "进度", "plan": "安排", "paid": "支付", "plan_end": "计划完工"}
    return "、".join(f"{word}未报" for name, word in wanted.items() if pd.isna(getattr(row, name)))


@shown
def _show_reserve(reserve: DataFrame, theme: Theme) -> None:
    columns = [
        Column("乡镇", "name", kind="strong"),
        Column("次年储备预算（万元）", write=lambda row: _wan(row.budget), kind="number"),
        Column("本年计划资金（万元）", write=lambda row: _wan(row.plan), kind="number"),
        Column(
            "储备比（倍）", write=lambda row: "—" if isnan(row.ratio) else plain(row.ratio, 2), kind="number"
        ),
        Column("还差（万元）", write=_short, kind="number"),
        Column("灯", write=lambda row: _light(row, theme)),
    ]
    show_table(reserve, columns, compact=True, download="项目完成_储备比")


def _short(row: object) -> str:
    """What a town's reserve still lacks to equal this year's plan; blank where it is above."""
    lack = row.plan - row.budget  # type: ignore[attr-defined]
    return wan(lack) if lack > 0 else ""


def _light(row: object, theme: Theme) -> object:
    if isnan(row.ratio):  # type: ignore[attr-defined]
        return state(row.status, theme)  # type: ignore[attr-defined]
    return chip(row.light, theme, rule=row.sentence)  # type: ignore[attr-defined]


@shown
def _show_unlinked(unlinked: DataFrame) -> None:
    if unlinked.empty:
        nothing_yet("产业项目都写了联农带农机制。", "")
        return
    columns = [
        Column("项目", write=lambda row: project_link(row.name, row.project), kind="strong"),
        Column("责任单位", "unit"),
        Column("阶段", "stage"),
        Column("安排万元", write=lambda row: _wan(row.plan), kind="number"),
    ]
    show_table(unlinked, columns, compact=True, download="项目完成_没有联农带农机制")


def _share(worth: float) -> object:
    return missing_text("not_reported") if isnan(worth) else percent(worth)


def _wan(worth: float) -> object:
    return missing_text("not_reported") if isnan(worth) else wan(worth)


def _day(day: object) -> str:
    return "" if pd.isna(day) else f"{day:%Y-%m-%d}"  # type: ignore[call-overload]
