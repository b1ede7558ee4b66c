"""The list of changes, one change with its files and sheets, and whether a file is known already."""

import json
from dataclasses import dataclass
from datetime import datetime

import pandas as pd
from sqlalchemy import Connection, text

from data_access.bulk import fetch
from data_access.lookup import wire_columns
from data_access.standing import withdrawn_changes
from domain.records import RECORDS, Record, key_fields, value_fields

CHANGE_COLUMNS = (
    "n", "at", "actor", "role", "kind", "reason", "files", "opened", "closed", "confirmed", "withdraws", "withdrawn",
    "hash", "reviewer",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class KnownFile:
    """A file whose newest import still stands; corrected: fields changed since by others."""

    change: int
    at: datetime
    corrected: int


@dataclass(frozen=True, slots=True)
class Touched:
    """One field of one key as a change left it: old is missing where the change opened the key."""

    record: str
    key: tuple[object, ...]
    field: str
    old: object
    new: object
    sheet: str | None
    cell: str | None


def list_changes(connection: Connection, known_at: int) -> pd.DataFrame:
    """CHANGE_COLUMNS of every change up to known_at, newest first; files joined by 、, withdrawn a truth."""
    gone = withdrawn_changes(connection, known_at)
    files: dict[int, list[str]] = {}
    for change, name in connection.execute(text("SELECT change, name FROM file ORDER BY id")):
        files.setdefault(change, []).append(name)
    query = text(
        'SELECT n, "at", actor, role, kind, reason, opened, closed, confirmed, withdraws, hash, reviewer FROM change '
        "WHERE n <= :n ORDER BY n DESC"
    )
    rows = [
        (n, moment_of(at), actor, role, kind, reason, "、".join(files.get(n, [])), opened, closed, confirmed,
         withdraws, n in gone, digest, reviewer)
        for n, at, actor, role, kind, reason, opened, closed, confirmed, withdraws, digest, reviewer in connection.execute(
            query, {"n": known_at}
        )
    ]  # fmt: skip
    frame = pd.DataFrame(rows, columns=list(CHANGE_COLUMNS))
    return frame.astype({"withdraws": "Int64", "withdrawn": "bool"})


def hash_of(connection: Connection, n: int) -> str:
    """The hash of a change, "" where there is no such change."""
    found = connection.execute(text("SELECT hash FROM change WHERE n = :n"), {"n": n}).scalar()
    return str(found or "")


def moment_of(written: object) -> datetime:
    """A moment as either engine gives it back."""
    return written if isinstance(written, datetime) else datetime.fromisoformat(str(written))


SHEET_COLUMNS = ("file", "sha256", "size", "kept", "sheet", "form", "columns")


def sheets_of(connection: Connection, n: int) -> pd.DataFrame:
    """SHEET_COLUMNS of a change: kept says whether the file's bytes are here, columns how many were recognised."""
    query = text(
        "SELECT file.name, file.sha256, file.size, "
        "EXISTS (SELECT 1 FROM file AS kept WHERE kept.sha256 = file.sha256 AND kept.body IS NOT NULL), "
        "source.sheet, source.form, source.columns FROM source LEFT JOIN file ON file.id = source.file "
        "WHERE source.change = :n ORDER BY source.id"
    )
    rows = [
        (name, sha256, size, bool(kept), sheet, form, len(set(json.loads(columns).values())))
        for name, sha256, size, kept, sheet, form, columns in connection.execute(query, {"n": n})
    ]
    return pd.DataFrame(rows, columns=list(SHEET_COLUMNS))


def known_file(connection: Connection, sha256: str) -> KnownFile | None:
    """The newest standing change that brought this very file, None where there is none."""
    newest = int(connection.execute(text("SELECT n FROM head")).scalar_one())
    gone = withdrawn_changes(connection, newest)
    query = text(
        'SELECT change.n, change."at" FROM file JOIN change ON change.n = file.change '
        "WHERE file.sha256 = :sha256 ORDER BY change.n DESC"
    )
    for n, at in connection.execute(query, {"sha256": sha256}):
        if n not in gone:
            return KnownFile(n, moment_of(at), _corrected_since(connection, n))
    return None


def _corrected_since(connection: Connection, n: int) -> int:
    """Fields the change spoke of, asserting or confirming, that are worth something else now."""
    return sum(_corrected_fields(connection, record, n) for record in RECORDS.values())


def _corrected_fields(connection: Connection, record: type[Record], n: int) -> int:
    fields = value_fields(record)
    same_key = " AND ".join(f'now."{name}" = was."{name}"' for name in key_fields(record))
    values = f"{wire_columns(record, fields, 'was')}, {wire_columns(record, fields, 'now')}"
    joined = f'LEFT JOIN "{record.NAME}" AS now ON {same_key} AND now.closed_by IS NULL'
    query = (
        f'SELECT was.said_fields, {values} FROM "{record.NAME}" AS was {joined} '
        "WHERE was.opened_by = :n AND was.copy_of IS NULL AND was.closed_by IS NOT NULL "
        f"UNION ALL SELECT said.said_fields, {values} FROM confirmation AS said "
        f'JOIN "{record.NAME}" AS was ON was.id = said."row" {joined} '
        "WHERE said.change = :n AND said.record = :record AND was.closed_by IS NOT NULL"
    )
    width = len(fields)
    corrected = 0
    for said_fields, *both in fetch(connection, query, {"n": n, "record": record.NAME}):
        spoken = fields if said_fields is None else said_fields.split(",")
        pairs = zip(fields, both[:width], both[width:], strict=True)
        corrected += sum(name in spoken and old != new for name, old, new in pairs)
    return corrected


def touched_by(connection: Connection, n: int, *, most: int) -> list[Touched]:
    """Fields a change altered, old → new, at most so many; what it merely confirmed is not among them."""
    found: list[Touched] = []
    for record in RECORDS.values():
        if len(found) >= most:
            break
        found.extend(_touched(connection, record, n, most - len(found)))
    return found


def _touched(connection: Connection, record: type[Record], n: int, most: int) -> list[Touched]:
    keys, fields = key_fields(record), value_fields(record)
    same_key = " AND ".join(f'was."{name}" = now."{name}"' for name in keys)
    query = text(
        f"SELECT {wire_columns(record, keys, 'now')}, {wire_columns(record, fields, 'was')}, "
        f"{wire_columns(record, fields, 'now')}, source.sheet, source.columns, now.said_line, was.id "
        f'FROM "{record.NAME}" AS now LEFT JOIN "{record.NAME}" AS was ON {same_key} AND was.closed_by = :n '
        "LEFT JOIN source ON source.id = now.said_in "
        "WHERE now.opened_by = :n ORDER BY now.id LIMIT :most"
    )
    found = []
    first, second = len(keys), len(keys) + len(fields)
    for row in connection.execute(query, {"n": n, "most": most}):
        sheet, columns, line, _was = row[second + len(fields) :]
        letters = json.loads(columns) if columns else {}
        for at, name in enumerate(fields):
            old, new = row[first + at], row[second + at]
            if old != new and new is not None:
                prefix = row[0] if record.NAME == "figure" else record.NAME
                letter = letters.get(f"{prefix}.{name}")
                cell = f"{letter}{line}" if letter and line is not None else None
                found.append(Touched(record.NAME, tuple(row[:first]), name, old, new, sheet, cell))
    return found[:most]
