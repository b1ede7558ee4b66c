"""日督查 and 反馈整改 ledgers: problems with who answers and by when, what happened to them, and the visits with scores.

Both are one noun 问题; only the source and the key differ. What closes a problem is a date of 销号 or an accepting opinion.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from domain.parsing.dates import read_days
from domain.problem_status import STATUS_WORDS, ProblemStatus
from domain.records import UNSAID, Event, Problem
from uploads.fields import read_dates, read_field
from uploads.forms.blocks import block, blocks_by_cells, stated
from uploads.forms.codes import read_codes
from uploads.forms.events import History, Step, Told, history
from uploads.forms.our_rows import OurHistory, OurRows
from uploads.forms.problem_fields import number_problems, read_deadlines, read_found_on, read_sources
from uploads.forms.tasks import Histories, Parents, held_open, number_tasks, without_closing
from uploads.forms.visits import read_visits, visit_keys
from uploads.knowledge import Knowledge
from uploads.mentioned_places import MentionedPlaces
from uploads.named_units import NamedUnits
from uploads.occasion import Occasion
from uploads.statements import Coverage, SheetBlock, Statements
from uploads.tables import Table

_PLAIN = ("batch", "category", "spot", "severity", "leader", "person", "goal", "measure", "evidence", "rebound_of", "next_review",
          "exposed", "deduction")  # fmt: skip
_UNITS = ("lead_unit", "duty_unit")
_DAYS = ("assigned", "done", "rechecked", "closed")
_WORDS = ("recheck", "closed_word", "status", "progress")


Ways = tuple[str, str, str]  # the columns that tell an event: its day, its status, its note


@dataclass(frozen=True)
class Problems:
    """The rows of one ledger as problems; all lists run over the data rows."""

    numbers: list[str]
    found_on: list[date | None]
    columns: Mapping[str, Sequence[object]]


def read_inspections(table: Table, knowledge: Knowledge, occasion: Occasion) -> list[SheetBlock]:
    """A 日督查 ledger, or a sheet of scores: problems found by our own inspectors, on the day of the visit."""
    table.identifying.discard("group")
    table.identifying.add("visit.visit")
    places = MentionedPlaces(table, knowledge, occasion.names_on)
    located = places.keys()
    if not table.has("problem.text"):
        days = [day or UNSAID for day in read_found_on(table, "visit.day", occasion)]
        visits = read_visits(table, occasion, days, located, knowledge)
        first = replace(visits[0], statements=(*visits[0].statements, *places.statements()))
        return [first, *visits[1:]]
    found_from = "visit.day" if table.has("visit.day") else "problem.found_on"
    return _read(table, knowledge, occasion, places, located, found_from, "inspection")


def read_rectification(table: Table, knowledge: Knowledge, occasion: Occasion) -> list[SheetBlock]:
    """A 反馈整改 ledger: problems told to the county by others, or found by itself; our own come back among them."""
    ours = OurRows(table, table.ours) if table.ours and table.has("problem.problem") else None
    places = MentionedPlaces(table, knowledge, occasion.names_on)
    return _read(table, knowledge, occasion, places, places.keys(), "problem.found_on", "superior", ours)


def read_requests(table: Table, knowledge: Knowledge, occasion: Occasion) -> list[SheetBlock]:
    """A ledger of what callers asked for 群众诉求工单 (12345, 12317, 信访): a problem each, that his word 满意 closes."""
    places = MentionedPlaces(table, knowledge, occasion.names_on)
    return _read(table, knowledge, occasion, places, places.keys(), "problem.found_on", "hotline")


def _read(
    table: Table,
    knowledge: Knowledge,
    occasion: Occasion,
    places: MentionedPlaces,
    located: list[object],
    found_from: str,
    source: str,
    ours: OurRows | None = None,
) -> list[SheetBlock]:
    table.identifying.add("problem.problem")
    units = NamedUnits(table, knowledge, occasion.names_on)
    problems = _problems(table, knowledge, occasion, located, units, found_from, source)
    if ours:
        problems = replace(problems, columns=ours.with_known(problems.columns))
    _refuse_repeated(table, problems.numbers)
    visits = (
        read_visits(table, occasion, [day or UNSAID for day in problems.found_on], located, knowledge)
        if source == "inspection"
        else []
    )
    histories = _histories(table, problems, occasion, knowledge, ours)
    kept = table.kept()
    letters = table.letters(
        f"problem.{name}" for name in ("source", "text", "deadline_written", *_PLAIN, *_UNITS)
    )
    letters |= {"problem.found_on": table.letter(found_from)} if table.has(found_from) else {}
    letters |= (
        {"problem.spot": table.letter("group")} if table.has("group") and source == "inspection" else {}
    )
    if table.has("problem.deadline_written"):
        letters |= {
            f"problem.{name}": table.letter("problem.deadline_written") for name in ("deadline", "long_term")
        }
    period = occasion.period.code if occasion.period else None
    county = knowledge.roster.county.place if knowledge.roster.county else None
    coverage = Coverage(
        tuple(letters), tuple(problems.numbers[i] for i in kept), county, period, table.form.full
    )
    letters |= table.place_letter("problem.place")
    confirmed = (*places.statements(), *units.statements())
    blocks = blocks_by_cells(
        table, occasion, Problem, problems.columns, kept, letters, coverage, inferred=["problem.source"]
    )
    blocks[0] = replace(blocks[0], statements=(*blocks[0].statements, *confirmed))
    return [
        *blocks,
        *(_extended(table, occasion, problems, histories, kept, ours) if ours else ()),
        *_event_blocks(table, occasion, problems, histories, kept),
        *visits,
    ]


def _problems(
    table: Table,
    knowledge: Knowledge,
    occasion: Occasion,
    located: list[object],
    units: NamedUnits,
    found_from: str,
    source: str,
) -> Problems:
    texts = table.texts("problem.text")
    for i, text in enumerate(texts):
        if not text:
            table.report("missing_key", i, "problem.text", expected="问题描述")
            table.refused_rows.add(i)
    table.say("problem.text", [text or None for text in texts])
    sources = read_sources(table, source)
    found_on = read_found_on(table, found_from, occasion)
    numbers = number_problems(
        read_codes(table, "problem.problem"), sources, found_on, located, texts, knowledge
    )
    if source != "inspection":
        numbers = number_tasks(table, numbers, located, knowledge)
    columns: dict[str, Sequence[object]] = {
        "problem": numbers, "source": sources, "found_on": found_on, "text": texts, "place": located,
        **{name: read_field(table, Problem, name, year=occasion.year) for name in _PLAIN},
        **read_deadlines(table, _clock_starts(table, found_on, source, occasion.year), knowledge),
    }  # fmt: skip
    for name in _UNITS:
        if table.has(f"problem.{name}"):
            columns[name] = units.mentioned(f"problem.{name}")
            table.say(f"problem.{name}", columns[name])
    if source == "inspection" and table.has("group"):
        columns["spot"] = read_field(table, Problem, "spot", year=occasion.year, source="group")
        if table.has("visit.visit"):
            columns["visit"] = visit_keys(table, [day or UNSAID for day in found_on], located)
    return Problems(numbers, found_on, columns)


def _clock_starts(
    table: Table, found_on: Sequence[date | None], source: str, year: int
) -> Sequence[date | None]:
    """A request's days count from the day it was handed over 派单, everything else's from the day it was found."""
    if source != "hotline" or not table.has("assigned"):
        return found_on
    assigned = [read_days(cell, year=year).first for cell in table.cells("assigned")]
    return [day or found for day, found in zip(assigned, found_on, strict=True)]


def _refuse_repeated(table: Table, numbers: Sequence[str]) -> None:
    first: dict[str, int] = {}
    for i in table.kept():
        if numbers[i] in first:
            table.report(
                "duplicate_row",
                i,
                "problem.problem",
                found=numbers[i],
                expected=str(table.rows[first[numbers[i]]] + 1),
            )
            table.refused_rows.add(i)
        first.setdefault(numbers[i], i)


def _histories(
    table: Table, problems: Problems, occasion: Occasion, knowledge: Knowledge, ours: OurRows | None
) -> Histories:
    """The steps of every row; the ledger's day is asked for only where a bare word needs it."""
    count = len(table.rows)
    days = [
        read_dates(table, name, year=occasion.year, first=False) if table.has(name) else [None] * count
        for name in _DAYS
    ]
    words = [table.texts(name) if table.has(name) else [""] * count for name in _WORDS]
    kept = set(table.kept())
    rows = list(zip(problems.found_on, *days, *words, strict=True))
    stood = knowledge.stood({problems.numbers[i] for i in kept})
    parents = Parents(problems.numbers, knowledge, occasion.names_on)
    own: Sequence[OurHistory | None] = [None] * count
    if ours:
        own = ours.histories(stood, occasion.as_of or ours.day, occasion.year)

    def one_of(i: int, as_of: date | None) -> History | OurHistory | None:
        if i not in kept or not rows[i][0]:
            return None
        known = stood.get(problems.numbers[i], ())
        begins = parents.begins(problems.numbers[i], known)
        return own[i] or history(Told(*rows[i]), as_of, known, begins=begins)

    found = [one_of(i, occasion.as_of) for i in range(count)]
    if occasion.as_of is None and any(isinstance(one, History) and one.needs_day for one in found):
        day = occasion.day()
        found = [one_of(i, day) for i in range(count)] if day else found
    _report(table, found)
    return _last_of_all(table, found, held_open(problems.numbers, found, parents, knowledge, stood))


