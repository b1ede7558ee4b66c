"""Planned against actual counts over the year: two step curves and the number between them."""

from datetime import date

import pandas as pd
import plotly.graph_objects as go

from charts.drawing import Drawing
from charts.ends import EndLabel, room_for, write_end_labels
from charts.lines import Pen, draw_line, say_silence
from charts.marks import day_words
from charts.points import Point, known, read_points
from charts.quantity import Quantity, written
from charts.template import HOVER, empty_figure, time_axis, value_axis
from charts.tokens import Theme


def s_curve(
    planned: pd.DataFrame,
    actual: pd.DataFrame,
    *,
    quantity: Quantity,
    theme: Theme,
    plan_name: str = "应完工",
    actual_name: str = "已完工",
    height: int = 320,
) -> go.Figure:
    """Cumulative counts: the plan steps dashed to the year's end, the actual solid to the as-of day.

    planned, actual  point frames, day and value, cumulative, in order of day; `baseline` of the last actual row
                     is the plan on that day
    """
    plan = read_points(planned, "day", "value")
    line = read_points(actual, "day", "value")
    high = 1.08 * max((quantity.drawn(p.value) for p in known(plan + line)), default=1.0)
    labels = _labels(plan, line, quantity, theme, plan_name, actual_name)
    days = [point.day for point in (*plan, *line)] or [date.min]
    figure = empty_figure(theme, height, right=room_for(labels, theme, (min(days), max(days))))
    figure.update_layout(
        xaxis=time_axis(theme, min(days), max(days)),
        yaxis=value_axis(theme, quantity, 0, high, showgrid=True),
    )
    _draw_plan(figure, plan, quantity, theme, plan_name)
    draw_line(figure, line, Pen(quantity, theme, theme.accent, 3.2, plan_name, shape="hv"))
    _draw_gap(figure, line, quantity, theme)
    say_silence(figure, line, theme)
    write_end_labels(figure, labels, theme, low=0, high=high, plot_height=height - 22 - 1.3 * theme.text)
    return figure.finished()


def _labels(
    plan: list[Point], line: list[Point], quantity: Quantity, theme: Theme, plan_name: str, actual_name: str
) -> list[EndLabel]:
    labels = []
    if plan:
        end = (plan_name, f"年底 {quantity.shown(plan[-1].value)}")
        labels.append(EndLabel(quantity.drawn(plan[-1].value), end, theme.ink))
    for now in known(line)[-1:]:
        gap = now.value - now.baseline
        words = (
            f"{'少' if gap < 0 else '多'} {written(abs(gap), quantity.decimals)} {quantity.unit}"
            if gap
            else ""
        )
        lines = [f"{actual_name} {quantity.shown(now.value)}"]
        if gap == gap:
            # Held against each one's own plan, not against the milestone a headline beside it may name.
            lines += [f"按各自计划应 {quantity.shown(now.baseline)}", words] if words else ["与各自计划持平"]
        lowest = min(value for value in (now.value, now.baseline) if value == value)
        place = now.day.isoformat()
        labels.append(EndLabel(quantity.drawn(lowest), lines, theme.accent, x=place, below=True))
    return labels


def _draw_plan(figure: Drawing, plan: list[Point], quantity: Quantity, theme: Theme, plan_name: str) -> None:
    figure.add_scatter(
        x=[point.day.isoformat() for point in plan],
        y=[quantity.drawn(point.value) for point in plan],
        mode="lines",
        line={"color": theme.ink, "width": theme.px(1.6), "dash": "6px,4px", "shape": "hv"},
        hovertext=[f"<b>{day_words(p.day)}</b><br>{plan_name} {quantity.shown(p.value)}" for p in plan],
        hovertemplate=HOVER,
    )


def _draw_gap(figure: Drawing, line: list[Point], quantity: Quantity, theme: Theme) -> None:
    for now in known(line)[-1:]:
        day, value = now.day.isoformat(), quantity.drawn(now.value)
        if now.baseline == now.baseline:
            due = quantity.drawn(now.baseline)
            stroke = {"color": theme.ink, "width": theme.px(1.6)}
            figure.add_shape(type="line", x0=day, x1=day, y0=value, y1=due, line=stroke, layer="between")
        figure.add_scatter(
            x=[day],
            y=[value],
            mode="markers",
            marker={"color": theme.accent, "size": round(11 * theme.text / 15)},
            hoverinfo="skip",
        )
