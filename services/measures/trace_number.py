"""From a number on a screen to where it came from: its parts, missing ones first to be seen, each with its cells.

A measure of a town or the county opens its villages; a derived one opens its ledger rows; a village's figure opens
the cells themselves.
"""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from data_access.database import Store, reading
from data_access.provenance import provenance
from data_access.rows import rows_known
from data_access.sources import cells_of_rows
from domain.frames import rows_where, text_or_none
from domain.indicators import DERIVED, is_money, is_rate
from domain.measure_frame import PLACE, Status
from domain.measures.funds import FUND_CODES
from domain.measures.projects import PROJECT_CODES
from domain.measures.rectification import INSPECTION
from domain.period_kinds import Cadence
from domain.periods import period_containing
from domain.permissions import Moment, Scope
from domain.project_stage import STAGE_WORDS, Stage
from domain.records import (
    RECORDS,
    Figure,
    Indicator,
    Payment,
    Problem,
    Project,
    ProjectStatus,
    Record,
    Visit,
    field_type,
    key_fields,
)
from domain.refusals import Refusal
from domain.setting import Setting
from domain.small_counts import PARTS
from domain.small_counts import WORD as SMALL_WORD
from domain.wording.numbers import measure_value, spaced
from domain.wording.values import NOTHING, field_title, key_words, value_words
from services.accounts.rows_in_scope import OUTSIDE, rows_in_scope
from services.known.hide_small_counts import hide_small_counts, is_small
from services.known.read_setting import read_setting
from services.measures.measure_groups import INSPECTION_WINDOW
from services.measures.read_measures import read_figures, read_measures
from services.measures.trace_revisions import REVISED, revision_parts
from services.taking_in.count_cells import place_words

PART_COLUMNS = ("name", "value", "status", "file", "sheet", "cell", "actor", "at", "change", "key")
MEASURE = "measure"
WINDOWS = (INSPECTION_WINDOW, Cadence.XUN, Cadence.WEEK)
Row = dict[Hashable, Any]


@dataclass(frozen=True, eq=False)
class Provenance:
    """What the panel shows.

    title    「卫生厕所普及率 青石镇 11月中旬」
    value    as shown, 未报 where there is none
    formula  「2,833 / 3,007，Σ分子÷Σ分母」
    parts    PART_COLUMNS, one row per stored part; key: the figure's own, None where a part is none
    figure   the key of the figure this is, whose cells can be corrected; () for anything else
    cells    field → its name and what stands: what can be corrected
    corrected  「卫生厕所户数 516 → 530，周某 报，吴某 审，11-20 10:05，第 60 号变更：理由」, newest first
    earlier  older sayings of the same key, newest first: value, actor, at, change; None for an aggregate
    """

    title: str
    value: str
    formula: str
    parts: pd.DataFrame
    earlier: pd.DataFrame | None = None
    figure: tuple[str, ...] = ()
    cells: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    corrected: tuple[str, ...] = ()


def trace(store: Store, *, scope: Scope, moment: Moment, record: str, key: tuple[str, ...]) -> Provenance:
    """Where a number came from.

    record, key  "measure", (indicator, place|unit, subject), for a board's inspections also its period (week); or a
                 record's name and the key of one row
    Refused      what does not exist at this moment, and what lies outside the scope
    """
    if record == MEASURE and len(key) in (3, 4):
        return _measure(store, scope, moment, *key)
    if record == Figure.NAME and len(key) == 4:
        _require_seen(scope, key[1], key[2])
        return _row(store, scope, moment, Figure, key)
    if record in RECORDS and len(key) == len(key_fields(RECORDS[record])):
        _require_row(store, scope, moment, RECORDS[record], key)
        return _row(store, scope, moment, RECORDS[record], key)
    raise Refusal("这个链接不指向任何一个数。请从页面上的数字点开。", code="no_trace")


def _require_seen(scope: Scope, kind: str, subject: str) -> None:
    allowed = scope.places if kind == PLACE else scope.units
    if allowed is not None and subject not in allowed:
        raise Refusal(f"这个数{OUTSIDE}", code="out_of_scope")


