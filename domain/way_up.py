"""The nearest way up: which item, finished by so many more, lifts a subject in its group with the least to do.

Only items that are counted: a rate of counts that lacks some, a number of cases that are still open. Money, scores
given by inspectors and a village that counts as one are nobody's next step.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from math import ceil

import numpy as np
import pandas as pd

from domain.frames import PPM
from domain.indicators import Catalogue, is_rate
from domain.measure_frame import Status
from domain.ranking import competition_ranks
from domain.records import Indicator, SchemeItem
from domain.scoring import Scores, scores

CASES = ("户", "个", "处", "人")
_GRAIN = 1e-9


@dataclass(frozen=True, eq=False)
class Way:
    """One item finished: count more of it brings the subject to score and rank in its group.

    scored, measures  as they would be then, for whoever shakes them
    """

    indicator: Indicator
    count: int
    score: float
    gain: float
    rank: int
    scored: Scores
    measures: pd.DataFrame


def ways_up(
    scored: Scores, measures: pd.DataFrame, catalogue: Catalogue, groups: Mapping[str, str], subject: str, *, day: date
) -> list[Way]:  # fmt: skip
    """The ways of a ranked subject, the nearest first: the greatest gain by one counted; those that do not show are left out.

    measures  the frame the scores were made from
    groups    subject → group: the rank is taken among those of the same group
    """
    found = []
    rows = measures.reset_index(drop=True)
    now = _score(scored, subject)
    for item in scored.scheme.items:
        version = catalogue.version(item.indicator, day)
        at = _row_of(rows, item.indicator, subject)
        count = _lacking(rows, at, version, item) if version is not None and at >= 0 else 0
        if version is None or not count:
            continue
        then = _finished(rows, at, version, count)
        after = scores(then, scored.scheme, catalogue, subjects=list(scored.points.index), day=day)
        score = _score(after, subject)
        if round(score - now, scored.scheme.decimals) > 0:
            found.append(Way(version, count, score, score - now, _rank(after, groups, subject), after, then))
    return sorted(found, key=lambda way: -way.gain / way.count)


def _score(scored: Scores, subject: str) -> float:
    return float(scored.table["score"].to_numpy(dtype="float64")[scored.points.index.tolist().index(subject)])


def _row_of(rows: pd.DataFrame, code: str, subject: str) -> int:
    """The place of the reported row; −1 where there is none."""
    own = (rows["indicator"] == code) & (rows["subject"] == subject) & (rows["status"] == Status.REPORTED)
    found = np.flatnonzero(own.to_numpy())
    return int(found[-1]) if len(found) else -1


def _lacking(rows: pd.DataFrame, at: int, version: Indicator, item: SchemeItem) -> int:
    """How many more are needed for full marks; 0 where the item is not counted or lacks none."""
    numerator, base, value = (
        float(rows[name].to_numpy(dtype="float64")[at]) for name in ("numerator", "denominator", "value")
    )
    full = item.full / PPM
    if is_rate(version):
        if version.denominator_fixed is not None or item.full <= item.floor or not base > 0:
            return 0
        return max(0, ceil(min(full, 1.0) * base - _GRAIN) - int(numerator))
    counts_cases = version.unit in CASES and not version.denominator_name and version.direction == "down"
    return max(0, ceil(value - full - _GRAIN)) if counts_cases else 0


def _finished(rows: pd.DataFrame, at: int, version: Indicator, count: int) -> pd.DataFrame:
    numerator, value = (rows[name].to_numpy(dtype="float64").copy() for name in ("numerator", "value"))
    if is_rate(version):
        numerator[at] += count
        value[at] = numerator[at] / rows["denominator"].to_numpy(dtype="float64")[at]
    else:
        numerator[at] -= count
        value[at] -= count
    return rows.assign(numerator=numerator, value=value)


def _rank(scored: Scores, groups: Mapping[str, str], subject: str) -> int:
    keys = scored.points.index.tolist()
    own = np.array([groups.get(key) == groups.get(subject) for key in keys])
    worth = np.where(own, scored.table["score"].to_numpy(dtype="float64"), np.nan)
    return int(competition_ranks(worth)[keys.index(subject)])
