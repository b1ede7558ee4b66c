"""变动异常: a move unlike the median move of the other rows of the same column (domain.md 3 #4, features 18).

A bound of its own would cry at every good month; against the median, a month in which all rose says nothing.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import exp, log
from statistics import median, quantiles

FEWEST = 5  # rows before anything is called usual
SMALLEST_BASE = 20  # a village of nine households moves by 11 points with one of them
SMALLEST_STEP = 5
QUARTILES = 3.0


@dataclass(frozen=True, slots=True)
class Move:
    """own and usual in percentage points of the base (share) or in percent of the value before (times)."""

    own: float
    usual: float
    is_share: bool


def unlike_peers(
    now: Sequence[int | None],
    before: Mapping[int, int],
    bases: Mapping[int, int] | None,
    *,
    least: float,
    most: float,
) -> dict[int, Move]:
    """Row → its move and the usual one, where the two lie apart.

    before  row → value last time; bases: row → what the value is a share of, None for plain counts and amounts
    least   no move is odd that lies nearer than this (a share of the base; for plain counts doubled)
    most    every move is odd that lies farther; between them it is odd beyond three quartile ranges
    """
    if bases is None:
        return _times(now, before, least=log(1 + 2 * most), most=log(1 + 5 * most))
    moves = {
        row: (value - was) / base
        for row, was in before.items()
        if (value := now[row]) is not None and (base := bases.get(row, 0)) >= SMALLEST_BASE
    }
    odd = _odd(moves, least=least, most=most)
    return {
        row: Move(moves[row] * 100, usual * 100, is_share=True)
        for row, usual in odd.items()
        if abs(moves[row] - usual) * bases[row] >= SMALLEST_STEP
    }


def _times(
    now: Sequence[int | None], before: Mapping[int, int], *, least: float, most: float
) -> dict[int, Move]:
    moves = {
        row: log(value / was) for row, was in before.items() if (value := now[row]) and was >= SMALLEST_BASE
    }
    odd = _odd(moves, least=least, most=most)
    return {
        row: Move((exp(moves[row]) - 1) * 100, (exp(usual) - 1) * 100, is_share=False)
        for row, usual in odd.items()
    }


def _odd(moves: Mapping[int, float], *, least: float, most: float) -> dict[int, float]:
    """Row → the median of all moves, for the rows that lie far from it."""
    if len(moves) < FEWEST:
        return {}
    usual = median(moves.values())
    low, _, high = quantiles(moves.values(), n=4)
    allowed = min(max(least, QUARTILES * (high - low)), most)
    return {row: usual for row, move in moves.items() if abs(move - usual) > allowed}
