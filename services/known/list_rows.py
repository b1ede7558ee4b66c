"""Any record as known, each row with where it was read: change, file, sheet, cells."""

from datetime import date

import numpy as np
from pandas import DataFrame

from data_access.database import Store, reading
from data_access.rows import rows_known
from data_access.sources import cells_of_rows
from domain.permissions import Moment, Scope
from domain.records import RECORDS, Figure, Record, meanings
from domain.refusals import Refusal
from services.accounts.rows_in_scope import rows_in_scope
from services.known.hide_small_counts import hide_small_counts
from services.known.read_setting import read_setting

# The field that says from which day on a row speaks; rows of later days are not yet visible at as_of.
DAY_FIELDS = {
    "figure": "cutoff",
    "project_status": "day",
    "fund": "issued_on",
    "payment": "day",
    "visit": "day",
    "problem": "found_on",
    "event": "day",
    "spot_check": "told_on",
    "spot_check_step": "day",
}


def record_named(name: str) -> type[Record]:
    """The record of that name; refused with the list of names where there is none."""
    if name not in RECORDS:
        raise Refusal(f"没有“{name}”这种记录。可以是：{'、'.join(RECORDS)}。", code="unknown_record")
    return RECORDS[name]


def list_rows(store: Store, record: type[Record], *, scope: Scope, moment: Moment) -> DataFrame:
    """The record's own fields, `<field>_code` and `<field>_name` of subject keys, change, file, sheet, cells."""
    with reading(store) as connection:
        rows = rows_known(connection, record, moment.known_at)
        rows = rows[np.array(visible(rows, record, moment.as_of), dtype=bool)].reset_index(drop=True)
        if record is Figure:  # with all their siblings still beside them
            setting = read_setting(store, moment.known_at)
            rows = hide_small_counts(rows, scope=scope, setting=setting, day=moment.as_of)
        seen = rows_in_scope(store, record, rows, scope=scope, known_at=moment.known_at)
        rows = rows[seen.to_numpy(dtype=bool)].reset_index(drop=True)
        origin = cells_of_rows(connection, record, rows)
    named = with_names(rows, record, store, moment)
    return named[[*meanings(record), *added_names(record)]].join(origin[["change", "file", "sheet", "cells"]])


def visible(rows: DataFrame, record: type[Record], as_of: date) -> list[bool]:
    field = DAY_FIELDS.get(record.NAME)
    if field is None:
        return [True] * len(rows)
    return [not isinstance(day, date) or day <= as_of for day in rows[field]]


def added_names(record: type[Record]) -> list[str]:
    fields = [name for name, meaning in meanings(record).items() if meaning.refers in ("place", "unit")]
    return [f"{name}_{what}" for name in fields for what in ("code", "name")]


def with_names(rows: DataFrame, record: type[Record], store: Store, moment: Moment) -> DataFrame:
    """The rows with the official code and the name beside every place and unit key."""
    setting = read_setting(store, moment.known_at)
    named = rows.copy()
    for name, meaning in meanings(record).items():
        if meaning.refers == "place":
            nodes = [setting.roster.nodes.get(key) for key in rows[name]]
            named[f"{name}_code"] = [node.code if node else None for node in nodes]
            named[f"{name}_name"] = [node.name if node else None for node in nodes]
        elif meaning.refers == "unit":
            units = [setting.units.nodes.get(key) for key in rows[name]]
            named[f"{name}_code"] = [None] * len(rows)
            named[f"{name}_name"] = [unit.name if unit else None for unit in units]
    return named
