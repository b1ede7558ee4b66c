"""Parts of the 指标 page: which indicator, its line, its towns, villages and units, its definition."""

from collections.abc import Mapping

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from charts.bars import bars
from charts.tokens import Theme
from charts.trend import trend
from domain.measure_frame import PLACE, UNIT, Status
from services.measures.follow_subjects import EVERY
from services.measures.show_indicator import IndicatorPage
from views.downloads import offer_html
from views.drawn import drawn, shown
from views.empty import nothing_yet
from views.filters import choose_one
from views.frame import section
from views.indicator_links import PARAMETER
from views.markup import show, tag
from views.plot import draw, show_figure
from views.tracing import open_measure
from views.unknown import tell

CONTROL = "kb_indicator"
MOST_BARS = 30
APART, CLOSE = 28, 22  # px of a bar and what parts it from the next
MANY_BARS = 14  # beside the trend: more leave room below it for the definition


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


def choose_alone(offered: Mapping[str, str]) -> str:
    """One village or unit to look at alone; blank for all, and where none is offered."""
    if not offered:
        return ""
    chosen = choose_one("单看一个", offered, key="alone", width=150)
    return "" if chosen == EVERY else chosen


def show_course(answer: IndicatorPage, theme: Theme) -> None:
    """The line over the last periods with its baseline, and the other towns' median and quartiles behind it."""
    how = "虚线＝基准，断开＝口径变更" if answer.line else "没有基准；断开＝口径变更"
    if answer.bands:
        how += f"，灰带＝{answer.peer_name}中间一半，灰线＝{answer.peer_name}中位数"
    section(f"{answer.whose}走势", how)
    if answer.series.empty or answer.series["value"].isna().all():
        nothing_yet(f"{answer.whose}还没有这项指标的历史数。", "")
        return
    figure = draw(_course, answer, theme)
    alt = answer.conclusion.plain + answer.conclusion.red
    name = f"{answer.quantity.name}_走势"
    kind = UNIT if answer.by_units and answer.alone else PLACE
    show_figure(figure, key="course", alt=alt, on_pick=open_measure(answer.code, kind), download=name)
    if answer.corrected:
        show(tag("div", f"已更正：{'；'.join(answer.corrected)}。", css="kb-parts"))


def _course(answer: IndicatorPage, theme: Theme) -> go.Figure:
    target = answer.series[answer.series["baseline"].notna().to_numpy()]
    return trend(
        answer.series,
        quantity=answer.quantity,
        theme=theme,
        peers=answer.bands,
        peer_name=answer.peer_name,
        target=target[["day"]].assign(value=target["baseline"]) if len(target) else None,
        target_name=answer.line or "目标",
        breaks=[one for one in answer.breaks if one.day > min(answer.series["day"])],
        restarts=answer.restarts,
    )


@drawn
def _unhidden(rows: pd.DataFrame) -> pd.DataFrame:
    return rows[~rows["hidden"].to_numpy(dtype=bool)]


def _asked(rows: pd.DataFrame) -> pd.DataFrame:
    """Those the indicator applies to: a bar for each of the others would bury them."""
    return rows[(rows["status"] != Status.NOT_APPLICABLE).to_numpy()]


@drawn
def _first(rows: pd.DataFrame) -> pd.DataFrame:
    return rows.head(MOST_BARS)


def show_subjects(rows: pd.DataFrame, answer: IndicatorPage, theme: Theme, *, title: str, kind: str) -> None:
    """Towns or units as bars, worst first."""
    told = {"up": "低的在前", "down": "高的在前"}.get(answer.direction, "不分高低")
    since = answer.since if rows["previous"].notna().any() else ""
    section(title, f"{told}；点一条看出处" + (f"；数后是较{since}的变化" if since else ""))
    asked = _asked(rows)
    shown = _unhidden(asked)
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
        each=CLOSE if len(shown) > MANY_BARS else APART,
    )
    name = f"{answer.quantity.name}_{title}"
    picked = open_measure(answer.code, PLACE if kind == "镇" else UNIT)
    show_figure(figure, key="subjects", alt=f"{answer.quantity.name}{title}", on_pick=picked, download=name)
    if len(shown) < len(asked):
        show(tag("div", f"{len(asked) - len(shown)} 个数不足 5，不显示。", css="kb-parts"))
    if len(asked) < len(rows):
        show(tag("div", f"另有 {len(rows) - len(asked)} 个{kind}不适用。", css="kb-parts"))


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
