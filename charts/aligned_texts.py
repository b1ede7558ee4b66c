"""What is written on aligned dot plots: target, values beside their dots, changes in a column, heads."""

from dataclasses import dataclass
from math import isnan

import pandas as pd

from charts.drawing import Drawing
from charts.marks import missing_mark, missing_word
from charts.points import Point
from charts.quantity import Quantity, difference
from charts.template import note
from charts.tokens import Theme

# In letters: the words of a missing place with their distance, the column of changes. px: a panel on a screen of 1366.
MISSING_WIDE, COLUMN, NARROWEST = 8.1, 2.9, 310


@dataclass(frozen=True, slots=True)
class DotPanel:
    """One rate.

    rows         point frame with value, previous, light; the same subjects in the same order in every panel
    target       in the measure's unit; NaN where none is set, then no line is drawn
    counted_by   「按农户」
    direction    "up", "down" or "none", of the catalogue
    """

    quantity: Quantity
    rows: pd.DataFrame
    target: float
    counted_by: str = ""
    target_name: str = "目标"
    direction: str = "up"


def worsened(point: Point, direction: str) -> bool:
    """Whether a measure that should not fall (or, for "down", not rise) did; False where either is missing."""
    moved = point.value - point.previous
    return moved < 0 if direction == "up" else moved > 0 if direction == "down" else False


def write_target(figure: Drawing, panel: DotPanel, theme: Theme, axes: tuple[str, str], rows: int) -> None:
    if isnan(panel.target):
        return
    x = panel.quantity.drawn(panel.target)
    figure.add_shape(
        type="line", xref=axes[0], yref=axes[1], x0=x, x1=x, y0=-0.55, y1=rows - 0.4, layer="between",
        line={"color": theme.ink, "width": theme.px(1.8), "dash": "6px,4px"},
    )  # fmt: skip
    words = f"{panel.target_name} {panel.quantity.planned(panel.target)}"
    note(figure, words, theme, x=x, y=-0.62, xref=axes[0], yref=axes[1], yanchor="bottom", xanchor="center")


def write_values(
    figure: Drawing,
    panel: DotPanel,
    points: list[Point],
    theme: Theme,
    axes: tuple[str, str],
    crop: tuple[float, float],
) -> None:
    """crop  the ends of the value axis, in drawn units: where the words of a missing place have room"""
    for row, point in enumerate(points):
        if point.missing:
            _write_missing(figure, panel, point, row, theme, axes, crop)
        else:
            _write_value(figure, panel, point, row, theme, axes)


def _write_value(
    figure: Drawing, panel: DotPanel, point: Point, row: int, theme: Theme, axes: tuple[str, str]
) -> None:
    """The value stands on the side away from the target line, beyond the hollow dot where that lies there."""
    quantity = panel.quantity
    above = isnan(panel.target) or point.value >= panel.target
    ends = [value for value in (point.value, point.previous) if not isnan(value)]
    colour = theme.bad if point.light == "bad" else theme.ink
    note(
        figure,
        quantity.number(point.value),
        theme,
        x=quantity.drawn(max(ends) if above else min(ends)),
        y=row,
        xref=axes[0],
        yref=axes[1],
        xanchor="left" if above else "right",
        xshift=theme.px(11 if above else -11),
        font={"color": colour, "size": theme.text, "weight": 600 if point.light == "bad" else 400},
    )
    note(
        figure,
        difference(quantity.drawn(point.value) - quantity.drawn(point.previous), quantity.decimals) or "—",
        theme,
        x=1,
        y=row,
        xref=f"{axes[0]} domain",
        yref=axes[1],
        xanchor="right",
        xshift=round(theme.text * 2.9),
        font={
            "color": theme.bad if worsened(point, panel.direction) else theme.ink2,
            "size": theme.text,
            "weight": 600 if worsened(point, panel.direction) else 400,
        },
    )


def _write_missing(
    figure: Drawing,
    panel: DotPanel,
    point: Point,
    row: int,
    theme: Theme,
    axes: tuple[str, str],
    crop: tuple[float, float],
) -> None:
    """A dashed ring where the place stood last time, the word where it meets no target; without a last time only the word."""
    words = missing_word(point.status)
    where: dict[str, object] = {"x": 0.5, "xref": f"{axes[0]} domain", "xanchor": "center"}
    if not isnan(point.previous):
        x = panel.quantity.drawn(point.previous)
        missing_mark(figure, x, row, point.status, theme, axes=axes)
        words = f"{words}，此前 {panel.quantity.number(point.previous)}"
        place, side = _room_for_words(x, panel.quantity.drawn(panel.target), crop, theme)
        away = theme.px(-12 if side == "right" else 12)
        where = {"x": place, "xref": axes[0], "xanchor": side, "xshift": away}
    grey = {"color": theme.none, "size": theme.text}
    note(figure, words, theme, y=row, yref=axes[1], font=grey, bgcolor=theme.paper, **where)


def _room_for_words(x: float, target: float, crop: tuple[float, float], theme: Theme) -> tuple[float, str]:
    """Where 「未报，此前 93.8」 begins or ends, and which end of it ("left", "right") stands there: beside its ring on the
    side away from the target, or towards it where it does not reach it, else beyond it; the roomier side without a target."""
    low, high = crop
    whole = high - low
    width = MISSING_WIDE * theme.text / NARROWEST * whole
    past = high + COLUMN * theme.text / NARROWEST * whole  # the column of changes is empty in this row
    is_right = x + width <= past
    is_left = x - width >= low
    above = x >= target
    if isnan(target):
        return x, "right" if x > (low + high) / 2 else "left"
    if above and (is_right or x - width > target):
        return x, "left" if is_right else "right"
    if not above and (is_left or x + width < target):
        return x, "right" if is_left else "left"
    if above and target - width >= low:
        return target, "right"
    if not above and target + width <= past:
        return target, "left"
    return x, "right" if x > (low + high) / 2 else "left"


def write_heads(figure: Drawing, panel: DotPanel, theme: Theme, axes: tuple[str, str], previous: str) -> None:
    place = {"xref": f"{axes[0]} domain", "yref": axes[1], "yanchor": "bottom"}
    name = f'<b>{panel.quantity.label}</b>　<span style="color:{theme.ink2}">{panel.counted_by}</span>'
    size = {"color": theme.ink, "size": theme.text + 2}
    note(figure, name, theme, x=0, y=-1.35, xanchor="left", font=size, **place)
    note(
        figure, f"较{previous}", theme, x=1, y=-0.62, xanchor="right", xshift=round(theme.text * 2.9), **place
    )
