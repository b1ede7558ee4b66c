"""3+1保障 and 两好两升两确保: the indicators of one group in two compact tables side by side."""

from collections.abc import Sequence

import pandas as pd

from charts.tokens import Theme
from domain.comparisons import AGAINST_WORDS, Against
from domain.wording.comparison import uncompared_words
from services.measures.show_group import GroupRow
from views.cards import gap_words
from views.chips import chip, state
from views.compare import change_cell
from views.drawn import shown
from views.empty import nothing_yet
from views.indicator_links import indicator_link
from views.markup import Html, show, tag
from views.provenance import Trace, number_link
from views.tables import Column, table_html


@shown
def show_group_rows(rows: Sequence[GroupRow], theme: Theme) -> None:
    """Worst first; what is not judged stands behind, what nobody reported says so."""
    if not rows:
        nothing_yet("这一组还没有指标。", "在指标目录的“标签”列里写上组名即可归入。")
        return
    half = -(-len(rows) // 2) if len(rows) > 3 else len(rows)
    parts = [part for part in (rows[:half], rows[half:]) if part]
    show(tag("div", *(_table(part, theme) for part in parts), css="kb-halves"), css="kb kb-dense")


def _table(rows: Sequence[GroupRow], theme: Theme) -> Html:
    frame = pd.DataFrame({"at": range(len(rows))})
    is_compared = any(row.figure.since != AGAINST_WORDS[Against.NOTHING] for row in rows)
    columns = [
        Column(
            "指标",
            write=lambda one: indicator_link(rows[one.at].figure.quantity.name, rows[one.at].figure.code),
        ),
        Column("数值", write=lambda one: _value(rows[one.at], theme), kind="number"),
        Column("差距", write=lambda one: _gap(rows[one.at])),
        Column("灯", write=lambda one: _light(rows[one.at], theme), kind="nowrap"),
        Column("分子 / 分母", write=lambda one: rows[one.at].parts, kind="number", spare=True),
        Column(_head(rows), write=lambda one: _moved(rows[one.at]), kind="number"),
        Column(
            "已报 / 应报", write=lambda one: rows[one.at].figure.reported.removeprefix("已报 "), kind="nowrap"
        ),
    ]
    kept = [column for column in columns if is_compared or not str(column.title).startswith("较")]
    return tag("div", table_html(frame, kept, compact=True))


def _head(rows: Sequence[GroupRow]) -> str:
    """「较上期」 where the rows are reported by periods of different length, else by the word they share."""
    words = {row.figure.since for row in rows}
    return f"较{words.pop()}" if len(words) == 1 else "较上期"


def _moved(row: GroupRow) -> Html:
    figure = row.figure
    why = uncompared_words(figure.uncompared, since=figure.since)
    if why and not figure.now.missing:
        return tag("span", "—", css="kb-none", title=why)
    return change_cell(figure.now.value, figure.now.previous, figure.quantity)


def _value(row: GroupRow, theme: Theme) -> object:
    figure = row.figure
    if figure.now.missing:
        return state(figure.now.status, theme)
    record, key = figure.trace
    shown = figure.quantity.shown(figure.now.value)
    return number_link(shown, Trace(record, key)) if record else shown


def _gap(row: GroupRow) -> object:
    figure = row.figure
    if figure.now.missing:
        return ""
    if figure.gap:
        return tag("span", figure.gap, css="kb-red" if figure.gap_bad else "")
    said = gap_words(figure.now.value, figure.now.baseline, figure.quantity, figure.baseline)
    return said or tag("span", "没有目标", css="kb-none")


def _light(row: GroupRow, theme: Theme) -> object:
    now = row.figure.now
    if now.missing or now.light == "none":
        return "" if now.missing else tag("span", theme.word("none"), css="kb-none")
    return chip(now.light, theme, row.figure.word, rule=now.sentence)
