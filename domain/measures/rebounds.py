"""反弹: what came back within 30 days of being closed: reopened, named as its sequel, or found anew on the spot."""

from datetime import date

import pandas as pd

from domain.frames import day_stamp, days, is_said, looked_up_text
from domain.measures.ledgers import Whole, counted, tally
from domain.setting import Setting

REBOUND_DAYS = 30


def rebounds(found: pd.DataFrame, events: pd.DataFrame, *, setting: Setting, as_of: date) -> pd.DataFrame:
    """INSP_REB: problems closed this year that came back by as_of, over those closed this year.

    found   inspection problems as `problem_state` gives them; events fields of `Event`
    """
    closed = closures(found, events, as_of=as_of)
    came_back = closed["problem"].isin(came_back_again(found, closed, events, as_of=as_of))
    whole = Whole("INSP_REB", True, len(found) > 0)
    rows = tally(closed, counts=came_back)
    return counted(rows, whole, period=as_of.isoformat(), setting=setting, as_of=as_of)


def closures(found: pd.DataFrame, events: pd.DataFrame, *, as_of: date) -> pd.DataFrame:
    """The rows of `found` that were closed this year by as_of, with closed_day: the first such day."""
    day = days(events["day"])
    own = (events["about"] == "problem") & (events["to_status"] == "closed") & (day <= day_stamp(as_of))
    own &= day.dt.year == as_of.year
    first = day[own.to_numpy()].groupby(events["number"][own.to_numpy()]).min()
    rows = found.assign(closed_day=days(looked_up_text(found["problem"], first)))
    kept: pd.DataFrame = rows[rows["closed_day"].notna().to_numpy()]
    return kept


def came_back_again(
    found: pd.DataFrame, closed: pd.DataFrame, events: pd.DataFrame, *, as_of: date
) -> list[str]:
    """Numbers of the closed problems that came back within 30 days, in no order."""
    named = found["rebound_of"][is_said(found["rebound_of"]).to_numpy()]
    reopened = _reopened(closed, events, as_of)
    return sorted({*named, *reopened, *_found_anew(found, closed)})


def _reopened(closed: pd.DataFrame, events: pd.DataFrame, as_of: date) -> list[str]:
    day = days(events["day"])
    undone = (events["about"] == "problem") & ~events["to_status"].isin(["closed", "declined"])
    undone &= day <= day_stamp(as_of)
    later = events.assign(day=day).loc[undone.to_numpy(), ["number", "day"]]
    both = closed[["problem", "closed_day"]].merge(later, left_on="problem", right_on="number")
    return list(both["problem"][_soon(both["closed_day"], both["day"]).to_numpy()])


def _found_anew(found: pd.DataFrame, closed: pd.DataFrame) -> list[str]:
    """Same village, same category, and where both name a spot, the same spot."""
    columns = ["problem", "village", "category", "spot"]
    keys = found["village"].notna() & is_said(found["category"])
    anew = found.loc[keys.to_numpy(), [*columns, "found_on"]].astype({"village": object})
    before = closed[[*columns, "closed_day"]].astype({"village": object})
    both = before.merge(anew, on=["village", "category"], suffixes=("", "_anew"))
    elsewhere = is_said(both["spot"]) & is_said(both["spot_anew"]) & (both["spot"] != both["spot_anew"])
    again = (
        _soon(both["closed_day"], both["found_on"]) & ~elsewhere & (both["problem"] != both["problem_anew"])
    )
    return list(both["problem"][again.to_numpy()])


def _soon(closed_day: pd.Series, day: pd.Series) -> pd.Series:
    passed = (day - closed_day).dt.days
    return (passed > 0) & (passed <= REBOUND_DAYS)
