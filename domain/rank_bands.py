"""Rank intervals 名次区间: the places a subject holds in 90 % of shaken runs, against false precision.

Weights are shaken by a fifth, rates by the luck of their base (a 22 of 22 is no sure 100 %), inspection scores by
one point per visit. The same input gives the same intervals: the seed is an argument.
"""

from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import pandas as pd

from domain.frames import PPM
from domain.indicators import Catalogue
from domain.scoring import FULL_SCORE, Scores

WEIGHT_SHAKE = 0.2
# Numbers drawn for one board that are kept: 300 villages × 16 items × 200 runs are 8 MB.
MOST_KEPT = 1_000_000
_LOW, _HIGH = 0.05, 0.95


def rank_intervals(
    scored: Scores,
    catalogue: Catalogue,
    groups: Mapping[str, str],
    *,
    runs: int,
    seed: int,
    only: str | None = None,
) -> pd.DataFrame:
    """subject, rank_low, rank_high of those who take part: best and worst place in 90 % of the runs, in their group.

    only  the one group that is asked for; it is shaken as it is among all of them
    """
    members: dict[str, list[int]] = {}
    for row in np.flatnonzero(scored.table["takes_part"].to_numpy(dtype=bool)).tolist():
        members.setdefault(groups.get(scored.grid.subjects[row], ""), []).append(row)
    names = sorted(members)
    luck = _luck(seed, runs, len(scored.scheme.items), tuple(len(members[name]) for name in names))
    found: list[tuple[np.ndarray, np.ndarray, np.ndarray]] = []
    for name, drawn in zip(names, luck, strict=True):
        if only is None or name == only:
            own = np.array(members[name])
            found.append((own, *_bounds(_shaken(scored, catalogue, own, drawn))))
    nothing = np.array([], dtype="int64")
    rows, low, high = (np.concatenate([nothing, *(one[part] for one in found)]) for part in range(3))
    subjects = pd.Series([scored.grid.subjects[row] for row in rows], dtype="str")
    return pd.DataFrame({"subject": subjects, "rank_low": low, "rank_high": high})


def _bounds(total: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The best and the worst place of each subject in 90 % of the runs."""
    order = np.argsort(-np.ascontiguousarray(total.T), axis=1, kind="stable")
    places = np.empty(order.shape)
    np.put_along_axis(places, order, np.arange(1.0, len(total) + 1)[None, :], axis=1)
    low, high = np.quantile(places, [_LOW, _HIGH], axis=0)
    return np.floor(low).astype("int64"), np.ceil(high).astype("int64")


@dataclass(frozen=True, eq=False)
class _Luck:
    """weights: item × run; data: for each item subject × run, of the standard normal kind."""

    weights: np.ndarray
    data: Iterable[np.ndarray]


def _luck(seed: int, runs: int, items: int, sizes: tuple[int, ...]) -> Iterator[_Luck] | tuple[_Luck, ...]:
    """What is drawn for groups of these sizes, one after the other."""
    few = items * sum(sizes) * runs <= MOST_KEPT
    return _kept_luck(seed, runs, items, sizes) if few else _drawn(seed, runs, items, sizes)


@lru_cache(maxsize=4)
def _kept_luck(seed: int, runs: int, items: int, sizes: tuple[int, ...]) -> tuple[_Luck, ...]:
    """The same seed draws the same numbers, and to draw them takes longer than to rank by them."""
    return tuple(_Luck(one.weights, list(one.data)) for one in _drawn(seed, runs, items, sizes))


def _drawn(seed: int, runs: int, items: int, sizes: tuple[int, ...]) -> Iterator[_Luck]:
    """A group at a time; what of one is not asked for is drawn all the same, so that the next draws what it does."""
    chance = np.random.default_rng(seed)
    for size in sizes:
        weights = chance.uniform(1 - WEIGHT_SHAKE, 1 + WEIGHT_SHAKE, (items, runs))
        data = _normals(chance, items, (size, runs))
        yield _Luck(weights, data)
        deque(data, maxlen=0)


def _normals(chance: np.random.Generator, items: int, shape: tuple[int, int]) -> Iterator[np.ndarray]:
    for _ in range(items):
        yield chance.standard_normal(shape)


def _shaken(scored: Scores, catalogue: Catalogue, rows: np.ndarray, luck: _Luck) -> np.ndarray:
    """subject × run: scores under shaken weights and data."""
    parts = scored.parts.to_numpy()[rows]
    spread = _spreads(scored, catalogue, rows)
    has = ~np.isnan(parts)
    known = np.nan_to_num(parts)
    shares = scored.weights[:, None] * luck.weights
    total = np.zeros((len(rows), luck.weights.shape[1]))
    for item, noise in enumerate(luck.data):
        own = known[:, [item]]
        if not has[:, item].any():
            continue
        if spread[:, item].any():
            own = np.clip(own + spread[:, [item]] * noise, 0.0, 1.0)
        total += np.where(has[:, [item]], own * shares[item], 0.0)
    scores: np.ndarray = FULL_SCORE * total / (has.astype("float64") @ shares)
    return scores


def _spreads(scored: Scores, catalogue: Catalogue, rows: np.ndarray) -> np.ndarray:
    """subject × item: one standard deviation of a part, 0 where the value is no sample."""
    numerator, base = (np.nan_to_num(part[rows]) for part in (scored.grid.numerator, scored.grid.denominator))
    spread = np.zeros(base.shape)
    for n, item in enumerate(scored.scheme.items):
        version = next(iter(catalogue.versions.get(item.indicator, ())), None)
        if version is None or version.denominator_fixed is not None:
            continue
        own = base[:, n]
        share = (numerator[:, n] + 1) / (own + 2)
        if version.unit == "%":
            sd = np.sqrt(np.clip(share * (1 - share), 0.0, None) / (own + 3))
        else:
            sd = 1 / np.sqrt(np.maximum(own, 1)) if version.unit == "分" else np.zeros(len(own))
        spread[:, n] = np.where(own > 0, sd, 0.0) / (abs(item.full - item.floor) / PPM)
    return spread


def clearly_last(ranked: pd.DataFrame, intervals: pd.DataFrame, *, bottom: int) -> list[str]:
    """Subjects whose whole interval lies within the last `bottom` places of their group: fit to be named."""
    rows = ranked.merge(intervals, on="subject")
    return list(rows["subject"][(rows["rank_low"] > rows["of"] - bottom).to_numpy()])


def clearly_first(ranked: pd.DataFrame, intervals: pd.DataFrame, *, top: int) -> list[str]:
    """Subjects whose whole interval lies within the first `top` places of their group."""
    rows = ranked.merge(intervals, on="subject")
    return list(rows["subject"][(rows["rank_high"] <= top).to_numpy()])
