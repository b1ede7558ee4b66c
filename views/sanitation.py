"""Fragments of the 人居环境 page: villages week by week, the villages of one town, what moved the rates."""

from collections.abc import Mapping
from math import isnan

import pandas as pd
import streamlit as st

from charts.quantity import signed, written
from charts.sketches import mark
from charts.tokens import Theme
from domain.places import VILLAGE
from domain.wording.numbers import percent
from services.measures.compare_rates import RateNow
from services.measures.trace_weeks import SCORE, WEEKS
from services.sanitation.score_weeks import ScoreWeeks
from services.sanitation.show_sanitation import SanitationPage
from views.downloads import offer_html
from views.drawn import drawn, shown
from views.empty import nothing_yet
from views.frame import section
from views.heat import HeatRow, heat_html, side_by_side
from views.markup import Html, esc, join, show, tag
from views.paging import choose_some, page_of
from views.provenance import Trace, number_link
from views.tables import Column, changed, missing_text, revised, table_html
from views.village_link import village_link

LOWEST = "low"
ON_A_PAGE = 18  # villages beside one another in two columns
FEWEST_VISITS = 2  # a mean over one visit says too little to be called low
WIDE = 250  # px: a town of twelve characters
MOST_SEGMENTS = 3  # more towns than that do not fit beside the section's head
BASES_ON_A_PAGE = 12
LIGHT_WORDS = {"ok": "达标", "warn": "差 5 个百分点以内", "bad": "差 5 个百分点以上"}


def choose_villages(towns: Mapping[str, str]) -> str:
    """Which villages the heat table shows: the lowest of the county, or all of one town; a key of `towns` or LOWEST."""
    options = {LOWEST: f"得分最低 {ON_A_PAGE} 村", **towns}
    return choose_some("看哪些村", options, key="town", most=MOST_SEGMENTS, width=WIDE)


def show_weeks(weeks: ScoreWeeks, chosen: str, covered: str) -> None:
    """Village × week in two columns, 20 on a page; a village nobody visited is hatched, never a zero."""
    rows = weeks.rows
    every = _lowest(rows) if chosen == LOWEST else _of_town(rows, chosen)
    _write_weeks(weeks, every, page_of(every, ON_A_PAGE, key="villages"), chosen, covered)


@drawn
def _lowest(rows: pd.DataFrame) -> pd.DataFrame:
    often = rows[(rows["visits"] >= FEWEST_VISITS).to_numpy()]
    return often.sort_values("mean", kind="stable").head(ON_A_PAGE)


@drawn
def _of_town(rows: pd.DataFrame, town: str) -> pd.DataFrame:
    return rows[(rows["town"] == town).to_numpy()]


@shown
def _write_weeks(
    weeks: ScoreWeeks, every: pd.DataFrame, rows: pd.DataFrame, chosen: str, covered: str
) -> None:
    if rows.empty:
        what = f"这 {len(weeks.codes)} 周里没有查过 {FEWEST_VISITS} 周以上的村。"
        nothing_yet(what, "上面选一个镇，看它的村哪周查过。" if chosen == LOWEST else "")
        _tell_unvisited(weeks, chosen, covered)
        return
    half = (len(rows) + 1) // 2
    halves = [heat_html(_heat_rows(part, weeks), weeks.heads) for part in (rows[:half], rows[half:])]
    show(side_by_side(*halves) if len(rows) > 1 else halves[0])
    offer_html("人居环境_逐村逐周", lambda: heat_html(_heat_rows(every, weeks), weeks.heads))
    _tell_unvisited(weeks, chosen, covered)


def _heat_rows(rows: pd.DataFrame, weeks: ScoreWeeks) -> list[HeatRow]:
    values = rows[list(weeks.codes)].to_numpy(dtype="float64")
    columns = (rows[name].tolist() for name in ("village", "name", "town_name", "mean", "below", "ago"))
    return [
        HeatRow(
            village_link(name, village),
            str(town),
            tuple(own),
            float(mean),
            int(below),
            _visits(mean, village),
            ago,
        )
        for (village, name, town, mean, below, ago), own in zip(
            zip(*columns, strict=True), values, strict=True
        )
    ]