def _require_row(
    store: Store, scope: Scope, moment: Moment, record: type[Record], key: tuple[str, ...]
) -> None:
    """A row outside the scope and one that does not exist are refused in the same words."""
    if not scope.is_limited():
        return
    with reading(store) as connection:
        rows = rows_known(connection, record, moment.known_at)
    names = key_fields(record)
    for name, worth in zip(names, key, strict=True):
        rows = rows[(rows[name] == _typed(record, name, worth)).to_numpy(dtype=bool)]
    if not rows_in_scope(store, record, rows, scope=scope, known_at=moment.known_at).any():
        raise Refusal(f"这个数{OUTSIDE}", code="out_of_scope")


def _measure(
    store: Store,
    scope: Scope,
    moment: Moment,
    code: str,
    kind: str,
    subject: str,
    cadence: str = INSPECTION_WINDOW,
) -> Provenance:
    """cadence  the period whose inspections the number counts: the running month, of a 周榜 the running week"""
    _require_seen(scope, kind, subject)
    setting = read_setting(store, moment.known_at)
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
    parts = (
        pd.DataFrame(
            revision_parts(store, moment, setting, scope, below), columns=list(PART_COLUMNS), dtype=object
        )
        if code == REVISED
        else _ledger_parts(store, scope, moment, setting, code, kind, subject, window.start)
        if version.report_level == DERIVED
        else _reported_parts(store, moment, setting, version, found, subject)
    )
    return Provenance(
        title=f"{version.name}　{subject_words(subject, setting)}",
        value=shown(row["value"], version, str(row["status"])),
        formula=_formula(row["numerator"], row["denominator"], version),
        parts=parts,
    )


def _line_of(key: str, setting: Setting) -> set[str]:
    """A place with all that it lies in."""
    return {key, *(node.place for node in setting.roster.ancestors(key))}


def subject_words(subject: str, setting: Setting) -> str:
    return place_words(subject, setting) if subject != "CROSS" else "跨区域"


def shown(value: float, indicator: Indicator, status: str) -> str:
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
                _with_note(subject_words(str(leaf["subject"]), setting), where.get("explanation")),
                _part_words(leaf["numerator"], leaf["denominator"], leaf["value"], version),
                leaf["status"],
                *(where.get(name) for name in ("file", "sheet", "cells", "actor", "at", "change")),
                (version.code, leaf["subject_kind"], leaf["subject"], leaf["period"])
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
        return key == subject
    roster = setting.roster
    if key not in roster or roster[key].level != version.report_level:
        return False
    return key == subject or subject in {node.place for node in roster.ancestors(key)}


def _part_words(numerator: float, denominator: float, value: float, version: Indicator) -> str:
    if pd.isna(value):
        return ""
    if not version.denominator_name:
        return shown(value, version, "reported")
    return f"{_number(numerator)} / {_number(denominator)}"


def _ledger_parts(
    store: Store,
    scope: Scope,
    moment: Moment,
    setting: Setting,
    code: str,
    kind: str,
    subject: str,
    first: date,
) -> pd.DataFrame:
    """The ledger rows a derived measure was counted from; of inspections those since the first day of their period."""
    frames = [
        _ledger_rows(store, scope, moment, setting, record, kind, subject, code, first)
        for record in records_behind(code)
    ]
    return pd.concat(frames, ignore_index=True) if frames else pd.DataFrame(columns=list(PART_COLUMNS))


def records_behind(code: str) -> tuple[type[Record], ...]:
    """Which ledgers a derived indicator is counted from."""
    if code in PROJECT_CODES:
        return (Project, ProjectStatus)
    if code in FUND_CODES:
        return (Project, Payment)
    if code in ("RPT_ONTIME", REVISED):
        return ()
    return (Visit,) if code == "ENV_SCORE" else (Problem,)


