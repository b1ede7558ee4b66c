"""Parts of the 指标 page: which indicator, its line, its towns, villages and units, its definition."""

from collections.abc import Mapping

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from charts.bars import bars
from charts.marks import missing_word
from charts.quantity import part_amount
from charts.tokens import Theme
from charts.trend import trend
from domain.small_counts import TOLD
from services.measures.show_indicator import IndicatorPage
from views.compare import change_cell
from views.downloads import offer_html
from views.drawn import drawn, shown
from views.empty import nothing_yet
from views.frame import section
from views.indicator_links import PARAMETER
from views.markup import Html, join, show, tag
from views.paging import page_of
from views.plot import draw, show_figure
from views.provenance import Trace, number_link
from views.tables import Column, revised, show_table
from views.tracing import open_measure
from views.unknown import tell
from views.village_link import village_link

ON_A_PAGE = 20
CONTROL = "kb_indicator"
MOST_BARS = 30


def choose_indicator(offered: Mapping[str, str]) -> str:
    """The indicator of the address, by code, name or the control's own words; the first one without.

    A link may name it by code, so the control is not bound to the address: it writes its words there itself.
    """
    named = {words: code for code, words in offered.items()}
    names = {words.split(" · ", 1)[1]: code for code, words in offered.items()}
    asked = st.query_params.get(PARAMETER, "")
    code = asked if asked in offered else named.get(asked) or names.get(asked) or next(iter(offered))
    if asked and asked not in {code, *named, *names}:
        tell(f"网址里的指标“{asked}”目录里没有，现在按“{offered[code]}”显示。")
    st.session_state[CONTROL] = code
    if asked and asked != offered[code]:
        st.query_params[PARAMETER] = offered[code]

    def chosen() -> None:
        st.query_params[PARAMETER] = offered[st.session_state[CONTROL]]

    return st.selectbox(
        "指标",
        list(offered),
        format_func=lambda one: offered[one],
        key=CONTROL,
        label_visibility="collapsed",
        width=340,
        on_change=chosen,
    )


def show_course(answer: IndicatorPage, theme: Theme) -> None:
    """The line over the last periods with its baseline, and the other towns' median and quartiles behind it."""
    how = "虚线＝基准，断开＝口径变更" if answer.line else "没有基准；断开＝口径变更"
    if answer.bands:
        how += "，灰带＝各镇中间一半，灰线＝各镇中位数"
    section(f"{answer.whole}走势", how)
    if answer.series.empty or answer.series["value"].isna().all():
        nothing_yet(f"{answer.whole}还没有这项指标的历史数。", "")
        return
    figure = draw(_course, answer, theme)
    alt = answer.conclusion.plain + answer.conclusion.red
    name = f"{answer.quantity.name}_走势"
    show_figure(figure, key="course", alt=alt, on_pick=open_measure(answer.code), download=name)
    if answer.corrected:
        show(tag("div", f"已更正：{'；'.join(answer.corrected)}。", css="kb-parts"))


def _course(answer: IndicatorPage, theme: Theme) -> go.Figure:
    target = answer.series[answer.series["baseline"].notna().to_numpy()]
    return trend(
        answer.series,
        quantity=answer.quantity,
        theme=theme,
        peers=answer.bands,
        peer_name="各镇",
        target=target[["day"]].assign(value=target["baseline"]) if len(target) else None,
        target_name=answer.line or "目标",
        breaks=[one for one in answer.breaks if one.day > min(answer.series["day"])],
    )


@drawn
def _unhidden(rows: pd.DataFrame) -> pd.DataFrame:
    return rows[~rows["hidden"].to_numpy(dtype=bool)]


@drawn
def _first(rows: pd.DataFrame) -> pd.DataFrame:
    return rows.head(MOST_BARS)


def show_subjects(rows: pd.DataFrame, answer: IndicatorPage, theme: Theme, *, title: str, kind: str) -> None:
    """Towns or units as bars, worst first."""
    told = {"up": "低的在前", "down": "高的在前"}.get(answer.direction, "不分高低")
    since = answer.since if rows["previous"].notna().any() else ""
    section(title, f"{told}；点一条看出处" + (f"；数后是较{since}的变化" if since else ""))
    shown = _unhidden(rows)
    if shown.empty:
        nothing_yet(f"没有{kind}报过这项指标。", "")
        return
    figure = draw(
        bars,
        _first(shown),
        quantity=answer.quantity,
        theme=theme,
        direction=answer.direction,
        baseline=answer.line,
        since=since,
    )
    name = f"{answer.quantity.name}_{title}"
    picked = open_measure(answer.code) if kind == "镇" else None
    show_figure(figure, key="subjects", alt=f"{answer.quantity.name}{title}", on_pick=picked, download=name)
    if len(shown) < len(rows):
        show(tag("div", f"{len(rows) - len(shown)} 个数不足 5，不显示。", css="kb-parts"))


def show_villages(answer: IndicatorPage) -> None:
    """The villages, worst first, a page at a time; every number opens its cells."""
    section("各村", "差的在前；点数字看出处，点村看这个村")
    _write_villages(answer, answer.villages, page_of(answer.villages, ON_A_PAGE, key="villages"))


@shown
def _write_villages(answer: IndicatorPage, every: pd.DataFrame, rows: pd.DataFrame) -> None:
    columns = [
        Column("村", write=lambda row: village_link(row.name, row.subject), kind="strong"),
        Column("镇", "town"),
        Column(answer.quantity.name, write=lambda row: _value(row, answer), kind="number"),
    ]
    if every["denominator"].notna().any():
        columns.append(Column("分子 / 分母", write=lambda row: _parts(row, answer), kind="number"))
    if answer.line:
        columns.append(
            Column("差距", write=lambda row: answer.quantity.gap(row.value, row.baseline), kind="number")
        )
    if every["previous"].notna().any():
        moved = Column(
            f"较{answer.since}",
            write=lambda row: change_cell(row.value, row.previous, answer.quantity) if not row.hidden else "",
            kind="number",
        )
        columns.append(moved)
    show_table(
        rows,
        columns,
        compact=True,
        download=f"{answer.quantity.name}_各村",
        whole=every,
    )


def _value(row: object, answer: IndicatorPage) -> Html:
    if row.hidden:
        return tag("span", missing_word(row.status), css="kb-none", title=TOLD)
    if row.value != row.value:
        return tag("span", missing_word(row.status) or "—", css="kb-none")
    shown = number_link(
        answer.quantity.shown(row.value), Trace("measure", (answer.code, "place", row.subject))
    )
    if row.revised:
        shown = revised(shown, row.revised)
    late = missing_word(row.status)
    return join(shown, " ", tag("span", late, css="kb-none")) if late else shown


def _parts(row: object, answer: IndicatorPage) -> str:
    if row.numerator != row.numerator or row.denominator != row.denominator:
        return ""
    unit = "万元" if answer.quantity.unit == "万元" else ""
    return f"{part_amount(row.numerator, unit)} / {part_amount(row.denominator, unit)}"


@shown
def show_facts(answer: IndicatorPage) -> None:
    """口径, rule and source."""
    section("口径、灯和来源")
    rows = [
        tag("tr", tag("td", title, css="kb-grey", style="width:7em"), tag("td", text))
        for title, text in answer.facts.items()
    ]
    markup = tag("table", tag("tbody", *rows), css="kb-t kb-compact")
    show(markup)
    offer_html(f"{answer.quantity.name}_口径", lambda: markup)
