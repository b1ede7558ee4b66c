"""整改: closed, staged, overdue, evidence filed. A problem's status on a day is its last event on or before it.

Feedback from above, audits, patrols, callers and self-checks is counted here; what the daily inspection finds has
its own measures (domain.measures.inspection). Half-done, not accepted and closed are separate ends.
"""

from datetime import date

import numpy as np
import pandas as pd

from domain.frames import day_stamp, days, fields_of, is_said, looked_up, looked_up_text
from domain.measure_frame import joined
from domain.measures.ledgers import Whole, counted, located, tally, texts_or_none
from domain.problem_life import BESIDE
from domain.problem_status import ENDED, ON_THE_CLOCK
from domain.records import Problem, Target
from domain.setting import Setting

RECTIFICATION_CODES = ("REC_DONE", "REC_STAGE", "REC_LATE", "REC_DOC")
INSPECTION = "inspection"
_PPM = 1_000_000

# Ageing of what is open: the ladder of reminders (紫阳 蓝黄红三单) and the two weeks ahead.
AGES = ("staged", "no_deadline", "later", "within_week", "late_1_3", "late_4_7", "late_over_7")
AGE_WORDS = {
    "staged": "阶段性（长期坚持）", "no_deadline": "未定期限", "later": "7 天以后到期", "within_week": "7 天内到期",
    "late_1_3": "逾期 1—3 天", "late_4_7": "逾期 4—7 天", "late_over_7": "逾期超过 7 天",
}  # fmt: skip


def problem_state(
    problems: pd.DataFrame, events: pd.DataFrame, *, setting: Setting, as_of: date
) -> pd.DataFrame:
    """Every problem found on or before as_of, of any source, as it stands that day.

    returns  the fields of `Problem` (found_on, deadline, next_review datetime64), village, town, unit (the duty unit,
             else the lead unit), status, since (day of its last event, else found_on), closed_on (day it was closed
             while it is), returns (times it was sent back), reopens (times an end was undone), is_open, days_late
             (0 unless on the clock), age (one of AGES, blank when ended)
    """
    today = day_stamp(as_of)
    found_on = days(problems["found_on"])
    rows = fields_of(Problem, problems)[(found_on <= today).to_numpy()].reset_index(drop=True)
    for name in ("found_on", "deadline", "next_review"):
        rows[name] = days(rows[name])
    history = _history(events, as_of)
    last = history.drop_duplicates("number", keep="last").set_index("number")
    rows["status"] = looked_up_text(rows["problem"], last["to_status"]).fillna("waiting").astype("str")
    since = days(looked_up_text(rows["problem"], last["day"]))
    rows["since"] = since.where(since.notna(), rows["found_on"])
    rows["closed_on"] = rows["since"].where(rows["status"] == "closed")
    rows["returns"] = _times(history, history["to_status"] == "returned", rows)
    rows["reopens"] = _times(history, _undoes_an_end(history), rows)
    return _with_clock(_with_subjects(rows, setting, as_of), today)


def _history(events: pd.DataFrame, as_of: date) -> pd.DataFrame:
    """Problem events on or before as_of, oldest first, without those that leave a problem where it stands."""
    day = days(events["day"])
    on_the_way = (events["about"] == "problem") & ~events["kind"].isin(list(BESIDE))
    own = (on_the_way & (day <= day_stamp(as_of))).to_numpy()
    return events.assign(day=day)[own].sort_values(["day", "seq"], kind="stable")


def _times(history: pd.DataFrame, happened: pd.Series, rows: pd.DataFrame) -> pd.Series:
    counts = history[happened.to_numpy()].groupby("number").size()
    return looked_up(rows["problem"], counts).fillna(0).astype("int64")


def _undoes_an_end(history: pd.DataFrame) -> pd.Series:
    """Events by which a closed or declined problem is open again."""
    before = history.groupby("number")["to_status"].shift()
    return before.isin(list(ENDED)) & ~history["to_status"].isin(list(ENDED))


def _with_subjects(rows: pd.DataFrame, setting: Setting, as_of: date) -> pd.DataFrame:
    duty, lead = texts_or_none(rows["duty_unit"]), texts_or_none(rows["lead_unit"])
    placed = located(rows["place"], setting.roster, as_of=as_of)
    return pd.concat([rows, placed], axis=1).assign(unit=duty.where(duty.notna(), lead))


