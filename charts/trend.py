"""Any indicator over time: breaks of definition, holes, and the peer group's band behind it."""

from collections.abc import Sequence
from datetime import date
from html import escape

import pandas as pd
import plotly.graph_objects as go

from charts.drawing import Drawing
from charts.ends import EndLabel, room_for, write_end_labels
from charts.lines import Pen, draw_line, say_silence
from charts.peers import Band
from charts.points import Point, known, read_points
from charts.quantity import Quantity
from charts.template import HOVER, empty_figure, note, time_axis, value_axis
from charts.tokens import Theme
from domain.indicators import Break


def trend(
    series: pd.DataFrame,
    *,
    quantity: Quantity,
    theme: Theme,
    peers: Sequence[Band] = (),
    peer_name: str = "同组",
    target: pd.DataFrame | None = None,
    target_name: str = "目标",
    breaks: Sequence[Break] = (),
    restarts: bool = False,
    height: int = 320,
) -> go.Figure:
    """One subject's line, cut at breaks, dotted across holes; median and quartile band of its peers in grey.

    series    point frame of one subject in order of day
    target    day, value in order: the dashed line
    restarts  a running total begins anew each January: line and target are cut there too
    """
    line = read_points(series, "day", "value")
    goal = read_points(target, "day", "value") if target is not None else []
    low, high = _scale(line, goal, peers, quantity)
    labels = _labels(line, goal, peers, quantity, theme, (peer_name, target_name))
    days = [*(p.day for p in (*line, *goal)), *(band.day for band in peers)] or [date.min]
    figure = empty_figure(theme, height, right=room_for(labels, theme, (min(days), max(days))))
    figure.update_layout(
        xaxis=time_axis(theme, min(days), max(days)),
        yaxis=value_axis(theme, quantity, low, high, showgrid=True),
    )
    _draw_peers(figure, peers, quantity, theme, peer_name)
    years = new_years(days) if restarts else []
    for piece in pieces(goal, years):
        _draw_target(figure, piece, quantity, theme, target_name)
    for piece in pieces(line, [*years, *(change.day for change in breaks)]):
        draw_line(figure, piece, Pen(quantity, theme, theme.accent, 3, target_name if goal else ""))
    _draw_breaks(figure, breaks, theme)
    if low > 0:
        note(
            figure,
            "纵轴不从 0 起",
            theme,
            x=0,
            y=0,
            xref="paper",
            yref="paper",
            xanchor="left",
            yanchor="bottom",
        )
    _dot(figure, line, quantity, theme)
    say_silence(figure, line, theme)
    write_end_labels(figure, labels, theme, low=low, high=high, plot_height=height - 22 - 1.3 * theme.text)
    return figure.finished()


def pieces(line: Sequence[Point], cuts: Sequence[date]) -> list[list[Point]]:
    """The line cut before every one of these days: no segment and no bridge crosses one."""
    found: dict[int, list[Point]] = {}
    for point in line:
        found.setdefault(sum(day <= point.day for day in cuts), []).append(point)
    return list(found.values())


def new_years(days: Sequence[date]) -> list[date]:
    """The first of January of every year that begins between the first and the last of these days."""
    return [date(year, 1, 1) for year in range(min(days).year + 1, max(days).year + 1)]


def _scale(
    line: list[Point], goal: list[Point], peers: Sequence[Band], quantity: Quantity
) -> tuple[float, float]:
    """Rates from 0 to 100 unless all of them lie close together near the top; others from zero."""
    values = [point.value for point in known(line + goal)]
    values += [value for band in peers for value in (band.low, band.middle, band.high) if value == value]
    drawn = [quantity.drawn(value) for value in values] or [0.0, 1.0]
    lowest, highest = min(drawn), max(drawn)
    if quantity.unit == "%":
        if lowest < 60:
            return 0.0, max(107.0, highest * 1.05)
        room = max(100 - lowest, highest - 100, 4.0)  # one that stands at 100 gets no tick above it
        return lowest - room * 0.25, max(100.0, highest) + room * 0.12
    return min(0.0, lowest * 1.08), max(highest * 1.08, 1.0)


