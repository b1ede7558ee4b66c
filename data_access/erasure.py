"""Erasing 涂除: a text, and if need be the file it came from, is taken out by law, with a reason.

The text goes from every version of its row together with its salt; its digest stays, so that the chain is whole.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, text

from data_access.bulk import Key, wanted_keys
from data_access.chain import salt_of, text_digest, without_salt
from data_access.database import Store, writing
from data_access.gathering import named
from data_access.models import free_fields
from data_access.photo_files import drop_pictures
from data_access.statements import Committed, Header
from data_access.writing import Erased, write_change
from domain.records import Photo, Record, key_fields
from domain.refusals import Refusal


@dataclass(frozen=True, slots=True)
class TextsOfRow:
    """What is taken out of one row.

    key     in wire form: ISO days, whole numbers, texts
    fields  free-text fields of the record
    """

    record: type[Record]
    key: Key
    fields: tuple[str, ...]


def erase(
    store: Store,
    header: Header,
    record: type[Record],
    key: Key,
    *,
    fields: Sequence[str],
    files: Sequence[str],
) -> Committed:
    """`erase_texts` of one row."""
    return erase_texts(store, header, [TextsOfRow(record, key, tuple(fields))], files=files)


def erase_texts(
    store: Store,
    header: Header,
    texts: Sequence[TextsOfRow],
    *,
    files: Sequence[str],
    also: Callable[[Connection], list[Erased]] = lambda _connection: [],
) -> Committed:
    """Take free texts out of all versions of their rows, and the content of files, as one change.

    files   SHA-256 of files whose content goes too; their name and hash stay
    also    takes out in the same transaction what is no fact (data_access/submissions.py)
    Refused when there is nothing to take out; a field that is not free text is an error of ours.
    """
    if header.kind != "erasure" or any(not set(one.fields) <= set(free_fields(one.record)) for one in texts):
        raise ValueError("only free text is erased, by a change of kind erasure")
    with writing(store) as (connection, last):
        erased: list[Erased] = []
        for one in texts:
            erased += _erase_texts(connection, one.record, one.key, one.fields)
        erased += _erase_files(connection, files)
        erased += also(connection)
        if not erased:
            named_rows = "、".join(named(one.record, one.key) for one in texts)
            raise Refusal(f"{named_rows}没有可涂除的文字，没有改动。请核对编号。", code="nothing_to_erase")
        return write_change(connection, last, header, (), withdraws=None, erased=erased)


def _erase_texts(
    connection: Connection, record: type[Record], key: Key, fields: Sequence[str]
) -> list[Erased]:
    erased: list[Erased] = []
    if not fields:
        return erased
    columns = ", ".join(f'stored."{name}"' for name in fields)
    with wanted_keys(connection, record, [key]) as wanted:
        rows = connection.execute(
            text(
                f"SELECT stored.id, stored.salt, {columns} {wanted.joined(record.NAME, 'true')} ORDER BY stored.id"
            ),
            wanted.parameters,
        ).fetchall()
    for row, salts, *texts in rows:
        for name, value in zip(fields, texts, strict=True):
            if value is None:
                continue
            erased.append((record.NAME, row, name, text_digest(salt_of(salts, name) or "", value)))
            salts = without_salt(salts, name)
            connection.execute(
                text(f'UPDATE "{record.NAME}" SET "{name}" = NULL, salt = :salts WHERE id = :row'),
                {"salts": salts, "row": row},
            )
    return erased


def _erase_files(connection: Connection, files: Sequence[str]) -> list[Erased]:
    erased: list[Erased] = []
    for sha256 in files:
        query = text("SELECT id FROM file WHERE sha256 = :sha256 AND body IS NOT NULL ORDER BY id")
        for row in connection.execute(query, {"sha256": sha256}).scalars().all():
            erased.append(("file", row, "body", sha256))
            connection.execute(text("UPDATE file SET body = NULL WHERE id = :row"), {"row": row})
    return erased


def erase_photo(store: Store, header: Header, sha256: str) -> Committed:
    """Take a picture out, its covered copies and its prints too, wherever it is named; its hash stays.

    Refused when it was never known or is erased already.
    """
    if header.kind != "erasure":
        raise ValueError("a picture is erased by a change of kind erasure")
    keys = ", ".join(key_fields(Photo))
    with writing(store) as (connection, last):
        query = text(f"SELECT id, {keys}, masked FROM photo WHERE photo = :sha256 ORDER BY id")
        rows = connection.execute(query, {"sha256": sha256}).fetchall()
        named = [(row.id, field, getattr(row, field)) for row in rows for field in ("photo", "masked")]
        known = text("SELECT 1 FROM erasure WHERE record = 'photo' AND field = 'photo' AND digest = :sha256")
        if not rows or connection.execute(known, {"sha256": sha256}).first() is not None:
            raise Refusal("这张照片不在库里，或已经涂除，没有改动。", code="no_photo_to_erase")
        erased = [(Photo.NAME, row, field, digest) for row, field, digest in named if digest is not None]
        for key in sorted({(row.photo, row.problem) for row in rows}):
            erased += _erase_texts(connection, Photo, key, ("fingerprint",))
        committed = write_change(connection, last, header, (), withdraws=None, erased=erased)
    drop_pictures(store, {digest for _, _, digest in named if digest is not None})
    return committed
