"""What a report claims in words beside its numbers: a lead in 百分点, and that everything is rectified (DQ6, DQ10)."""

from dataclasses import dataclass


def lead_off(own: float, other: float, claimed: float, *, tolerated: float = 0.05) -> float | None:
    """The true lead of one rate over another where it is not the claimed one; None where it is. All in 百分点.

    14 % is said to lie 3 points above 15 %: it lies one below.
    """
    lead = own - other
    return lead if abs(lead - claimed) > tolerated else None


@dataclass(frozen=True, slots=True)
class ClosingRates:
    """Two rates of one ledger, as fractions: done 已销号, and done_or_staged with what is 阶段性完成."""

    done: float
    done_or_staged: float


def closing_rates(total: int, done: int, staged: int) -> ClosingRates | None:
    """Both ways 「全部整改到位」 is said; None for an empty ledger. They are never merged into one."""
    return ClosingRates(done / total, (done + staged) / total) if total else None
