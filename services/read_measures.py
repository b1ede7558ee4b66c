"""Measures at a moment: reported and derived alike, at every level they have, within a scope.

A rate is Σ numerator ÷ Σ denominator at every level, computed here and stored nowhere.
"""

from collections.abc import Callable, Sequence
from datetime import date

from pandas import DataFrame

from data_access.database import Store, reading
from data_access.rows import rows_known
from domain.aggregation import current_measures, period_measures
from domain.measure_frame import PLACE, joined
from domain.measures.funds import FUND_CODES, fund_measures
from domain.measures.inspection import INSPECTION_CODES, inspection_measures
from domain.measures.ledgers import Ledgers
from domain.measures.projects import PROJECT_CODES, project_measures, project_state
from domain.measures.rectification import RECTIFICATION_CODES, problem_state, rectification_measures
from domain.periods import Period, period_containing, previous_period
from domain.permissions import Moment, Scope
from domain.records import Figure
from domain.setting import Setting
from services.derive_measures import further_measures, gap
from services.read_ledgers import read_ledgers
from services.read_setting import read_setting

Measure = Callable[[Ledgers, Setting, Period, date], DataFrame]

# Inspections are counted over the running month: in one week most villages are not visited at all.
INSPECTION_WINDOW = "month"


def read_measures(
    store: Store, *, scope: Scope, moment: Moment, codes: tuple[str, ...], window: Period | None = None
) -> DataFrame:
    """The measure frame of the indicators at the moment: villages, towns, county and units, as each has them.

    window  the period whose inspections count; without one the running month
    """
    setting = read_setting(store, moment.known_at)
    figures = read_figures(store, moment.known_at, codes)
    frames = [
        current_measures(figures, setting, as_of=moment.as_of, codes=codes),
        derived_measures(
            store,
            moment.known_at,
            setting,
            window=window or inspection_window(setting, moment.as_of),
            as_of=moment.as_of,
            codes=codes,
        ),
    ]
    return within(joined(frames), scope)


def read_trend(
    store: Store, *, scope: Scope, moment: Moment, code: str, count: int, cadence: str
) -> DataFrame:
    """The measure frame at the ends of the last `count` periods up to the moment, oldest first.

    The last period is counted to as_of while it runs. Derived measures are recomputed at each day; reported ones
    say what was reported of each very period, nothing carried over.
    """
    setting = read_setting(store, moment.known_at)
    periods = last_periods(cadence, moment.as_of, count, setting.week_starts)
    figures = read_figures(store, moment.known_at, (code,))
    reported = period_measures(figures, setting, as_of=moment.as_of, codes=(code,), periods=periods)
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
    with reading(store) as connection:
        return rows_known(connection, Figure, known_at, where={"indicator": list(codes)})


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
    if wanted:
        ledgers = read_ledgers(store, known_at)
        frames += [measure(ledgers, setting, window, as_of) for measure in wanted]
    found = joined(frames)
    if "FND_GAP" in asked:
        payment = found[(found["indicator"] == "FND_PAY").to_numpy()]
        found = joined([found, gap(store, known_at, setting, as_of, payment)])
    return found[found["indicator"].isin(list(codes)).to_numpy()].reset_index(drop=True)


def inspection_window(setting: Setting, day: date) -> Period:
    return period_containing(INSPECTION_WINDOW, day, week_starts=setting.week_starts)


def _projects(ledgers: Ledgers, setting: Setting, _window: Period, as_of: date) -> DataFrame:
    state = project_state(ledgers.projects, ledgers.statuses, ledgers.events, setting=setting, as_of=as_of)
    return project_measures(state, setting=setting, as_of=as_of)


def _funds(ledgers: Ledgers, setting: Setting, _window: Period, as_of: date) -> DataFrame:
    state = project_state(ledgers.projects, ledgers.statuses, ledgers.events, setting=setting, as_of=as_of)
    return fund_measures(
        state, ledgers.allocations, ledgers.funds, ledgers.payments, setting=setting, as_of=as_of
    )


def _rectification(ledgers: Ledgers, setting: Setting, _window: Period, as_of: date) -> DataFrame:
    state = problem_state(ledgers.problems, ledgers.events, setting=setting, as_of=as_of)
    return rectification_measures(state, setting=setting, as_of=as_of)


def _inspection(ledgers: Ledgers, setting: Setting, window: Period, as_of: date) -> DataFrame:
    state = problem_state(ledgers.problems, ledgers.events, setting=setting, as_of=as_of)
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
