"""A pairwise covering: few layouts among which every two choices of two factors meet at least once. Deterministic."""

from collections.abc import Callable, Mapping, Sequence
from itertools import combinations
from random import Random

Row = dict[str, object]
Pair = tuple[str, object, str, object]
_TRIED = 60


def pairs_of(row: Row) -> set[Pair]:
    return {(one, row[one], other, row[other]) for one, other in combinations(sorted(row), 2)}


def all_pairs(factors: Mapping[str, Sequence[object]], may_be: Callable[[Row], bool]) -> set[Pair]:
    """Every pair of choices that may stand together."""
    names = sorted(factors)
    found = set()
    for one, other in combinations(names, 2):
        for a in factors[one]:
            for b in factors[other]:
                if may_be({one: a, other: b}):
                    found.add((one, a, other, b))
    return found


def covering(
    factors: Mapping[str, Sequence[object]], may_be: Callable[[Row], bool], *, at_least: int
) -> list[Row]:
    """Rows that meet every possible pair, filled up with random ones to `at_least`.

    may_be  whether some choices (perhaps not of all factors) can stand in one layout
    """
    chance = Random("layouts")
    open_pairs = all_pairs(factors, may_be)
    rows: list[Row] = []
    while open_pairs or len(rows) < at_least:
        tried = [_tried(factors, may_be, open_pairs, chance) for _ in range(_TRIED)]
        best = max(tried, key=lambda row: len(pairs_of(row) & open_pairs))
        rows.append(best)
        open_pairs -= pairs_of(best)
    return rows


def _tried(
    factors: Mapping[str, Sequence[object]], may_be: Callable[[Row], bool], wanted: set[Pair], chance: Random
) -> Row:
    """One random row that begins with a pair still open."""
    while True:
        row: Row = {}
        if wanted:
            one, a, other, b = chance.choice(sorted(wanted, key=repr))
            row = {one: a, other: b}
        for name in chance.sample(sorted(factors), len(factors)):
            if name in row:
                continue
            able = [worth for worth in factors[name] if may_be({**row, name: worth})]
            if not able:
                break
            most = max(_gain(row, name, worth, wanted) for worth in able)
            row[name] = chance.choice([w for w in able if _gain(row, name, w, wanted) == most])
        if len(row) == len(factors):
            return row


def _gain(row: Row, name: str, worth: object, wanted: set[Pair]) -> int:
    return len({pair for pair in pairs_of({**row, name: worth}) & wanted if name in (pair[0], pair[2])})
