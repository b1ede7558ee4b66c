"""A measure of a place or unit: its formula, and the reporting subjects below it with their cells."""

import pandas as pd

from data_access.database import Store, reading
from data_access.sources import cells_of_rows
from domain.comparisons import year_before
from domain.frames import rows_where, text_or_none
from domain.indicators import DERIVED, is_money, is_rate
from domain.period_kinds import Cadence
from domain.periods import period_containing
from domain.permissions import Moment, Scope
from domain.records import (
    Figure,
    Indicator,
)
from domain.refusals import Refusal
from domain.setting import Setting
from domain.small_counts import WORD as SMALL_WORD
from domain.wording.numbers import measure_value, spaced
from services.known.read_setting import read_setting
from services.measures.measure_groups import INSPECTION_WINDOW
from services.measures.provenance_shown import PART_COLUMNS, Provenance
from services.measures.read_measures import MADE_OF, read_figures, read_measures
from services.measures.trace_arrivals import ON_TIME, arrival_parts
from services.measures.trace_ledgers import FUNDED, ledger_parts
from services.measures.trace_revisions import REVISED, revision_parts
from services.measures.trace_weeks import SCORE, WEEKS, trace_weeks
from services.taking_in.count_cells import place_words

WINDOWS = (INSPECTION_WINDOW, Cadence.XUN, Cadence.WEEK)
# Held against the same period of last year.
GROWTHS = ("INC_GROW",)
# Derived measures whose parts are no rows of a ledger.
LISTED = {REVISED: revision_parts, ON_TIME: arrival_parts}


def trace_measure(
    store: Store,
    scope: Scope,
    moment: Moment,
    code: str,
    kind: str,
    subject: str,
    cadence: str = INSPECTION_WINDOW,
) -> Provenance:
    """The panel of a measure; Refused: an indicator or subject it does not exist for.

    cadence  the period whose inspections the number counts: the running month, of a 周榜 the running week; WEEKS for the
             mean over the weeks of 逐村逐周
    """
    setting = read_setting(store, moment.known_at)
    if cadence == WEEKS and code == SCORE:
        return trace_weeks(store, scope, moment, setting, subject)
    version = setting.catalogue.version(code, moment.as_of)
    if version is None:
        raise Refusal(f"指标目录里没有“{code}”。请从页面上的数字点开。", code="no_trace")
    if cadence not in WINDOWS:
        raise Refusal("这个链接不指向任何一个数。请从页面上的数字点开。", code="no_trace")
    window = period_containing(cadence, moment.as_of, week_starts=setting.week_starts)
    found = read_measures(store, scope=scope, moment=moment, codes=(code,), window=window)
    own = found[((found["subject_kind"] == kind) & (found["subject"] == subject)).to_numpy()]
    if own.empty:
        raise Refusal(f"{version.name}没有这个对象的数。请从页面上的数字点开。", code="no_trace")
    row = own.iloc[-1]
    below = {key for key in setting.roster.nodes if subject in _line_of(key, setting)}
    if code in LISTED:
        listed = LISTED[code](store, moment, setting, scope, below)
        parts = pd.DataFrame(listed, columns=list(PART_COLUMNS), dtype=object)
    elif code in MADE_OF and not FUNDED.intersection(MADE_OF[code]):
        parts = _made_of_parts(store, scope, moment, setting, code, subject)
    elif version.report_level == DERIVED:
        parts = ledger_parts(store, scope, moment, setting, code, kind, subject, window.start)
    else:
        parts = _reported_parts(store, moment, setting, version, found, subject)
    return Provenance(
        title=f"{version.name}　{_subject_words(subject, setting)}",
        value=_shown(row["value"], version, str(row["status"])),
        formula=_formula(row["numerator"], row["denominator"], version),
        parts=parts,
    )


def _made_of_parts(
    store: Store, scope: Scope, moment: Moment, setting: Setting, code: str, subject: str
) -> pd.DataFrame:
    """The reported figures a derived measure is made of: those it counts now, and for 增速 those of the year before."""
    days = [moment.as_of, year_before(moment.as_of)] if code in GROWTHS else [moment.as_of]
    frames = []
    for base in MADE_OF[code]:
        version = setting.catalogue.version(base, moment.as_of)
        if version is None:
            continue
        for day in days:
            found = read_measures(store, scope=scope, moment=Moment(day, moment.known_at), codes=(base,))
            frames.append(_reported_parts(store, moment, setting, version, found, subject))
    told = [frame for frame in frames if len(frame)]
    return pd.concat(told, ignore_index=True) if told else pd.DataFrame(columns=list(PART_COLUMNS))


