"""Many projects, each against its own due: dot, connector, tick, gap column; worst first."""

import pandas as pd
import plotly.graph_objects as go

from charts.drawing import Drawing
from charts.labels import shortened
from charts.marks import hover, marker, missing_word, sign
from charts.points import Point, read_points
from charts.quantity import Quantity
from charts.template import HOVER, axis, empty_figure, note, row_height, value_axis
from charts.tokens import Theme

CLOSE = 20.0  # drawn units: heads nearer than this would run into one another


def dots_to_due(
    rows: pd.DataFrame, *, quantity: Quantity, due: str, theme: Theme, selected: str = "", each: float = 24
) -> go.Figure:
    """Dots of the actual value joined to a tick at what was due; the shape is the light.

    rows      point frame, one row per project; baseline is the project's own due. Sorted here by gap, worst
              first; those without a number stand last and carry a word instead of a dot
    selected  subject whose row is tinted
    """
    points = sorted(read_points(rows, "subject", "name", "value", "baseline"), key=_order)
    figure = empty_figure(
        theme, row_height(theme, len(points), each=each, around=58), right=round(theme.text * 4.2)
    )
    top = (
        102
        if quantity.unit == "%"
        else 1.02 * max((quantity.drawn(v) for p in points for v in _both(p)), default=1)
    )
    figure.update_layout(
        xaxis=value_axis(theme, quantity, 0, top, showgrid=True),
        yaxis=axis(
            theme,
            range=[len(points) - 0.4, -1.3],
            tickvals=list(range(len(points))),
            ticktext=[_tick(point) for point in points],
            tickfont={"color": theme.ink, "size": theme.text},
            ticklabelstandoff=8,
        ),
    )
    _guide(figure, points, theme, selected)
    for colour, width, chosen in _connectors(points, theme):
        _connect(figure, chosen, quantity, colour, width)
    _tick_due(figure, points, quantity, theme)
    _dot(figure, points, quantity, due, theme)
    _columns(figure, points, quantity, due, theme)
    return figure.finished()


def _order(point: Point) -> tuple[int, float]:
    return (2, 0.0) if point.missing else (1, 0.0) if point.gap != point.gap else (0, point.gap)


def _tick(point: Point) -> str:
    """The name, and beside it the sign of a number that is not there."""
    return shortened(point.name) + (f"　{sign(point)}" if point.missing else "")


def _both(point: Point) -> list[float]:
    return [value for value in (point.value, point.baseline) if value == value]


def _guide(figure: Drawing, points: list[Point], theme: Theme, selected: str) -> None:
    for row, point in enumerate(points):
        if point.subject == selected:
            figure.add_band(row - 0.5, row + 0.5, theme.accent_tint)
        figure.add_hline(y=row, line={"color": theme.hair, "width": 1, "dash": "3px,3px"}, layer="below")


def _connectors(points: list[Point], theme: Theme) -> list[tuple[str, float, list[tuple[int, Point]]]]:
    """Grey connectors, thick red ones for 滞后."""
    placed = [(row, p) for row, p in enumerate(points) if not p.missing and p.baseline == p.baseline]
    calm = [(row, point) for row, point in placed if point.light != "bad"]
    late = [(row, point) for row, point in placed if point.light == "bad"]
    return [(theme.ctx, 2.2, calm), (theme.bad, 4.0, late)]


def _connect(
    figure: Drawing, chosen: list[tuple[int, Point]], quantity: Quantity, colour: str, width: float
) -> None:
    xs = [x for _, p in chosen for x in (quantity.drawn(p.value), quantity.drawn(p.baseline), None)]
    ys = [y for row, _ in chosen for y in (row, row, None)]
    figure.add_scatter(x=xs, y=ys, mode="lines", line={"color": colour, "width": width}, hoverinfo="skip")


def _tick_due(figure: Drawing, points: list[Point], quantity: Quantity, theme: Theme) -> None:
    placed = [(row, point) for row, point in enumerate(points) if point.baseline == point.baseline]
    figure.add_scatter(
        x=[quantity.drawn(point.baseline) for _, point in placed],
        y=[row for row, _ in placed],
        mode="markers",
        marker={"symbol": "line-ns", "size": 15, "line": {"color": theme.ink, "width": 2.2}},
        hoverinfo="skip",
    )


def _dot(figure: Drawing, points: list[Point], quantity: Quantity, due: str, theme: Theme) -> None:
    placed = [(row, point) for row, point in enumerate(points) if not point.missing]
    figure.add_scatter(
        x=[quantity.drawn(point.value) for _, point in placed],
        y=[row for row, _ in placed],
        mode="markers",
        marker=marker([point.light for _, point in placed], theme, scale=1.05),
        hovertext=[hover(point, quantity, theme, baseline=due) for _, point in placed],
        hovertemplate=HOVER,
        customdata=[[point.subject, point.period] for _, point in placed],
        unselected={"marker": {"opacity": 1}},
    )


def _columns(figure: Drawing, points: list[Point], quantity: Quantity, due: str, theme: Theme) -> None:
    """Heads over the first row, gaps in the right margin, words where there is no number."""
    for row, point in enumerate(points):
        late = point.light == "bad"
        text = missing_word(point.status) if point.missing else quantity.gap(point.value, point.baseline)
        note(
            figure,
            text,
            theme,
            x=1,
            xref="paper",
            xanchor="right",
            xshift=round(theme.text * 3.9),
            y=row,
            font={
                "color": theme.bad if late else theme.none if point.missing else theme.ink,
                "size": theme.text,
                "weight": 600 if late or point.light == "warn" else 400,
            },
        )
    first = next((point for point in points if not point.missing), None)
    if first:
        _head(figure, first, quantity, due, theme)


def _head(figure: Drawing, first: Point, quantity: Quantity, due: str, theme: Theme) -> None:
    """What the dot and the tick of the first row are; two that stand close are written away from one another."""
    close = abs(quantity.drawn(first.value) - quantity.drawn(first.baseline)) < CLOSE
    ahead = first.value > first.baseline
    for value, words, anchor in (
        (first.value, f"实际{quantity.label}", "left" if ahead else "right"),
        (first.baseline, due, "right" if ahead else "left"),
    ):
        if value == value:
            side = anchor if close else "center"
            note(figure, words, theme, x=quantity.drawn(value), y=-0.55, yanchor="bottom", xanchor=side)
