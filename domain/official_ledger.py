"""The official ledger 问题整改台账 as we write it: which columns, what stands in each cell, and which event tells it.

Written for the office and read again when it comes back: a cell that still holds what was written says what is known.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

import pandas as pd

from domain.frames import day_or_none
from domain.places import TOWN, VILLAGE, Roster
from domain.problem_life import BESIDE
from domain.problem_selection import SOURCE_WORDS
from domain.problem_status import STATUS_WORDS, ProblemStatus
from domain.records import Problem, field_type, meanings
from domain.setting import Setting

TITLE = "问题整改台账"
FORM = "REC"
Worth = str | float | bool | date | None

# What a reader of ledgers calls each column (uploads/vocabulary.py) → its heading, in the order of the sheet.
COLUMNS: Mapping[str, str] = MappingProxyType({
    "problem.problem": "问题编号", "problem.source": "问题来源", "problem.batch": "反馈批次", "problem.found_on": "发现日期",
    "problem.category": "问题类别", "problem.text": "存在问题", "town": "乡镇", "village": "村", "problem.spot": "组/点位",
    "problem.severity": "严重程度", "problem.goal": "整改目标", "problem.measure": "整改措施", "problem.leader": "牵头领导",
    "problem.lead_unit": "牵头单位", "problem.duty_unit": "责任单位", "problem.person": "责任人", "assigned": "交办时间",
    "problem.deadline_written": "整改时限", "extended_to": "延期后期限", "extension": "延期说明",
    "problem.next_review": "下次复核日", "status": "完成情况", "progress": "整改进展", "done": "完成时间",
    "problem.evidence": "佐证资料", "closed": "销号时间", "problem.exposed": "是否曝光", "problem.deduction": "扣分",
    "problem.rebound_of": "原问题编号",
})  # fmt: skip
# Columns of officials' names, for those who may see them.
NAMES = ("problem.leader", "problem.person")
WHOLE_COUNTY = "全县"


@dataclass(frozen=True, slots=True)
class Stood:
    """One event of a problem as it stands; note "" where nothing was written."""

    day: date
    seq: int
    kind: str
    to: ProblemStatus
    note: str = ""

    @property
    def when(self) -> tuple[date, int]:
        return self.day, self.seq


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """One problem as the ledger writes it.

    cells    of COLUMNS, None for a blank cell
    stored   the fields of `Problem` as known, None where nothing is said
    told_by  assigned, done, closed, status, progress and extension → the event the cell is told by
    """

    cells: Mapping[str, Worth]
    stored: Mapping[str, object]
    told_by: Mapping[str, Stood]


def events_by_problem(
    events: pd.DataFrame, numbers: Collection[str] | None = None, *, until: date | None = None
) -> dict[str, tuple[Stood, ...]]:
    """The events of each problem, oldest first.

    events   `Event` rows as known, of whatever they are about
    numbers  only of these problems; until: only those on or before this day
    """
    own = events["about"] == Problem.NAME
    if numbers is not None:
        own &= events["number"].isin(list(numbers))
    told = events[own.to_numpy(dtype=bool)]
    found: dict[str, list[Stood]] = {}
    for number, day, seq, kind, to, note in zip(
        *(told[name].tolist() for name in ("number", "day", "seq", "kind", "to_status", "note")), strict=True
    ):
        if until is None or day <= until:
            said = note if isinstance(note, str) else ""
            found.setdefault(number, []).append(Stood(day, int(seq), kind, ProblemStatus(to), said))
    return {number: tuple(sorted(one, key=lambda event: event.when)) for number, one in found.items()}


def last_on_the_way(stood: Collection[Stood], day: date | None = None) -> Stood | None:
    """The event a problem stands by on a day, None before its first; steps beside the way leave it where it is."""
    found = [one for one in stood if one.kind not in BESIDE and (day is None or one.day <= day)]
    return found[-1] if found else None


def ledger_rows(
    problems: pd.DataFrame, events: pd.DataFrame, setting: Setting, *, as_of: date, numbers: Collection[str]
) -> dict[str, LedgerRow]:
    """Number → its row on as_of, in the order of `problems`.

    problems, events  rows of `Problem` and `Event` as known at one change
    """
    fields = tuple(meanings(Problem))
    rows = problems[problems["problem"].isin(list(numbers)).to_numpy(dtype=bool)]
    told = events_by_problem(events, numbers, until=as_of)
    columns = [_plain(rows[name], field_type(Problem, name)) for name in fields]
    found = {}
    for values in zip(*columns, strict=True):
        stored = dict(zip(fields, values, strict=True))
        stood = told.get(str(stored["problem"]), ())
        told_by = _told_by(stood)
        found[str(stored["problem"])] = LedgerRow(_cells(stored, told_by, setting), stored, told_by)
    return found


def _told_by(stood: tuple[Stood, ...]) -> dict[str, Stood]:
    last = last_on_the_way(stood)
    found = {"status": last}
    for name, kind in (("assigned", "assigned"), ("done", "replied"), ("extension", "extended")):
        found[name] = next((one for one in reversed(stood) if one.kind == kind), None)
    noted = (one for one in reversed(stood) if one.note and one.kind != "extended")
    found["progress"] = next(noted, None)
    found["closed"] = last if last and last.to is ProblemStatus.CLOSED else None
    return {name: one for name, one in found.items() if one is not None}


def _cells(stored: Mapping[str, object], told_by: Mapping[str, Stood], setting: Setting) -> dict[str, Worth]:
    cells: dict[str, Worth] = {
        f"problem.{name}": worth if isinstance(worth, str | date | bool) else None for name, worth in stored.items()
    }  # fmt: skip
    for name in ("lead_unit", "duty_unit"):
        node = setting.units.nodes.get(str(stored[name]))
        cells[f"problem.{name}"] = node.name if node else None
    deduction = stored["deduction"]
    cells["problem.deduction"] = deduction / 100 if isinstance(deduction, int) else None
    cells["problem.source"] = SOURCE_WORDS.get(str(stored["source"]))
    cells["town"], cells["village"] = _place(stored["place"], setting.roster)
    for name in ("assigned", "done", "closed"):
        cells[name] = told_by[name].day if name in told_by else None
    status = told_by["status"].to if "status" in told_by else ProblemStatus.WAITING
    cells["status"] = STATUS_WORDS[status]
    cells["progress"] = told_by["progress"].note if "progress" in told_by else None
    cells["extension"] = told_by["extension"].note if "extension" in told_by else None
    cells["extended_to"] = day_or_none(stored["deadline"]) if "extension" in told_by else None
    return {name: cells[name] for name in COLUMNS}


def _place(place: object, roster: Roster) -> tuple[str | None, str | None]:
    if not isinstance(place, str) or place not in roster:
        return None, None
    node = roster[place]
    if node.level == VILLAGE:
        town = roster.town_of(place)
        return (roster[town].name if town else None), node.name
    return (node.name if node.level == TOWN else WHOLE_COUNTY), None


def _plain(column: pd.Series, kind: type) -> list[object]:
    """None for whatever is missing; whole numbers and truths as such."""
    worths: list[object] = column.astype(object).where(column.notna(), None).tolist()
    if kind is int:
        return [None if worth is None else int(str(worth)) for worth in worths]
    return [None if worth is None else bool(worth) for worth in worths] if kind is bool else worths
