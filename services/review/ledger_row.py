"""One row of a ledger written out as its ledger writes it, and read by the reader of uploads: as it stands, and with one
cell anew. What belongs to one line of the office's ledger (a project, its progress, its sources of money) is written together,
so that the same rules apply.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from pandas import DataFrame, isna

from data_access.database import Store
from domain.records import (
    UNSAID,
    Allocation,
    Fund,
    Payment,
    Problem,
    Project,
    ProjectStatus,
    Record,
    Visit,
    field_type,
    key_fields,
    meanings,
)
from domain.setting import Setting
from domain.wording.codes import CODED
from domain.wording.values import subject_name
from services.known.known_rows import known_rows
from services.review.one_cell import FIRST_ROW, SHEET, typed
from services.taking_in.read_knowledge import read_knowledge
from uploads.knowledge import Hints
from uploads.recognition import read
from uploads.sheets import Cell, Sheet, Workbook
from uploads.statements import Reading

Row = Mapping[str, Any]
PROJECTS, FUNDS, INSPECTIONS, RECTIFICATION = "PRJ", "FND", "INSP", "REC"
WAN, PPM, HUNDREDTHS = 1_000_000, 10_000, 100
# The record's own title where the ledger means something else by it, or has no column under it.
_HEADS = {
    (Project, "place"): "实施地点",
    (Problem, "place"): "涉及镇村",
    (Visit, "place"): "涉及镇村",
    (Visit, "day"): "督查日期",
}
_LEVELS = {
    "central": "中央资金",
    "province": "省级资金",
    "city": "市级资金",
    "county": "县级资金",
    "other": "其他资金",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a ledger. heads and cells by column; target: the column of the corrected cell."""

    form: str
    day: date
    title: str
    heads: tuple[str, ...]
    cells: tuple[Cell, ...]
    target: int


def known_row(store: Store, record: type[Record], key: Sequence[object], n: int) -> Row | None:
    """The row as known at change n, None standing for what is missing."""
    rows = known_rows(store, record, n)
    for name, worth in zip(key_fields(record), key, strict=True):
        rows = rows[(rows[name] == worth).to_numpy(dtype=bool)]
    return None if rows.empty else _plain(rows.iloc[0].to_dict())


def line_of(
    store: Store, setting: Setting, record: type[Record], row: Row, field: str, *, seen: int, today: date
) -> Line:
    """The line of the ledger this row stands in, and which of its cells is the field."""
    form = form_of(record, row)
    parts = _of_a_project(store, record, row, seen) if form == PROJECTS else ((record, row),)
    heads: list[str] = []
    cells: list[Cell] = []
    target = -1
    for kind, own in parts:
        for name in _columns(kind):
            if (kind, name) == (record, field):
                target = len(heads)
            heads.append(_head(kind, name, own))
            cells.append(_cell(kind, name, own[name], setting))
    day = min(_day_of(record, row) or today, today)
    year = next((own["year"] for kind, own in parts if kind is Project), day.year)
    reserve = any(kind is Project and own["reserve"] for kind, own in parts)
    title = f"{year}年{'储备' if reserve else ''}{setting.forms[form].name}"
    return Line(form, day, title, tuple(heads), tuple(cells), target)


def read_line(
    store: Store, line: Line, record: type[Record], field: str, value: str, *, seen: int, now: datetime
) -> tuple[Reading, Reading]:
    """The line as it stands and with the new value in its cell."""
    knowledge = read_knowledge(store, seen, today=now.date())
    hints = Hints(form=line.form, as_of=line.day)
    new: Cell = value.strip() if field_type(record, field) is str else typed(value)
    found = []
    for worth in (line.cells[line.target], new):
        cells = [*line.cells]
        cells[line.target] = worth
        found.append(read(_workbook(line, cells), knowledge, hints))
    return found[0], found[1]


def value_read(found: Reading, record: type[Record], key: Sequence[object], field: str) -> object:
    """What the reading says of this field of the row; UNSAID where it says nothing."""
    names = key_fields(record)
    for block in found.blocks:
        for part in block.statements:
            if part.record is not record or field not in part.columns:
                continue
            keys = zip(*(part.columns[name] for name in names), strict=True)
            for own, worth in zip(keys, part.columns[field], strict=True):
                if tuple(own) == tuple(key) and worth is not UNSAID:
                    return worth
    return UNSAID


