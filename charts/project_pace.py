"""One project over time: what is built and what is paid, beside the dashed line of its own time."""

from datetime import date

import pandas as pd
import plotly.graph_objects as go

from charts.drawing import Drawing
from charts.ends import EndLabel, room_for, write_end_labels
from charts.lines import Pen, draw_line, say_silence
from charts.points import Point, known, read_points
from charts.quantity import Quantity
from charts.template import HOVER, empty_figure, note, time_axis, value_axis
from charts.tokens import Theme

BUILT, PAID, TIME = "形象进度", "支付", "工期"
HIGH = 108.0


def project_pace(
    built: pd.DataFrame,
    paid: pd.DataFrame,
    *,
    plan: tuple[date | None, date | None],
    as_of: date,
    theme: Theme,
    height: int = 270,
) -> go.Figure:
    """Shares of the whole, in percent: built solid, paid in the second colour, its own time dashed.

    built, paid  point frames, day, value, baseline, in order of day; empty where no ledger says anything
    plan         planned start and end; None unknown, then no dashed line
    """
    lines = {name: read_points(rows, "day", "value") for name, rows in ((BUILT, built), (PAID, paid))}
    first, last = plan
    days = [point.day for points in lines.values() for point in points] + [as_of]
    days += [day for day in plan if day]
    span = (min(days), max(days))
    quantity = Quantity(BUILT, "%")
    labels = _labels(lines, plan, theme)
    figure = empty_figure(theme, height, right=room_for(labels, theme, span))
    figure.update_layout(
        xaxis=time_axis(theme, *span), yaxis=value_axis(theme, quantity, 0, HIGH, showgrid=True)
    )
    if first and last:
        _draw_time(figure, first, last, theme)
    for (name, points), colour, shape in zip(
        lines.items(), (theme.accent, theme.series[1]), ("linear", "hv"), strict=True
    ):
        draw_line(figure, points, Pen(Quantity(name, "%"), theme, colour, 2.8, TIME, shape=shape))
        for end in known(points)[-1:]:
            _mark(figure, end, colour, theme)
    if not any(lines.values()):
        say_silence(figure, [], theme)
    if span[0] < as_of < span[1]:
        figure.add_shape(
            type="line", x0=as_of.isoformat(), x1=as_of.isoformat(), y0=0, y1=100,
            line={"color": theme.ctx2, "width": 1}, layer="below",
        )  # fmt: skip
        note(
            figure,
            f"截至 {as_of:%m-%d}",
            theme,
            x=as_of.isoformat(),
            y=0,
            yanchor="bottom",
            xanchor="right",
            xshift=-4,
        )
    write_end_labels(figure, labels, theme, low=0, high=HIGH, plot_height=height - 22 - 1.3 * theme.text)
    return figure.finished()


def _labels(
    lines: dict[str, list[Point]], plan: tuple[date | None, date | None], theme: Theme
) -> list[EndLabel]:
    quantity = Quantity(BUILT, "%")
    labels = []
    for (name, points), colour in zip(lines.items(), (theme.accent, theme.series[1]), strict=True):
        for end in known(points)[-1:]:
            labels.append(
                EndLabel(quantity.drawn(end.value), [f"{name} {quantity.shown(end.value)}"], colour)
            )
    if plan[1]:
        labels.append(EndLabel(100.0, [f"计划完工 {plan[1]:%m-%d}"], theme.ink, strong=False))
    return labels


def _draw_time(figure: Drawing, first: date, last: date, theme: Theme) -> None:
    figure.add_scatter(
        x=[first.isoformat(), last.isoformat()],
        y=[0, 100],
        mode="lines",
        line={"color": theme.ink, "width": 1.6, "dash": "6px,4px"},
        hovertext=[f"计划开工 {first:%m-%d}", f"计划完工 {last:%m-%d}"],
        hovertemplate=HOVER,
    )


def _mark(figure: Drawing, end: Point, colour: str, theme: Theme) -> None:
    figure.add_scatter(
        x=[end.day.isoformat()],
        y=[end.value * 100],
        mode="markers",
        marker={
            "color": colour,
            "size": round(10 * theme.text / 15),
            "line": {"color": theme.paper, "width": 1},
        },
        hoverinfo="skip",
        cliponaxis=False,
    )
