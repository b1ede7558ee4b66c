"""A figure in the making: traces, shapes and texts are collected and put together once, at the end.

Adding them to a Plotly figure one by one validates all of them every time: 680 ms for three dot plots instead of 40.
Of those 40 the one validation is 30: it is left to the tests, which hold every figure they draw to it.
"""

from typing import Any

import plotly.graph_objects as go


class Drawing:
    """Takes the calls a Plotly figure takes; `finished` makes the figure.

    traces, shapes, notes  what was drawn so far, as Plotly takes each
    """

    def __init__(self, layout: dict[str, object]) -> None:
        self._layout = layout
        self.traces: list[dict[str, Any]] = []
        self.shapes: list[dict[str, Any]] = []
        self.notes: list[dict[str, Any]] = []

    def add_scatter(self, **trace: object) -> None:
        self.traces.append({"type": "scatter", **trace})

    def add_bar(self, **trace: object) -> None:
        self.traces.append({"type": "bar", **trace})

    def add_shape(self, **shape: object) -> None:
        self.shapes.append(shape)

    def add_annotation(self, **words: object) -> None:
        self.notes.append(words)

    def add_hline(self, y: float, **look: object) -> None:
        """A line over the whole width of the first plot."""
        self.add_shape(type="line", x0=0, x1=1, xref="x domain", y0=y, y1=y, **look)

    def add_vline(self, x: float, **look: object) -> None:
        """A line over the whole height of the first plot."""
        self.add_shape(type="line", y0=0, y1=1, yref="y domain", x0=x, x1=x, **look)

    def add_band(self, low: float, high: float, colour: str) -> None:
        """A tinted strip over the whole width of the first plot, behind everything."""
        place = {"x0": 0, "x1": 1, "xref": "x domain", "y0": low, "y1": high, "layer": "below"}
        self.add_shape(type="rect", fillcolor=colour, line={"width": 0}, **place)

    def update_layout(self, parts: dict[str, object] | None = None, **more: object) -> None:
        """Replaces whole parts of the layout: an axis is given at once."""
        self._layout |= {**(parts or {}), **more}

    def finished(self) -> go.Figure:
        return go.Figure(self.told(), _validate=False)

    def told(self) -> dict[str, object]:
        """Data and layout, as `go.Figure` takes them."""
        added = {"shapes": self.shapes, "annotations": self.notes}
        return {
            "data": self.traces,
            "layout": self._layout | {name: parts for name, parts in added.items() if parts},
        }
