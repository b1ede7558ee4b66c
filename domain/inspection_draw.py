"""抽签: which villages are inspected next, drawn so that anybody can draw them again: a seed, towns as strata, no favour.

A draw orders by a digest of the seed and the key, so that it depends on nothing but what is printed beside it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from math import ceil


@dataclass(frozen=True, slots=True)
class Candidate:
    """A village, its stratum (the town), and whether it has gone unvisited so long that it comes before its neighbours."""

    village: str
    town: str
    long_unvisited: bool


def drawn_villages(candidates: Sequence[Candidate], count: int, *, seed: str) -> list[str]:
    """`count` villages (fewer where there are fewer): each town by its share of the villages, whole places by the largest
    remainder and ties by lot; within a town the long unvisited first, then by lot."""
    towns = sorted({one.town for one in candidates})
    asked = min(count, len(candidates))
    if not asked:
        return []
    sizes = {town: sum(one.town == town for one in candidates) for town in towns}
    exact = {town: asked * sizes[town] / len(candidates) for town in towns}
    given = {town: int(share) for town, share in exact.items()}
    rest = sorted(towns, key=lambda town: (given[town] - exact[town], _lot(seed, town)))
    for town in rest[: asked - sum(given.values())]:
        given[town] += 1
    found: list[str] = []
    for town in towns:
        own = [one for one in candidates if one.town == town]
        own.sort(key=lambda one: (not one.long_unvisited, _lot(seed, one.village)))
        found += [one.village for one in own[: given[town]]]
    return found


def drawn_share(numbers: Iterable[str], *, seed: str, share: int) -> list[str]:
    """A share (per cent) of the numbers, at least one where there is any, in order of number."""
    known = sorted(numbers, key=lambda number: _lot(seed, number))
    return sorted(known[: ceil(len(known) * share / 100)])


def _lot(seed: str, key: str) -> str:
    return sha256(f"{seed}|{key}".encode()).hexdigest()
