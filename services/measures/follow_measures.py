"""How measures came to where they are: towns and county at the ends of the last periods, each judged on its own day."""

from dataclasses import dataclass
from datetime import date

from pandas import DataFrame, concat

from data_access.database import Store
from domain.baselines import TargetLines, target_lines
from domain.judged import judged
from domain.measure_frame import PLACE, joined, no_measures
from domain.measures.rectification import deadline_targets, rectified
from domain.periods import Period
from domain.permissions import Moment, Scope
from domain.places import CROSS_TOWN, CROSS_TOWN_NAME, TOWN
from domain.setting import Setting
from services.known.hide_small_counts import hide_small_counts
from services.known.kept import Shelf, Versions
from services.known.known_rows import last_change, last_change_of_figures
from services.known.read_setting import SETTING, read_setting
from services.known.read_states import last_of_problems_read, problems_on
from services.measures.judge_measures import last_of_judgement, read_rules
from services.measures.mark_revisions import with_revisions
from services.measures.measure_groups import Group, group_on, groups_of
from services.measures.read_measures import last_of_measures_on, last_periods, within
from services.measures.read_reported import read_at_periods

RECTIFIED = "REC_DONE"
# What the rectification rate is held against: the share of problems whose deadline has passed.
DUE_NAME = "到期应销号"


@dataclass(frozen=True, slots=True)
class Asked:
    """What is followed: by whom, which indicators, held against which line, at the ends of which periods."""

    scope: Scope
    codes: tuple[str, ...]
    line: str
    periods: tuple[Period, ...]


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
    setting = read_setting(store, moment.known_at)
    periods = last_periods(cadence, moment.as_of, count, setting.week_starts, setting.rounds)
    asked = Asked(scope, codes, line, tuple(periods))
    days = {*(min(period.end, moment.as_of) for period in periods), moment.as_of}
    last = max(_last_on(store, moment, codes, day) for day in days)
    return _JUDGED.answer((store, moment.as_of, asked), last, lambda: _judged(store, moment, asked))


_JUDGED: Versions[DataFrame] = Versions(matters=48, older=8)


def _last_on(store: Store, moment: Moment, codes: tuple[str, ...], day: date) -> int:
    """The newest change that altered what is told on the moment's day of one day."""
    known_at = moment.known_at
    return max(
        last_of_measures_on(store, known_at, codes, day),
        last_change_of_figures(store, known_at, codes, until=moment.as_of),
        last_of_judgement(store, known_at),
    )


def _judged(store: Store, moment: Moment, asked: Asked) -> DataFrame:
    setting = read_setting(store, moment.known_at)
    frames = [_judged_at(store, moment, asked, period) for period in asked.periods]
    if not frames:  # before the first round 轮次 there is no period to follow
        frames = [_with_verdicts(no_measures(), store, moment, asked, moment.as_of)]
    told = concat(frames, ignore_index=True)
    by_deadline = (told["indicator"] == RECTIFIED) & told["line"].notna()
    named = told.assign(
        line=told["line"].astype(object).mask(by_deadline, DUE_NAME),
        name=[subject_name(key, setting) for key in told["subject"].tolist()],
    )
    marked = with_revisions(store, named, setting, scope=asked.scope, moment=moment)
    return marked.astype({"baseline": "float64", "gap": "float64"})


def _judged_at(store: Store, moment: Moment, asked: Asked, period: Period) -> DataFrame:
    """The verdicts at the end of one period, kept until a change alters what was seen then: earlier ones mostly stay."""
    known_at, day = moment.known_at, min(period.end, moment.as_of)

    def work() -> DataFrame:
        rows = _followed(store, moment, asked, period, day)
        told = hide_small_counts(
            rows, scope=asked.scope, setting=read_setting(store, known_at), day=moment.as_of
        )
        return _with_verdicts(within(told, asked.scope), store, moment, asked, day)

    last = _last_on(store, moment, asked.codes, day)
    return _AT_PERIODS.answer((store, moment.as_of, asked, period), last, work)


_AT_PERIODS: Versions[DataFrame] = Versions(matters=384, older=24)


def _with_verdicts(rows: DataFrame, store: Store, moment: Moment, asked: Asked, day: date) -> DataFrame:
    """The rows judged as on the day, and the day; REC_DONE is held against the deadlines that had passed by then."""
    lines, rules = read_rules(store, moment.known_at)
    if asked.periods and RECTIFIED in asked.codes:
        lines = TargetLines({**lines.nodes, **_due(store, moment.known_at, day).nodes})
    catalogue = read_setting(store, moment.known_at).catalogue
    return judged(rows, catalogue, day=day, lines=lines, rules=rules, line=asked.line).assign(day=day)


def subject_name(key: str, setting: Setting) -> str:
    """A place's name; 跨区域 for what lies in no single town."""
    if key == CROSS_TOWN:
        return CROSS_TOWN_NAME
    return setting.roster[key].name if key in setting.roster else key


def _followed(store: Store, moment: Moment, asked: Asked, period: Period, day: date) -> DataFrame:
    """What is drawn of the indicators at the end of one period."""
    setting, codes = read_setting(store, moment.known_at), asked.codes
    reported = _reported(store, moment, codes, asked.periods)
    counted = joined([_of_day(group, store, moment.known_at, day) for group in groups_of(codes)])
    rows = joined(
        [
            reported[(reported["period"] == period.code).to_numpy()],
            _drawn(counted.assign(period=period.code), setting, moment.as_of),
        ]
    )
    return rows[rows["indicator"].isin(codes).to_numpy()].reset_index(drop=True)


def _reported(store: Store, moment: Moment, codes: tuple[str, ...], periods: tuple[Period, ...]) -> DataFrame:
    """What is drawn of the reported ones, of all periods at once."""
    setting = last_change(store, moment.known_at, *SETTING)
    figures = last_change_of_figures(store, moment.known_at, codes, until=moment.as_of)

    def work() -> DataFrame:
        found = read_at_periods(store, moment, codes, periods)
        return _drawn(found, read_setting(store, moment.known_at), moment.as_of)

    return _REPORTED.answer((store, setting, figures, moment.as_of, codes, periods), work)


_REPORTED: Shelf[DataFrame] = Shelf(64)


def _due(store: Store, known_at: int, day: date) -> TargetLines:
    """The share of problems whose deadline has passed by a day, kept until a change alters a problem."""

    def work() -> TargetLines:
        state = problems_on(store, known_at, day)
        return target_lines(deadline_targets(state, setting=read_setting(store, known_at), as_of=day))

    return _DUE.answer((store, last_of_problems_read(store, known_at, day, rectified), day), work)


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
