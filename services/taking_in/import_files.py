"""Read files, show what they would change, and take them in: one change, or nothing.

preview() writes nothing. accept() commits exactly what was previewed; if somebody changed a touched key meanwhile
it is refused and the new difference has to be looked at.
"""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime

from data_access.changes import KnownFile, known_file
from data_access.comparison import WRITTEN, Compared, compare
from data_access.database import Store, head, reading
from data_access.locks import FigureKey, refuse_locked_figures
from data_access.versions import Said, commit
from domain.permissions import Actor, Role, Scope
from domain.records import Figure
from domain.refusals import Refusal
from services.county.progress import Progress
from services.known.read_setting import read_setting
from services.taking_in.ask_gone import ask_gone
from services.taking_in.count_cells import counts_of, differences_of
from services.taking_in.preview import Counts, FilePreview, Preview, Upload, answered
from services.taking_in.read_knowledge import read_knowledge
from services.taking_in.taking_in import change_of, refuse_unready
from services.taking_in.within_scope import may_report
from uploads.knowledge import Knowledge
from uploads.reading import read_workbook
from uploads.recognition import read
from uploads.sheets import Workbook
from uploads.statements import Reading

Opener = Callable[[bytes, str], Workbook]

MAY_REPORT = frozenset({Role.CLERK, Role.REVIEWER, Role.ADMIN})
AGAIN = "again"
"""Answer id that asks for a known file to be imported once more (仍要重新导入)."""


@dataclass(frozen=True, slots=True)
class Accepted:
    """What taking files in did; change is None when they said nothing new."""

    change: int | None
    counts: Counts


@dataclass(frozen=True)
class _Opened:
    """One file after reading: its workbook, or why there is none."""

    upload: Upload
    sha256: str
    workbook: Workbook | None
    known: KnownFile | None
    refusal: str


def preview(
    store: Store,
    actor: Actor,
    scope: Scope,
    uploads: Sequence[Upload],
    *,
    now: datetime,
    progress: Progress,
    opener: Opener = read_workbook,
) -> Preview:
    """Read every file and hold what it says against what is known. Nothing is written.

    actor, scope  who would report this: of a file with rows outside the scope nothing is told
    opener        gives the workbook of a file's bytes and name, or raises Refusal
    A file that cannot be read keeps its sentence; the others go on.
    """
    with reading(store) as connection:
        seen = head(connection)
        knowledge = read_knowledge(store, seen, today=now.date())
        setting = read_setting(store, seen)
        known = [_known(known_file(connection, upload.sha256), upload) for upload in uploads]
        files: list[FilePreview] = []
        compared: list[Compared] = []
        for one in _opened(uploads, known, opener):
            progress(len(files), len(uploads), f"核对 {one.upload.name}")
            found, refusal = _read(one, knowledge, lambda found: may_report(store, scope, found, seen))
            own = _compare(connection, found, seen) if found else []
            try:
                refuse_locked_figures(connection, altered_figures(own), now.date())
            except Refusal as locked:
                found, refusal, own = None, locked.sentence, []
            files.append(
                FilePreview(
                    name=one.upload.name,
                    sha256=one.sha256,
                    reading=found,
                    known=one.known,
                    refusal=refusal,
                    counts=counts_of(found, own, setting) if found else Counts(),
                    differences=differences_of(found, own, setting, first=len(compared)),
                    gone=ask_gone(store, found, known_at=seen) if found else (),
                )
            )
            compared.extend(own)
    contents = {upload.sha256: upload.content for upload in uploads if upload.content}
    hints = {upload.sha256: upload.hints for upload in uploads}
    return Preview(seen, tuple(files), tuple(compared), contents, answered(uploads), hints)


def _known(found: KnownFile | None, upload: Upload) -> KnownFile | None:
    return None if AGAIN in upload.hints.answers else found


def _opened(
    uploads: Sequence[Upload], known: Sequence[KnownFile | None], opener: Opener
) -> Iterator[_Opened]:
    """The files in their order, two of them parsed in processes of their own while the one before is compared."""
    with ThreadPoolExecutor(max_workers=2) as pool:
        yield from pool.map(lambda upload, before: _open(upload, before, opener), uploads, known)


def _open(upload: Upload, known: KnownFile | None, opener: Opener) -> _Opened:
    sha256 = upload.sha256
    if known is not None:
        return _Opened(upload, sha256, None, known, "")
    if upload.workbook is not None:
        return _Opened(upload, sha256, upload.workbook, None, "")
    try:
        return _Opened(upload, sha256, opener(upload.content, upload.name), None, "")
    except Refusal as refusal:
        return _Opened(upload, sha256, None, None, refusal.sentence)


def _read(
    one: _Opened, knowledge: Knowledge, refuse: Callable[[Reading], None]
) -> tuple[Reading | None, str]:
    if one.workbook is None:
        return None, one.refusal
    try:
        found = read(one.workbook, knowledge, one.upload.hints)
        refuse(found)
        return found, ""
    except Refusal as refusal:
        return None, refusal.sentence


def _compare(connection: object, found: Reading, seen: int) -> list[Compared]:
    said = statements_of(found, first_source=0)
    forms = [block.form for block in found.blocks for _ in block.statements]
    return compare(connection, said, seen=seen, forms=forms, written_at=found.written_at)  # type: ignore[arg-type]


def altered_figures(compared: Sequence[Compared]) -> Iterator[FigureKey]:
    """The figures of which some field would become another one."""
    for one in compared:
        if one.said.record is Figure:
            names = ("indicator", "subject", "period")
            for at, key in enumerate(zip(*(one.said.columns[name] for name in names), strict=True)):
                if any(column[at] in WRITTEN for column in one.outcomes.values()):
                    yield str(key[0]), str(key[1]), str(key[2])


def statements_of(found: Reading, *, first_source: int) -> list[Said]:
    """What a file says, one Said per block and record; `source` counts blocks from first_source."""
    return [
        Said(record=part.record, source=first_source + at, columns=part.columns, lines=part.lines)
        for at, block in enumerate(found.blocks)
        for part in block.statements
    ]


def refuse_unallowed(actor: Actor, scope: Scope) -> None:
    """What a file says may reach beyond a town: only who answers for the whole county takes it in."""
    if actor.role not in MAY_REPORT:
        raise Refusal("您的角色只看不报。需要上报请联系管理员调整角色。", code="may_not")
    if scope.is_limited():
        raise Refusal("入库由审核人或管理员来做：请点“送审”，由他们收下。", code="may_not_accept")


def accept(
    store: Store,
    actor: Actor,
    scope: Scope,
    seen: Preview,
    *,
    reason: str,
    now: datetime,
    taken: frozenset[tuple[int, int, str]] = frozenset(),
    correct_only: bool = False,
) -> Accepted:
    """Commit what was previewed as one change.

    reason        why, where issues ask for an explanation and none was given for the cell itself
    taken         conflicts decided for the file: (part, line position, field); the others keep what is known
    correct_only  先入正确的行: rows with a blocking issue stay outside, as 待核
    Refused with blocking issues, unanswered questions, an issue left unexplained, or a key moved meanwhile.
    """
    refuse_unallowed(actor, scope)
    refuse_unready(store, seen, reason, correct_only=correct_only)
    counts = seen.counts()
    if not seen.compared:
        return Accepted(None, counts)
    header, said = change_of(
        store, actor, seen, reason=reason, now=now, taken=taken, correct_only=correct_only
    )
    return Accepted(commit(store, header, said, seen.seen).n, counts)
