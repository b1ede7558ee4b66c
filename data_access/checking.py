"""Checking the whole store: every hash, every mark, every withdrawal, the latest figures, the files.

Gives Chinese sentences of what is broken, for the administrator; an empty list means whole.
"""

import hashlib
import json
import zlib
from collections.abc import Callable, Iterator
from datetime import datetime

from sqlalchemy import Connection, text

from data_access.bulk import fetch
from data_access.chain import ChangeLine, change_hash
from data_access.database import Store, reading
from data_access.garbage import collector_paused
from data_access.latest import LATEST_FROM_HISTORY, SUBJECT
from data_access.lookup import rows_standing
from data_access.photo_files import check_pictures, photo_folder
from data_access.sayings import fold, sayings_of
from data_access.sections import sections_now
from data_access.standing import content_of, withdrawn_by
from data_access.withdrawal import keys_spoken_of
from domain.records import RECORDS, Record, key_fields, value_fields

Progress = Callable[[int, int, str], None]
REMEDY = "请停止录入，从最近一份核对无误的备份恢复，并报告管理员。"

SECTION_WORDS = {
    "files": "文件登记",
    "sources": "工作表登记",
    "confirmations": "确认记录",
    "erasures": "涂除记录",
}


def _silent(_done: int, _total: int, _what: str) -> None:
    """Nobody watches."""


def check(store: Store, *, progress: Progress = _silent) -> list[str]:
    """What is broken, in Chinese sentences; [] when the store is whole.

    progress  called with steps done, steps in all and what is being checked
    """
    with collector_paused(), reading(store) as connection:
        broken = check_within(connection, progress=progress)
        progress(len(RECORDS) + 4, len(RECORDS) + 4, "照片")
        return [*broken, *check_pictures(connection, photo_folder(store.url))]


def check_within(connection: Connection, *, progress: Progress = _silent) -> list[str]:
    """The same for what one transaction sees, without the pictures, which lie beside the database."""
    total = len(RECORDS) + 4
    progress(0, total, "每次变更的指纹")
    altered = [*_check_chain(connection)]
    for at, record in enumerate(RECORDS.values(), start=1):
        progress(at, total, f"{record.TITLE}各行的起止")
        altered += _check_marks(connection, record)
    progress(total - 3, total, "撤回以后仍然有效的说法")
    # What still stood after a withdrawal can only be told from sayings that are as they were written.
    broken = altered or [*_check_withdrawals(connection)]
    progress(total - 2, total, "最新数据表")
    broken += _check_latest(connection)
    progress(total - 1, total, "留存的原件")
    return [*broken, *_check_files(connection)]


def _check_chain(connection: Connection) -> Iterator[str]:
    """Every change's hash over what it wrote, as the tables are now, and over the hash before it."""
    sections, counts = sections_now(connection)
    previous, expected = "", 1
    for row in connection.execute(text("SELECT * FROM change ORDER BY n")).fetchall():
        if row.n != expected:
            yield f"变更记录：第 {expected} 号缺失，下一条是第 {row.n} 号。{REMEDY}"
        if row.previous != previous:
            yield f"变更记录：第 {row.n} 号与前一号接不上，前面有变更被改动或删除。{REMEDY}"
        kept = _sections_kept(row.sections)
        found = sections.pop(row.n, {})
        for name in sorted(kept.keys() | found.keys()):
            if kept.get(name) != found.get(name):
                yield f"第 {row.n} 号变更：{_section_words(name)}与当时留下的指纹不一致，有行被改动、增加或删除。{REMEDY}"
        line = ChangeLine(
            n=row.n, kind=row.kind, actor=row.actor, role=row.role, reason=row.reason, at=_moment(row.at),
            withdraws=row.withdraws, opened=row.opened, closed=row.closed, confirmed=row.confirmed,
            sections=kept, previous=row.previous, reviewer=row.reviewer,
        )  # fmt: skip
        counted = counts.get(row.n, {})
        same = all(
            getattr(line, what) == int(counted.get(what, "0")) for what in ("opened", "closed", "confirmed")
        )
        if change_hash(line) != row.hash or not same:
            yield f"第 {row.n} 号变更：人员、时间、事由或行数与当时留下的指纹不一致，变更记录被改动。{REMEDY}"
        previous, expected = row.hash, row.n + 1
    newest = connection.execute(text("SELECT n, hash FROM head")).one()
    if (newest.n, newest.hash) != (expected - 1, previous):
        yield f"库首记录：应为第 {expected - 1} 号变更，现在是第 {newest.n} 号。{REMEDY}"
    for n in sorted(sections):
        yield f"第 {n} 号变更：有行记在它名下，变更记录里却没有它。{REMEDY}"


