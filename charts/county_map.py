"""A map of the county from its own outlines: filled polygons, no tiles, nothing asked from outside.

Dark needs attention, 未报 is hatched; the name and the number stand where a place has room for them.
"""

from math import cos, isnan, pi
from typing import TypeAlias

import pandas as pd
import plotly.graph_objects as go

from charts.attention import attention_bins, reported_only
from charts.drawing import Drawing
from charts.labels import text_width
from charts.marks import hover, missing_word
from charts.points import Point, read_points
from charts.quantity import Quantity
from charts.template import HOVER, axis, empty_figure
from charts.tokens import Theme
from domain.boundaries import PER_DEGREE, Shape, decode, inside, merged, thinned

GRID = 1500  # steps across the county: finer than a screen draws
SHORTEST, TALLEST = 360, 760
Line: TypeAlias = list[float | None]


def county_map(
    rows: pd.DataFrame,
    outlines: dict[str, str],
    *,
    quantity: Quantity,
    direction: str,
    theme: Theme,
    baseline: str = "",
    width: int = 1200,
) -> go.Figure:
    """One polygon per place that has an outline; rows without one are not drawn.

    rows      point frame with value; hidden: a small count that is not told
    outlines  subject → shape as stored (domain/boundaries.py)
    width     narrowest px it will be shown at: words that have no room there are left to the hover
    """
    kept = rows[rows["subject"].isin(list(outlines)).to_numpy()].reset_index(drop=True)
    hidden = kept["hidden"].tolist() if "hidden" in kept else [False] * len(kept)
    bins = attention_bins(reported_only(kept), direction, quantity)
    sheet = _Sheet({place: decode(outlines[place]) for place in kept["subject"]}, width)
    figure = empty_figure(theme, sheet.height, right=8)
    look = {"showticklabels": False, "automargin": False}
    figure.update_layout(
        xaxis=axis(theme, range=list(sheet.across), **look),
        yaxis=axis(theme, range=list(sheet.up), scaleanchor="x", **look),
    )
    points = read_points(kept, "subject", "name", "value")
    for level in range(5):
        told = [(point, few) for point, few, one in zip(points, hidden, bins, strict=True) if one == level]
        if told:
            _fill(figure, sheet, [point for point, _ in told], level, theme)
            _words(figure, sheet, told, level, quantity, theme, baseline)
    return figure.finished()


class _Sheet:
    """Outlines on paper: east to the right, north up, equally far in both; its px are those of the narrowest page."""

    def __init__(self, shapes: dict[str, Shape], width: int) -> None:
        points = [
            point for shape in shapes.values() for polygon in shape for ring in polygon for point in ring
        ]
        east = [x for x, _ in points] or [0, PER_DEGREE]
        north = [y for _, y in points] or [0, PER_DEGREE]
        self.squeeze = cos((min(north) + max(north)) / 2 / PER_DEGREE * pi / 180)
        self.across = (min(east) * self.squeeze, max(east) * self.squeeze)
        self.up = (float(min(north)), float(max(north)))
        wide, high = (side[1] - side[0] or 1.0 for side in (self.across, self.up))
        self.height = round(min(max(width * high / wide, SHORTEST), TALLEST))
        self.px = min((width - 16) / wide, (self.height - 16) / high)
        step = max(wide, high) / GRID
        self.lines = {place: merged(thinned(shape, max(step, 1.0))) for place, shape in shapes.items()}

    def rings(self, place: str) -> tuple[Line, Line]:
        """Every ring of a place, closed, with a gap after each."""
        xs: Line = []
        ys: Line = []
        for ring in self.lines[place]:
            xs += [*(x * self.squeeze for x, _ in (*ring, ring[0])), None]
            ys += [*(float(y) for _, y in (*ring, ring[0])), None]
        return xs, ys

    def middle(self, place: str) -> tuple[float, float, float]:
        """Where words stand, and the px they have there."""
        x, y, wide = inside(self.lines[place])
        return x * self.squeeze, y, wide * self.squeeze * self.px


def _fill(figure: Drawing, sheet: _Sheet, points: list[Point], level: int, theme: Theme) -> None:
    """All places of a bin as one trace; those without a number hatched."""
    xs: Line = []
    ys: Line = []
    for point in points:
        more = sheet.rings(point.subject)
        xs, ys = xs + more[0], ys + more[1]
    hatch = {"shape": "/", "size": 9, "solidity": 0.12, "fgcolor": theme.ctx, "bgcolor": theme.paper}
    look = {"fillpattern": hatch} if level == 0 else {"fillcolor": theme.heat[level - 1]}
    line = {"color": theme.ctx if level < 2 else theme.paper, "width": 1}
    figure.add_scatter(x=xs, y=ys, mode="lines", fill="toself", line=line, hoverinfo="skip", **look)


def _words(
    figure: Drawing,
    sheet: _Sheet,
    told: list[tuple[Point, bool]],
    level: int,
    quantity: Quantity,
    theme: Theme,
    baseline: str,
) -> None:
    """Name over number in the middle of each place, as far as they fit; the whole story on hover."""
    places = [sheet.middle(point.subject) for point, _ in told]
    figure.add_scatter(
        x=[x for x, _, _ in places],
        y=[y for _, y, _ in places],
        mode="markers+text",
        marker={"size": 22, "opacity": 0, "color": theme.accent},
        text=[
            _fitting(point, few, quantity, wide, theme)
            for (point, few), (_, _, wide) in zip(told, places, strict=True)
        ],
        textfont={"color": theme.heat_text[level - 1] if level else theme.ink, "size": theme.text - 2},
        cliponaxis=False,
        hovertext=[
            f"<b>{point.name}</b><br>{quantity.label} 不足 5，不显示"
            if few
            else hover(point, quantity, theme, baseline=baseline)
            for point, few in told
        ],
        hovertemplate=HOVER,
        customdata=[[point.subject, point.period] for point, _ in told],
        showlegend=False,
    )


def _fitting(point: Point, few: bool, quantity: Quantity, wide: float, theme: Theme) -> str:
    """「上坪村<br>83.1」, the number alone, or nothing."""
    number = "<5" if few else "" if isnan(point.value) else quantity.number(point.value)
    number = " ".join(filter(None, (missing_word(point.status), number)))
    both = max(text_width(point.name, theme.text - 2), text_width(number, theme.text - 2))
    if both + 6 <= wide:
        return f"{point.name}<br><b>{number.replace('<', '&lt;')}</b>"
    return number.replace("<", "&lt;") if text_width(number, theme.text - 2) + 4 <= wide else ""
