"""Verdicts on measures: the named baseline, the gap to it, the light and the sentence of its rule."""

from functools import lru_cache

from pandas import DataFrame, concat

from data_access.database import Store, reading
from data_access.rows import rows_known
from domain.baselines import TargetLines, target_lines
from domain.judged import judged
from domain.lights import LightRules, light_rules
from domain.measures.rectification import deadline_targets, problem_state
from domain.permissions import Moment
from domain.records import LightRule, Target
from services.read_ledgers import read_ledgers
from services.read_setting import read_setting

# Its line is drawn by the problems' own deadlines, not by the calendar.
DUE_BY_DEADLINE = "REC_DONE"


@lru_cache(maxsize=8)
def read_rules(store: Store, known_at: int) -> tuple[TargetLines, LightRules]:
    """The declared lines and light rules as known at a change."""
    with reading(store) as connection:
        targets = rows_known(connection, Target, known_at)
        rules = rows_known(connection, LightRule, known_at)
    return target_lines(targets), light_rules(rules)


def judge(store: Store, measures: DataFrame, *, moment: Moment, line: str = "") -> DataFrame:
    """The measure frame with JUDGED_COLUMNS (domain/judged.py), counted to the moment's day.

    line  the baseline chosen on the page: time, node, province, target; blank takes each indicator's default
    """
    lines, rules = read_rules(store, moment.known_at)
    setting = read_setting(store, moment.known_at)
    if (measures["indicator"] == DUE_BY_DEADLINE).any():
        lines = _with_deadlines(store, moment)
    return judged(measures, setting.catalogue, day=moment.as_of, lines=lines, rules=rules, line=line)


@lru_cache(maxsize=64)
def _with_deadlines(store: Store, moment: Moment) -> TargetLines:
    """The declared lines and, for rectification, the share of problems whose own deadline has passed by the day."""
    setting = read_setting(store, moment.known_at)
    ledgers = read_ledgers(store, moment.known_at)
    state = problem_state(ledgers.problems, ledgers.events, setting=setting, as_of=moment.as_of)
    due = deadline_targets(state, setting=setting, as_of=moment.as_of)
    with reading(store) as connection:
        declared = rows_known(connection, Target, moment.known_at)
    return target_lines(concat([declared[list(due.columns)], due], ignore_index=True))