def _sections_kept(written: str) -> dict[str, str]:
    """The digests a change kept; none where somebody made them unreadable, so that every section differs."""
    try:
        return dict(json.loads(written))
    except ValueError:
        return {}


def _section_words(name: str) -> str:
    kind, _, record = name.partition(" ")
    if not record:
        return SECTION_WORDS[kind]
    return f"{RECORDS[record].TITLE}的{'行' if kind == 'rows' else '关闭标记'}"


def _moment(at: object) -> datetime:
    return at if isinstance(at, datetime) else datetime.fromisoformat(str(at))


def _check_marks(connection: Connection, record: type[Record]) -> Iterator[str]:
    """A row closes when the next of its key opens, or by a withdrawal; never two at once."""
    keys = ", ".join(f'"{name}"' for name in key_fields(record))
    query = text(
        f"SELECT id, opened_by, closed_by, following FROM (SELECT id, opened_by, closed_by, "
        f"lead(opened_by) OVER (PARTITION BY {keys} ORDER BY opened_by) AS following "
        f'FROM "{record.NAME}") AS versions '
        "WHERE closed_by <= opened_by OR (closed_by IS NULL AND following IS NOT NULL) OR following < closed_by "
        "OR (closed_by IS NOT NULL AND (following IS NULL OR following <> closed_by) "
        "AND closed_by NOT IN (SELECT n FROM change WHERE withdraws IS NOT NULL)) ORDER BY id"
    )
    for row in connection.execute(query).fetchall():
        closed = f"由第 {row.closed_by} 号关闭" if row.closed_by else "未关闭"
        after = f"下一行由第 {row.following} 号写入" if row.following else "没有下一行"
        yield f"{record.TITLE}第 {row.id} 行：由第 {row.opened_by} 号写入、{closed}，{after}，前后不衔接。{REMEDY}"


def _check_withdrawals(connection: Connection) -> Iterator[str]:
    """After every withdrawal each key it touched was worth what then stood."""
    rows = connection.execute(text("SELECT n, withdraws FROM change WHERE withdraws IS NOT NULL ORDER BY n"))
    withdrawals = {row.n: row.withdraws for row in rows.fetchall()}
    for n in withdrawals:
        content = content_of(withdrawals, n)
        gone = withdrawn_by((w, target) for w, target in withdrawals.items() if w <= n)
        for record in RECORDS.values():
            wrong = _wrong_worths(connection, record, content, gone, n)
            if wrong:
                yield f"第 {n} 号撤回之后，{record.TITLE}有 {wrong} 行与仍然有效的变更所说不一致。{REMEDY}"


def _wrong_worths(
    connection: Connection, record: type[Record], content: int, gone: frozenset[int], n: int
) -> int:
    keys = keys_spoken_of(connection, record, content)
    if not keys:
        return 0
    then = rows_standing(connection, record, keys, n)
    values = zip(*(then.columns[name] for name in value_fields(record)), strict=True)
    wrong = 0
    for spoken, row, stood in zip(sayings_of(connection, record, keys), then.ids, values, strict=True):
        worth = fold(record, [one for one in spoken.sayings if one.change <= n and one.change not in gone])
        if (None if worth is None else worth.values) != (None if row is None else tuple(stood)):
            wrong += 1
    return wrong


def _check_latest(connection: Connection) -> Iterator[str]:
    columns = f'{SUBJECT}, "row", cutoff, length, said_by'
    kept = set(fetch(connection, f"SELECT {columns} FROM figure_latest", {}))
    history = set(fetch(connection, LATEST_FROM_HISTORY, {}))
    if kept != history:
        differing = len({row[:3] for row in kept ^ history})
        yield f"最新数据表：有 {differing} 个指标与对象和历史不一致。{REMEDY}"


def _check_files(connection: Connection) -> Iterator[str]:
    """Every kept file is the file its hash names, and none that was kept has gone missing unsaid."""
    for row in connection.execute(text("SELECT name, sha256, body FROM file WHERE body IS NOT NULL")):
        try:
            whole = hashlib.sha256(zlib.decompress(row.body)).hexdigest() == row.sha256
        except zlib.error:
            whole = False
        if not whole:
            yield f"文件“{row.name}”：保存的原件与登记的指纹不一致。{REMEDY}"
    missing = text(
        "SELECT DISTINCT name FROM file AS listed WHERE size IS NOT NULL AND NOT EXISTS "
        "(SELECT 1 FROM file AS kept WHERE kept.sha256 = listed.sha256 AND kept.body IS NOT NULL) AND NOT EXISTS "
        "(SELECT 1 FROM erasure WHERE erasure.record = 'file' AND erasure.digest = listed.sha256) ORDER BY name"
    )
    for name in connection.execute(missing).scalars():
        yield f"文件“{name}”：登记时存有原件，现在没有了。{REMEDY}"
