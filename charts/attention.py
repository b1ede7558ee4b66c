"""Four bins from calm to needing attention, by quarters of what is shown: tiles and maps colour alike."""

import numpy as np
import pandas as pd

from charts.quantity import Quantity
from domain.measure_frame import Status


def attention_bins(values: pd.Series, direction: str, quantity: Quantity) -> list[int]:
    """1 calm to 4 needs attention, by quarters of the values as written; 0 without a number. Without a direction the
    largest is darkest."""
    shown = values.map(lambda worth: round(quantity.drawn(worth), quantity.decimals)).astype("float64")
    known = shown.dropna()
    if known.empty:
        return [0] * len(values)
    worth = -shown if direction == "up" else shown
    edges = np.quantile(worth.dropna(), [0.25, 0.5, 0.75])
    if known.nunique() == 1:
        return [0 if np.isnan(one) else 1 for one in worth]
    return [0 if np.isnan(one) else 1 + int((one > edges).sum()) for one in worth]


def reported_only(rows: pd.DataFrame) -> pd.Series:
    """The values said for the period itself: one carried over (沿用) or under review colours nothing."""
    return rows["value"].where((rows["status"] == Status.REPORTED).to_numpy())
