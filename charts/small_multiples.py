"""Who is off pace? One small trajectory per town, same axes, worst first."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import pandas as pd
import plotly.graph_objects as go

from charts.drawing import Drawing
from charts.labels import shortened
from charts.lines import Pen, draw_line
from charts.marks import mark_colour, marker
from charts.panels import Sheet, put_together
from charts.points import Point, by_subject, known, read_points
from charts.quantity import Quantity
from charts.template import HOVER, empty_figure, note
from charts.tokens import Theme
from charts.trend import pieces
from domain.indicators import Break

COLUMNS = 4
LONGEST_NAME = 6  # beside the gap over a panel of a quarter of half a page
# Where the letters are a third larger and the panel is not; a longer one takes two lines.
LONGEST_ON_A_SLIDE = 4
LONGEST_ON_TWO_LINES = 12
SLIDE_TEXT = 18
CORNER = 0.4  # of a panel's width: as far as the value in its corner reaches


def small_multiples(
    series: pd.DataFrame,
    *,
    quantity: Quantity,
    baseline: str,
    theme: Theme,
    months: Sequence[int] = (3, 6, 9),
    columns: int = COLUMNS,
    row: int = 205,
    breaks: Sequence[Break] = (),
) -> go.Figure:
    """Actual against the baseline for every subject; the area between them is the gap.

    series  point frame of many subjects, each in order of day; value and baseline at every period, light of the
            last period; subjects without any number come last, drawn as 未报
    months  the node months named on the axis
    row     px of one row of panels
    breaks  口径变更 within the year: every line is cut there, and a fine rule stands in every panel
    """
    panels = worst_first(by_subject(read_points(series, "subject", "name", "day", "value", "baseline")))
    rows = max(-(-len(panels) // columns), 1)
    figure = empty_figure(theme, round(rows * row * theme.text / 15))
    # The panels have margins of their own; the first column's “100” would begin left of the figure.
    figure.update_layout({"margin": {"l": round(14 * theme.text / 15), "t": 8, "r": 8, "b": 8}})
    span, top = _span(panels), _top(panels, quantity)
    sheet = Sheet(columns, rows, span, (0, top), row * theme.text / 15)
    cuts = [change.day for change in breaks]
    pen = Pen(quantity, theme, theme.accent, 2.4, baseline)
    drawn = [
        _panel(points, pen, cuts, starts_high=_starts_high(points, quantity, span, top)) for points in panels
    ]
    middles = [date(span[0].year, month, 28) for month in months]
    named = {day.isoformat(): f"{day.month}月" for day in middles if day <= span[1]}
    ticks = {value: _tick(value, quantity) for value in (0, top / 2, top)}
    put_together(figure, drawn, sheet, theme, months=named, ticks=ticks)
    return figure.finished()


def worst_first(subjects: dict[str, list[Point]]) -> list[list[Point]]:
    """Panels by the gap of their last known point, worst first; those without a number stand at the end."""
    last = {subject: known(points)[-1:] for subject, points in subjects.items()}
    ranked = sorted(
        (subject for subject, point in last.items() if point), key=lambda s: _order(last[s][0].gap)
    )
    return [subjects[subject] for subject in (*ranked, *(s for s, point in last.items() if not point))]


def _order(gap: float) -> float:
    """A gap that cannot be told stands behind every gap that can."""
    return gap if gap == gap else float("inf")


def _span(panels: list[list[Point]]) -> tuple[date, date]:
    days = [point.day for points in panels for point in points] or [date.min]
    # A little room on the right, so that end marks and rings of missing periods are not cut.
    return date(min(days).year, 1, 1), max(days) + timedelta(days=16)


def _top(panels: list[list[Point]], quantity: Quantity) -> float:
    if quantity.unit == "%":
        return 100.0
    values = [
        quantity.drawn(v) for points in panels for p in known(points) for v in (p.value, p.baseline) if v == v
    ]
    return max(values, default=1.0)


def _tick(value: float, quantity: Quantity) -> str:
    return f"{value:,.0f}" if quantity.unit == "%" or value >= 10 else f"{value:g}"


def _panel(points: list[Point], pen: Pen, cuts: Sequence[date], *, starts_high: bool) -> Drawing:
    figure = Drawing({})
    present = known(points)
    now = present[-1] if present else None
    light = points[-1].light if now else "none"
    pen = replace(pen, colour=_line_colour(light, pen.theme))
    parts = pieces(points, cuts)
    for part in parts:
        _shade(figure, known(part), light, pen)
    _dash(figure, points, pen)
    for part in parts:
        draw_line(figure, part, pen)
    _rule(figure, cuts, pen)
    _head(figure, points, now, light, pen, starts_high=starts_high)
    if now:
        figure.add_scatter(
            x=[now.day.isoformat()],
            y=[pen.quantity.drawn(now.value)],
            mode="markers",
            marker=marker([light], pen.theme),
            hoverinfo="skip",
        )
    return figure


def _line_colour(light: str, theme: Theme) -> str:
    """Only 滞后 colours the whole line; 预警 colours its mark."""
    return mark_colour(light, theme) if light == "bad" else theme.accent


def _shade(figure: Drawing, present: list[Point], light: str, pen: Pen) -> None:
    both = [point for point in present if point.baseline == point.baseline]
    figure.add_scatter(
        x=[point.day.isoformat() for point in (*both, *reversed(both))],
        y=[
            pen.quantity.drawn(value)
            for value in (*(p.value for p in both), *(p.baseline for p in reversed(both)))
        ],
        mode="lines",
        fill="toself",
        fillcolor=pen.theme.bad_tint if light == "bad" else pen.theme.accent_tint,
        line={"width": 0},
        hoverinfo="skip",
    )


def _rule(figure: Drawing, days: Sequence[date], pen: Pen) -> None:
    """Where the definition changed."""
    for day in days:
        figure.add_shape(
            type="line",
            x0=day.isoformat(),
            x1=day.isoformat(),
            y0=0,
            y1=1,
            xref="x",
            yref="y domain",
            line={"color": pen.theme.ink3, "width": pen.theme.px(1.4), "dash": "1px,3px"},
            layer="below",
        )


def _dash(figure: Drawing, points: list[Point], pen: Pen) -> None:
    due = [point for point in points if point.baseline == point.baseline]
    figure.add_scatter(
        x=[point.day.isoformat() for point in due],
        y=[pen.quantity.drawn(point.baseline) for point in due],
        mode="lines",
        line={"color": pen.theme.ink, "width": pen.theme.px(1.4), "dash": "4px,3px"},
        hovertext=[f"{pen.baseline} {pen.quantity.shown(point.baseline)}" for point in due],
        hovertemplate=HOVER,
    )


def _starts_high(points: list[Point], quantity: Quantity, span: tuple[date, date], top: float) -> bool:
    """Whether a curve or its baseline runs through the upper corner, where the value would stand."""
    corner = span[0] + (span[1] - span[0]) * CORNER
    early = [point for point in points if point.day <= corner]
    drawn = [
        quantity.drawn(worth) for point in early for worth in (point.value, point.baseline) if worth == worth
    ]
    return max(drawn, default=0.0) > top / 2


def _on_two_lines(name: str) -> str:
    """A long name over two lines, the lower one short enough to stand before the gap."""
    whole = shortened(name, LONGEST_ON_TWO_LINES)
    if len(whole) <= LONGEST_ON_A_SLIDE:
        return whole
    upper = max((len(whole) + 1) // 2, len(whole) - LONGEST_ON_A_SLIDE)
    return f"{whole[:upper]}<br>{whole[upper:]}"


def _head(
    figure: Drawing, points: list[Point], now: Point | None, light: str, pen: Pen, *, starts_high: bool
) -> None:
    """Name left, gap right, value inside the corner that the curve leaves empty."""
    theme, quantity = pen.theme, pen.quantity
    name = (
        _on_two_lines(points[0].name) if theme.text >= SLIDE_TEXT else shortened(points[0].name, LONGEST_NAME)
    )
    gap = quantity.gap(now.value, now.baseline) if now else "未报"
    colour = theme.bad if light == "bad" else theme.ink if now else theme.none
    place = {"xref": "x domain", "yref": "y domain", "yanchor": "bottom", "y": 1}
    strong = {"size": theme.text + 1, "weight": 600}
    note(
        figure,
        name,
        theme,
        x=0,
        xanchor="left",
        yshift=theme.px(6),
        font={"color": theme.ink, **strong},
        **place,
    )
    note(
        figure,
        gap,
        theme,
        x=1,
        xanchor="right",
        yshift=theme.px(6),
        font={"color": colour, **strong},
        **place,
    )
    value = quantity.shown(now.value) if now else "本年未报"
    # A rising curve leaves the upper corner empty; one that starts high leaves the lower one.
    inside = {**place, "yanchor": "bottom", "y": 0} if starts_high else {**place, "yanchor": "top"}
    note(figure, value, theme, x=0, xanchor="left", xshift=3, yshift=0 if starts_high else -3, **inside)
