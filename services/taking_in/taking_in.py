"""What one change is made of when previewed files are taken in: whether they may be, their sources, what is said of them."""

from datetime import datetime

from data_access.comparison import to_commit
from data_access.database import Store, reading
from data_access.versions import FileSource, Header, Said, SheetSource
from domain.permissions import Actor
from domain.personal_numbers import refuse_personal
from domain.refusals import Refusal
from services.known.read_setting import read_setting
from services.taking_in.ask_gone import decided, events_of
from services.taking_in.correct_rows import held_back, waiting_figures, without_held_back, words_held_back
from services.taking_in.explain_figures import (
    answers_of,
    explained,
    reason_of_file,
    reasons_given,
    unexplained,
)
from services.taking_in.explain_projects import project_reasons
from services.taking_in.find_clashes import clash_words, find_clashes
from services.taking_in.preview import FilePreview, Preview
from uploads.statements import SheetBlock


def refuse_unready(store: Store, seen: Preview, reason: str, *, correct_only: bool) -> None:
    """Refused: an unread file, files that contradict each other, a blocking issue, an open question, an issue left
    unexplained, a personal number typed.
    """
    given = (one.reason for file in seen.files for one in answers_of(seen, file).values())
    refuse_personal({"说明": "|".join([reason, *given])})
    if seen.refusals():
        raise Refusal(seen.refusals()[0], code="unreadable")
    clashes = find_clashes(seen)
    if clashes:
        words = clash_words(clashes[0], seen.files, read_setting(store, seen.seen))
        raise Refusal(f"几份文件对同一个数说法不一，不能一起入库：{words}本次没有写入。", code="told_twice")
    blocking = seen.blocking()
    if blocking and not correct_only:
        raise Refusal(
            f"还有 {len(blocking)} 处必须先改的问题，第一处：{blocking[0].message}本次没有写入。",
            code="blocked",
        )
    waiting = [one for one in seen.open_questions() if not (correct_only and one.cells)]
    if waiting:
        raise Refusal(
            f"还有 {len(waiting)} 个问题没有回答，第一个：{waiting[0].text}本次没有写入。", code="unanswered"
        )
    silent = unexplained(seen, reason)
    if silent:
        raise Refusal(
            f"有 {len(silent)} 处需要说明原因，第一处：{silent[0].message}请填写说明后再确认。",
            code="unexplained",
        )
    for file in seen.files:
        answers = answers_of(seen, file)
        for one, answer in decided(file.gone, answers):
            if not (answer.reason.strip() or reason_of_file(answers, reason)):
                raise Refusal(
                    f"“{one.name}”要按“{answer.choice}”处理，还没有写明依据。请在说明里写上日期、文号和原因后再确认。",
                    code="gone_unexplained",
                )


def change_of(
    store: Store,
    actor: Actor,
    seen: Preview,
    *,
    reason: str,
    now: datetime,
    taken: frozenset[tuple[int, int, str]],
    correct_only: bool,
) -> tuple[Header, list[Said]]:
    """Who says what: the header of the change and its statements. See services/taking_in/import_files.py accept."""
    files, sheets, said = bundled(seen, taken, reason)
    said += [*_reasons_of_projects(seen, actor, reason, now), *gone_events(seen, actor, reason)]
    reason = reason.strip() or "；".join(reasons_given(seen))
    if correct_only:
        said = only_correct_rows(store, seen, said)
        reason = with_held_back(seen, reason)
    return Header("import", actor.name, actor.role.value, reason, now, tuple(files), tuple(sheets)), said


def _reasons_of_projects(seen: Preview, actor: Actor, reason: str, now: datetime) -> list[Said]:
    """What was said of the rows of projects, sheet by sheet."""
    told = (
        project_reasons(
            block,
            file.issues,
            answers_of(seen, file),
            reason,
            source=source,
            actor=actor.name,
            today=now.date(),
        )
        for source, (file, block) in enumerate(_blocks(seen))
    )
    return [one for one in told if one is not None]


def _blocks(seen: Preview) -> list[tuple[FilePreview, SheetBlock]]:
    """Every sheet that is read, in the order of the sources of the change."""
    return [(file, block) for file in seen.files if file.reading for block in file.reading.blocks]


def gone_events(seen: Preview, actor: Actor, reason: str) -> list[Said]:
    """What somebody decided of the rows that full ledgers no longer list."""
    said: list[Said] = []
    first = 0
    for file in seen.files:
        if file.reading is None:
            continue
        answers = answers_of(seen, file)
        chosen, why = decided(file.gone, answers), reason_of_file(answers, reason)
        for at in sorted({one.block for one, _ in chosen}):
            own = [(one, answer) for one, answer in chosen if one.block == at]
            said.append(events_of(own, source=first + at, actor=actor.name, reason=why))
        first += len(file.reading.blocks)
    return said


def only_correct_rows(store: Store, seen: Preview, said: list[Said]) -> list[Said]:
    """The statements without the rows held back, and 待核 in their place where nothing is known."""
    blocks = [
        (block, held_back(file.reading).get(block.sheet, set()))
        for file, block in _blocks(seen)
        if file.reading
    ]
    kept: list[Said] = []
    with reading(store) as connection:
        for one in said:
            assert one.source is not None
            block, held = blocks[one.source]
            waiting = waiting_figures(connection, block, one, held, one.source, known_at=seen.seen)
            kept += [without_held_back(one, held), *([waiting] if waiting else [])]
    return kept


def with_held_back(seen: Preview, reason: str) -> str:
    rows = "；".join(words for file in seen.files if (words := words_held_back(file)))
    told = f"先入正确的行，待核：{rows}" if rows else ""
    return "；".join(word for word in (reason.strip(), told) if word)


def bundled(
    seen: Preview, taken: frozenset[tuple[int, int, str]], reason: str
) -> tuple[list[FileSource], list[SheetSource], list[Said]]:
    files: list[FileSource] = []
    sheets: list[SheetSource] = []
    said: list[Said] = []
    part = 0
    for file in seen.files:
        if file.reading is None:
            continue
        content = seen.contents.get(file.sha256) if file.reading.keep_file else None
        files.append(FileSource(name=file.name, sha256=file.sha256, content=content))
        for block in file.reading.blocks:
            sheets.append(SheetSource(len(files) - 1, block.sheet, block.form, dict(block.columns)))
            for _ in block.statements:
                own = frozenset((at, name) for number, at, name in taken if number == part)
                chosen = to_commit(seen.compared[part], taken=own)
                told = Said(chosen.record, len(sheets) - 1, chosen.columns, chosen.lines)
                said.append(
                    explained(told, seen.compared[part], block, file.issues, answers_of(seen, file), reason)
                )
                part += 1
    return files, sheets, said
