"""整十整百: counts end in nought about one time in ten; a column where most do was estimated (features 18)."""

from collections.abc import Sequence

FEWEST = 10
SMALLEST = 20  # below this a ten is no estimate


def round_share(values: Sequence[int | None]) -> tuple[int, int]:
    """(how many end in nought, of how many): counts of at least SMALLEST, in whole units."""
    counted = [value for value in values if value is not None and value >= SMALLEST]
    return sum(1 for value in counted if value % 10 == 0), len(counted)


def is_heaped(round_ones: int, counted: int, *, least: int) -> bool:
    """least  share in ppm from which a column is asked about"""
    return counted >= FEWEST and round_ones * 1_000_000 >= counted * least