def _ledger_rows(
    store: Store,
    scope: Scope,
    moment: Moment,
    setting: Setting,
    record: type[Record],
    kind: str,
    subject: str,
    code: str,
    first: date,
) -> pd.DataFrame:
    with reading(store) as connection:
        rows = rows_known(connection, record, moment.known_at)
        projects = rows_known(connection, Project, moment.known_at)
        if record is Visit:
            rows = rows[(rows["day"] >= first).to_numpy(dtype=bool)]
        rows = rows[
            np.array(_concerns(rows, record, projects, setting, moment, kind, subject, code), dtype=bool)
        ]
        is_seen = rows_in_scope(store, record, rows, scope=scope, known_at=moment.known_at).to_numpy(
            dtype=bool
        )
        hidden, rows = len(rows) - int(is_seen.sum()), rows[is_seen]
        origin = cells_of_rows(connection, record, rows)
    names = dict(zip(projects["project"], projects["name"], strict=True))
    described = [_described(row, record, names) for row in rows.to_dict("records")]
    found = origin.assign(
        name=[name for name, _ in described],
        value=[value for _, value in described],
        status="reported",
        cell=origin["cells"],
        key=None,
    )
    told = found[list(PART_COLUMNS)].astype(object).reset_index(drop=True)
    if hidden:
        told.loc[len(told)] = {"name": f"另有 {hidden} 行由其他单位负责", "value": "", "status": "reported"}
    return told


def _concerns(
    rows: pd.DataFrame, record: type[Record], projects: pd.DataFrame, setting: Setting, moment: Moment,
    kind: str, subject: str, code: str,
) -> list[bool]:  # fmt: skip
    """Which rows speak of the subject by the day looked at."""
    place_of = dict(zip(projects["project"], projects["place"], strict=True))
    unit_of = dict(zip(projects["project"], projects["lead_unit"], strict=True))
    day_field = {"payment": "day", "project_status": "day", "visit": "day", "problem": "found_on"}.get(
        record.NAME
    )
    kept = []
    for row in rows.to_dict("records"):
        place = row.get("place") if record in (Project, Visit, Problem) else place_of.get(row.get("project"))
        unit = row.get("duty_unit") if record is Problem else unit_of.get(row.get("project"))
        is_seen = day_field is None or row[day_field] <= moment.as_of
        if record is Project:
            is_seen = not row["reserve"] or code == "PRJ_RESV"
        if record is Problem:
            is_seen = is_seen and (row["source"] == INSPECTION) == code.startswith("INSP")
        kept.append(is_seen and _lies_in(place, unit, kind, subject, setting, moment))
    return kept


def _lies_in(place: object, unit: object, kind: str, subject: str, setting: Setting, moment: Moment) -> bool:
    roster = setting.roster
    if kind != PLACE:
        return unit == subject
    if roster.county is not None and subject == roster.county.place:
        return True
    if not isinstance(place, str) or place not in roster:
        return subject == "CROSS"
    ends = roster.successors_on(place, moment.as_of) or (place,)
    return any(subject == end or subject in {node.place for node in roster.ancestors(end)} for end in ends)


def _described(row: Row, record: type[Record], names: dict[str, str]) -> tuple[str, str]:
    """What a ledger row is called in the list, and the one value that matters of it."""
    if record is Project:
        return f"{row['name']}（登记）", _wan(row["invest_total"])
    if record is ProjectStatus:
        return f"{names.get(str(row['project']), row['project'])}（{row['day']} 进度）", str(
            row["stage"] or ""
        )
    if record is Payment:
        return f"{names.get(str(row['project']), row['project'])}（{row['day']} 支付）", _wan(row["amount"])
    if record is Visit:
        score = row["score"]
        return f"督查 {row['day']}", "" if pd.isna(score) else f"{int(score) / 100:.1f} 分"
    return f"{row['problem']}　{row['text'] if isinstance(row['text'], str) else ''}", str(row["found_on"])


def stage_word(stage: object) -> str:
    return STAGE_WORDS[Stage(stage)] if isinstance(stage, str) else ""


def _wan(fen: Any) -> str:
    return "" if pd.isna(fen) else f"{int(fen) / 1_000_000:,.2f} 万元"


