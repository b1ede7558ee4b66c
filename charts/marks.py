"""Status on a chart: shape first, colour second, always with a word in the hover. Missing is drawn, never zero."""

from datetime import date
from math import isnan

from charts.drawing import Drawing
from charts.points import Point
from charts.quantity import Quantity
from charts.tokens import Theme
from domain.measure_frame import STATUS_WORDS, Status

SYMBOLS = {"ok": "circle", "note": "diamond", "warn": "triangle-up", "bad": "square", "none": "circle"}
# The same shapes as signs of text; these five stand in every Chinese font.
GLYPHS = {"ok": "●", "note": "◆", "warn": "▲", "bad": "■"}
MISSING_SIGNS = {"not_reported": "○", "under_review": "◇", "not_applicable": "／", "not_due": "…"}
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


def missing_mark(
    figure: Drawing, x: object, y: object, status: str, theme: Theme, *, axes: tuple[str, str] = ("x", "y")
) -> None:
    """A dashed ring (未报) or diamond (待核) at a data position: expected, but not there. Other states need no mark."""
    r = round(6 * theme.text / 15)
    place = {"xref": axes[0], "yref": axes[1], "xanchor": x, "yanchor": y}
    pixel = {"xsizemode": "pixel", "ysizemode": "pixel"}
    line = {"color": theme.none, "width": 1.5, "dash": "2px,2px"}
    if status == "not_reported":
        figure.add_shape(type="circle", x0=-r, x1=r, y0=-r, y1=r, line=line, **place, **pixel)
    if status == "under_review":
        figure.add_shape(
            type="path", path=f"M 0 {-r} L {r} 0 L 0 {r} L {-r} 0 Z", line=line, **place, **pixel
        )


REVISED_SIGN = "◥"
"""The same flag where it stands behind a written number."""


def revised_mark(
    figure: Drawing,
    x: object,
    y: object,
    theme: Theme,
    *,
    axes: tuple[str, str] = ("x", "y"),
    left: bool = False,
) -> None:
    """A small flag at the upper right of a point that was corrected since it was first reported; the hover says what.

    left  at its upper left: a point at the right edge of the plot has no room for it, what lies beyond is cut off
    """
    side = round(6 * theme.text / 15)
    near = round(5 * theme.text / 15)
    far = near + side
    inner, outer = (-near, -far) if left else (near, far)
    figure.add_shape(
        type="path", path=f"M {inner} {far} L {outer} {far} L {outer} {near} Z",
        fillcolor=theme.accent, line={"width": 0}, xref=axes[0], yref=axes[1], xanchor=x, yanchor=y,
        xsizemode="pixel", ysizemode="pixel",
    )  # fmt: skip


def sign(point: Point) -> str:
    """The point's light or data state as a sign of text; blank where it has neither."""
    if point.missing:
        return MISSING_SIGNS.get(point.status, "○")
    return GLYPHS.get(point.light, "")


def missing_word(status: str) -> str:
    """「未报」 and its four sisters; a reported status has no missing word."""
    return "" if status == Status.REPORTED else STATUS_WORDS[Status(status)]


def hover(point: Point, quantity: Quantity, theme: Theme, *, baseline: str = "", when: str = "") -> str:
    """The hover of one measured point: name, value, parts, named baseline with its gap, light or missing state."""
    heading = f"<b>{point.name}</b>" + (f"　{when}" if when else "")
    if point.missing:
        return f"{heading}<br>{quantity.label} {missing_word(point.status)}"
    lines = [
        heading,
        f"{quantity.label} {quantity.shown(point.value)}",
        quantity.parts(point.numerator, point.denominator),
        baseline_words(point, quantity, baseline),
        light_words(point, theme),
        missing_word(point.status),
        f"已更正：{point.revised}" if point.revised else "",
    ]
    return "<br>".join(line for line in lines if line)


def light_words(point: Point, theme: Theme) -> str:
    """The rule's own sentence with its numbers where the frame carries it, else the light's word."""
    if point.light == "none":
        return ""
    return point.sentence or theme.word(point.light)


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