def _visits(mean: float, village: str) -> Html | str:
    """A village's mean opens the visits its scores were given on; its name opens the village."""
    if isnan(mean):
        return ""
    return number_link(written(mean, 1), Trace("measure", (SCORE, "place", village, WEEKS)))


def _tell_unvisited(weeks: ScoreWeeks, chosen: str, covered: str) -> None:
    """Who was looked at too seldom to be in the list, by name: not looked at is not without fault."""
    rows = weeks.rows if chosen == LOWEST else weeks.rows[(weeks.rows["town"] == chosen).to_numpy()]
    never = [
        f"{town}{name}"
        for town, name, visits in zip(rows["town_name"], rows["name"], rows["visits"], strict=True)
        if visits == 0
    ]
    once = int((rows["visits"] == 1).sum())
    said = [covered] if covered else []
    if never:
        said.append(
            f"{len(weeks.heads)} 周都没有查到的有 {len(never)} 村：{'、'.join(never[:8])}{'等' if len(never) > 8 else ''}"
        )
    if once and chosen == LOWEST:
        said.append(f"只查过 1 周的 {once} 村不列入")
    if said:
        show(tag("div", "；".join(said) + "。未查不等于没问题。", css="kb-parts"))


def show_reasons(answer: SanitationPage) -> None:
    """What moved the rates: whose base moved, and beside it what of the county's change was work; nothing where nothing did."""
    told = bool(answer.notes or answer.warned)
    if not len(answer.bases):
        if told and answer.panels:
            show_notes(answer.notes, answer.warned)
        return
    with st.container(key="kb_below_reasons"):
        left, right = st.columns([58, 42], gap="medium") if told else (st.container(), st.empty())
    with left:
        section(
            "基数变化：多做了，还是少算了",
            f"{answer.since}到本期；做得多＋算得少＝率的升降",
            "百分点",
        )
        show_bases(answer.bases, answer.since)
    if told:
        with right:
            section("全县的升降", "有多少是做出来的")
            show_notes(answer.notes, answer.warned)


@shown
def show_notes(notes: tuple[str, ...], warned: str) -> None:
    """做得多、算得少 in grey; villages that rose only by a smaller base with the weight of a 预警."""
    told = [tag("div", note, css="kb-parts") for note in notes]
    if warned:
        told.append(tag("div", tag("b", "只因基数变小而上升："), warned, css="kb-note"))
    if told:
        show(*told)


def show_bases(rows: pd.DataFrame, since: str) -> None:
    """Whose base moved: old → new, how much of the change was work and how much the base, and what was said."""
    _write_bases(rows, page_of(rows, BASES_ON_A_PAGE, key="bases"), since)


@shown
def _write_bases(every: pd.DataFrame, rows: pd.DataFrame, since: str) -> None:

    def who(row: object) -> Html:
        if row.level == VILLAGE:
            return join(village_link(row.name, row.subject), " ", tag("span", row.town_name, css="kb-grey"))
        return esc(row.name)

    def moved(old: float, new: float) -> Html:
        return changed(f"{old:,.0f}", f"{new:,.0f}")

    def rate(row: object) -> Html:
        shown = number_link(percent(row.now), Trace("measure", (row.indicator, "place", row.subject)))
        return join(tag("span", percent(row.before), css="kb-grey"), " → ", shown)

    def counted(row: object) -> Html:
        css = "kb-red kb-strong" if row.only_base else ""
        return tag("span", _percent_points(row.counted), css=css)

    columns = [
        Column("镇、村", write=who, kind="strong"),
        Column("率", "rate_name", kind="nowrap"),
        Column("基数", write=lambda row: moved(row.denominator_before, row.denominator), kind="number"),
        Column("完成数", write=lambda row: moved(row.numerator_before, row.numerator), kind="number"),
        Column(f"较{since}", write=rate, kind="number"),
        Column("做得多", write=lambda row: _percent_points(row.done), kind="number"),
        Column("算得少", write=counted, kind="number"),
        Column(
            "说明",
            write=lambda row: row.said or ("请核实基数" if row.only_base and row.level == VILLAGE else ""),
        ),
    ]
    show(table_html(rows, columns, compact=True), css="kb kb-dense")
    offer_html("人居环境_基数变化", lambda: table_html(every, columns))
    if (every["level"] == VILLAGE).any() and not (every["said"] != "").any():
        show(tag("div", "上报时都没有写基数变化的说明。", css="kb-parts"))