def _last_of_all(table: Table, found: Histories, held: Mapping[int, tuple[str, ...]]) -> Histories:
    """The steps without the closings of problems whose towns' tasks are still open: those are refused at their cells."""
    left = list(found)
    for i, tasks in held.items():
        one = left[i]
        assert one is not None
        told = {name for step in one.steps for name in _closing_columns(step)} or {"status"}
        for name in sorted(name for name in told if table.has(name)):
            table.report("tasks_still_open", i, name, expected="、".join(tasks[:3]), detail=str(len(tasks)))
            table.refuse(name, i)
        left[i] = replace(one, steps=without_closing(one.steps))
    return left


def _closing_columns(step: Step) -> list[str]:
    if step.to_status is not ProblemStatus.CLOSED:
        return []
    return [name for name in (step.day_from, step.status_from) if name]


def _report(table: Table, histories: Histories) -> None:
    """Steps the table of transitions does not allow, and status cells that tell nothing."""
    name = next(
        (field for field in ("status", "closed", "progress", "recheck") if table.has(field)), "problem.text"
    )
    for i, one in enumerate(histories):
        if isinstance(one, OurHistory):
            for cell in one.refused:
                table.report(cell.code, i, cell.column, expected=cell.expected, detail=cell.detail)
                table.refuse(cell.column, i)
        elif one and one.refused:
            before, after = one.refused
            table.report(
                "step_not_allowed", i, name, expected=STATUS_WORDS[before], detail=STATUS_WORDS[after]
            )
            table.refuse(name, i)
        elif one and one.unread:
            table.report("status_unread", i, "status", expected=STATUS_WORDS[one.steps[-1].to_status])


