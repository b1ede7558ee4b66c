"""Seeded draws that depend on nothing but their key: no clock, no order of calls, no library version.

`share("toilets", "V0007", 3)` is the same number on every machine, so one more village or one more indicator
leaves every other figure as it was.
"""

from collections.abc import Sequence
from hashlib import blake2b
from typing import TypeVar

SEED = b"yunling-990101"

Option = TypeVar("Option")


def share(*key: object) -> float:
    """A number in [0, 1), even over keys."""
    written = "|".join(map(str, key)).encode()
    return int.from_bytes(blake2b(written, digest_size=8, key=SEED).digest(), "big") / 2**64


def around(middle: float, spread: float, *key: object) -> float:
    """A number near `middle`, never further than `spread`: the mean of three draws, so mostly close."""
    drawn = sum(share(*key, turn) for turn in range(3)) / 3
    return middle + spread * (2 * drawn - 1)


def whole(low: int, high: int, *key: object) -> int:
    """A whole number from `low` to `high`, both possible."""
    return low + int(share(*key) * (high - low + 1))


def happens(likelihood: float, *key: object) -> bool:
    """True in about `likelihood` of all keys."""
    return share(*key) < likelihood


def pick(options: Sequence[Option], *key: object) -> Option:
    """One of the options."""
    return options[int(share(*key) * len(options))]


def shuffled(options: Sequence[Option], *key: object) -> list[Option]:
    """The options in another order."""
    return [options[at] for at in sorted(range(len(options)), key=lambda at: share(*key, at))]


def split(total: int, weights: Sequence[float]) -> list[int]:
    """`total` in whole parts by weight; largest remainders take what is left over, so the parts sum to it."""
    heavy = sum(weights)
    exact = [total * weight / heavy for weight in weights]
    parts = [int(value) for value in exact]
    by_remainder = sorted(range(len(parts)), key=lambda at: (parts[at] - exact[at], at))
    for at in by_remainder[: total - sum(parts)]:
        parts[at] += 1
    return parts