def _labels(
    line: list[Point],
    goal: list[Point],
    peers: Sequence[Band],
    quantity: Quantity,
    theme: Theme,
    names: tuple[str, str],
) -> list[EndLabel]:
    peer_name, target_name = names
    labels = [
        EndLabel(
            quantity.drawn(now.value), (f"{now.name} {quantity.shown(now.value)}".strip(),), theme.accent
        )
        for now in known(line)[-1:]
    ]
    for band in peers[-1:]:
        words = f"{peer_name}中位数 {quantity.shown(band.middle)}"
        labels.append(EndLabel(quantity.drawn(band.middle), (words,), theme.ink2, strong=False))
    for end in goal[-1:]:
        words = f"{target_name} {quantity.planned(end.value)}"
        labels.append(EndLabel(quantity.drawn(end.value), (words,), theme.ink, strong=False))
    return labels


def _draw_peers(
    figure: Drawing, peers: Sequence[Band], quantity: Quantity, theme: Theme, peer_name: str
) -> None:
    wide = [band for band in peers if band.low == band.low]
    figure.add_scatter(
        x=[band.day.isoformat() for band in (*wide, *reversed(wide))],
        y=[quantity.drawn(v) for v in (*(b.high for b in wide), *(b.low for b in reversed(wide)))],
        mode="lines",
        fill="toself",
        fillcolor=theme.track,
        line={"width": 0},
        hoverinfo="skip",
    )
    figure.add_scatter(
        x=[band.day.isoformat() for band in peers],
        y=[quantity.drawn(band.middle) for band in peers],
        mode="lines",
        line={"color": theme.ctx, "width": 1.8},
        hovertext=[_peer_hover(band, quantity, peer_name) for band in peers],
        hovertemplate=HOVER,
    )


def _peer_hover(band: Band, quantity: Quantity, peer_name: str) -> str:
    lines = [
        f"<b>{peer_name}</b>　{band.day.month}月{band.day.day}日",
        f"中位数 {quantity.shown(band.middle)}",
    ]
    if band.low == band.low:
        lines.append(f"中间一半在 {quantity.shown(band.low)}—{quantity.shown(band.high)}")
    return "<br>".join([*lines, f"已报 {band.reported} / {band.members}"])


def _draw_target(figure: Drawing, goal: list[Point], quantity: Quantity, theme: Theme, name: str) -> None:
    figure.add_scatter(
        x=[point.day.isoformat() for point in goal],
        y=[quantity.drawn(point.value) for point in goal],
        mode="lines",
        line={"color": theme.ink, "width": 1.6, "dash": "6px,4px"},
        hovertext=[f"<b>{name}</b><br>{quantity.planned(point.value)}" for point in goal],
        hovertemplate=HOVER,
    )


def _draw_breaks(figure: Drawing, breaks: Sequence[Break], theme: Theme) -> None:
    for change in breaks:
        day = change.day.isoformat()
        stroke = {"color": theme.ink3, "width": 1.4, "dash": "1px,3px"}
        figure.add_shape(type="line", x0=day, x1=day, y0=0, y1=1, yref="paper", line=stroke, layer="below")
        corner = {"xanchor": "left", "yanchor": "top", "xshift": 5}
        note(
            figure,
            escape(change.note, quote=False),
            theme,
            x=day,
            y=1,
            yref="paper",
            bgcolor=theme.paper,
            **corner,
        )


def _dot(figure: Drawing, line: list[Point], quantity: Quantity, theme: Theme) -> None:
    for now in known(line)[-1:]:
        figure.add_scatter(
            x=[now.day.isoformat()],
            y=[quantity.drawn(now.value)],
            mode="markers",
            marker={"color": theme.accent, "size": round(11 * theme.text / 15)},
            cliponaxis=False,
            hoverinfo="skip",
        )
