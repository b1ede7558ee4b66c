"""A story to find in the county, and how its figures are written."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

FEN_PER_WAN = 1_000_000


@dataclass(frozen=True, slots=True)
class Story:
    """One thing to find: what it is, where it shows, the figures expected there."""

    title: str
    english: str
    where: str
    figures: tuple[str, ...]


def percent(numerator: int, denominator: int) -> str:
    exact = Decimal(numerator) * 100 / Decimal(denominator)
    return f"{exact.quantize(Decimal('0.1'), ROUND_HALF_UP)}%"


def parts(numerator: int, denominator: int) -> str:
    """31,711/36,280=87.4%"""
    return f"{numerator:,}/{denominator:,}={percent(numerator, denominator)}"


def in_wan(fen: int) -> str:
    return f"{Decimal(fen) / FEN_PER_WAN:,.2f}"
