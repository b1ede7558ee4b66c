"""Rounding half up, as offices do, once and at the end: what is shown is also what is judged and ranked."""

import numpy as np

# Far below any shown decimal, far above what binary fractions lose: 0.145 × 100 is 14.499999999999998.
_GRAIN = 1e-9


def half_up(value: float, decimals: int) -> float:
    """One number rounded half away from zero; NaN stays NaN."""
    return float(half_up_all(np.array([value]), decimals)[0])


def half_up_all(values: np.ndarray, decimals: int) -> np.ndarray:
    """Numbers rounded half away from zero; NaN stays NaN, and −0.04 becomes 0, not −0."""
    factor = 10.0**decimals
    rounded: np.ndarray = np.sign(values) * np.floor(np.abs(values) * factor + 0.5 + _GRAIN) / factor
    return rounded + 0.0
