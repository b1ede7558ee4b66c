"""How every problem stands on a day: its status is its last event on or before it; deadlines are held against the day."""

from datetime import date

import numpy as np
import pandas as pd

from domain.frames import day_stamp, days, fields_of, is_said, positions, with_codes
from domain.measures.ledgers import located, texts_or_none
from domain.problem_life import BESIDE, HANDED_DOWN, SPREAD
from domain.problem_status import ENDED, ON_THE_CLOCK, ProblemStatus
from domain.records import Problem, meanings
from domain.setting import Setting

# Ageing of what is open: the ladder of reminders (紫阳 蓝黄红三单) and the two weeks ahead.
AGES = ("staged", "no_deadline", "later", "within_week", "late_1_3", "late_4_7", "late_over_7")
AGE_WORDS = {
    "staged": "阶段性（长期坚持）", "no_deadline": "未定期限", "later": "7 天以后到期", "within_week": "7 天内到期",
    "late_1_3": "逾期 1—3 天", "late_4_7": "逾期 4—7 天", "late_over_7": "逾期超过 7 天",
}  # fmt: skip

# What a 回头看 says of a closed problem.
CONFIRMED, FOUND_FALSE = "confirmed", "found_false"
# Texts told again and again: by a code each, in the order of texts. What is written freely stays a text.
CODED = (
    "source", "batch", "category", "place", "severity", "leader", "lead_unit", "duty_unit", "person", "deadline_written",
    "check_item", "village", "town", "unit",
)  # fmt: skip
CODED_FIELDS = tuple(name for name in CODED if name in meanings(Problem))
_STATUSES = tuple(sorted(status.value for status in ProblemStatus))
_STATUS = pd.CategoricalDtype(pd.Index(_STATUSES, dtype="str"))
_AGES = sorted(("", *AGES))
_AGE = pd.CategoricalDtype(pd.Index(_AGES, dtype="str"))
# The first that is true of a problem is its age.
_TRIED = ("", "staged", "no_deadline", "late_over_7", "late_4_7", "late_1_3", "within_week")
_CODE = {status: at for at, status in enumerate(_STATUSES)}
_WAITING, _CLOSED, _RETURNED, _STAGED = (_CODE[name] for name in ("waiting", "closed", "returned", "staged"))
_ENDS = np.array([status in ENDED for status in _STATUSES])
_TICKS = np.array([status in ON_THE_CLOCK for status in _STATUSES])
_NEVER = np.datetime64("NaT", "s")


def problem_state(
    problems: pd.DataFrame, events: pd.DataFrame, *, setting: Setting, as_of: date
) -> pd.DataFrame:
    """Every problem found on or before as_of, of any source, as it stands that day.

    returns  the fields of `Problem` (found_on, deadline, next_review datetime64), village, town, unit (the duty unit,
             else the lead unit), status, since (day of its last event, else found_on), closed_on (day it was closed
             while it is), returns (times it was sent back), reopens (times an end was undone), first_closed (first day
             of as_of's year it was closed), undone_on (first day after that it was open again), looks and false_looks
             (回头看 that year, and how many of them found it not really put right), note (what was written of it last),
             is_task (handed down from another problem, in no rate), is_open, days_late (0 unless on the clock), age (one
             of AGES, blank when ended). CODED, status and age are categories in the order of texts
             (`domain.frames.with_codes`). A problem is worked out from its own rows alone
    """
    rows = _found(problems, as_of)
    own, at, day = _events_of(rows, events, as_of)
    on_the_way = ~own["kind"].isin(list(BESIDE)).to_numpy(dtype=bool)
    to = positions(own["to_status"], _STATUSES)
    walked = _walked(len(rows), at[on_the_way], day[on_the_way], to[on_the_way], as_of)
    looks = _looks(len(rows), own["kind"], at, day >= np.datetime64(date(as_of.year, 1, 1)))
    since = pd.Series(walked["since"], index=rows.index)
    rows = rows.assign(
        status=pd.Categorical.from_codes(walked["status"], dtype=_STATUS),
        since=since.where(since.notna(), rows["found_on"]),
        returns=walked["returns"],
        reopens=walked["reopens"],
        first_closed=pd.Series(walked["first_closed"], index=rows.index),
        undone_on=pd.Series(walked["undone_on"], index=rows.index),
        looks=looks[0] + looks[1],
        false_looks=looks[1],
        is_task=np.bincount(
            at[own["kind"].isin([HANDED_DOWN, SPREAD]).to_numpy(dtype=bool)], minlength=len(rows)
        )
        > 0,
        note=_notes(len(rows), own, at),
    )
    rows["closed_on"] = rows["since"].where(walked["status"] == _CLOSED)
    return _with_clock(_with_subjects(rows, setting, as_of), day_stamp(as_of))


