"""How the page 报送情况 writes the matrix unit × form, the reminders and the burden."""

from collections.abc import Callable
from typing import Any

import pandas as pd
import streamlit as st

from domain.burden import MOST_PER_WEEK
from domain.completeness import Tally
from domain.refusals import Refusal
from services.completeness.show_completeness import CompletenessShown, FormRow, OwnerRow
from services.completeness.write_gaps import gap_file_name
from views.downloads import XLSX, noted, offer_frame
from views.empty import refused
from views.filters import choose_one
from views.frame import section
from views.heat import heat_bin
from views.markup import Html, join, show, tag
from views.tables import Column, show_table

# Percent of cells received: below 80 needs attention, 100 is calm.
EDGES = (100.0, 95.0, 80.0)
CADENCES = {
    "day": "每日",
    "week": "每周",
    "xun": "每旬",
    "month": "每月",
    "quarter": "每季",
    "half": "半年",
    "year": "每年",
    "round": "每轮",
}


def show_matrix(answer: CompletenessShown) -> None:
    """Town or unit × form; the county above its towns."""
    head = [
        tag("th", "单位", css="kb-row", style="width:14%"),
        *(tag("th", _form_head(form)) for form in answer.forms),
    ]
    head.append(tag("th", tag("b", "缺格")))
    county = [tag("td", tag("b", "全县"), css="kb-row"), *(_cell(form.county) for form in answer.forms)]
    county.append(tag("td", _count(sum(form.county.missing for form in answer.forms)), css="kb-tot"))
    rows = [tag("tr", *county), *(_owner(row, answer.forms) for row in answer.owners)]
    matrix = tag(
        "table", tag("thead", tag("tr", *head)), tag("tbody", *rows), css="kb-t kb-heat kb-fixed kb-matrix"
    )
    show(matrix)
    counts = _counts(answer)
    offer_frame("报送情况_按格", counts, {name: name for name in counts}, {})
    show(
        tag(
            "p",
            "格里是已报格数占应报格数；“迟”是截止以后才报的格；“—”是不向它要这张表。鼠标停在格上看格数。",
            css="kb-parts",
        )
    )


def _counts(answer: CompletenessShown) -> pd.DataFrame:
    """One row per unit and form: what the matrix tells on the mouse, as numbers."""
    whole = {form.form: form.county for form in answer.forms}
    told = [("全县", whole), *((row.name, row.by_form) for row in answer.owners)]
    rows = [
        (name, form.name, form.period, form.due, own.expected, own.received, own.on_time, own.late, own.refused, own.missing)
        for name, by_form in told
        for form in answer.forms
        if (own := by_form.get(form.form)) is not None and own.expected
    ]  # fmt: skip
    heads = ["单位", "报表", "期", "截止", "应报格", "已报格", "按时格", "迟报格", "待核格", "缺格"]
    return pd.DataFrame(rows, columns=heads)


def _form_head(form: FormRow) -> Html:
    return join(
        tag("span", form.name, title=f"{form.reporter}；截止 {form.due}"),
        tag("div", form.period, css="kb-parts"),
    )


def _owner(row: OwnerRow, forms: tuple[FormRow, ...]) -> Html:
    cells = [_cell(row.by_form.get(form.form)) for form in forms]
    total = tag("td", _count(row.missing), css="kb-tot kb-red kb-strong" if row.missing else "kb-tot")
    return tag("tr", tag("td", row.name, css="kb-row"), *cells, total)


def _count(number: int) -> str:
    return f"{number:,}" if number else "·"


def _cell(told: Tally | None) -> Html:
    if told is None or not told.expected:
        return tag("td", "—", css="kb-none", title="不要这张表")
    held = f"应报 {told.expected:,} 格，已报 {told.received:,} 格，按时 {told.on_time:,} 格"
    held += f"，待核 {told.refused:,} 格" if told.refused else ""
    late = " 迟" if told.late else ""
    share = told.received * 100 // told.expected
    return tag("td", told.words, late, css=f"kb-heat-{heat_bin(float(share), EDGES)}", title=held)


