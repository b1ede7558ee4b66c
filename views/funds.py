"""Parts of 资金支出: sources as bullets, what is stuck as a table, a click on an earlier day."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import isnan

import streamlit as st
from pandas import DataFrame
from streamlit.delta_generator import DeltaGenerator

from charts.bullet import bullet
from charts.dots_to_due import dots_to_due
from charts.quantity import Quantity
from charts.sketches import mark
from charts.tokens import Theme
from charts.trajectory import trajectory
from domain.periods import parse
from domain.wording.numbers import percent, wan
from services.funds.funds_parts import WaitingStep
from services.funds.show_funds import FundsChoices, FundsPage
from views.chips import shape_key
from views.downloads import offer_html
from views.drawn import shown
from views.empty import nothing_yet
from views.filters import choose
from views.frame import Page, room_of_section, section
from views.links import link
from views.markup import Html, join, show, tag
from views.paging import page_of
from views.plot import Picked, draw, show_figure
from views.project_links import go_to_project, project_link
from views.provenance import Trace, number_link
from views.session import set_moment
from views.tables import Column, count_words, missing_text, table_html
from views.tracing import open_measure

LIST = "list"
SIGHTS = {LIST: "明细", "dots": "对照图"}
THREE = [43, 30, 27]
COURSE_HEIGHT = 268
MOST = 8
MOST_WAITING = 3
LAST_ALONE = 2  # rows of a step below whose word only one line is left
TOWNS_ON_A_PAGE = 12


def open_then(page: Page, code: str) -> Callable[[Picked], None]:
    """A click on a day of the curve: the whole page as of that day, with the number's parts open."""
    opened = open_measure(code)

    def moved(picked: Picked) -> None:
        day = min(parse(picked.period).end, page.moment.as_of)
        if day != page.moment.as_of:
            set_moment(as_of=day, known_at=page.moment.known_at if page.pinned else None)
        opened(picked)

    return moved


def show_province(choices: FundsChoices) -> None:
    """At the end of the controls: of which day 全省平均 is, or why it cannot be chosen."""
    if choices.unsaid:
        st.html(tag("div", choices.unsaid, css="kb kb-parts"), width="content")


@dataclass(frozen=True, slots=True)
class Room:
    """Where each part stands; None for a part that is not shown."""

    pace: DeltaGenerator
    slow: DeltaGenerator
    sources: DeltaGenerator | None = None
    figures: DeltaGenerator | None = None
    waiting: DeltaGenerator | None = None
    towns: DeltaGenerator | None = None


def room_of_funds(answer: FundsPage, figures: int) -> Room:
    """Two rows of three columns for the county, two of two for a town: a page on one screen (static/board.css)."""
    is_silent = answer.pace.now.missing
    has_sources = bool(len(answer.sources) or answer.sources_said)
    if not has_sources and not figures:
        pace, waiting = _columns("pace", [57, 43]) if not is_silent else (st.container(), None)
        return Room(pace, st.container(), waiting=waiting)
    pace, sources, *more = _columns("cols_pace", THREE) if figures else _columns("pace", [57, 43])
    if is_silent:
        return Room(pace, st.container(), sources, *more)
    slow, waiting, *towns = (
        _columns("first_parts", THREE) if len(answer.towns) else _columns("parts", [57, 43])
    )
    return Room(
        pace, slow, sources, more[0] if more else None, waiting=waiting, towns=towns[0] if towns else None
    )


def _columns(key: str, shares: Sequence[int]) -> list[DeltaGenerator]:
    with st.container(key=f"kb_{key}"):
        return st.columns(shares, gap="medium")


def show_pace(page: Page, answer: FundsPage) -> None:
    """The rate by 旬 against its baseline, and what it would take; a click goes back to a day."""
    pace = answer.pace
    section(f"{answer.name}累计支出率与{pace.baseline or '基准'}", f"按旬{answer.whole}")
    if pace.now.missing:
        nothing_yet("到这一天还没有支付数据。", "办公室可在“数据上报”页放入资金下达支付台账。")
        return
    figure = draw(
        trajectory,
        pace.actual,
        pace.nodes,
        quantity=answer.quantity,
        baseline=pace.baseline,
        theme=page.theme,
        last_year=pace.last_year,
        projection=pace.projection,
        shortfall=pace.shortfall,
        height=COURSE_HEIGHT,
    )
    alt = answer.conclusion.plain + answer.conclusion.red
    show_figure(figure, key="pace", alt=alt, on_pick=open_then(page, answer.code), download="资金支出_走势")
    unheld = "" if pace.baseline else "这个分母没有登记这条基准，不比差距。"
    show(tag("div", join(unheld, pace.needed, pace.grown, between=" "), css="kb-parts"))


