"""The last figures known before a period, to compare with: cumulative counts must not fall, units must not slip.

Those counted by another definition than the period's own are none: nothing is compared across a 口径变更.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import pandas as pd

from domain.indicators import Catalogue
from domain.periods import Cadence, Period, back_from, parse

LOOKED_BACK = 6
"""Periods: who was silent for longer is not compared; a year of history would cost every upload a second."""


@dataclass(frozen=True, slots=True)
class Last:
    """Stored integers of one indicator and subject, and the last day they speak about."""

    end: date
    numerator: int | None
    denominator: int | None


def last_known(
    figures: pd.DataFrame, codes: Collection[str], period: Period, catalogue: Catalogue
) -> dict[tuple[str, str], Last]:
    """(indicator, subject) → the newest figure of the same cadence that ends before this period does.

    figures  indicator, subject, period, numerator, denominator: stored integers, missing where not reported
    """
    return {key: told[0] for key, told in earlier(figures, codes, period, catalogue).items()}


def last_bases(
    figures: pd.DataFrame, codes: Collection[str], period: Period, catalogue: Catalogue
) -> dict[tuple[str, str], Last]:
    """As `last_known`, but what was said of this very period counts too: a base is locked once it is known."""
    told = _told(figures, codes, period, catalogue, before=period.end + timedelta(days=1))
    return {key: found[0] for key, found in told.items()}


def earlier(
    figures: pd.DataFrame, codes: Collection[str], period: Period, catalogue: Catalogue
) -> dict[tuple[str, str], list[Last]]:
    """(indicator, subject) → its figures of the periods before, newest first; a period without one is left out."""
    return _told(figures, codes, period, catalogue, before=period.end)


def _told(
    figures: pd.DataFrame, codes: Collection[str], period: Period, catalogue: Catalogue, *, before: date
) -> dict[tuple[str, str], list[Last]]:
    ends = {
        code: end for code in figures["period"].unique() if (end := _end_of(code, period)) and end < before
    }
    newest = sorted(ends, key=lambda code: ends[code], reverse=True)[:LOOKED_BACK]
    wanted = figures[figures["period"].isin(newest) & figures["indicator"].isin(list(codes))]
    alike = {
        (code, said)
        for code in codes
        for said in newest
        if catalogue.comparable(code, ends[said], period.end)
    }
    found: dict[tuple[str, str], list[Last]] = {}
    columns = ("indicator", "subject", "period", "numerator", "denominator")
    for code, subject, said, numerator, denominator in zip(
        *(wanted[name].tolist() for name in columns), strict=True
    ):
        if (code, said) not in alike:
            continue
        last = Last(ends[said], _whole(numerator), _whole(denominator))
        found.setdefault((code, subject), []).append(last)
    return {key: sorted(told, key=lambda last: last.end, reverse=True) for key, told in found.items()}


def _end_of(code: str, period: Period) -> date | None:
    """The last day of a period of the same cadence; None for any other code."""
    if period.cadence == Cadence.ROUND:
        return next((one.end for one in back_from(period, LOOKED_BACK + 1) if one.code == code), None)
    known = parse(code)
    return known.end if known.cadence == period.cadence else None


def _whole(value: object) -> int | None:
    """One stored integer, whatever kind of integer column it comes from; None where missing."""
    if isinstance(value, (int, float, np.integer)) and value == value:
        return int(value)
    return None
