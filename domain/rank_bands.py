"""Rank intervals 名次区间: the places a subject holds in 90 % of shaken runs, against false precision.

Weights are shaken by a fifth, rates by the luck of their base (a 22 of 22 is no sure 100 %), inspection scores by
one point per visit. The same input gives the same intervals: the seed is an argument.
"""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from domain.frames import PPM
from domain.indicators import Catalogue
from domain.scoring import FULL_SCORE, Scores

WEIGHT_SHAKE = 0.2
_LOW, _HIGH = 0.05, 0.95


def rank_intervals(
    scored: Scores, catalogue: Catalogue, groups: Mapping[str, str], *, runs: int, seed: int
) -> pd.DataFrame:
    """subject, rank_low, rank_high of those who take part: best and worst place in 90 % of the runs, in their group."""
    table = scored.table[scored.table["takes_part"].to_numpy()]
    chance = np.random.default_rng(seed)
    found = []
    names = pd.Series([groups.get(s, "") for s in table["subject"]], index=table.index, dtype="str")
    for _, rows in table.groupby(names, sort=True):
        subjects = list(rows["subject"])
        total = _shaken(scored, catalogue, subjects, runs, chance)
        places = (-total).argsort(axis=0, kind="stable").argsort(axis=0) + 1
        low, high = np.quantile(places, [_LOW, _HIGH], axis=1)
        found.append(
            pd.DataFrame({"subject": subjects, "rank_low": np.floor(low), "rank_high": np.ceil(high)})
        )
    columns = {"subject": "str", "rank_low": "int64", "rank_high": "int64"}
    whole = pd.concat(found, ignore_index=True) if found else pd.DataFrame(columns=list(columns))
    return whole.astype(columns)


def _shaken(
    scored: Scores, catalogue: Catalogue, subjects: list[str], runs: int, chance: np.random.Generator
) -> np.ndarray:
    """subject × run: scores under shaken weights and data."""
    parts = scored.parts.loc[subjects].to_numpy()
    spread = _spreads(scored, catalogue, subjects)
    has = ~np.isnan(parts)
    shares = scored.weights[:, None] * chance.uniform(
        1 - WEIGHT_SHAKE, 1 + WEIGHT_SHAKE, (parts.shape[1], runs)
    )
    total = np.zeros((len(subjects), runs))
    for item in range(parts.shape[1]):
        noise = spread[:, [item]] * chance.standard_normal((len(subjects), runs))
        moved = np.clip(np.nan_to_num(parts[:, [item]]) + noise, 0.0, 1.0)
        total += np.where(has[:, [item]], moved * shares[item], 0.0)
    scores: np.ndarray = FULL_SCORE * total / (has.astype("float64") @ shares)
    return scores


def _spreads(scored: Scores, catalogue: Catalogue, subjects: list[str]) -> np.ndarray:
    """subject × item: one standard deviation of a part, 0 where the value is no sample."""
    rows = scored.grid.rows(subjects)
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
