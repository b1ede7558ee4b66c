"""What dropping files would do, before anything is written: counts, differences, issues and questions.

The page and the command line show the same object.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from pandas import DataFrame

from data_access.changes import KnownFile
from data_access.comparison import Compared
from domain.issues import BLOCK, EXPLAIN, Issue, Question
from domain.refusals import Refusal
from services.taking_in.ask_gone import Gone
from uploads.knowledge import Answer, Hints
from uploads.sheets import Workbook
from uploads.statements import Reading

COUNT_WORDS = {
    "new": "新增",
    "changed": "变更",
    "same": "不变",
    "conflict": "冲突",
    "refused": "拒收",
    "left_out": "略去",
    "missing": "缺失",
}


@dataclass(frozen=True, slots=True)
class Counts:
    """Cells by outcome; the first six add up to the filled data cells of the file, `missing` stands outside."""

    new: int = 0
    changed: int = 0
    same: int = 0
    conflict: int = 0
    refused: int = 0
    left_out: int = 0
    missing: int = 0

    def filled(self) -> int:
        return self.new + self.changed + self.same + self.conflict + self.refused + self.left_out

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(*(getattr(self, name) + getattr(other, name) for name in COUNT_WORDS))


@dataclass(frozen=True, slots=True)
class Upload:
    """One file as it arrives, with what the sender said of it.

    workbook  its sheets where they were read before; content is then b"" if the original may not be kept
    """

    name: str
    content: bytes
    hints: Hints = field(default_factory=Hints)
    workbook: Workbook | None = None

    @property
    def sha256(self) -> str:
        return self.workbook.sha256 if self.workbook else hashlib.sha256(self.content).hexdigest()


def upload_of(
    name: str,
    content: bytes,
    *,
    form: str | None,
    period: str | None,
    as_of: date | None,
    answers: Mapping[str, Answer],
) -> Upload:
    """A file with what its sender said of it; None where nothing was said.

    answers  of all files; one whose id begins 「文件名|」 is of that file alone
    """
    mark = f"{name}|"
    own = {key.removeprefix(mark): answer for key, answer in answers.items() if key.startswith(mark)}
    return Upload(name, content, Hints(form=form, period=period, as_of=as_of, answers={**answers, **own}))


def known_words(known: KnownFile) -> str:
    """The sentence for bytes that were imported before and still stand: answered from the record."""
    since = f"，其后 {known.corrected} 格已被更正，不会改回" if known.corrected else ""
    return f"这份文件已于 {known.at:%m-%d %H:%M} 导入（变更 {known.change}）{since}。本次不作改动。"


@dataclass(frozen=True)
class FilePreview:
    """One file: how it was read and what it would change.

    reading      None for a file that was answered from the record or refused
    refusal      the sentence for a file that cannot be read at all
    differences  DIFFERENCE_COLUMNS, biggest change first: what is new, changed, kept or in conflict
    gone         rows that a full ledger no longer lists; kept unless somebody says otherwise
    """

    name: str
    sha256: str
    reading: Reading | None
    known: KnownFile | None
    refusal: str
    counts: Counts
    differences: DataFrame
    gone: tuple[Gone, ...] = ()

    @property
    def issues(self) -> tuple[Issue, ...]:
        return self.reading.issues if self.reading else ()

    @property
    def questions(self) -> tuple[Question, ...]:
        """What the reading asks, then the rows a full ledger no longer lists."""
        asked = self.reading.questions if self.reading else ()
        return (*asked, *(one.question for one in self.gone))


DIFFERENCE_COLUMNS = (
    "record", "who", "field", "title", "old", "new", "change", "outcome", "sheet", "cell", "part", "at",
)  # fmt: skip


@dataclass(frozen=True)
class Preview:
    """Several files read together, compared with what was known at change `seen`.

    compared  per source of all files in order: what committing would say (see services/taking_in/import_files.py)
    contents  file's hash → its bytes, where they are at hand; hints: hash → what its sender said of it
    """

    seen: int
    files: tuple[FilePreview, ...]
    compared: tuple[Compared, ...]
    contents: Mapping[str, bytes]
    answers: Mapping[str, Answer] = field(default_factory=dict)
    hints: Mapping[str, Hints] = field(default_factory=dict)

    def counts(self) -> Counts:
        return sum((file.counts for file in self.files), Counts())

    def issues(self) -> list[Issue]:
        return [issue for file in self.files for issue in file.issues]

    def questions(self) -> list[Question]:
        return [question for file in self.files for question in file.questions]

    def blocking(self) -> list[Issue]:
        return [issue for issue in self.issues() if issue.level == BLOCK]

    def to_explain(self) -> list[Issue]:
        return [issue for issue in self.issues() if issue.level == EXPLAIN]

    def refusals(self) -> list[str]:
        return [file.refusal for file in self.files if file.refusal]

    def open_questions(self) -> list[Question]:
        """Questions that must be answered before anything is accepted and are not."""
        return [q for q in self.questions() if not q.default and q.id not in self.answers]

    def changes_anything(self) -> bool:
        counts = self.counts()
        return counts.new + counts.changed > 0


def answers_from(path: Path) -> dict[str, Answer]:
    """The answers file: question id → {choice, reason}; the page writes the same object."""
    try:
        written = json.loads(path.read_text(encoding="utf-8-sig"))
        return {
            question: Answer(choice=str(said["choice"]), reason=str(said.get("reason", "")))
            for question, said in written.items()
        }
    except (OSError, ValueError, KeyError, AttributeError, TypeError) as error:
        raise Refusal(
            f"回答文件 {path.name} 读不了。应为“问题编号：{{choice, reason}}”的对照表，请核对后再试。",
            code="answers_unread",
        ) from error


def answered(uploads: Sequence[Upload]) -> dict[str, Answer]:
    """All answers given with the files."""
    return {question: said for upload in uploads for question, said in upload.hints.answers.items()}
