"""The score of a visit with the checklist: 100 less what its findings take off, worked out and never typed."""

import numpy as np
import pandas as pd

from domain.finding import FULL_SCORE
from domain.frames import looked_up, numbers, truths


def with_scores(visits: pd.DataFrame, state: pd.DataFrame) -> pd.DataFrame:
    """The visits with the scores that hold: of those `by_list` 100 less the deductions of their problems, not below 0.

    visits   fields of `Visit`; a visit of a ledger keeps the score its ledger gave it
    state    `problem_state` of the day: what was not taken up 不予受理 takes nothing off, nor does a task
    returns  the very frame where no visit is by the checklist
    """
    own = truths(visits["by_list"]).to_numpy()
    if not own.any():
        return visits
    keys = visits["visit"][own]
    found = deducted(state)
    found = found[found["visit"].isin(set(keys)).to_numpy(dtype=bool)]
    taken = numbers(found["deduction"], per=1).fillna(0.0).groupby(found["visit"]).sum()
    score = numbers(visits["score"], per=1).to_numpy(dtype="float64", copy=True)
    score[own] = np.maximum(0.0, FULL_SCORE - looked_up(keys, taken).fillna(0.0).to_numpy(dtype="float64"))
    return visits.assign(score=score)


def deducted(state: pd.DataFrame) -> pd.DataFrame:
    """visit and deduction of the problems that take something off: where two states are alike in this, the scores are."""
    stands = (state["status"] != "declined") & ~state["is_task"] & state["visit"].notna()
    return state[["visit", "deduction"]][stands.to_numpy(dtype=bool)]
