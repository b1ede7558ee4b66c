"""回头看: of what was closed and looked at again, how much was not really put right, with the interval of a small sample."""

from dataclasses import dataclass
from datetime import date
from math import nan, sqrt

import pandas as pd

from domain.frames import day_stamp, days

CONFIRMED, FALSE = "confirmed", "found_false"
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


def looked_back(events: pd.DataFrame, *, first: date, as_of: date) -> LookedBack:
    """What 回头看 found between two days; each look counts."""
    day = days(events["day"])
    own = (events["about"] == "problem") & (day >= day_stamp(first)) & (day <= day_stamp(as_of))
    kinds = events["kind"][own.to_numpy(dtype=bool)].value_counts()
    false = int(kinds.get(FALSE, 0))
    return LookedBack(false, false + int(kinds.get(CONFIRMED, 0)))
