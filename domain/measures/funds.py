"""资金: allocation, payment rates with their three named denominators, industry share, time to release, idle money.

A town's or unit's denominator is what its projects were allotted; the county's is what the fund documents say,
where such documents are kept (下达, 到位).
"""

from datetime import date

import numpy as np
import pandas as pd

from domain.frames import day_stamp, days, looked_up, yuan
from domain.measure_frame import PLACE, Status, joined, measures, no_measures, quotient
from domain.measures.ledgers import Whole, counted
from domain.measures.projects import planned
from domain.measures.spending import payment_source, spending_by_project, unplaced_payments, year_documents
from domain.places import CROSS_TOWN
from domain.setting import Setting

FUND_CODES = (
    "FND_ALLOC", "FND_PAY", "FND_PAY_PLAN", "FND_PAY_RCV", "FND_IND", "FND_DAYS", "FND_IDLE", "FND_IDLE_RATE",
)  # fmt: skip
_OWN_LEVELS = ("central", "province", "city", "county")


def fund_measures(
    state: pd.DataFrame, allocations: pd.DataFrame, funds: pd.DataFrame, payments: pd.DataFrame,
    *, setting: Setting, as_of: date,
) -> pd.DataFrame:  # fmt: skip
    """FUND_CODES; payment rates of villages, towns, 跨区域, county and units, the rest of the county alone.

    state        as `project_state` gives it
    allocations  fields of `Allocation`, funds of `Fund`, payments of `Payment`; stored fen, returned yuan
    """
    if setting.roster.county is None:
        return no_measures()
    documents = year_documents(funds, as_of)
    frames = [
        *_payment_rates(state, allocations, documents, payments, setting, as_of),
        _of_county("FND_ALLOC", *_allocated(state, allocations, documents, as_of), setting, as_of),
        _of_county("FND_IND", *_industry(state, allocations, documents, as_of), setting, as_of),
        _of_county("FND_DAYS", *_days_to_release(documents, setting), setting, as_of),
        *_idle(funds, payments, setting, as_of),
    ]
    return joined(frames)


def _payment_rates(
    state: pd.DataFrame, allocations: pd.DataFrame, documents: pd.DataFrame, payments: pd.DataFrame,
    setting: Setting, as_of: date,
) -> list[pd.DataFrame]:  # fmt: skip
    money = spending_by_project(state, allocations, payments, as_of=as_of)
    source = payment_source(payments, state, as_of=as_of)
    if source.kind == "treasury":
        rest = unplaced_payments(payments, as_of=as_of)
        if rest != 0:
            money = pd.concat([money, _elsewhere(rest)], ignore_index=True)
    frames = []
    for code, column, stated in (
        ("FND_PAY_PLAN", "plan", None), ("FND_PAY", "plan", "issued"), ("FND_PAY_RCV", "received", "received")
    ):  # fmt: skip
        rows = money[["village", "town", "unit"]].assign(numerator=money["paid"], denominator=money[column])
        whole = Whole(code, True, len(money) > 0)
        found = counted(rows, whole, period=as_of.isoformat(), setting=setting, as_of=as_of)
        paid = money["paid"].sum(min_count=1)
        frames.append(_with_documents(found, documents, stated, paid, setting))
    return frames


def _elsewhere(paid: float) -> pd.DataFrame:
    """What was paid for no planned project: the county's, in no town, with nothing planned for it."""
    return pd.DataFrame(
        {
            "village": [None],
            "town": [CROSS_TOWN],
            "unit": [None],
            "plan": [0.0],
            "received": [0.0],
            "paid": [paid],
        }
    )


def _with_documents(
    found: pd.DataFrame, documents: pd.DataFrame, stated: str | None, paid: float, setting: Setting
) -> pd.DataFrame:
    """The county's row with what its fund documents issued or brought in, where any document says so."""
    if stated is None or not documents[stated].notna().any() or setting.roster.county is None:
        return found
    is_county = (found["subject"] == setting.roster.county.place).to_numpy()
    row = found[is_county].assign(
        numerator=paid,
        denominator=documents[stated].sum(),
        value=paid / documents[stated].sum() if documents[stated].sum() else np.nan,
        reported=int(documents[stated].notna().sum()),
        expected=len(documents),
        status=Status.NOT_REPORTED.value if np.isnan(paid) else Status.REPORTED.value,
    )
    row.loc[row["status"] != Status.REPORTED.value, ["numerator", "denominator", "value"]] = np.nan
    return pd.concat([found[~is_county], row], ignore_index=True)


