"""Scoring: score = Σ weight × clamp((value − floor) ÷ (full − floor)), by item, for peers of one level.

Weights are shares of a full score of 100: doubling them all changes nothing.

A missing item is marked and the other weights stand for it; with more than 30 % of the weight missing a subject does
not take part 不参评, with the reason, and is never put last. What does not apply is left out without being missing.
No intermediate is rounded; the final score is, to the scheme's decimals, and ranks are taken on it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

import numpy as np
import pandas as pd

from domain.frames import PPM, records_of
from domain.indicators import Catalogue
from domain.measure_frame import STATUS_WORDS, Status
from domain.periods import parse
from domain.records import SchemeItem
from domain.rounding import half_up_all
from domain.score_grid import REPORTED, ScoreGrid, score_grid

MISSING_LIMIT = 0.30
# 小分母: a rate on fewer than ten is drawn towards its peers, as if k more of the average kind stood beside it.
SMALL_BASE = 10
SHRINK_BY = 10
FULL_SCORE = 100.0
_GRAIN = 1e-9
_BOARDS = {"周榜": "week", "旬榜": "xun", "月榜": "month"}


@dataclass(frozen=True, eq=False)
class Scheme:
    """考核方案 as it holds on a day: its items in order, name, level of the subjects, decimals of the score."""

    code: str
    name: str
    level: str
    decimals: int
    items: tuple[SchemeItem, ...]

    @property
    def cadence(self) -> str:
        """The period a board speaks of, as its own name says: 周榜 week, 旬榜 xun, 月榜 month; blank for any other."""
        return next((cadence for ending, cadence in _BOARDS.items() if self.name.endswith(ending)), "")

    def shares(self) -> np.ndarray:
        """What each item is worth of the full score of 100."""
        weights = np.array([item.weight for item in self.items], dtype="float64")
        shared: np.ndarray = weights / weights.sum() * FULL_SCORE
        return shared


@dataclass(frozen=True, eq=False)
class Scores:
    """table: one row per subject: score (NaN: 不参评), missing_share, missing (codes), takes_part, reason.

    points  subject × item, what each item brought; they add up to the score before its rounding
    parts   subject × item, clamped (value − floor) ÷ (full − floor); NaN missing
    weights what each item is worth, together 100
    grid    what was scored
    spoken  item → the last day its numbers speak of
    """

    scheme: Scheme
    table: pd.DataFrame
    points: pd.DataFrame
    parts: pd.DataFrame
    weights: np.ndarray
    grid: ScoreGrid
    spoken: Mapping[str, date] = field(default_factory=dict)


def scheme_on(items: pd.DataFrame, code: str, day: date) -> Scheme | None:
    """The scheme's items that hold on a day, each in its newest version; None for a scheme without any.

    items  fields of `SchemeItem`; an item of weight 0 has been taken out of the scheme
    """
    newest: dict[str, SchemeItem] = {}
    for item in sorted(records_of(SchemeItem, items), key=lambda i: i.valid_from):
        if item.scheme == code and item.valid_from <= day.isoformat():
            newest[item.indicator] = item
    held = tuple(item for item in newest.values() if item.weight > 0)
    if not held:
        return None
    return Scheme(code, next((i.name for i in held if i.name), code), held[0].level, held[0].decimals, held)


def scores(
    measures: pd.DataFrame, scheme: Scheme, catalogue: Catalogue, *, subjects: Sequence[str], day: date
) -> Scores:
    """The scores of these subjects under a scheme.

    measures  a measure frame holding the scheme's indicators for the subjects, in any order; only reported values
              score. Rates on a small base are shrunk towards the mean of these subjects, so give peers together.
    """
    grid = score_grid(measures, [item.indicator for item in scheme.items], subjects)
    spoken = {str(code): _spoken_to(own, day) for code, own in measures.groupby("indicator", sort=False)}
    return replace(scores_of(grid, scheme, catalogue, day=day), spoken=spoken)


def _spoken_to(rows: pd.DataFrame, day: date) -> date:
    """The end of the newest period of an indicator's rows, the running one to the day."""
    ends = [parse(code).end for code in rows["period"].unique() if code]
    return min(max(ends), day) if ends else day


