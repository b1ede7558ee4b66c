"""Parts of 项目完成: the funnel, the projects that are behind, what contradicts itself in the ledger."""

from collections.abc import Callable, Sequence
from math import isnan
from typing import Any

import pandas as pd
import streamlit as st
from pandas import DataFrame

from charts.dots_to_due import dots_to_due
from charts.quantity import Quantity
from charts.tokens import Theme
from domain.measures.project_course import Stage
from domain.wording.numbers import percent, wan
from views.chips import chip
from views.empty import nothing_yet
from views.frame import section
from views.markup import Html, join, show, tag
from views.plot import Picked, show_figure
from views.project_links import project_link
from views.provenance import Trace, number_link
from views.tables import Column, count_words, missing_text, show_table

MOST = 10
TOWN = "town"
# Which measure a stage's count opens.
BEHIND = {"登记": "PRJ_N", "开工": "PRJ_START", "完工": "PRJ_DONE", "验收": "PRJ_ACPT"}


def show_funnel(stages: Sequence[Stage], subject: str) -> None:
    """登记 → 报账: count, planned money and share of what was registered; an unknown stage says 未报."""
    parts: list[object] = []
    for place, stage in enumerate(stages):
        if place:
            parts.append(tag("span", "→"))
        parts.append(_stage(stage, stages[0], subject))
    show(tag("div", *parts, css="kb-eq"))


def _stage(stage: Stage, first: Stage, subject: str) -> Html:
    name = tag("div", stage.name, css="kb-name")
    if stage.count is None:
        return tag(
            "div", name, tag("div", "未报", css="kb-big kb-none"), tag("div", "台账没有写", css="kb-parts")
        )
    number = join(str(stage.count), tag("small", "个"))
    code = BEHIND.get(stage.name, "")
    shown = number_link(number, Trace("measure", (code, "place", subject))) if code and subject else number
    said = [] if isnan(stage.money) else [f"{wan(stage.money)} 万元"]
    if stage is not first and first.count:
        said.append(percent(stage.count / first.count))
    return tag("div", name, tag("div", shown, css="kb-big"), tag("div", " · ".join(said), css="kb-parts"))


def show_groups(
    name: str,
    groups: DataFrame,
    rate: Quantity,
    theme: Theme,
    on_pick: Callable[[Picked], None] | None = None,
) -> None:
    """Done against what should be done, by town or by type; nothing where there is nothing to compare."""
    if groups.empty:
        return
    section(f"{name}完工率与应完工", "竖线＝应完工占比；右列＝差距（百分点）")
    figure = dots_to_due(groups, quantity=rate, due="应完工", theme=theme)
    show_figure(figure, key=f"by_{name}", alt=f"{name}完工率与应完工占比", on_pick=on_pick)


def narrow_to(picked: Picked) -> None:
    """A click on a town narrows the page to it."""
    st.session_state[TOWN] = picked.subject


def show_behind(behind: DataFrame, theme: Theme) -> None:
    """Past their planned end, then slow: stage, progress, planned end, reason, who answers."""
    section("进度落后的项目", "先逾期，后慢于工期（百分点）", f"{len(behind)} 项")
    if behind.empty:
        nothing_yet("没有项目逾期，也没有项目明显慢于工期。", "")
        return
    columns = [
        Column("状态", write=lambda row: chip(row.light, theme, row.word, rule=row.sentence), width="17%"),
        Column(
            "项目",
            write=lambda row: project_link(row.name, row.project),
            kind="strong",
            width="27%",
        ),
        Column("阶段", "stage", spare=True),
        Column("形象进度", write=_progress, kind="number"),
        Column("计划完工", write=_plan_end, kind="number"),
        Column("原因", write=lambda row: row.problem or missing_text("", "台账未写")),
        Column("责任人", "who", width="18%"),
    ]
    show_table(behind.head(MOST), columns, compact=True)
    if len(behind) > MOST:
        show(count_words(len(behind), "项", len(behind) - MOST))


def _progress(row: Any) -> object:
    return missing_text("not_reported") if isnan(row.progress) else percent(row.progress)


def _plan_end(row: Any) -> object:
    return missing_text("not_reported") if pd.isna(row.plan_end) else f"{row.plan_end:%m-%d}"


def show_checks(checks: DataFrame) -> None:
    """One row per rule and project: how much and for how many days, where the rule knows."""
    section("进度与资金对不上", "台账两处说法相互矛盾，逐项核对", f"{len(checks)} 处")
    if checks.empty:
        nothing_yet("没有发现对不上的地方。", "")
        return
    columns = [
        Column("对不上的地方", "words", width="32%"),
        Column("项目", write=lambda row: project_link(row.name, row.project), kind="strong"),
        Column("涉及万元", write=lambda row: "" if isnan(row.amount) else wan(row.amount), kind="number"),
        Column("天数", write=lambda row: "" if isnan(row.days) else f"{row.days:.0f}", kind="number"),
    ]
    show_table(checks.head(MOST), columns, compact=True)
    if len(checks) > MOST:
        show(count_words(len(checks), "处", len(checks) - MOST))
