"""反弹: what came back within 30 days of being closed: reopened, named as its sequel, or found anew on the spot."""

from datetime import date

import pandas as pd

from domain.frames import day_stamp, is_said
from domain.measures.ledgers import Whole, counted, tally
from domain.setting import Setting

REBOUND_DAYS = 30


def rebounds(found: pd.DataFrame, *, setting: Setting, as_of: date) -> pd.DataFrame:
    """INSP_REB: problems closed this year that came back by as_of, over those closed this year.

    found  inspection problems as `problem_state` gives them
    """
    closed = found[found["first_closed"].notna().to_numpy()]
    came_back = closed["problem"].isin(came_back_again(found, closed, as_of=as_of))
    whole = Whole("INSP_REB", True, len(found) > 0)
    rows = tally(closed, counts=came_back)
    return counted(rows, whole, period=as_of.isoformat(), setting=setting, as_of=as_of)


def came_back_again(found: pd.DataFrame, closed: pd.DataFrame, *, as_of: date) -> list[str]:
    """Numbers of the problems closed this year that came back within 30 days, in no order."""
    named = found["rebound_of"][is_said(found["rebound_of"]).to_numpy()]
    reopened = closed["problem"][_soon(closed["first_closed"], closed["undone_on"]).to_numpy()]
    this_year = found[(found["found_on"] >= day_stamp(date(as_of.year, 1, 1))).to_numpy()]
    return sorted({*named, *reopened, *_found_anew(this_year, closed)})


def _found_anew(found: pd.DataFrame, closed: pd.DataFrame) -> list[str]:
    """Same village, same category, and where both name a spot, the same spot."""
    columns = ["problem", "village", "category", "spot"]
    keys = found["village"].notna() & is_said(found["category"])
    anew = found.loc[keys.to_numpy(), [*columns, "found_on"]].astype({"village": object})
    before = closed[[*columns, "first_closed"]].astype({"village": object})
    both = before.merge(anew, on=["village", "category"], suffixes=("", "_anew"))
    both = both[_soon(both["first_closed"], both["found_on"]).to_numpy()]
    elsewhere = is_said(both["spot"]) & is_said(both["spot_anew"]) & (both["spot"] != both["spot_anew"])
    again = ~elsewhere & (both["problem"] != both["problem_anew"])
    return list(both["problem"][again.to_numpy()])


def _soon(closed_day: pd.Series, day: pd.Series) -> pd.Series:
    passed = (day - closed_day).dt.days
    return (passed > 0) & (passed <= REBOUND_DAYS)
