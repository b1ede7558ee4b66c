"""What the pages 目录 and 单位与名册 show: which sheets there are, and the rows of the one that is looked at."""

from dataclasses import dataclass

import pandas as pd

from data_access.database import Store
from domain.permissions import Moment, Scope
from domain.records import RECORDS, Record, field_type, meanings
from domain.settings.cells import cell_text
from domain.settings.state import naming_of
from services.known.known_rows import last_change
from services.settings.known_settings import ABOUT, CATALOGUE, GROUPS, settings_known

SHEET_COLUMNS = ("record", "title", "about", "rows", "change")
TITLES = {CATALOGUE: "目录", "register": "单位和名册"}


@dataclass(frozen=True)
class SettingsShown:
    """sheets  SHEET_COLUMNS in the group's order; change is the newest that altered a row of it"""

    plain: str
    sub: str
    sheets: pd.DataFrame


def show_settings(store: Store, *, scope: Scope, moment: Moment, group: str) -> SettingsShown:  # noqa: ARG001 - as asked
    """group  register or catalogue"""
    state = settings_known(store, moment.known_at)
    rows = [
        (
            record.NAME,
            record.TITLE,
            ABOUT[record],
            len(state[record]),
            last_change(store, moment.known_at, record),
        )
        for record in GROUPS[group]
    ]
    sheets = pd.DataFrame(rows, columns=list(SHEET_COLUMNS))
    return SettingsShown(
        plain=f"{TITLES[group]}有 {len(sheets)} 张表、{int(sheets['rows'].sum()):,} 行",
        sub="下载、改好、放回来、看差异、确认；只改一个值可以直接在这里改。每次改动都可撤回。",
        sheets=sheets,
    )


def sheet_rows(store: Store, *, scope: Scope, moment: Moment, record: str) -> pd.DataFrame:  # noqa: ARG001 - as asked
    """The rows of a record as its sheet shows them: columns by their titles, all texts."""
    kind = RECORDS[record]
    state = settings_known(store, moment.known_at)
    naming = naming_of(state)
    return pd.DataFrame(
        [[cell_text(kind, name, row, naming) for name in meanings(kind)] for row in state[kind].values()],
        columns=[meaning.title for meaning in meanings(kind).values()],
        dtype=object,
    )


def row_choices(store: Store, *, scope: Scope, moment: Moment, record: str) -> tuple[str, ...]:  # noqa: ARG001 - as asked
    """Each row by what tells it apart, in the order of the sheet: the texts of its key and its name."""
    kind = RECORDS[record]
    state = settings_known(store, moment.known_at)
    naming = naming_of(state)
    named = [name for name, meaning in meanings(kind).items() if meaning.key or name == "name"]
    return tuple(
        " · ".join(text for name in named if (text := cell_text(kind, name, row, naming)))
        for row in state[kind].values()
    )


def field_choices(record: str) -> dict[str, str]:
    """Field → title of what may be changed in place: everything but the key."""
    kind: type[Record] = RECORDS[record]
    return {name: meaning.title for name, meaning in meanings(kind).items() if not meaning.key}


def written_now(store: Store, *, moment: Moment, record: str, at: int, name: str) -> str:
    """The field of the row at this place as the sheet writes it."""
    kind = RECORDS[record]
    state = settings_known(store, moment.known_at)
    return cell_text(kind, name, list(state[kind].values())[at], naming_of(state))


def is_long(record: str, name: str) -> bool:
    """Whether a field is prose."""
    return field_type(RECORDS[record], name) is str and name in ("definition", "wording", "source")
