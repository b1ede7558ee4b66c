"""The ledger rows a derived measure was counted from, each with its cells."""

from collections.abc import Hashable
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from data_access.database import Store, reading
from data_access.rows import rows_known
from data_access.sources import cells_of_rows
from domain.measure_frame import PLACE
from domain.measures.directives import DIRECTIVE_CODES
from domain.measures.funds import FUND_CODES
from domain.measures.projects import PROJECT_CODES
from domain.measures.rectification import INSPECTION
from domain.measures.visit_scores import with_scores
from domain.permissions import Moment, Scope
from domain.records import (
    Directive,
    Payment,
    Problem,
    Project,
    ProjectStatus,
    Record,
    Visit,
    key_fields,
)
from domain.setting import Setting
from domain.wording.codes import CODED
from domain.wording.numbers import plain
from services.accounts.rows_in_scope import rows_in_scope
from services.known.read_states import problems_on
from services.measures.provenance_shown import PART_COLUMNS
from services.measures.read_measures import MADE_OF

Row = dict[Hashable, Any]

# Measures counted from the ledgers of money, and what is made of them.
FUNDED = frozenset(FUND_CODES)


def ledger_parts(
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
    if FUNDED.intersection((code, *MADE_OF.get(code, ()))):
        return (Project, Payment)
    if code in DIRECTIVE_CODES:
        return (Directive,)
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
        if record is Visit:
            rows = with_scores(rows, problems_on(store, moment.known_at, moment.as_of))
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
    keys = zip(*(rows[name].astype(str) for name in key_fields(record)), strict=True)
    found = origin.assign(
        name=[name for name, _ in described],
        value=[value for _, value in described],
        status="reported",
        cell=origin["cells"],
        key=pd.Series([(record.NAME, *key) for key in keys], index=origin.index, dtype=object),
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
    day_field = {
        "payment": "day",
        "project_status": "day",
        "visit": "day",
        "problem": "found_on",
        "directive": "given_on",
    }.get(record.NAME)
    kept = []
    for row in rows.to_dict("records"):
        place = row.get("place") if record in (Project, Visit, Problem) else place_of.get(row.get("project"))
        unit = row.get("duty_unit") if record is Problem else unit_of.get(row.get("project"))
        if record is Directive:
            unit = row["lead_unit"]
            place = setting.units[unit].place if unit in setting.units else None
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
        stage = CODED[record.NAME, "stage"].get(str(row["stage"]), "")
        return f"{names.get(str(row['project']), row['project'])}（{row['day']} 进度）", stage
    if record is Payment:
        return f"{names.get(str(row['project']), row['project'])}（{row['day']} 支付）", _wan(row["amount"])
    if record is Directive:
        text = row["text"] if isinstance(row["text"], str) else ""
        return f"{row['directive']}　{text}", f"时限 {row['deadline']}"
    if record is Visit:
        score = row["score"]
        return f"督查 {row['day']}", "" if pd.isna(score) else f"{plain(int(score) / 100, 1)} 分"
    return f"{row['problem']}　{row['text'] if isinstance(row['text'], str) else ''}", str(row["found_on"])


def _wan(fen: Any) -> str:
    return "" if pd.isna(fen) else f"{int(fen) / 1_000_000:,.2f} 万元"
