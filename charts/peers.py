"""How the peer group stands: median and quartile band per period, missing members left out and counted."""

from dataclasses import dataclass
from datetime import date
from statistics import median, quantiles

import pandas as pd

from charts.points import Point, read_points

FEWEST = 4  # below this a quartile is not worth the name


@dataclass(frozen=True, slots=True)
class Band:
    """One period of a peer group; quartiles are NaN where fewer than four members reported.

    members, reported  how many the group has and how many of them carry a number
    """

    day: date
    low: float
    middle: float
    high: float
    members: int
    reported: int


def peer_band(series: pd.DataFrame) -> list[Band]:
    """Median and quartiles (inclusive method) of many subjects' point frame, per period in order of day.

    Periods in which nobody reported are left out.
    """
    periods: dict[date, list[Point]] = {}
    for point in read_points(series, "subject", "day", "value"):
        periods.setdefault(point.day, []).append(point)
    bands = [_band(day, points) for day, points in sorted(periods.items())]
    return [band for band in bands if band.reported]


def _band(day: date, points: list[Point]) -> Band:
    values = [point.value for point in points if not point.missing]
    if len(values) < FEWEST:
        middle = median(values) if values else float("nan")
        return Band(day, float("nan"), middle, float("nan"), len(points), len(values))
    low, middle, high = quantiles(values, n=4, method="inclusive")
    return Band(day, low, middle, high, len(points), len(values))
