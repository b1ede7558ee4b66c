"""Point frames as services hand them to charts: every factory shows only what its test is about."""

from collections.abc import Iterator, Sequence
from datetime import date
from math import isnan, nan

import pandas as pd
import plotly.graph_objects as go

TOWNS = (("T01", "青石镇"), ("T02", "云溪镇"), ("T03", "松岗镇"), ("T04", "柳湾乡"))
AS_OF = date(2026, 11, 19)


def points(rows: Sequence[dict[str, object]]) -> pd.DataFrame:
    """A frame with every point column; what a row does not say is missing."""
    blank = {
        "indicator": "FND_PAY", "subject_kind": "place", "subject": "C01", "name": "云岭县", "period": "2026-11-X2",
        "day": AS_OF, "value": nan, "numerator": nan, "denominator": nan, "baseline": nan, "previous": nan,
        "light": "none", "sentence": "", "reported": 0, "expected": 0,
    }  # fmt: skip
    full = [{**blank, **row} for row in rows]
    for row in full:
        row.setdefault("status", "not_reported" if isnan(float(str(row["value"]))) else "reported")
    return pd.DataFrame(full, columns=[*blank, "status"])


def months(
    values: Sequence[float], *, subject: str = "C01", name: str = "云岭县", due: float = nan
) -> pd.DataFrame:
    """One value a month from January on, cut off on the 28th."""
    return points(
        [
            {
                "subject": subject, "name": name, "day": date(2026, month, 28), "period": f"2026-{month:02d}",
                "value": value, "numerator": value * 1000, "denominator": 1000.0, "baseline": due,
            }
            for month, value in enumerate(values, start=1)
        ]
    )  # fmt: skip


def towns(
    values: Sequence[float],
    *,
    lights: Sequence[str] = (),
    due: float = nan,
    before: Sequence[float] = (),
    statuses: Sequence[str] = (),
) -> pd.DataFrame:
    """One row per town with these values."""
    rows: list[dict[str, object]] = []
    for place, value in enumerate(values):
        key, name = TOWNS[place]
        row: dict[str, object] = {"subject": key, "name": name, "value": value, "baseline": due}
        row |= {"numerator": value * 300, "denominator": 300.0}
        row |= {"light": lights[place]} if lights else {}
        row |= {"previous": before[place]} if before else {}
        row |= {"status": statuses[place]} if statuses else {}
        rows.append(row)
    return points(rows)


NODES = pd.DataFrame(
    {
        "day": [date(2026, 1, 1), date(2026, 6, 30), date(2026, 12, 31)],
        "value": [0.0, 0.5, 1.0],
        "label": ["", "6月底", "12月底"],
    }
)
BLOCKS = pd.DataFrame(
    {
        "block": ["A", "B", "C"],
        "name": ["防返贫监测", "人居环境", "群众增收"],
        "weight": [40.0, 35.0, 25.0],
        "points": [38.0, 25.0, 23.0],
        "median_points": [37.0, 32.0, 23.0],
    }
)


def texts(figure: go.Figure) -> Iterator[str]:
    """Every string of a figure that a person can read."""
    yield from _texts(figure.to_plotly_json(), "")


READ = {"text", "ticktext", "hovertext", "hovertemplate", "name", "ticksuffix", "tickprefix", "tickformat"}


def _texts(part: object, key: str) -> Iterator[str]:
    if isinstance(part, dict):
        for inner, worth in part.items():
            yield from _texts(worth, inner)
    elif isinstance(part, (list, tuple)):
        for worth in part:
            yield from _texts(worth, key)
    elif isinstance(part, str) and key in READ:
        yield part


def drawn(figure: go.Figure) -> list[float]:
    """Every number a trace draws, x and y, without the gaps between."""
    found: list[float] = []
    for trace in figure.data:
        for axis in ("x", "y"):
            found += [value for value in getattr(trace, axis) or [] if isinstance(value, (int, float))]
    return found
