"""进度、支付、手续对不上: the rules of domain/project_checks.py on the rows of a ledger, before it is taken in.

Each names the project, the amount and the days, at the cell that says the later of the two things.
"""

from collections.abc import Mapping, Sequence
from datetime import date

import pandas as pd

from domain.frames import day_stamp, days, numbers, yuan
from domain.project_checks import CHECK_WORDS, contradictions
from domain.project_stage import ACCEPTED, DONE, STARTED
from domain.records import UNSAID
from domain.wording.numbers import wan
from uploads.forms.judging import tell
from uploads.tables import Table

RULE = "project_contradiction"
_TOLERATED = 100.0  # yuan: 0.01 万元, what amounts written in 万元 may be off by rounding
# rule → the cell it is told at; without that column, or where it is blank, at the project's name.
_CELLS = {
    "done_unpaid": "project_status.paid", "paid_over_plan": "project_status.paid",
    "paid_over_received": "project_status.paid", "paid_over_invested": "project_status.paid",
    "reimbursed_over_paid": "project_status.reimbursed", "invested_over_total": "project_status.invested",
    "sources_not_total": "project.invest_total", "paid_unstarted": "project_status.paid",
    "done_before_start": "project_status.act_end", "accepted_before_done": "project_status.accept_date",
    "done_not_whole": "project_status.progress", "whole_not_done": "project_status.stage",
    "done_unaccepted": "project_status.stage", "unstarted": "project.plan_start",
}  # fmt: skip


def check_projects(
    table: Table,
    names: Sequence[str],
    read: Mapping[str, Sequence[object]],
    statuses: Mapping[str, Sequence[object]],
    sources: Mapping[str, Sequence[int | None]],
    *,
    as_of: date,
) -> None:
    """Every contradiction inside a row; what the ledger does not say contradicts nothing.

    read, statuses  field → value per data row, UNSAID where silent; sources: level → fen
    """
    rows = _rows(read, statuses, sources, len(names), as_of)
    for rule, i, amount, since in contradictions(rows, as_of=as_of).itertuples(index=False):
        field = _CELLS[rule]
        at = field if table.has(field) else "project.name"
        told = [f"{wan(amount)} 万元"] if amount == amount else []
        if since == since and since > 0:
            told.append(f"已 {since:.0f} 天")
        tell(
            table, RULE, int(i), at, about=rule, found=names[int(i)], expected=CHECK_WORDS[rule],
            detail="，".join(told),
        )  # fmt: skip


def _rows(
    read: Mapping[str, Sequence[object]],
    statuses: Mapping[str, Sequence[object]],
    sources: Mapping[str, Sequence[int | None]],
    height: int,
    as_of: date,
) -> pd.DataFrame:
    """The columns `contradictions` reads; `project` is the data row."""

    def column(name: str) -> pd.Series:
        said = statuses.get(name, read.get(name, [UNSAID] * height))
        return pd.Series([None if value is UNSAID else value for value in said], dtype=object)

    invested = yuan(column("invest_total"))
    stage, today = column("stage"), day_stamp(as_of)
    ends = {name: days(column(name)) for name in ("plan_start", "act_start", "act_end", "accept_date")}
    accepted = stage.isin(list(ACCEPTED)) | (ends["accept_date"] <= today)
    done = accepted | stage.isin(list(DONE)) | (ends["act_end"] <= today)
    started = done | stage.isin(list(STARTED)) | (ends["act_start"] <= today)
    alive = (stage != "cancelled").to_numpy()
    return pd.DataFrame(
        {
            "project": range(height),
            "known": stage.notna(), "started": started, "done": done, "accepted": accepted,
            "progress": numbers(column("progress"), per=1_000_000),
            "invest_total": invested, "plan": _plan(sources, invested, height),
            "received": yuan(column("fund_received")),
            **{name: yuan(column(name)) for name in ("paid", "reimbursed", "invested")},
            **ends,
            "day": pd.Series(today, index=range(height)),
        }
    )[alive].reset_index(drop=True)  # fmt: skip


def _plan(sources: Mapping[str, Sequence[int | None]], invested: pd.Series, height: int) -> pd.Series:
    """What the sources add up to; the total itself where fewer than two have columns, or they differ by rounding."""
    if len(sources) < 2:
        return invested
    table = pd.DataFrame(
        {level: pd.Series(list(amounts), dtype="float64") for level, amounts in sources.items()}
    )
    plan = table.sum(axis=1, min_count=1).reindex(range(height)) / 100
    near = (plan - invested).abs() <= _TOLERATED
    return invested.where(near | plan.isna(), plan)
