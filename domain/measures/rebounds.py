"""反弹: what came back soon after it was closed: reopened, named as its sequel, or found anew on the spot.

How soon is the office's to say (domain/practice.py).
"""

from datetime import date

import pandas as pd

from domain.frames import day_stamp, is_said
from domain.measures.ledgers import Whole, counted, tally
from domain.setting import Setting


def rebounds(found: pd.DataFrame, *, within: int, setting: Setting, as_of: date) -> pd.DataFrame:
    """INSP_REB: problems closed this year that came back by as_of, over those closed this year.

    found  inspection problems as `problem_state` gives them; within: days
    """
    closed = found[found["first_closed"].notna().to_numpy()]
    came_back = closed["problem"].isin(came_back_again(found, closed, within=within, as_of=as_of))
    whole = Whole("INSP_REB", True, len(found) > 0)
    rows = tally(closed, counts=came_back)
    return counted(rows, whole, period=as_of.isoformat(), setting=setting, as_of=as_of)


def came_back_again(found: pd.DataFrame, closed: pd.DataFrame, *, within: int, as_of: date) -> list[str]:
    """Numbers of the problems closed this year that came back within so many days, in no order."""
    named = found["rebound_of"][is_said(found["rebound_of"]).to_numpy()]
    reopened = closed["problem"][_soon(closed["first_closed"], closed["undone_on"], within).to_numpy()]
    this_year = found[(found["found_on"] >= day_stamp(date(as_of.year, 1, 1))).to_numpy()]
    return sorted({*named, *reopened, *_found_anew(this_year, closed, within)})


def _found_anew(found: pd.DataFrame, closed: pd.DataFrame, within: int) -> list[str]:
    """Same village, same category, and where both name a spot, the same spot."""
    columns = ["problem", "village", "category", "spot"]
    keys = found["village"].notna() & is_said(found["category"])
    anew = found.loc[keys.to_numpy(), [*columns, "found_on"]].astype({"village": object})
    before = closed[[*columns, "first_closed"]].astype({"village": object})
    both = before.merge(anew, on=["village", "category"], suffixes=("", "_anew"))
    both = both[_soon(both["first_closed"], both["found_on"], within).to_numpy()]
    elsewhere = is_said(both["spot"]) & is_said(both["spot_anew"]) & (both["spot"] != both["spot_anew"])
    again = ~elsewhere & (both["problem"] != both["problem_anew"])
    return list(both["problem"][again.to_numpy()])


def _soon(closed_day: pd.Series, day: pd.Series, within: int) -> pd.Series:
    passed = (day - closed_day).dt.days
    return (passed > 0) & (passed <= within)
