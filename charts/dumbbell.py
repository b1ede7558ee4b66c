"""Who moved? Hollow before, solid now, in rank order; colour only for those the title names."""

from collections.abc import Mapping

import pandas as pd
import plotly.graph_objects as go

from charts.drawing import Drawing
from charts.labels import shortened
from charts.marks import hover, missing_word
from charts.points import Point, read_points
from charts.quantity import Quantity, difference
from charts.template import HOVER, axis, empty_figure, note, row_height, value_axis
from charts.tokens import Theme


def dumbbell(
    rows: pd.DataFrame,
    *,
    quantity: Quantity,
    theme: Theme,
    ranks: Mapping[str, str],
    named: tuple[str, ...] = (),
    previous: str = "上期",
    each: float = 22,
    height: int | None = None,
) -> go.Figure:
    """Two dots per subject; rows in the order given, which is the rank order.

    rows      point frame with value and previous
    ranks     subject → the rank as written (「2」, 「—」 where it takes no part)
    named     subjects of the title: a rise in the data colour, a fall in red, with the movement written
    height    px; without it 22 px a row
    """
    points = read_points(rows, "subject", "name", "value", "previous")
    figure = empty_figure(theme, height or row_height(theme, len(points), each=each, around=44))
    ends = [quantity.drawn(v) for p in points for v in (p.value, p.previous) if v == v] or [0.0, 1.0]
    room = max(max(ends) - min(ends), 1) * 0.1
    scale = value_axis(theme, quantity, min(ends) - room, max(ends) + room, showgrid=True, side="top")
    figure.update_layout(
        xaxis=scale,
        yaxis=axis(
            theme,
            range=[len(points) - 0.4, -0.7],
            tickvals=list(range(len(points))),
            ticktext=[f"{shortened(point.name)}　<b>{ranks.get(point.subject, '')}</b>" for point in points],
            tickfont={"color": theme.ink, "size": theme.text},
            ticklabelstandoff=8,
            showgrid=True,
            griddash="2px,3px",
        ),
    )
    for row, point in enumerate(points):
        _draw_row(figure, point, row, quantity, theme, colour=_colour(point, named, theme), previous=previous)
    return figure.finished()


def _colour(point: Point, named: tuple[str, ...], theme: Theme) -> str:
    if point.subject not in named:
        return ""
    return theme.bad if point.value < point.previous else theme.accent


def _draw_row(
    figure: Drawing, point: Point, row: int, quantity: Quantity, theme: Theme, *, colour: str, previous: str
) -> None:
    if point.missing:
        grey = {"color": theme.none, "size": theme.text}
        note(
            figure,
            missing_word(point.status),
            theme,
            x=0.5,
            xref="x domain",
            xanchor="center",
            y=row,
            font=grey,
        )
        return
    now, grown = quantity.drawn(point.value), theme.text / 15
    if point.previous == point.previous:
        _draw_before(figure, point, row, quantity, theme, colour)
    change = difference(now - quantity.drawn(point.previous), quantity.decimals)
    moved = f"<br>较{previous} {change}" if change else ""
    figure.add_scatter(
        x=[now],
        y=[row],
        mode="markers",
        marker={"color": colour or theme.ink, "size": 10 * grown, "line": {"color": theme.paper, "width": 1}},
        hovertext=[hover(point, quantity, theme) + moved],
        hovertemplate=HOVER,
        customdata=[[point.subject, point.period]],
        unselected={"marker": {"opacity": 1}},
    )
    if colour:
        strong = {"color": colour, "size": theme.text, "weight": 600}
        right = max(now, quantity.drawn(point.previous)) if change else now
        note(figure, change, theme, x=right, y=row, xanchor="left", xshift=12 * grown, font=strong)


def _draw_before(
    figure: Drawing, point: Point, row: int, quantity: Quantity, theme: Theme, colour: str
) -> None:
    before, now, grown = quantity.drawn(point.previous), quantity.drawn(point.value), theme.text / 15
    shade = colour or theme.ctx
    figure.add_scatter(
        x=[before, now],
        y=[row, row],
        mode="lines+markers",
        line={"color": shade, "width": (4 if colour else 2.4) * grown},
        marker={
            "size": [8 * grown, 0],
            "color": theme.paper,
            "opacity": 1,
            "line": {"color": shade, "width": theme.px(1.8)},
        },
        hoverinfo="skip",
    )
