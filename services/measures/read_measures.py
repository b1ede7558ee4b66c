"""Measures at a moment: reported and derived alike, at every level they have, within a scope.

A rate is Σ numerator ÷ Σ denominator at every level, computed here and stored nowhere.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from pandas import DataFrame, concat

from data_access.database import Store
from domain.measure_frame import PLACE, joined
from domain.periods import Cadence, Period, back_from, period_containing
from domain.permissions import Moment, Scope
from domain.records import Target
from services.known.hide_small_counts import hide_small_counts
from services.known.kept import Versions
from services.known.known_rows import known_figures, last_change, last_change_of_figures
from services.known.read_setting import SETTING, read_setting
from services.measures.derive_measures import further_measures, gap
from services.measures.measure_groups import group_on, groups_of
from services.measures.read_reported import read_at_periods, read_current

GAP, PAYMENT = "FND_GAP", "FND_PAY"


def read_measures(
    store: Store, *, scope: Scope, moment: Moment, codes: tuple[str, ...], window: Period | None = None
) -> DataFrame:
    """The measure frame of the indicators at the moment: villages, towns, county and units, as each has them.

    window  the period whose inspections count; without one the running month
    """
    last = last_of_measures_on(store, moment.known_at, codes, moment.as_of)
    matter = (store, moment.as_of, codes, window)
    found = _MEASURES.answer(matter, last, lambda: _measured(store, moment, codes, window))
    return _seen(found, store, moment, scope)


# Everybody's, before anything is hidden by a scope; 300 villages × 14 indicators are half a megabyte.
_MEASURES: Versions[DataFrame] = Versions(matters=64, older=8)


def _measured(store: Store, moment: Moment, codes: tuple[str, ...], window: Period | None) -> DataFrame:
    derived = derived_measures(store, moment.known_at, as_of=moment.as_of, codes=codes, window=window)
    return joined([read_current(store, moment, codes), derived])


def last_of_measures(store: Store, known_at: int, codes: Sequence[str]) -> int:
    """The newest change that altered what the measures of these indicators are made of."""
    lasts = (group.last(store, known_at) for group in groups_of(_read_for(codes)))
    return max(_last_besides_ledgers(store, known_at, codes), *lasts, 0)


def last_of_measures_on(store: Store, known_at: int, codes: Sequence[str], day: date) -> int:
    """The same of the measures as seen on one day: a step of today leaves those of last week what they are."""
    lasts = (group.moved(store, known_at, day) for group in groups_of(_read_for(codes)))
    return max(_last_besides_ledgers(store, known_at, codes, until=day), *lasts, 0)


def _last_besides_ledgers(
    store: Store, known_at: int, codes: Sequence[str], *, until: date | None = None
) -> int:
    asked = frozenset(codes)
    if asked.intersection(WHEN_ARRIVED):
        return known_at
    figures = last_change_of_figures(store, known_at, _read_for(asked), until=until)
    targets = last_change(store, known_at, Target) if GAP in asked else 0
    return max(last_change(store, known_at, *SETTING), figures, targets)


def _read_for(codes: Collection[str]) -> frozenset[str]:
    """The indicators and those they are made of."""
    return frozenset(codes).union(*(MADE_OF.get(code, ()) for code in codes))


# 报送及时率 counts when each report came, and every file that says the same again is an arrival.
WHEN_ARRIVED = ("RPT_ONTIME", "RPT_REV")
# Derived from other indicators (services/measures/derive_measures.py).
MADE_OF: Mapping[str, tuple[str, ...]] = {
    "COL_WEAK": ("COL_OPR",),
    "COL_WEAK_RATE": ("COL_OPR",),
    "INC_GROW": ("INC_PC",),
    GAP: (PAYMENT,),
}


def read_trend(
    store: Store, *, scope: Scope, moment: Moment, code: str, count: int, cadence: str
) -> DataFrame:
    """The measure frame at the ends of the last `count` periods up to the moment, oldest first.

    The last period is counted to as_of while it runs. Derived measures are recomputed at each day; reported ones
    say what was reported of each very period, nothing carried over.
    """
    setting = read_setting(store, moment.known_at)
    periods = last_periods(cadence, moment.as_of, count, setting.week_starts, setting.rounds)
    frames = [read_at_periods(store, moment, (code,), periods)]
    for period in periods:
        day = min(period.end, moment.as_of)
        found = derived_measures(store, moment.known_at, as_of=day, codes=(code,), window=period)
        frames.append(found.assign(period=period.code))
    return _seen(joined(frames), store, moment, scope)


def last_periods(
    cadence: str, day: date, count: int, week_starts: int, rounds: Sequence[Period] = ()
) -> list[Period]:
    """The `count` periods that end with the one containing the day, oldest first; of rounds those that have begun."""
    if cadence == Cadence.ROUND and not any(period.start <= day for period in rounds):
        return []
    return back_from(period_containing(cadence, day, week_starts=week_starts, rounds=rounds), count)


def read_figures(store: Store, known_at: int, codes: Sequence[str]) -> DataFrame:
    """The figure rows of these indicators as known at a change."""
    frames = [known_figures(store, code, known_at) for code in sorted(set(codes), key=str.encode)]
    said = [frame for frame in frames if len(frame)]
    return concat(said, ignore_index=True) if said else known_figures(store, "", known_at)


def derived_measures(
    store: Store, known_at: int, *, as_of: date, codes: Sequence[str], window: Period | None = None
) -> DataFrame:
    """The derived indicators among the codes, each group computed only where one of it is asked.

    window  the period whose visits the inspection counts speak of; without one the running month
    """
    asked, setting = frozenset(codes), read_setting(store, known_at)
    read = asked | {PAYMENT} if GAP in asked else asked
    frames = [further_measures(store, known_at, setting, as_of=as_of, codes=asked)]
    frames += [group_on(group, store, known_at, as_of, window) for group in groups_of(read)]
    found = joined(frames)
    if GAP in asked:
        payment = found[(found["indicator"] == PAYMENT).to_numpy()]
        found = joined([found, gap(store, known_at, setting, as_of, payment)])
    return found[found["indicator"].isin(list(codes)).to_numpy()].reset_index(drop=True)


def _seen(rows: DataFrame, store: Store, moment: Moment, scope: Scope) -> DataFrame:
    """What a scope may see; small counts go before places do, since a total betrays what its parts hide."""
    setting = read_setting(store, moment.known_at)
    return within(hide_small_counts(rows, scope=scope, setting=setting, day=moment.as_of), scope)


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