def show_reminders(answer: CompletenessShown, written: Callable[[str], bytes]) -> None:
    """One town's 催报 text with its copy button, and its 补报表.

    written  owner → the bytes of its gap workbook; called on the click
    """
    lacking = {row.owner: f"{row.name}（缺 {row.missing:,} 格）" for row in answer.owners if row.missing}
    if not lacking:
        show(tag("p", "本期应报的都已报齐，不用催。", css="kb-parts"))
        return
    owner = choose_one("催报对象", lacking, key="remind", width=280)
    row = next(one for one in answer.owners if one.owner == owner)
    st.code(row.reminder, language=None, wrap_lines=True)
    with st.container(key="kbctl_gaps", horizontal=True, vertical_alignment="center"):
        st.download_button(
            "下载补报表",
            data=noted(gap_file_name(row.name), lambda: written(owner)),
            file_name=gap_file_name(row.name),
            mime=XLSX,
            help="只有缺的格，旁边是上期数；填好直接放进“数据上报”",
            on_click="ignore",
            key="gaps",
        )
        show(tag("span", f"{len(row.reminder)} 字，点右上角的图标复制", css="kb-parts"))


def show_forms(answer: CompletenessShown) -> None:
    """Each form with its deadline and the county's three counts."""
    rows = pd.DataFrame(
        [
            (form.name, form.period, form.due, form.days_late, form.county, form.reporter)
            for form in answer.forms
        ],
        columns=["name", "period", "due", "days", "county", "reporter"],
    )
    columns = [
        Column("报表", "name", "strong", width="24%"),
        Column("期", "period"),
        Column("截止", write=_due),
        Column("应报", write=lambda row: f"{row.county.expected:,}", kind="number"),
        Column("已报", write=lambda row: f"{row.county.received:,}", kind="number"),
        Column("按时", write=lambda row: f"{row.county.on_time:,}", kind="number"),
        Column("报送单位", "reporter", spare=True, width="20%"),
    ]
    show_table(rows, columns, compact=True, download="报送情况_各报表")


def _due(row: Any) -> Html:
    late = row.days and row.county.missing
    return join(row.due, " ", tag("span", f"已过 {row.days} 天", css="kb-red") if late else "")


def show_burden(answer: CompletenessShown) -> None:
    """Cells per village and 旬, form by form, and what need not be asked."""
    section(
        f"填报负担：每村每周 {answer.per_week:.1f} 格",
        f"按旬折算；减负线每周 {MOST_PER_WEEK} 格",
    )
    rows = pd.DataFrame(
        [
            (one.name, CADENCES[one.cadence], one.cells, one.per_xun, len(one.twice), one.derivable)
            for one in answer.burdens
        ],
        columns=["name", "cadence", "cells", "per_xun", "twice", "derivable"],
    )
    columns = [
        Column("报表", "name", "strong", width="34%"),
        Column("周期", "cadence"),
        Column("每行格数", write=lambda row: f"{row.cells}", kind="number"),
        Column("折合每旬", write=lambda row: f"{row.per_xun:.1f}", kind="number"),
        Column(
            "可以不填",
            write=lambda row: f"{row.twice + len(row.derivable)}" if row.twice or row.derivable else "·",
            kind="number",
        ),
    ]
    show_table(rows, columns, compact=True, download="报送情况_填报负担")
    if answer.warnings:
        show(*(tag("div", warning, css="kb-parts") for warning in answer.warnings))


def gaps_or_refusal(written: Callable[[], bytes]) -> bytes:
    """A workbook, or nothing with the reason on the screen: somebody may have reported meanwhile."""
    try:
        return written()
    except Refusal as refusal:
        refused(refusal.sentence)
        return b""
