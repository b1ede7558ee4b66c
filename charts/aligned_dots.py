"""Rates against targets for the same towns: dot plots side by side in one row order, hollow before, solid now."""

from collections.abc import Sequence
from math import isnan

import plotly.graph_objects as go

from charts.aligned_texts import DotPanel, worsened, write_heads, write_target, write_values
from charts.drawing import Drawing
from charts.marks import hover, marker, revised_mark
from charts.points import Point, read_points
from charts.template import HOVER, axis, empty_figure, row_height, value_axis
from charts.tokens import Theme


def aligned_dots(
    panels: Sequence[DotPanel], *, theme: Theme, previous: str = "上旬", each: float = 32
) -> go.Figure:
    """Panels with shared rows and own value axes, cropped to their data and labelled.

    previous  what the hollow dot is: 上旬, 上期, 去年同期, 考核基期
    Raises ValueError when the panels do not list the same subjects in the same order.
    """
    rows = [read_points(panel.rows, "subject", "name", "value", "previous") for panel in panels]
    if len({tuple(point.subject for point in points) for points in rows}) > 1:
        raise ValueError("aligned panels must list the same subjects in the same order")
    figure = empty_figure(
        theme,
        row_height(theme, len(rows[0]) if rows else 0, each=each, around=116),
        right=round(theme.text * 3.3),
    )
    for place, (panel, points) in enumerate(zip(panels, rows, strict=True)):
        _draw_panel(figure, panel, points, place, len(panels), theme, previous)
    return figure.finished()


def _draw_panel(
    figure: Drawing,
    panel: DotPanel,
    points: list[Point],
    place: int,
    count: int,
    theme: Theme,
    previous: str,
) -> None:
    axes = _add_axes(figure, panel, points, place, count, theme)
    _connect(figure, panel, points, theme, axes)
    _hollow(figure, panel, points, theme, axes)
    _solid(figure, panel, points, theme, axes)
    _flags(figure, panel, points, theme, axes)
    write_target(figure, panel, theme, axes, len(points))
    write_values(figure, panel, points, theme, axes, _crop(panel, points))
    write_heads(figure, panel, theme, axes, previous)


def _add_axes(
    figure: Drawing, panel: DotPanel, points: list[Point], place: int, count: int, theme: Theme
) -> tuple[str, str]:
    suffix = "" if place == 0 else str(place + 1)
    low, high = _crop(panel, points)
    width = 1 / count
    inset = 0.0 if place == 0 else 0.012
    figure.update_layout(
        {
            f"xaxis{suffix}": value_axis(
                theme,
                panel.quantity,
                low,
                high,
                domain=[place * width + inset, (place + 1) * width - (0.0 if place == count - 1 else 0.05)],
                anchor=f"y{suffix}",
            ),
            f"yaxis{suffix}": axis(
                theme,
                range=[len(points) - 0.4, -2.3],
                anchor=f"x{suffix}",
                tickvals=list(range(len(points))),
                ticktext=[point.name for point in points] if place == 0 else [""] * len(points),
                tickfont={"color": theme.ink, "size": theme.text},
                ticklabelstandoff=10,
            ),
        }
    )
    axes = (f"x{suffix}", f"y{suffix}")
    for row in range(len(points)):
        figure.add_shape(
            type="line", xref=f"{axes[0]} domain", yref=axes[1], x0=0, x1=1, y0=row, y1=row, layer="below",
            line={"color": theme.hair, "width": 1, "dash": "3px,3px"},
        )  # fmt: skip
    return axes


def _crop(panel: DotPanel, points: list[Point]) -> tuple[float, float]:
    """The axis shows the data and the target with room for the value labels; dots may be cropped, bars never."""
    drawn = [
        panel.quantity.drawn(v) for p in points for v in (p.value, p.previous, panel.target) if not isnan(v)
    ]
    low, high = min(drawn, default=0.0), max(drawn, default=1.0)
    room = max(high - low, 4.0)
    return low - room * 0.24, high + room * 0.2


def _connect(
    figure: Drawing, panel: DotPanel, points: list[Point], theme: Theme, axes: tuple[str, str]
) -> None:
    """Grey connectors; red where the measure moved against its direction."""
    for worse, colour in ((False, theme.ctx), (True, theme.bad)):
        moved = [
            (row, p) for row, p in enumerate(points) if not isnan(p.value - p.previous) and worsened(p, panel.direction) is worse
        ]  # fmt: skip
        figure.add_scatter(
            x=[
                x
                for _, p in moved
                for x in (panel.quantity.drawn(p.previous), panel.quantity.drawn(p.value), None)
            ],
            y=[y for row, _ in moved for y in (row, row, None)],
            mode="lines",
            line={"color": colour, "width": theme.px(2.6)},
            hoverinfo="skip",
            xaxis=axes[0],
            yaxis=axes[1],
        )


def _hollow(
    figure: Drawing, panel: DotPanel, points: list[Point], theme: Theme, axes: tuple[str, str]
) -> None:
    earlier = [(row, p) for row, p in enumerate(points) if not isnan(p.previous) and not p.missing]
    figure.add_scatter(
        x=[panel.quantity.drawn(point.previous) for _, point in earlier],
        y=[row for row, _ in earlier],
        mode="markers",
        marker={
            "symbol": "circle",
            "size": theme.px(8),
            "color": theme.paper,
            "line": {
                "color": [
                    theme.bad if worsened(point, panel.direction) else theme.ctx for _, point in earlier
                ],
                "width": theme.px(1.8),
            },
        },
        hoverinfo="skip",
        xaxis=axes[0],
        yaxis=axes[1],
    )


def _solid(
    figure: Drawing, panel: DotPanel, points: list[Point], theme: Theme, axes: tuple[str, str]
) -> None:
    present = [(row, point) for row, point in enumerate(points) if not point.missing]
    figure.add_scatter(
        x=[panel.quantity.drawn(point.value) for _, point in present],
        y=[row for row, _ in present],
        mode="markers",
        marker=marker([point.light for _, point in present], theme, scale=1.2),
        hovertext=[_hover(point, panel, theme) for _, point in present],
        hovertemplate=HOVER,
        customdata=[[point.subject, point.period] for _, point in present],
        unselected={"marker": {"opacity": 1}},
        xaxis=axes[0],
        yaxis=axes[1],
    )


def _flags(
    figure: Drawing, panel: DotPanel, points: list[Point], theme: Theme, axes: tuple[str, str]
) -> None:
    for row, point in enumerate(points):
        if point.revised and not point.missing:
            revised_mark(figure, panel.quantity.drawn(point.value), row, theme, axes=axes)


def _hover(point: Point, panel: DotPanel, theme: Theme) -> str:
    quantity = panel.quantity
    target = "" if isnan(panel.target) else f"<br>{panel.target_name} {quantity.planned(panel.target)}，"
    target += quantity.gap_in_words(point.value, panel.target) if target else ""
    change = "" if isnan(point.previous) else f"<br>此前 {quantity.shown(point.previous)}"
    return hover(point, quantity, theme) + target + change
