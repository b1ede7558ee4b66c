"""What a change brings: who and why, its files and sheets, and what each sheet says of one record type.

Values only; knows neither tables nor comparison.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from domain.records import Record

KINDS = ("import", "edit", "configuration", "withdrawal", "erasure")


@dataclass(frozen=True, slots=True)
class FileSource:
    """A file of a change. content None: only its hash may be kept."""

    name: str
    sha256: str
    content: bytes | None


@dataclass(frozen=True, slots=True)
class SheetSource:
    """A sheet that was read.

    file     index into Header.files, None where there is no file
    form     code of the form it was read as
    columns  CODE.field for figures, RECORD.field otherwise → column letter
    """

    file: int | None
    sheet: str
    form: str | None
    columns: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Header:
    """Who changes what, why and when. `at` is civil time, Asia/Shanghai, without a zone.

    reviewer  who accepted what the actor had sent in; None where the actor did it himself
    """

    kind: str
    actor: str
    role: str
    reason: str
    at: datetime
    files: tuple[FileSource, ...]
    sources: tuple[SheetSource, ...]
    reviewer: str | None = None

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise ValueError(f"unknown kind of change: {self.kind}")
        if self.at.tzinfo is not None:
            raise ValueError("a change is dated in civil time, without a zone")


@dataclass(frozen=True, slots=True)
class Said:
    """What one source says of one record type, column by column.

    source   index into Header.sources, None for an edit by hand
    columns  key fields complete; value fields may hold UNSAID in single rows, or be absent: not spoken of
    lines    row numbers in the sheet, None where there is none
    """

    record: type[Record]
    source: int | None
    columns: Mapping[str, Sequence[object]]
    lines: Sequence[int | None]


def said_by_hand(record: type[Record], *rows: Mapping[str, object]) -> Said:
    """What somebody says without a sheet: rows that speak of the same fields, at least one."""
    columns = {name: [row[name] for row in rows] for name in rows[0]}
    return Said(record, None, columns, [None] * len(rows))


@dataclass(frozen=True, slots=True)
class Committed:
    """A change that is written: its number, rows opened, rows closed, sayings that confirmed what stood."""

    n: int
    opened: int
    closed: int
    confirmed: int
