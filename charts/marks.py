"""Status on a chart: shape first, colour second, always with a word in the hover. Missing is drawn, never zero."""

from datetime import date
from math import isnan

import plotly.graph_objects as go

from charts.points import Point
from charts.quantity import MISSING_WORDS, Quantity
from charts.tokens import Theme

SYMBOLS = {"ok": "circle", "note": "diamond", "warn": "triangle-up", "bad": "square", "none": "circle"}
# The same shapes as signs of text; these five stand in every Chinese font.
GLYPHS = {"ok": "●", "note": "◆", "warn": "▲", "bad": "■", "missing": "○"}
SIZES = {"ok": 11, "note": 12, "warn": 12, "bad": 12, "none": 10}


def mark_colour(light: str, theme: Theme) -> str:
    """Colour of a data mark: only 预警 and 滞后 leave the data colour."""
    return theme.light(light) if light in ("warn", "bad") else theme.accent


def marker(lights: list[str], theme: Theme, *, scale: float = 1.0) -> dict[str, object]:
    """A marker specification for points with these light codes, outlined in paper so that overlaps stay countable."""
    grown = scale * theme.text / 15
    return {
        "symbol": [SYMBOLS[light] for light in lights],
        "color": [mark_colour(light, theme) for light in lights],
        "size": [round(SIZES[light] * grown, 1) for light in lights],
        "line": {"color": theme.paper, "width": 1},
        "opacity": 1,
    }


def missing_ring(
    figure: go.Figure, x: object, y: object, theme: Theme, *, axes: tuple[str, str] = ("x", "y")
) -> None:
    """A dashed ring at a data position: the place is expected, its number is not there."""
    radius = round(6 * theme.text / 15)
    figure.add_shape(
        type="circle",
        xref=axes[0],
        yref=axes[1],
        xsizemode="pixel",
        ysizemode="pixel",
        xanchor=x,
        yanchor=y,
        x0=-radius,
        x1=radius,
        y0=-radius,
        y1=radius,
        line={"color": theme.none, "width": 1.5, "dash": "2px,2px"},
    )


def missing_word(status: str) -> str:
    """「未报」 and its four sisters; a reported status has no missing word."""
    return MISSING_WORDS.get(status, "")


def hover(point: Point, quantity: Quantity, theme: Theme, *, baseline: str = "", when: str = "") -> str:
    """The hover of one measured point: name, value, parts, named baseline with its gap, light or missing state."""
    heading = f"<b>{point.name}</b>" + (f"　{when}" if when else "")
    if point.missing:
        return f"{heading}<br>{quantity.name} {missing_word(point.status)}"
    lines = [
        heading,
        f"{quantity.name} {quantity.shown(point.value)}",
        quantity.parts(point.numerator, point.denominator),
        baseline_words(point, quantity, baseline),
        theme.word(point.light) if point.light != "none" else "",
        missing_word(point.status),
    ]
    return "<br>".join(line for line in lines if line)


def baseline_words(point: Point, quantity: Quantity, baseline: str) -> str:
    """「县定节点 92.3%，低 9.2 个百分点」; blank where the point has no baseline."""
    if not baseline or isnan(point.baseline):
        return ""
    return (
        f"{baseline} {quantity.shown(point.baseline)}，{quantity.gap_in_words(point.value, point.baseline)}"
    )


def day_words(day: date) -> str:
    """「11月19日」."""
    return f"{day.month}月{day.day}日"
