"""The indicators of one village: value, parts, gap, light, change, and how it and its peers came to where they are."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from math import isnan, nan
from typing import NamedTuple

import numpy as np
from pandas import DataFrame

from charts.peers import FEWEST, Band
from charts.quantity import Quantity
from domain.indicators import begins
from domain.measure_frame import Status
from domain.periods import parse
from domain.permissions import Moment, Scope
from domain.records import Indicator
from domain.setting import Setting
from domain.wording.comparison import uncompared_words
from domain.wording.numbers import decimals_of, shown_unit
from services.known.hide_small_counts import hide_small_counts
from services.known.kept import Made
from services.known.packed import Packed
from services.measures.compare_measures import Earlier
from services.measures.follow_measures import DUE_NAME, RECTIFIED
from services.villages.village_history import VillageHistory


@dataclass(frozen=True, slots=True)
class IndicatorRow:
    """One indicator of the village.

    period    code of the period the value speaks of; of a 沿用 value the earlier one
    moved     value − the value compared with; NaN where it may not be compared, why says why not
    seam      the earlier value is the sum of the merged villages
    history   values by period, oldest first, NaN missing; only of the definition that holds now
    bands     the group's median and quartiles at the same periods
    hidden    a small count this scope may not see
    revised   what was corrected since the first report, blank where nothing was
    """

    code: str
    aspect: str
    quantity: Quantity
    value: float
    numerator: float
    denominator: float
    status: str
    period: str
    line: str
    baseline: float
    gap: float
    light: str
    sentence: str
    moved: float = nan
    since: str = ""
    why: str = ""
    seam: bool = False
    history: tuple[float, ...] = ()
    bands: tuple[Band, ...] = ()
    hidden: bool = False
    revised: str = ""
    judged: bool = True

    @property
    def short(self) -> bool:
        """Worse than its baseline."""
        return self.light in ("bad", "warn")


def village_indicators(
    history: VillageHistory,
    village: str,
    then: DataFrame,
    sides: Mapping[str, Earlier],
    revised: Mapping[tuple[str, str], str],
    *,
    setting: Setting,
    scope: Scope,
    moment: Moment,
) -> tuple[IndicatorRow, ...]:
    """Every indicator in the catalogue's order; `judged` tells those with a direction from plain counts.

    then     its rows at the periods before (`past_of`)
    sides    code → what it is compared with; without one the period before in the history
    revised  (code, period) → what was corrected of it
    """
    now = hide_small_counts(history.now, scope=scope, setting=setting, day=moment.as_of)
    own = now[(now["subject"] == village).to_numpy()]
    rows = {str(row["indicator"]): row for row in own.to_dict("records")}
    past: dict[str, list[_Past]] = {}
    for one in then[list(_Past._fields)].itertuples(index=False, name=None):
        past.setdefault(str(one[0]), []).append(_Past(*one))
    bands = _bands(history, history.groups.get(village))
    found = []
    for version in setting.catalogue.valid_on(moment.as_of):
        row = rows.get(version.code)
        if row is not None:
            told = _row(version, row, past.get(version.code, []), bands.get(version.code, {}))
            told = replace(told, revised=revised.get((version.code, told.period), ""))
            found.append(_against(told, sides[version.code], village) if version.code in sides else told)
    return tuple(found)


def _against(row: IndicatorRow, side: Earlier, village: str) -> IndicatorRow:
    """The row compared with another period than the one before."""
    if row.status != Status.REPORTED:
        return replace(row, moved=nan, seam=False)
    earlier = side.rows[(side.rows["subject"] == village).to_numpy()]
    seam = bool(earlier["seam"].any()) if "seam" in earlier else False
    why = uncompared_words(side.reason(village), since=side.since)
    return replace(row, moved=row.value - side.of(village), seam=seam, since=side.since, why=why)


class _Past(NamedTuple):
    """What an earlier period said."""

    indicator: str
    period: str
    day: date
    value: float
    status: str
    seam: bool


def _row(
    version: Indicator, row: dict[Hashable, object], past: Sequence[_Past], bands: Mapping[str, Band]
) -> IndicatorRow:
    kept = [told for told in past if told.day >= begins(version)]
    values = tuple(float(told.value) if told.status == Status.REPORTED else nan for told in kept)
    value, status = _number(row["value"]), str(row["status"])
    return IndicatorRow(
        code=version.code,
        aspect=version.aspect,
        quantity=Quantity(version.name, shown_unit(version), "", decimals_of(version)),
        value=value,
        numerator=_number(row["numerator"]),
        denominator=_number(row["denominator"]),
        status=status,
        period=str(row["period"]),
        line=_line(row),
        baseline=_number(row["baseline"]),
        gap=_number(row["gap"]),
        light="none" if status == Status.HIDDEN else str(row["light"]),
        sentence="" if status == Status.HIDDEN else str(row["sentence"]),
        moved=value - _before(kept, values, str(row["period"])) if status == Status.REPORTED else nan,
        seam=bool(len(kept) > 1 and kept[-2].seam),
        history=values,
        bands=tuple(bands[told.period] for told in kept if told.period in bands),
        hidden=status == Status.HIDDEN,
        judged=version.direction != "none",
    )


def _line(row: dict[Hashable, object]) -> str:
    """The baseline's name; rectification is held against the deadlines that have passed."""
    if not isinstance(row["line"], str):
        return ""
    return DUE_NAME if row["indicator"] == RECTIFIED else row["line"]


def _before(past: Sequence[_Past], values: Sequence[float], period: str) -> float:
    """The value one period before the one the current value speaks of."""
    codes = [told.period for told in past]
    at = codes.index(period) if period in codes else -1
    return values[at - 1] if at > 0 else nan


def _bands(history: VillageHistory, group: str | None) -> Mapping[str, Mapping[str, Band]]:
    """indicator → period → how a group of villages stood. Each kept by the part it is read of."""
    members = tuple(key for key, name in history.groups.items() if name == group)
    return {
        code: _BANDS.answer(part, members, partial(_band_of, part, members))
        for code, part in history.parts.items()
    }


_BANDS: Made[Mapping[str, Band]] = Made(256)


def _band_of(part: Packed, members: tuple[str, ...]) -> dict[str, Band]:
    """period → how the members stood at it, of the rows of one indicator."""
    rows = part.frame()
    own = rows[rows["subject"].isin(members).to_numpy()]
    if own.empty:
        return {}
    said = own.assign(value=own["value"].where((own["status"] == Status.REPORTED).to_numpy()))
    grouped = said.groupby("period", sort=False)
    quartiles = grouped["value"].quantile(np.array([0.25, 0.5, 0.75])).unstack()
    counts = grouped["value"].count()
    days = grouped["day"].first()
    found: dict[str, Band] = {}
    for period, low, middle, high in zip(
        quartiles.index, quartiles[0.25], quartiles[0.5], quartiles[0.75], strict=True
    ):
        number = int(counts[period])
        wide = number >= FEWEST
        found[str(period)] = Band(
            days[period], low if wide else nan, middle, high if wide else nan, len(members), number
        )
    return found


def period_words(code: str) -> str:
    """「10月下旬」; the code itself for one that is none."""
    try:
        return parse(code).short_name
    except ValueError:
        return code


def _number(worth: object) -> float:
    return float(worth) if isinstance(worth, (int, float)) and not isnan(worth) else nan
