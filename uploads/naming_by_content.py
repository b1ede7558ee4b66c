"""A column of villages or towns under a header nobody knows: told by what stands in it, and confirmed by a person."""

from collections.abc import Mapping
from dataclasses import dataclass

from domain.issues import Question
from domain.names import Match
from domain.places import TOWN, Roster
from uploads.findings import Findings
from uploads.header_words import LEAVE
from uploads.headers import Heading, read_header
from uploads.knowledge import Knowledge
from uploads.sheets import Sheet
from uploads.vocabulary import Vocabulary

_NAMES = {"village": "村", "place": "镇村", "town": "乡镇"}
_SAMPLE = 60  # rows looked at
_LEAST, _MOSTLY = 3, 0.7


@dataclass(frozen=True, slots=True)
class Naming:
    """A column whose cells are the county's places: which field it is, and its header."""

    column: int
    field: str
    text: str


def naming_column(
    sheet: Sheet, rows: tuple[int, int], vocabularies: Mapping[str, Vocabulary], knowledge: Knowledge
) -> Naming | None:
    """The unknown column that names the rows; None where a known header does, or nothing names them."""
    headings = read_header(sheet, *rows, vocabularies["indicators"]).headings
    if any(heading.field in ("village", "place", "unit") for heading in headings):
        return None
    known = {field for heading in headings if (field := heading.field)}
    for heading in headings:
        told = _field(sheet, rows[1] + 1, heading, knowledge) if not heading.field else None
        if told and told not in known and not (told == "town" and known & set(_NAMES)):
            return Naming(heading.column, told, heading.text)
    return None


def _field(sheet: Sheet, top: int, heading: Heading, knowledge: Knowledge) -> str | None:
    cells = sheet.columns[heading.column][top : top + _SAMPLE]
    texts = [cell for cell in cells if isinstance(cell, str)]
    if len(texts) < _LEAST:
        return None
    roster = knowledge.roster
    means = [_means(roster, text, knowledge) for text in texts]
    return next((field for field in _NAMES if means.count(field) >= _MOSTLY * len(texts)), None)


def _means(roster: Roster, text: str, knowledge: Knowledge) -> str:
    day = knowledge.today
    path = roster.resolve_path(text, day)
    if isinstance(path, Match):
        return "town" if roster[path.subject].level == TOWN else "place"
    towns = roster.valid_on(day, TOWN)
    found = (roster.resolve_village(text, day, town=town.place) for town in towns)
    return "village" if any(isinstance(one, Match) for one in found) else ""


def is_confirmed(naming: Naming, sheet: str, cell: str, findings: Findings) -> bool | None:
    """What somebody said of it: yes, no, or None while the question stands open."""
    label = _NAMES[naming.field]
    text = f"“{naming.text}”列（{sheet}!{cell}）的表头没有见过，里面写的是{label}名。按“{label}”读吗？"
    question = Question(f"header:{naming.text}", text, (label, LEAVE), (f"{sheet}!{cell}",))
    answer = findings.ask(question)
    return None if answer is None else answer.choice == label
