"""The course of a year's projects: how many should be done by each day and how many were; how far each stage is filled."""

from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from domain.frames import day_stamp
from domain.measures.own_due import work_due

STEP_COLUMNS = ("day", "value")
FEN = 0.005  # yuan: amounts closer than half a fen are equal


@dataclass(frozen=True, slots=True)
class Stage:
    """登记 开工 完工 验收 付清 报账: how many projects got there, and money in yuan.

    count  None where the ledger does not speak of the stage at all
    money  planned investment of those that got there; for 付清 what is paid 支付 and for 报账 what is reimbursed, of all
           projects, which are two amounts and never each other's; NaN where no ledger says one
    """

    name: str
    count: int | None
    money: float


def stages(plan: pd.DataFrame, *, settled_known: bool) -> tuple[Stage, ...]:
    """The funnel; plan holds planned rows of `project_state`.

    settled_known  whether any ledger of the year says anything of 报账
    """
    told = bool(plan["known"].any())
    steps = [
        ("登记", pd.Series(True, index=plan.index), True),
        ("开工", plan["started"].astype(bool), told),
        ("完工", plan["done"].astype(bool), told),
        ("验收", plan["accepted"].astype(bool), told),
    ]
    reached = [
        Stage(name, int(got.sum()), _money(plan, got)) if known else Stage(name, None, np.nan)
        for name, got, known in steps
    ]
    return (*reached, _paid_out(plan), _settled(plan, known=told and settled_known))


def _paid_out(plan: pd.DataFrame) -> Stage:
    """Paid its whole plan: 支付, by whichever ledger the payments are read from."""
    whole = plan["plan"] if "plan" in plan.columns else plan["invest_total"]
    if not plan["paid"].notna().any():
        return Stage("付清", None, np.nan)
    return Stage("付清", int(((plan["paid"] >= whole - FEN) & (whole > 0)).sum()), float(plan["paid"].sum()))


def _settled(plan: pd.DataFrame, *, known: bool) -> Stage:
    if not known:
        return Stage("报账", None, np.nan)
    said = plan["reimbursed"].notna().any()
    money = float(plan["reimbursed"].sum()) if said else np.nan
    return Stage("报账", int((plan["stage"] == "settled").sum()), money)


def _money(plan: pd.DataFrame, got: pd.Series) -> float:
    amounts = plan["invest_total"][got.to_numpy(dtype=bool)]
    return float(amounts.sum()) if amounts.notna().any() or not got.any() else np.nan


def planned_steps(plan: pd.DataFrame, *, year: int) -> pd.DataFrame:
    """STEP_COLUMNS: how many projects should be done by each day of the year, from 1 January to 31 December."""
    return _steps(plan["plan_end"], date(year, 1, 1), date(year, 12, 31))


def done_steps(plan: pd.DataFrame, *, as_of: date) -> pd.DataFrame:
    """STEP_COLUMNS: how many were done by each day up to as_of, and `baseline`, how many should have been.

    A project that is done without saying since when counts from the day its ledger says so.
    """
    finished = plan[plan["done"].to_numpy(dtype=bool)]
    day = finished["act_end"].where(finished["act_end"].notna(), finished["day"])
    steps = _steps(day, date(as_of.year, 1, 1), as_of)
    due = plan["plan_end"]
    return steps.assign(baseline=[float((due <= day_stamp(then)).sum()) for then in steps["day"]])


def _steps(days: pd.Series, first: date, last: date) -> pd.DataFrame:
    """Cumulative counts at the first and last day and at each day something is added; days outside are drawn in."""
    start = day_stamp(first)
    known = days.dropna()
    known = known.where(known >= start, start)
    known = known[(known <= day_stamp(last)).to_numpy()]
    marks = sorted({first, last, *(stamp.date() for stamp in known)})
    counts = [float((known <= day_stamp(mark)).sum()) for mark in marks]
    return pd.DataFrame({"day": marks, "value": counts})


def done_by(plan: pd.DataFrame, column: str, *, as_of: date) -> pd.DataFrame:
    """Groups of a column: group, done, due (应完工: planned end has come), asked, silent; without a group they are 其他.

    done and due are counted among the projects with a progress row, as the rate is; NaN where a group has none, silent
    is how many it lacks
    """
    group = plan[column].astype(object).where(plan[column].notna(), "其他")
    known = plan["known"].astype(bool)
    rows = pd.DataFrame(
        {
            "group": group,
            "done": plan["done"].astype(float).where(known),
            "due": work_due(plan, as_of=as_of).astype(float).where(known),
            "silent": ~known,
        }
    )
    grouped = rows.groupby("group", sort=False)
    table = grouped[["done", "due"]].sum(min_count=1)
    table["asked"] = grouped["done"].count()
    table["silent"] = grouped["silent"].sum()
    return table.reset_index()
