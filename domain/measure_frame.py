"""The measure frame: the one shape every chart, rank and sentence reads (DESIGN 2).

indicator, subject_kind (place | unit), subject, period (code), numerator, denominator, value (float64, NaN is
missing, never 0), reported and expected (counts of reporting subjects below), status.
"""

from collections.abc import Sequence
from enum import StrEnum

import numpy as np
import pandas as pd


class Status(StrEnum):
    """What is known of a measure; each is a different thing on every screen."""

    REPORTED = "reported"
    NOT_REPORTED = "not_reported"
    NOT_APPLICABLE = "not_applicable"
    UNDER_REVIEW = "under_review"
    STALE = "stale"
    NOT_DUE = "not_due"
    HIDDEN = "hidden"  # a small count this reader may not see (domain/small_counts.py)


STATUS_WORDS = {
    Status.REPORTED: "已报",
    Status.NOT_REPORTED: "未报",
    Status.NOT_APPLICABLE: "不适用",
    Status.UNDER_REVIEW: "待核",
    Status.STALE: "沿用",
    Status.NOT_DUE: "未到期",
    Status.HIDDEN: "不足5",
}

PLACE, UNIT = "place", "unit"

MEASURE_COLUMNS = (
    "indicator", "subject_kind", "subject", "period", "numerator", "denominator", "value", "reported", "expected",
    "status",
)  # fmt: skip

_TEXTS = ("indicator", "subject_kind", "subject", "period", "status")
_COUNTS = ("reported", "expected")
_KINDS: dict[str, pd.StringDtype | np.dtype] = {
    name: pd.StringDtype(na_value=np.nan)
    if name in _TEXTS
    else np.dtype("int64" if name in _COUNTS else "float64")
    for name in MEASURE_COLUMNS
}
_NONE = pd.DataFrame({name: pd.Series([], dtype=kind) for name, kind in _KINDS.items()})


def measures(columns: dict[str, object]) -> pd.DataFrame:
    """A measure frame from its columns, with the dtypes every reader may rely on."""
    frame = pd.DataFrame(columns, columns=list(MEASURE_COLUMNS))
    held = frame.dtypes.tolist()
    kinds = {
        name: kind
        for (name, kind), found in zip(_KINDS.items(), held, strict=True)
        if type(found) is not type(kind) or found != kind
    }
    return frame.astype(kinds) if kinds else frame


def no_measures() -> pd.DataFrame:
    return _NONE.copy(deep=False)


def joined(frames: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """Several measure frames under one another."""
    full = [frame for frame in frames if len(frame)]
    return pd.concat(full, ignore_index=True) if full else no_measures()


def quotient(numerator: np.ndarray, denominator: np.ndarray) -> np.ndarray:
    """numerator ÷ denominator; NaN where either is missing or the denominator is 0: 「—」, not 0 %."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(denominator == 0, np.nan, numerator / denominator)
