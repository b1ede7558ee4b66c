"""The villages of the 指标 page: page by page with their links, or as one grid to sort; those beyond a limit of one's own."""

from math import isnan, nan

import pandas as pd
import streamlit as st

from charts.marks import missing_word
from charts.quantity import MONEY, YUAN_PER_WAN, Quantity, part_amount
from charts.tokens import Theme
from domain.measure_frame import PLACE, Status
from domain.parsing.numbers import read_number
from domain.rounding import half_up_all
from domain.small_counts import TOLD
from services.measures.show_indicator import IndicatorPage
from views.compare import change_cell
from views.drawn import drawn, shown
from views.empty import nothing_yet
from views.filters import choose, filter_row
from views.frame import section
from views.markup import Html, join, tag
from views.paging import page_of
from views.plot import Picked
from views.provenance import Trace, number_link
from views.tables import Column, revised, show_grid, show_table
from views.tracing import open_measure
from views.unknown import tell
from views.village_link import village_link

ON_A_PAGE = 20
LIMIT = "limit"
WAYS = {"pages": "逐页", "grid": "排序表"}


def show_villages(answer: IndicatorPage, theme: Theme) -> None:
    """Worst first; every number opens its cells."""
    head = st.container()
    with filter_row("villages"):
        way = choose("怎么列", WAYS, key="rows")
        limit = _choose_limit(answer)
    rows = _beyond(answer.villages, answer.quantity, limit, answer.direction)
    with head:
        how = "点一行看出处，点表头排序" if way == "grid" else "差的在前；点数字看出处，点村看这个村"
        section("各村", how if isnan(limit) else f"{_limit_words(answer, limit, len(rows))}；{how}")
    if rows.empty:
        nothing_yet("没有这样的村。", "换一个界限，或清空它看全部。")
    elif way == "grid":
        _show_sorted(rows, answer, theme)
    else:
        _write_villages(answer, rows, page_of(rows, ON_A_PAGE, key="villages"))


def _choose_limit(answer: IndicatorPage) -> float:
    """The limit typed, in the measure's own unit; NaN for none. It stands in the address as it was typed."""
    side = _side(answer.direction)
    unit = f"（{answer.quantity.unit}）" if answer.quantity.unit else ""
    words = st.text_input(
        "界限",
        key=LIMIT,
        placeholder=f"只看{side}…{unit}",
        label_visibility="collapsed",
        bind="query-params",
        width=190,
    )
    if not words or not words.strip():
        return nan
    number = read_number(words.strip().removesuffix("%").removesuffix("％").strip()).value
    if number is None:
        tell(f"“{words}”不是一个数，没有按它筛选。请写一个数，例如 85。")
        return nan
    return float(number) / {"%": 100.0, MONEY: 1 / YUAN_PER_WAN}.get(answer.quantity.unit, 1.0)


def _side(direction: str) -> str:
    return "高于" if direction == "down" else "低于"


@drawn
def _beyond(rows: pd.DataFrame, quantity: Quantity, limit: float, direction: str) -> pd.DataFrame:
    """Rows on the worse side of the limit, judged by the decimals shown; one that did not report this period is on neither side."""
    if isnan(limit):
        return rows
    drawn_values = half_up_all(rows["value"].map(quantity.drawn).to_numpy(dtype="float64"), quantity.decimals)
    edge = quantity.drawn(limit)
    is_beyond = drawn_values > edge if direction == "down" else drawn_values < edge
    return rows[is_beyond & (rows["status"] == Status.REPORTED).to_numpy()].reset_index(drop=True)


def _limit_words(answer: IndicatorPage, limit: float, found: int) -> str:
    """「低于 85% 的 12 村，共 112 村有数，8 村本期没有数」."""
    known = int((answer.villages["status"] == Status.REPORTED).sum())
    silent = len(answer.villages) - known
    lacking = f"，{silent} 村本期没有数" if silent else ""
    edge = answer.quantity.planned(limit)
    return f"{_side(answer.direction)} {edge} 的 {found} 村，共 {known} 村有数{lacking}"


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
    show_table(rows, columns, compact=True, download=f"{answer.quantity.name}_各村", whole=every)


def _show_sorted(rows: pd.DataFrame, answer: IndicatorPage, theme: Theme) -> None:
    quantity = answer.quantity
    places = 2 if quantity.unit == MONEY else 0
    unit = f"（{quantity.unit}）" if quantity.unit else ""
    titles = {"name": "村", "town": "镇", "shown": f"{quantity.name}{unit}"}
    decimals = {"shown": quantity.decimals}
    if rows["denominator"].notna().any():
        titles |= {"upper": "分子", "lower": "分母"}
        decimals |= {"upper": places, "lower": places}
    if answer.line:
        titles["away"] = f"差距（{quantity.gap_unit}）"
        decimals["away"] = quantity.decimals
    if rows["previous"].notna().any():
        titles["moved"] = f"较{answer.since}（{quantity.gap_unit}）"
        decimals["moved"] = quantity.decimals
    titles |= {"word": "灯", "state": "说明"}

    def open_number(at: int) -> None:
        open_measure(answer.code, PLACE)(Picked(str(rows["subject"].iloc[at]), ""))

    show_grid(
        _in_words(rows, quantity, theme),
        titles,
        key=f"villages_{answer.code}_{len(rows)}",
        on_pick=open_number,
        decimals=decimals,
        shares=("shown",) if quantity.unit == "%" else (),
        download=f"{quantity.name}_各村",
    )


@drawn
def _in_words(rows: pd.DataFrame, quantity: Quantity, theme: Theme) -> pd.DataFrame:
    """Numbers in the unit shown, so that they sort; a hidden small count has none, its state says why."""
    money = 1 / YUAN_PER_WAN if quantity.unit == MONEY else 1.0
    seen = rows.assign(
        **{
            name: rows[name].mask(rows["hidden"].to_numpy(dtype=bool))
            for name in ("value", "numerator", "denominator", "previous")
        }
    )
    values = seen["value"].map(quantity.drawn)
    return seen.assign(
        shown=values,
        upper=seen["numerator"] * money,
        lower=seen["denominator"] * money,
        away=values - seen["baseline"].map(quantity.drawn),
        moved=values - seen["previous"].map(quantity.drawn),
        word=[theme.word(light) if light != "none" else "" for light in seen["light"]],
        state=[
            "；".join(part for part in (missing_word(status), f"已更正：{told}" if told else "") if part)
            for status, told in zip(seen["status"], seen["revised"], strict=True)
        ],
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
