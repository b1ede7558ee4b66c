"""Writes one change under the lock: rows, marks, confirmations, files, latest figures, hash and head together."""

import hashlib
import json
import zlib
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import repeat
from operator import itemgetter

from sqlalchemy import Connection, text

from data_access.bulk import close_rows, insert_rows, quoted
from data_access.chain import ChangeLine, change_hash, columns_digest, salts_for, sections_text, text_digests
from data_access.database import Head
from data_access.latest import update_latest
from data_access.locks import refuse_locked
from data_access.models import free_fields, indexed_fields
from data_access.planning import Opening, Plan
from data_access.statements import Committed, Header
from data_access.wire import Wire
from domain.records import Figure, Record, key_fields, meanings

VERSION_COLUMNS = ("said_by", "copy_of", "said_fields", "said_in", "said_line")
CONFIRMATION_COLUMNS = ("id", "record", "row", "said_fields", "said_in", "said_line")
FILE_COLUMNS = ("id", "sha256", "name", "size")
SOURCE_COLUMNS = ("id", "file", "sheet", "form", "columns")
ERASURE_COLUMNS = ("id", "record", "row", "field", "digest")

COUNT_AGAIN_AFTER = 5_000

Erased = tuple[str, int, str, str]


def write_change(
    connection: Connection,
    last: Head,
    header: Header,
    plans: Sequence[Plan],
    *,
    withdraws: int | None,
    erased: Sequence[Erased],
) -> Committed:
    """Write the change after `last`.

    erased  record name, row id, field and digest of each text that is being taken out
    """
    refuse_locked(connection, plans, header.at.date(), withdraws=withdraws)
    n = last.n + 1
    sections: dict[str, str] = {}
    first_source = _write_sources(connection, n, header, sections)
    confirmations: list[tuple[Wire, ...]] = []
    for plan in plans:
        ids = _write_rows(connection, n, plan, first_source, sections)
        confirmations += _sayings(plan, ids, first_source)
    _write_confirmations(connection, n, confirmations, sections)
    _write_erasures(connection, n, erased, sections)
    for plan in plans:
        _keep_statistics(connection, plan)
        if plan.record is Figure:
            update_latest(connection, n, plan)
    line = ChangeLine(
        n=n,
        kind=header.kind,
        actor=header.actor,
        role=header.role,
        reason=header.reason,
        at=header.at,
        withdraws=withdraws,
        opened=sum(len(plan.opening) for plan in plans),
        closed=sum(len(plan.closing) for plan in plans),
        confirmed=len(confirmations),
        sections=sections,
        previous=last.hash,
        reviewer=header.reviewer,
    )
    _write_line(connection, line)
    return Committed(n, line.opened, line.closed, line.confirmed)


def _keep_statistics(connection: Connection, plan: Plan) -> None:
    """PostgreSQL plans by what it last counted; after a large change that is wrong until somebody counts again."""
    large = len(plan.opening) + len(plan.closing) >= COUNT_AGAIN_AFTER
    if large and connection.dialect.name == "postgresql":
        # Only what queries choose by: the other columns cost as much again.
        chosen_by = quoted(indexed_fields(plan.record))
        connection.execute(text(f'ANALYZE "{plan.record.NAME}" ({chosen_by})'))


def next_id(connection: Connection, table: str) -> int:
    """The next free id of a table; only asked under the lock."""
    return int(connection.execute(text(f'SELECT coalesce(max(id), 0) + 1 FROM "{table}"')).scalar_one())