def scores_of(grid: ScoreGrid, scheme: Scheme, catalogue: Catalogue, *, day: date) -> Scores:
    """The same of a grid whose columns are the scheme's items in order."""
    value, state, subjects = shrunk(grid, catalogue, day=day), grid.state, list(grid.subjects)
    floor, full = (np.array([getattr(i, side) for i in scheme.items]) / PPM for side in ("floor", "full"))
    parts = np.clip((value - floor) / (full - floor), 0.0, 1.0)
    weights = scheme.shares()
    has = ~np.isnan(parts)
    applies = state != list(Status).index(Status.NOT_APPLICABLE)
    counted = np.where(applies, weights, 0.0).sum(axis=1)
    present = np.where(has, weights, 0.0).sum(axis=1)
    with np.errstate(divide="ignore", invalid="ignore"):
        missing_share = np.where(counted > 0, 1 - present / counted, 1.0)
        points = np.where(has, parts * weights, 0.0) * (FULL_SCORE / present)[:, None]
    takes_part = missing_share <= MISSING_LIMIT + _GRAIN
    score = np.where(takes_part, half_up_all(np.nan_to_num(points).sum(axis=1), scheme.decimals), np.nan)
    codes = [item.indicator for item in scheme.items]
    lacking = applies & ~has
    table = pd.DataFrame(
        {
            "subject": pd.Series(subjects, dtype="str"),
            "score": score,
            "missing_share": missing_share,
            "missing": _named(lacking, codes),
            "takes_part": takes_part,
        }
    )
    table["reason"] = _reasons(table, lacking, state, scheme, catalogue, day)
    index = pd.Index(subjects, dtype="str")
    return Scores(
        scheme,
        table,
        pd.DataFrame(np.where(has & takes_part[:, None], points, np.nan), index=index, columns=codes),
        pd.DataFrame(parts, index=index, columns=codes),
        weights,
        grid,
    )


def _named(lacking: np.ndarray, codes: list[str]) -> list[str]:
    """The codes lacking in each row, joined by ;"""
    found = [""] * len(lacking)
    for row in np.nonzero(lacking.any(axis=1))[0]:
        found[row] = ";".join(codes[n] for n in np.nonzero(lacking[row])[0])
    return found


def shrunk(grid: ScoreGrid, catalogue: Catalogue, *, day: date) -> np.ndarray:
    """The values, rates on fewer than ten drawn towards the subjects' mean: (n + k·p̄) ÷ (N + k).

    One ticket late of seven is no worse than the luck of small numbers (连云港 2020). A village that counts as one
    (是/否) is no sample and stays as it is.
    """
    versions = [catalogue.version(code, day) for code in grid.codes]
    sampled = np.array([v is not None and v.unit == "%" and v.denominator_fixed is None for v in versions])
    rate = (grid.state == REPORTED) & sampled & (grid.denominator > 0)
    small = rate & (grid.denominator < SMALL_BASE)
    if not small.any():
        return grid.value
    base = np.where(rate, grid.denominator, 0.0).sum(axis=0)
    done = np.where(rate, np.nan_to_num(grid.numerator), 0.0).sum(axis=0)
    mean = np.divide(done, base, out=np.full(len(base), np.nan), where=base > 0)
    drawn = (grid.numerator + SHRINK_BY * mean) / (grid.denominator + SHRINK_BY)
    return np.where(small, drawn, grid.value)


def _reasons(
    table: pd.DataFrame,
    lacking: np.ndarray,
    state: np.ndarray,
    scheme: Scheme,
    catalogue: Catalogue,
    day: date,
) -> list[str]:
    """Why somebody does not take part, in words; blank for those who do."""
    names = [v.name if (v := catalogue.version(i.indicator, day)) else i.indicator for i in scheme.items]
    words = [STATUS_WORDS[status] for status in Status]
    found = [""] * len(table)
    for row in np.nonzero(~table["takes_part"].to_numpy())[0]:
        said = "、".join(f"{names[n]}{words[state[row, n]]}" for n in np.nonzero(lacking[row])[0][:3])
        share = table["missing_share"].iloc[row]
        found[row] = f"{said}（缺项权重 {share * 100:.0f}%）" if said else "没有可评的指标"
    return found
