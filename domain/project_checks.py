"""进度与资金对不上: rules between what is built and what is paid; each names projects, amount and days.

They accuse nobody: a rule says which two columns of the ledger contradict one another, the office asks.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import pandas as pd

from domain.frames import day_stamp

LITTLE_PAID = 0.5  # of its plan: a completed project paid less than this is asked about
OVER_INVESTED = 1.1  # 完成投资≤计划×1.1 (domain.md 3.1)
UNACCEPTED_DAYS = 60  # 完工超过 60 天未验收 (domain.md 3.1)
UNSTARTED_DAYS = 30
FEN = 0.005  # amounts closer than half a fen are equal

CHECK_COLUMNS = ("rule", "project", "amount", "days")
# The columns the rules read; a frame as wide as `project_state` is copied once, not by every rule.
READ = (
    "project", "known", "started", "done", "accepted", "progress", "invest_total", "plan", "received", "paid",
    "reimbursed", "invested", "plan_start", "act_start", "act_end", "accept_date", "day",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Check:
    """One rule: its words, and what it finds in a row.

    applies  rows (MoneyRows) → true where the two columns contradict one another
    amount   yuan at stake: what the two columns differ by, the whole plan where they are days
    since    the day it has been so from; where no column says it or it is blank, the ledger's own day
    """

    rule: str
    words: str
    applies: Callable[[pd.DataFrame], pd.Series]
    amount: Callable[[pd.DataFrame], pd.Series]
    since: str


def _plan(rows: pd.DataFrame) -> pd.Series:
    """Where two days contradict one another, what is at stake is the whole plan."""
    return rows["plan"]


def _over(one: str, other: str, *, times: float = 1.0) -> Callable[[pd.DataFrame], pd.Series]:
    return lambda rows: rows[one] > rows[other] * times + FEN


def _difference(one: str, other: str) -> Callable[[pd.DataFrame], pd.Series]:
    return lambda rows: rows[one] - rows[other]


CHECKS: tuple[Check, ...] = (
    Check(
        "done_unpaid", "已完工，支出不到一半",
        lambda rows: rows["done"] & (rows["paid"] < rows["plan"] * LITTLE_PAID),
        _difference("plan", "paid"), "act_end",
    ),
    Check("paid_over_plan", "支付大于计划安排", _over("paid", "plan"), _difference("paid", "plan"), "day"),
    Check("paid_over_received", "支付大于到位", _over("paid", "received"), _difference("paid", "received"), "day"),
    Check("paid_over_invested", "支付大于完成投资", _over("paid", "invested"), _difference("paid", "invested"), "day"),
    Check(
        "reimbursed_over_paid", "报账大于支付", _over("reimbursed", "paid"), _difference("reimbursed", "paid"), "day"
    ),
    Check(
        "invested_over_total", "完成投资超过计划总投资一成以上",
        _over("invested", "invest_total", times=OVER_INVESTED), _difference("invested", "invest_total"), "day",
    ),
    Check(
        "sources_not_total", "资金来源合计不等于计划总投资",
        lambda rows: (rows["plan"] - rows["invest_total"]).abs() > FEN,
        lambda rows: (rows["plan"] - rows["invest_total"]).abs(), "day",
    ),
    Check(
        "paid_unstarted", "没有开工就有支付", lambda rows: rows["known"] & ~rows["started"] & (rows["paid"] > 0),
        lambda rows: rows["paid"], "plan_start",
    ),
    Check(
        "done_before_start", "完工日早于开工日", lambda rows: rows["act_end"] < rows["act_start"], _plan, "act_end"
    ),
    Check(
        "accepted_before_done", "验收日早于完工日", lambda rows: rows["accept_date"] < rows["act_end"], _plan,
        "accept_date",
    ),
    Check(
        "done_not_whole", "已完工，形象进度不到 100%", lambda rows: rows["done"] & (rows["progress"] < 1.0), _plan,
        "act_end",
    ),
    Check(
        "whole_not_done", "形象进度 100%，没有报完工", lambda rows: rows["known"] & ~rows["done"] & (rows["progress"] >= 1.0),
        _plan, "day",
    ),
    Check(
        "done_unaccepted", f"完工超过 {UNACCEPTED_DAYS} 天未验收",
        lambda rows: rows["done"] & ~rows["accepted"] & (rows["since_end"] > UNACCEPTED_DAYS),
        lambda rows: rows["plan"], "act_end",
    ),
    Check(
        "unstarted", f"过了计划开工日 {UNSTARTED_DAYS} 天未开工",
        lambda rows: rows["known"] & ~rows["started"] & (rows["since_start"] > UNSTARTED_DAYS),
        lambda rows: rows["plan"], "plan_start",
    ),
)  # fmt: skip
CHECK_WORDS = {check.rule: check.words for check in CHECKS}


def contradictions(rows: pd.DataFrame, *, as_of: date) -> pd.DataFrame:
    """CHECK_COLUMNS: every contradiction of every project, rules in order, most money first within a rule.

    rows     the columns of `project_state` with plan, received and paid (yuan); a missing part contradicts nothing
    returns  amount in yuan, days since the day the rule counts from, each NaN where there is none
    """
    today = day_stamp(as_of)
    told = rows[list(READ)].assign(
        since_end=(today - rows["act_end"]).dt.days, since_start=(today - rows["plan_start"]).dt.days
    )
    found = [_found(check, told, today) for check in CHECKS]
    kept = [frame for frame in found if frame is not None]
    if not kept:
        return pd.DataFrame({name: [] for name in CHECK_COLUMNS})
    return pd.concat(kept, ignore_index=True)


def _found(check: Check, rows: pd.DataFrame, today: pd.Timestamp) -> pd.DataFrame | None:
    applies = check.applies(rows).fillna(value=False).to_numpy(dtype=bool)
    if not applies.any():
        return None
    own = rows[applies]
    days = (today - own[check.since].fillna(own["day"])).dt.days
    table = pd.DataFrame(
        {
            "rule": check.rule,
            "project": own["project"],
            "amount": check.amount(own).astype("float64"),
            "days": days.astype("float64"),
        }
    )
    return table.sort_values(["amount", "days"], ascending=False, kind="stable", na_position="last")
