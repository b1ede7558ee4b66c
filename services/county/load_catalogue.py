"""Bring the shipped catalogue into the database: configuration is facts too (DESIGN 1).

Rows the office never touched follow a new release; touched ones stay and are named.
"""

import csv
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from data_access.comparison import Compared, changes_anything, compare, to_commit
from data_access.database import Store, head, reading
from data_access.versions import FileSource, Header, Said, SheetSource, commit
from domain.difference import Outcome
from domain.permissions import Actor
from domain.records import (
    Cadence,
    CalendarException,
    CheckItem,
    Form,
    HeaderWord,
    Indicator,
    InspectionChoice,
    LightRule,
    QualityRule,
    Record,
    Round,
    SchemeItem,
    Target,
    Term,
    meanings,
)

SHIPPED = Path(__file__).parents[2] / "catalogue"

# The order matters to nobody but the reader: what a thing is before how it is judged.
FILES: dict[str, type[Record]] = {
    "indicators.csv": Indicator,
    "header_words.csv": HeaderWord,
    "forms.csv": Form,
    "targets.csv": Target,
    "light_rules.csv": LightRule,
    "schemes.csv": SchemeItem,
    "terms.csv": Term,
    "calendar_exceptions.csv": CalendarException,
    "cadences.csv": Cadence,
    "rounds.csv": Round,
    "quality_rules.csv": QualityRule,
    "inspection_choices.csv": InspectionChoice,
    "check_items.csv": CheckItem,
}

CATALOGUE_FORM = "catalogue"


@dataclass(frozen=True, slots=True)
class Loaded:
    """What loading the catalogue did.

    change   number of the change, None when nothing was new
    offered  rows the office has touched and the release changes too: 「指标 TOI_COV：口径」
    """

    change: int | None
    offered: tuple[str, ...]


def rows_of(path: Path, record: type[Record]) -> list[Record]:
    """The rows of one catalogue file, each through its record's checks. Blank cells take the default."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return [
            record.model_validate({name: value for name, value in row.items() if name and value != ""})
            for row in csv.DictReader(file)
        ]


def shipped_statements(folder: Path = SHIPPED) -> tuple[list[FileSource], list[SheetSource], list[Said]]:
    """Files, sheets and statements of the catalogue as it ships."""
    files, sheets, said = [], [], []
    for name, record in FILES.items():
        path = folder / name
        content = path.read_bytes()
        rows = rows_of(path, record)
        with path.open(encoding="utf-8-sig", newline="") as file:
            titles = next(csv.reader(file))
        letters = {f"{record.NAME}.{title}": column_letter(at) for at, title in enumerate(titles)}
        files.append(
            FileSource(name=f"catalogue/{name}", sha256=hashlib.sha256(content).hexdigest(), content=content)
        )
        sheets.append(SheetSource(file=len(files) - 1, sheet=name, form=CATALOGUE_FORM, columns=letters))
        columns = {field: [getattr(row, field) for row in rows] for field in meanings(record)}
        said.append(
            Said(record=record, source=len(sheets) - 1, columns=columns, lines=list(range(2, len(rows) + 2)))
        )
    return files, sheets, said


def column_letter(at: int) -> str:
    """0 → A, 25 → Z, 26 → AA."""
    letters = ""
    at += 1
    while at:
        at, rest = divmod(at - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def load_catalogue(store: Store, actor: Actor, *, now: datetime, folder: Path = SHIPPED) -> Loaded:
    """Compare the shipped catalogue with what is known and commit what is new, as one change or none."""
    files, sheets, said = shipped_statements(folder)
    with reading(store) as connection:
        seen = head(connection)
        compared = compare(connection, said, seen=seen, forms=[CATALOGUE_FORM] * len(said))
    offered = offered_rows(compared)
    if not changes_anything(compared):
        return Loaded(change=None, offered=offered)
    header = Header(
        kind="configuration",
        actor=actor.name,
        role=actor.role.value,
        reason="装入随软件附带的目录",
        at=now,
        files=tuple(files),
        sources=tuple(sheets),
    )
    wanted = [to_commit(one) for one in compared]
    return Loaded(change=commit(store, header, wanted, seen).n, offered=offered)


def offered_rows(compared: Sequence[Compared]) -> tuple[str, ...]:
    """Rows both the office and the release changed: 「指标“TOI_COV”：口径」. The office's word stays."""
    found = []
    for one in compared:
        titles = meanings(one.said.record)
        for name, outcomes in one.outcomes.items():
            found += [
                f"{one.said.record.TITLE}“{one.keys[at][0]}”：{titles[name].title}"
                for at, result in enumerate(outcomes)
                if result is Outcome.CONFLICT
            ]
    return tuple(found)
