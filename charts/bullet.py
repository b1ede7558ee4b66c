"""Amount against plan by a few groups (source level of the money): dark spent, pale arrived, tick the baseline."""

from math import isnan

import pandas as pd
import plotly.graph_objects as go

from charts.drawing import Drawing
from charts.points import Point, read_points
from charts.quantity import Quantity, part_amount
from charts.template import HOVER, axis, empty_figure, note
from charts.tokens import Theme
from domain.wording.numbers import percent

ROW = 48


def bullet(
    groups: pd.DataFrame,
    *,
    quantity: Quantity,
    baseline: str,
    theme: Theme,
    spent: str = "支出",
    plan: str = "计划",
    arrived: str = "到位",
) -> go.Figure:
    """One bar per group from zero to 100 %; a text line above each carries the amounts.

    groups  point frame, one row per group in the order to show; value = numerator / denominator, `previous` is
            the share that has arrived (到位 ÷ 计划; NaN: not known, no pale bar and the words 到位未报)
    """
    points = read_points(groups, "subject", "name", "value", "numerator", "denominator")
    figure = empty_figure(
        theme, round((len(points) * ROW + 40) * theme.text / 15), right=round(theme.text * 3.8)
    )
    rows = [-float(place) for place in range(len(points))]
    figure.update_layout(
        xaxis=axis(theme, range=[0, 101], visible=False),
        yaxis=axis(theme, range=[-len(points) + 0.55, 1.02], visible=False),
        barmode="overlay",
        bargap=0,
    )
    texts = [_hover(point, quantity, baseline, (spent, plan, arrived)) for point in points]
    keys = [[point.subject, point.period] for point in points]
    shares = [None if point.previous != point.previous else point.previous * 100 for point in points]
    values = [None if point.missing else point.value * 100 for point in points]
    for lengths, thick, colour in ((shares, 0.42, theme.track), (values, 0.2, theme.accent)):
        figure.add_bar(
            x=lengths,
            y=rows,
            width=thick,
            orientation="h",
            marker={"color": colour, "line": {"width": 0}},
            hovertext=texts,
            hovertemplate=HOVER,
            customdata=keys,
            unselected={"marker": {"opacity": 1}},
        )
    for row, point in zip(rows, points, strict=True):
        _write_row(figure, row, point, quantity, theme, (spent, plan, arrived))
    _write_head(figure, points, quantity, baseline, theme)
    return figure.finished()


def _amounts(point: Point, quantity: Quantity, words: tuple[str, str, str]) -> str:
    """「支出 3,150.20 / 计划 3,600.00 万元，到位 100%」; what is not known is called 未报."""
    spent, plan, arrived = words
    sides = (point.numerator, point.denominator)
    paid, planned = ("未报" if isnan(side) else part_amount(side, quantity.parts_unit) for side in sides)
    share = "未报" if isnan(point.previous) else percent(point.previous, 0)
    return f"{spent} {paid} / {plan} {planned} {quantity.parts_unit}，{arrived} {share}"


def _write_row(
    figure: Drawing, row: float, point: Point, quantity: Quantity, theme: Theme, words: tuple[str, str, str]
) -> None:
    place = {"x": 0, "xanchor": "left", "y": row + 0.26, "yanchor": "bottom", "yshift": -2}
    if point.missing:
        note(figure, f"<b>{point.name}</b>　未报", theme, **place)
        return
    head = f'<b><span style="color:{theme.ink}">{point.name}</span></b>　'
    rate = f'<span style="color:{theme.ink}">{quantity.shown(point.value)}</span>　'
    note(figure, head + rate + _amounts(point, quantity, words), theme, **place)
    if point.baseline != point.baseline:
        return
    due = quantity.drawn(point.baseline)
    figure.add_shape(
        type="line", x0=due, x1=due, y0=row - 0.27, y1=row + 0.27, line={"color": theme.ink, "width": 2.6}
    )
    note(
        figure,
        quantity.gap(point.value, point.baseline),
        theme,
        x=1,
        xref="paper",
        xanchor="right",
        xshift=round(theme.text * 3.6),
        y=row,
        font={
            "color": theme.bad if point.light == "bad" else theme.ink,
            "size": theme.text + 1,
            "weight": 600,
        },
    )


def _write_head(
    figure: Drawing, points: list[Point], quantity: Quantity, baseline: str, theme: Theme
) -> None:
    """The baseline's name above the first tick, when all groups share one."""
    dues = {point.baseline for point in points if point.baseline == point.baseline}
    if len(dues) == 1:
        due = dues.pop()
        note(
            figure,
            f"{baseline} {quantity.shown(due)}",
            theme,
            x=quantity.drawn(due),
            xanchor="center",
            y=0.66,
            yanchor="bottom",
        )


def _hover(point: Point, quantity: Quantity, baseline: str, words: tuple[str, str, str]) -> str:
    if point.missing:
        return f"<b>{point.name}</b><br>{quantity.label} 未报"
    due = "" if point.baseline != point.baseline else f"<br>{baseline} {quantity.shown(point.baseline)}，"
    gap = quantity.gap_in_words(point.value, point.baseline)
    amounts = _amounts(point, quantity, words)
    return f"<b>{point.name}</b><br>{quantity.label} {quantity.shown(point.value)}<br>{amounts}{due}{gap if due else ''}"
