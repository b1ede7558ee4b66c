"""The backup file: a zip of one text file per table and a manifest, sealed by a digest over the whole.

The same from SQLite and PostgreSQL, so that a county can move from one to the other. Knows no database.
"""

import hashlib
import json
import os
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from domain.refusals import Refusal

FORMAT = "county-dispatch-board backup 1"
MANIFEST = "manifest.json"
SEAL_LENGTH = 64
BLOCK = 1 << 20

Value = int | str | None


@dataclass(frozen=True, slots=True)
class TableEntry:
    """One table in the file: its columns, how many rows, and the digest of its text."""

    columns: tuple[str, ...]
    rows: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What the file holds: schema revision, newest change with its hash, every table, every picture by its SHA-256."""

    revision: str
    head: int
    hash: str
    tables: Mapping[str, TableEntry]
    pictures: tuple[str, ...] = ()


class BackupWriter:
    """Writes a backup beside its final name and moves it there when it is whole."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._part = path.with_name(f"{path.name}.part")
        self._archive = zipfile.ZipFile(self._part, "w", zipfile.ZIP_DEFLATED, compresslevel=1)
        self._tables: dict[str, TableEntry] = {}
        self._pictures: list[str] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        if kind is not None:
            self._archive.close()
            self._part.unlink(missing_ok=True)

    def write_table(
        self, name: str, columns: Sequence[str], blocks: Iterator[Sequence[Sequence[Value]]]
    ) -> None:
        """One table; each line of its text is one block of rows as a JSON array of arrays."""
        digest, rows = hashlib.sha256(), 0
        with self._archive.open(f"{name}.jsonl", "w", force_zip64=True) as entry:
            for block in blocks:
                listed = [list(row) for row in block]
                written = (json.dumps(listed, ensure_ascii=False, separators=(",", ":")) + "\n").encode()
                digest.update(written)
                entry.write(written)
                rows += len(block)
        self._tables[name] = TableEntry(tuple(columns), rows, digest.hexdigest())

    def write_picture(self, sha256: str, content: bytes) -> None:
        """One picture as it is: a JPEG does not get smaller."""
        self._archive.writestr(_picture_name(sha256), content, zipfile.ZIP_STORED)
        self._pictures.append(sha256)

    def finish(self, *, revision: str, head: int, hash: str) -> None:
        """Write the manifest, seal the file, read it back, and only then give it its name."""
        manifest = {
            "format": FORMAT,
            "revision": revision,
            "head": head,
            "hash": hash,
            "tables": {
                name: {"columns": entry.columns, "rows": entry.rows, "sha256": entry.sha256}
                for name, entry in self._tables.items()
            },
            "pictures": self._pictures,
        }
        self._archive.writestr(MANIFEST, json.dumps(manifest, ensure_ascii=False, indent=1))
        self._archive.comment = b"0" * SEAL_LENGTH
        self._archive.close()
        with self._part.open("r+b") as file:
            seal = _seal(self._part)
            file.seek(-SEAL_LENGTH, os.SEEK_END)
            file.write(seal.encode())
            file.flush()
            os.fsync(file.fileno())
        for name, entry in read_manifest(self._part).tables.items():
            verify_table(self._part, name, entry)
        self._part.replace(self._path)


def _picture_name(sha256: str) -> str:
    return f"pictures/{sha256}.jpg"


def _seal(path: Path) -> str:
    """The digest of everything but the last SEAL_LENGTH bytes."""
    digest, left = hashlib.sha256(), path.stat().st_size - SEAL_LENGTH
    with path.open("rb") as file:
        while left > 0:
            block = file.read(min(BLOCK, left))
            digest.update(block)
            left -= len(block)
    return digest.hexdigest()


def read_manifest(path: Path) -> Manifest:
    """What a backup file holds, after its seal has been checked.

    Refused: no such file, a file that is no backup of this system, one that was damaged or cut short.
    """
    if not path.is_file():
        raise Refusal(f"没有找到备份文件“{path.name}”。请核对文件名和位置。", code="no_backup")
    if not _is_sealed(path):
        raise _foreign_or_damaged(path)
    try:
        with zipfile.ZipFile(path) as archive:
            manifest = json.loads(archive.read(MANIFEST))
    except (zipfile.BadZipFile, KeyError, ValueError) as error:
        raise _foreign_or_damaged(path) from error
    if manifest["format"] != FORMAT:
        raise _foreign_or_damaged(path)
    tables = {
        name: TableEntry(tuple(entry["columns"]), entry["rows"], entry["sha256"])
        for name, entry in manifest["tables"].items()
    }
    return Manifest(
        manifest["revision"], manifest["head"], manifest["hash"], tables, tuple(manifest.get("pictures", ()))
    )


def _is_sealed(path: Path) -> bool:
    """Whether the file ends in the digest of what is before it: nothing was altered, nothing is cut off."""
    if path.stat().st_size <= SEAL_LENGTH:
        return False
    with path.open("rb") as file:
        file.seek(-SEAL_LENGTH, os.SEEK_END)
        return file.read() == _seal(path).encode()


def _foreign_or_damaged(path: Path) -> Refusal:
    return Refusal(
        f"“{path.name}”不是本系统的备份文件，或已损坏，没有恢复任何内容。请选用“备份”生成的完好文件。",
        code="foreign_backup",
    )


def read_table(path: Path, name: str, entry: TableEntry) -> Iterator[list[list[Value]]]:
    """The rows of one table, block by block. Refused when its text is not what the manifest says."""
    digest, rows = hashlib.sha256(), 0
    with zipfile.ZipFile(path) as archive, archive.open(f"{name}.jsonl") as text:
        for line in text:
            digest.update(line)
            block = json.loads(line)
            rows += len(block)
            yield block
    if (rows, digest.hexdigest()) != (entry.rows, entry.sha256):
        raise _differs(path, f"表 {name} ")


def read_pictures(path: Path, manifest: Manifest) -> Iterator[tuple[str, bytes]]:
    """Every picture with its SHA-256. Refused when one is not what its name says."""
    with zipfile.ZipFile(path) as archive:
        for sha256 in manifest.pictures:
            content = archive.read(_picture_name(sha256))
            if hashlib.sha256(content).hexdigest() != sha256:
                raise _differs(path, f"照片 {sha256[:12]}")
            yield sha256, content


def verify_table(path: Path, name: str, entry: TableEntry) -> None:
    """Refused when the text of a table is not what the manifest says; reads it without taking it apart."""
    digest = hashlib.sha256()
    with zipfile.ZipFile(path) as archive, archive.open(f"{name}.jsonl") as text:
        while block := text.read(BLOCK):
            digest.update(block)
    if digest.hexdigest() != entry.sha256:
        raise _differs(path, f"表 {name} ")


def _differs(path: Path, name: str) -> Refusal:
    return Refusal(
        f"备份文件“{path.name}”里的{name}与清单不符，没有恢复任何内容。请换一份完好的备份。",
        code="damaged_backup",
    )
