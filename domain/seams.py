"""Seams: comparing with a day before villages were merged, moved or renumbered.

Before the seam a village is the sum of those merged into it, and says so; a rank cannot be carried over one.
"""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache

import numpy as np
import pandas as pd

from domain.measure_frame import PLACE, Status, quotient
from domain.places import Roster


def over_seam(before: pd.DataFrame, roster: Roster, *, then: date, now: date) -> pd.DataFrame:
    """An earlier day's measures told of the places that count now.

    before   a measure frame of places valid on the earlier day
    returns  the same columns and `seam` (true: the sum of predecessors). Parts are summed and rates taken anew; a
             successor with any predecessor unreported has no value and status not_reported. Units pass through.
    """
    return _told(before, _predecessors(roster, then, now))


def periods_over_seams(
    before: pd.DataFrame, roster: Roster, *, ended: Mapping[str, date], now: date
) -> pd.DataFrame:
    """`over_seam` for many periods, whose rows stand in one frame: those with the same seams behind them at once.

    ended    period code → the day it ended; rows of other periods are left out
    returns  what `over_seam` returns, and `day`, the day the row's period ended
    """
    alike: dict[tuple[tuple[str, str], ...], list[str]] = {}
    for code, then in ended.items():
        lines = _predecessors(roster, then, now)
        alike.setdefault(
            tuple(zip(lines["now"].tolist(), lines["subject"].tolist(), strict=True)), []
        ).append(code)
    told = [
        _told(before[before["period"].isin(codes).to_numpy()], _predecessors(roster, ended[codes[0]], now))
        for codes in alike.values()
    ]
    rows = pd.concat(told, ignore_index=True)
    return rows.assign(day=[ended[code] for code in rows["period"].tolist()])


def _told(before: pd.DataFrame, told: pd.DataFrame) -> pd.DataFrame:
    """These rows of places by what each place is now."""
    is_place = (before["subject_kind"] == PLACE).to_numpy()
    joined = before[is_place].merge(told, on="subject", how="inner")
    kept = joined[(~joined["seam"]).to_numpy()].drop(columns="now")
    is_merged = joined["seam"].to_numpy()
    merged = [_summed(joined[is_merged])] if is_merged.any() else []
    return pd.concat([kept, *merged, before[~is_place].assign(seam=False)], ignore_index=True)


@lru_cache(maxsize=64)
def _predecessors(roster: Roster, then: date, now: date) -> pd.DataFrame:
    """now, subject (what it was then), seam: whether those are two places. Nobody writes into it."""
    lines = [
        (place.place, old)
        for place in roster.nodes.values()
        if place.is_valid(now)
        for old in roster.predecessors_on(place.place, then)
    ]
    told = pd.DataFrame(lines, columns=["now", "subject"]).astype("str")
    return told.assign(seam=told["now"] != told["subject"])


def _summed(rows: pd.DataFrame) -> pd.DataFrame:
    """Predecessors' parts summed into each successor; all of them must be reported."""
    keys = ["indicator", "subject_kind", "now", "period"]
    has_base = rows.groupby(["indicator", "period"])["denominator"].transform(lambda base: base.notna().any())
    summed = (
        rows.assign(has_base=has_base)
        .groupby(keys, sort=False, as_index=False)
        .agg(
            numerator=("numerator", "sum"),
            denominator=("denominator", "sum"),
            whole=("status", lambda said: bool((said == Status.REPORTED).all())),
            has_base=("has_base", "first"),
        )
    )
    spoken, has_base = summed["whole"].astype(bool), summed["has_base"].astype(bool)
    numerator = summed["numerator"].where(spoken)
    denominator = summed["denominator"].where(spoken & has_base)
    value = np.where(has_base, quotient(numerator.to_numpy(), denominator.to_numpy()), numerator)
    return summed.rename(columns={"now": "subject"})[
        ["indicator", "subject_kind", "subject", "period"]
    ].assign(
        numerator=numerator,
        denominator=denominator,
        value=value,
        reported=spoken.astype("int64"),
        expected=1,
        status=np.where(spoken, Status.REPORTED.value, Status.NOT_REPORTED.value),
        seam=True,
    )
