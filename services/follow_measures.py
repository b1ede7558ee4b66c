"""How measures came to where they are: towns and county at the ends of the last periods, each judged on its own day."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from pandas import DataFrame, concat

from data_access.database import Store
from domain.aggregation import period_of_parts
from domain.baselines import TargetLines, target_lines
from domain.judged import judged
from domain.measure_frame import PLACE, joined
from domain.measures.funds import FUND_CODES, fund_measures
from domain.measures.inspection import INSPECTION_CODES, inspection_measures
from domain.measures.projects import PROJECT_CODES, project_measures
from domain.measures.rectification import (
    RECTIFICATION_CODES,
    deadline_targets,
    rectification_measures,
)
from domain.periods import Period
from domain.permissions import Moment, Scope
from domain.places import CROSS_TOWN, CROSS_TOWN_NAME, TOWN
from domain.setting import Setting
from services.judge_measures import read_rules
from services.kept import Shelf
from services.read_ledgers import read_ledgers
from services.read_measures import inspection_window, last_periods, within
from services.read_parts import read_parts
from services.read_setting import read_setting
from services.read_states import (
    last_of_funds,
    last_of_inspections,
    last_of_problems,
    last_of_projects,
    problems_on,
    projects_on,
)

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


def _followed(store: Store, moment: Moment, codes: tuple[str, ...], periods: tuple[Period, ...]) -> Followed:
    setting = read_setting(store, moment.known_at)
    parts = read_parts(store, moment.known_at, codes)
    frames = [period_of_parts(parts, setting, as_of=moment.as_of, periods=periods)]
    due = {}
    for period in periods:
        day = min(period.end, moment.as_of)
        groups = [(group, last) for known, group, last in _GROUPS if set(known) & set(codes)]
        found = [_of_day(group, last, store, moment.known_at, day) for group, last in groups]
        frames.append(joined(found).assign(period=period.code))
        if RECTIFIED in codes:
            state = problems_on(store, moment.known_at, day)
            due[day] = target_lines(deadline_targets(state, setting=setting, as_of=day))
    rows = joined(frames)
    kept = _drawn(rows, setting, moment.as_of)
    return Followed(kept[kept["indicator"].isin(codes).to_numpy()].reset_index(drop=True), due)


def _drawn(rows: DataFrame, setting: Setting, day: date) -> DataFrame:
    """The rows of county, towns and 跨区域."""
    kept = (rows["subject_kind"] == PLACE) & rows["subject"].isin(_subjects(setting, day))
    return rows[kept.to_numpy()].reset_index(drop=True)


def _subjects(setting: Setting, day: date) -> list[str]:
    """County, towns and 跨区域: what is drawn over time."""
    county = [setting.roster.county.place] if setting.roster.county else []
    return [*county, *(town.place for town in setting.roster.valid_on(day, TOWN)), CROSS_TOWN]


def _of_projects(store: Store, known_at: int, day: date) -> DataFrame:
    setting = read_setting(store, known_at)
    return project_measures(projects_on(store, known_at, day), setting=setting, as_of=day)


def _of_funds(store: Store, known_at: int, day: date) -> DataFrame:
    setting, ledgers = read_setting(store, known_at), read_ledgers(store, known_at)
    money = (ledgers.allocations, ledgers.funds, ledgers.payments)
    return fund_measures(projects_on(store, known_at, day), *money, setting=setting, as_of=day)


def _of_feedback(store: Store, known_at: int, day: date) -> DataFrame:
    setting = read_setting(store, known_at)
    return rectification_measures(problems_on(store, known_at, day), setting=setting, as_of=day)


def _of_inspections(store: Store, known_at: int, day: date) -> DataFrame:
    """Per-visit counts speak of the month so far, as everywhere else (services/read_measures.py)."""
    setting, ledgers = read_setting(store, known_at), read_ledgers(store, known_at)
    return inspection_measures(
        ledgers.visits,
        problems_on(store, known_at, day),
        ledgers.events,
        window=inspection_window(setting, day),
        setting=setting,
        as_of=day,
    )


Group = Callable[[Store, int, date], DataFrame]
# The measures of a ledger on a day, and the newest change that altered what they are made of.
_GROUPS: tuple[tuple[tuple[str, ...], Group, Callable[[Store, int], int]], ...] = (
    (PROJECT_CODES, _of_projects, last_of_projects),
    (FUND_CODES, _of_funds, last_of_funds),
    (RECTIFICATION_CODES, _of_feedback, last_of_problems),
    (INSPECTION_CODES, _of_inspections, last_of_inspections),
)
# Worked out once, whichever page and whichever choice of it asks.
_DAYS: Shelf[DataFrame] = Shelf(1024)


def _of_day(
    group: Group, last: Callable[[Store, int], int], store: Store, known_at: int, day: date
) -> DataFrame:
    """What is drawn of one group's measures on a day, kept until a change alters what they are made of."""
    setting = read_setting(store, known_at)
    key = (store, group, last(store, known_at), day)
    return _DAYS.answer(key, lambda: _drawn(group(store, known_at, day), setting, day))
