"""Counts of people and households too small to be told to everybody (DESIGN 8, domain.md §8): one rule.

A count from 1 to 4 of a village or a town is 「不足5」; so is its next smallest neighbour where only one is small, because
the town's or the county's total would give it away. The county's own totals and what departments report are no small units.
"""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from domain.measure_frame import UNIT, Status
from domain.records import Indicator

SMALL = 5
PEOPLE = ("户", "人", "人次")
WORD = "不足5"
TOLD = "不足 5 户（人），按规定不显示；相邻最小的一个数一并不显示"
PARTS = ("numerator", "denominator")
NUMBERS = ("value", "numerator", "denominator", "gap", "previous", "baseline")


def counts_people(indicator: Indicator) -> bool:
    """Whether its number, or the upper part of its rate, counts people or households."""
    return indicator.unit in PEOPLE or any(word in indicator.numerator_name for word in ("户数", "人数"))


def small_rows(
    rows: pd.DataFrame, indicators: Mapping[str, Indicator], above: Mapping[str, str]
) -> np.ndarray:
    """Which rows of a measure frame, or of stored figures, may not be told to everybody.

    indicators  code → its version; a code without one is not judged
    above       place → the place whose total it is part of; a subject without one (the county) is told
    """
    hidden = np.zeros(len(rows), dtype=bool)
    kinds = rows["subject_kind"].to_numpy() if "subject_kind" in rows else np.full(len(rows), "place")
    parents = np.array([above.get(str(key), "") for key in rows["subject"]], dtype=object)
    periods = rows["period"].to_numpy() if "period" in rows else np.full(len(rows), "")
    codes = rows["indicator"].to_numpy()
    for code in dict.fromkeys(codes):
        one = indicators.get(str(code))
        if one is None or not counts_people(one):
            continue
        counted = "value" if one.unit in PEOPLE and "value" in rows else "numerator"
        counts = rows[counted].astype("float64").to_numpy()
        own = (codes == code) & (kinds != UNIT) & (parents != "") & ~np.isnan(counts)
        small = own & (counts > 0) & (counts < SMALL)
        for parent, period in {(parents[at], periods[at]) for at in np.flatnonzero(small)}:
            beside = own & (parents == parent) & (periods == period)
            hidden |= _with_next(beside, small & beside, counts)
    return hidden


def without_small(rows: pd.DataFrame, hidden: np.ndarray) -> pd.DataFrame:
    """The rows with the numbers of the hidden ones taken away; their status says so."""
    if not hidden.any():
        return rows
    mask = pd.Series(hidden, index=rows.index)
    names = [name for name in NUMBERS if name in rows]
    told = rows.assign(**{name: rows[name].astype("float64").mask(mask) for name in names})
    return told.assign(status=rows["status"].mask(mask, Status.HIDDEN.value))


def _with_next(beside: np.ndarray, small: np.ndarray, counts: np.ndarray) -> np.ndarray:
    """The small ones, and with a single one its next smallest neighbour; a zero only where nobody else has any."""
    if small.sum() != 1:
        return small
    rest = beside & ~small
    candidates = np.flatnonzero(rest & (counts > 0)) if (rest & (counts > 0)).any() else np.flatnonzero(rest)
    if len(candidates):
        small = small.copy()
        small[candidates[counts[candidates].argmin()]] = True
    return small
