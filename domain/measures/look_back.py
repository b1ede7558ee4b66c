"""回头看: of what was closed and looked at again, how much was not really put right, with the interval of a small sample."""

from dataclasses import dataclass
from math import nan, sqrt

import pandas as pd

_Z = 1.96


@dataclass(frozen=True, slots=True)
class LookedBack:
    """false of looked: 虚假销号率 with its 95 % interval (Wilson); all NaN before anything was looked at."""

    false: int
    looked: int

    @property
    def rate(self) -> float:
        return self.false / self.looked if self.looked else nan

    @property
    def interval(self) -> tuple[float, float]:
        n, share = self.looked, self.rate
        if not n:
            return nan, nan
        middle = share + _Z**2 / (2 * n)
        half = _Z * sqrt(share * (1 - share) / n + _Z**2 / (4 * n * n))
        low, high = ((middle + sign * half) / (1 + _Z**2 / n) for sign in (-1, 1))
        return max(0.0, low), min(1.0, high)


def looked_back(state: pd.DataFrame) -> LookedBack:
    """What 回头看 found in the year so far of the problems of `problem_state`; each look counts."""
    return LookedBack(int(state["false_looks"].sum()), int(state["looks"].sum()))