def _with_clock(rows: pd.DataFrame, today: pd.Timestamp) -> pd.DataFrame:
    is_open = ~rows["status"].isin(list(ENDED))
    on_clock = rows["status"].isin(list(ON_THE_CLOCK))
    left = (rows["deadline"] - today).dt.days
    days_late = (-left).where(on_clock & (left < 0), 0).fillna(0).astype("int64")
    ages = np.select(
        [
            ~is_open, rows["status"] == "staged", rows["deadline"].isna(), days_late > 7, days_late > 3, days_late > 0,
            left <= 7,
        ],
        ["", "staged", "no_deadline", "late_over_7", "late_4_7", "late_1_3", "within_week"],
        default="later",
    )  # fmt: skip
    return rows.assign(is_open=is_open, days_late=days_late, age=ages)


def feedback(state: pd.DataFrame) -> pd.DataFrame:
    """The problems this page is about: every source but the daily inspection."""
    return state[(state["source"] != INSPECTION).to_numpy()]


def rectification_measures(state: pd.DataFrame, *, setting: Setting, as_of: date) -> pd.DataFrame:
    """RECTIFICATION_CODES of villages, towns, 跨区域, county and units; state as `problem_state` gives it.

    The base is every problem found by as_of but those declined 不予受理. staged 阶段性完成 is not closed.
    """
    own = feedback(state)
    counting = own[(own["status"] != "declined").to_numpy()]
    closed = counting["status"] == "closed"
    asked = {
        ("REC_DONE", True): tally(counting, counts=closed),
        ("REC_STAGE", False): tally(counting, counts=counting["status"] == "staged"),
        ("REC_LATE", False): tally(counting, counts=counting["days_late"] > 0),
        ("REC_DOC", True): tally(counting, counts=is_said(counting["evidence"]), among=closed),
    }
    kept = len(own) > 0
    return joined(
        [
            counted(rows, Whole(code, base, kept), period=as_of.isoformat(), setting=setting, as_of=as_of)
            for (code, base), rows in asked.items()
        ]
    )


def deadline_targets(state: pd.DataFrame, *, setting: Setting, as_of: date) -> pd.DataFrame:
    """期限节点: the share of problems whose deadline has passed, as target rows of REC_DONE for as_of.

    returns  the fields of `Target` (line node, day as_of), one row per subject with problems. Every deadline kept
             means a rate on this line or above it; appended to the target rows, the pace light reads it.
    """
    counting = feedback(state)
    counting = counting[(counting["status"] != "declined").to_numpy()]
    due = counting["deadline"] < day_stamp(as_of)
    whole = Whole("REC_DONE", True, len(counting) > 0)
    shares = counted(tally(counting, counts=due), whole, period="", setting=setting, as_of=as_of)
    shares = shares[shares["value"].notna().to_numpy()]
    rows = [
        Target(indicator="REC_DONE", subject=subject, line="node", day=as_of, value=round(share * _PPM))
        for subject, share in zip(shares["subject"], shares["value"], strict=True)
    ]
    return pd.DataFrame([row.model_dump() for row in rows], columns=list(Target.model_fields))


def ageing(state: pd.DataFrame) -> pd.Series:
    """How many open problems stand at each age, AGES in order, zeros kept; they add up to what is open."""
    counts = state.loc[state["is_open"].to_numpy(), "age"].value_counts()
    full: pd.Series = counts.reindex(list(AGES), fill_value=0).astype("int64")
    return full


def by_unit_and_status(state: pd.DataFrame) -> pd.DataFrame:
    """Who holds what: a row per duty unit, a column per status, then open and late; most late, then most open first."""
    rows = state.assign(unit=state["unit"].astype(object).where(state["unit"].notna(), ""))
    table = rows.groupby(["unit", "status"]).size().unstack(fill_value=0)
    table["open"] = rows.groupby("unit")["is_open"].sum()
    table["late"] = rows.groupby("unit")["days_late"].agg(lambda d: int((d > 0).sum()))
    return table.sort_values(["late", "open"], ascending=False, kind="stable").reset_index()
