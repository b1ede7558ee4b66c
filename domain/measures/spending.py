"""支出: what has been paid, by project and by source level, and which ledger says so.

拨付, 报账 and 支付 are three amounts; here only 支付 counts. The treasury's payments are read where they cover as_of,
else the projects' cumulative column, and the choice is always said.
"""

from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from domain.frames import day_stamp, days, is_said, looked_up, looked_up_text, yuan
from domain.measure_frame import quotient
from domain.measures.projects import planned

FUND_LEVELS = ("central", "province", "city", "county", "other")
_LONGEST_SILENCE = 10
LEVEL_WORDS = {"central": "中央", "province": "省级", "city": "市级", "county": "县级", "other": "其他"}


@dataclass(frozen=True, slots=True)
class PaymentSource:
    """Which ledger paid amounts are read from: treasury | projects | none, and the newest day it speaks of."""

    kind: str
    day: date | None

    @property
    def words(self) -> str:
        """「国库支付台账（至11月18日）」, for the footer of every page that shows a payment rate."""
        names = {"treasury": "国库支付台账", "projects": "项目台账累计支付列", "none": "没有支付数据"}
        return f"{names[self.kind]}（至{self.day.month}月{self.day.day}日）" if self.day else names[self.kind]


def payment_source(payments: pd.DataFrame, state: pd.DataFrame, *, as_of: date) -> PaymentSource:
    """The treasury's payments where they cover as_of, else the projects' cumulative column.

    payments  fields of `Payment`; state as `project_state` gives it
    covers    the payments go on past as_of, or end at most one 旬 before the day the column was told: a treasury
              ledger of which the last days simply paid nothing still covers them
    """
    paid_on = days(payments["day"])
    treasury = paid_on[(paid_on <= day_stamp(as_of)).to_numpy()].max()
    column = planned(state, as_of)
    told = column["day"][column["paid"].notna().to_numpy()].max()
    if pd.notna(treasury):
        goes_on = bool((paid_on > day_stamp(as_of)).any())
        if goes_on or pd.isna(told) or (told - treasury).days <= _LONGEST_SILENCE:
            return PaymentSource("treasury", treasury.date())
    return PaymentSource("projects", told.date()) if pd.notna(told) else PaymentSource("none", None)


def year_documents(funds: pd.DataFrame, as_of: date) -> pd.DataFrame:
    """The allocation documents of as_of's year issued on or before it: document, level, issued, received (yuan).

    received is NaN while the money has not arrived by as_of. A document without an issue day counts by its year of
    arrival, and always when that is blank too.
    """
    issued_on, received_on = days(funds["issued_on"]), days(funds["received_on"])
    day = issued_on.where(issued_on.notna(), received_on)
    mine = day.isna() | ((day <= day_stamp(as_of)) & (day.dt.year == as_of.year))
    arrived = received_on.isna() | (received_on <= day_stamp(as_of))
    table = pd.DataFrame(
        {
            "document": funds["document"],
            "level": funds["level"],
            "issued_on": issued_on,
            "received_on": received_on,
            "issued": yuan(funds["issued"]),
            "received": yuan(funds["received"]).where(arrived),
        }
    )
    kept: pd.DataFrame = table[mine.to_numpy()].reset_index(drop=True)
    return kept


def spending_by_project(
    state: pd.DataFrame, allocations: pd.DataFrame, payments: pd.DataFrame, *, as_of: date
) -> pd.DataFrame:
    """Each planned project's money on as_of, in yuan; NaN where unknown.

    returns  project, name, village, town, unit, plan (Σ of its sources), received, paid, rate (paid ÷ plan)
    """
    plan = planned(state, as_of)
    source = payment_source(payments, state, as_of=as_of)
    sums = yuan(allocations["amount"]).groupby(allocations["project"]).sum(min_count=1)
    rows = plan[["project", "name", "village", "town", "unit"]].assign(
        plan=looked_up(plan["project"], sums), received=plan["fund_received"], paid=plan["paid"]
    )
    if source.kind == "treasury":
        made = made_payments(payments, as_of)
        rows["paid"] = looked_up(rows["project"], made.groupby("project")["amount"].sum()).fillna(0.0)
    return rows.assign(rate=quotient(rows["paid"].to_numpy(), rows["plan"].to_numpy()))


def made_payments(payments: pd.DataFrame, as_of: date) -> pd.DataFrame:
    """Payments of as_of's year on or before it, in yuan; a refund 退款 is negative."""
    day = days(payments["day"])
    mine = (day <= day_stamp(as_of)) & (day.dt.year == as_of.year)
    kept: pd.DataFrame = payments.assign(amount=yuan(payments["amount"]))[mine.to_numpy()]
    return kept


def unplaced_payments(payments: pd.DataFrame, *, as_of: date) -> float:
    """Yuan the treasury paid this year without naming a project; they count for the county alone."""
    made = made_payments(payments, as_of)
    return float(made["amount"][(~is_said(made["project"])).to_numpy()].sum())


def spending_by_level(
    state: pd.DataFrame,
    allocations: pd.DataFrame,
    funds: pd.DataFrame,
    payments: pd.DataFrame,
    *,
    as_of: date,
) -> pd.DataFrame:
    """Money by source level 资金级次, in yuan; levels nobody speaks of are left out.

    returns  level, plan, issued, received, paid, rate_plan, rate_issued, rate_received. paid is NaN where only the
             projects' column is known: it does not say whose money was paid
    """
    plan, documents = planned(state, as_of), year_documents(funds, as_of)
    own = allocations[allocations["project"].isin(list(plan["project"])).to_numpy()]
    rows = pd.DataFrame({"level": list(FUND_LEVELS)}).set_index("level")
    rows["plan"] = yuan(own["amount"]).groupby(own["level"]).sum(min_count=1)
    for name in ("issued", "received"):
        rows[name] = documents.groupby("level")[name].sum(min_count=1)
    rows["paid"] = _paid_by_level(payments, documents, as_of)
    if payment_source(payments, state, as_of=as_of).kind != "treasury":
        rows["paid"] = np.nan
    for name in ("plan", "issued", "received"):
        rows[f"rate_{name}"] = quotient(
            rows["paid"].to_numpy(dtype="float64"), rows[name].to_numpy(dtype="float64")
        )
    return rows[rows[["plan", "issued", "received"]].notna().any(axis=1)].reset_index()


def _paid_by_level(payments: pd.DataFrame, documents: pd.DataFrame, as_of: date) -> pd.Series:
    """Payments under documents of each level; a level with documents and no payment has paid 0."""
    made = made_payments(payments, as_of)
    level = looked_up_text(made["document"], documents.set_index("document")["level"])
    paid = made["amount"].groupby(level).sum()
    return paid.reindex(documents["level"].unique(), fill_value=0.0)
