"""做得多 and 算得少: how much of a rate's rise is work done and how much a smaller base (features 19).

The classic slip of a coverage rate is a base that shrinks: 238/268 becomes 238/240 and the rate rises by 10.4
百分点 although nothing was built. Both shares are the mean over the two orders in which they could have come, so
they add up exactly and neither is favoured.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from domain.measure_frame import Status

BASE_COLUMNS = (
    "subject",
    "before",
    "now",
    "numerator_before",
    "denominator_before",
    "numerator",
    "denominator",
)


MOVE_COLUMNS = (*BASE_COLUMNS, "done", "counted")


@dataclass(frozen=True, slots=True)
class RateChange:
    """The change of one rate between two periods, as fractions: done + counted + joined = total.

    done     做得多: more (or less) of the thing itself
    counted  算得少: a smaller base, positive when the rate rose by it; a larger base is negative
    joined   报送范围: subjects that reported only in one of the two periods
    """

    done: float
    counted: float
    joined: float

    @property
    def total(self) -> float:
        return self.done + self.counted + self.joined

    @property
    def base_moved(self) -> bool:
        return self.counted != 0


def rate_change(before: pd.DataFrame, now: pd.DataFrame) -> RateChange | None:
    """How the rate of all subjects together moved; None where either period has no reported base.

    before, now  measure frames of one rate at its reporting level, one row per subject
    """
    old, new = _spoken(before), _spoken(now)
    if not old["denominator"].sum() or not new["denominator"].sum():
        return None
    total = _rate(new) - _rate(old)
    both = old.index.intersection(new.index)
    if not len(both) or not old.loc[both, "denominator"].sum() or not new.loc[both, "denominator"].sum():
        return RateChange(0.0, 0.0, total)
    done, counted = _shares(old.loc[both].sum(), new.loc[both].sum())
    return RateChange(done, counted, total - done - counted)


def rate_change_of(old: tuple[float, float], new: tuple[float, float]) -> RateChange | None:
    """`rate_change` of one subject from its numerators and denominators, without frames."""
    if not old[1] or not new[1]:
        return None
    done, counted = shares(old, new)
    return RateChange(done, counted, new[0] / new[1] - old[0] / old[1] - done - counted)


def risen_by_base_only(before: pd.DataFrame, now: pd.DataFrame) -> pd.DataFrame:
    """Subjects whose rate rose although nothing more was done: only their base became smaller. Greatest rise first.

    before, now  as in `rate_change`
    returns      BASE_COLUMNS; before and now are the rates as fractions
    """
    both = _spoken(before).add_suffix("_before").join(_spoken(now), how="inner")
    old = both["numerator_before"] / both["denominator_before"].where(both["denominator_before"] > 0)
    new = both["numerator"] / both["denominator"].where(both["denominator"] > 0)
    only = (new > old) & (both["denominator"] < both["denominator_before"])
    only &= both["numerator"] <= both["numerator_before"]
    rows = both.assign(before=old, now=new)[only.to_numpy()].reset_index(names="subject")
    order = (rows["now"] - rows["before"]).sort_values(ascending=False, kind="stable").index
    return rows.loc[order, list(BASE_COLUMNS)].reset_index(drop=True)


def base_moves(
    before: pd.DataFrame, now: pd.DataFrame, groups: Mapping[str, str] | None = None
) -> pd.DataFrame:
    """Subjects whose base is another than before, with what that did to their rate; greatest effect first.

    before, now  as in `rate_change`
    groups       subject → the town it is summed into, to tell the towns instead; subjects that spoke once are left out
    returns      MOVE_COLUMNS; done 做得多 and counted 算得少 are fractions that add up to now − before
    """
    both = _spoken(before).add_suffix("_before").join(_spoken(now), how="inner")
    if groups is not None:
        both = both.groupby([groups.get(key, "") for key in both.index]).sum()
    moved = (both["denominator"] != both["denominator_before"]) & (both["denominator"] > 0)
    both = both[(moved & (both["denominator_before"] > 0)).to_numpy()]
    old = both[["numerator_before", "denominator_before"]].set_axis(["numerator", "denominator"], axis=1)
    shares = [_shares(old.loc[key], both.loc[key]) for key in both.index]
    rows = both.assign(
        before=both["numerator_before"] / both["denominator_before"],
        now=both["numerator"] / both["denominator"],
        done=[done for done, _ in shares],
        counted=[counted for _, counted in shares],
    ).reset_index(names="subject")
    order = rows["counted"].abs().sort_values(ascending=False, kind="stable").index
    return rows.loc[order, list(MOVE_COLUMNS)].reset_index(drop=True)


def _spoken(rows: pd.DataFrame) -> pd.DataFrame:
    """The parts of the reported subjects, by subject."""
    kept = rows[((rows["status"] == Status.REPORTED) & rows["denominator"].notna()).to_numpy()]
    return kept.set_index("subject")[["numerator", "denominator"]].astype("float64")


def _rate(parts: pd.DataFrame) -> float:
    return float(parts["numerator"].sum() / parts["denominator"].sum())


def _shares(old: pd.Series, new: pd.Series) -> tuple[float, float]:
    return shares((old["numerator"], old["denominator"]), (new["numerator"], new["denominator"]))


def shares(old: tuple[float, float], new: tuple[float, float]) -> tuple[float, float]:
    """(done, counted): each taken with the other at its old and at its new worth, and averaged.

    old, new  numerator and denominator > 0
    """
    by_old, by_new = 1 / old[1], 1 / new[1]
    done = (new[0] - old[0]) * (by_old + by_new) / 2
    counted = (by_new - by_old) * (old[0] + new[0]) / 2
    return float(done), float(counted)
