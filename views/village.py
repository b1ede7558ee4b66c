"""Fragments of the 村情画像 page: where the village lies, how it stands, its indicators, problems, projects, bases."""

from collections.abc import Sequence
from math import isnan

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from charts.deadlines import days_words
from charts.marks import missing_word
from charts.peer_sparks import peer_spark
from charts.quantity import difference, part_amount, written
from charts.tokens import Theme
from domain.comparisons import AGAINST_WORDS, Against
from domain.small_counts import TOLD
from domain.wording.numbers import THIN_SPACE, percent, plain, wan
from services.known.find_village import FoundVillage
from services.villages.show_village import VillagePage
from services.villages.village_indicators import IndicatorRow, period_words
from services.villages.village_ledgers import VillageLedgers
from services.villages.village_standing import VillageStanding
from views.chips import chip
from views.downloads import offer_html
from views.drawn import drawn, shown
from views.filters import filter_row
from views.frame import section
from views.heat import HeatRow, heat_html
from views.indicator_links import indicator_link
from views.links import page_link
from views.loss import CLOSE, show_blocks, show_ways
from views.markup import Html, join, show, tag
from views.project_links import project_link
from views.provenance import Trace, number_link
from views.ranking_words import place_words
from views.tables import Column, missing_text, revised, table_html
from views.trail import Stop, breadcrumb, show_siblings
from views.village_link import PARAMETER

MOST_OPEN, MOST_PROJECTS = 6, 5
# The aspects in the order they are read; others follow as the catalogue has them.
ASPECTS = (
    "人居环境",
    "防返贫监测",
    "保障与就业",
    "群众增收",
    "集体经济",
    "乡村治理",
    "问题整改",
    "项目完成",
    "资金支出",
)


def asked_village() -> str:
    """The village of the address, a key or a name; blank for none."""
    return st.query_params.get(PARAMETER, "").strip()


def keep_in_address(found: FoundVillage) -> None:
    """The address says the village in plain words, however it was asked for."""
    if st.query_params.get(PARAMETER) != found.words:
        st.query_params[PARAMETER] = found.words


def head_of_village() -> tuple[DeltaGenerator, DeltaGenerator, DeltaGenerator]:
    """Room for where the village lies, for the headline, and at the end of its sub sentence for the choice of comparison."""
    place = st.container()
    with st.container(key="kb_village_said", gap=None):
        return place, st.container(), filter_row("compare", width="content")


def columns_of_village() -> tuple[DeltaGenerator, ...]:
    """The one screen: what is judged, the ledgers, and in a third column two parts, which on a narrow screen
    (static/board.css) stand beside each other below the first two."""
    with st.container(key="kb_village"):
        judged, ledgers, rest = st.columns([46.5, 27.5, 26], gap="medium")
    with rest, st.container(key="kb_village_rest", gap="xsmall"):
        course, counts = st.container(gap="xsmall"), st.container(gap="xsmall")
    return judged.container(gap="xsmall"), ledgers.container(gap="xsmall"), course, counts


def show_place(found: FoundVillage, page: VillagePage, theme: Theme) -> None:
    """Where the village lies and what it is, what an old name became, and the villages beside it with their scores."""
    county = page_link(found.county_name, "overview")
    town = page_link(found.town_name, "sanitation", town=found.town_name)
    facts = [
        tag("span", tag("span", title, css="kb-grey"), " ", tag("b", value)) for title, value in page.facts
    ]
    crumbs = tag("div", breadcrumb(county, town, here=found.name), *facts, css="kb-asof")
    show_siblings(
        _stops(found, page), found.words, parameter=PARAMETER, theme=theme, counted="村", crumbs=crumbs
    )
    if found.said:
        show(tag("div", found.said, css="kb-note"))


@drawn
def _stops(found: FoundVillage, page: VillagePage) -> tuple[Stop, ...]:
    return tuple(
        Stop(name, f"{found.town_name}{name}", _sibling_score(page, key)) for key, name in found.siblings
    )


