"""Counts of people and households too small to be told to everybody (DESIGN 8)."""

import numpy as np
import pandas as pd

from domain.records import Indicator

SMALL = 5
PEOPLE = ("户", "人", "人次")


def counts_people(indicator: Indicator) -> bool:
    """Whether its number, or the upper part of its rate, counts people or households."""
    return indicator.unit in PEOPLE or any(word in indicator.numerator_name for word in ("户数", "人数"))


def hide_small(rows: pd.DataFrame, indicator: Indicator) -> pd.DataFrame:
    """The rows with `hidden`, and their numbers taken away where it is true.

    A count from 1 to 4 is hidden; where only one is, the next smallest too, or the total would give it away.
    """
    if not counts_people(indicator):
        return rows.assign(hidden=False)
    counts = rows["value" if indicator.unit in PEOPLE else "numerator"].to_numpy(dtype="float64")
    small = (counts > 0) & (counts < SMALL)
    if small.sum() == 1:
        rest = np.where(small | ~(counts > 0), np.inf, counts)
        if np.isfinite(rest).any():
            small = small.copy()
            small[int(rest.argmin())] = True
    told = rows.assign(hidden=small)
    numbers = ["value", "numerator", "denominator", "gap"]
    told[numbers] = told[numbers].mask(pd.Series(small, index=told.index), np.nan)
    return told
