"""The rows of our own ledger come back: what was known stays as it is, and only what somebody wrote into a cell is read.

A status, a date or a longer deadline written into a cell is a step of the one table a button takes (domain/problem_life.py):
what that does not let follow what stands now is refused at the cell.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from domain.official_ledger import COLUMNS, LedgerRow, Stood, last_on_the_way
from domain.permissions import Role
from domain.problem_life import (
    BESIDE,
    FIRST_FREE_SEQ,
    LIFE,
    SEQ,
    STEPS,
    Case,
    barred,
    may_become,
    not_approved,
)
from domain.problem_status import STATUS_WORDS, ProblemStatus, status_of_words
from domain.records import UNSAID
from uploads.fields import read_dates
from uploads.forms.events import Step
from uploads.our_ledger import OurLedger, still_says
from uploads.rows import is_filled
from uploads.tables import Table

_DAYS = ("assigned", "done", "closed")
_DATED = {"assigned": ProblemStatus.FIXING, "done": ProblemStatus.CHECKING, "closed": ProblemStatus.CLOSED}
_TEXTS = ("status", "progress", "extension")
# Fields of a problem that are told by other columns than their own.
_TOLD_IN = {"place": ("town", "village"), "long_term": ("problem.deadline_written",),
            "deadline": ("problem.deadline_written",)}  # fmt: skip
_BY_WORD = {word: status for status, word in STATUS_WORDS.items()}


@dataclass(frozen=True, slots=True)
class Refused:
    """A cell that is not taken: its column, the code of the issue and what that tells."""

    column: str
    code: str
    expected: str = ""
    detail: str = ""


@dataclass
class OurHistory:
    """The steps of one row, what of it is not taken, and the longer deadline it grants."""

    steps: tuple[Step, ...]
    refused: list[Refused] = field(default_factory=list)
    extended_to: date | None = None


class OurRows:
    """The data rows of a table that our own ledger listed, each beside what was written into it."""

    def __init__(self, table: Table, ours: OurLedger) -> None:
        self.table = table
        self.day = ours.day
        self.columns = [name for name in COLUMNS if table.has(name) and name != "problem.problem"]
        numbers = [text.replace(" ", "") for text in table.texts("problem.problem")]
        self.rows: list[LedgerRow | None] = [ours.rows.get(number) for number in numbers]
        self._settled: dict[str, list[bool]] = {}
        for name in self.columns:
            cells = table.named(name)
            self._settled[name] = [
                row is not None and still_says(cell, row.cells[name])
                for cell, row in zip(cells, self.rows, strict=True)
            ]
            column = table.heading(name).column
            table.settled.update((i, column) for i, is_so in enumerate(self._settled[name]) if is_so)
        self._filled = {name: [is_filled(cell) for cell in table.named(name)] for name in self.columns}

    def settled(self, name: str, i: int) -> bool:
        """Whether a cell still holds what was written; a column that is gone says nothing new."""
        return name not in self._settled or self._settled[name][i]

    def with_known(self, columns: Mapping[str, Sequence[object]]) -> dict[str, Sequence[object]]:
        """Columns of `Problem` as read, with what was known where the cell still holds what was written."""
        found: dict[str, Sequence[object]] = {}
        for name, values in columns.items():
            told_in = [one for one in _TOLD_IN.get(name, (f"problem.{name}",)) if one in self._settled]
            kept = list(values)
            for i, row in enumerate(self.rows if told_in else ()):
                if row is not None and all(self._settled[one][i] for one in told_in):
                    is_said = any(self._filled[one][i] for one in told_in)
                    stored = row.stored.get(name)
                    kept[i] = stored if is_said and stored is not None else UNSAID
                if name == "deadline" and row is not None and self._is_extended(row, i):
                    kept[i] = UNSAID  # the column beside it says until when
            found[name] = kept
            for one in told_in:
                self.table.say(one, kept)
        return found

    def _is_extended(self, row: LedgerRow, i: int) -> bool:
        written = "extended_to" in self._settled and not self._settled["extended_to"][i]
        return "extension" in row.told_by or (written and self._filled["extended_to"][i])

    def histories(
        self, stood: Mapping[str, tuple[Stood, ...]], day: date, year: int
    ) -> list[OurHistory | None]:
        """The steps of every row that our ledger listed; None for rows somebody added."""
        days = {
            name: read_dates(self.table, name, year=year, first=False)
            for name in (*_DAYS, "extended_to")
            if self.table.has(name)
        }
        texts = {name: self.table.texts(name) for name in _TEXTS if self.table.has(name)}
        read: dict[str, Sequence[object]] = {**days, **texts}
        found: list[OurHistory | None] = []
        for i, row in enumerate(self.rows):
            if row is None:
                found.append(None)
                continue
            still = {name for name in read if self._settled[name][i] and self._filled[name][i]}
            said = {name: read[name][i] for name in read if not self._settled[name][i] and read[name][i]}
            found.append(our_history(row, said, still, stood.get(str(row.stored["problem"]), ()), day))
        return found

    def extended(self, histories: Sequence[object]) -> list[object]:
        """Per row the deadline its cell of 延期后期限 tells: one granted anew, else the one that stands; None for none."""
        found: list[object] = []
        for i, (row, one) in enumerate(zip(self.rows, histories, strict=True)):
            granted = one.extended_to if isinstance(one, OurHistory) else None
            still = row is not None and self._settled["extended_to"][i] and self._filled["extended_to"][i]
            found.append(granted or (row.stored["deadline"] if row and still else None))
        return found


def our_history(
    row: LedgerRow, said: Mapping[str, object], still: set[str], stood: tuple[Stood, ...], day: date
) -> OurHistory:
    """The steps of one row.

    said   column → what somebody wrote into it; still: columns that hold what was written
    stood  every event of the problem as it stands now; day: the ledger's own
    """
    told = _Telling(stood, {name: row.told_by[name] for name in still if name in row.told_by}, day)
    for name in _DAYS:
        if isinstance(said.get(name), date):
            told.step(_DATED[name], said[name], name)  # type: ignore[arg-type]
    if "status" in said:
        told.word(str(said["status"]), row.told_by.get("status"))
    extended = said.get("extended_to")
    if isinstance(extended, date):
        why = str(said.get("extension", ""))
        leader = row.stored.get("leader")
        told.extend(extended, row.stored.get("deadline"), why, leader if isinstance(leader, str) else "")
    elif "extension" in said:
        told.note("extension", str(said["extension"]), row.told_by.get("extension"))
    if "progress" in said:
        told.note("progress", str(said["progress"]), row.told_by.get("progress"))
    return OurHistory(tuple(told.steps.values()), told.refused, told.extended_to)


class _Telling:
    """The steps one row tells, grown cell by cell: first the events its settled cells are told by."""

    def __init__(self, stood: tuple[Stood, ...], kept: Mapping[str, Stood], day: date) -> None:
        self.stood = list(stood)
        self.day = day
        self.steps: dict[tuple[date, int], Step] = {}
        self.refused: list[Refused] = []
        self.extended_to: date | None = None
        self.newest: tuple[date, int] | None = None
        for name, event in kept.items():
            if name in _DAYS:
                self._tell(event, day_from=name)
            elif name == "status":
                self._tell(event, status_from=name)
            else:
                self._tell(event, note=event.note, note_from=name)

    def step(self, to: ProblemStatus, day: date, name: str) -> None:
        """A day written into a column of days: the step it stands for, on that day."""
        self._take(to, day, name, "day_from")

    def word(self, written: str, before: Stood | None) -> None:
        """A word written into 完成情况. before: the event the word that was written there was told by."""
        to = _BY_WORD.get(written) or status_of_words(written, closed_on=None, opinion=None)
        now = last_on_the_way(self.stood, self.day)
        status = now.to if now else ProblemStatus.WAITING
        if to is None:
            self.refused.append(Refused("status", "status_unread", expected=STATUS_WORDS[status]))
        elif now is not None and to is status:
            self.newest = now.when
            self._tell(now, status_from="status")
        elif self.newest is None and before is not None and status is not before.to:
            was, is_now = STATUS_WORDS[before.to], STATUS_WORDS[status]
            self.refused.append(Refused("status", "status_moved_since", expected=is_now, detail=was))
        else:
            self._take(to, self.day, "status", "status_from")

    def extend(self, until: date, deadline: object, why: str, leader: str) -> None:
        """A day written into 延期后期限: granted as the button grants it, with a reason and who approved."""
        known = [
            one for one in self.stood if one.day == self.day and one.kind == "extended" and one.note == why
        ]
        if known and why:  # the sheet comes a second time
            self._tell(known[-1], note=why, note_from="extension")
            self.extended_to = until
            return
        now = last_on_the_way(self.stood, self.day)
        due = deadline if isinstance(deadline, date) else None
        before = sum(one.kind == "extended" for one in self.stood)
        status = now.to if now else ProblemStatus.WAITING
        case = Case(status, self.day, due, extended=before, leader=leader.strip())
        sentence = barred(STEPS["extended"], case, Role.ADMIN, self.day)
        if not sentence and due is not None and until <= due:
            sentence = f"延到的 {until:%Y-%m-%d} 不晚于现在的期限 {due:%Y-%m-%d}，请写更晚的一天。"
        if not sentence and not why.strip():
            sentence = "没有在“延期说明”写新的理由和批准人。延期要写明为什么、谁批准的。"
        sentence = sentence or not_approved(case, why)
        if sentence:
            self.refused += [Refused("extended_to", "extension_refused", detail=sentence)]
            self.refused += [Refused("extension", "extension_refused", detail=sentence)] if why else []
            return
        granted = Stood(self.day, self._free("extended", self.day), "extended", case.status)
        self.stood.append(granted)
        self._tell(granted, note=why, note_from="extension")
        self.extended_to = until

    def note(self, name: str, text: str, before: Stood | None) -> None:
        """Words of progress go with the step just written, else with the event whose words they were."""
        at = next((one for one in self.stood if one.when == self.newest), None)
        event = at if name == "progress" and at else before or last_on_the_way(self.stood, self.day)
        if event is not None:
            self._tell(event, note=text, note_from=name)

    def _take(self, to: ProblemStatus, day: date, name: str, cell: str) -> None:
        """A new step, with a reply before it where the table asks for one; refused where no way leads there."""
        there = [one for one in self.stood if one.day == day and one.to is to and one.kind not in BESIDE]
        now = last_on_the_way(self.stood, day)
        status = now.to if now else ProblemStatus.WAITING
        if there:  # the sheet comes a second time
            self.newest = there[-1].when
            self._tell(there[-1], **{cell: name})
        elif may_become(status, to):
            self._write(status, to, day, **{cell: name})
        elif may_become(status, ProblemStatus.CHECKING) and may_become(ProblemStatus.CHECKING, to):
            self._write(status, ProblemStatus.CHECKING, day)
            self._write(ProblemStatus.CHECKING, to, day, **{cell: name})
        else:
            self.refused.append(
                Refused(name, "step_not_allowed", expected=STATUS_WORDS[status], detail=STATUS_WORDS[to])
            )

    def _write(self, status: ProblemStatus, to: ProblemStatus, day: date, **cell: str) -> None:
        kind = _kind(status, to)
        new = Stood(day, self._free(kind, day), kind, to)
        self.stood = sorted([*self.stood, new], key=lambda one: one.when)
        self.newest = new.when
        self._tell(new, **cell)

    def _free(self, kind: str, day: date) -> int:
        """The kind's own place within its day while nothing stands there or after it, else the next free one."""
        last = max((one.seq for one in self.stood if one.day == day), default=0)
        own = SEQ.get(kind, FIRST_FREE_SEQ)
        return own if last < own else max(FIRST_FREE_SEQ, last + 1)

    def _tell(self, event: Stood, **told: str) -> None:
        step = self.steps.get(event.when) or Step(event.day, event.kind, event.to, place=event.seq)
        self.steps[event.when] = replace(step, **told)  # type: ignore[arg-type]


def _kind(status: ProblemStatus, to: ProblemStatus) -> str:
    """The step of the table that leads there: 重新打开 where an end is undone."""
    if status is ProblemStatus.CLOSED and to is ProblemStatus.FIXING:
        return "reopened"
    ways = (step.kind for step in LIFE if status in step.starts and step.to is to)
    return next(ways, "reported")
