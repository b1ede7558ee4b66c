"""A selection of problems: source, batch, unit, town, leader, person and when they are due; each narrows the others.

A selection asks of a problem only what time alone does not change, so that a problem moves into it or out of it by
what was said of it and never by the day: the deadline is held against fixed days, not against the status.
"""

from dataclasses import dataclass, fields, replace
from datetime import date, timedelta

import pandas as pd

from domain.frames import day_stamp, each_text, is_said
from domain.measures.rectification import INSPECTION

EVERYTHING = "all"
FEEDBACK = "feedback"
TASKS = "tasks"
UNSAID = "unsaid"
SOURCE_WORDS = {
    INSPECTION: "日督查",
    "superior": "上级反馈",
    "audit": "审计",
    "patrol": "巡察",
    "hotline": "群众诉求",
    "self": "自查",
}
# When the deadline falls, by days from the day looked at.
DUE_WORDS = {
    "past": "期限已过", "week": "7 天内到期", "month": "8—30 天到期", "later": "30 天以后到期", UNSAID: "没有写期限",
}  # fmt: skip
_DAYS = {"past": (None, -1), "week": (0, 7), "month": (8, 30), "later": (31, None)}
NAMES = ("leader", "person")
# Of a problem's own row what a selection asks for.
SELECTED_FIELDS = frozenset(
    {"source", "batch", "place", "duty_unit", "lead_unit", "leader", "person", "deadline", "found_on"}
)


@dataclass(frozen=True, slots=True)
class Selection:
    """What is asked of a problem; EVERYTHING asks nothing, UNSAID for those of which nothing is said.

    source   also FEEDBACK: every source but the daily inspection; TASKS: what was handed down 分解任务 and what
             villages alike look up 举一反三. Those are parts of a problem and in no other selection
    unit     a unit's key; town a town's key or 跨区域
    due      one of DUE_WORDS
    """

    source: str = EVERYTHING
    batch: str = EVERYTHING
    unit: str = EVERYTHING
    town: str = EVERYTHING
    leader: str = EVERYTHING
    person: str = EVERYTHING
    due: str = EVERYTHING

    @property
    def asked(self) -> dict[str, str]:
        """What it asks for, by the names of its fields; empty where it asks for nothing."""
        worths = {field.name: str(getattr(self, field.name)) for field in fields(self)}
        return {name: worth for name, worth in worths.items() if worth != EVERYTHING}

    def without_names(self) -> "Selection":
        """The same for those who may not see officials' names, and so may not ask by them either."""
        return replace(self, **dict.fromkeys(NAMES, EVERYTHING))

    def inside(self, state: pd.DataFrame, *, as_of: date) -> pd.Series:
        """Which problems lie in the selection.

        state  `problem_state` of any day
        as_of  the day deadlines are held against, the same for the opening and the closing of a strip
        """
        chosen = state["is_task"] if self.source == TASKS else ~state["is_task"]
        for name, worth in self.asked.items():
            if worth == TASKS:
                continue
            chosen &= _due(state, worth, as_of) if name == "due" else _said(state[name], worth)
        return chosen


WHOLE = Selection()


def _said(column: pd.Series, worth: str) -> pd.Series:
    if worth == FEEDBACK:
        return column != INSPECTION
    if worth == UNSAID:
        return ~is_said(column)
    return pd.Series(each_text(column, lambda text: text.strip() == worth), index=column.index)


def _due(state: pd.DataFrame, worth: str, as_of: date) -> pd.Series:
    deadline = state["deadline"]
    if worth == UNSAID:
        return deadline.isna()
    first, last = _DAYS[worth]
    chosen = deadline.notna()
    if first is not None:
        chosen &= deadline >= day_stamp(as_of + timedelta(days=first))
    if last is not None:
        chosen &= deadline <= day_stamp(as_of + timedelta(days=last))
    return chosen