def _percent_points(share: float) -> str:
    return signed(share * 100, 1) or "0.0"


@shown
def show_town(rates: tuple[RateNow, ...], town: str, theme: Theme) -> None:
    """The villages of a town under each rate; every number opens its cells."""
    sides = {rate.code: rate.at(VILLAGE).set_index("subject") for rate in rates}
    names = next(iter(sides.values()))
    names = names[(names["town"] == town).to_numpy()]["name"]
    rows = pd.DataFrame({"village": names.index, "name": names.to_numpy()})
    columns = [Column("村", write=lambda row: village_link(row.name, row.village), kind="strong")]
    for rate in rates:
        columns += _rate_columns(rate, sides[rate.code], theme)
    show(table_html(rows, columns, compact=True), css="kb kb-dense kb-apart")
    offer_html("人居环境_各村三率", lambda: table_html(rows, columns))


def _rate_columns(rate: RateNow, rows: pd.DataFrame, theme: Theme) -> list[Column]:
    """Value with its light, parts, change; a rate over one village is yes or no."""
    if (rows["denominator"].dropna() == 1).all():
        return [Column(rate.quantity.name, write=lambda row: _yes_no(rate, rows.loc[row.village]))]
    told = [
        Column(
            rate.quantity.name, write=lambda row: _value(rate, rows.loc[row.village], theme), kind="number"
        ),
        Column(
            "分子 / 分母",
            write=lambda row: rate.quantity.parts(
                rows.loc[row.village]["numerator"], rows.loc[row.village]["denominator"]
            ),
            kind="number",
            spare=True,
        ),
    ]
    if rate.since is None:
        return told
    head = f"较{rate.since_words}"
    return [*told, Column(head, write=lambda row: _moved(rate, rows.loc[row.village]), kind="number")]


def _trace(rate: RateNow, village: str) -> Trace:
    return Trace("measure", (rate.code, "place", village))


def _value(rate: RateNow, row: pd.Series, theme: Theme) -> Html:
    if isnan(row["value"]):
        return missing_text(row["status"])
    shown = number_link(rate.quantity.shown(row["value"]), _trace(rate, str(row.name)))
    if row["revised"]:
        shown = revised(shown, str(row["revised"]))
    if row["status"] == "stale":
        return join(shown, " ", missing_text("stale"))
    if row["light"] not in ("warn", "bad"):
        return shown
    # Only the shape: where most villages of a poor town are below target, chips would drown the numbers.
    css = "kb-red kb-strong" if row["light"] == "bad" else ""
    return tag("span", Html(mark(row["light"], theme)), " ", shown, css=css, title=row["sentence"])


def _yes_no(rate: RateNow, row: pd.Series) -> Html:
    if isnan(row["value"]):
        return missing_text(row["status"])
    return number_link("是" if row["value"] >= 1 else "否", _trace(rate, str(row.name)))


def _moved(rate: RateNow, row: pd.Series) -> object:
    moved = rate.quantity.drawn(row["value"]) - rate.quantity.drawn(row["previous"])
    words = signed(moved, rate.quantity.decimals) or "—"
    if str(row.name) in set(rate.base_only["subject"]):
        return join(tag("span", "基数变小", css="kb-grey"), " ", words)
    return tag("span", words, css="kb-red kb-strong") if moved < 0 and words != "0.0" else words