def _extended(
    table: Table,
    occasion: Occasion,
    problems: Problems,
    histories: Histories,
    kept: Sequence[int],
    ours: OurRows,
) -> list[SheetBlock]:
    """The deadlines told by 延期后期限, a source of their own beside what 整改时限 tells of other rows."""
    if not table.has("extended_to"):
        return []
    days = ours.extended(histories)
    table.say("extended_to", days)
    rows = [i for i in kept if days[i] is not None]
    columns: dict[str, Sequence[object]] = {"problem": problems.numbers, "deadline": days}
    letters = {"problem.deadline": table.letter("extended_to")}
    return [block(table, occasion, letters, [stated(Problem, columns, rows, table)])] if rows else []


def _event_blocks(
    table: Table,
    occasion: Occasion,
    problems: Problems,
    histories: Histories,
    kept: Sequence[int],
) -> list[SheetBlock]:
    """One block per way of telling: which columns say the day, the status and the note, so that every event knows its cells."""
    told: dict[Ways, list[tuple[int, Step]]] = defaultdict(list)
    for i in kept:
        one = histories[i]
        for step in one.steps if one else ():
            told[step.day_from, step.status_from, step.note_from].append((i, step))
    for name in (*_DAYS, *_WORDS, "extension"):
        if table.has(name):
            said: list[object] = [None] * len(table.rows)
            for ways, rows in told.items():
                if name in ways:
                    for i, _ in rows:
                        said[i] = True
            table.say(name, said)
    return [_event_block(table, occasion, problems, ways, rows) for ways, rows in told.items()]


def _event_block(
    table: Table,
    occasion: Occasion,
    problems: Problems,
    ways: Ways,
    rows: Sequence[tuple[int, Step]],
) -> SheetBlock:
    day_from, status_from, note_from = ways
    # A day alone tells the step itself, so that the difference shows it at its cell.
    tells = "event.kind" if status_from else "event.to_status"
    fields = (
        ("event.day", day_from),
        (tells, day_from),
        ("event.to_status", status_from),
        ("event.note", note_from),
    )
    letters = {field: table.letter(name) for field, name in fields if name and table.has(name)}
    columns: dict[str, list[object]] = {
        "about": ["problem"] * len(rows),
        "number": [problems.numbers[i] for i, _ in rows],
        "day": [step.day for _, step in rows],
        "seq": [step.seq for _, step in rows],
        "kind": [step.kind for _, step in rows],
        "to_status": [str(step.to_status) for _, step in rows],
        "note": [step.note or UNSAID for _, step in rows],
    }
    return block(table, occasion, letters, [Statements(Event, columns, [table.rows[i] + 1 for i, _ in rows])])
