"""项目: how many are planned, started, completed, accepted, overdue; what they have built; what is in reserve.

Everything is counted to as_of from the newest progress row on or before it. Completed 完工, accepted 验收 and
settled 报账 are three things. A planned project without any progress row yet is expected but not reported.
"""

from datetime import date

import numpy as np
import pandas as pd

from domain.frames import PPM, day_stamp, days, fields_of, is_said, looked_up, numbers, truths, yuan
from domain.measure_frame import joined
from domain.measures.ledgers import Whole, counted, located, tally, texts_or_none
from domain.project_events import CANCELLED, EXPLAINED
from domain.project_stage import ACCEPTED, DONE, STARTED
from domain.records import Project
from domain.setting import Setting

PROJECT_CODES = ("PRJ_N", "PRJ_START", "PRJ_DONE", "PRJ_ACPT", "PRJ_INV", "PRJ_LATE", "PRJ_RESV", "PRJ_LINK")

# 「无」 in the 联农带农机制 column is no mechanism.
_NO_LINK = ("无", "没有", "否", "/", "-", "—")


def project_state(
    projects: pd.DataFrame, statuses: pd.DataFrame, events: pd.DataFrame, *, setting: Setting, as_of: date
) -> pd.DataFrame:
    """Every project of any year as it stands on as_of; one row each, cancelled ones left out.

    returns  the fields of `Project` (money in yuan, dates datetime64), village, town, unit (the responsible one),
             known (a progress row exists), day (of that row), stage, started, done, accepted (False while unknown),
             late, days_late (planned end passed and not done), invested and paid in yuan, progress as a fraction;
             transferred 拨付 and reimbursed 报账 in yuan, the last any row said: later rows may leave them out
    """
    newest = _newest_status(statuses, as_of)
    rows = fields_of(Project, projects).merge(newest, on="project", how="left")
    gone = rows["project"].isin(_cancelled(events, as_of)) | (rows["stage"] == "cancelled")
    rows = rows[~gone.to_numpy()]
    rows = rows.reset_index(drop=True)
    rows["known"] = rows["day"].notna()
    rows = pd.concat([rows, located(rows["place"], setting.roster, as_of=as_of)], axis=1)
    rows["unit"] = texts_or_none(rows["lead_unit"])
    for name in ("plan_start", "plan_end"):
        rows[name] = days(rows[name])
    for name in ("invest_total", "fund_received"):
        rows[name] = yuan(rows[name])
    rows["reserve"] = truths(rows["reserve"])
    rows["year"] = numbers(rows["year"], per=1)
    return _with_progress(rows, as_of)


def _newest_status(statuses: pd.DataFrame, as_of: date) -> pd.DataFrame:
    """The newest progress row of each project on or before as_of, money in yuan, shares as fractions."""
    day = days(statuses["day"])
    seen = statuses[(day <= day_stamp(as_of)).to_numpy()].assign(day=day)
    seen = seen.sort_values("day", kind="stable")
    said = {name: yuan(seen[name]).groupby(seen["project"]).last() for name in ("transferred", "reimbursed")}
    seen = seen.drop_duplicates("project", keep="last")
    return pd.DataFrame(
        {
            "project": seen["project"],
            "day": seen["day"],
            "stage": seen["stage"],
            "progress": numbers(seen["progress"], per=PPM),
            "act_start": days(seen["act_start"]),
            "act_end": days(seen["act_end"]),
            "accept_date": days(seen["accept_date"]),
            "invested": yuan(seen["invested"]),
            "paid": yuan(seen["paid"]),
            **{name: looked_up(seen["project"], last) for name, last in said.items()},
            "problem": seen["problem"],
            "next_step": seen["next_step"],
        }
    )


def _cancelled(events: pd.DataFrame, as_of: date) -> list[str]:
    """Projects whose newest word on or before as_of is that they were cancelled 调出."""
    moves = (events["about"] == "project") & (events["kind"] != EXPLAINED)
    own = events[(moves & (days(events["day"]) <= day_stamp(as_of))).to_numpy()]
    newest = own.sort_values(["day", "seq"], kind="stable").drop_duplicates("number", keep="last")
    return list(newest["number"][(newest["kind"] == CANCELLED).to_numpy()])


