"""Every ledger measure at a moment, by one call: what is derived is computed when read, never stored."""

from collections.abc import Sequence
from datetime import date

import pandas as pd

from domain.measure_frame import joined
from domain.measures.funds import FUND_CODES, fund_measures
from domain.measures.inspection import INSPECTION_CODES, inspection_measures
from domain.measures.ledgers import Ledgers
from domain.measures.projects import PROJECT_CODES, project_measures, project_state
from domain.measures.rectification import RECTIFICATION_CODES, problem_state, rectification_measures
from domain.periods import Period
from domain.setting import Setting

LEDGER_CODES = (*PROJECT_CODES, *FUND_CODES, *RECTIFICATION_CODES, *INSPECTION_CODES)


def ledger_measures(
    ledgers: Ledgers, *, codes: Sequence[str], window: Period, setting: Setting, as_of: date
) -> pd.DataFrame:
    """The measure frame of the wanted LEDGER_CODES; only the groups they belong to are computed.

    window  the period inspections are counted in (INSP_N, INSP_RATE, ENV_SCORE), e.g. the office's week
    """
    wanted = set(codes)
    frames = []
    if wanted & {*PROJECT_CODES, *FUND_CODES}:
        state = project_state(
            ledgers.projects, ledgers.statuses, ledgers.events, setting=setting, as_of=as_of
        )
        frames.append(project_measures(state, setting=setting, as_of=as_of))
        if wanted & set(FUND_CODES):
            money = (ledgers.allocations, ledgers.funds, ledgers.payments)
            frames.append(fund_measures(state, *money, setting=setting, as_of=as_of))
    if wanted & {*RECTIFICATION_CODES, *INSPECTION_CODES}:
        problems = problem_state(ledgers.problems, ledgers.events, setting=setting, as_of=as_of)
        frames.append(rectification_measures(problems, setting=setting, as_of=as_of))
        if wanted & set(INSPECTION_CODES):
            frames.append(
                inspection_measures(
                    ledgers.visits, problems, ledgers.events, window=window, setting=setting, as_of=as_of
                )
            )
    found = joined(frames)
    return found[found["indicator"].isin(list(wanted)).to_numpy()].reset_index(drop=True)