def _sibling_score(page: VillagePage, key: str) -> str:
    """「67.04」; 不参评 where the village is not ranked, blank without a board."""
    if page.standing is None or key not in page.scores:
        return ""
    score = page.scores[key]
    return "不参评" if isnan(score) else plain(score, page.standing.stands.decimals)


def show_standing(standing: VillageStanding | None, theme: Theme) -> None:
    """Place and interval, then what costs most points, block by block."""
    if standing is None:
        section("得分与名次", "办公室还没有村级考核方案")
        return
    stands = standing.stands
    if standing.explained is None:
        section("得分与名次", f"{standing.scheme}　{stands.group}")
        show(tag("div", tag("b", "本期不参评"), f"：{stands.reason}，不列末位", css="kb-parts"))
        return
    section("分丢在哪里", right=page_link("看名次表", "ranking"))
    show_blocks(
        standing.explained.blocks,
        who="",
        score=stands.score,
        decimals=stands.decimals,
        theme=theme,
        each=CLOSE,
        download="村情画像_失分",
    )
    show(tag("div", place_words(standing), "。", css="kb-parts"))
    show_ways(standing.ways)


@shown
def show_indicators(rows: Sequence[IndicatorRow], found: FoundVillage, theme: Theme, against: str) -> None:
    """Judged indicators aspect by aspect; plain counts in a line per aspect below."""
    section("指标", "点数看出处，点指标名看本村走势；灰带＝同类村中间一半，灰线＝中位数")
    ordered = sorted(rows, key=lambda row: _aspect_order(row.aspect))
    judged = pd.DataFrame({"row": [row for row in ordered if row.judged]}, dtype=object)
    first = {
        row.code
        for at, row in enumerate(judged["row"])
        if at == 0 or judged["row"][at - 1].aspect != row.aspect
    }
    compared = AGAINST_WORDS[Against(against)]
    change = Column(f"较{compared}", write=lambda it: _moved(it.row), kind="number")
    columns = [
        Column(
            "方面",
            write=lambda it: tag("span", it.row.aspect if it.row.code in first else "", css="kb-grey"),
            kind="nowrap",
            spare=True,
        ),
        Column("指标", write=lambda it: _course_link(it.row, found), kind="strong"),
        Column("数", write=lambda it: _value(it.row, found.village), kind="number"),
        Column(
            "分子 / 分母",
            write=lambda it: tag("span", _parts(it.row), css="kb-grey"),
            kind="number",
            spare=True,
        ),
        Column("较基准", write=lambda it: _gap(it.row), kind="number"),
        Column("灯", write=lambda it: _light(it.row, theme)),
        *([] if against == Against.NOTHING else [change]),
        Column("近 8 期", write=lambda it: _spark(it.row, theme)),
    ]
    show(table_html(judged, columns, compact=True), css="kb kb-dense")
    offer_html("村情画像_指标", lambda: table_html(judged, columns))


def _course_link(row: IndicatorRow, found: FoundVillage) -> Html:
    """The indicator's page, this village's line in front of those of its kind."""
    return indicator_link(row.quantity.name, row.code, town=found.town_name, alone=found.name)


def _aspect_order(aspect: str) -> int:
    return ASPECTS.index(aspect) if aspect in ASPECTS else len(ASPECTS)


def _value(row: IndicatorRow, village: str) -> Html:
    """The number as a link; a missing one as the word of its state."""
    trace = Trace("measure", (row.code, "place", village))
    if row.hidden:
        return tag("span", missing_word(row.status), css="kb-none", title=TOLD)
    if row.status == "not_applicable":
        return tag("span", "／", css="kb-none", title="不适用")
    if isnan(row.value):
        word = "当期未查" if row.code in ("ENV_SCORE", "INSP_RATE") else missing_word(row.status) or "未报"
        return missing_text(row.status, word)
    shown = number_link(row.quantity.shown(row.value), trace)
    if row.revised:
        shown = revised(shown, row.revised)
    return shown


