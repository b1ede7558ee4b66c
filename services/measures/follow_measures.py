"""How measures came to where they are: towns and county at the ends of the last periods, each judged on its own day."""

from dataclasses import dataclass
from datetime import date

from pandas import DataFrame, concat

from data_access.database import Store
from domain.baselines import TargetLines, target_lines
from domain.judged import judged
from domain.measure_frame import PLACE, joined
from domain.measures.rectification import deadline_targets
from domain.periods import Period
from domain.permissions import Moment, Scope
from domain.places import CROSS_TOWN, CROSS_TOWN_NAME, TOWN
from domain.setting import Setting
from services.known.hide_small_counts import hide_small_counts
from services.known.kept import Shelf
from services.known.read_setting import read_setting
from services.known.read_states import last_of_measured_problems, problems_on
from services.measures.judge_measures import last_of_judgement, read_rules
from services.measures.mark_revisions import with_revisions
from services.measures.measure_groups import Group, group_on, groups_of
from services.measures.read_measures import last_of_measures, last_periods, within
from services.measures.read_reported import read_at_periods

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
    """The judged measure frame (domain/judged.py) with `day`, `name` and `revised` (what was corrected), oldest first.

    codes    reported and ledger indicators alike; REC_DONE is held against the deadlines that have passed
    line     the baseline chosen on the page; blank takes each indicator's default
    returns  county, towns and 跨区域 at the end of each period, the running one at as_of. Nobody writes into it
    """
    last = max(last_of_measures(store, moment.known_at, codes), last_of_judgement(store, moment.known_at))
    key = (store, last, scope, moment.as_of, codes, count, cadence, line)
    return _JUDGED.answer(key, lambda: _judged(store, scope, moment, codes, count, cadence, line))


_JUDGED: Shelf[DataFrame] = Shelf(128)


def _judged(
    store: Store,
    scope: Scope,
    moment: Moment,
    codes: tuple[str, ...],
    count: int,
    cadence: str,
    line: str,
) -> DataFrame:
    setting = read_setting(store, moment.known_at)
    periods = tuple(last_periods(cadence, moment.as_of, count, setting.week_starts, setting.rounds))
    followed = _followed(store, moment, codes, periods)
    lines, rules = read_rules(store, moment.known_at)
    told = hide_small_counts(followed.rows, scope=scope, setting=setting, day=moment.as_of)
    seen = within(told, scope)
    frames = []
    for period in periods:
        day = min(period.end, moment.as_of)
        own = seen[(seen["period"] == period.code).to_numpy()]
        known = TargetLines({**lines.nodes, **followed.due[day].nodes}) if day in followed.due else lines
        found = judged(own, setting.catalogue, day=day, lines=known, rules=rules, line=line)
        frames.append(found.assign(day=day))
    if not frames:  # before the first round 轮次 there is no period to follow
        frames = [
            judged(seen, setting.catalogue, day=moment.as_of, lines=lines, rules=rules, line=line).assign(
                day=moment.as_of
            )
        ]
    told = concat(frames, ignore_index=True)
    by_deadline = (told["indicator"] == RECTIFIED) & told["line"].notna()
    named = told.assign(
        line=told["line"].astype(object).mask(by_deadline, DUE_NAME),
        name=[subject_name(key, setting) for key in told["subject"]],
    )
    marked = with_revisions(store, named, setting, scope=scope, moment=moment)
    return marked.astype({"baseline": "float64", "gap": "float64"})


def subject_name(key: str, setting: Setting) -> str:
    """A place's name; 跨区域 for what lies in no single town."""
    if key == CROSS_TOWN:
        return CROSS_TOWN_NAME
    return setting.roster[key].name if key in setting.roster else key


def _followed(store: Store, moment: Moment, codes: tuple[str, ...], periods: tuple[Period, ...]) -> Followed:
    """Kept until a change alters one of the measures."""
    key = (store, last_of_measures(store, moment.known_at, codes), moment.as_of, codes, periods)
    return _FOLLOWED.answer(key, lambda: _worked_out(store, moment, codes, periods))


_FOLLOWED: Shelf[Followed] = Shelf(64)


def _worked_out(
    store: Store, moment: Moment, codes: tuple[str, ...], periods: tuple[Period, ...]
) -> Followed:
    setting = read_setting(store, moment.known_at)
    frames = [_drawn(read_at_periods(store, moment, codes, periods), setting, moment.as_of)]
    due = {}
    for period in periods:
        day = min(period.end, moment.as_of)
        found = [_of_day(group, store, moment.known_at, day) for group in groups_of(codes)]
        frames.append(_drawn(joined(found).assign(period=period.code), setting, moment.as_of))
        if RECTIFIED in codes:
            due[day] = _due(store, moment.known_at, day)
    rows = joined(frames)
    return Followed(rows[rows["indicator"].isin(codes).to_numpy()].reset_index(drop=True), due)


def _due(store: Store, known_at: int, day: date) -> TargetLines:
    """The share of problems whose deadline has passed by a day, kept until a change alters a problem."""

    def work() -> TargetLines:
        state = problems_on(store, known_at, day)
        return target_lines(deadline_targets(state, setting=read_setting(store, known_at), as_of=day))

    return _DUE.answer((store, last_of_measured_problems(store, known_at, day), day), work)


_DUE: Shelf[TargetLines] = Shelf(160)


def _drawn(rows: DataFrame, setting: Setting, day: date) -> DataFrame:
    """The rows of county, towns and 跨区域."""
    kept = (rows["subject_kind"] == PLACE) & rows["subject"].isin(_subjects(setting, day))
    return rows[kept.to_numpy()].reset_index(drop=True)


def _subjects(setting: Setting, day: date) -> list[str]:
    """County, towns and 跨区域: what is drawn over time."""
    county = [setting.roster.county.place] if setting.roster.county else []
    return [*county, *(town.place for town in setting.roster.valid_on(day, TOWN)), CROSS_TOWN]


# Worked out once, whichever page and whichever choice of it asks.
_DAYS: Shelf[DataFrame] = Shelf(1024)


def _of_day(group: Group, store: Store, known_at: int, day: date) -> DataFrame:
    """What is drawn of one group's measures on a day; per-visit counts speak of the month so far, as everywhere else."""
    setting = read_setting(store, known_at)
    key = (store, group, group.moved(store, known_at, day), day)
    return _DAYS.answer(key, lambda: _drawn(group_on(group, store, known_at, day), setting, day))
