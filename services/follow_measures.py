"""How measures came to where they are: towns and county at the ends of the last periods, each judged on its own day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from pandas import DataFrame, concat

from data_access.database import Store
from domain.aggregation import period_measures
from domain.baselines import TargetLines, target_lines
from domain.judged import judged
from domain.measure_frame import PLACE, joined
from domain.measures.funds import FUND_CODES, fund_measures
from domain.measures.inspection import INSPECTION_CODES, inspection_measures
from domain.measures.ledgers import Ledgers
from domain.measures.projects import PROJECT_CODES, project_measures, project_state
from domain.measures.rectification import (
    RECTIFICATION_CODES,
    deadline_targets,
    problem_state,
    rectification_measures,
)
from domain.periods import Period
from domain.permissions import Moment, Scope
from domain.places import CROSS_TOWN, CROSS_TOWN_NAME, TOWN
from domain.setting import Setting
from services.judge_measures import read_rules
from services.read_ledgers import read_ledgers
from services.read_measures import last_periods, read_figures, within
from services.read_setting import read_setting

RECTIFIED = "REC_DONE"
# What the rectification rate is held against: the share of problems whose deadline has passed.
DUE_NAME = "到期应销号"


@dataclass(frozen=True, eq=False)
class Followed:
    """Measures at the ends of periods, and what REC_DONE was held against on each of those days."""

    rows: DataFrame
    due: dict[date, TargetLines]


def follow_measures(
    store: Store,
    *,
    scope: Scope,
    moment: Moment,
    codes: tuple[str, ...],
    count: int,
    cadence: str,
    line: str = "",
) -> DataFrame:
    """The judged measure frame (domain/judged.py) with `day` and `name`, oldest first.

    codes    reported and ledger indicators alike; REC_DONE is held against the deadlines that have passed
    line     the baseline chosen on the page; blank takes each indicator's default
    returns  county, towns and 跨区域 at the end of each period, the running one at as_of
    """
    setting = read_setting(store, moment.known_at)
    periods = tuple(last_periods(cadence, moment.as_of, count, setting.week_starts))
    followed = _followed(store, moment, codes, periods)
    lines, rules = read_rules(store, moment.known_at)
    seen = within(followed.rows, scope)
    frames = []
    for period in periods:
        day = min(period.end, moment.as_of)
        own = seen[(seen["period"] == period.code).to_numpy()]
        known = TargetLines({**lines.nodes, **followed.due[day].nodes}) if day in followed.due else lines
        found = judged(own, setting.catalogue, day=day, lines=known, rules=rules, line=line)
        frames.append(found.assign(day=day))
    told = concat(frames, ignore_index=True)
    by_deadline = (told["indicator"] == RECTIFIED) & told["line"].notna()
    named = told.assign(
        line=told["line"].astype(object).mask(by_deadline, DUE_NAME),
        name=[subject_name(key, setting) for key in told["subject"]],
    )
    return named.astype({"baseline": "float64", "gap": "float64"})


def subject_name(key: str, setting: Setting) -> str:
    """A place's name; 跨区域 for what lies in no single town."""
    if key == CROSS_TOWN:
        return CROSS_TOWN_NAME
    return setting.roster[key].name if key in setting.roster else key


# Whoever asks at the same version gets the same measures: what was known at N never changes.
@lru_cache(maxsize=16)
def _followed(store: Store, moment: Moment, codes: tuple[str, ...], periods: tuple[Period, ...]) -> Followed:
    setting, ledgers = read_setting(store, moment.known_at), read_ledgers(store, moment.known_at)
    figures = read_figures(store, moment.known_at, codes)
    reported = period_measures(figures, setting, as_of=moment.as_of, codes=codes, periods=periods)
    frames, due = [reported], {}
    for period in periods:
        day = min(period.end, moment.as_of)
        found = [*_of_projects(ledgers, codes, setting, day)]
        found += _of_problems(ledgers, codes, period, setting, day)
        frames.append(joined(found).assign(period=period.code))
        if RECTIFIED in codes:
            state = problem_state(ledgers.problems, ledgers.events, setting=setting, as_of=day)
            due[day] = target_lines(deadline_targets(state, setting=setting, as_of=day))
    rows = joined(frames)
    kept = (rows["subject_kind"] == PLACE) & rows["subject"].isin(_subjects(setting, moment.as_of))
    kept &= rows["indicator"].isin(codes)
    return Followed(rows[kept.to_numpy()].reset_index(drop=True), due)


def _subjects(setting: Setting, day: date) -> list[str]:
    """County, towns and 跨区域: what is drawn over time."""
    county = [setting.roster.county.place] if setting.roster.county else []
    return [*county, *(town.place for town in setting.roster.valid_on(day, TOWN)), CROSS_TOWN]


def _of_projects(ledgers: Ledgers, codes: Sequence[str], setting: Setting, day: date) -> list[DataFrame]:
    wanted = set(codes)
    if not wanted & {*PROJECT_CODES, *FUND_CODES}:
        return []
    state = project_state(ledgers.projects, ledgers.statuses, ledgers.events, setting=setting, as_of=day)
    found = []
    if wanted & set(PROJECT_CODES):
        found.append(project_measures(state, setting=setting, as_of=day))
    if wanted & set(FUND_CODES):
        money = (ledgers.allocations, ledgers.funds, ledgers.payments)
        found.append(fund_measures(state, *money, setting=setting, as_of=day))
    return found


def _of_problems(
    ledgers: Ledgers, codes: Sequence[str], period: Period, setting: Setting, day: date
) -> list[DataFrame]:
    wanted = set(codes)
    if not wanted & {*RECTIFICATION_CODES, *INSPECTION_CODES}:
        return []
    state = problem_state(ledgers.problems, ledgers.events, setting=setting, as_of=day)
    found = []
    if wanted & set(RECTIFICATION_CODES):
        found.append(rectification_measures(state, setting=setting, as_of=day))
    if wanted & set(INSPECTION_CODES):
        found.append(
            inspection_measures(
                ledgers.visits, state, ledgers.events, window=period, setting=setting, as_of=day
            )
        )
    return found
