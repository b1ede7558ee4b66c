"""反弹: what came back soon after it was closed: reopened, named as its sequel, or found anew on the spot.

How soon is the office's to say (domain/practice.py).
"""

from datetime import date

import numpy as np
import pandas as pd

from domain.frames import day_stamp, different_texts, is_said
from domain.measures.ledgers import Whole, counted, tally
from domain.setting import Setting


def rebounds(
    found: pd.DataFrame, is_kept: bool, *, within: int, setting: Setting, as_of: date
) -> pd.DataFrame:
    """INSP_REB: problems closed this year that came back by as_of, over those closed this year.

    found    inspection problems as `problem_state` gives them: at least those found or closed this year and those that
             name what they return from; within: days
    is_kept  whether the inspection found anything at all
    """
    closed = found[found["first_closed"].notna().to_numpy()]
    came_back = closed["problem"].isin(came_back_again(found, closed, within=within, as_of=as_of))
    whole = Whole("INSP_REB", True, is_kept)
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
    keys = found["village"].notna() & is_said(found["category"])
    anew = found[["problem", "village", "category", "spot", "found_on"]][keys.to_numpy(dtype=bool)]
    kinds = _alike(pd.concat([rows[["village", "category"]] for rows in (closed, anew)]))
    before, after = _pairs_within(
        (kinds[: len(closed)], _day_numbers(closed["first_closed"])),
        (kinds[len(closed) :], _day_numbers(anew["found_on"])),
        within,
    )
    was, now = closed["problem"].array.take(before), anew["problem"].array.take(after)
    spot = _spots(pd.concat([rows["spot"] for rows in (closed, anew)]))
    there, here = spot[before], spot[after + len(closed)]
    elsewhere = (there >= 0) & (here >= 0) & (there != here)
    return list(was[~elsewhere & np.asarray(was != now, dtype=bool)])


def _spots(column: pd.Series) -> np.ndarray:
    """A number per row, the same for the same spot, −1 where none is named."""
    at, texts = different_texts(column)
    named = np.array([*(bool(text.strip()) for text in texts), False], dtype=bool)
    return np.where(named[at], at, -1)


def _alike(rows: pd.DataFrame) -> np.ndarray:
    """A number per row, the same for the same texts in every column."""
    found = np.zeros(len(rows), dtype="int64")
    for name in rows:
        at, texts = pd.factorize(rows[name])
        found = found * (len(texts) + 1) + at + 1
    return found


def _day_numbers(column: pd.Series) -> np.ndarray:
    """Days since 1970 of a column without missing ones."""
    return column.to_numpy().astype("datetime64[D]").astype("int64")


def _pairs_within(
    before: tuple[np.ndarray, np.ndarray], after: tuple[np.ndarray, np.ndarray], within: int
) -> tuple[np.ndarray, np.ndarray]:
    """Places of every pair of one kind where the second comes 1 to `within` days after the first.

    before, after  kind and day of each row. Only pairs near enough are made: of one village and kind there are many
    """
    (kind, day), (kind_after, day_after) = before, after
    if not len(day) or not len(day_after):
        return np.empty(0, dtype="int64"), np.empty(0, dtype="int64")
    first = min(day.min(), day_after.min())
    span = max(day.max(), day_after.max()) - first + within + 2
    order = np.argsort(kind_after * span + day_after - first, kind="stable")
    line = (kind_after * span + day_after - first)[order]
    start = kind * span + day - first
    low, high = np.searchsorted(line, start, "right"), np.searchsorted(line, start + within, "right")
    count = np.maximum(high - low, 0)
    at = np.repeat(np.arange(len(day)), count)
    behind = np.arange(len(at)) - np.repeat(np.cumsum(count) - count, count)
    return at, order[np.repeat(low, count) + behind]


def _soon(closed_day: pd.Series, day: pd.Series, within: int) -> pd.Series:
    passed = (day - closed_day).dt.days
    return (passed > 0) & (passed <= within)
