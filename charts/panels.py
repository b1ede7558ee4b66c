"""Small plots with the same axes put together as one: a browser draws eight of them so in half the time.

Each is drawn by itself, on days and values of its own. Here they come into one pair of axes, a unit square each; traces
that look alike become one, texts become a trace, rules and ticks are drawn as lines and texts.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from charts.drawing import Drawing
from charts.tokens import Theme

# Of a square's width and height what its plot leaves free: the values left of it, the name over it, the months under it.
LEFT, RIGHT, HEAD, FOOT = 0.12, 0.088, 0.17, 0.14
# A value outside the axis is drawn a little beyond its end; the square above is another town's.
BEYOND = 0.03
# px of a column where nothing tells: what a shift of a text is turned into.
COLUMN = 160
HAIRLINE = {"width": 1, "dash": "solid"}
_ORDER = {"fill": 0, "lines": 1, "lines+markers": 2, "markers": 3, "text": 4}
_ACROSS = {"left": "right", "right": "left", "center": "center"}
_ALONG = {"bottom": "top", "top": "bottom", "middle": "middle"}

Trace = dict[str, Any]
Points = dict[tuple[str, ...], list[Any]]


@dataclass(frozen=True, slots=True)
class Sheet:
    """How the squares lie, row by row from the upper left, and the axes all of them share.

    days    the first and the last one
    values  the lowest and the highest drawn
    row     px of a row
    """

    columns: int
    rows: int
    days: tuple[date, date]
    values: tuple[float, float]
    row: float


def put_together(
    figure: Drawing,
    panels: Sequence[Drawing],
    sheet: Sheet,
    theme: Theme,
    *,
    months: Mapping[str, str],
    ticks: Mapping[float, str],
) -> None:
    """Draw the panels into the figure.

    months  ISO day → its words under every panel
    ticks   value → its words left of the first panel of every row; a fine rule runs at each through all of them
    """
    edges = {"fixedrange": True, "visible": False, "showticklabels": False}
    figure.update_layout(
        {"xaxis": {**edges, "range": [0, sheet.columns]}, "yaxis": {**edges, "range": [0, sheet.rows]}}
    )
    squares = [_Square(sheet, place) for place in range(len(panels))]
    for colour, heights in (
        (theme.hair, [v for v in ticks if v != sheet.values[0]]),
        (theme.rule, [sheet.values[0]]),
    ):
        figure.add_scatter(**_rules(squares, heights, colour))
    told: list[Trace] = []
    for panel, square in zip(panels, squares, strict=True):
        told += [square.trace(trace) for trace in panel.traces if trace["x"]]
        told += [square.text(note) for note in panel.notes]
        told += square.named(months, ticks, theme)
        for shape in panel.shapes:
            figure.add_shape(**square.shape(shape))
    for trace in alike_as_one(told):
        figure.add_scatter(**trace)


def alike_as_one(traces: Sequence[Trace]) -> list[Trace]:
    """Traces that differ in their points alone as one, with a gap between; areas first, then lines, marks and texts.

    A list as long as the trace, on its own or in its marker or font, tells of each point.
    """
    found: dict[str, Trace] = {}
    for trace in traces:
        points, look = _parted(trace, len(trace["x"]))
        key = json.dumps(look, sort_keys=True, default=str)
        found[key] = _after(found[key], trace, points) if key in found else trace
    return sorted(found.values(), key=lambda trace: _ORDER["fill" if "fill" in trace else trace["mode"]])


class _Square:
    """One panel's place on the sheet."""

    def __init__(self, sheet: Sheet, place: int) -> None:
        self.sheet = sheet
        self.first = place % sheet.columns == 0
        self.left = place % sheet.columns + LEFT
        self.right = place % sheet.columns + 1 - RIGHT
        low = sheet.rows - 1 - place // sheet.columns
        self.bottom, self.top = low + FOOT, low + 1 - HEAD

    def x(self, worth: Any, of: str = "x") -> float:
        """The place of an ISO day, or of a share of the plot's width where it is `of` that."""
        share = float(worth) if of.endswith("domain") else self._share(worth)
        return self.left + share * (self.right - self.left)

    def y(self, worth: Any, of: str = "y") -> float:
        low, high = self.sheet.values
        share = float(worth) if of.endswith("domain") else (worth - low) / (high - low or 1)
        return self.bottom + min(max(share, -BEYOND), 1 + BEYOND) * (self.top - self.bottom)

    def _share(self, day: str) -> float:
        first, last = self.sheet.days
        return (date.fromisoformat(day) - first).days / max((last - first).days, 1)

    def trace(self, own: Trace) -> Trace:
        places = {"x": [self.x(day) for day in own["x"]], "y": [self.y(value) for value in own["y"]]}
        return {**own, **places, "xaxis": "x", "yaxis": "y", "cliponaxis": False}

    def shape(self, own: Trace) -> Trace:
        """A mark of so many pixels at a point, or a line between two."""
        x, y = (own[f"{axis}ref"] for axis in "xy")
        if own.get("xsizemode") == "pixel":
            at = {"xanchor": self.x(own["xanchor"], x), "yanchor": self.y(own["yanchor"], y)}
        else:
            at = {
                name: (self.x if name[0] == "x" else self.y)(own[name], own[f"{name[0]}ref"]) for name in ENDS
            }
        return {**own, **at, "xref": "x", "yref": "y"}

    def text(self, note: Trace) -> Trace:
        """A note as a text at its place."""
        x, y = self.x(note["x"], note["xref"]), self.y(note["y"], note["yref"])
        x += note.get("xshift", 0) / COLUMN
        y += note.get("yshift", 0) / self.sheet.row
        side = f"{_ALONG[note['yanchor']]} {_ACROSS[note['xanchor']]}"
        return _words([x], [y], [note["text"]], side, note["font"])

    def named(self, months: Mapping[str, str], ticks: Mapping[float, str], theme: Theme) -> list[Trace]:
        """The months under the panel; the values left of it where it is the first of its row."""
        font, off = {"color": theme.ink2, "size": theme.text}, theme.text / 3
        below = [self.bottom - off / self.sheet.row] * len(months)
        days = [self.x(day) for day in months]
        under = _words(days, below, list(months.values()), "bottom center", font)
        if not self.first:
            return [under]
        # A column of a slide is wider than COLUMN, and the figure ends close by.
        left, heights = [self.left - off / 2 / COLUMN] * len(ticks), [self.y(value) for value in ticks]
        return [under, _words(left, heights, list(ticks.values()), "middle left", font)]