def _line_of(key: str, setting: Setting) -> set[str]:
    """A place with all that it lies in."""
    return {key, *(node.place for node in setting.roster.ancestors(key))}


def _subject_words(subject: str, setting: Setting) -> str:
    return place_words(subject, setting) if subject != "CROSS" else "跨区域"


def _shown(value: float, indicator: Indicator, status: str) -> str:
    """A value as the panel writes it; the panel replaces a missing one by the word of its status."""
    if pd.isna(value):
        return {"not_reported": "未报", "hidden": SMALL_WORD}.get(status, "—")
    if is_rate(indicator):
        return spaced(measure_value(indicator, value))
    if is_money(indicator):
        return f"{value / 10_000:,.2f} 万元"
    return f"{value:,.{0 if float(value).is_integer() else 2}f} {indicator.unit}"


def _formula(numerator: float, denominator: float, indicator: Indicator) -> str:
    if not indicator.denominator_name:
        return f"{indicator.numerator_name}，逐项相加"
    if pd.isna(numerator) or pd.isna(denominator):
        return f"{indicator.numerator_name} ÷ {indicator.denominator_name}"
    scale = 10_000 if indicator.scale == 2 and is_rate(indicator) else 1
    unit = " 万元" if scale > 1 else ""
    parts = f"{_number(numerator / scale)} / {_number(denominator / scale)}{unit}"
    return f"{parts}　{indicator.numerator_name} ÷ {indicator.denominator_name}，Σ分子÷Σ分母"


def _number(value: float) -> str:
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:,.2f}"


def _reported_parts(
    store: Store, moment: Moment, setting: Setting, version: Indicator, found: pd.DataFrame, subject: str
) -> pd.DataFrame:
    """The reporting subjects below, as the aggregation saw them, with the cells of the row each used."""
    leaves = rows_where(found, (_is_below(key, subject, version, setting) for key in found["subject"]))
    figures = read_figures(store, moment.known_at, (version.code,))
    with reading(store) as connection:
        origin = cells_of_rows(connection, Figure, figures)
    keyed = figures[["subject", "period", "explanation"]].join(origin).set_index(["subject", "period"])
    rows = []
    places = {key: at for at, key in enumerate(keyed.index)}
    for leaf in leaves.to_dict("records"):
        at = places.get((leaf["subject"], leaf["period"]))
        where = keyed.iloc[at] if at is not None else pd.Series(dtype=object)
        rows.append(
            (
                _with_note(_subject_words(str(leaf["subject"]), setting), where.get("explanation")),
                _part_words(leaf["numerator"], leaf["denominator"], leaf["value"], version),
                leaf["status"],
                *(where.get(name) for name in ("file", "sheet", "cells", "actor", "at", "change")),
                (Figure.NAME, version.code, leaf["subject_kind"], leaf["subject"], leaf["period"])
                if at is not None
                else None,
            )
        )
    return pd.DataFrame(rows, columns=list(PART_COLUMNS), dtype=object)


def _with_note(name: str, explanation: object) -> str:
    """The reason given when the number was taken in stands beside it."""
    said = text_or_none(explanation)
    return f"{name}　注：{said}" if said else name


def _is_below(key: str, subject: str, version: Indicator, setting: Setting) -> bool:
    """A reporting subject that is the asked one or lies within it."""
    if version.report_level == "unit":
        county = setting.roster.county
        return key == subject or (county is not None and county.place == subject)
    roster = setting.roster
    if key not in roster or roster[key].level != version.report_level:
        return False
    return key == subject or subject in {node.place for node in roster.ancestors(key)}


def _part_words(numerator: float, denominator: float, value: float, version: Indicator) -> str:
    if pd.isna(value):
        return ""
    if not version.denominator_name:
        return _shown(value, version, "reported")
    return f"{_number(numerator)} / {_number(denominator)}"
