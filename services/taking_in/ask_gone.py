"""Rows gone from a full ledger are asked about, never dropped (DESIGN 1): 保留, 调出/取消, 编号变更."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher

from data_access.comparison import missing_rows
from data_access.database import Store, reading
from data_access.statements import Said
from domain.issues import Question
from domain.problem_life import may_become
from domain.problem_status import STATUS_WORDS, ProblemStatus
from domain.project_events import CANCELLED
from domain.records import Event, Problem, Project
from services.known.read_ledgers import read_ledgers
from services.known.read_states import problems_on, projects_on
from uploads.knowledge import Answer
from uploads.statements import Reading, SheetBlock, Statements

KEEP, TAKEN_OUT, RENUMBERED = "保留", "调出或取消", "编号变更，现为 "
MOST_ASKED = 40
_LIKELY, _OFFERED = 0.5, 3
_LAST_OF_THE_DAY = 9


@dataclass(frozen=True, slots=True)
class Gone:
    """One row the ledger no longer lists. sheet: block index in the reading; day: the ledger's own."""

    about: str
    number: str
    name: str
    block: int
    day: date
    choices: tuple[str, ...]

    @property
    def question(self) -> Question:
        noun = "项目" if self.about == "project" else "问题"
        text = f"这张{noun}台账是全量表，库里的“{self.name}”（{self.number}）这次没有列。怎么处理？"
        return Question(f"gone:{self.about}:{self.number}", text, self.choices, default=KEEP)


def ask_gone(store: Store, found: Reading, *, known_at: int) -> tuple[Gone, ...]:
    """What the full ledgers of a file leave out of what they listed before; at most MOST_ASKED, the rest is kept."""
    gone: list[Gone] = []
    for at, block in enumerate(found.blocks):
        if not block.coverage.full or block.as_of is None:
            continue
        for part in block.statements:
            if part.record is Project:
                gone += _projects(store, block, part, at, block.as_of, known_at)
            elif part.record is Problem:
                gone += _problems(store, block, part, at, block.as_of, known_at, found.listed)
    return tuple(gone[:MOST_ASKED])


def _projects(
    store: Store, block: SheetBlock, part: Statements, at: int, day: date, known_at: int
) -> list[Gone]:
    """Of the ledger's own year and kind; what stands as cancelled is gone already.

    A ledger older than what is known cannot leave out what came after it.
    """
    told = read_ledgers(store, known_at).statuses
    if len(told) and max(told["day"]) > day:
        return []
    within = {name: [worth] for name, worth in block.coverage.among}
    standing = set(projects_on(store, known_at, day)["project"])
    with reading(store) as connection:
        said = Said(part.record, None, part.columns, list(part.lines))
        rows = missing_rows(connection, said, within=within, seen=known_at)
    new = _new_names(part, "project", "name", known_before=standing)
    return [
        Gone("project", key, name, at, day, (KEEP, TAKEN_OUT, *_likely(name, new)))
        for key, name in zip(rows["project"], rows["name"], strict=True)
        if key in standing
    ]


def _problems(
    store: Store,
    block: SheetBlock,
    part: Statements,
    at: int,
    day: date,
    known_at: int,
    listed: tuple[str, ...],
) -> list[Gone]:
    """Of the sources and batches the sheet lists; a problem that is over may leave its list.

    listed  what our own ledger wrote: of the others it never spoke
    """
    said = Said(part.record, None, part.columns, list(part.lines))
    within = {
        name: sorted({str(worth) for worth in part.columns[name] if isinstance(worth, str)})
        for name in ("source", "batch")
        if name in part.columns and all(isinstance(worth, str) for worth in part.columns[name])
    }
    with reading(store) as connection:
        rows = missing_rows(connection, said, within=within, seen=known_at)
    if listed:
        rows = rows[rows["problem"].isin(list(listed)).to_numpy(dtype=bool)]
    state = problems_on(store, known_at, day)
    status = dict(zip(state["problem"], state["status"], strict=True))
    is_open = dict(zip(state["problem"], state["is_open"], strict=True))
    new = _new_names(part, "problem", "text", known_before=set(state["problem"]))
    found = []
    for key, text in zip(rows["problem"], rows["text"], strict=True):
        if not is_open.get(key):
            continue
        may_end = may_become(ProblemStatus(status[key]), ProblemStatus.DECLINED)
        choices = (KEEP, *((TAKEN_OUT,) if may_end else ()), *(_likely(str(text), new) if may_end else ()))
        word = STATUS_WORDS[ProblemStatus(status[key])]
        found.append(Gone("problem", key, f"{str(text)[:24]}（{word}）", at, day, choices))
    return found


def _new_names(part: Statements, key: str, name: str, *, known_before: set[object]) -> dict[str, str]:
    """Keys the file brings for the first time → what they are called."""
    names = part.columns.get(name, [""] * len(part.lines))
    return {
        str(number): str(called)
        for number, called in zip(part.columns[key], names, strict=True)
        if number not in known_before
    }


def _likely(name: str, new: Mapping[str, str]) -> tuple[str, ...]:
    """New numbers of the file whose name is like this one's, the most alike first."""
    alike = {number: SequenceMatcher(None, name, called).ratio() for number, called in new.items()}
    best = sorted((n for n in alike if alike[n] >= _LIKELY), key=lambda n: -alike[n])[:_OFFERED]
    return tuple(f"{RENUMBERED}{number}" for number in best)


def decided(gone: Sequence[Gone], answers: Mapping[str, Answer]) -> list[tuple[Gone, Answer]]:
    """Those somebody takes out or renumbers; the others are kept."""
    found = [(one, answers[one.question.id]) for one in gone if one.question.id in answers]
    return [(one, answer) for one, answer in found if answer.choice != KEEP]


def events_of(chosen: Sequence[tuple[Gone, Answer]], *, source: int, actor: str, reason: str) -> Said:
    """One event per row taken out, on the ledger's day: why and, where it goes on, under which number."""
    notes = []
    for _, answer in chosen:
        why = (answer.reason or reason).strip()
        notes.append("；".join(word for word in (answer.choice, why) if word))
    columns: dict[str, Sequence[object]] = {
        "about": [one.about for one, _ in chosen],
        "number": [one.number for one, _ in chosen],
        "day": [one.day for one, _ in chosen],
        "seq": [_LAST_OF_THE_DAY] * len(chosen),
        "kind": [CANCELLED if one.about == "project" else "declined" for one, _ in chosen],
        "to_status": ["declined"] * len(chosen),
        "actor": [actor] * len(chosen),
        "note": notes,
    }
    return Said(Event, source, columns, [None] * len(chosen))
