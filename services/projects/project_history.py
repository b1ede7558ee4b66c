"""经过 of one project: its registration and what each ledger version said anew, old → new, each with its cells."""

from collections.abc import Hashable
from datetime import date
from typing import Any

from pandas import DataFrame

from data_access.database import Store, reading
from data_access.row_versions import row_versions
from data_access.rows import rows_known
from data_access.sources import cells_of_rows
from domain.frames import day_stamp, days
from domain.permissions import Moment, Scope
from domain.project_steps import (
    FIRST_SAID,
    NAMES_OF_PERSONS,
    PROGRESS_FIELDS,
    REGISTRATION_FIELDS,
    Moved,
    moves,
)
from domain.records import Event, Project, ProjectStatus, Record
from domain.setting import Setting
from domain.wording.codes import EVENT_WORDS
from domain.wording.values import NOTHING, field_title, value_words
from services.known.read_setting import read_setting

STEP_COLUMNS = ("day", "kind", "moved", "record", "key", "file", "sheet", "cells", "actor", "change")
FIRST, ADDED, LATER, PROGRESS, CORRECTED = "登记", "登记补充", "登记更正", "进度", "进度更正"


def project_history(store: Store, *, scope: Scope, moment: Moment, project: str) -> DataFrame:
    """STEP_COLUMNS, newest first.

    day    of the ledger, for the registration the day it was brought in, ISO
    moved  (title, old, new) in words; old is blank where nothing was said before
    key    of the row behind it, for its provenance
    """
    setting = read_setting(store, moment.known_at)
    with reading(store) as connection:
        own = {"project": [project]}
        registered = row_versions(connection, Project, moment.known_at, where=own)
        told = row_versions(connection, ProjectStatus, moment.known_at, where=own)
        happened = rows_known(
            connection, Event, moment.known_at, where={"about": [Project.NAME], "number": [project]}
        )
        told = _until(told, moment.as_of)
        happened = _until(happened, moment.as_of)
        registered = registered.join(cells_of_rows(connection, Project, registered))
        told = told.join(cells_of_rows(connection, ProjectStatus, told))
        happened = happened.rename(columns={"actor": "who"}).join(cells_of_rows(connection, Event, happened))
    steps = [
        *_registration(registered, setting, scope, moment.as_of),
        *_progress(told, setting),
        *_events(happened, scope),
    ]
    steps.sort(key=lambda step: (step["day"], step["change"]), reverse=True)
    return DataFrame(steps, columns=list(STEP_COLUMNS))


def _until(rows: DataFrame, as_of: date) -> DataFrame:
    return rows[(days(rows["day"]) <= day_stamp(as_of)).to_numpy()].reset_index(drop=True)


def _registration(rows: DataFrame, setting: Setting, scope: Scope, as_of: date) -> list[dict[Hashable, Any]]:
    versions = rows.to_dict("records")
    fields = [name for name in REGISTRATION_FIELDS if scope.may_see_names or name not in NAMES_OF_PERSONS]
    found = []
    for at, (row, moved) in enumerate(zip(versions, moves(versions, fields), strict=True)):
        day = str(row["at"])[:10]
        told = [one for one in moved if at or one.field in FIRST_SAID]
        if told and day <= as_of.isoformat():
            kind = FIRST if not at else LATER if any(one.old is not None for one in told) else ADDED
            found.append(_step(row, kind, day, Project, (str(row["project"]),), told, setting))
    return found


def _progress(rows: DataFrame, setting: Setting) -> list[dict[Hashable, Any]]:
    versions = rows.to_dict("records")
    found = []
    before = ""
    for row, moved in zip(versions, moves(versions, PROGRESS_FIELDS), strict=True):
        day = f"{row['day']:%Y-%m-%d}"
        kind = CORRECTED if day == before else PROGRESS
        before = day
        if moved:
            key = (str(row["project"]), day)
            found.append(_step(row, kind, day, ProjectStatus, key, list(moved), setting))
    return found


def _events(rows: DataFrame, scope: Scope) -> list[dict[Hashable, Any]]:
    found = []
    for row in rows.to_dict("records"):
        note = row["note"] if isinstance(row["note"], str) else ""
        actor = row["who"]
        who = actor if scope.may_see_names and isinstance(actor, str) else ""
        day = f"{row['day']:%Y-%m-%d}"
        kind = EVENT_WORDS.get(str(row["kind"]), "经过")
        key = (Project.NAME, str(row["number"]), day, str(row["seq"]))
        words = ((kind, "", " ".join(filter(None, (note, who)))),)
        found.append(_row(row, kind, day, Event, key, words))
    return found


def _step(
    row: dict[Hashable, Any], kind: str, day: str, record: type[Record], key: tuple[str, ...], moved: list[Moved],
    setting: Setting,
) -> dict[Hashable, Any]:  # fmt: skip
    def said(field: str, worth: object) -> str:
        words = value_words(record, field, worth, setting=setting)
        return "" if words == NOTHING else words

    words = tuple(
        (field_title(record, one.field, setting=setting), said(one.field, one.old), said(one.field, one.new))
        for one in moved
    )
    return _row(row, kind, day, record, key, words)


def _row(
    row: dict[Hashable, Any], kind: str, day: str, record: type[Record], key: tuple[str, ...],
    words: tuple[tuple[str, str, str], ...],
) -> dict[Hashable, Any]:  # fmt: skip
    origin: dict[Hashable, Any] = {name: row[name] for name in ("file", "sheet", "cells", "change")}
    actor = row["actor"]
    return {
        "day": day,
        "kind": kind,
        "moved": words,
        "record": record.NAME,
        "key": key,
        "actor": actor,
        **origin,
    }
