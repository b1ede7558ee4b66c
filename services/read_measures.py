"""Measures at a moment: reported and derived alike, at every level they have, within a scope.

A rate is Σ numerator ÷ Σ denominator at every level, computed here and stored nowhere.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from pandas import DataFrame, concat

from data_access.database import Store
from domain.aggregation import current_of_parts, period_of_parts
from domain.measure_frame import PLACE, joined
from domain.measures.funds import FUND_CODES, fund_measures
from domain.measures.inspection import INSPECTION_CODES, inspection_measures
from domain.measures.projects import PROJECT_CODES, project_measures
from domain.measures.rectification import RECTIFICATION_CODES, rectification_measures
from domain.periods import Period, period_containing, previous_period
from domain.permissions import Moment, Scope
from domain.records import Target
from domain.setting import Setting
from services.derive_measures import further_measures, gap
from services.kept import Shelf
from services.known_rows import known_figures, last_change, last_change_of_figures
from services.read_ledgers import read_ledgers
from services.read_parts import read_parts
from services.read_setting import SETTING, read_setting
from services.read_states import (
    last_of_funds,
    last_of_inspections,
    last_of_problems,
    last_of_projects,
    problems_on,
    projects_on,
)

Measure = Callable[[Store, int, Setting, Period, date], DataFrame]

# Inspections are counted over the running month: in one week most villages are not visited at all.
INSPECTION_WINDOW = "month"


def read_measures(
    store: Store, *, scope: Scope, moment: Moment, codes: tuple[str, ...], window: Period | None = None
) -> DataFrame:
    """The measure frame of the indicators at the moment: villages, towns, county and units, as each has them.

    window  the period whose inspections count; without one the running month
    """
    key = (store, last_of_measures(store, moment.known_at, codes), moment.as_of, codes, window)
    return within(_MEASURES.answer(key, lambda: _measured(store, moment, codes, window)), scope)


# Everybody's, before anything is hidden by a scope; 300 villages × 14 indicators are half a megabyte.
_MEASURES: Shelf[DataFrame] = Shelf(48)


def _measured(store: Store, moment: Moment, codes: tuple[str, ...], window: Period | None) -> DataFrame:
    setting = read_setting(store, moment.known_at)
    parts = read_parts(store, moment.known_at, codes)
    reported = current_of_parts(parts, setting, as_of=moment.as_of)
    counted = window or inspection_window(setting, moment.as_of)
    derived = derived_measures(
        store, moment.known_at, setting, window=counted, as_of=moment.as_of, codes=codes
    )
    return joined([reported, derived])


def last_of_measures(store: Store, known_at: int, codes: Sequence[str]) -> int:
    """The newest change that altered what the measures of these indicators are made of."""
    asked = frozenset(codes)
    if asked.intersection(WHEN_ARRIVED):
        return known_at
    read = asked.union(*(MADE_OF.get(code, ()) for code in asked))
    lasts = [last(store, known_at) for known, last in _LAST_OF if read.intersection(known)]
    if "FND_GAP" in asked:
        lasts.append(last_change(store, known_at, Target))
    return max(
        last_change(store, known_at, *SETTING), last_change_of_figures(store, known_at, read), *lasts, 0
    )


# 报送及时率 counts when each report came, and every file that says the same again is an arrival.
WHEN_ARRIVED = ("RPT_ONTIME",)
# Derived from other indicators (services/derive_measures.py).
MADE_OF: Mapping[str, tuple[str, ...]] = {
    "COL_WEAK": ("COL_OPR",),
    "COL_WEAK_RATE": ("COL_OPR",),
    "INC_GROW": ("INC_PC",),
    "FND_GAP": ("FND_PAY",),
}
_LAST_OF: tuple[tuple[tuple[str, ...], Callable[[Store, int], int]], ...] = (
    (PROJECT_CODES, last_of_projects),
    (FUND_CODES, last_of_funds),
    (RECTIFICATION_CODES, last_of_problems),
    (INSPECTION_CODES, last_of_inspections),
)


def read_trend(
    store: Store, *, scope: Scope, moment: Moment, code: str, count: int, cadence: str
) -> DataFrame:
    """The measure frame at the ends of the last `count` periods up to the moment, oldest first.

    The last period is counted to as_of while it runs. Derived measures are recomputed at each day; reported ones
    say what was reported of each very period, nothing carried over.
    """
    setting = read_setting(store, moment.known_at)
    periods = last_periods(cadence, moment.as_of, count, setting.week_starts)
    parts = read_parts(store, moment.known_at, (code,))
    reported = period_of_parts(parts, setting, as_of=moment.as_of, periods=periods)
    frames = [reported]
    for period in periods:
        day = min(period.end, moment.as_of)
        found = derived_measures(store, moment.known_at, setting, window=period, as_of=day, codes=(code,))
        frames.append(found.assign(period=period.code))
    return within(joined(frames), scope)


def last_periods(cadence: str, day: date, count: int, week_starts: int) -> list[Period]:
    """The `count` periods that end with the one containing the day, oldest first."""
    periods = [period_containing(cadence, day, week_starts=week_starts)]
    while len(periods) < count:
        periods.append(previous_period(periods[-1]))
    return periods[::-1]


def read_figures(store: Store, known_at: int, codes: Sequence[str]) -> DataFrame:
    """The figure rows of these indicators as known at a change."""
    frames = [known_figures(store, code, known_at) for code in sorted(set(codes), key=str.encode)]
    said = [frame for frame in frames if len(frame)]
    return concat(said, ignore_index=True) if said else known_figures(store, "", known_at)


def derived_measures(
    store: Store, known_at: int, setting: Setting, *, window: Period, as_of: date, codes: Sequence[str]
) -> DataFrame:
    """The derived indicators among the codes, each group computed only where one of it is asked.

    window  the period whose visits the inspection counts speak of
    """
    groups: tuple[tuple[tuple[str, ...], Measure], ...] = (
        (PROJECT_CODES, _projects),
        (FUND_CODES, _funds),
        (RECTIFICATION_CODES, _rectification),
        (INSPECTION_CODES, _inspection),
    )
    asked = frozenset(codes)
    read = asked | {"FND_PAY"} if "FND_GAP" in asked else asked
    wanted = [measure for known, measure in groups if read.intersection(known)]
    frames = [further_measures(store, known_at, setting, as_of=as_of, codes=asked)]
    frames += [measure(store, known_at, setting, window, as_of) for measure in wanted]
    found = joined(frames)
    if "FND_GAP" in asked:
        payment = found[(found["indicator"] == "FND_PAY").to_numpy()]
        found = joined([found, gap(store, known_at, setting, as_of, payment)])
    return found[found["indicator"].isin(list(codes)).to_numpy()].reset_index(drop=True)


def inspection_window(setting: Setting, day: date) -> Period:
    return period_containing(INSPECTION_WINDOW, day, week_starts=setting.week_starts)


def _projects(store: Store, known_at: int, setting: Setting, _window: Period, as_of: date) -> DataFrame:
    return project_measures(projects_on(store, known_at, as_of), setting=setting, as_of=as_of)


def _funds(store: Store, known_at: int, setting: Setting, _window: Period, as_of: date) -> DataFrame:
    ledgers = read_ledgers(store, known_at)
    money = (ledgers.allocations, ledgers.funds, ledgers.payments)
    return fund_measures(projects_on(store, known_at, as_of), *money, setting=setting, as_of=as_of)


def _rectification(store: Store, known_at: int, setting: Setting, _window: Period, as_of: date) -> DataFrame:
    return rectification_measures(problems_on(store, known_at, as_of), setting=setting, as_of=as_of)


def _inspection(store: Store, known_at: int, setting: Setting, window: Period, as_of: date) -> DataFrame:
    ledgers, state = read_ledgers(store, known_at), problems_on(store, known_at, as_of)
    return inspection_measures(
        ledgers.visits, state, ledgers.events, window=window, setting=setting, as_of=as_of
    )


def within(measures: DataFrame, scope: Scope) -> DataFrame:
    """Only the subjects a scope may see; a scope without limits sees all."""
    kept = measures
    if scope.places is not None:
        hidden = (kept["subject_kind"] == PLACE) & ~kept["subject"].isin(list(scope.places))
        kept = kept[~hidden.to_numpy()]
    if scope.units is not None:
        hidden = (kept["subject_kind"] != PLACE) & ~kept["subject"].isin(list(scope.units))
        kept = kept[~hidden.to_numpy()]
    return kept.reset_index(drop=True)
