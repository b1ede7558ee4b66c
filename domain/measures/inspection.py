"""日督查: what was found, per visit; who was visited; what was fixed in time; what came back; the village's score.

A village nobody visited is 未查: it has no number, never a 0. Rates per visit, so that the often visited are not
punished. Scores are averaged, each village counting once 村等权 (翔安 2021).
"""

from datetime import date, timedelta

import numpy as np
import pandas as pd

from domain.frames import day_stamp, days, looked_up, numbers, only_texts
from domain.measure_frame import PLACE, joined
from domain.measures.ledgers import Whole, counted, located, tally
from domain.measures.rebounds import rebounds
from domain.measures.rectification import of_inspection
from domain.periods import Period
from domain.places import VILLAGE
from domain.setting import Setting

VISIT_CODES = ("INSP_N", "INSP_RATE", "INSP_COV", "ENV_SCORE")
FIXED_CODES, REBOUND_CODES = ("INSP_FIX",), ("INSP_REB",)
INSPECTION_CODES = (*VISIT_CODES, *FIXED_CODES, *REBOUND_CODES)
# Of fifty columns and many problems only these are taken along.
_WHERE = ("village", "town", "found_on")
_READ = (
    "problem", "village", "town", "unit", "found_on", "category", "spot", "rebound_of", "status", "deadline", "closed_on",
    "first_closed", "undone_on",
)  # fmt: skip
_ENDS = ("closed", "declined")
_SCORE_PER_POINT = 100


def visit_measures(
    visits: pd.DataFrame,
    state: pd.DataFrame,
    *,
    window: Period,
    coverage_days: int,
    setting: Setting,
    as_of: date,
) -> pd.DataFrame:
    """VISIT_CODES of villages, towns, 跨区域 and county: who was visited, and what was found there.

    visits  fields of `Visit`; state as `problem_state` gives it, of which `found_where` is read
    window  the period whose visits INSP_N, INSP_RATE and ENV_SCORE speak of, up to as_of. INSP_COV looks back
            coverage_days
    """
    first = min(window.start, as_of - timedelta(days=coverage_days - 1))
    found = found_where(state)
    is_kept = bool(len(found)) or bool((days(visits["day"]) <= day_stamp(as_of)).any())
    found = found[(found["found_on"] >= day_stamp(first)).to_numpy()]
    seen = inspection_days(visits, found, setting=setting, as_of=as_of, first=first)
    until = min(window.end, as_of)
    frames = [
        *_per_visit(found, seen, window, until, setting, as_of),
        _coverage(seen, is_kept, coverage_days, setting, as_of),
        *_scores(seen, window, until, setting, as_of),
    ]
    return joined(frames)


def fixed_measures(state: pd.DataFrame, *, setting: Setting, as_of: date) -> pd.DataFrame:
    """FIXED_CODES of villages, towns, 跨区域, county and units: what was fixed in time of what came due in as_of's year so far.

    state  as `problem_state` gives it, of which `inspected` is read
    """
    found = inspected(state, since=date(as_of.year, 1, 1))
    return _fixed_in_time(found, bool(of_inspection(state).any()), setting, as_of)


def rebound_measures(
    state: pd.DataFrame, *, rebound_days: int, setting: Setting, as_of: date
) -> pd.DataFrame:
    """REBOUND_CODES of villages, towns, 跨区域, county and units: what came back of what was closed in as_of's year so far.

    state         as `problem_state` gives it, of which `inspected` is read
    rebound_days  after closing within which the same is a return
    """
    found = inspected(state, since=date(as_of.year, 1, 1))
    is_kept = bool(of_inspection(state).any())
    return rebounds(found, is_kept, within=rebound_days, setting=setting, as_of=as_of)


def found_where(state: pd.DataFrame) -> pd.DataFrame:
    """What the measures of visits read of problems: village, town and day of each an inspection found."""
    return state[list(_WHERE)][of_inspection(state)]


def inspected(state: pd.DataFrame, *, since: date | None = None) -> pd.DataFrame:
    """What the measures of what became of them read of problems: where two states are alike in this, these are the same.

    since    only those of which anything is counted from this day on
    returns  _READ; status closed, declined, or blank for every other
    """
    own = of_inspection(state)
    if since is not None:
        own = own & _still_counts(state, since)
    rows = state[list(_READ)][own]
    return rows.assign(status=only_texts(rows["status"], _ENDS))


def _still_counts(state: pd.DataFrame, since: date) -> np.ndarray:
    """Of all years' problems those anything is counted of: found, due or closed since a day, or named as a return."""
    dated = (state[name] >= day_stamp(since) for name in ("found_on", "deadline", "first_closed"))
    counts: np.ndarray = np.logical_or.reduce([*dated, state["rebound_of"].notna()])
    return counts


def inspection_days(
    visits: pd.DataFrame,
    found: pd.DataFrame,
    *,
    setting: Setting,
    as_of: date,
    first: date | None = None,
) -> pd.DataFrame:
    """Every inspection of a village on or before as_of: village, town, day, score (points, NaN without one).

    first  only those on or after this day. A day on which problems were found in a village was an inspection even
           where no visit row says so.
    """
    rows, told = _visited(visits, setting, as_of, first), found
    if first is not None:
        told = told[(told["found_on"] >= day_stamp(first)).to_numpy()]
    told = told.loc[told["village"].notna().to_numpy(), ["village", "town", "found_on"]]
    told = told.rename(columns={"found_on": "day"}).drop_duplicates()
    known = pd.MultiIndex.from_frame(rows[["village", "day"]])
    told = told[~pd.MultiIndex.from_frame(told[["village", "day"]]).isin(known)]
    return pd.concat([rows, told.assign(score=np.nan)], ignore_index=True)


