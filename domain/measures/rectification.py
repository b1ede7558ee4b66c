"""整改: closed, staged, overdue, evidence filed, of problems as they stand on a day (domain/measures/problem_state.py).

Feedback from above, audits, patrols, callers and self-checks is counted here; what the daily inspection finds has
its own measures (domain.measures.inspection). Half-done, not accepted and closed are separate ends.
"""

from datetime import date

import numpy as np
import pandas as pd

from domain.frames import day_stamp, different_texts, is_said, only_texts
from domain.measure_frame import joined
from domain.measures.ledgers import Whole, counted, tally
from domain.measures.problem_state import AGES
from domain.records import Target
from domain.setting import Setting

RECTIFICATION_CODES = ("REC_DONE", "REC_STAGE", "REC_LATE", "REC_DOC")
INSPECTION = "inspection"
_ENDS = ("closed", "declined", "staged")
_PPM = 1_000_000
# Of fifty columns and many problems only these are taken along.
_READ = ("source", "is_task", "village", "town", "unit", "status", "days_late", "evidence", "deadline")


def of_inspection(state: pd.DataFrame) -> np.ndarray:
    """Which problems the daily inspection found; a task handed down from one of them is not found once more."""
    found: np.ndarray = ((state["source"] == INSPECTION) & ~state["is_task"]).to_numpy(dtype=bool)
    return found


def feedback(state: pd.DataFrame) -> pd.DataFrame:
    """The problems the rates of rectification are about: every source but the daily inspection, without tasks 分解任务."""
    return state[((state["source"] != INSPECTION) & ~state["is_task"]).to_numpy(dtype=bool)]


def rectification_measures(state: pd.DataFrame, *, setting: Setting, as_of: date) -> pd.DataFrame:
    """RECTIFICATION_CODES of villages, towns, 跨区域, county and units; state as `problem_state` gives it.

    The base is every problem found by as_of but those declined 不予受理. staged 阶段性完成 is not closed.
    """
    own = rectified(state)
    counting = own[(own["status"] != "declined").to_numpy()]
    closed = counting["status"] == "closed"
    asked = {
        ("REC_DONE", True): tally(counting, counts=closed),
        ("REC_STAGE", False): tally(counting, counts=counting["status"] == "staged"),
        ("REC_LATE", False): tally(counting, counts=counting["is_late"]),
        ("REC_DOC", True): tally(counting, counts=counting["is_filed"], among=closed),
    }
    kept = len(own) > 0
    return joined(
        [
            counted(rows, Whole(code, base, kept), period=as_of.isoformat(), setting=setting, as_of=as_of)
            for (code, base), rows in asked.items()
        ]
    )


def rectified(state: pd.DataFrame) -> pd.DataFrame:
    """What the rates and their deadlines read of problems: where two states are alike in this, they are the same.

    returns  village, town, unit, deadline, status (closed, declined, staged, or blank for every other), is_late, is_filed
             (closed with evidence)
    """
    rows = feedback(state[list(_READ)])
    filed = (rows["status"] == "closed").to_numpy(dtype=bool, copy=True)
    filed[filed] = is_said(rows["evidence"][filed]).to_numpy(dtype=bool)
    return rows[["village", "town", "unit", "deadline"]].assign(
        status=only_texts(rows["status"], _ENDS), is_late=rows["days_late"] > 0, is_filed=filed
    )


def deadline_targets(state: pd.DataFrame, *, setting: Setting, as_of: date) -> pd.DataFrame:
    """期限节点: the share of problems whose deadline has passed, as target rows of REC_DONE for as_of.

    returns  the fields of `Target` (line node, day as_of), one row per subject with problems. Every deadline kept
             means a rate on this line or above it; appended to the target rows, the pace light reads it.
    """
    counting = rectified(state)
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
    """Who holds what: a row per duty unit ("" for nobody), a column per status, then open, late and longest (days).

    Most late, then most open first, else in the order of keys; state as `problem_state` gives it
    """
    (unit, units), (status, statuses) = (different_texts(state[name]) for name in ("unit", "status"))
    at, names, late = unit.astype("int64") + 1, ["", *units], state["days_late"].to_numpy()
    cells = np.bincount(at * len(statuses) + status, minlength=len(names) * len(statuses))
    table = pd.DataFrame(cells.reshape(len(names), -1), columns=statuses)
    longest = np.zeros(len(names), dtype="int64")
    np.maximum.at(longest, at[late > 0], late[late > 0])
    table = table.assign(
        unit=names,
        open=np.bincount(at[state["is_open"].to_numpy()], minlength=len(names)),
        late=np.bincount(at[late > 0], minlength=len(names)),
        longest=longest,
    )
    held = table[(table[statuses].sum(axis=1) > 0).to_numpy()]
    return held.sort_values(["late", "open"], ascending=False, kind="stable").reset_index(drop=True)
