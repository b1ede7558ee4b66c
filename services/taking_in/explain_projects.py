"""An explanation given of a project's row in a ledger is an event of the project: its day, its words, its change (features 17).

A number of a figure carries its reason itself (explain_figures.py); an amount of a ledger belongs to a project, which is
where it is looked for.
"""

from collections.abc import Mapping, Sequence
from datetime import date

from data_access.statements import Said
from domain.frames import day_or_none, text_or_none
from domain.issues import EXPLAIN, Issue
from domain.project_events import EXPLAINED, EXPLAINED_SEQ
from domain.records import Event, Project
from services.taking_in.explain_figures import reason_of
from uploads.knowledge import Answer
from uploads.statements import SheetBlock, Statements


def project_reasons(
    block: SheetBlock,
    issues: Sequence[Issue],
    answers: Mapping[str, Answer],
    general: str,
    *,
    source: int,
    actor: str,
    today: date,
) -> Said | None:
    """The reasons for cells of the sheet, an event per project and day; None where no row of a project is explained.

    today  the day of rows whose sheet names none
    """
    reasons: dict[int, list[str]] = {}
    for one in issues:
        line = int("".join(sign for sign in one.cell if sign.isdigit()) or 0)
        if one.level == EXPLAIN and one.sheet == block.sheet and line:
            why = reason_of(one, answers, general)
            if why:
                reasons.setdefault(line, []).append(f"{one.column}：{why}" if one.column else why)
    found: dict[tuple[str, date], list[str]] = {}
    for part in block.statements:
        for key, line in _rows(part, block.as_of or today):
            found.setdefault(key, []).extend(reasons.get(line, []))
    told = {key: list(dict.fromkeys(words)) for key, words in found.items() if words}
    if not told:
        return None
    columns: dict[str, Sequence[object]] = {
        "about": [Project.NAME] * len(told),
        "number": [project for project, _ in told],
        "day": [day for _, day in told],
        "seq": [EXPLAINED_SEQ] * len(told),
        "kind": [EXPLAINED] * len(told),
        "to_status": [EXPLAINED] * len(told),
        "actor": [actor] * len(told),
        "note": ["；".join(words) for words in told.values()],
    }
    return Said(Event, source, columns, [None] * len(told))


def _rows(part: Statements, day: date) -> list[tuple[tuple[str, date], int]]:
    """(project, day) and line of every row that speaks of a project."""
    if "project" not in part.columns:
        return []
    own = part.columns.get("day", [None] * len(part.lines))
    return [
        ((project, day_or_none(said) or day), line)
        for name, said, line in zip(part.columns["project"], own, part.lines, strict=True)
        if (project := text_or_none(name))
    ]
