"""Fragments of the 日督查 page: the day in numbers, its problems, the coverage by village, the draw, 回头看."""

from math import isnan, nan

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from charts.tokens import Theme
from domain.wording.numbers import percent, plain
from services.problems.cover_villages import Coverage
from services.problems.look_back import LookBack
from services.problems.show_daily import PARTS, DailyPage
from views.chips import day_over_state, late_chip
from views.downloads import beside_the_head, offer_frame, offer_html
from views.drawn import drawn, shown
from views.filters import choose
from views.frame import section
from views.links import link
from views.markup import Html, join, show, tag, two_lines
from views.paging import page_beside_head
from views.ranking import one_line
from views.tables import Column, show_table, table_html
from views.village_link import village_link

LIST = "part"
COVERED = {"towns": "按镇", "villages": "逐村"}
ON_A_PAGE, LOOKED_ON_A_PAGE, TOWNS_ON_A_PAGE = 5, 4, 12
MOST_NAMED = 2  # of a town's villages unvisited for longer than allowed
# Days since the last visit → how dark a village stands: two weeks, a month, six weeks.
DARKER_AFTER = (14, 30, 42)


@shown
def show_numbers(answer: DailyPage) -> None:
    """The day in six numbers; each opens its problems in the list below."""
    told = answer.day
    numbers = [
        tag(
            "div",
            _name("督查"),
            tag("div", f"{told.visited}", css="kb-big"),
            _parts(f"{told.towns} 镇，单位：村"),
        )
    ]
    details = {
        "found": f"每次发现 {plain(told.found / told.visited, 1)} 处" if told.visited else "",
        "fixed": "发现当天看着改好", "handed": "到岗到人到天", "waiting": "还没有责任人",
        "rebounded": "销号后不久又出现", "overdue": "日督查全部未结",
    }  # fmt: skip
    for part, word in PARTS.items():
        count = getattr(told, part)
        shown = link(f"{count}", title=f"列出{word}的问题", **{LIST: word}) if count else "0"
        numbers.append(tag("div", _name(word), tag("div", shown, css="kb-big"), _parts(details[part])))
    show(tag("div", *numbers, css="kb-eq"))


def _name(word: str) -> Html:
    return tag("div", word, css="kb-name")


def _parts(words: str) -> Html:
    return tag("div", words, css="kb-parts")


def show_list(answer: DailyPage, theme: Theme) -> None:
    """The problems of the chosen number."""
    section("问题清单", "点问题看经过，办下一步")
    words = {code: word for code, word in PARTS.items() if len(answer.parts[code]) or code == "found"}
    with st.container(key="kbctl_daily", horizontal=True):
        part = choose("看哪些", words, key=LIST)
    rows = answer.parts[part]
    if rows.empty:
        show(tag("div", "这一天没有登记问题。", css="kb-parts"))
        return
    columns = [
        Column("问题 · 责任", write=_what),
        Column("程度", "severity", "nowrap"),
        Column("", write=lambda row: late_chip(row, theme), kind="nowrap"),
        Column(
            tag("span", "期限 · 状态", style="white-space:nowrap"),
            write=lambda row: day_over_state(row.deadline, row.status_word),
            kind="nowrap",
        ),
    ]
    apart = [
        *columns[:2],
        Column("期限", "deadline"),
        Column("状态", write=lambda row: _standing(row, theme)),
    ]
    shown = page_beside_head(rows, ON_A_PAGE, key=f"daily_{part}")
    chosen = st.query_params.get("problem", "")
    show(table_html(shown, columns, subject="problem", selected=chosen, compact=True))
    offer_html(f"日督查_{PARTS[part]}", lambda: table_html(rows, apart))


def _what(row: object) -> Html:
    who = f"{row.unit_name} {row.person}".strip()
    return two_lines(link(row.text, problem=row.problem), [row.problem, who])


def _standing(row: object, theme: Theme) -> object:
    return join(late_chip(row, theme), " ", row.status_word) if row.days_late else row.status_word


@shown
def show_draw(coverage: Coverage) -> None:
    """The villages of the next day."""
    drawn = [
        join(
            row.town_name,
            village_link(row.name, row.village),
            tag("span", _ago(row.days_since), css="kb-parts"),
            between=" ",
        )
        for row in coverage.drawn.itertuples(index=False)
    ]
    show(tag("p", join(*drawn, between="；")) if drawn else tag("div", "没有可抽的村。", css="kb-parts"))


def _ago(days: float) -> str:
    return "从没查过" if isnan(days) else f"{int(days)} 天前"


def show_look_back(found: LookBack) -> None:
    """The sample and, where anything was looked at, the rate of false closures with its interval."""
    year = found.year
    low, high = year.interval
    said = (
        f"今年回头看 {year.looked} 个，不实 {year.false} 个，虚假销号率 {percent(year.rate)}"
        f"（95% 区间 {percent(low)}—{percent(high)}）。"
        if year.looked
        else "今年还没有登记过回头看的结果。点开问题，办“回头看属实”或“回头看不实”。"
    )
    show(tag("p", said, css="kb-parts"))
    if found.rows.empty:
        return
    columns = [
        Column("问题 · 责任", write=_what_closed),
        Column("销号", "closed_on", kind="nowrap"),
        Column("回头看", write=lambda row: row.looked or tag("span", "还没看", css="kb-none"), kind="nowrap"),
    ]
    shown = page_beside_head(found.rows, LOOKED_ON_A_PAGE, key="look")
    show_table(shown, columns, compact=True, download="日督查_回头看", whole=found.rows)


def _what_closed(row: object) -> Html:
    return two_lines(link(row.text, problem=row.problem), [row.problem, row.unit_name])


