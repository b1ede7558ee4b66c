"""A list of what a dispatch meeting decided 调度事项清单: each with unit, post, person and day, and how far it has come.

A row without any of 岗位、人、日 is not taken, as at the form that records one. A word that says no more than what stands tells no
new step; every new one passes the table of domain/directive_life.py.
"""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from domain.directive_life import ABOUT, DIRECTIVE_LIFE, DIRECTIVE_WORDS, DirectiveStatus
from domain.parsing.deadlines import read_deadline
from domain.parsing.text import squeezed
from domain.records import UNSAID, Directive, Event
from uploads.fields import read_dates, read_field
from uploads.forms.blocks import block, stated
from uploads.forms.codes import read_codes
from uploads.knowledge import Knowledge
from uploads.named_units import NamedUnits
from uploads.occasion import Occasion
from uploads.statements import Coverage, SheetBlock, Statements
from uploads.tables import Table

_G, _W, _D, _U = DirectiveStatus
# Tried in this order: 未办结 holds 办结.
_WORDS = (
    (_U, re.compile("未办结|没有办结|未完成|未落实")),
    (_G, re.compile("未启动|未开始|已交办|待办|^否$")),
    (_W, re.compile("在办|正在|办理中|推进|进行中")),
    (_D, re.compile("办结|完成|销号|已落实|^是$")),
)
_NEEDED = {
    "lead_unit": "牵头单位",
    "post": "责任岗位（如“局长 李某”）",
    "person": "责任人",
    "deadline": "办理时限（到天）",
}


@dataclass(frozen=True, slots=True)
class Stands:
    """The event a directive stands by."""

    day: date
    seq: int
    kind: str
    to: DirectiveStatus


def read_directives(table: Table, knowledge: Knowledge, occasion: Occasion) -> list[SheetBlock]:
    """The rows of the list as directives, then what each tells of how far it has come."""
    table.identifying.add("directive.directive")
    units = NamedUnits(table, knowledge, occasion.names_on)
    columns = _columns(table, knowledge, occasion, units)
    kept = table.kept()
    letters = table.letters(f"directive.{name}" for name in columns if name != "directive")
    if "directive.post" not in letters and table.has("directive.person"):
        letters["directive.post"] = table.letter("directive.person")
    period = occasion.period.code if occasion.period else None
    county = knowledge.roster.county
    coverage = Coverage(
        tuple(letters),
        tuple(str(columns["directive"][i]) for i in kept),
        county.place if county else None,
        period,
        False,
    )
    rows = [stated(Directive, columns, kept, table), *units.statements()]
    return [
        block(table, occasion, letters, rows, coverage),
        *_events(table, knowledge, occasion, columns, kept),
    ]


def _columns(
    table: Table, knowledge: Knowledge, occasion: Occasion, units: NamedUnits
) -> dict[str, Sequence[object]]:
    given, texts = _given_on(table, occasion), table.texts("directive.text")
    for i, text in enumerate(texts):
        if not text:
            table.report("missing_key", i, "directive.text", expected="调度事项")
            table.refused_rows.add(i)
    table.say("directive.text", [text or None for text in texts])
    lead = (
        units.mentioned("directive.lead_unit") if table.has("directive.lead_unit") else [UNSAID] * len(texts)
    )
    posts, persons = _who(table)
    columns: dict[str, Sequence[object]] = {
        "given_on": given, "text": texts, "lead_unit": lead, "post": posts, "person": persons,
        "deadline": _deadlines(table, given), "decided_at": _decided_at(table, given),
        **{name: read_field(table, Directive, name, year=occasion.year) for name in ("leader", "standard")},
    }  # fmt: skip
    for name in ("lead_unit", "person", "deadline"):
        if table.has(f"directive.{name}"):
            table.say(f"directive.{name}", columns[name])
    for i in table.kept():
        name = next((name for name in _NEEDED if columns[name][i] is UNSAID), "")
        if name:
            at = next(
                (f"directive.{one}" for one in (name, "person") if table.has(f"directive.{one}")),
                "directive.text",
            )
            table.report("missing_key", i, at, expected=_NEEDED[name])
            table.refused_rows.add(i)
    return {"directive": _numbers(table, given, texts, knowledge), **columns}


