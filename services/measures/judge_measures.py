"""Verdicts on measures: the named baseline, the gap to it, the light and the sentence of its rule."""

from pandas import DataFrame, concat

from data_access.database import Store
from domain.baselines import TargetLines, target_lines
from domain.judged import judged
from domain.lights import LightRules, light_rules
from domain.measures.rectification import deadline_targets, rectified
from domain.permissions import Moment
from domain.records import LightRule, Target
from services.known.kept import Shelf, kept
from services.known.known_rows import known_rows, last_change
from services.known.read_setting import SETTING, read_setting
from services.known.read_states import last_of_problems_read, problems_on

# Its line is drawn by the problems' own deadlines, not by the calendar.
DUE_BY_DEADLINE = "REC_DONE"


def read_rules(store: Store, known_at: int) -> tuple[TargetLines, LightRules]:
    """The declared lines and light rules as known at a change; the same until a change alters them."""
    return _rules(store, last_change(store, known_at, Target, LightRule))


def last_of_judgement(store: Store, known_at: int) -> int:
    """The newest change that altered what measures are judged by: lines, rules, the setting.

    The deadlines REC_DONE is held against are problems', as itself is: whoever judges it is told by `last_of_measures`.
    """
    return last_change(store, known_at, Target, LightRule, *SETTING)


@kept(8)
def _rules(store: Store, known_at: int) -> tuple[TargetLines, LightRules]:
    targets = known_rows(store, Target, known_at)
    return target_lines(targets), light_rules(known_rows(store, LightRule, known_at))


def judge(store: Store, measures: DataFrame, *, moment: Moment, line: str = "") -> DataFrame:
    """The measure frame with JUDGED_COLUMNS (domain/judged.py), counted to the moment's day.

    line  the baseline chosen on the page: time, node, province, target; blank takes each indicator's default
    """
    lines, rules = read_rules(store, moment.known_at)
    setting = read_setting(store, moment.known_at)
    if (measures["indicator"] == DUE_BY_DEADLINE).any():
        lines = _with_deadlines(store, moment)
    return judged(measures, setting.catalogue, day=moment.as_of, lines=lines, rules=rules, line=line)


def _with_deadlines(store: Store, moment: Moment) -> TargetLines:
    """The declared lines and, for rectification, the share of problems whose own deadline has passed by the day."""
    known_at, day = moment.known_at, moment.as_of
    key = (
        store,
        last_of_problems_read(store, known_at, day, rectified),
        last_change(store, known_at, Target),
        day,
    )
    return _DEADLINES.answer(key, lambda: _deadlines(store, moment))


_DEADLINES: Shelf[TargetLines] = Shelf(64)


def _deadlines(store: Store, moment: Moment) -> TargetLines:
    setting = read_setting(store, moment.known_at)
    state = problems_on(store, moment.known_at, moment.as_of)
    due = deadline_targets(state, setting=setting, as_of=moment.as_of)
    declared = known_rows(store, Target, moment.known_at)
    return target_lines(concat([declared[list(due.columns)], due], ignore_index=True))
