"""Figures of finer periods rolled up in time: a 旬 into its month, a month into its quarter.

Flows are summed part by part, a stock or running total is its last, a score is weighted by the days of its
periods. A rate is sum over sum; the plain mean of three rates is never taken. A gap leaves the whole a gap: no
missing period counts as 0.
"""

from collections.abc import Sequence

import pandas as pd

from domain.indicators import Catalogue
from domain.periods import Cadence, Period, children
from domain.records import Indicator

_KEYS = ["indicator", "subject_kind", "subject"]


def rolled_parts(
    parts: pd.DataFrame, catalogue: Catalogue, *, into: Period, of: Cadence | str, codes: Sequence[str]
) -> pd.DataFrame:
    """Part rows of one coarser period, one per (indicator, subject) that said anything within it.

    parts    PART_COLUMNS as `visible_parts` gives them, at most one row per (indicator, subject, period) wins
    of       the finer cadence; ValueError where it does not tile `into`: a week is never added to a month
    returns  indicator, subject_kind, subject, numerator, denominator, value, said, asked: of `asked` finer periods
             `said` were reported; numbers are NaN where the roll-up needs one that is missing
    """
    finer = {p.code: p.days for p in children(into, of)}
    own = parts[(parts["period"].isin(list(finer)) & (parts["status"] == "reported")).to_numpy()]
    own = own.drop_duplicates([*_KEYS, "period"], keep="last")
    own = own.assign(days=own["period"].map(finer).astype("float64"))
    found = [
        _rolled(own[(own["indicator"] == code).to_numpy()], version, finer)
        for code in codes
        if (version := catalogue.version(code, into.end)) is not None
    ]
    columns = [*_KEYS, "numerator", "denominator", "value", "said", "asked"]
    return pd.concat(found, ignore_index=True)[columns] if found else pd.DataFrame(columns=columns)


def _rolled(own: pd.DataFrame, version: Indicator, finer: dict[str, int]) -> pd.DataFrame:
    by_subject = own.groupby(_KEYS, sort=False)
    said = by_subject["period"].count().rename("said")
    if version.rollup_time == "last":
        last = own[(own["period"] == list(finer)[-1]).to_numpy()].set_index(_KEYS)
        rows = last[["numerator", "denominator"]].reindex(said.index)
    elif version.rollup_time == "mean":
        rows = _day_weighted(own)
    else:
        rows = by_subject[["numerator", "denominator"]].sum(min_count=1)
        rows = rows.where(said == len(finer))
    rows["value"] = rows["numerator"] / rows["denominator"] if version.denominator_name else rows["numerator"]
    rows["value"] = rows["value"].where(rows["denominator"] != 0)
    return rows.join(said).assign(asked=len(finer)).reset_index()


def _day_weighted(own: pd.DataFrame) -> pd.DataFrame:
    """A score over several periods: Σ score × days over Σ days of the periods that have one."""
    score = own["numerator"].where(own["denominator"].isna(), own["numerator"] / own["denominator"])
    weighed = own.assign(numerator=score * own["days"], denominator=own["days"])
    return weighed.groupby(_KEYS, sort=False)[["numerator", "denominator"]].sum()