def _given_on(table: Table, occasion: Occasion) -> list[date | None]:
    """The day of the meeting per row, asked once where the sheet has no such column."""
    count = len(table.rows)
    if not table.has("directive.given_on"):
        text = f"工作表“{table.sheet.name}”没有交办日期一列。这些事项是哪一天定的？请写日期，如 2026-11-10。"
        choices = (occasion.as_of.isoformat(),) if occasion.as_of else ()
        choice = table.ask(f"given_on:{table.sheet.name}", text, choices, "", ())
        try:
            day = date.fromisoformat(choice) if choice else None
        except ValueError:
            day = None
        if day is None:
            table.refused_rows.update(range(count))
        return [day] * count
    values = read_dates(table, "directive.given_on", year=occasion.year, first=True, named=True)
    found = [value if isinstance(value, date) else None for value in values]
    for i, day in enumerate(found):
        if day is None and i not in table.refused_rows:
            table.report("missing_key", i, "directive.given_on", expected="交办日期")
            table.refused_rows.add(i)
    table.say("directive.given_on", found)
    return found


def _who(table: Table) -> tuple[list[object], list[object]]:
    """Post and person; 「局长 李某」 in one column is both."""
    count = len(table.rows)
    written = table.texts("directive.person") if table.has("directive.person") else [""] * count
    own = table.texts("directive.post") if table.has("directive.post") else None
    if own is not None:
        table.say("directive.post", [text or None for text in own])
        return [text or UNSAID for text in own], [text or UNSAID for text in written]
    parted = [text.rsplit(maxsplit=1) for text in written]
    posts: list[object] = [words[0] if len(words) == 2 else UNSAID for words in parted]
    return posts, [words[-1] if words else UNSAID for words in parted]


def _deadlines(table: Table, given: Sequence[date | None]) -> list[object]:
    if not table.has("directive.deadline"):
        return [UNSAID] * len(given)
    found: list[object] = []
    for cell, day in zip(table.named("directive.deadline"), given, strict=True):
        read = read_deadline(cell, found_on=day).day if day else None
        found.append(read if read else UNSAID)
    return found


def _decided_at(table: Table, given: Sequence[date | None]) -> list[object]:
    """Where it was decided, as the sheet says; else the meeting of its day."""
    own = table.texts("directive.decided_at") if table.has("directive.decided_at") else [""] * len(given)
    if table.has("directive.decided_at"):
        table.say("directive.decided_at", [text or None for text in own])
    return [
        text or (f"{day.month}月{day.day}日调度会" if day else UNSAID)
        for text, day in zip(own, given, strict=True)
    ]


def _numbers(
    table: Table, given: Sequence[date | None], texts: Sequence[str], knowledge: Knowledge
) -> list[str]:
    """The sheet's own number; else that of the same known directive; else one made of its day and words."""
    known = {
        (day, squeezed(str(text))): str(number)
        for number, day, text in zip(
            *(knowledge.directives[name] for name in ("directive", "given_on", "text")), strict=True
        )
    }
    found = []
    for code, day, text in zip(read_codes(table, "directive.directive"), given, texts, strict=True):
        made = f"调度-{day:%Y%m%d}-{sha256(squeezed(text).encode()).hexdigest()[:6]}" if day else ""
        found.append(code or known.get((day, squeezed(text)), made))
    first: dict[str, int] = {}
    for i in table.kept():
        if found[i] in first:
            line = str(table.rows[first[found[i]]] + 1)
            table.report("duplicate_row", i, "directive.text", found=found[i], expected=line)
            table.refused_rows.add(i)
        first.setdefault(found[i], i)
    return found


