"""What charts read: the measure frame with names, days, baselines and lights joined on, one row per point.

Columns, beyond those of the measure frame (DESIGN 2): name (shown), day (cut-off date), baseline (value of the
named baseline for the same point), previous (value one period earlier), light (ok note warn bad none), sentence (the
light rule's own words); baseline, light and sentence are those of domain/judged.py;
revised (what was corrected since the first report, blank for nothing).
Values unrounded, rates as fractions, money in yuan, NaN missing. Columns a chart does not need may be absent.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from html import escape
from math import isnan, nan
from typing import Final

import pandas as pd

POINT_COLUMNS: Final = (
    "subject",
    "name",
    "period",
    "day",
    "value",
    "numerator",
    "denominator",
    "baseline",
    "previous",
    "status",
    "light",
    "sentence",
    "revised",
)


@dataclass(frozen=True, slots=True)
class Point:
    """One row of a point frame; numbers missing from it are NaN, texts are blank."""

    subject: str = ""
    name: str = ""
    period: str = ""
    day: date = date.min
    value: float = nan
    numerator: float = nan
    denominator: float = nan
    baseline: float = nan
    previous: float = nan
    status: str = "reported"
    light: str = "none"
    sentence: str = ""
    revised: str = ""

    @property
    def missing(self) -> bool:
        """No number here: the point is drawn as absent, never as zero."""
        return isnan(self.value)

    @property
    def gap(self) -> float:
        return self.value - self.baseline


def read_points(frame: pd.DataFrame, *needed: str) -> list[Point]:
    """The rows of a point frame, in its order.

    Raises ValueError naming the columns that are needed and absent.
    """
    absent = [column for column in needed if column not in frame.columns]
    if absent:
        raise ValueError(f"a point frame needs the columns {', '.join(absent)}")
    present = [column for column in POINT_COLUMNS if column in frame.columns]
    rows = zip(*(frame[column].tolist() for column in present), strict=True)
    return [_point(dict(zip(present, row, strict=True))) for row in rows]


def by_subject(points: Iterable[Point]) -> dict[str, list[Point]]:
    """Points of each subject, subjects in the order they first appear."""
    found: dict[str, list[Point]] = {}
    for point in points:
        found.setdefault(point.subject, []).append(point)
    return found


def known(points: Iterable[Point]) -> list[Point]:
    """Those that carry a number."""
    return [point for point in points if not point.missing]


def _point(row: dict[str, object]) -> Point:
    value = _number(row.get("value"))
    status = _text(row.get("status")) or ("not_reported" if isnan(value) else "reported")
    return Point(
        subject=_text(row.get("subject")),
        # Plotly reads tags in texts; a name from a workbook must stay a name.
        name=escape(_text(row.get("name")), quote=False),
        period=_text(row.get("period")),
        day=_day(row.get("day")),
        value=value,
        numerator=_number(row.get("numerator")),
        denominator=_number(row.get("denominator")),
        baseline=_number(row.get("baseline")),
        previous=_number(row.get("previous")),
        status="not_reported" if status == "reported" and isnan(value) else status,
        light=_text(row.get("light")) or "none",
        sentence=escape(_text(row.get("sentence")), quote=False),
        revised=escape(_text(row.get("revised")), quote=False),
    )


def _number(worth: object) -> float:
    return float(worth) if isinstance(worth, (int, float)) else nan


def _text(worth: object) -> str:
    return worth if isinstance(worth, str) else ""


def _day(worth: object) -> date:
    if isinstance(worth, datetime):
        return worth.date()
    return worth if isinstance(worth, date) else date.min
