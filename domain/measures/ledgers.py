"""What every measure of a ledger shares: where a row lies, and rows counted up to their subjects."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

import numpy as np
import pandas as pd

from domain.frames import is_said, positions
from domain.measure_frame import PLACE, UNIT, Status, measures, quotient
from domain.places import CROSS_TOWN, TOWN, VILLAGE, Roster
from domain.setting import Setting


@dataclass(frozen=True, slots=True)
class Whole:
    """How a count or rate is made of its rows. An empty count is 0 where a ledger is kept, an empty rate no rate."""

    code: str
    has_denominator: bool
    is_kept: bool


def located(places: pd.Series, roster: Roster, *, as_of: date) -> pd.DataFrame:
    """village and town of each row's place on as_of (None where it has none), by the places that count that day.

    A row of a merged village lies in its successor. One in no single town (the county, unknown, or nothing said) has
    town CROSS 跨区域, so that towns and CROSS add up to the county.
    """
    at, keys = pd.factorize(places)
    lines = [_line(key, roster, as_of) for key in keys] + [(None, CROSS_TOWN)]
    table = np.array(lines, dtype=object).reshape(-1, 2)
    return pd.DataFrame(table[at], index=places.index, columns=["village", "town"])


def _line(key: object, roster: Roster, as_of: date) -> tuple[str | None, str]:
    if not isinstance(key, str) or key not in roster:
        return None, CROSS_TOWN
    ends = roster.successors_on(key, as_of) or (key,)
    village = ends[0] if len(ends) == 1 and roster[ends[0]].level == VILLAGE else None
    towns = {roster.town_of(end) for end in ends}
    town = towns.pop() if len(towns) == 1 else None
    return village, town or CROSS_TOWN


def counted(rows: pd.DataFrame, whole: Whole, *, period: str, setting: Setting, as_of: date) -> pd.DataFrame:
    """The measure frame of villages, towns, CROSS where there is one, the county and the units.

    rows  one per ledger row: village, town, unit (None where none), numerator, denominator. A row whose part is
          NaN is expected but not reported, and never summed.
    """
    is_spoken = rows["numerator"].notna() & (rows["denominator"].notna() | (not whole.has_denominator))
    spoken = is_spoken.to_numpy(dtype="float64")
    weights = [
        np.nan_to_num(rows["numerator"].to_numpy(dtype="float64")) * spoken,
        np.nan_to_num(rows["denominator"].to_numpy(dtype="float64")) * spoken,
        spoken,
        np.ones(len(rows)),
    ]
    levels = _subjects(rows, setting, as_of)
    sums = [
        np.concatenate([_summed(at, weight, len(names)) for names, _, at in levels]) for weight in weights
    ]
    kinds = [kind for names, kind, _ in levels for _ in names]
    return _stated([name for names, _, _ in levels for name in names], kinds, sums, whole, period)


@lru_cache(maxsize=64)
def _names(setting: Setting, as_of: date) -> tuple[tuple[str, ...], ...]:
    """Villages, towns, county and units that count on a day."""
    county = (setting.roster.county.place,) if setting.roster.county else ()
    villages, towns = (
        tuple(node.place for node in setting.roster.valid_on(as_of, level)) for level in (VILLAGE, TOWN)
    )
    return villages, towns, county, tuple(node.unit for node in setting.units.valid_on(as_of))


def _subjects(rows: pd.DataFrame, setting: Setting, as_of: date) -> list[tuple[list[str], str, np.ndarray]]:
    """Of each level: its subjects in order, their kind, and which of them each row belongs to (−1: none)."""
    villages, towns, county, units = _names(setting, as_of)
    across = [*towns, CROSS_TOWN] if (rows["town"] == CROSS_TOWN).any() else list(towns)
    whole = np.zeros(len(rows), dtype="int64") if county else np.full(len(rows), -1)
    return [
        (list(villages), PLACE, positions(rows["village"], villages)),
        (across, PLACE, positions(rows["town"], across)),
        (list(county), PLACE, whole),
        (list(units), UNIT, positions(rows["unit"], units)),
    ]


def _summed(at: np.ndarray, weight: np.ndarray, subjects: int) -> np.ndarray:
    own = at >= 0
    return np.bincount(at[own], weights=weight[own], minlength=subjects)


def _stated(
    subjects: list[str], kinds: list[str], sums: list[np.ndarray], whole: Whole, period: str
) -> pd.DataFrame:
    """Sums by subject as a measure frame, with the status each has."""
    numerator, denominator, reported, expected = sums
    status = np.where(reported > 0, Status.REPORTED.value, Status.NOT_REPORTED.value)
    empty = Status.NOT_APPLICABLE if whole.has_denominator else Status.REPORTED
    status = np.where((expected == 0) & whole.is_kept, empty.value, status)
    spoken = status == Status.REPORTED.value
    value = quotient(numerator, denominator) if whole.has_denominator else numerator
    return measures(
        {
            "indicator": whole.code,
            "subject_kind": kinds,
            "subject": subjects,
            "period": period,
            "numerator": np.where(spoken, numerator, np.nan),
            "denominator": np.where(spoken & whole.has_denominator, denominator, np.nan),
            "value": np.where(spoken, value, np.nan),
            "reported": np.rint(reported).astype("int64"),
            "expected": np.rint(expected).astype("int64"),
            "status": status,
        }
    )


def tally(rows: pd.DataFrame, *, counts: pd.Series, among: pd.Series | None = None) -> pd.DataFrame:
    """Rows as `counted` wants them: 1 where `counts`, of the rows where `among` (all without it)."""
    kept = pd.Series(True, index=rows.index) if among is None else among
    lines = rows.loc[kept.to_numpy(), ["village", "town", "unit"]]
    return lines.assign(numerator=counts[kept].astype("float64"), denominator=1.0)


def texts_or_none(column: pd.Series) -> pd.Series:
    """A key column as objects, None where nothing is said."""
    return column.astype(object).where(is_said(column), None)