def _events(
    table: Table,
    knowledge: Knowledge,
    occasion: Occasion,
    columns: dict[str, Sequence[object]],
    kept: Sequence[int],
) -> list[SheetBlock]:
    """交办, and the step its word or its day of 办结 tells beside what stands."""
    count = len(table.rows)
    words = table.texts("status") if table.has("status") else [""] * count
    notes = table.texts("progress") if table.has("progress") else [""] * count
    done = read_dates(table, "done", year=occasion.year, first=False) if table.has("done") else [None] * count
    stands = _standing(knowledge)
    given: list[tuple[int, Stands]] = []
    told: list[tuple[int, Stands]] = []
    for i in kept:
        day = columns["given_on"][i]
        assert isinstance(day, date)
        first = Stands(day, 1, "given", _G)
        given.append((i, first))
        found = done[i]
        ended = found if isinstance(found, date) else None
        to = _D if ended else next((one for one, word in _WORDS if word.search(squeezed(words[i]))), None)
        if to is None:
            if words[i]:
                table.report("directive_unread", i, "status", expected=DIRECTIVE_WORDS[_G])
            continue
        now = stands.get(str(columns["directive"][i]), first)
        if to is now.to or to is _G or (to is _W and now.to in (_D, _U)):
            told.append((i, now))
            continue
        step = next((one for one in DIRECTIVE_LIFE if one.to is to and now.to in one.starts), None)
        on: date | None = ended or occasion.day()
        name = "done" if ended and not words[i] else "status"
        if on is None:  # the day is asked
            table.refuse(name, i)
            continue
        if step is None or on < now.day:
            table.report(
                "directive_step", i, name, expected=DIRECTIVE_WORDS[now.to], detail=DIRECTIVE_WORDS[to]
            )
            table.refuse(name, i)
            continue
        told.append((i, Stands(on, now.seq + 1 if now.day == on else 1, step.kind, to)))
    once = [(i, one) for i, one in given if (i, one) not in told]
    return [
        *([_block(table, occasion, {}, columns, once, [""] * count)] if once else []),
        *_by_cells(table, occasion, columns, told, {"status": words, "done": done, "progress": notes}),
    ]


def _standing(knowledge: Knowledge) -> dict[str, Stands]:
    columns = (knowledge.directives[name].tolist() for name in ("directive", "day", "seq", "kind", "status"))
    return {
        number: Stands(day, int(seq), kind, DirectiveStatus(status))
        for number, day, seq, kind, status in zip(*columns, strict=True)
    }


_FIELDS = {"status": "event.to_status", "done": "event.day", "progress": "event.note"}


def _by_cells(
    table: Table, occasion: Occasion, columns: Mapping[str, Sequence[object]], told: Sequence[tuple[int, Stands]],
    cells: Mapping[str, Sequence[object]],
) -> list[SheetBlock]:  # fmt: skip
    """One block per way of telling, so that every event knows the cells it is told by."""
    ways: dict[tuple[str, ...], list[tuple[int, Stands]]] = defaultdict(list)
    for i, one in told:
        ways[tuple(name for name in _FIELDS if cells[name][i])].append((i, one))
    for name in _FIELDS:
        if table.has(name):
            of_told = {i for i, _ in told}
            table.say(name, [True if cell and i in of_told else None for i, cell in enumerate(cells[name])])
    notes = [str(note) if note else "" for note in cells["progress"]]
    return [
        _block(table, occasion, {_FIELDS[name]: table.letter(name) for name in names}, columns, rows, notes)
        for names, rows in ways.items()
    ]


def _block(
    table: Table, occasion: Occasion, letters: dict[str, str], columns: Mapping[str, Sequence[object]],
    rows: Sequence[tuple[int, Stands]], notes: Sequence[str],
) -> SheetBlock:  # fmt: skip
    told: dict[str, list[object]] = {
        "about": [ABOUT] * len(rows),
        "number": [columns["directive"][i] for i, _ in rows],
        "day": [one.day for _, one in rows],
        "seq": [one.seq for _, one in rows],
        "kind": [one.kind for _, one in rows],
        "to_status": [one.to.value for _, one in rows],
        "note": [notes[i] or UNSAID for i, _ in rows],
    }
    return block(table, occasion, letters, [Statements(Event, told, [table.rows[i] + 1 for i, _ in rows])])