def show_slow(answer: FundsPage, theme: Theme) -> None:
    """The projects furthest behind their own due: as a list with what they wait for, or as dots against the due."""
    if answer.projects_said:
        section("慢在哪里")
        nothing_yet(answer.projects_said, "项目台账补上后，这里会自动显示。")
        return
    head, choice = room_of_section("slow")
    with choice:
        sight = choose("怎么看", SIGHTS, key="slow")
    with head:
        lights = {"bad": "滞后", "warn": "预警", "note": "提醒", "ok": "正常"}
        how = answer.stuck_said if sight == LIST else join("竖线＝应达；", shape_key(theme, lights))
        section("慢在哪里", how)
    if sight == LIST:
        show_stuck(answer.stuck, answer.quantity, theme)
    else:
        _draw_projects(answer, theme)


def _draw_projects(answer: FundsPage, theme: Theme) -> None:
    figure = draw(dots_to_due, answer.projects, quantity=answer.quantity, due="应达", theme=theme, each=21)
    alt = answer.stuck_said or "各项目都在应达附近或以上"
    show_figure(figure, key="projects", alt=alt, on_pick=go_to_project, download="资金支出_各项目")
    if answer.hidden:
        told = count_words(len(answer.projects) + answer.hidden, "个项目", answer.hidden)
        show(tag("div", told, css="kb-parts"))


def show_sources(answer: FundsPage, theme: Theme) -> None:
    """Paid and arrived by source level; a sentence where the ledgers do not say."""
    if not len(answer.sources) and not answer.sources_said:
        return
    baseline = answer.pace.baseline
    section("按资金来源", "深＝支出，浅＝到位", "差距（百分点）")
    if answer.sources_said:
        nothing_yet(answer.sources_said, "办公室可在“数据上报”页放入资金下达支付台账。")
        return
    figure = draw(
        bullet, answer.sources, quantity=answer.quantity, baseline=baseline, theme=theme, plan=answer.base
    )
    slowest = answer.sources.sort_values("value").iloc[0]
    words = f"{slowest['name']}资金支出最慢，{answer.quantity.shown(float(slowest['value']))}"
    show_figure(figure, key="sources", alt=words, download="资金支出_按资金来源")


def show_towns(answer: FundsPage, theme: Theme) -> None:
    """镇 应支出的底数 支出 支出率 差距 欠支; a town's name narrows the page to it, its rate opens its parts.

    A sentence where nothing is known of any town.
    """
    if answer.towns[["paid", "rate"]].isna().all(axis=None):
        nothing_yet(
            "各镇的支出率都还算不出，不列欠支。", f"项目台账写了各项目的{answer.base}资金，这里会自动显示。"
        )
        return
    _write_towns(answer, page_of(answer.towns, TOWNS_ON_A_PAGE, key="towns"), theme)


@shown
def _write_towns(answer: FundsPage, rows: DataFrame, theme: Theme) -> None:
    quantity = answer.quantity

    def rate(row: object) -> object:
        if isnan(row.rate):
            return missing_text("not_reported")
        return number_link(percent(row.rate), Trace("measure", (answer.code, "place", row.subject)))

    def shape(row: object) -> Html:
        is_unheld = row.light == "none" and not isnan(row.rate)
        return Html("") if is_unheld else join(Html(mark(row.light, theme)), " ")

    columns = [
        Column(
            "乡镇",
            write=lambda row: join(shape(row), link(row.name, town=row.name)),
            kind="strong",
        ),
        Column(f"{answer.base}万元", write=lambda row: _or_missing(row.base, wan), kind="number"),
        Column("支出万元", write=lambda row: _or_missing(row.paid, wan), kind="number", spare=True),
        Column("支出率", write=rate, kind="number"),
        Column("差距", write=lambda row: "" if isnan(row.gap) else quantity.gap(row.gap, 0.0), kind="number"),
        Column("欠支万元", write=_owed, kind="number"),
    ]
    show(table_html(rows, columns, compact=True), css="kb kb-dense")
    offer_html("资金支出_各乡镇欠支", lambda: table_html(answer.towns, columns))


