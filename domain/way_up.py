"""The nearest way up: which item, finished by so many more, lifts a subject in its group with the least to do.

Only items that are counted: a rate of counts that lacks some, a number of cases that are still open. Money, scores
given by inspectors and a village that counts as one are nobody's next step.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from math import ceil

import numpy as np

from domain.frames import PPM
from domain.indicators import Catalogue, is_rate
from domain.ranking import competition_ranks
from domain.records import Indicator, SchemeItem
from domain.score_grid import REPORTED, ScoreGrid
from domain.scoring import Scores, scores_of

CASES = ("户", "个", "处", "人")
_GRAIN = 1e-9


@dataclass(frozen=True, eq=False)
class Way:
    """One item finished: count more of it brings the subject to score and rank in its group.

    scored  as it would be then, for whoever shakes it
    """

    indicator: Indicator
    count: int
    score: float
    gain: float
    rank: int
    scored: Scores


def ways_up(
    scored: Scores, catalogue: Catalogue, groups: Mapping[str, str], subject: str, *, day: date
) -> list[Way]:
    """The ways of a ranked subject, the nearest first: the greatest gain by one counted; those that do not show are left out.

    groups  subject → group: the rank is taken among those of the same group
    """
    found = []
    row = scored.grid.row(subject)
    now = _score(scored, row)
    for at, item in enumerate(scored.scheme.items):
        version = catalogue.version(item.indicator, day)
        count = _lacking(scored.grid, row, at, version, item) if version is not None else 0
        if version is None or not count:
            continue
        then = _finished(scored.grid, row, at, version, count)
        after = scores_of(then, scored.scheme, catalogue, day=day)
        score = _score(after, row)
        if round(score - now, scored.scheme.decimals) > 0:
            found.append(Way(version, count, score, score - now, _rank(after, groups, subject), after))
    return sorted(found, key=lambda way: -way.gain / way.count)


def _score(scored: Scores, row: int) -> float:
    return float(scored.table["score"].to_numpy(dtype="float64")[row])


def _lacking(grid: ScoreGrid, row: int, at: int, version: Indicator, item: SchemeItem) -> int:
    """How many more are needed for full marks; 0 where nothing was reported, the item is not counted or lacks none."""
    if grid.state[row, at] != REPORTED:
        return 0
    full = item.full / PPM
    if is_rate(version):
        base = grid.denominator[row, at]
        if version.denominator_fixed is not None or item.full <= item.floor or not base > 0:
            return 0
        return max(0, ceil(min(full, 1.0) * float(base) - _GRAIN) - int(grid.numerator[row, at]))
    counts_cases = version.unit in CASES and not version.denominator_name and version.direction == "down"
    return max(0, ceil(float(grid.value[row, at]) - full - _GRAIN)) if counts_cases else 0


def _finished(grid: ScoreGrid, row: int, at: int, version: Indicator, count: int) -> ScoreGrid:
    numerator = grid.numerator[row, at]
    if is_rate(version):
        done = numerator + count
        return grid.changed(row, at, numerator=done, value=done / grid.denominator[row, at])
    return grid.changed(row, at, numerator=numerator - count, value=grid.value[row, at] - count)


def _rank(scored: Scores, groups: Mapping[str, str], subject: str) -> int:
    keys = scored.grid.subjects
    own = np.array([groups.get(key) == groups.get(subject) for key in keys])
    worth = np.where(own, scored.table["score"].to_numpy(dtype="float64"), np.nan)
    return int(competition_ranks(worth)[keys.index(subject)])
