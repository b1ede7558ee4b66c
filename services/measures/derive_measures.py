"""Measures derived from reported ones: weak villages, income growth, the gap of the payment rate, reports in time.

Each is one pure function of domain/measures; here they are given what they read.
"""

from collections.abc import Callable, Mapping
from datetime import date, datetime

from pandas import DataFrame, concat

from data_access.arrivals import first_arrivals
from data_access.database import Store, reading
from domain.measure_frame import joined, no_measures
from domain.measures.from_figures import income_growth, payment_gap, weak_villages
from domain.measures.reporting import arrivals, on_time_measures
from domain.measures.revising import READ, revision_measures
from domain.periods import parse, same_period_last_year
from domain.permissions import Moment
from domain.places import VILLAGE
from domain.setting import Setting
from services.known.known_rows import packed_figures
from services.measures.judge_measures import read_rules
from services.measures.read_reported import read_at_periods, read_current
from services.measures.read_revisions import read_revisions

# The form whose punctuality RPT_ONTIME tells: the one every village reports each 旬.
WATCHED_FORM = "ENV"

Derivation = Callable[[Store, int, Setting, date], DataFrame]


def weak(store: Store, known_at: int, setting: Setting, as_of: date) -> DataFrame:
    """COL_WEAK and COL_WEAK_RATE from the current 经营性收入."""
    operating = read_current(store, Moment(as_of, known_at), ("COL_OPR",))
    if operating.empty:
        return no_measures()
    return weak_villages(
        operating, period=parse(str(operating["period"].iloc[-1])), setting=setting, as_of=as_of
    )


def growth(store: Store, known_at: int, setting: Setting, as_of: date) -> DataFrame:
    """INC_GROW from INC_PC now and in the same period last year."""
    moment, codes = Moment(as_of, known_at), ("INC_PC",)
    now = read_current(store, moment, codes)
    if now.empty:
        return no_measures()
    then = same_period_last_year(parse(str(now["period"].iloc[-1])))
    return income_growth(now, read_at_periods(store, moment, codes, (then,)))


def on_time(store: Store, known_at: int, setting: Setting, as_of: date) -> DataFrame:
    """RPT_ONTIME of the newest due period of the 旬报."""
    form = setting.forms.get(WATCHED_FORM)
    if form is None or setting.roster.county is None:
        return no_measures()
    period = setting.due_period(form, as_of)
    if period is None:
        return no_measures()
    codes = [indicator.code for indicator in setting.catalogue.of_form(WATCHED_FORM, as_of)]
    with reading(store) as connection:
        came = first_arrivals(connection, known_at, period.code, codes)
    arrived: dict[str, datetime] = {}
    for (_, subject), at in came.items():
        arrived[subject] = min(at, arrived.get(subject, at))
    if not arrived:
        return no_measures()
    return on_time_measures(arrivals(form, period, arrived, setting=setting), period=period, setting=setting)


def revised(store: Store, known_at: int, setting: Setting, as_of: date) -> DataFrame:
    """RPT_REV of the figures of villages whose cut-off day lies in the year so far."""
    codes = tuple(one.code for one in setting.catalogue.valid_on(as_of) if one.report_level == VILLAGE)
    frames = [packed_figures(store, code, known_at).frame(READ) for code in codes]
    figures = concat(
        [frame for frame in frames if len(frame)] or [packed_figures(store, "", known_at).frame(READ)]
    )
    return revision_measures(figures, read_revisions(store, known_at, codes), setting=setting, as_of=as_of)


def gap(store: Store, known_at: int, setting: Setting, as_of: date, payment: DataFrame) -> DataFrame:
    """FND_GAP: the payment rate against its default line."""
    version = setting.catalogue.version("FND_PAY", as_of)
    lines, _ = read_rules(store, known_at)
    line = version.baseline if version else "node"
    return payment_gap(payment, setting.catalogue, line=line, day=as_of, lines=lines)


FURTHER: Mapping[tuple[str, ...], Derivation] = {
    ("COL_WEAK", "COL_WEAK_RATE"): weak,
    ("INC_GROW",): growth,
    ("RPT_ONTIME",): on_time,
    ("RPT_REV",): revised,
}


def further_measures(
    store: Store, known_at: int, setting: Setting, *, as_of: date, codes: frozenset[str]
) -> DataFrame:
    """Those of FURTHER among the codes."""
    return joined(
        [
            derive(store, known_at, setting, as_of)
            for known, derive in FURTHER.items()
            if codes.intersection(known)
        ]
    )
