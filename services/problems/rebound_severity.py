"""The word of severity a ledger gives what came back, beside what the rule asks: a rebound weighs one step more."""

import pandas as pd
from pandas import Series

from data_access.database import Store, reading
from data_access.row_versions import row_versions
from domain.frames import text_or_none
from domain.permissions import Moment
from domain.records import Problem
from services.known.read_checklist import read_checklist


def asked_of_rebound(store: Store, row: Series, first: str, moment: Moment) -> str:
    """How heavy it should be at least, where a ledger says less; blank where its word is heavy enough or none is said.

    row    the problem, of `problem_state`; first the number of the one that came back
    A word given on a page is not weighed again: recorded there it was raised, corrected there it is the office's. The
    first one weighs as it did when the return was told: what its own re-opening added since belongs to it alone.
    """
    number, own = str(row["problem"]), text_or_none(row["severity"])
    if not own or not first:
        return ""
    with reading(store) as connection:
        said = row_versions(connection, Problem, moment.known_at, where={"problem": [number, first]})
    told = said[(said["problem"] == number).to_numpy(dtype=bool)]
    words = told["severity"].map(text_or_none)
    since = told[(words.eq(own) & words.shift().ne(own)).to_numpy(dtype=bool)].tail(1)
    if since.empty or pd.isna(since["said_in"].iloc[0]):
        return ""
    before = said[(said["problem"] == first).to_numpy(dtype=bool)]
    then = before[(before["said_by"] <= told["said_by"].iloc[0]).to_numpy(dtype=bool)]
    severities = (then.tail(1) if len(then) else before.head(1))["severity"].tolist()
    checks = read_checklist(store, Moment(row["found_on"].date(), moment.known_at))
    return checks.lighter_than_due(own, text_or_none(next(iter(severities), None)) or "")
