"""Baselines 基准: what a measure is held against on a day. Each is named wherever it is drawn.

time      时间序时: the share of the year gone by (months/12 at a month's end, else days/days of the year)
node      县定节点: the county's own node line, interpolated by day, begun anew each year
province  全省平均: what the province published last
target    目标: the target's own trajectory
"""

from bisect import bisect_right
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from math import nan

import pandas as pd

from domain.frames import records_of
from domain.indicators import begins, is_rate
from domain.records import Indicator, Target

LINE_NAMES = {"time": "时间序时", "node": "县定节点", "province": "全省平均", "target": "目标"}
EVERYBODY = "*"
_PPM = 1_000_000


@dataclass(frozen=True, slots=True)
class Baseline:
    """A baseline on a day: value in the measure's own unit (a rate as a fraction), its Chinese name."""

    line: str
    value: float
    name: str


def own_target(indicator: Indicator, *, lights: Collection[str] = ("target",)) -> float:
    """The threshold an indicator is judged by as its 目标 where no line is declared; NaN without one.

    lights  the rules of its light whose threshold is meant
    """
    return indicator.t1 / _PPM if indicator.light in lights and indicator.t1 is not None else nan


@dataclass(frozen=True, slots=True)
class Node:
    """One declared point of a line, in the measure's own unit."""

    day: date
    value: float


@dataclass(frozen=True, eq=False)
class TargetLines:
    """Every declared line: (indicator, subject or *, line) → nodes in order of day. Stored integers, unscaled."""

    nodes: Mapping[tuple[str, str, str], tuple[tuple[date, int], ...]]

    def line(self, indicator: Indicator, subject: str, line: str) -> tuple[Node, ...]:
        """The subject's own nodes, else everybody's; empty where none is declared.

        Nodes of days before this definition 口径 began were set for another one and hold for it only.
        """
        own = self._declared(indicator, subject, line)
        per = _PPM if is_rate(indicator) else 10**indicator.scale
        return tuple(Node(day, value / per) for day, value in own if day >= begins(indicator))

    def is_of_former_definition(self, indicator: Indicator, subject: str, line: str) -> bool:
        """Whether a line is declared, but every node of it for an earlier definition of the indicator."""
        return bool(self._declared(indicator, subject, line)) and not self.line(indicator, subject, line)

    def _declared(self, indicator: Indicator, subject: str, line: str) -> tuple[tuple[date, int], ...]:
        key = (indicator.code, subject, line)
        return self.nodes.get(key) or self.nodes.get((indicator.code, EVERYBODY, line), ())


def target_lines(targets: pd.DataFrame) -> TargetLines:
    """The lines from the target rows as known (fields of `Target`: a rate in ppm, else the stored integer)."""
    found: dict[tuple[str, str, str], list[tuple[date, int]]] = {}
    for row in records_of(Target, targets):
        found.setdefault((row.indicator, row.subject, row.line), []).append((row.day, row.value))
    return TargetLines({key: tuple(sorted(nodes)) for key, nodes in found.items()})


def time_share(day: date) -> float:
    """时间序时 of a day: whole months count as twelfths at a month's end (张掖 2023: 4月底 = 4/12)."""
    if (day + timedelta(days=1)).month != day.month:
        return day.month / 12
    return day.timetuple().tm_yday / date(day.year, 12, 31).timetuple().tm_yday


def interpolated(nodes: tuple[Node, ...], day: date) -> float | None:
    """The line's value on a day: straight between nodes, flat before the first and after the last; None if empty."""
    if not nodes:
        return None
    after = bisect_right([node.day for node in nodes], day)
    if after in (0, len(nodes)):
        return nodes[0 if after == 0 else -1].value
    left, right = nodes[after - 1], nodes[after]
    share = (day - left.day).days / (right.day - left.day).days
    return left.value + (right.value - left.value) * share


def as_published(nodes: tuple[Node, ...], day: date) -> list[Node]:
    """全省平均 as it is drawn up to a day of the year: each value from the day it was published until the next one.

    What lies between two publications nobody knows, so nothing is interpolated; before the year's first there is
    no line, and without any none at all.
    """
    known = [node for node in nodes if node.day.year == day.year and node.day <= day]
    steps: list[Node] = []
    for node in known:
        steps += [Node(node.day, steps[-1].value)] if steps else []
        steps.append(node)
    return [*steps, Node(day, steps[-1].value)] if steps else []


def baseline(
    indicator: Indicator, subject: str, *, line: str, day: date, lines: TargetLines
) -> Baseline | None:
    """The named baseline of a measure on a day, None where the office has declared none for that time.

    A node line counts within its own year only: a cumulative rate begins anew each January. The provincial
    average is what was published last in the day's year, never a guess ahead.
    """
    if line == "time":
        return Baseline(line, time_share(day), LINE_NAMES[line])
    nodes = lines.line(indicator, subject, line)
    if line == "node":
        nodes = tuple(node for node in nodes if node.day.year == day.year)
    if line == "province":
        nodes = tuple(node for node in nodes if node.day.year == day.year and node.day <= day)[-1:]
    value = interpolated(nodes, day)
    return None if value is None else Baseline(line, value, LINE_NAMES[line])


def offered_lines(indicator: Indicator, *, day: date, lines: TargetLines) -> tuple[str, ...]:
    """Which baselines may be chosen for an indicator on a day, its default first."""
    known = [
        line
        for line in ("node", "province", "target")
        if baseline(indicator, EVERYBODY, line=line, day=day, lines=lines)
    ]
    if indicator.light == "pace":
        known.append("time")
    return tuple(sorted(known, key=lambda line: line != indicator.baseline))