def columns_of_day() -> tuple[DeltaGenerator, ...]:
    """The one screen: the lists, in a middle column how far the villages are covered and the draw, then the form and photos.
    On a narrow screen (static/board.css) the middle stands below the other two, its parts beside each other."""
    with st.container(key="kb_daily"):
        lists, middle, desk = st.columns([30, 30, 40], gap="medium")
    with middle, st.container(key="kb_daily_middle", gap="xsmall"):
        cover, draw = st.container(gap="xsmall"), st.container(gap="xsmall")
    return lists.container(gap="xsmall"), cover, draw, desk.container(gap="xsmall")


def show_towns(coverage: Coverage) -> bool:
    """督查覆盖 a row a town; whether every village is asked for, which then stands below the columns."""
    section("督查覆盖")
    with beside_the_head():
        how = choose("覆盖怎么看", COVERED, key="covered")
    _write_towns(coverage, page_beside_head(coverage.towns, TOWNS_ON_A_PAGE, key="covered_towns"))
    return how == "villages"


@shown
def _write_towns(coverage: Coverage, towns: pd.DataFrame) -> None:
    longest = _longest(coverage.villages)
    columns = [
        Column("镇", write=lambda row: one_line(row.name, row.name), kind="strong"),
        Column(
            f"{coverage.within} 天内", write=lambda row: f"{row.recent} / {row.villages} 村", kind="number"
        ),
        Column("每次发现", write=_each, kind="number"),
        Column(
            f"最久没查的村（深色＝超过 {coverage.weeks} 周）",
            write=lambda row: _named(longest.get(row.town, []), row, coverage.weeks),
        ),
    ]
    show(table_html(towns, columns, compact=True), css="kb kb-tight")
    told = coverage.villages.assign(ago=[_ago(days) for days in coverage.villages["days_since"]])
    offer_frame("日督查_督查覆盖", told, {"town_name": "镇", "name": "村", "ago": "距上次督查"}, {})


def _longest(villages: pd.DataFrame) -> dict[object, list[tuple[str, str, int | None]]]:
    """Town → its villages, longest unvisited first, those never visited before all."""
    found = _by_town(villages)
    return {
        town: sorted(own, key=lambda one: (one[2] is not None, -(one[2] or 0))) for town, own in found.items()
    }


def _by_town(villages: pd.DataFrame) -> dict[object, list[tuple[str, str, int | None]]]:
    """Town → name, key and days since the last visit (None never) of its villages."""
    found: dict[object, list[tuple[str, str, int | None]]] = {}
    columns = (villages[name].tolist() for name in ("town", "name", "village", "days_since"))
    for town, name, village, days in zip(*columns, strict=True):
        found.setdefault(town, []).append((name, village, None if isnan(days) else int(days)))
    return found


def _named(villages: list[tuple[str, str, int | None]], town: object, weeks: int) -> Html:
    """「黄竹坑村 69 天」: those unvisited for longer than allowed, else the one longest ago; how many more there are."""
    long = [one for one in villages if one[2] is None or one[2] > 7 * weeks] or villages[:1]
    told = [
        tag("span", village_link(name, village), f" {_days(days)}", css=f"kb-whole {_shade(days)}")
        for name, village, days in long[:MOST_NAMED]
    ]
    more = f" 等 {len(long)} 村" if len(long) > MOST_NAMED else ""
    return join(join(*told, between=" "), more)


def _days(days: int | None) -> str:
    return "从没查过" if days is None else f"{days} 天"


def _shade(days: int | None) -> str:
    return "kb-hatch" if days is None else f"kb-heat-{1 + sum(days > one for one in DARKER_AFTER)}"


def _each(town: object) -> str:
    return f"{plain(town.found / town.visits, 1)} 处" if town.visits else "没有督查"


@shown
def show_coverage(coverage: Coverage) -> None:
    """A row a town: how many villages were visited lately, problems per visit, and a tile a village."""
    tiles = _by_town(coverage.villages)
    show(
        *(
            _town(
                town.name,
                _town_words(town, coverage.weeks, coverage.within),
                tuple(tiles.get(town.town, ())),
            )
            for town in coverage.towns.itertuples(index=False)
        )
    )


def _town_words(town: object, weeks: int, within: int) -> tuple[str, str]:
    """「每次发现 2.1 处」; 「30 天内 12 / 15 村，超过 6 周 1 村」."""
    rate = town.found / town.visits if town.visits else nan
    each = "没有督查" if isnan(rate) else f"每次发现 {plain(rate, 1)} 处"
    told = f"{within} 天内 {town.recent} / {town.villages} 村"
    return each, told + (f"，超过 {weeks} 周 {town.long} 村" if town.long else "")


@drawn
def _town(name: str, words: tuple[str, str], villages: tuple[tuple[str, str, int | None], ...]) -> Html:
    """villages  name, key and days since the last visit (None never) of each. Drawn again only where one of them differs"""
    each, told = words
    head = tag(
        "div", tag("b", name), " ", tag("span", each, css="kb-parts"), tag("div", told, css="kb-parts")
    )
    grid = tag("div", *(_tile(name, *one) for one in villages), css="kb-tiles", style="align-content:start")
    return tag("div", head, grid, css="kb-tile-town", style="grid-template-columns:15em 1fr")


def _tile(town: str, name: str, village: str, days: int | None) -> Html:
    css = _shade(days)
    inside = join(tag("span", name), tag("b", "没查过" if days is None else f"{days}"))
    return tag(
        "div",
        village_link(inside, village),
        css=f"kb-tile {css}",
        title=f"{town}{name}：{_ago(nan if days is None else days)}",
    )
