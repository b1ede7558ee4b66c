"""Parts of 项目完成: the funnel, the projects that are behind, what contradicts itself in the ledger."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import isnan
from typing import Any

import pandas as pd
import streamlit as st
from pandas import DataFrame
from streamlit.delta_generator import DeltaGenerator

from charts.dots_to_due import dots_to_due
from charts.quantity import Quantity
from charts.s_curve import s_curve
from charts.tokens import Theme
from domain.measures.project_course import Stage
from domain.wording.numbers import percent, plain, wan
from domain.wording.project_stages import day_words
from services.projects.show_projects import ProjectsPage
from views.chips import chip
from views.downloads import offer_html
from views.drawn import drawn, shown
from views.empty import nothing_yet
from views.filters import choose
from views.frame import room_of_section, section
from views.links import link
from views.markup import Html, join, show, tag
from views.plot import Picked, draw, show_figure
from views.project_links import project_link
from views.provenance import Trace, number_link
from views.tables import Column, count_words, missing_text, table_html
from views.unknown import flag

COURSE_HEIGHT = 280
MOST, MOST_GROUPS, MOST_SILENT = 8, 12, 4
ALL_BEHIND = "behind"  # of the address: all
# The columns a page may be narrowed by, as their controls are keyed, and how their grouping is called.
GROUPS = {"town": "按镇", "type": "按类型", "unit": "按单位"}
# What the money of a stage is, where it is not the planned investment of those that got there.
AMOUNTS = {"付清": "已支付", "报账": "已报账"}
# Which measure a stage's count opens.
BEHIND = {
    "登记": "PRJ_N",
    "开工": "PRJ_START",
    "完工": "PRJ_DONE",
    "验收": "PRJ_ACPT",
    "付清": "FND_PAY_PLAN",
}


@shown
def show_funnel(stages: Sequence[Stage], subject: str, silent: int) -> None:
    """登记 → 报账: count, money and share of what was registered; an unknown stage says 未报.

    subject  the place whose measures stand behind the counts; blank where there is none to trace
    silent   registered projects without any progress ledger
    """
    parts: list[object] = []
    for place, stage in enumerate(stages):
        if place:
            parts.append(tag("span", "→"))
        parts.append(_stage(stage, stages[0], subject, silent))
    show(tag("div", *parts, css="kb-eq kb-steps"))


@dataclass(frozen=True, slots=True)
class Room:
    """Where each part stands; None for what is not compared."""

    course: DeltaGenerator
    groups: DeltaGenerator | None
    figures: DeltaGenerator
    listed: DeltaGenerator
    checks: DeltaGenerator


def room_of_projects(answer: ProjectsPage) -> Room:
    """A row of three columns and one of two: a page on one screen (static/board.css)."""
    is_compared = any(len(rows) for rows in answer.groups.values())
    with st.container(key="kb_cols_course" if is_compared else "kb_course"):
        course, *between, figures = st.columns([40, 33, 27] if is_compared else [57, 43], gap="medium")
    with st.container(key="kb_below_lists"):
        listed, checks = st.columns([66, 34], gap="medium")
    return Room(course, between[0] if between else None, figures, listed, checks)


def show_course(answer: ProjectsPage, theme: Theme) -> None:
    """What should be done by each day against what is."""
    section("计划与实际", "虚线＝应完工（计划完工日已到），实线＝已完工")
    if not len(answer.done):
        nothing_yet("到这一天还没有项目进度。", "办公室可在“数据上报”页放入项目进度台账。")
        return
    figure = draw(
        s_curve, answer.planned, answer.done, quantity=answer.counted, theme=theme, height=COURSE_HEIGHT
    )
    show_figure(figure, key="course", alt=answer.conclusion.plain, download="项目完成_计划与实际")


def _stage(stage: Stage, first: Stage, subject: str, silent: int) -> Html:
    name = tag("div", stage.name, css="kb-name")
    if stage.count is None:
        return tag(
            "div", name, tag("div", "未报", css="kb-big kb-none"), tag("div", "台账没有写", css="kb-parts")
        )
    number = join(plain(stage.count, 0), tag("small", "个"))
    code = BEHIND.get(stage.name, "")
    shown = number_link(number, Trace("measure", (code, "place", subject))) if code and subject else number
    word = AMOUNTS.get(stage.name, "")
    untold = stage is first and silent
    said = [f"{word}{' ' if word else ''}{wan(stage.money)} 万元"] if not isnan(stage.money) else []
    if stage is not first and first.count and not word:
        said.append(percent(stage.count / first.count))
    if word and first.money and not isnan(stage.money):
        said.append(percent(stage.money / first.money))
    said += [f"{silent} 个没有进度台账"] if untold else []
    return tag(
        "div", name, tag("div", shown, css="kb-big"), tag("div", " ·\u00a0".join(said), css="kb-parts")
    )


def show_groups(groups: Mapping[str, DataFrame], rate: Quantity, theme: Theme) -> None:
    """Done against what should be done by town, type or unit, one at a time; a click narrows the page to it."""
    offered = {column: words for column, words in GROUPS.items() if not groups[column].empty}
    if not offered:
        return
    head, choice = room_of_section("groups")
    with choice:
        column = choose("按什么分", offered, key="by")
    rows = groups[column]
    with head:
        section("谁落后：完工率与应完工", "竖线＝应完工占比；右列＝差距（百分点）")
    shown = _furthest_behind(rows)
    figure = draw(dots_to_due, shown, quantity=rate, due="应完工", theme=theme, each=22)
    words = f"{offered[column]}完工率与应完工占比"
    show_figure(
        figure,
        key=f"by_{column}",
        alt=words,
        on_pick=lambda picked: _narrow(column, picked),
        download=f"项目完成_{offered[column]}",
    )
    if len(rows) > len(shown):
        told = count_words(len(rows), "个", len(rows) - len(shown))
        show(tag("div", told, css="kb-parts"))


@drawn
def _furthest_behind(rows: DataFrame) -> DataFrame:
    """Worst first, at most MOST_GROUPS; groups nobody reported of stand behind and always keep some room."""
    gap = rows["value"] - rows["baseline"]
    known = rows[gap.notna().to_numpy()].assign(gap=gap).sort_values("gap", kind="stable")
    silent = rows[gap.isna().to_numpy()].head(MOST_SILENT)
    return pd.concat([known.head(MOST_GROUPS - len(silent)), silent], ignore_index=True)


def _narrow(column: str, picked: Picked) -> None:
    st.session_state[column] = picked.subject


@shown
def show_behind(behind: DataFrame, theme: Theme, as_of: date) -> None:
    """Past their planned end, then slow: how far it is, planned against likely end, how it was moved, why, who answers."""
    if behind.empty:
        nothing_yet("没有项目逾期，也没有项目明显慢于工期。", "")
        return
    columns = [
        Column("状态", write=lambda row: chip(row.light, theme, row.word, rule=row.sentence), kind="nowrap"),
        Column("项目", write=lambda row: project_link(row.name, row.project), kind="strong"),
        Column("责任", write=lambda row: row.who or missing_text("", "台账未写")),
        Column("形象进度", write=_progress, kind="number"),
        Column("计划完工 → 按现速", write=lambda row: _ends(row, as_of), kind="nowrap"),
        Column("改期", write=lambda row: row.slip or tag("span", "未改期", css="kb-none"), spare=True),
        Column("原因", write=lambda row: row.problem or missing_text("", "台账未写")),
    ]
    everything = flag(ALL_BEHIND)
    listed = behind if everything else behind.head(MOST)
    show(table_html(listed, columns, compact=True), css="kb kb-dense kb-apart")
    offer_html("项目完成_进度落后", lambda: table_html(behind, columns))
    if len(behind) > MOST:
        all_of = link("收起", behind="") if everything else link(f"全部 {len(behind)} 项 ›", behind="all")
        said = "" if everything else count_words(len(behind), "项", len(behind) - MOST)
        show(tag("div", join(said, all_of, between=" " if said else ""), css="kb-parts"))


def _ends(row: Any, as_of: date) -> object:
    """「09-30 → 01-12」: the planned end, and where the project's own pace leads; 「—」 where that cannot be told."""
    planned = missing_text("", "未写") if pd.isna(row.plan_end) else day_words(row.plan_end.date(), as_of)
    likely = tag("b", day_words(row.likely, as_of)) if row.likely is not None else "—"
    return join(planned, " → ", likely)


def _progress(row: Any) -> object:
    return missing_text("not_reported") if isnan(row.progress) else percent(row.progress)


@shown
def show_checks(checks: DataFrame) -> None:
    """One row per rule and project: how much and for how many days, where the rule knows."""
    section("进度与资金对不上", "台账两处说法相互矛盾，逐项核对", f"{len(checks)} 处" if len(checks) else "")
    if checks.empty:
        nothing_yet("没有发现对不上的地方。", "")
        return
    columns = [
        Column("对不上的地方", "words", kind="nowrap"),
        Column("项目", write=lambda row: project_link(row.name, row.project), kind="strong"),
        Column("涉及万元", write=lambda row: "" if isnan(row.amount) else wan(row.amount), kind="number"),
        Column("天数", write=lambda row: "" if isnan(row.days) else f"{row.days:.0f}", kind="number"),
    ]
    show(table_html(checks.head(MOST), columns, compact=True), css="kb kb-dense")
    offer_html("项目完成_对不上的地方", lambda: table_html(checks, columns))
    if len(checks) > MOST:
        show(tag("div", count_words(len(checks), "处", len(checks) - MOST), css="kb-parts"))
