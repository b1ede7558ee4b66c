"""Getting there: the pace a target still needs, and where the last three 旬 would lead."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from domain.baselines import Node

_DAYS_OF_XUN = 10
_PROJECTED_FROM = 3


@dataclass(frozen=True, slots=True)
class Pace:
    """needed and recent are per ten days, in the measure's own unit; days_left counts from the day after as_of."""

    days_left: int
    missing: float
    needed: float | None
    recent: float | None


@dataclass(frozen=True, slots=True)
class Projection:
    """Where the slowest and the fastest of the last three steps would lead by a day."""

    day: date
    low: float
    high: float


def next_node(nodes: Sequence[Node], day: date) -> Node | None:
    """The nearest node not before the day, None when all are past."""
    return next((node for node in nodes if node.day >= day), None)


def needed_pace(points: Sequence[Node], goal: Node, *, as_of: date) -> Pace | None:
    """How fast the measure must move to reach the goal, beside how fast it moved over the last three steps.

    points   the measure's reported values in order of day, on or before as_of; None without any
    needed   None when the goal's day has come; 0 when it is already reached
    """
    known = [point for point in points if point.day <= as_of]
    if not known:
        return None
    left = (goal.day - as_of).days
    missing = max(0.0, goal.value - known[-1].value)
    recent = _speeds(known)
    average = sum(recent) / len(recent) * _DAYS_OF_XUN if recent else None
    return Pace(left, missing, missing / left * _DAYS_OF_XUN if left > 0 else None, average)


def projected(points: Sequence[Node], *, until: date, ceiling: float) -> Projection | None:
    """The range the last three steps lead to: slowest and fastest kept up until the day, never over the ceiling.

    points   reported values in order of day; None with fewer than four: three steps are needed
    """
    speeds = _speeds(points)
    if len(speeds) < _PROJECTED_FROM or not points:
        return None
    days = max(0, (until - points[-1].day).days)
    ends = [min(ceiling, points[-1].value + speed * days) for speed in speeds]
    return Projection(until, min(ends), max(ends))


def _speeds(points: Sequence[Node]) -> list[float]:
    """Per day, of the last three steps between neighbouring points."""
    steps = zip(points, points[1:], strict=False)
    speeds = [(b.value - a.value) / (b.day - a.day).days for a, b in steps if b.day > a.day]
    return speeds[-_PROJECTED_FROM:]