def _write_sources(connection: Connection, n: int, header: Header, sections: dict[str, str]) -> int:
    """Files and sheets of the change; gives the id of its first sheet."""
    first_file, first_source = next_id(connection, "file"), next_id(connection, "source")
    files, bodies = [], []
    for at, file in enumerate(header.files):
        content = file.content
        if content is not None and hashlib.sha256(content).hexdigest() != file.sha256:
            raise ValueError(f"{file.name} is not the file its hash names")
        files.append((first_file + at, file.sha256, file.name, None if content is None else len(content)))
        kept = content is not None and not _has_body(connection, file.sha256)
        bodies.append(zlib.compress(content, 1) if kept and content is not None else None)
    sheets = []
    for at, sheet in enumerate(header.sources):
        file_id = None if sheet.file is None else files[sheet.file][0]
        columns = json.dumps(dict(sheet.columns), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        sheets.append((first_source + at, file_id, sheet.sheet, sheet.form, columns))
    if files:
        rows = [(*file, n, body) for file, body in zip(files, bodies, strict=True)]
        insert_rows(connection, "file", (*FILE_COLUMNS, "change", "body"), rows)
    if sheets:
        insert_rows(connection, "source", (*SOURCE_COLUMNS, "change"), [(*sheet, n) for sheet in sheets])
    add_section(sections, "files", FILE_COLUMNS, files)
    add_section(sections, "sources", SOURCE_COLUMNS, sheets)
    return first_source


def _has_body(connection: Connection, sha256: str) -> bool:
    query = text("SELECT 1 FROM file WHERE sha256 = :sha256 AND body IS NOT NULL")
    return connection.execute(query, {"sha256": sha256}).first() is not None


def add_section(
    sections: dict[str, str], name: str, columns: Sequence[str], rows: Sequence[Sequence[Wire]]
) -> None:
    """The digest of some rows under a section's name; nothing for no rows."""
    if rows:
        sections[name] = columns_digest(dict(zip(columns, zip(*rows, strict=True), strict=True)))


def _write_rows(
    connection: Connection, n: int, plan: Plan, first_source: int, sections: dict[str, str]
) -> range:
    """Marks first, so that a key never has two open rows, then the new rows; gives their ids."""
    record, opening = plan.record, plan.opening
    if plan.closing:
        close_rows(connection, record.NAME, plan.closing, n)
        sections[f"closed {record.NAME}"] = columns_digest({"id": sorted(plan.closing)})
    if not len(opening):
        return range(0)
    start = next_id(connection, record.NAME)
    ids = range(start, start + len(opening))
    salts = salts_for({name: opening.columns[name] for name in free_fields(record)}, len(opening))
    versions = _versions(n, opening, first_source)
    fields = list(opening.columns)
    stored: list[Sequence[object]] = [ids, *versions.values(), *opening.columns.values()]
    names = ["id", *versions, *fields]
    if free_fields(record):
        stored.append(salts)
        names.append("salt")
    names.append("opened_by")
    rows: Iterable[tuple[object, ...]] = zip(*stored, repeat(n, len(ids)), strict=True)
    if connection.dialect.name == "postgresql":
        rows = _in_order(record, names, rows)
    # Hashed while the database is busy with its indexes: a fifth of a second for 100,000 rows.
    with ThreadPoolExecutor(1) as beside:
        hashed = {"id": ids, **versions, **opening.columns}
        digest = beside.submit(rows_digest, record, hashed, salts, erased={})
        insert_rows(connection, record.NAME, names, rows)
        sections[f"rows {record.NAME}"] = digest.result()
    return ids


def _in_order(
    record: type[Record], names: Sequence[str], rows: Iterable[tuple[object, ...]]
) -> list[tuple[object, ...]]:
    """Rows by the first field of their key: two indexes lead with it and then grow page by page, not all over.

    Within it the order of the sheet is the order of the roster, good enough and free.
    """
    return sorted(rows, key=itemgetter(names.index(key_fields(record)[0])))


def _versions(n: int, opening: Opening, first_source: int) -> dict[str, Sequence[Wire]]:
    """VERSION_COLUMNS of rows to open."""
    count = len(opening)
    if opening.copy_of is None:
        said_in = _absolute(opening.sources, first_source)
        return dict(
            zip(
                VERSION_COLUMNS,
                ([n] * count, [None] * count, opening.said_fields, said_in, opening.lines),
                strict=True,
            )
        )
    assert opening.said_by is not None
    copied = (opening.said_by, opening.copy_of, opening.said_fields, opening.sources, opening.lines)
    return dict(zip(VERSION_COLUMNS, copied, strict=True))


def _absolute(sources: Sequence[int | None], first_source: int) -> list[int | None]:
    return [None if source is None else first_source + source for source in sources]


def rows_digest(
    record: type[Record],
    columns: dict[str, Sequence[Wire]],
    salts: Sequence[str | None],
    erased: dict[tuple[int, str], str],
) -> str:
    """The digest of a change's rows of one record type.

    columns  id, VERSION_COLUMNS and every field, rows by ascending id
    erased   (row id, field) → digest of texts that were taken out since
    """
    # By name: the order in which a record declares its fields may change, a hash may not.
    hashed = {name: columns[name] for name in ("id", *VERSION_COLUMNS, *sorted(meanings(record)))}
    for name in free_fields(record):
        digests: list[Wire] = list(text_digests(name, columns[name], salts))
        if erased:
            digests = [
                erased.get((int(row or 0), name)) if digest is None else digest
                for row, digest in zip(columns["id"], digests, strict=True)
            ]
        hashed[name] = digests
    return columns_digest(hashed)


def _sayings(plan: Plan, ids: range, first_source: int) -> list[tuple[Wire, ...]]:
    """The plan's confirmations: record, row, said_fields, said_in, said_line."""
    name = plan.record.NAME
    found: list[tuple[Wire, ...]] = [
        (name, row, fields, None if source is None else first_source + source, line)
        for row, fields, source, line in plan.confirmed
    ]
    again: list[tuple[Wire, ...]] = [
        (name, ids[position], fields, None if source is None else first_source + source, line)
        for position, fields, source, line in plan.repeated
    ]
    return found + again


def _write_confirmations(
    connection: Connection, n: int, sayings: Sequence[tuple[Wire, ...]], sections: dict[str, str]
) -> None:
    if not sayings:
        return
    start = next_id(connection, "confirmation")
    rows = [(start + at, *saying) for at, saying in enumerate(sayings)]
    insert_rows(connection, "confirmation", (*CONFIRMATION_COLUMNS, "change"), [(*row, n) for row in rows])
    add_section(sections, "confirmations", CONFIRMATION_COLUMNS, rows)


def _write_erasures(
    connection: Connection, n: int, erased: Sequence[Erased], sections: dict[str, str]
) -> None:
    if not erased:
        return
    start = next_id(connection, "erasure")
    rows = [(start + at, *one) for at, one in enumerate(erased)]
    insert_rows(connection, "erasure", (*ERASURE_COLUMNS, "change"), [(*row, n) for row in rows])
    add_section(sections, "erasures", ERASURE_COLUMNS, rows)


def _write_line(connection: Connection, line: ChangeLine) -> None:
    """The change itself and the head; N is visible from the end of this transaction."""
    digest = change_hash(line)
    connection.execute(
        text(
            "INSERT INTO change (n, kind, actor, role, reason, at, withdraws, reviewer, opened, closed, confirmed, "
            "sections, previous, hash) VALUES (:n, :kind, :actor, :role, :reason, :at, :withdraws, :reviewer, :opened, "
            ":closed, :confirmed, :sections, :previous, :hash)"
        ),
        {
            **{name: getattr(line, name) for name in ("n", "kind", "actor", "role", "reason", "withdraws")},
            **{
                name: getattr(line, name)
                for name in ("opened", "closed", "confirmed", "previous", "reviewer")
            },
            "at": line.at.isoformat(sep=" ", timespec="microseconds"),
            "sections": sections_text(line.sections),
            "hash": digest,
        },
    )
    connection.execute(text("UPDATE head SET n = :n, hash = :hash"), {"n": line.n, "hash": digest})
