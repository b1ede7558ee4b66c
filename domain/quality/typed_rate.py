"""手填率 against 重算率: a typed rate is kept for comparison and never stored as the rate (domain.md 1.4 DQ1, DQ4)."""

from dataclasses import dataclass

TOLERATED = 5_000  # half a percentage point, in ppm


@dataclass(frozen=True, slots=True)
class RateGap:
    """computed and gap in ppm; gap is typed minus computed."""

    computed: int
    gap: int


def rate_gap(typed: int, numerator: int, denominator: int, *, tolerated: int = TOLERATED) -> RateGap | None:
    """The disagreement of a typed rate (ppm) with its parts; None where they agree or there is no base."""
    if not denominator:
        return None
    computed = round(numerator * 1_000_000 / denominator)
    return RateGap(computed, typed - computed) if abs(typed - computed) > tolerated else None
