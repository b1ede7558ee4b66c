"""Deadlines around the as-of day: overdue thick to the left, what is left hollow to the right."""

import pandas as pd
import plotly.graph_objects as go

from charts.drawing import Drawing
from charts.labels import shortened, text_width
from charts.marks import day_words, marker
from charts.points import Point, read_points
from charts.template import HOVER, axis, empty_figure, note, row_height
from charts.tokens import Theme


def deadlines(rows: pd.DataFrame, *, theme: Theme, each: float = 32, height: int | None = None) -> go.Figure:
    """One lollipop per open problem, sorted by overdue days.

    rows  point frame; subject is the problem's number, day the as-of day, value the days left (negative:
          overdue), NaN where no deadline is set; light the step of the 提醒、督办、约谈 ladder
    """
    points = sorted(read_points(rows, "subject", "name", "day", "value"), key=_order)
    figure = empty_figure(theme, height or row_height(theme, len(points), each=each, around=44))
    figure.update_layout(
        xaxis=axis(theme, range=_reach(points, theme), visible=False),
        yaxis=axis(
            theme,
            range=[len(points) - 0.4, -1],
            tickvals=list(range(len(points))),
            ticktext=[shortened(point.name) for point in points],
            tickfont={"color": theme.ink, "size": theme.text},
            ticklabelstandoff=10,
            showgrid=True,
            griddash="2px,3px",
        ),
    )
    for row, point in enumerate(points):
        _draw_row(figure, point, row, theme)
    stroke = {"color": theme.ink, "width": theme.px(2)}
    figure.add_shape(type="line", x0=0, x1=0, y0=-0.65, y1=len(points) - 0.4, line=stroke)
    for point in points[:1]:
        strong = {"color": theme.ink, "size": theme.text, "weight": 600}
        note(figure, f"截至 {day_words(point.day)}", theme, x=0, y=-0.68, yanchor="bottom", font=strong)
    return figure.finished()


# Narrowest plot, in px of 15 px type, in which the words beside the dots must still fit.
NARROW = 330


def _reach(points: list[Point], theme: Theme) -> list[float]:
    """The axis: all days, and on either side room for the words beside the farthest dot."""
    days = [point.value for point in points if not point.missing]
    left, right = min(days, default=0.0), max(days, default=0.0)
    left, right = min(left, -1.0), max(right, 1.0)
    words = text_width("逾期 99 天", 15) + 18
    per_px = (right - left) / (NARROW - 2 * words)
    return [left - words * per_px, right + words * per_px]


def days_words(days: float) -> str:
    """「逾期 14 天」, 「剩 3 天」, 「今天到期」; 「未定期限」 for NaN."""
    if days != days:
        return "未定期限"
    if days == 0:
        return "今天到期"
    return f"逾期 {-days:.0f} 天" if days < 0 else f"剩 {days:.0f} 天"


def _order(point: Point) -> tuple[bool, float]:
    return (point.missing, 0.0 if point.missing else point.value)


def _draw_row(figure: Drawing, point: Point, row: int, theme: Theme) -> None:
    if point.missing:
        grey = {"color": theme.none, "size": theme.text}
        note(figure, days_words(point.value), theme, x=0, y=row, xanchor="left", xshift=10, font=grey)
        return
    late, grown = point.value < 0, theme.text / 15
    colour = theme.light(point.light) if late else theme.ctx
    figure.add_scatter(
        x=[0, point.value],
        y=[row, row],
        mode="lines",
        line={"color": colour, "width": (6 if late else 2.6) * grown},
        hoverinfo="skip",
    )
    dot = {**marker([point.light], theme, scale=1.1), "color": colour} if late else _hollow(theme)
    figure.add_scatter(
        x=[point.value],
        y=[row],
        mode="markers",
        marker=dot,
        hovertext=[f"<b>{point.name}</b><br>{days_words(point.value)}"],
        hovertemplate=HOVER,
        customdata=[[point.subject, point.period]],
        unselected={"marker": {"opacity": 1}},
    )
    strong = {
        "color": theme.bad if point.light == "bad" and late else theme.ink,
        "size": theme.text,
        "weight": 600 if late else 400,
    }
    side = {"xanchor": "right" if late else "left", "xshift": (-12 if late else 12) * grown}
    note(figure, days_words(point.value), theme, x=point.value, y=row, font=strong, **side)


def _hollow(theme: Theme) -> dict[str, object]:
    line = {"color": theme.ctx, "width": theme.px(1.8)}
    return {"symbol": "circle", "size": 10 * theme.text / 15, "color": theme.paper, "line": line}
