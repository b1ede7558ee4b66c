"""Backup 备份 and restore 恢复: the whole store in one file that proves itself, taken while others work.

Pictures go in beside the tables; one that is missing does not stop a backup, `check` tells it. Restoring replaces
everything in one transaction, after the file and the chain inside it have been checked: either all of it is there, or
the database is as it was.
"""

import base64
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy import Boolean, Connection, Date, DateTime, LargeBinary, Table, text
from sqlmodel import SQLModel

import data_access.models  # noqa: F401  (fills SQLModel.metadata)
from data_access.account_tables import LEFT_BEHIND
from data_access.backup_file import BackupWriter, Manifest, Value, read_manifest, read_pictures, read_table
from data_access.bulk import insert_rows, quoted
from data_access.checking import check_within
from data_access.database import Store, migrate, open_store, reading, revisions, writing
from data_access.garbage import collector_paused
from data_access.photo_files import photo_folder, picture, pictures_named, write_picture
from domain.refusals import Refusal

Progress = Callable[[int, int, str], None]

OF_THIS_INSTALLATION = ("account", "deed")

# Rows held in memory at a time; a workbook may weigh megabytes.
BLOCK_ROWS, BLOCK_FILES = 5_000, 4


def backup(store: Store, path: Path, *, progress: Progress) -> None:
    """Write one moment of the store to a file, which gets its name once it has been read back and checked.

    progress  called with rows done, rows in all, and what is being done
    """
    with collector_paused(), reading(store) as connection, BackupWriter(path) as writer:
        counted = {table.name: _count(connection, table) for table in _tables()}
        done, total = 0, sum(counted.values())
        for table in _tables():
            writer.write_table(table.name, _names(table), _blocks(connection, table))
            done += counted[table.name]
            progress(done, total, "写出备份")
        for sha256 in pictures_named(connection):
            content = picture(store, sha256)
            if content is not None:
                writer.write_picture(sha256, content)
        newest = connection.execute(text("SELECT n, hash FROM head")).one()
        revision = connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one()
        progress(total, total, "核验备份")
        writer.finish(revision=revision, head=newest.n, hash=newest.hash)


def restore(path: Path, url: str, *, progress: Progress) -> int:
    """Replace the content of the database by a backup's; gives the newest change.

    Refused, with nothing restored: a file that is damaged, foreign, or of a newer version of this software, and
    one whose content does not hold together although its digests do.
    """
    manifest = read_manifest(path)
    _refuse_newer(path, manifest)
    store = open_store(url)
    try:
        migrate(store)
        with collector_paused(), writing(store) as (connection, _last):
            for sha256, content in read_pictures(path, manifest):
                write_picture(photo_folder(url), sha256, content)
            _replace_all(connection, path, manifest, progress)
            broken = check_within(connection)
            if broken:
                raise Refusal(
                    f"备份文件“{path.name}”里的数据核对不上，没有恢复任何内容，第一处：{broken[0]}请换一份完好的备份。",
                    code="broken_backup",
                )
    finally:
        store.engine.dispose()
    return manifest.head


@cache
def _tables() -> tuple[Table, ...]:
    """Every table that is backed up, by name; `head` is the lock and comes last."""
    tables = sorted(SQLModel.metadata.tables.values(), key=lambda table: (table.name == "head", table.name))
    return tuple(table for table in tables if table.name not in LEFT_BEHIND)


def _names(table: Table) -> list[str]:
    return [column.name for column in table.columns]


def _count(connection: Connection, table: Table) -> int:
    return int(connection.execute(text(f'SELECT count(*) FROM "{table.name}"')).scalar_one())


def _blocks(connection: Connection, table: Table) -> Iterator[Sequence[Sequence[Value]]]:
    """Rows in the order of their keys, days and moments as ISO text, truths as 0 and 1."""
    expressions = []
    for column in table.columns:
        name = f'"{column.name}"'
        if isinstance(column.type, (Date, DateTime)):
            name = f"CAST({name} AS TEXT)"
        elif isinstance(column.type, Boolean):
            name = f"CAST({name} AS INTEGER)"
        expressions.append(name)
    order = quoted(column.name for column in table.primary_key.columns)
    query = text(f'SELECT {", ".join(expressions)} FROM "{table.name}" ORDER BY {order}')
    binary = _binary(table, _names(table))
    size = BLOCK_FILES if binary else BLOCK_ROWS
    rows = connection.execute(query, execution_options={"stream_results": True})
    for block in rows.partitions(size):
        yield [_in_text(row, binary) for row in block] if binary else block


def _binary(table: Table, columns: Sequence[str]) -> list[int]:
    """Positions of the columns that hold bytes; they travel as base64."""
    return [at for at, name in enumerate(columns) if isinstance(table.c[name].type, LargeBinary)]


def _in_text(row: Sequence[Any], binary: Sequence[int]) -> list[Value]:
    written = list(row)
    for at in binary:
        written[at] = None if row[at] is None else base64.b64encode(row[at]).decode()
    return written


def _refuse_newer(path: Path, manifest: Manifest) -> None:
    """A backup of an older revision fits: columns added since are empty in it."""
    ours = {table.name: set(_names(table)) for table in _tables()}
    fits = all(set(entry.columns) <= ours.get(name, set()) for name, entry in manifest.tables.items())
    if manifest.revision not in revisions() or not fits:
        raise Refusal(
            f"备份文件“{path.name}”由更新的版本写成，本版本读不了，没有恢复任何内容。请先升级软件，再恢复。",
            code="newer_backup",
        )


def _replace_all(connection: Connection, path: Path, manifest: Manifest, progress: Progress) -> None:
    """Whoever was signed in has to sign in again; accounts stay where the backup is from before there were any."""
    kept = {"head"} | {name for name in OF_THIS_INSTALLATION if name not in manifest.tables}
    emptied = (*LEFT_BEHIND, *(table.name for table in _tables() if table.name not in kept))
    for name in emptied:
        connection.execute(text(f'DELETE FROM "{name}"'))
    done, total = 0, sum(entry.rows for entry in manifest.tables.values())
    for table in _tables():
        entry = manifest.tables.get(table.name)
        if entry is None or table.name == "head":
            continue
        moments = [at for at, name in enumerate(entry.columns) if isinstance(table.c[name].type, DateTime)]
        binary = _binary(table, entry.columns)
        for block in read_table(path, table.name, entry):
            rows = (
                (_as_kept(row, moments, binary) for row in block) if moments or binary else map(tuple, block)
            )
            insert_rows(connection, table.name, entry.columns, rows)
            done += len(block)
            progress(done, total, "恢复数据")
    connection.execute(
        text("UPDATE head SET n = :n, hash = :hash"), {"n": manifest.head, "hash": manifest.hash}
    )
    progress(total, total, "核对数据")


def _as_kept(row: Sequence[Value], moments: Sequence[int], binary: Sequence[int]) -> tuple[object, ...]:
    """Bytes as bytes, and moments as SQLite keeps them: PostgreSQL drops microseconds that are zero."""
    kept: list[object] = list(row)
    for at in moments:
        if row[at] is not None:
            kept[at] = datetime.fromisoformat(str(row[at])).isoformat(sep=" ", timespec="microseconds")
    for at in binary:
        kept[at] = None if row[at] is None else base64.b64decode(str(row[at]))
    return tuple(kept)