def _carried(row: IndicatorRow) -> Html:
    """「沿用10月下旬」 of a number that is not of this period; blank of another."""
    if row.hidden or isnan(row.value) or row.status in ("reported", "not_applicable"):
        return Html("")
    return missing_text(row.status, f"{missing_word(row.status) or '沿用'}{period_words(row.period)}")


def _parts(row: IndicatorRow) -> str:
    if row.hidden or isnan(row.denominator) or isnan(row.numerator) or row.denominator == 1:
        return ""
    unit = "万元" if row.aspect == "资金支出" else ""
    sides = (part_amount(side, unit) for side in (row.numerator, row.denominator))
    return f"{THIN_SPACE}/{THIN_SPACE}".join(sides)


def _gap(row: IndicatorRow) -> Html:
    """「−12.1」 beside the baseline's name; of a 沿用 number, which is held against none, its period."""
    if isnan(row.gap) or row.hidden or row.status != "reported":
        return _carried(row)
    words = row.quantity.gap(row.value, row.baseline)
    return tag(
        "span",
        words,
        " ",
        tag("span", row.line, css="kb-grey x6"),
        title=f"{row.line} {row.quantity.planned(row.baseline)}",
    )


def _light(row: IndicatorRow, theme: Theme) -> Html:
    return chip(row.light, theme, rule=row.sentence) if row.light != "none" else Html("")


def _moved(row: IndicatorRow) -> Html:
    if isnan(row.moved) or row.hidden:
        return tag("span", "—", css="kb-none", title=row.why) if row.why and not row.hidden else Html("")
    words = difference(row.quantity.drawn(row.moved), row.quantity.decimals)
    return tag(
        "span",
        "—" if not words.startswith(("+", "−")) else words,
        title=f"{row.since or '上期'}为并村前各村之和" if row.seam else "",
    )


def _spark(row: IndicatorRow, theme: Theme) -> Html:
    if not row.history or row.hidden:
        return Html("")
    words = f"{row.quantity.name}近 {len(row.history)} 期走势"
    return Html(peer_spark(row.history, row.bands, theme, alt=words, width=72, height=18))


@shown
def show_counts(rows: Sequence[IndicatorRow], village: str) -> None:
    """Plain counts, a line per aspect."""
    lines: dict[str, list[Html]] = {}
    for row in sorted(rows, key=lambda row: _aspect_order(row.aspect)):
        if not row.judged:
            parts = (part for part in (row.quantity.name, _carried(row), _value(row, village)) if part)
            told = tag("span", join(*parts, between=" "), css="kb-whole")
            lines.setdefault(row.aspect, []).append(told)
    if lines:
        section("其他计数", "不评灯，点数看出处")
        show(
            *(
                tag("div", tag("b", name), "　", join(*said, between="　"), css="kb-parts")
                for name, said in lines.items()
            )
        )


@shown
def show_weeks(page: VillagePage) -> None:
    """考评得分 week by week; hatched where nobody looked."""
    section("考评得分逐周", "斜线＝当周未查")
    if not any(not isnan(score) for _, score in page.weeks):
        show(tag("div", f"近 {len(page.weeks)} 周没有督查到本村，不等于没问题。", css="kb-parts"))
        return
    values = tuple(score for _, score in page.weeks)
    known = [score for score in values if not isnan(score)]
    below = sum(float(written(score, 1)) < 80 for score in known)
    row = HeatRow("得分", "", values, sum(known) / len(known), below)
    heads = [head for head, _ in page.weeks]
    show(heat_html([row], heads, first=""))
    offer_html("村情画像_考评得分逐周", lambda: heat_html([row], heads, first=""))