def form_of(record: type[Record], row: Row) -> str:
    if record in (Project, ProjectStatus, Allocation):
        return PROJECTS
    if record in (Fund, Payment):
        return FUNDS
    inspected = record is Visit or row["source"] == "inspection"
    return INSPECTIONS if inspected else RECTIFICATION


def _of_a_project(
    store: Store, record: type[Record], row: Row, seen: int
) -> tuple[tuple[type[Record], Row], ...]:
    """The project, its progress on the row's day (else the newest) and its sources of money, as one line holds them."""
    project = known_row(store, Project, (row["project"],), seen)
    statuses = _own(known_rows(store, ProjectStatus, seen), row)
    sources = _own(known_rows(store, Allocation, seen), row)
    if record is ProjectStatus:
        status: Row | None = row
    else:
        status = max(statuses, key=lambda one: one["day"], default=None)
    found: list[tuple[type[Record], Row]] = [(Project, project)] if project else []
    found += [(ProjectStatus, status)] if status else []
    # The corrected source first: there is one column for each.
    mine = [one for one in sources if record is Allocation and one["level"] == row["level"]]
    return (*found, *((Allocation, one) for one in (*mine, *(one for one in sources if one not in mine))))


def _own(rows: DataFrame, row: Row) -> list[Row]:
    return [
        _plain(one)
        for one in rows[(rows["project"] == row["project"]).to_numpy(dtype=bool)].to_dict("records")
    ]


def _plain(row: Mapping[Any, Any]) -> Row:
    return {str(name): None if worth is None or isna(worth) else worth for name, worth in row.items()}


def _columns(record: type[Record]) -> tuple[str, ...]:
    """Which fields a line writes: what its ledger has a column for."""
    if record is Allocation:
        return ("amount",)
    told_elsewhere = {
        Project: ("year", "reserve"),
        ProjectStatus: ("project", "day"),
        Problem: ("source", "visit", "rebound_of", "check_item", "deadline", "long_term"),
        Visit: ("by_list",),
    }.get(record, ())
    return tuple(name for name in meanings(record) if name not in told_elsewhere)


def _head(record: type[Record], name: str, row: Row) -> str:
    if record is Allocation:
        return f"{_LEVELS[str(row['level'])]}（万元）"
    if (record, name) == (Problem, "found_on") and form_of(record, row) == INSPECTIONS:
        return _HEADS[Visit, "day"]
    meaning = meanings(record)[name]
    return f"{_HEADS.get((record, name), meaning.title)}{'（万元）' if meaning.unit == 'fen' else ''}"


def _cell(record: type[Record], name: str, worth: Any, setting: Setting) -> Cell:
    """As an office would write it, and as the reader reads it back."""
    if worth is None:
        return None
    meaning = meanings(record)[name]
    if isinstance(worth, bool):
        return "是" if worth else "否"
    if isinstance(worth, date):
        return worth.isoformat()
    if meaning.unit == "fen":
        return int(worth) / WAN
    if meaning.unit == "ppm":
        return f"{int(worth) / PPM:g}%"
    if meaning.unit == "score2":
        return int(worth) / HUNDREDTHS
    if isinstance(worth, int | float):
        return float(worth)
    if meaning.refers in ("place", "unit"):
        return subject_name(str(worth), setting)
    return CODED.get((record.NAME, name), {}).get(str(worth), str(worth))


def _day_of(record: type[Record], row: Row) -> date | None:
    """The day the row speaks of: names are resolved for it, and days without a year belong to its year."""
    name = {ProjectStatus: "day", Payment: "day", Problem: "found_on", Visit: "day", Fund: "issued_on"}.get(
        record, ""
    )
    return row.get(name)


def _workbook(line: Line, cells: Sequence[Cell]) -> Workbook:
    width = len(line.heads)
    table: list[Sequence[Cell]] = [
        [line.title, *[None] * (width - 1)],
        *[[None] * width] * (FIRST_ROW - 2),
        line.heads,
        cells,
    ]
    columns = tuple([row[at] for row in table] for at in range(width))
    return Workbook(f"{SHEET}.xlsx", "0" * 64, (Sheet(SHEET, columns, len(table)),))
