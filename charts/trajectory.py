"""Are we on pace? Actual against its named baseline, with nodes, gap, projection and the same days last year."""

from dataclasses import dataclass
from datetime import date

import pandas as pd
import plotly.graph_objects as go

from charts.drawing import Drawing
from charts.ends import EndLabel, height_of, room_for, write_end_labels
from charts.lines import Pen, draw_line, say_silence
from charts.marks import marker
from charts.points import Point, known, read_points
from charts.quantity import Quantity
from charts.template import HOVER, empty_figure, note, time_axis, value_axis
from charts.tokens import Theme


@dataclass(frozen=True, slots=True)
class Projection:
    """Where the present pace leads: a fan, never a line.

    words  one or two short lines, e.g. 「按近三旬速度，」「年底约 94%—99%」
    """

    until: date
    low: float
    high: float
    words: tuple[str, ...]


def trajectory(
    actual: pd.DataFrame,
    nodes: pd.DataFrame,
    *,
    quantity: Quantity,
    baseline: str,
    theme: Theme,
    last_year: pd.DataFrame | None = None,
    projection: Projection | None = None,
    shortfall: str = "",
    height: int = 370,
) -> go.Figure:
    """Actual, dashed baseline with its nodes, bracket of the gap, fan, last year.

    actual      point frame of one subject in order of day; `baseline` is read for the last known point
    nodes       day, value, label (「9月底」; blank: tick only) in order, with the starting point where there is one
    last_year   point frame already moved to this year's days; `name` of its first row is its label
    shortfall   third line of the actual label, e.g. 「约 625 万元」
    height      px the figure is shown at; labels are spread for it
    """
    line = read_points(actual, "day", "value")
    ticks = read_points(nodes.rename(columns={"label": "name"}), "day", "value", "name")
    earlier = read_points(last_year, "day", "value") if last_year is not None else []
    first, last = _span(line, ticks, projection)
    high = _top(line + ticks + earlier, quantity)
    plot_height = height - 8 - 1.3 * theme.text - 14
    labels = [
        *_ends(ticks, quantity, baseline, theme, projection),
        *_now(line, quantity, theme, shortfall, high / plot_height, first + (last - first) / 2),
    ]
    figure = empty_figure(theme, height, right=room_for(labels, theme, (first, last)))
    figure.update_layout(
        xaxis=time_axis(theme, first, last, at_most=12 if theme.text <= 15 else 6),
        yaxis=value_axis(theme, quantity, 0, high, showgrid=True),
    )
    _draw_fan(figure, line, projection, quantity, theme)
    draw_line(figure, earlier, Pen(quantity, theme, theme.ctx2, 2))
    _name_last_year(figure, earlier, quantity, theme)
    _draw_baseline(figure, ticks, quantity, baseline, theme, (first, last))
    draw_line(figure, line, Pen(quantity, theme, theme.accent, 3.6, baseline))
    _draw_gap(figure, line, quantity, theme)
    say_silence(figure, line, theme)
    write_end_labels(figure, labels, theme, low=0, high=high, plot_height=plot_height)
    return figure.finished()


def _top(points: list[Point], quantity: Quantity) -> float:
    """Seven per cent above the highest value; a rate always shows its full hundred."""
    highest = max((quantity.drawn(point.value) for point in known(points)), default=0.0)
    return 1.07 * max(highest, 100.0 if quantity.unit == "%" else highest or 1.0)


def _span(line: list[Point], ticks: list[Point], projection: Projection | None) -> tuple[date, date]:
    days = [point.day for point in (*line, *ticks)] or [date.min]
    days += [projection.until] if projection else []
    return min(days), max(days)


def _ends(
    ticks: list[Point], quantity: Quantity, baseline: str, theme: Theme, projection: Projection | None
) -> list[EndLabel]:
    """Labels of the baseline and of the fan, right of the plot."""
    labels = []
    if ticks:
        end = ticks[-1]
        words = f"{end.name} {quantity.planned(end.value)}".strip()
        labels.append(EndLabel(quantity.drawn(end.value), (baseline, words), theme.ink))
    if projection:
        middle = quantity.drawn((projection.low + projection.high) / 2)
        labels.append(EndLabel(middle, projection.words, theme.accent, strong=False))
    return labels


