"""Any indicator ranked by place: bars from zero, light symbols, the baseline as a dashed line, 未报 hatched."""

import pandas as pd
import plotly.graph_objects as go

from charts.drawing import Drawing
from charts.labels import shortened
from charts.marks import REVISED_SIGN, hover, mark_colour, missing_word, sign
from charts.points import Point, read_points
from charts.quantity import Quantity
from charts.template import HOVER, axis, empty_figure, note, row_height
from charts.tokens import Theme


def bars(
    rows: pd.DataFrame,
    *,
    quantity: Quantity,
    theme: Theme,
    direction: str,
    baseline: str = "",
    since: str = "",
    selected: str = "",
    each: float = 28,
) -> go.Figure:
    """One bar per place, worst first; places without a number stand last, hatched, with their word.

    rows       point frame; baseline is drawn where all rows share one
    since      what `previous` is called: its difference stands behind the value; blank: not told
    direction  "up": the lowest is worst; "down": the highest; "none": the order given
    """
    points = ranked(read_points(rows, "subject", "name", "value"), direction)
    room = 8.5 if since else 5
    figure = empty_figure(
        theme, row_height(theme, len(points), each=each, around=40), right=round(theme.text * room)
    )
    drawn = [quantity.drawn(v) for p in points for v in (p.value, p.baseline) if v == v]
    top = 100.0 if quantity.unit == "%" and max(drawn, default=0) <= 100 else max(drawn, default=1.0)
    figure.update_layout(
        xaxis=axis(theme, range=[min(0.0, *drawn, 0.0), top], visible=False),
        yaxis=axis(
            theme,
            range=[len(points) - 0.4, -1.1],
            tickvals=list(range(len(points))),
            ticktext=[_tick(point, theme) for point in points],
            tickfont={"color": theme.ink, "size": theme.text},
            ticklabelstandoff=8,
        ),
    )
    _draw_missing(figure, points, theme, top)
    _draw_bars(figure, points, quantity, theme, baseline, since, selected)
    _draw_baseline(figure, points, quantity, theme, baseline)
    return figure.finished()


def ranked(points: list[Point], direction: str) -> list[Point]:
    """Worst first, ties in the order given, places without a number last."""
    present = [point for point in points if not point.missing]
    if direction != "none":
        present.sort(key=lambda point: point.value if direction == "up" else -point.value)
    return [*present, *(point for point in points if point.missing)]


def _draw_bars(
    figure: Drawing,
    points: list[Point],
    quantity: Quantity,
    theme: Theme,
    baseline: str,
    since: str,
    selected: str,
) -> None:
    placed = [(row, point) for row, point in enumerate(points) if not point.missing]
    figure.add_bar(
        x=[quantity.drawn(point.value) for _, point in placed],
        y=[row for row, _ in placed],
        width=0.52,
        orientation="h",
        marker={
            "color": [theme.accent if selected in ("", p.subject) else theme.ctx for _, p in placed],
            "line": {"width": 0},
        },
        hovertext=[hover(point, quantity, theme, baseline=baseline) for _, point in placed],
        hovertemplate=HOVER,
        customdata=[[point.subject, point.period] for _, point in placed],
        unselected={"marker": {"opacity": 1}},
    )
    for row, point in placed:
        shown = quantity.shown(point.value) + (
            f"　{missing_word(point.status)}" if point.status != "reported" else ""
        )
        if point.revised:
            shown += f"<span style='color:{theme.accent}'><sup>{REVISED_SIGN}</sup></span>"
        moved = quantity.gap(point.value, point.previous)
        if since and moved:
            shown += f"<span style='color:{theme.ink2};font-weight:400'>　{moved}</span>"
        ink = {"color": theme.bad if point.light == "bad" else theme.ink, "size": theme.text, "weight": 600}
        end = {"x": max(quantity.drawn(point.value), 0), "y": row, "xanchor": "left", "xshift": 5}
        # Paper behind the text, or the baseline would run through the number.
        note(figure, shown, theme, font=ink, bgcolor=theme.paper, borderpad=2, **end)


def _draw_missing(figure: Drawing, points: list[Point], theme: Theme, top: float) -> None:
    """A hatched strip over the whole width where a number is due: the bar could end anywhere."""
    placed = [(row, point) for row, point in enumerate(points) if point.missing]
    figure.add_bar(
        x=[top if point.status in ("not_reported", "under_review") else None for _, point in placed],
        y=[row for row, _ in placed],
        width=0.52,
        orientation="h",
        marker={
            "color": "rgba(0,0,0,0)",
            "line": {"width": 0},
            "pattern": {
                "shape": "/",
                "fgcolor": theme.ctx2,
                "bgcolor": "rgba(0,0,0,0)",
                "size": 7,
                "solidity": 0.18,
            },
        },
        hovertext=[f"<b>{point.name}</b><br>{missing_word(point.status)}" for _, point in placed],
        hovertemplate=HOVER,
        customdata=[[point.subject, point.period] for _, point in placed],
        unselected={"marker": {"opacity": 1}},
    )
    for row, point in placed:
        grey = {"color": theme.none, "size": theme.text}
        words = missing_word(point.status)
        note(
            figure,
            words,
            theme,
            x=0,
            y=row,
            xanchor="left",
            xshift=8,
            font=grey,
            bgcolor=theme.paper,
            borderpad=2,
        )


def _tick(point: Point, theme: Theme) -> str:
    """The place's name with its light or data state in its own shape beside it."""
    colour = theme.none if point.missing else mark_colour(point.light, theme)
    return f'{shortened(point.name)}　<span style="color:{colour}">{sign(point) or "　"}</span>'


def _draw_baseline(
    figure: Drawing, points: list[Point], quantity: Quantity, theme: Theme, baseline: str
) -> None:
    dues = {point.baseline for point in points if point.baseline == point.baseline}
    if not baseline or len(dues) != 1:
        return
    due = dues.pop()
    x = quantity.drawn(due)
    stroke = {"color": theme.ink, "width": 1.6, "dash": "6px,4px"}
    figure.add_shape(type="line", x0=x, x1=x, y0=-0.5, y1=len(points) - 0.5, line=stroke)
    words = f"{baseline} {quantity.planned(due)}"
    note(figure, words, theme, x=x, y=-0.55, yanchor="bottom", xanchor="center")
