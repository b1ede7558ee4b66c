"""Level against progress: median and zero lines, four corner words, labels only where they fit."""

from statistics import median

import pandas as pd
import plotly.graph_objects as go

from charts.drawing import Drawing
from charts.labels import Box, place_around, text_width
from charts.marks import hover
from charts.points import Point, known, read_points
from charts.quantity import Quantity, difference
from charts.template import HOVER, axis, empty_figure, note, round_ticks, value_axis
from charts.tokens import Theme

CORNERS = ("水平低、在进步", "水平高、在进步", "水平低、在退步", "水平高、在退步")


def quadrant(
    rows: pd.DataFrame,
    *,
    quantity: Quantity,
    theme: Theme,
    selected: str = "",
    group: str = "同组",
    previous: str = "上期",
    width: int = 420,
    height: int = 350,
) -> go.Figure:
    """One dot per subject: value across, value − previous up.

    rows      point frame with value and previous; subjects lacking either are not dots but counted in the corner
    selected  subject drawn in the data colour and labelled first; then by the size of the movement
    width     narrowest px of the plot it will be shown at: labels that would collide there are left to the hover
    """
    points = read_points(rows, "subject", "name", "value", "previous")
    dots = [point for point in known(points) if point.previous == point.previous]
    dots.sort(key=lambda point: (point.subject != selected, -abs(point.value - point.previous)))
    figure = empty_figure(theme, round(height * theme.text / 15))
    across = _range([quantity.drawn(point.value) for point in dots], 0.12)
    up = _range([*(_moved(point, quantity) for point in dots), 0.0], 0.16)
    middle = median(quantity.drawn(point.value) for point in dots) if dots else None
    _axes(figure, quantity, theme, across, up, previous)
    _lines(figure, middle, quantity, theme, group)
    _corners(figure, theme)
    _dots(figure, dots, quantity, theme, selected, previous)
    _label(figure, dots, quantity, theme, selected, middle, (across, up), (width, height - 60))
    if len(dots) < len(points):
        _count_missing(figure, len(points) - len(dots), theme, previous)
    return figure.finished()


def _moved(point: Point, quantity: Quantity) -> float:
    return quantity.drawn(point.value) - quantity.drawn(point.previous)


def _range(values: list[float], room: float) -> tuple[float, float]:
    low, high = min(values, default=0.0), max(values, default=1.0)
    span = max(high - low, 1.0)
    return low - span * room, high + span * room


def _axes(
    figure: Drawing,
    quantity: Quantity,
    theme: Theme,
    across: tuple[float, float],
    up: tuple[float, float],
    previous: str,
) -> None:
    ticks = round_ticks(*up)
    title = {"font": {"color": theme.ink2, "size": theme.text}, "standoff": 6}
    figure.update_layout(
        xaxis=value_axis(
            theme,
            quantity,
            *across,
            showline=True,
            title={"text": f"本期{quantity.label}（{quantity.unit}）", **title},
        ),
        yaxis=axis(
            theme,
            range=list(up),
            tickvals=ticks,
            ticktext=[difference(tick, _tick_decimals(ticks)) for tick in ticks],
            showgrid=True,
            title={"text": f"较{previous}（{quantity.gap_unit}）", **title},
        ),
    )
    figure.add_hline(y=0, line={"color": theme.ctx, "width": 1.2}, layer="below")


def _tick_decimals(ticks: list[float]) -> int:
    """As many decimals as tell the ticks apart: +0.25 is never written +0.3."""
    return next((places for places in (0, 1) if all(tick == round(tick, places) for tick in ticks)), 2)


def _lines(figure: Drawing, middle: float | None, quantity: Quantity, theme: Theme, group: str) -> None:
    if middle is None:
        return
    figure.add_vline(x=middle, line={"color": theme.ink, "width": 1.2, "dash": "4px,3px"}, layer="below")
    shown = f"{group}中位数 {middle:.{quantity.decimals}f}"
    note(
        figure, shown, theme, x=middle, xanchor="right", xshift=-5, y=1, yref="paper", yanchor="top", yshift=4
    )


def _corners(figure: Drawing, theme: Theme) -> None:
    places = ((0, 1), (1, 1), (0, 0), (1, 0))
    for words, (x, y) in zip(CORNERS, places, strict=True):
        note(
            figure,
            words,
            theme,
            x=x,
            y=y,
            xref="paper",
            yref="paper",
            xanchor="left" if x == 0 else "right",
            yanchor="top" if y else "bottom",
            xshift=4 if x == 0 else -4,
            yshift=4 if y else 2,
            font={"color": theme.ink2, "size": theme.text - 1, "weight": 600},
        )


def _dots(
    figure: Drawing, dots: list[Point], quantity: Quantity, theme: Theme, selected: str, previous: str
) -> None:
    chosen = [point.subject == selected for point in dots]
    grown = theme.text / 15
    figure.add_scatter(
        x=[quantity.drawn(point.value) for point in reversed(dots)],
        y=[_moved(point, quantity) for point in reversed(dots)],
        mode="markers",
        marker={
            "color": [theme.accent if own else theme.ctx for own in reversed(chosen)],
            "size": [(14 if own else 10) * grown for own in reversed(chosen)],
            "line": {"color": theme.paper, "width": 1},
            "opacity": 1,
        },
        hovertext=[
            f"{hover(point, quantity, theme)}<br>较{previous} {difference(_moved(point, quantity), quantity.decimals)}"
            for point in reversed(dots)
        ],
        hovertemplate=HOVER,
        customdata=[[point.subject, point.period] for point in reversed(dots)],
        unselected={"marker": {"opacity": 1}},
    )


def _label(
    figure: Drawing,
    dots: list[Point],
    quantity: Quantity,
    theme: Theme,
    selected: str,
    middle: float | None,
    scales: tuple[tuple[float, float], tuple[float, float]],
    size: tuple[float, float],
) -> None:
    """Greedy: the selected subject first, then the greatest movements; what does not fit is told by the hover."""
    (left, right), (low, high) = scales
    width, height = size
    pixels = [
        (
            (quantity.drawn(point.value) - left) / (right - left) * width,
            (high - _moved(point, quantity)) / (high - low) * height,
        )
        for point in dots
    ]
    corner = text_width(CORNERS[0], theme.text - 1) + 8
    tall = theme.text * 1.6
    taken = [Box(x, y, x + corner, y + tall) for x in (0, width - corner) for y in (0, height - tall)]
    if middle is not None:
        line = (middle - left) / (right - left) * width
        taken += [Box(line - 3, 0, line + 3, height), Box(line - 150, 0, line, tall)]
    sides = place_around(
        pixels, [point.name for point in dots], size=theme.text, width=width, height=height, taken=taken
    )
    for point, side in zip(dots, sides, strict=True):
        if side:
            own = point.subject == selected
            note(
                figure,
                point.name,
                theme,
                x=quantity.drawn(point.value),
                y=_moved(point, quantity),
                xanchor=side.xanchor,
                yanchor=side.yanchor,
                xshift=side.xshift,
                yshift=side.yshift,
                font={
                    "color": theme.accent if own else theme.ink,
                    "size": theme.text,
                    "weight": 600 if own else 400,
                },
            )


def _count_missing(figure: Drawing, number: int, theme: Theme, previous: str) -> None:
    words = f"另有 {number} 个缺本期或{previous}，未画"
    grey = {"color": theme.none, "size": theme.text - 1}
    note(
        figure,
        words,
        theme,
        x=0.5,
        xref="paper",
        xanchor="center",
        y=0,
        yref="paper",
        yanchor="bottom",
        font=grey,
    )