def _owed(row: object) -> object:
    """Nothing where it is held against no line: a town that has reported is not called 未报."""
    if isnan(row.owed):
        return missing_text("not_reported") if isnan(row.rate) else "—"
    return wan(row.owed) if row.owed > 0 else "·"


@shown
def show_waiting(answer: FundsPage) -> None:
    """At which step how much waits and for how long; below, the greatest of each, and the three amounts."""
    if not answer.waiting:
        nothing_yet("没有钱卡在下达、到位、付清这几步上。", "")
    rows = DataFrame(
        [
            (
                _said_of(step, at),
                step,
                at,
                row["record"],
                row["key"],
                row["name"],
                row["amount"],
                row["days"],
            )
            for step in answer.waiting
            for at, row in enumerate(step.rows.head(MOST_WAITING).to_dict("records"))
        ],
        columns=["word", "step", "at", "record", "key", "name", "amount", "days"],
    )

    columns = [
        Column("卡在", write=lambda row: row.word, width="34%"),
        Column("文号、项目", write=_waits_at),
        Column("万元", write=lambda row: wan(row.amount), kind="number"),
        Column("已等", write=_waited, kind="number"),
    ]
    if len(rows):
        show(table_html(rows, columns, compact=True), css="kb kb-dense")
        offer_html("资金支出_钱卡在哪一步", lambda: table_html(rows, columns))
    told = [
        f"{word} {'未报' if isnan(yuan) else f'{wan(yuan)} 万元（{count:,} 个项目）'}"
        for word, (yuan, count) in answer.amounts.items()
    ]
    show(tag("div", f"拨付、报账、支付是三个数，不相加也不互代：{'；'.join(told)}。", css="kb-parts"))


def _said_of(step: WaitingStep, at: int) -> Html:
    """Down the rows of a step: its word, how many, how much; all in one where it has a single row."""
    told = (f"{step.count:,} 笔", f"合计 {wan(step.amount)} 万元")
    shown = min(len(step.rows), MOST_WAITING)
    grey = ("，".join(told),) if shown == LAST_ALONE else told
    lines = (tag("b", step.word), *(tag("span", line, css="kb-grey") for line in grey))
    if shown == 1:
        return join(*lines[:1], " ", tag("span", "，".join(told), css="kb-grey"))
    return lines[at] if at < len(lines) else Html("")


def _waits_at(row: object) -> object:
    """A document or project opens its ledger row; a whole source level is the sum of many."""
    return number_link(row.name, Trace(row.record, (row.key,))) if row.record else row.name


def _waited(row: object) -> str:
    if isnan(row.days):
        return "没写日期" if row.record else "—"
    return f"{row.days:.0f} 天"


@shown
def show_stuck(stuck: DataFrame, quantity: Quantity, theme: Theme) -> None:
    """项目 计划万元 支出率 差距 形象进度 卡在 责任人; a name opens its ledger row."""
    if stuck.empty:
        nothing_yet("没有项目进入预警或滞后。", "")
        return

    def name(row: object) -> Html:
        return join(Html(mark(row.light, theme)), " ", project_link(row.name, row.project))

    columns = [
        Column("项目", write=name, kind="strong", width="24%"),
        Column("计划万元", write=lambda row: _or_missing(row.plan, wan), kind="number"),
        Column("支出率", write=lambda row: _or_missing(row.rate, percent), kind="number"),
        Column("差距", write=lambda row: quantity.gap(row.gap, 0.0), kind="number"),
        Column("形象进度", write=lambda row: _or_missing(row.progress, percent), kind="number", spare=True),
        Column("卡在", "problem"),
        Column("责任人", "who", width="16%"),
    ]
    show(table_html(stuck.head(MOST), columns, compact=True), css="kb kb-dense kb-apart")
    offer_html("资金支出_慢在哪里", lambda: table_html(stuck, columns))
    if len(stuck) > MOST:
        show(tag("div", count_words(len(stuck), "项", len(stuck) - MOST), css="kb-parts"))


def _or_missing(number: float, write: Callable[[float], str]) -> object:
    return missing_text("not_reported") if isnan(number) else write(number)