def _found(problems: pd.DataFrame, as_of: date) -> pd.DataFrame:
    found_on = days(problems["found_on"])
    known = (found_on <= day_stamp(as_of)).to_numpy()
    rows = fields_of(Problem, problems)
    rows = rows.copy(deep=False) if known.all() else rows[known]
    rows = rows.reset_index(drop=True)
    for name in ("found_on", "deadline", "next_review"):
        rows[name] = days(rows[name])
    return rows


def _events_of(
    rows: pd.DataFrame, events: pd.DataFrame, as_of: date
) -> tuple[pd.DataFrame, np.ndarray, np.ndarray]:
    """Events of these problems by as_of, oldest first of each: the rows, which problem each is of, and its day."""
    count = len(rows)
    codes, _ = pd.factorize(pd.concat([rows["problem"].astype("str"), events["number"].astype("str")]))
    at, day = codes[count:], days(events["day"]).to_numpy()
    kept = (at < count) & (events["about"] == Problem.NAME).to_numpy(dtype=bool)
    places = np.flatnonzero(kept & (day <= np.datetime64(as_of)))
    order = np.lexsort((events["seq"].to_numpy(dtype="int64")[places], day[places], at[places]))
    places = places[order]
    return events[["kind", "to_status", "note"]].take(places), at[places], day[places]


def _walked(
    count: int, at: np.ndarray, day: np.ndarray, to: np.ndarray, as_of: date
) -> dict[str, np.ndarray]:
    """status (codes), since, returns, reopens, first_closed and undone_on of each problem; events in order."""
    new = np.ones(len(at), dtype=bool)
    new[1:] = at[1:] != at[:-1]
    last = np.ones(len(at), dtype=bool)
    last[:-1] = new[1:]
    status, since = np.full(count, _WAITING), np.full(count, _NEVER)
    status[at[last]], since[at[last]] = to[last], day[last]
    undone = np.zeros(len(at), dtype=bool)
    undone[1:] = ~new[1:] & _ENDS[to[:-1]] & ~_ENDS[to[1:]]
    closed = (to == _CLOSED) & (day >= np.datetime64(date(as_of.year, 1, 1)))
    first_closed = _first(count, at[closed], day[closed])
    after = ~_ENDS[to] & (day > first_closed[at])
    return {
        "status": status,
        "since": since,
        "returns": np.bincount(at[to == _RETURNED], minlength=count).astype("int64"),
        "reopens": np.bincount(at[undone], minlength=count).astype("int64"),
        "first_closed": first_closed,
        "undone_on": _first(count, at[after], day[after]),
    }


def _first(count: int, at: np.ndarray, day: np.ndarray) -> np.ndarray:
    """The first day told of each problem, NaT where none is; days in order."""
    found = np.full(count, _NEVER)
    found[at[::-1]] = day[::-1]
    return found


def _looks(count: int, kinds: pd.Series, at: np.ndarray, recent: np.ndarray) -> list[np.ndarray]:
    """How often each problem was looked at again and found true, and false, on the days that are recent."""
    return [
        np.bincount(at[recent & (kinds == kind).to_numpy(dtype=bool)], minlength=count).astype("int64")
        for kind in (CONFIRMED, FOUND_FALSE)
    ]


def _notes(count: int, own: pd.DataFrame, at: np.ndarray) -> pd.Series:
    """What was written last of each problem, missing where nothing was."""
    said = is_said(own["note"]).to_numpy(dtype=bool)
    place = np.full(count, -1)
    place[at[said]] = np.flatnonzero(said)
    return own["note"].astype("str").reset_index(drop=True).reindex(place).reset_index(drop=True)


def _with_subjects(rows: pd.DataFrame, setting: Setting, as_of: date) -> pd.DataFrame:
    duty, lead = texts_or_none(rows["duty_unit"]), texts_or_none(rows["lead_unit"])
    placed = located(rows["place"], setting.roster, as_of=as_of)
    told = rows.assign(village=placed["village"], town=placed["town"], unit=duty.where(duty.notna(), lead))
    return with_codes(told, CODED)


def _with_clock(rows: pd.DataFrame, today: pd.Timestamp) -> pd.DataFrame:
    status = rows["status"].array.codes
    is_open = ~_ENDS[status]
    left = (rows["deadline"] - today).dt.days
    days_late = (-left).where(_TICKS[status] & (left < 0), 0).fillna(0).astype("int64")
    ages = np.select(
        [
            ~is_open, status == _STAGED, rows["deadline"].isna(), days_late > 7, days_late > 3, days_late > 0, left <= 7,
        ],
        [_AGES.index(age) for age in _TRIED],
        default=_AGES.index("later"),
    )  # fmt: skip
    return rows.assign(is_open=is_open, days_late=days_late, age=pd.Categorical.from_codes(ages, dtype=_AGE))
