"""The money of one project: by source level and by kind of amount; 安排, 到位, 拨付, 支付 and 报账 are kept apart."""

from dataclasses import dataclass
from datetime import date
from math import nan

import pandas as pd
from pandas import DataFrame

from data_access.database import Store
from domain.frames import day_stamp, days, yuan
from domain.measures.spending import FUND_LEVELS, LEVEL_WORDS, payment_source
from domain.permissions import Moment
from services.known.read_ledgers import read_ledgers
from services.known.read_states import projects_on

LEVEL_COLUMNS = ("level", "word", "plan", "paid")
PAYMENT_COLUMNS = ("payment", "day", "amount", "document", "payee")


@dataclass(frozen=True, slots=True)
class ProjectMoney:
    """Amounts in yuan, NaN where no ledger says one.

    levels       LEVEL_COLUMNS of the levels that carry or paid something; paid NaN where payments name no document
    payments     PAYMENT_COLUMNS of the treasury up to the day, oldest first; empty where it is not the source
    transferred, reimbursed  the newest cumulative words of the project ledgers
    source       which ledger 支付 is read from, in words
    """

    levels: DataFrame
    payments: DataFrame
    transferred: float
    reimbursed: float
    source: str


def project_money(store: Store, *, moment: Moment, project: str) -> ProjectMoney:
    ledgers = read_ledgers(store, moment.known_at)
    state = projects_on(store, moment.known_at, moment.as_of)
    source = payment_source(ledgers.payments, state, as_of=moment.as_of)
    statuses = ledgers.statuses[(ledgers.statuses["project"] == project).to_numpy()]
    statuses = statuses[(days(statuses["day"]) <= day_stamp(moment.as_of)).to_numpy()]
    own = ledgers.allocations[(ledgers.allocations["project"] == project).to_numpy()]
    payments = _payments(ledgers.payments, project, moment.as_of)
    if source.kind != "treasury":
        payments = payments[:0]
    level_of = dict(zip(ledgers.funds["document"], ledgers.funds["level"], strict=True))
    return ProjectMoney(
        levels=_levels(own, payments, level_of, is_treasury=source.kind == "treasury"),
        payments=payments,
        transferred=_newest(statuses, "transferred"),
        reimbursed=_newest(statuses, "reimbursed"),
        source=source.words,
    )


def _payments(payments: DataFrame, project: str, as_of: date) -> DataFrame:
    day = days(payments["day"])
    mine = (payments["project"] == project) & (day <= day_stamp(as_of)) & (day.dt.year == as_of.year)
    rows = payments.assign(amount=yuan(payments["amount"]))[mine.to_numpy(dtype=bool)]
    kept: DataFrame = rows.sort_values("day", kind="stable")[list(PAYMENT_COLUMNS)].reset_index(drop=True)
    return kept


def _levels(
    allocations: DataFrame, payments: DataFrame, level_of: dict[str, str], *, is_treasury: bool
) -> DataFrame:
    plan = yuan(allocations["amount"]).groupby(allocations["level"]).sum(min_count=1)
    levels = [level_of.get(document, "") for document in payments["document"].astype(object)]
    paid = payments["amount"].groupby(pd.Series(levels, index=payments.index, dtype=object)).sum()
    unplaced = "" in paid.index  # payments without a document: whose money it was is not known
    none = 0.0 if is_treasury and not unplaced else nan
    rows = [
        (
            level,
            LEVEL_WORDS[level],
            float(plan.get(level, nan)),
            float(paid.get(level, none)),
        )
        for level in FUND_LEVELS
        if level in plan.index or level in paid.index
    ]
    if unplaced:
        rows.append(("", "未注明文号", nan, float(paid[""])))
    return DataFrame(rows, columns=list(LEVEL_COLUMNS))


def _newest(statuses: DataFrame, name: str) -> float:
    """The last cumulative amount any ledger up to the day says."""
    said = yuan(statuses.sort_values("day", kind="stable")[name]).dropna()
    return float(said.iloc[-1]) if len(said) else nan
