"""Where labels go so that they never cover one another: right-end labels in a column, point labels around dots.

A figure does not know how wide it will be shown, so widths are estimated for the narrowest screen.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in px; y grows downwards."""

    left: float
    top: float
    right: float
    bottom: float

    def covers(self, other: "Box") -> bool:
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )

    def within(self, width: float, height: float) -> bool:
        return self.left >= 0 and self.top >= 0 and self.right <= width and self.bottom <= height


@dataclass(frozen=True, slots=True)
class Placed:
    """A label's side of its point: shifts in px and the anchors Plotly needs."""

    xshift: float
    yshift: float
    xanchor: str
    yanchor: str


SIDES = (
    Placed(10, 0, "left", "middle"),
    Placed(-10, 0, "right", "middle"),
    Placed(0, 9, "center", "bottom"),
    Placed(0, -9, "center", "top"),
    Placed(7, 7, "left", "bottom"),
    Placed(-7, 7, "right", "bottom"),
    Placed(7, -7, "left", "top"),
    Placed(-7, -7, "right", "top"),
)


# Signs below the Chinese block that Chinese fonts draw a full em wide, and the narrow ones.
FULL = frozenset("—…“”‘’×÷≥≤±°←→↑↓")
NARROW = {" ": 0.26, "\u2009": 0.2, ".": 0.3, ",": 0.3, "%": 0.92, "/": 0.42}


def text_width(text: str, size: float) -> float:
    """Estimated width in px: Chinese characters are one em, figures and Latin letters little over half of one."""
    return sum(size if ord(sign) > 0x2E7F or sign in FULL else size * NARROW.get(sign, 0.58) for sign in text)


def shortened(name: str, most: int = 14) -> str:
    """A name cut for an axis; the hover tells it in full."""
    return name if len(name) <= most else f"{name[: most - 1]}…"


def spread(wanted: Sequence[float], heights: Sequence[float], low: float, high: float) -> list[float]:
    """Centres of stacked labels, as near to `wanted` as possible, in the same order, none overlapping.

    wanted and heights are in one unit, upwards; the stack stays within low…high as far as it fits.
    Least squares under an order: pool-adjacent-violators on positions reduced by what must lie between them.
    """
    if not wanted:
        return []
    order = sorted(range(len(wanted)), key=lambda place: wanted[place])
    offsets = [0.0]
    for below, above in pairwise(order):
        offsets.append(offsets[-1] + (heights[below] + heights[above]) / 2)
    bases = _rising([wanted[place] - offset for place, offset in zip(order, offsets, strict=True)])
    first, last = low + heights[order[0]] / 2, high - heights[order[-1]] / 2 - offsets[-1]
    found = [0.0] * len(wanted)
    for place, base, offset in zip(order, bases, offsets, strict=True):
        found[place] = max(min(base, last), first) + offset
    return found


def _rising(numbers: Sequence[float]) -> list[float]:
    """The nearest non-decreasing sequence."""
    pools: list[tuple[float, int]] = []
    for number in numbers:
        pools.append((number, 1))
        while len(pools) > 1 and pools[-2][0] > pools[-1][0]:
            (upper, many), (lower, few) = pools.pop(), pools.pop()
            pools.append(((upper * many + lower * few) / (many + few), many + few))
    return [mean for mean, count in pools for _ in range(count)]


def place_around(
    points: Sequence[tuple[float, float]],
    texts: Sequence[str],
    *,
    size: float,
    width: float,
    height: float,
    taken: Sequence[Box] = (),
) -> list[Placed | None]:
    """A side for each label, in the order given (most important first); None where no side is free.

    points  px from the top left; dots themselves are never covered
    """
    filled = [*taken, *(Box(x - 6, y - 6, x + 6, y + 6) for x, y in points)]
    placed: list[Placed | None] = []
    for place, ((x, y), text) in enumerate(zip(points, texts, strict=True)):
        own = len(taken) + place
        others = filled[:own] + filled[own + 1 :]
        side = next(
            (side for side in SIDES if _free(_box(x, y, text, size, side), others, width, height)), None
        )
        placed.append(side)
        if side:
            filled.append(_box(x, y, text, size, side))
    return placed


def _free(box: Box, others: Sequence[Box], width: float, height: float) -> bool:
    return box.within(width, height) and not any(box.covers(other) for other in others)


def _box(x: float, y: float, text: str, size: float, side: Placed) -> Box:
    wide, high = text_width(text, size), size * 1.25
    left = x + side.xshift - {"left": 0.0, "center": wide / 2, "right": wide}[side.xanchor]
    top = y - side.yshift - {"top": 0.0, "middle": high / 2, "bottom": high}[side.yanchor]
    return Box(left, top, left + wide, top + high)
