"""How one project was built and paid over time, beside its own time: what its chart draws."""

from dataclasses import dataclass
from datetime import date
from math import isnan, nan
from typing import Any

import pandas as pd
from pandas import DataFrame

from data_access.database import Store
from domain.frames import PPM, day_or_none, day_stamp, days, numbers, yuan
from domain.permissions import Moment
from services.known.read_ledgers import read_ledgers
from services.projects.project_money import ProjectMoney


@dataclass(frozen=True, slots=True)
class ProjectCurves:
    """Point frames (day, value as fraction, baseline = share of its own time gone), oldest first; empty where unknown.

    built      形象进度 by ledger day; paid: cumulative payment ÷ plan
    plan_start, plan_end  the ends of its own time; None unknown
    """

    built: DataFrame
    paid: DataFrame
    plan_start: date | None
    plan_end: date | None
    as_of: date


def no_curves(moment: Moment) -> ProjectCurves:
    """A project without any progress ledger: nothing to draw."""
    empty = DataFrame({"day": [], "value": [], "baseline": []})
    return ProjectCurves(empty, empty, None, None, moment.as_of)


def project_curves(
    store: Store, *, moment: Moment, row: dict[str, Any], money: ProjectMoney
) -> ProjectCurves:
    statuses = read_ledgers(store, moment.known_at).statuses
    own = statuses[(statuses["project"] == row["project"]).to_numpy()]
    own = own[(days(own["day"]) <= day_stamp(moment.as_of)).to_numpy()].sort_values("day", kind="stable")
    first, last = _date(row["plan_start"]), _date(row["plan_end"])
    built = DataFrame({"day": own["day"], "value": numbers(own["progress"], per=PPM)}).dropna()
    return ProjectCurves(
        built=_timed(built, first, last),
        paid=_timed(_paid(own, money, float(row["plan"]), moment.as_of), first, last),
        plan_start=first,
        plan_end=last,
        as_of=moment.as_of,
    )


def _paid(statuses: DataFrame, money: ProjectMoney, plan: float, as_of: date) -> DataFrame:
    """The treasury's payments added up, else the ledgers' cumulative column; nothing without a plan to divide by."""
    if isnan(plan) or not plan:
        return DataFrame({"day": [], "value": []})
    if money.source.startswith("国库"):
        made = money.payments.groupby("day", sort=True)["amount"].sum().cumsum() / plan
        rows = [(day, value) for day, value in made.items()]
        if not rows or rows[-1][0] != as_of:
            rows.append((as_of, rows[-1][1] if rows else 0.0))
        return DataFrame(rows, columns=["day", "value"])
    return DataFrame({"day": statuses["day"], "value": yuan(statuses["paid"]) / plan}).dropna()


def _timed(rows: DataFrame, first: date | None, last: date | None) -> DataFrame:
    shares = [_gone(day, first, last) for day in rows["day"]]
    return rows.assign(baseline=pd.Series(shares, index=rows.index, dtype="float64")).reset_index(drop=True)


def _gone(day: date, first: date | None, last: date | None) -> float:
    if first is None or last is None:
        return nan
    return min(max((day - first).days / max((last - first).days, 1), 0.0), 1.0)


def _date(worth: object) -> date | None:
    known = day_or_none(worth)
    return known.date() if isinstance(known, pd.Timestamp) else known