def _row(
    store: Store, scope: Scope, moment: Moment, record: type[Record], key: tuple[str, ...]
) -> Provenance:
    """One row by key: each field as it stands with its own cell, and what was said of it before."""
    setting = read_setting(store, moment.known_at)
    names = key_fields(record)
    typed = [_typed(record, name, worth) for name, worth in zip(names, key, strict=True)]
    with reading(store) as connection:
        said = provenance(connection, record, typed, moment.known_at)
        projects = rows_known(connection, Project, moment.known_at)
    if said.empty:
        raise Refusal("到这个版本为止，还没有这一条记录。请回到最新版本再看。", code="no_trace")
    indicator = key[0] if record is Figure else ""
    hidden = record is Figure and _is_hidden(store, scope, moment, setting, key)
    told = said.assign(
        name=[field_title(record, field, setting=setting, indicator=indicator) for field in said["field"]],
        value=[
            SMALL_WORD
            if (hidden and field in PARTS) or is_small(record, field, worth, setting, indicator, scope)
            else value_words(record, field, worth, setting=setting, indicator=indicator)
            for field, worth in zip(said["field"], said["value"], strict=True)
        ],
        status="reported",
        at=[f"{at:%Y-%m-%d %H:%M}" for at in said["at"]],
        key=None,
    )
    told = told[(told["standing"] & (told["value"] != NOTHING)).to_numpy()]
    is_newest = ~told["field"].duplicated()
    # Newest first: a value is worth telling where the next newer saying of the field was another.
    differs = told["value"] != told.groupby("field")["value"].shift(1)
    earlier = told[~is_newest & differs]
    earlier = earlier.assign(value=earlier["name"] + " " + earlier["value"])
    called = dict(zip(projects["project"], projects["name"], strict=True))
    return Provenance(
        title=f"{record.TITLE}　{key_words(record, tuple(typed), setting, called)}",
        value=_row_value(told[is_newest], record),
        formula="",
        parts=told.loc[is_newest, list(PART_COLUMNS)].astype(object).reset_index(drop=True),
        earlier=earlier[["value", "actor", "at", "change"]].reset_index(drop=True),
        figure=key if record is Figure else (),
        cells=_cells(told[is_newest]) if record is Figure else {},
        corrected=_corrected(told),
    )


def _is_hidden(store: Store, scope: Scope, moment: Moment, setting: Setting, key: tuple[str, ...]) -> bool:
    """Whether this figure, among those of the same period, is a small count or would give one away."""
    if scope.may_see_small_counts:
        return False
    figures = read_figures(store, moment.known_at, (key[0],))
    own = figures[(figures["period"] == key[3]).to_numpy()]
    told = hide_small_counts(own, scope=scope, setting=setting, day=moment.as_of)
    mine = told[((told["subject_kind"] == key[1]) & (told["subject"] == key[2])).to_numpy()]
    return bool((mine["status"] == Status.HIDDEN).any())


CORRECTABLE = ("numerator", "denominator")


def _cells(newest: pd.DataFrame) -> dict[str, tuple[str, str]]:
    own = newest[newest["field"].isin(CORRECTABLE)]
    return {row["field"]: (row["name"], row["value"]) for row in own.to_dict("records")}


def _corrected(told: pd.DataFrame) -> tuple[str, ...]:
    """Old → new with who and why, of every value that was corrected by hand; told newest first."""
    lines = []
    for _, own in told[told["field"].isin(CORRECTABLE)].groupby("field", sort=False):
        rows = own.to_dict("records")
        for now, before in zip(rows, rows[1:], strict=False):
            if now["kind"] == "edit" and now["value"] != before["value"]:
                who = (
                    f"{now['actor']} 报，{now['reviewer']} 审"
                    if isinstance(now["reviewer"], str)
                    else now["actor"]
                )
                moved = f"{now['name']} {before['value']} → {now['value']}"
                lines.append(
                    (
                        now["change"],
                        f"{moved}，{who}，{now['at']}，第 {now['change']} 号变更：{now['reason']}",
                    )
                )
    return tuple(words for _, words in sorted(lines, reverse=True))


def _row_value(parts: pd.DataFrame, record: type[Record]) -> str:
    """「347 / 375」 for a figure; a ledger row is its fields."""
    if record is not Figure:
        return ""
    worth = dict(zip(parts["field"], parts["value"], strict=True))
    return " / ".join(worth[name] for name in ("numerator", "denominator") if name in worth)


def _typed(record: type[Record], name: str, written: str) -> object:
    """One part of a key as its field holds it."""
    kind = field_type(record, name)
    try:
        return date.fromisoformat(written) if kind is date else int(written) if kind is int else written
    except ValueError as error:
        raise Refusal("这个链接不指向任何一个数。请从页面上的数字点开。", code="no_trace") from error