@shown
def show_problems(ledgers: VillageLedgers, theme: Theme) -> None:
    """Open problems with their deadlines, then those closed last."""
    back = f"今年反弹 {ledgers.rebounds} 个" if ledgers.rebounds else ""
    number = len(ledgers.open)
    section(f"未结问题 {number} 个", "；".join(part for part in ("逾期在前" if number else "", back) if part))
    if number:
        columns = [
            Column("问题", write=_problem),
            Column("逾期/剩余", write=lambda row: _left(row, theme), kind="nowrap"),
            Column("期限", "deadline", kind="nowrap", spare=True),
            Column("状态", "status_word", kind="nowrap"),
        ]
        show(table_html(ledgers.open.head(MOST_OPEN), columns, compact=True), css="kb kb-dense")
        offer_html("村情画像_未结问题", lambda: table_html(ledgers.open, columns))
    if number > MOST_OPEN:
        show(tag("div", f"另有 {number - MOST_OPEN} 个未结，在“问题整改”页查看。", css="kb-parts"))
    if len(ledgers.ended):
        told = [join(f"{row.day} ", _problem(row)) for row in ledgers.ended.itertuples(index=False)]
        show(tag("div", "最近销号：", join(*told, between="；"), css="kb-parts"))


def _problem(row: object) -> Html:
    """The problem's text as a link to its panel; what came back says of which."""
    name = page_link(row.text, "rectification", problem=row.problem)
    return join(name, tag("span", f"（反弹自 {row.rebound_of}）", css="kb-grey")) if row.rebound_of else name


def _left(row: object, theme: Theme) -> object:
    if isnan(row.days_left):
        return tag("span", "不计逾期" if row.deadline == "长期坚持" else "未定期限", css="kb-none")
    words = days_words(row.days_left)
    return chip(row.light, theme, words) if row.days_late > 0 else words


@shown
def show_projects(ledgers: VillageLedgers, theme: Theme) -> None:
    """Projects with stage, progress and payment; the sum of the payments in the head."""
    rows = ledgers.projects
    money = "" if isnan(ledgers.paid) else f"已支付 {wan(ledgers.paid)} 万元"
    plan = "" if isnan(ledgers.plan) else f"计划 {wan(ledgers.plan)} 万元"
    how = "，".join(part for part in (plan, money) if part) if len(rows) else "今年没有项目落在本村"
    section(f"项目 {len(rows)} 个", how)
    if rows.empty:
        return
    columns = [
        Column("项目", write=_project),
        Column("进展", write=lambda row: _stage(row, theme), kind="nowrap"),
        Column("支付 / 计划（万元）", write=_paid, kind="number"),
        Column(
            "支付率",
            write=lambda row: percent(row.rate) if not isnan(row.rate) else missing_text("", "未报"),
            kind="number",
        ),
    ]
    show(table_html(rows.head(MOST_PROJECTS), columns, compact=True), css="kb kb-dense")
    offer_html("村情画像_项目", lambda: table_html(rows, columns))


def _project(row: object) -> Html:
    """The name as a link, below it what stands in the way."""
    said = tag("span", row.problem) if row.problem else ""
    return tag("span", project_link(row.name, row.project), said, css="kb-two")


def _stage(row: object, theme: Theme) -> object:
    share = "" if isnan(row.progress) or row.progress >= 1 else f" {percent(row.progress, 0)}"
    words = f"{row.stage or '未报进度'}{share}"
    return chip("bad", theme, f"{words}，逾期 {int(row.days_late)} 天") if row.days_late > 0 else words


def _paid(row: object) -> str:
    sides = ("未报" if isnan(side) else wan(side) for side in (row.paid, row.plan))
    return f"{THIN_SPACE}/{THIN_SPACE}".join(sides)


@shown
def show_reports(page: VillagePage) -> None:
    """What has not been reported since when, and bases that moved."""
    section("报送与底数")
    silent = page.silent or ("各报表都已报。",)
    bases = page.bases or ("近 8 期底数没有影响率的变动。",)
    quiet = not page.silent and not page.bases  # nothing to tell takes one line
    show(*(tag("span" if quiet else "div", words, css="kb-parts") for words in (*silent, *bases)))
