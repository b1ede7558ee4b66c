"""What a submission holds while it waits: each file as it was read, what its sender said of it, and what he decided.

One compressed archive of plain JSON and cells; no pickle. The original stands beside its cells unless something of it had to
be left out.
"""

import io
import json
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date

from domain.refusals import Refusal
from services.taking_in.preview import Preview, Upload
from uploads.kept_sheets import bytes_of, without_personal, workbook_of
from uploads.knowledge import Answer, Hints
from uploads.sheets import Workbook

SAID = "said.json"


@dataclass(frozen=True, slots=True)
class Decided:
    """What the sender decided: reason, conflicts for the file (see services/taking_in/import_files.py), 先入正确的行."""

    reason: str
    taken: frozenset[tuple[int, int, str]]
    correct_only: bool


def packed(seen: Preview, workbooks: Mapping[str, Workbook], decided: Decided) -> bytes:
    """The files of a preview that were read. workbooks: file's hash → its sheets."""
    files = [file for file in seen.files if file.reading is not None]
    said = {
        "files": [
            {"name": one.name, "sha256": one.sha256, **_hints(seen.hints.get(one.sha256, Hints()))}
            for one in files
        ],
        "reason": decided.reason,
        "taken": sorted(decided.taken),
        "correct_only": decided.correct_only,
    }
    blob = io.BytesIO()
    with zipfile.ZipFile(blob, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr(SAID, json.dumps(said, ensure_ascii=False))
        for at, one in enumerate(files):
            assert one.reading is not None
            workbook = workbooks[one.sha256]
            if one.reading.keep_file:
                archive.writestr(f"{at}.file", seen.contents[one.sha256])
            else:
                workbook = without_personal(workbook, one.reading.left_out)
            archive.writestr(f"{at}.cells", bytes_of(workbook))
    return blob.getvalue()


def unpacked(content: bytes) -> tuple[list[Upload], Decided]:
    """What `packed` was given, to be previewed anew. Refused: what another version of this software packed differently."""
    try:
        return _unpacked(content)
    except (KeyError, ValueError, TypeError, zipfile.BadZipFile, zlib.error) as error:
        raise Refusal(
            "这份报送是另一个版本的软件存下的，现在打不开。请退回，请报送人再送一次。", code="kept_unreadable"
        ) from error


def _unpacked(content: bytes) -> tuple[list[Upload], Decided]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        said = json.loads(archive.read(SAID))
        names = set(archive.namelist())
        uploads = [
            Upload(
                one["name"],
                archive.read(f"{at}.file") if f"{at}.file" in names else b"",
                _hints_of(one),
                workbook_of(archive.read(f"{at}.cells"), one["name"], one["sha256"]),
            )
            for at, one in enumerate(said["files"])
        ]
    taken = frozenset((int(part), int(at), str(name)) for part, at, name in said["taken"])
    return uploads, Decided(said["reason"], taken, said["correct_only"])


def _hints(given: Hints) -> dict[str, object]:
    return {
        "form": given.form,
        "period": given.period,
        "as_of": given.as_of.isoformat() if given.as_of else None,
        "answers": {question: asdict(answer) for question, answer in given.answers.items()},
    }


def _hints_of(written: Mapping[str, object]) -> Hints:
    answers = written["answers"]
    day = written["as_of"]
    assert isinstance(answers, dict)
    return Hints(
        form=_text(written["form"]),
        period=_text(written["period"]),
        as_of=date.fromisoformat(day) if isinstance(day, str) else None,
        answers={question: Answer(**answer) for question, answer in answers.items()},
    )


def _text(worth: object) -> str | None:
    return worth if isinstance(worth, str) else None
