"""Rounding half up, as offices do, once and at the end: what is shown is also what is judged and ranked."""

from collections.abc import Iterable
from math import floor, isfinite

import numpy as np

# Far below any shown decimal, far above what binary fractions lose: 0.145 × 100 is 14.499999999999998.
_GRAIN = 1e-9
_MOST_DECIMALS = 6
_TIE = 1e-7  # what binary fractions lose of a half in the last decimal


def half_up(value: float, decimals: int) -> float:
    """One number rounded half away from zero; NaN stays NaN."""
    if not isfinite(value):
        return float(value)
    factor = 10.0**decimals
    size = floor(abs(value) * factor + 0.5 + _GRAIN) / factor
    return (size if value > 0 else -size) + 0.0


def half_up_all(values: np.ndarray, decimals: int) -> np.ndarray:
    """Numbers rounded half away from zero; NaN stays NaN, and −0.04 becomes 0, not −0."""
    factor = 10.0**decimals
    rounded: np.ndarray = np.sign(values) * np.floor(np.abs(values) * factor + 0.5 + _GRAIN) / factor
    return rounded + 0.0


def difference_shown(value: float, other: float, decimals: int) -> float:
    """value − other, rounded once from the unrounded difference; NaN where either is missing.

    A difference that lies exactly between two decimals takes the one the reader gets from the numbers as shown:
    86.25 reads 86.3, so it is 13.7 below 100, not 13.8.
    """
    exact = value - other
    is_between = abs(abs(exact) * 10.0**decimals % 1 - 0.5) < _TIE
    if not is_between:
        return half_up(exact, decimals)
    return half_up(half_up(value, decimals) - half_up(other, decimals), decimals)


def decimals_short_of_whole(percent: float, decimals: int) -> int:
    """Decimals with which a percentage below 100 does not read 100: 99.952 takes two instead of one; others keep theirs.

    A share of a whole that lacks anything is not full, however little it lacks (domain.md 3: 低于 100% 即红).
    """
    if not 99.0 < percent < 100.0 - _GRAIN:
        return decimals
    found = decimals
    while found < _MOST_DECIMALS and half_up(percent, found) >= 100.0:
        found += 1
    return found


def decimals_of_column(percents: Iterable[float], decimals: int) -> int:
    """Decimals for a whole column of percentages, so that none that is not full reads 100; NaN asks for none."""
    return max((decimals_short_of_whole(percent, decimals) for percent in percents), default=decimals)


def rounded_to_total(values: np.ndarray, total: float, decimals: int) -> np.ndarray:
    """Numbers ≥ 0 rounded so that as shown they add up to `total`; NaN stays NaN and is not added.

    Each is rounded down; what then lacks goes, a last decimal each, to those that lost most by it (largest remainder).
    What is far from the sum of the numbers stays unshared: no number moves by a whole last decimal or more.
    """
    factor = 10.0**decimals
    known = ~np.isnan(values)
    scaled = np.where(known, np.clip(values, 0.0, None) * factor, 0.0)
    whole = np.floor(scaled + _GRAIN * factor)
    lacking = round(total * factor - float(whole.sum()))
    most = np.argsort(-(scaled - whole), kind="stable")
    chosen = [at for at in most if known[at] and scaled[at] - whole[at] > _GRAIN * factor][: max(lacking, 0)]
    whole[chosen] += 1
    rounded: np.ndarray = np.where(known, whole / factor, np.nan)
    return rounded
