"""Slips of a unit: 元 typed for 万元 (×10,000) or a number a hundredfold off, against last time or against the others.

A slip is shown with the repair it suggests; nothing is ever repaired.
"""

from collections.abc import Mapping, Sequence
from math import log10
from statistics import median

FACTORS = (10_000, 100)
_NEAR = 0.35  # decades: a true value is rarely 2.2 times away from its last one
_PEERS = 5  # rows needed before the others say anything
_AROUND = 1.0  # decades the suggested value may lie from the middle of the others
_TIGHT = 1.5  # decades within which four fifths of the others must lie


def slips_against_last(values: Sequence[int | None], last: Mapping[int, int]) -> dict[int, int]:
    """Row → suggested value, where a value is about 100 or 10,000 times its last known one, or a part of it."""
    found = {}
    for row, before in last.items():
        value = values[row]
        repaired = _repaired(value, before) if value else None
        if repaired is not None:
            found[row] = repaired
    return found


def slips_against_peers(values: Sequence[int | None]) -> dict[int, int]:
    """Row → suggested value, where an amount lies about 10,000 times away from a column that otherwise agrees."""
    sizes = {row: log10(abs(value)) for row, value in enumerate(values) if value}
    if len(sizes) < _PEERS:
        return {}
    middle = median(sizes.values())
    near = sum(1 for size in sizes.values() if abs(size - middle) <= _TIGHT)
    if near * 5 < len(sizes) * 4:
        return {}
    found = {}
    for row, size in sizes.items():
        value = values[row] or 0
        if abs(size - middle - 4) <= _AROUND and value % 10_000 == 0:
            found[row] = value // 10_000
        elif abs(size - middle + 4) <= _AROUND:
            found[row] = value * 10_000
    return found


def _repaired(value: int, before: int) -> int | None:
    if before <= 0 or value <= 0:
        return None
    apart = log10(value / before)
    for factor in FACTORS:
        if abs(apart - log10(factor)) <= _NEAR / (2 if factor == 100 else 1) and before >= 5:
            return value // factor
        if abs(apart + log10(factor)) <= _NEAR / (2 if factor == 100 else 1) and value >= 5:
            return value * factor
    return None
