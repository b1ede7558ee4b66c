"""The setting and figures of a test: the shipped catalogue around a small county."""

from datetime import date

import pandas as pd

from domain.indicators import catalogue, forms_by_code
from domain.records import Figure, meanings
from domain.setting import Setting
from domain.workdays import workdays
from tests.domain.counties import county, frame, units_of
from tests.domain.shipped import frame as shipped

NO_UNITS = units_of()


def setting(roster, *, units=NO_UNITS, indicators=None, week_starts=1):
    return Setting(
        catalogue=catalogue(shipped("indicators") if indicators is None else indicators),
        forms=forms_by_code(shipped("forms")),
        roster=roster,
        units=units,
        calendar=workdays(pd.DataFrame({"day": [], "works": []})),
        week_starts=week_starts,
    )


def figure(
    subject, numerator=None, denominator=None, *, code="TOI_COV", period="2026-11-X2", cutoff=None, **more
):
    """One reported figure; its cut-off day is the 旬's report day unless said."""
    cutoff = cutoff or {"1": date(2026, 11, 10), "2": date(2026, 11, 19), "3": date(2026, 11, 27)}[period[-1]]
    kind = "unit" if subject[0] == "U" else "place"
    return Figure(
        indicator=code, subject_kind=kind, subject=subject, period=period, cutoff=cutoff, numerator=numerator,
        denominator=denominator, **more,
    )  # fmt: skip


def figures(*rows):
    return frame(Figure, rows) if rows else pd.DataFrame(columns=list(meanings(Figure)))


def measure(found, subject, code=None):
    """The one row of a subject (and indicator), as a Series."""
    rows = found[(found["subject"] == subject) & ((found["indicator"] == code) | (code is None))]
    assert len(rows) == 1, rows
    return rows.iloc[0]


__all__ = ["county", "figure", "figures", "measure", "setting"]
