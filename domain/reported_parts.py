"""Reported figures as numbers in the catalogue's unit, one row per (indicator, subject, period), visible at a day.

A rate is never read here: only its numerator and denominator.
"""

from collections.abc import Sequence
from datetime import date
from functools import lru_cache

import numpy as np
import pandas as pd

from domain.frames import day_stamp, days, numbers
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
    rows = _with_definitions(_with_spans(figures, rounds), catalogue)
    said = rows["numerator"].notna() & (rows["denominator"].notna() | ~rows["needs_denominator"])
    rows = rows[((rows["status"] != "reported") | said).to_numpy()]
    rows["length"] = rows["start"] - rows["end"]
    rows = rows.sort_values(["cutoff", "length", "change"], kind="stable")
    return rows[list(PART_COLUMNS)].reset_index(drop=True)


def _with_spans(figures: pd.DataFrame, rounds: Sequence[Period]) -> pd.DataFrame:
    rows = figures[["indicator", "subject_kind", "subject", "period", "status"]].copy()
    rows["cutoff"] = days(figures["cutoff"])
    change = figures["opened_by"] if "opened_by" in figures else pd.Series(0, index=figures.index)
    rows["change"] = numbers(change, per=1)
    for part in ("numerator", "denominator"):
        rows[part] = numbers(figures[part], per=1)
    at, codes = pd.factorize(rows["period"])
    declared = {period.code: (period.start, period.end) for period in rounds}
    spans = [declared.get(code) or _span(code) for code in codes]
    for side, name in enumerate(("start", "end")):
        known = np.array([span[side] if span else None for span in spans], dtype="datetime64[s]")
        rows[name] = pd.Series(known[at], index=rows.index).fillna(rows["cutoff"])
    return rows


def _with_definitions(rows: pd.DataFrame, catalogue: Catalogue) -> pd.DataFrame:
    """Scale the parts by the definition valid on the period's last day; rows under no definition are dropped."""
    pairs = rows[["indicator", "end"]].drop_duplicates()
    found = [
        catalogue.version(code, end.date())
        for code, end in zip(pairs["indicator"], pairs["end"], strict=True)
    ]
    table = pairs.assign(
        version=[v.valid_from if v else "" for v in found],
        per=[float(10**v.scale) if v else np.nan for v in found],
        fixed=[_fixed(v) for v in found],
        needs_denominator=[bool(v and v.denominator_name) for v in found],
    )
    rows = rows.merge(table, on=["indicator", "end"], how="left")
    rows = rows[rows["per"].notna().to_numpy()].copy()
    rows["numerator"] = rows["numerator"] / rows["per"]
    rows["denominator"] = rows["fixed"].where(rows["fixed"].notna(), rows["denominator"] / rows["per"])
    rows["denominator"] = rows["denominator"].where(rows["needs_denominator"].astype(bool), np.nan)
    return rows


def _fixed(version: Indicator | None) -> float:
    return float(version.denominator_fixed) if version and version.denominator_fixed is not None else np.nan
