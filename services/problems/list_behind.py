"""From a number of 问题整改 to the problems it counts: a term of the strip, an age, a cell of unit × status, a rate's part."""

from dataclasses import dataclass
from datetime import date

import pandas as pd
from pandas import DataFrame, Series

from data_access.database import Store, reading
from data_access.sources import cells_of_rows
from domain.measures.problem_state import AGE_WORDS
from domain.measures.strip import STRIP_WORDS, behind_term
from domain.permissions import Moment, Scope
from domain.problem_selection import Selection
from domain.problem_status import STATUS_WORDS, ProblemStatus
from domain.records import Problem
from domain.refusals import Refusal
from domain.setting import Setting
from services.known.read_ledgers import read_ledgers
from services.known.read_setting import read_setting
from services.problems.follow_problems import Followed, follow_problems
from services.problems.problem_words import deadline_words, problem_texts, status_words, unit_name, unit_names

SEPARATOR = "~"
MOST = 200
NOBODY = "none"  # the unit of problems nobody answers for
BEHIND_COLUMNS = (
    "problem", "text", "unit_name", "found_on", "deadline", "status_word", "file", "sheet", "cells", "change",
)  # fmt: skip
_WHOLE_WORDS = {
    "asked": "应整改", "closed": "已销号", "staged": "阶段性完成", "checking": "台账报完成待复查", "late": "逾期",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Behind:
    """title  「本旬销号」, 「柳湾乡整改中」
    count    how many problems the number counts; rows at most MOST of them, BEHIND_COLUMNS, in order of deadline
    """

    title: str
    count: int
    rows: DataFrame


def list_behind(
    store: Store, *, scope: Scope, moment: Moment, behind: str, span: str = "xun", since: date | None = None,
    **asked: str,
) -> Behind:  # fmt: skip
    """The problems behind a number of the page that `show_rectification` makes with the same span and selection.

    behind  flow~TERM | age~AGE | all~PART | unit~KEY~STATUS (also open, late, closed)
    Refusal for anything else
    """
    followed = follow_problems(
        store, scope=scope, moment=moment, selection=Selection(**asked), span=span, since=since
    )
    setting = read_setting(store, moment.known_at)
    title, rows = _found(behind.split(SEPARATOR), followed, setting)
    rows = rows.sort_values(["deadline", "problem"], kind="stable").reset_index(drop=True)
    return Behind(title, len(rows), _told(store, rows[:MOST], setting, moment))


def _found(asked: list[str], followed: Followed, setting: Setting) -> tuple[str, DataFrame]:
    inside = followed.inside
    match asked:
        case ["flow", term] if term in STRIP_WORDS:
            numbers = followed.moved["problem"][behind_term(followed.moved, term).to_numpy(dtype=bool)]
            word = STRIP_WORDS[term]
            title = f"{word}未结" if term in ("opening", "closing") else f"{followed.span.word}{word}"
            return title, _of_either_day(followed, numbers)
        case ["age", age] if age in AGE_WORDS:
            return AGE_WORDS[age], inside[(inside["age"] == age).to_numpy()]
        case ["all", part] if part in _WHOLE_WORDS:
            # The rates are of problems alone; what is late are tasks too.
            own = inside if part == "late" else inside[~inside["is_task"].to_numpy(dtype=bool)]
            return _WHOLE_WORDS[part], own[_part(own, part).to_numpy(dtype=bool)]
        case ["unit", unit, part] if unit == NOBODY or (followed.state["unit"] == unit).any():
            held = inside["unit"].isna() if unit == NOBODY else inside["unit"] == unit
            name = unit_name(None if unit == NOBODY else unit, setting)
            return f"{name}{_word(part)}", inside[(held & _part(inside, part)).to_numpy(dtype=bool)]
    raise Refusal("这个链接不指向任何一个数。请从页面上的数字点开。", code="no_trace")


def _part(rows: DataFrame, part: str) -> Series:
    if part == "asked":
        return rows["status"] != "declined"
    if part == "open":
        return rows["is_open"]
    return rows["days_late"] > 0 if part == "late" else rows["status"] == part


def _word(part: str) -> str:
    if part in ("open", "late"):
        return {"open": "未结", "late": "逾期"}[part]
    try:
        return STATUS_WORDS[ProblemStatus(part)]
    except ValueError as error:
        raise Refusal("这个链接不指向任何一个数。请从页面上的数字点开。", code="no_trace") from error


def _of_either_day(followed: Followed, numbers: Series) -> DataFrame:
    """The problems as they stand now; one that is no longer known as it stood on the eve."""
    known = followed.state[followed.state["problem"].isin(list(numbers)).to_numpy()]
    gone = followed.before[followed.before["problem"].isin(set(numbers) - set(known["problem"])).to_numpy()]
    return pd.concat([known, gone], ignore_index=True) if len(gone) else known


def _told(store: Store, rows: DataFrame, setting: Setting, moment: Moment) -> DataFrame:
    """BEHIND_COLUMNS, each problem with the cells its registration was read from; blank where that was withdrawn."""
    known = read_ledgers(store, moment.known_at).problems
    own = known[known["problem"].isin(list(rows["problem"])).to_numpy()]
    with reading(store) as connection:
        origin = cells_of_rows(connection, Problem, own)
    origin = origin[["file", "sheet", "cells", "change"]].set_axis(own["problem"].tolist())
    told = DataFrame(
        {
            "problem": rows["problem"],
            "text": problem_texts(rows, setting.roster),
            "unit_name": unit_names(rows["unit"], setting),
            "found_on": [f"{day:%m-%d}" for day in rows["found_on"]],
            "deadline": deadline_words(rows),
            "status_word": status_words(rows["status"]),
        }
    )
    return told.join(origin, on="problem")[list(BEHIND_COLUMNS)]