def _now(
    line: list[Point], quantity: Quantity, theme: Theme, shortfall: str, per_px: float, middle: date
) -> list[EndLabel]:
    """The label of the last known point, below it; past the middle of the year left of it where there is no room below:
    it would cover the fan.
    """
    labels = []
    for now in known(line)[-1:]:
        lines = [
            f"实际 {quantity.shown(now.value)}",
            quantity.gap_in_words(now.value, now.baseline),
            shortfall,
        ]
        shown = tuple(text for text in lines if text)
        value = quantity.drawn(min(v for v in (now.value, now.baseline) if v == v))
        before = quantity.drawn(now.value) < (height_of(shown, theme) + 8) * per_px and now.day > middle
        value = quantity.drawn(now.value) if before else value
        where = {"below": not before, "before": before}
        labels.append(EndLabel(value, shown, theme.accent, x=now.day.isoformat(), **where))
    return labels


def _draw_fan(
    figure: Drawing, line: list[Point], projection: Projection | None, quantity: Quantity, theme: Theme
) -> None:
    present = known(line)
    if projection is None or not present:
        return
    now, until = present[-1], projection.until.isoformat()
    figure.add_scatter(
        x=[until, now.day.isoformat(), until],
        y=[quantity.drawn(value) for value in (projection.low, now.value, projection.high)],
        mode="lines",
        fill="toself",
        fillcolor=theme.accent_tint,
        line={
            "width": theme.px(1),
            "color": theme.accent,
        },  # the tint alone is lost on a dark wall or a washed one
        hoverinfo="skip",
    )


def _draw_baseline(
    figure: Drawing,
    ticks: list[Point],
    quantity: Quantity,
    baseline: str,
    theme: Theme,
    span: tuple[date, date],
) -> None:
    figure.add_scatter(
        x=[point.day.isoformat() for point in ticks],
        y=[quantity.drawn(point.value) for point in ticks],
        mode="lines+markers",
        line={"color": theme.ink, "width": theme.px(1.6), "dash": "6px,4px"},
        marker={
            "symbol": "line-ew",
            "size": theme.px(9),
            "line": {"color": theme.ink, "width": theme.px(1.6)},
        },
        hovertext=[f"<b>{baseline}</b><br>{point.name} {quantity.planned(point.value)}" for point in ticks],
        hovertemplate=HOVER,
    )
    # A label nearer to the end than this would run into the column of end labels.
    clear = (span[1] - span[0]).days * 0.12
    for point in ticks[:-1]:
        if point.name and (ticks[-1].day - point.day).days > clear:
            note(
                figure,
                f"{point.name} {quantity.planned(point.value)}",
                theme,
                x=point.day.isoformat(),
                y=quantity.drawn(point.value),
                xanchor="right",
                yanchor="bottom",
                xshift=-6,
                yshift=1,
            )


def _name_last_year(figure: Drawing, earlier: list[Point], quantity: Quantity, theme: Theme) -> None:
    present = known(earlier)
    if not present:
        return
    place = present[round((len(present) - 1) * 0.75)]
    note(
        figure,
        present[0].name,
        theme,
        x=place.day.isoformat(),
        y=quantity.drawn(place.value),
        xanchor="left",
        yanchor="top",
        yshift=-theme.text * 0.6,
    )


def _draw_gap(figure: Drawing, line: list[Point], quantity: Quantity, theme: Theme) -> None:
    """The bracket between now and the baseline of the same day, and the dot of now."""
    present = known(line)
    if not present:
        return
    now = present[-1]
    day, value = now.day.isoformat(), quantity.drawn(now.value)
    if now.baseline == now.baseline:
        due = quantity.drawn(now.baseline)
        figure.add_scatter(
            x=[day, day],
            y=[value, due],
            mode="lines+markers",
            line={"color": theme.ink, "width": theme.px(1.6)},
            marker={
                "symbol": "line-ew",
                "size": [0, theme.px(9)],
                "line": {"color": theme.ink, "width": theme.px(1.6)},
            },
            hoverinfo="skip",
        )
    figure.add_scatter(
        x=[day],
        y=[value],
        mode="markers",
        marker={**marker(["ok"], theme), "size": round(12 * theme.text / 15)},
        hoverinfo="skip",
        customdata=[[now.subject, now.period]],
    )