def _with_progress(rows: pd.DataFrame, as_of: date) -> pd.DataFrame:
    """started, done, accepted from the stage or the dates that have come; late from the planned end."""
    today = day_stamp(as_of)
    accepted = rows["stage"].isin(list(ACCEPTED)) | (rows["accept_date"] <= today)
    done = accepted | rows["stage"].isin(list(DONE)) | (rows["act_end"] <= today)
    started = done | rows["stage"].isin(list(STARTED)) | (rows["act_start"] <= today)
    late = rows["known"] & ~done & (rows["plan_end"] < today)
    days_late = (today - rows["plan_end"]).dt.days.where(late, 0)
    return rows.assign(started=started, done=done, accepted=accepted, late=late, days_late=days_late)


def planned(state: pd.DataFrame, as_of: date) -> pd.DataFrame:
    """The projects of the year's plan 年度实施计划: of as_of's year, not in reserve."""
    return state[((state["year"] == as_of.year) & ~state["reserve"]).to_numpy()]


def project_measures(state: pd.DataFrame, *, setting: Setting, as_of: date) -> pd.DataFrame:
    """PROJECT_CODES of villages, towns, 跨区域, county and units; state as `project_state` gives it."""
    plan = planned(state, as_of)
    known = plan[plan["known"].to_numpy()]
    asked = {
        ("PRJ_N", False): tally(plan, counts=pd.Series(True, index=plan.index)),
        ("PRJ_START", True): _of_known(plan, "started"),
        ("PRJ_DONE", True): _of_known(plan, "done"),
        ("PRJ_ACPT", True): tally(known, counts=known["accepted"], among=known["done"]),
        ("PRJ_INV", True): _invested(plan),
        ("PRJ_LATE", False): _of_known(plan, "late"),
        ("PRJ_RESV", True): _reserve(state, as_of),
        ("PRJ_LINK", True): tally(plan, counts=is_linked(plan), among=is_industry(plan)),
    }
    kept = len(plan) > 0
    return joined(
        [
            counted(rows, Whole(code, base, kept), period=as_of.isoformat(), setting=setting, as_of=as_of)
            for (code, base), rows in asked.items()
        ]
    )


def is_industry(plan: pd.DataFrame) -> pd.Series:
    """产业项目, by the words of the type."""
    return plan["type"].fillna("").astype(str).str.contains("产业")


def is_linked(plan: pd.DataFrame) -> pd.Series:
    """Whether a project says how it shares with farmers 联农带农; 「无」 is no mechanism."""
    linked: pd.Series = is_said(plan["link_mode"]) & ~plan["link_mode"].isin(_NO_LINK)
    return linked


def _of_known(plan: pd.DataFrame, column: str) -> pd.DataFrame:
    """Planned projects of which the column holds; those without a progress row are expected, not reported."""
    rows = tally(plan, counts=plan[column])
    return rows.assign(numerator=rows["numerator"].where(plan["known"]))


def _invested(plan: pd.DataFrame) -> pd.DataFrame:
    """Completed over planned investment; where only 形象进度 is kept, that share of the plan."""
    by_share = plan["progress"] * plan["invest_total"]
    invested = plan["invested"].where(plan["invested"].notna(), by_share)
    return plan[["village", "town", "unit"]].assign(numerator=invested, denominator=plan["invest_total"])


def _reserve(state: pd.DataFrame, as_of: date) -> pd.DataFrame:
    """Next year's reserve budget over this year's planned funds; without any reserve project nothing is known."""
    plan = planned(state, as_of)
    coming = state[(state["reserve"] & (state["year"] == as_of.year + 1)).to_numpy()]
    lines = ["village", "town", "unit"]
    if coming.empty:
        return plan[lines].assign(numerator=np.nan, denominator=np.nan)
    budget = coming[lines].assign(numerator=coming["invest_total"], denominator=0.0)
    this_year = plan[lines].assign(numerator=0.0, denominator=plan["invest_total"])
    return pd.concat([budget, this_year], ignore_index=True)