def _allocated(
    state: pd.DataFrame, allocations: pd.DataFrame, documents: pd.DataFrame, as_of: date
) -> tuple[float, float]:
    """Allotted to planned projects from the four fiscal levels, over what was issued to the county 下达到县."""
    own = _of_plan(state, allocations, as_of)
    amount = own["amount"][own["level"].isin(_OWN_LEVELS).to_numpy()].sum(min_count=1)
    return float(amount), float(documents["issued"].sum(min_count=1))


def _industry(
    state: pd.DataFrame, allocations: pd.DataFrame, documents: pd.DataFrame, as_of: date
) -> tuple[float, float]:
    """Central money of industry projects over all central money: the documents' where they say it, else allotted."""
    own = _of_plan(state, allocations, as_of)
    central = own[(own["level"] == "central").to_numpy()]
    plan = planned(state, as_of)
    industry = plan["project"][plan["type"].fillna("").astype(str).str.contains("产业").to_numpy()]
    part = central["amount"][central["project"].isin(list(industry)).to_numpy()].sum()
    issued = documents["issued"][(documents["level"] == "central").to_numpy()].sum(min_count=1)
    whole = central["amount"].sum(min_count=1) if np.isnan(issued) else issued
    return float(part), float(whole)


def _of_plan(state: pd.DataFrame, allocations: pd.DataFrame, as_of: date) -> pd.DataFrame:
    rows = allocations[allocations["project"].isin(list(planned(state, as_of)["project"])).to_numpy()]
    return rows.assign(amount=yuan(rows["amount"]))


def _days_to_release(documents: pd.DataFrame, setting: Setting) -> tuple[float, float]:
    """Working days between issue and arrival, summed, and the documents that have both days."""
    spans = release_days(documents, setting)
    return float(sum(spans)) if spans else np.nan, float(len(spans)) if spans else np.nan


def release_days(documents: pd.DataFrame, setting: Setting) -> list[int]:
    """Working days between issue and arrival of every document that has both days, shortest first.

    documents  `year_documents` columns
    """
    both = documents[(documents["issued_on"].notna() & documents["received_on"].notna()).to_numpy()]
    return sorted(
        setting.calendar.between(*sorted((a.date(), b.date())))
        for a, b in zip(both["issued_on"], both["received_on"], strict=True)
    )


def _idle(funds: pd.DataFrame, payments: pd.DataFrame, setting: Setting, as_of: date) -> list[pd.DataFrame]:
    """Received a full year ago or longer and still not paid, by document; over everything received."""
    arrived = days(funds["received_on"])
    received = yuan(funds["received"]).where(arrived <= day_stamp(as_of))
    paid_on = days(payments["day"])
    made = payments[(paid_on <= day_stamp(as_of)).to_numpy()]
    paid = yuan(made["amount"]).groupby(made["document"]).sum()
    left = received - looked_up(funds["document"], paid).fillna(0.0)
    is_old = arrived <= day_stamp(as_of) - pd.DateOffset(years=1)
    known = bool(received.notna().any())
    idle = float(left.where(is_old, 0.0).clip(lower=0.0).sum()) if known else np.nan
    whole = float(received.sum(min_count=1)) if known else np.nan
    return [
        _of_county("FND_IDLE", idle, None, setting, as_of),
        _of_county("FND_IDLE_RATE", idle, whole, setting, as_of),
    ]


def _of_county(
    code: str, numerator: float, denominator: float | None, setting: Setting, as_of: date
) -> pd.DataFrame:
    """One county row; not reported where a part is missing."""
    base = np.nan if denominator is None else denominator
    value = numerator if denominator is None else float(quotient(np.array([numerator]), np.array([base]))[0])
    spoken = not (np.isnan(numerator) or (denominator is not None and np.isnan(base)))
    return measures(
        {
            "indicator": [code],
            "subject_kind": PLACE,
            "subject": setting.roster.county.place if setting.roster.county else "",
            "period": as_of.isoformat(),
            "numerator": numerator if spoken else np.nan,
            "denominator": base if spoken else np.nan,
            "value": value if spoken else np.nan,
            "reported": int(spoken),
            "expected": 1,
            "status": Status.REPORTED.value if spoken else Status.NOT_REPORTED.value,
        }
    )
