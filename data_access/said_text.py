"""What a waiting submission says, packed into bytes and read back: files, sheets and statements, nothing lost."""

import io
import json
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from data_access.statements import FileSource, Said, SheetSource
from data_access.wire import Wire, from_wire, to_wire
from domain.records import RECORDS, UNSAID

STATEMENTS = "statements.json"


@dataclass(frozen=True, slots=True)
class Content:
    """What will be committed if the submission is accepted, before any conflict is decided."""

    files: tuple[FileSource, ...]
    sources: tuple[SheetSource, ...]
    said: tuple[Said, ...]


def packed(content: Content) -> bytes:
    """The content as one compressed blob."""
    written = {
        "files": [
            {"name": file.name, "sha256": file.sha256, "kept": file.content is not None}
            for file in content.files
        ],
        "sources": [
            {"file": sheet.file, "sheet": sheet.sheet, "form": sheet.form, "columns": dict(sheet.columns)}
            for sheet in content.sources
        ],
        "said": [_written(said) for said in content.said],
    }
    blob = io.BytesIO()
    with zipfile.ZipFile(blob, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr(STATEMENTS, json.dumps(written, ensure_ascii=False))
        for at, file in enumerate(content.files):
            if file.content is not None:
                archive.writestr(str(at), file.content)
    return blob.getvalue()


def _written(said: Said) -> dict[str, object]:
    """One Said; `silent` lists the rows in which a column does not speak, because JSON has only one nothing."""
    columns, silent = {}, {}
    for name, column in said.columns.items():
        wire = to_wire(said.record, name, column)
        silent[name] = [at for at, value in enumerate(wire) if value is UNSAID]
        columns[name] = [None if value is UNSAID else value for value in wire]
    return {
        "record": said.record.NAME,
        "source": said.source,
        "columns": columns,
        "silent": {name: rows for name, rows in silent.items() if rows},
        "lines": list(said.lines),
    }


def unpacked(blob: bytes) -> Content:
    """What `packed` was given."""
    with zipfile.ZipFile(io.BytesIO(blob)) as archive:
        written = json.loads(archive.read(STATEMENTS))
        files = tuple(
            FileSource(file["name"], file["sha256"], archive.read(str(at)) if file["kept"] else None)
            for at, file in enumerate(written["files"])
        )
    sources = tuple(
        SheetSource(sheet["file"], sheet["sheet"], sheet["form"], sheet["columns"])
        for sheet in written["sources"]
    )
    said = tuple(
        _said(one["record"], one["source"], one["columns"], one["silent"], one["lines"])
        for one in written["said"]
    )
    return Content(files, sources, said)


def _said(
    record: str,
    source: int | None,
    columns: Mapping[str, Sequence[Wire]],
    silent: Mapping[str, Sequence[int]],
    lines: Sequence[int | None],
) -> Said:
    spoken: dict[str, Sequence[object]] = {}
    for name, column in columns.items():
        values = from_wire(RECORDS[record], name, column)
        for at in silent.get(name, ()):
            values[at] = UNSAID
        spoken[name] = values
    return Said(RECORDS[record], source, spoken, lines)