def _visited(visits: pd.DataFrame, setting: Setting, as_of: date, first: date | None) -> pd.DataFrame:
    """village, town, day and score of the visits that were told, by as_of, on or after `first`."""
    day = days(visits["day"])
    asked = day <= day_stamp(as_of)
    if first is not None:
        asked &= day >= day_stamp(first)
    own = visits[asked.to_numpy()]
    rows = located(own["place"], setting.roster, as_of=as_of).assign(
        day=day[asked.to_numpy()], score=numbers(own["score"], per=_SCORE_PER_POINT)
    )
    return rows[rows["village"].notna().to_numpy()].reset_index(drop=True)


def last_visits(visits: pd.DataFrame, found: pd.DataFrame, *, setting: Setting, as_of: date) -> pd.DataFrame:
    """Each village valid on as_of with last (day of its last inspection, NaT never) and days_since (NaN never)."""
    villages = [node.place for node in setting.roster.valid_on(as_of, VILLAGE)]
    came = _visited(visits, setting, as_of, None)
    told = found[["village", "found_on"]].set_axis(["village", "day"], axis=1)
    both = pd.concat([one.groupby("village")["day"].max() for one in (came[["village", "day"]], told)])
    last = both.groupby(level=0).max().reindex(villages)
    rows = pd.DataFrame({"village": villages, "last": days(last.reset_index(drop=True))})
    return rows.assign(days_since=(day_stamp(as_of) - rows["last"]).dt.days)


def _within(day: pd.Series, first: date, last: date) -> np.ndarray:
    found: np.ndarray = ((day >= day_stamp(first)) & (day <= day_stamp(last))).to_numpy()
    return found


def _villages(setting: Setting, as_of: date) -> pd.DataFrame:
    """village, town, unit (none) of every village valid on as_of."""
    rows = setting.roster.ancestry(as_of)
    rows = rows[(rows["level"] == VILLAGE).to_numpy()]
    return pd.DataFrame({"village": rows["place"], "town": rows["town"], "unit": None}).reset_index(drop=True)


def _of_places(found: pd.DataFrame) -> pd.DataFrame:
    return found[(found["subject_kind"] == PLACE).to_numpy()]


def _per_visit(
    found: pd.DataFrame, seen: pd.DataFrame, window: Period, until: date, setting: Setting, as_of: date
) -> list[pd.DataFrame]:
    """INSP_N and INSP_RATE: problems found, and visits, of the villages visited in the window."""
    visited = seen[_within(seen["day"], window.start, until)].groupby("village").size()
    own = found[_within(found["found_on"], window.start, until)]
    rows = _villages(setting, as_of)
    base = looked_up(rows["village"], visited)
    problems = looked_up(rows["village"], own.groupby("village").size()).fillna(0.0).where(base.notna())
    rows = rows.assign(numerator=problems, denominator=base)
    elsewhere = own.loc[own["village"].isna().to_numpy(), ["village", "town"]]
    rows = pd.concat([rows, elsewhere.assign(unit=None, numerator=1.0, denominator=0.0)], ignore_index=True)
    return [
        _of_places(counted(rows, Whole(code, base, False), period=window.code, setting=setting, as_of=as_of))
        for code, base in (("INSP_N", False), ("INSP_RATE", True))
    ]


def _coverage(seen: pd.DataFrame, is_kept: bool, within: int, setting: Setting, as_of: date) -> pd.DataFrame:
    """Villages inspected within so many days over all villages; nothing is known before the first inspection."""
    first = as_of - timedelta(days=within - 1)
    recent = set(seen["village"][_within(seen["day"], first, as_of)])
    rows = _villages(setting, as_of)
    inspected = rows["village"].isin(list(recent)).astype("float64")
    rows = rows.assign(numerator=inspected if is_kept else np.nan, denominator=1.0)
    whole = Whole("INSP_COV", True, False)
    return _of_places(counted(rows, whole, period=as_of.isoformat(), setting=setting, as_of=as_of))


def _fixed_in_time(found: pd.DataFrame, is_kept: bool, setting: Setting, as_of: date) -> pd.DataFrame:
    """Closed on or before the deadline, of this year's problems that have come due; today is not yet late."""
    today = day_stamp(as_of)
    closed = found["status"] == "closed"
    due = (found["deadline"] < today) | ((found["deadline"] == today) & closed)
    due &= (found["deadline"].dt.year == as_of.year) & (found["status"] != "declined")
    in_time = closed & (found["closed_on"] <= found["deadline"])
    rows = tally(found, counts=in_time, among=due)
    whole = Whole("INSP_FIX", True, is_kept)
    return counted(rows, whole, period=as_of.isoformat(), setting=setting, as_of=as_of)


def _scores(
    seen: pd.DataFrame, window: Period, until: date, setting: Setting, as_of: date
) -> list[pd.DataFrame]:
    """ENV_SCORE: a village's mean over its scored visits; a town's and the county's mean over villages with one."""
    scored = seen[_within(seen["day"], window.start, until) & seen["score"].notna().to_numpy()]
    by_village = scored.groupby("village")["score"]
    rows = _villages(setting, as_of)
    total = looked_up(rows["village"], by_village.sum())
    count = looked_up(rows["village"], by_village.size())
    whole = Whole("ENV_SCORE", True, False)
    villages, wholes = (
        _of_places(counted(parts, whole, period=window.code, setting=setting, as_of=as_of))
        for parts in (
            rows.assign(numerator=total, denominator=count),
            rows.assign(numerator=total / count, denominator=count / count),
        )
    )
    is_village = villages["subject"].isin(list(rows["village"])).to_numpy()
    return [villages[is_village], wholes[~wholes["subject"].isin(list(rows["village"])).to_numpy()]]
