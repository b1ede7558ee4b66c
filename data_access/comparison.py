"""What sheets say, held against what is known: the preview of an upload, written nowhere.

The same comparison a commit makes, three-way per field: a cell somebody corrected since is not turned back.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from pandas import DataFrame
from sqlalchemy import Connection, text

from data_access.bulk import Key
from data_access.garbage import collector_paused
from data_access.gathering import keys_of, spoken_columns
from data_access.lookup import is_empty, rows_standing
from data_access.rows import rows_known
from data_access.sayings import Saying, sayings_of
from data_access.standing import withdrawn_changes
from data_access.statements import Said
from data_access.wire import Wire, to_wire
from domain.difference import Outcome, outcome
from domain.records import UNSAID, Record, Unsaid, key_fields, value_fields

# Below this a field's outcome is the same for both: nothing to write.
WRITTEN = (Outcome.NEW, Outcome.CHANGED)


@dataclass(frozen=True)
class Compared:
    """One Said beside what is known; every column has one entry per line.

    stands    whether the key is known
    outcomes  value field → Outcome
    known     value field → what stands, wire form (ISO days), None where nothing does
    base      value field → what this form said last, UNSAID where it never did
    """

    said: Said
    keys: list[Key]
    stands: list[bool]
    outcomes: Mapping[str, Sequence[Outcome]]
    known: Mapping[str, Sequence[Wire]]
    base: Mapping[str, Sequence[object]]


def compare(
    connection: Connection,
    said: Sequence[Said],
    *,
    seen: int,
    forms: Sequence[str | None],
    written_at: int | None = None,
) -> list[Compared]:
    """Each Said beside what was known at change `seen`.

    forms       per Said, the form its sheet was read as: its last standing word on a field is the base
    written_at  the change our own export was written at: what was known then is the base
    """
    with collector_paused():
        return [
            _compared(connection, one, seen=seen, form=form, written_at=written_at)
            for one, form in zip(said, forms, strict=True)
        ]


def _compared(
    connection: Connection, said: Said, *, seen: int, form: str | None, written_at: int | None
) -> Compared:
    keys = keys_of(said)
    spoken = spoken_columns(said)
    if is_empty(connection, said.record):
        outcomes = {
            name: [Outcome.UNSAID if value is UNSAID else Outcome.NEW for value in column]
            for name, column in spoken.items()
        }
        nothing: Sequence[Wire] = (None,) * len(keys)
        return Compared(said, keys, [False] * len(keys), outcomes, dict.fromkeys(spoken, nothing), {})
    found = rows_standing(connection, said.record, keys, seen)
    stands = [row is not None for row in found.ids]
    known = {name: found.columns[name] for name in spoken}
    # A file that comes again mostly says what stands: whole columns are recognised at once.
    same = {name for name, column in spoken.items() if all(stands) and tuple(column) == known[name]}
    differing = {name: spoken[name] for name in spoken.keys() - same}
    if written_at is None:
        disputed = _disputed(differing, known, stands)
        last = _last_said(connection, said.record, [keys[at] for at in disputed], form, seen)
    else:
        disputed = _disputed(differing, known, [True] * len(keys))
        last = _written(connection, said.record, [keys[at] for at in disputed], written_at)
    base: dict[str, list[object]] = {name: [UNSAID] * len(keys) for name in spoken}
    for at, words in zip(disputed, last, strict=True):
        for name in spoken:
            worth = words.get(name, UNSAID)
            base[name][at] = UNSAID if worth is None and known[name][at] is None else worth
    outcomes = {
        name: [Outcome.SAME] * len(keys)
        if name in same
        else [
            outcome(value, worth, before, stands=stood)
            for value, worth, before, stood in zip(column, known[name], base[name], stands, strict=True)
        ]
        for name, column in spoken.items()
    }
    return Compared(said, keys, stands, outcomes, known, base)


def _disputed(
    spoken: Mapping[str, Sequence[Wire | Unsaid]], known: Mapping[str, Sequence[Wire]], stands: Sequence[bool]
) -> list[int]:
    """Lines whose key is known and where some field differs: only those need what was said before."""
    lines: set[int] = set()
    for name, column in spoken.items():
        for at, (value, worth, stood) in enumerate(zip(column, known[name], stands, strict=True)):
            if stood and value is not UNSAID and value != worth:
                lines.add(at)
    return sorted(lines)


def _written(
    connection: Connection, record: type[Record], keys: Sequence[Key], n: int
) -> list[dict[str, Wire]]:
    """Per key: value field → what was known at change n; empty where nothing was."""
    found = rows_standing(connection, record, keys, n)
    names = value_fields(record)
    return [
        {name: found.columns[name][at] for name in names} if id is not None else {}
        for at, id in enumerate(found.ids)
    ]


def _last_said(
    connection: Connection, record: type[Record], keys: Sequence[Key], form: str | None, seen: int
) -> list[dict[str, Wire]]:
    """Per key: value field → what the form's newest standing saying gives it."""
    if not keys or form is None:
        return [{} for _ in keys]
    query = text("SELECT id FROM source WHERE form = :form AND change <= :seen")
    sheets = {row[0] for row in connection.execute(query, {"form": form, "seen": seen})}
    gone = withdrawn_changes(connection, seen)
    names = value_fields(record)
    found = []
    for spoken in sayings_of(connection, record, list(keys)):
        words: dict[str, Wire] = {}
        for saying in spoken.sayings:
            if saying.said_in in sheets and saying.change <= seen and saying.change not in gone:
                words.update(_words(saying, names))
        found.append(words)
    return found


def _words(saying: Saying, names: tuple[str, ...]) -> dict[str, Wire]:
    spoken = names if saying.said_fields is None else saying.said_fields.split(",")
    return {name: saying.values[names.index(name)] for name in spoken}


def missing_rows(
    connection: Connection, said: Said, *, within: Mapping[str, Sequence[object]], seen: int
) -> DataFrame:
    """Rows that stand inside a full ledger's coverage and that the ledger no longer lists, as `rows_known` gives them.

    within  the coverage: field → values the ledger speaks of (its places, its year …); all must hold
    """
    rows = rows_known(connection, said.record, seen, where=within)
    listed = set(keys_of(said))
    keys = zip(
        *(to_wire(said.record, name, list(rows[name])) for name in key_fields(said.record)), strict=True
    )
    gone = np.fromiter((key not in listed for key in keys), dtype=bool, count=len(rows))
    return rows[gone].reset_index(drop=True)


def changes_anything(compared: Sequence[Compared]) -> bool:
    """Whether committing would write anything but confirmations."""
    return any(result in WRITTEN for one in compared for column in one.outcomes.values() for result in column)


def to_commit(one: Compared, *, taken: frozenset[tuple[int, str]] = frozenset()) -> Said:
    """The Said without what the database keeps and without undecided conflicts.

    taken  (line position, field) of conflicts decided for the file
    """
    columns = dict(one.said.columns)
    for name, results in one.outcomes.items():
        if Outcome.KEPT in results or Outcome.CONFLICT in results:
            columns[name] = [
                UNSAID
                if result is Outcome.KEPT or (result is Outcome.CONFLICT and (at, name) not in taken)
                else value
                for at, (value, result) in enumerate(zip(one.said.columns[name], results, strict=True))
            ]
    return replace(one.said, columns=columns)
