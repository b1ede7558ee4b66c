"""The hash chain: what a change's hash covers, in one canonical form (DESIGN 1).

Whole numbers, ISO days, texts in UTF-8, rows by ascending id. A column in which nothing is said is left out, so
that a field added by a later release leaves every older hash as it was. Free text enters by a salted hash of
its own, so that it can be erased. Knows no database.
"""

import hashlib
import json
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from types import NoneType

from data_access.wire import Wire

SALT_BYTES = 16


def columns_digest(columns: Mapping[str, Sequence[Wire]]) -> str:
    """The digest of some rows, column by column; both orders are the caller's and count."""
    digest = hashlib.sha256()
    for name, column in columns.items():
        if set(map(type, column)) - {NoneType}:
            text = json.dumps(list(column), ensure_ascii=False, separators=(",", ":"))
            digest.update(f"{name}\n{text}\n".encode())
    return digest.hexdigest()


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """What is hashed of a change itself.

    reviewer  who accepted it; hashed only where there is one, so that older hashes stay as they were
    sections  name → digest of what it wrote: 「rows figure」, 「closed figure」, 「files」, 「sources」 …
    previous  the hash of the change before it
    """

    n: int
    kind: str
    actor: str
    role: str
    reason: str
    at: datetime
    withdraws: int | None
    opened: int
    closed: int
    confirmed: int
    sections: Mapping[str, str]
    previous: str
    reviewer: str | None = None


def change_hash(line: ChangeLine) -> str:
    """The hash of a change."""
    said = {
        "n": line.n,
        "kind": line.kind,
        "actor": line.actor,
        "role": line.role,
        "reason": line.reason,
        "at": line.at.isoformat(timespec="microseconds"),
        "withdraws": line.withdraws,
        "opened": line.opened,
        "closed": line.closed,
        "confirmed": line.confirmed,
        "sections": dict(line.sections),
        "previous": line.previous,
        **({"reviewer": line.reviewer} if line.reviewer else {}),
    }
    canonical = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def sections_text(sections: Mapping[str, str]) -> str:
    """Sections as the change keeps them, so that `check` can say where something was altered."""
    return json.dumps(dict(sections), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def text_digest(salt: str, text: str) -> str:
    """The digest that stands for a free text in the chain; without its salt it tells nothing about the text."""
    return hashlib.sha256(f"{salt}\n{text}".encode()).hexdigest()


def salts_for(texts: Mapping[str, Sequence[Wire]], count: int) -> list[str | None]:
    """A fresh salt for every free text: per row 「field:hex,field:hex」, None where the row has no text."""
    salts: list[str | None] = [None] * count
    for name, column in texts.items():
        for at, value in enumerate(column):
            if value is not None:
                fresh = f"{name}:{secrets.token_hex(SALT_BYTES)}"
                before = salts[at]
                salts[at] = fresh if before is None else f"{before},{fresh}"
    return salts


def salt_of(salts: str | None, field: str) -> str | None:
    """The salt of one field in a row's salts."""
    for entry in (salts or "").split(","):
        name, _, salt = entry.partition(":")
        if name == field:
            return salt
    return None


def without_salt(salts: str | None, field: str) -> str | None:
    """A row's salts without that field's: what is erased cannot be guessed at from its digest."""
    kept = [entry for entry in (salts or "").split(",") if entry and not entry.startswith(f"{field}:")]
    return ",".join(kept) or None


def text_digests(field: str, texts: Sequence[Wire], salts: Sequence[str | None]) -> list[str | None]:
    """One free-text column as it enters the chain."""
    return [
        None if text is None else text_digest(salt_of(salt, field) or "", str(text))
        for text, salt in zip(texts, salts, strict=True)
    ]