ENDS = ("x0", "x1", "y0", "y1")


def _words(x: list[float], y: list[float], texts: list[str], side: str, font: Mapping[str, Any]) -> Trace:
    """Texts as a trace whose look is told point by point, so that all of a figure become one."""
    look = {"weight": 400, **font}
    return {
        "x": x, "y": y, "text": texts, "mode": "text", "hoverinfo": "skip", "cliponaxis": False,
        "textposition": [side] * len(x), "textfont": {name: [worth] * len(x) for name, worth in look.items()},
    }  # fmt: skip


def _rules(squares: Sequence[_Square], heights: Sequence[float], colour: str) -> Trace:
    """Level lines through every panel."""
    x: list[float | None] = []
    y: list[float | None] = []
    for square in squares:
        for height in heights:
            x += [square.left, square.right, None]
            y += [square.y(height), square.y(height), None]
    return {"x": x, "y": y, "mode": "lines", "hoverinfo": "skip", "line": {"color": colour, **HAIRLINE}}


def _parted(trace: Trace, count: int) -> tuple[Points, dict[str, Any]]:
    """What a trace tells point by point, by the name of each, and how it looks."""
    points: Points = {}
    look: dict[str, Any] = {}
    for name, worth in trace.items():
        if isinstance(worth, list) and len(worth) == count:
            points[name,] = worth
        elif name in ("marker", "textfont") and isinstance(worth, dict):
            inner, plain = _parted(worth, count)
            points |= {(name, *place): one for place, one in inner.items()}
            look[name] = plain
        else:
            look[name] = worth
    return points, {**look, "of points": sorted(map(str, points))}


def _after(found: Trace, trace: Trace, points: Points) -> Trace:
    """The points of another trace behind those found, after a point that is nowhere where lines would join them."""
    apart = "lines" in trace["mode"]
    joined = dict(found)
    for (name, *inner), worths in points.items():
        before = found[name][inner[0]] if inner else found[name]
        gap = [None] if name in ("x", "y") else before[-1:]
        held = [*before, *(gap if apart else ()), *worths]
        joined[name] = {**joined[name], inner[0]: held} if inner else held
    return joined
