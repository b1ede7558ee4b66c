"""One row by its key: each field as it stands with its own cell, and what was said of it before."""

from collections.abc import Hashable, Mapping
from datetime import date

import pandas as pd

from data_access.database import Store, reading
from data_access.provenance import provenance
from data_access.rows import rows_known
from domain.correctable import CORRECTABLE, CORRECTING, correctable_fields, left_to_others
from domain.measure_frame import Status
from domain.permissions import Moment, Scope
from domain.project_steps import NAMES_OF_PERSONS
from domain.records import (
    Figure,
    Project,
    Record,
    field_type,
    key_fields,
)
from domain.refusals import Refusal
from domain.setting import Setting
from domain.small_counts import PARTS
from domain.small_counts import WORD as SMALL_WORD
from domain.wording.values import NOTHING, field_title, key_words, value_words
from services.accounts.rows_in_scope import OUTSIDE, rows_in_scope
from services.known.hide_small_counts import hide_small_counts, is_small
from services.known.read_setting import read_setting
from services.measures.provenance_shown import PART_COLUMNS, Provenance
from services.measures.read_measures import read_figures

FIGURE_CELLS = ("numerator", "denominator")


def require_row(
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


def trace_row(
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
    told = _worth_telling(told)
    if not scope.may_see_names:
        told = told[~told["field"].isin(NAMES_OF_PERSONS).to_numpy()]
    is_newest = ~told["field"].duplicated()
    stands = dict(zip(names, typed, strict=True)) | dict(
        zip(told.loc[is_newest, "field"], said.loc[told.index[is_newest], "value"], strict=True)
    )
    # Newest first: a value is worth telling where the next newer saying of the field was another.
    differs = told["value"] != told.groupby("field")["value"].shift(1)
    filled = told["value"] != NOTHING
    earlier = told[~is_newest & differs & filled]
    earlier = earlier.assign(value=earlier["name"] + " " + earlier["value"])
    called = dict(zip(projects["project"], projects["name"], strict=True))
    return Provenance(
        title=f"{record.TITLE}　{key_words(record, tuple(typed), setting, called)}",
        value=_row_value(told[is_newest & filled], record),
        formula="",
        parts=told.loc[is_newest & filled, list(PART_COLUMNS)].astype(object).reset_index(drop=True),
        earlier=earlier[["value", "actor", "at", "change"]].reset_index(drop=True),
        row=(record.NAME, *key),
        cells=_cells(record, told[is_newest], stands, setting, named=scope.may_see_names),
        fixed=left_to_others(record, stands),
        corrected=_corrected(record, told, named=scope.may_see_names),
    )


def _worth_telling(said: pd.DataFrame) -> pd.DataFrame:
    """Standing sayings without blanks, newest first; but a blank that took a value away is one: the cell was emptied."""
    standing = said[said["standing"].to_numpy()]
    filled = standing["value"] != NOTHING
    # How many values the field was ever given up to each saying, counted from the oldest.
    given = filled[::-1].astype(int).groupby(standing["field"][::-1]).cumsum()
    return standing[(filled | (given > 0)).to_numpy()]


def _is_hidden(store: Store, scope: Scope, moment: Moment, setting: Setting, key: tuple[str, ...]) -> bool:
    """Whether this figure, among those of the same period, is a small count or would give one away."""
    if scope.may_see_small_counts:
        return False
    figures = read_figures(store, moment.known_at, (key[0],))
    own = figures[(figures["period"] == key[3]).to_numpy()]
    told = hide_small_counts(own, scope=scope, setting=setting, day=moment.as_of)
    mine = told[((told["subject_kind"] == key[1]) & (told["subject"] == key[2])).to_numpy()]
    return bool((mine["status"] == Status.HIDDEN).any())


def _cells(
    record: type[Record], newest: pd.DataFrame, stands: Mapping[str, object], setting: Setting, *, named: bool
) -> dict[str, tuple[str, str]]:
    """What can be corrected: the parts of a figure that stand; of a ledger row its blank cells too."""
    shown = dict(zip(newest["field"], newest["value"], strict=True))
    if record is Figure:
        names = dict(zip(newest["field"], newest["name"], strict=True))
        return {field: (names[field], shown[field]) for field in FIGURE_CELLS if field in shown}
    return {
        field: (field_title(record, field, setting=setting), shown.get(field, NOTHING))
        for field in correctable_fields(record, stands)
        if named or field not in NAMES_OF_PERSONS
    }


def _corrected(record: type[Record], told: pd.DataFrame, *, named: bool) -> tuple[str, ...]:
    """Old → new with who and why, of every value that was corrected by hand; told newest first."""
    fields = FIGURE_CELLS if record is Figure else CORRECTABLE.get(record, ())
    lines = []
    for _, own in told[told["field"].isin(fields)].groupby("field", sort=False):
        rows = own.to_dict("records")
        for now, before in zip(rows, rows[1:], strict=False):
            if _is_correction(now) and now["value"] != before["value"]:
                who = (
                    f"{now['actor']} 报，{now['reviewer']} 审"
                    if isinstance(now["reviewer"], str)
                    else now["actor"]
                )
                moved = f"{now['name']} {before['value']} → {now['value']}"
                said = "，".join((moved, *((who,) if named else ()), now["at"]))
                lines.append((now["change"], f"{said}，第 {now['change']} 号变更：{now['reason']}"))
    return tuple(words for _, words in sorted(lines, reverse=True))


def _is_correction(said: Mapping[Hashable, object]) -> bool:
    """Not a step in the life of a problem, which is an edit too."""
    return said["kind"] == "edit" and str(said["reason"]).startswith(CORRECTING)


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
