"""Reported figures as numbers in the catalogue's unit, one row per (indicator, subject, period), visible at a day.

A rate is never read here: only its numerator and denominator.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

import numpy as np
import pandas as pd

from domain.frames import day_stamp, days, numbers, put_between
from domain.indicators import Catalogue
from domain.periods import Cadence, Period, cadence_of, parse
from domain.records import Indicator

PART_COLUMNS = (
    "indicator", "subject_kind", "subject", "period", "start", "end", "cutoff", "change", "version", "status",
    "numerator", "denominator",
)  # fmt: skip

PART_TEXTS = ("indicator", "subject_kind", "subject", "period", "version", "status")


@lru_cache(maxsize=50_000)
def _span(code: str) -> tuple[date, date] | None:
    """First and last day of a period code, None for a round 轮次: the office declares its days."""
    if cadence_of(code) == Cadence.ROUND:
        return None
    period = parse(code)
    return period.start, period.end


def visible_parts(
    figures: pd.DataFrame, catalogue: Catalogue, *, as_of: date, codes: Sequence[str]
) -> pd.DataFrame:
    """PART_COLUMNS of the figures whose 截数日 is on or before as_of, in the order they win (the last wins).

    figures  fields of `Figure`; `opened_by` where known decides between equals: the greatest change wins
    """
    kept = figures[figures["indicator"].isin(list(codes)).to_numpy()]
    return visible_on(reported_parts(kept, catalogue), as_of)


def visible_on(parts: pd.DataFrame, as_of: date) -> pd.DataFrame:
    """Of parts in the order they win, those whose 截数日 is on or before as_of: the first so many."""
    seen = int(np.searchsorted(parts["cutoff"].to_numpy(), day_stamp(as_of).to_datetime64(), side="right"))
    return parts[:seen]


def reported_parts(
    figures: pd.DataFrame, catalogue: Catalogue, rounds: Sequence[Period] = ()
) -> pd.DataFrame:
    """PART_COLUMNS of figures, in the order they win: by 截数日, then the shorter period, then the greater change.

    rounds   the rounds the office declared; the days of any other round are taken to be its 截数日
    returns  start, end, cutoff datetime64; version is the valid_from of the definition the period falls under;
             numbers in the catalogue's unit, the fixed denominator filled in. A row that says reported but lacks
             a part the definition needs is left out: half a rate is no figure.
    """
    cutoff = days(figures["cutoff"]).to_numpy()
    start, end = _spans(figures["period"], cutoff, rounds)
    held = _definitions(figures["indicator"], end, catalogue)
    numerator, denominator = (
        numbers(figures[part], per=1).to_numpy() for part in ("numerator", "denominator")
    )
    numerator, denominator = numerator / held.per, denominator / held.per
    denominator = np.where(np.isnan(held.fixed), denominator, held.fixed)
    denominator = np.where(held.needs_denominator, denominator, np.nan)
    said = ~np.isnan(numerator) & (~np.isnan(denominator) | ~held.needs_denominator)
    kept = ~np.isnan(held.per) & (said | (figures["status"] != "reported").to_numpy(dtype=bool))
    change = (
        numbers(figures["opened_by"], per=1).to_numpy() if "opened_by" in figures else np.zeros(len(figures))
    )
    won = np.lexsort((change, start - end, cutoff))
    won = won[kept[won]]
    texts = {
        name: figures[name].array.take(won) for name in ("indicator", "subject_kind", "subject", "period")
    }
    columns = {
        **texts,
        "start": start[won], "end": end[won], "cutoff": cutoff[won], "change": change[won],
        "version": held.version.take(won), "status": figures["status"].array.take(won),
        "numerator": numerator[won], "denominator": denominator[won],
    }  # fmt: skip
    return pd.DataFrame(columns, columns=list(PART_COLUMNS))


def parts_carried_on(before: pd.DataFrame, closed: pd.DataFrame, fresh: pd.DataFrame) -> pd.DataFrame:
    """`reported_parts` after a few figures moved, from those before: many times quicker where one cell of a year did.

    before  `reported_parts` of one indicator
    closed  subject_kind, subject, period of the figures that stand no more
    fresh   `reported_parts` of those that came, all by a greater change than any of before; typed as before
    """
    gone = np.zeros(len(before), dtype=bool)
    key = ("subject_kind", "subject", "period")
    for worths in zip(*(closed[name].tolist() for name in key), strict=True):
        own = [(before[name] == worth).to_numpy() for name, worth in zip(key, worths, strict=True)]
        gone |= np.logical_and.reduce(own)
    standing = np.flatnonzero(~gone)
    return put_between(before, standing, fresh, _places(before, standing, fresh))


def _places(before: pd.DataFrame, standing: np.ndarray, fresh: pd.DataFrame) -> list[int]:
    """Where each fresh row wins: after the standing ones of its 截数日 whose period is as long or longer."""
    cutoffs, lengths = (part[standing] for part in _order(before))
    found = []
    for cutoff, length in zip(*_order(fresh), strict=True):
        low, high = np.searchsorted(cutoffs, cutoff, "left"), np.searchsorted(cutoffs, cutoff, "right")
        found.append(int(low + np.searchsorted(lengths[low:high], length, "right")))
    return found


def _order(parts: pd.DataFrame) -> tuple[np.ndarray, np.ndarray]:
    return parts["cutoff"].to_numpy(), parts["start"].to_numpy() - parts["end"].to_numpy()


def _spans(periods: pd.Series, cutoff: np.ndarray, rounds: Sequence[Period]) -> tuple[np.ndarray, np.ndarray]:
    """First and last day of each figure's period; of a round nobody declared its 截数日."""
    at, codes = pd.factorize(periods)
    declared = {period.code: (period.start, period.end) for period in rounds}
    spans = [declared.get(code) or _span(code) for code in codes]
    found = []
    for side in (0, 1):
        known = np.array([span[side] if span else None for span in spans], dtype="datetime64[s]")[at]
        found.append(np.where(np.isnat(known), cutoff, known))
    return found[0], found[1]


@dataclass(frozen=True, slots=True, eq=False)
class _Held:
    """Of each figure the definition valid on its period's last day; per is NaN where there is none."""

    version: pd.api.extensions.ExtensionArray
    per: np.ndarray
    fixed: np.ndarray
    needs_denominator: np.ndarray


def _definitions(indicators: pd.Series, end: np.ndarray, catalogue: Catalogue) -> _Held:
    """Each pair of an indicator and a last day is looked up once."""
    which, names = pd.factorize(indicators)
    on, ends = pd.factorize(end)
    pairs, at = np.unique(which * max(len(ends), 1) + on, return_inverse=True)
    days_of = [day.date() for day in pd.DatetimeIndex(ends)]
    found = [
        catalogue.version(str(names[pair // len(ends)]), days_of[pair % len(ends)]) for pair in pairs.tolist()
    ]
    return _Held(
        version=pd.array([v.valid_from if v else "" for v in found], dtype="str").take(at),
        per=np.array([float(10**v.scale) if v else np.nan for v in found], dtype="float64")[at],
        fixed=np.array([_fixed(v) for v in found], dtype="float64")[at],
        needs_denominator=np.array([bool(v and v.denominator_name) for v in found], dtype=bool)[at],
    )


def _fixed(version: Indicator | None) -> float:
    return float(version.denominator_fixed) if version and version.denominator_fixed is not None else np.nan
