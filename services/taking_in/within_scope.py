"""Whether a file speaks only of what its sender answers for: a town of its own places, a department of its own matters.

Held before anything of the file is compared, so that nobody reads another town's figures by uploading a form of it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from data_access.database import Store
from domain.measure_frame import PLACE
from domain.permissions import Scope
from domain.records import Alias, Event, Figure, Problem, Project, Visit, key_fields
from domain.refusals import Refusal
from services.accounts.rows_in_scope import OF_A_PROJECT
from services.known.read_ledgers import read_ledgers
from uploads.statements import Reading, Statements

PLACES = {Project: ("place",), Problem: ("place",), Visit: ("place",)}
UNITS = {Project: ("lead_unit",), Problem: ("duty_unit", "lead_unit")}


def may_report(store: Store, scope: Scope, found: Reading, known_at: int) -> None:
    """Refused: a file with a row outside the scope, with how many and where the first stands."""
    if not scope.is_limited():
        return
    known = _keys_known(store, scope, known_at)
    parts = [(block.sheet, part) for block in found.blocks for part in block.statements]
    for record in (Project, Problem):
        for _, part in parts:
            if part.record is record:
                inside = zip(part.columns[key_fields(record)[0]], _inside(part, scope, known), strict=True)
                known[record.NAME] |= {str(key) for key, is_inside in inside if is_inside}
    outside = [
        (sheet, line)
        for sheet, part in parts
        for line, is_inside in zip(part.lines, _inside(part, scope, known), strict=True)
        if not is_inside
    ]
    if outside:
        sheet, line = outside[0]
        count = len(set(outside))
        raise Refusal(
            f"这份表里有 {count} 行不在您的填报范围，第一处在 {sheet} 第 {line} 行。请删去这些行再放入，或交给县里办公室来报。",
            code="outside_report",
        )


@dataclass(frozen=True, slots=True)
class _Own:
    """What of one row says whose it is."""

    places: tuple[object, ...]
    units: tuple[object, ...]


def _inside(part: Statements, scope: Scope, known: dict[str, set[str]]) -> Iterator[bool]:
    """Per line, whether it lies within the scope. Configuration, the roster and county documents never do."""
    record, columns = part.record, part.columns
    if record is Figure:
        for kind, subject in zip(columns["subject_kind"], columns["subject"], strict=True):
            yield _among(subject, scope.places if kind == PLACE else scope.units)
    elif record is Alias:
        for kind, subject in zip(columns["kind"], columns["subject"], strict=True):
            yield _among(subject, scope.places if kind == PLACE else scope.units)
    elif record in PLACES:
        for at, own in enumerate(_owners(part)):
            yield _is_own(own, scope) or str(columns[key_fields(record)[0]][at]) in known.get(record.NAME, ())
    elif record in OF_A_PROJECT:
        yield from (str(project) in known[Project.NAME] for project in columns["project"])
    elif record is Event:
        for about, number in zip(columns["about"], columns["number"], strict=True):
            yield str(number) in known.get(str(about), ())
    else:
        yield from (False for _ in part.lines)


def _owners(part: Statements) -> Iterator[_Own]:
    def column(names: Sequence[str]) -> list[tuple[object, ...]]:
        spoken = [part.columns[name] for name in names if name in part.columns]
        return list(zip(*spoken, strict=True)) if spoken else [()] * len(part.lines)

    places, units = column(PLACES[part.record]), column(UNITS.get(part.record, ()))
    return (_Own(*both) for both in zip(places, units, strict=True))


def _is_own(own: _Own, scope: Scope) -> bool:
    """In one of the places; of a department, answered for by it."""
    if scope.places is not None and any(place in scope.places for place in own.places):
        return True
    return scope.units is not None and any(unit in scope.units for unit in own.units)


def _among(worth: object, allowed: frozenset[str] | None) -> bool:
    return allowed is None or worth in allowed


def _keys_known(store: Store, scope: Scope, known_at: int) -> dict[str, set[str]]:
    """Record → keys of the projects and problems that are the sender's already."""
    ledgers = read_ledgers(store, known_at)
    found: dict[str, set[str]] = {}
    for record, rows in ((Project, ledgers.projects), (Problem, ledgers.problems)):
        own = [False] * len(rows)
        for field in PLACES[record]:
            if scope.places is not None:
                own = [mine or place in scope.places for mine, place in zip(own, rows[field], strict=True)]
        for field in UNITS[record]:
            if scope.units is not None:
                own = [mine or unit in scope.units for mine, unit in zip(own, rows[field], strict=True)]
        found[record.NAME] = set(rows.loc[own, key_fields(record)[0]])
    return found
