"""督查: one inspection of one village, with its score where the sheet has one. A sheet of problems alone states no visit."""

from collections.abc import Sequence

from domain.finding import score_of
from domain.records import UNSAID, Problem, Visit
from uploads.fields import read_field
from uploads.forms.blocks import block, stated
from uploads.forms.codes import read_codes
from uploads.forms.judging import tell
from uploads.knowledge import Knowledge
from uploads.occasion import Occasion
from uploads.statements import Coverage, SheetBlock
from uploads.tables import Table

_FIELDS = ("team", "method", "score")


def visit_keys(table: Table, days: Sequence[object], places: Sequence[object]) -> list[object]:
    """The visit's own number, else 督-day-place; UNSAID where day or place is not known."""
    codes = read_codes(table, "visit.visit")
    found: list[object] = []
    for code, day, place in zip(codes, days, places, strict=True):
        known = isinstance(place, str) and day is not UNSAID
        found.append(code or (f"督-{str(day).replace('-', '')}-{place}" if known else UNSAID))
    return found


def read_visits(
    table: Table, occasion: Occasion, days: Sequence[object], places: Sequence[object], knowledge: Knowledge
) -> list[SheetBlock]:
    """The visits of a sheet that has scores, or that lists nothing but visits."""
    if not table.has("visit.score") and table.has("problem.text"):
        return []
    keys = visit_keys(table, days, places)
    read = {name: read_field(table, Visit, name, year=occasion.year) for name in _FIELDS}
    first: dict[object, int] = {}
    rows = []
    for i in table.kept():
        if keys[i] is UNSAID or days[i] is UNSAID or places[i] is UNSAID:
            if not table.has("problem.text"):
                table.refused_rows.add(i)
        elif keys[i] not in first:
            first[keys[i]] = i
            rows.append(i)
        elif not table.has("problem.text") or _differs(read["score"], first[keys[i]], i):
            table.report("duplicate_row", i, "visit.day", expected=str(table.rows[first[keys[i]]] + 1))
            table.refused_rows.add(i)
    _compare_scores(table, keys, read["score"], rows)
    table.unsay(
        [f"visit.{name}" for name in _FIELDS if table.has(f"visit.{name}")], sorted({*table.kept()} - {*rows})
    )
    columns = {"visit": keys, "place": list(places), "day": list(days), **read}
    own_day = (
        () if table.has("problem.text") else ("day",)
    )  # a cell is told by one block: there the problem's
    letters = table.letters(f"visit.{name}" for name in (*own_day, *_FIELDS))
    letters |= table.place_letter("visit.place")
    period = occasion.period.code if occasion.period else None
    county = knowledge.roster.county
    coverage = Coverage(
        tuple(letters), tuple(str(key) for key in first), county.place if county else None, period, False
    )
    return [block(table, occasion, letters, [stated(Visit, columns, rows, table)], coverage)]


def _compare_scores(
    table: Table, keys: Sequence[object], scores: Sequence[object], rows: Sequence[int]
) -> None:
    """A score typed beside deductions has to be 100 less their sum; a visit without a deduction tells nothing of it."""
    if not (table.has("visit.score") and table.has("problem.deduction")):
        return
    taken: dict[object, int] = {}
    for i, points in enumerate(read_field(table, Problem, "deduction", year=0)):
        if isinstance(points, int):
            taken[keys[i]] = taken.get(keys[i], 0) + points
    for i in rows:
        typed = scores[i]
        if keys[i] in taken and isinstance(typed, int) and typed != score_of([taken[keys[i]]]):
            ought = score_of([taken[keys[i]]])
            tell(
                table,
                "score_disagrees",
                i,
                "visit.score",
                found=f"{typed / 100:g} 分",
                expected=f"{ought / 100:g} 分",
                detail=f"{taken[keys[i]] / 100:g} 分",
            )


def _differs(scores: Sequence[object], first: int, again: int) -> bool:
    return scores[again] is not UNSAID and scores[first] is not UNSAID and scores[again] != scores[first]
