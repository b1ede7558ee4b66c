"""An explanation given at upload is a fact: it is stored with every figure whose cells it explains (features 17)."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from data_access.comparison import Compared
from data_access.statements import Said
from domain.difference import Outcome
from domain.issues import EXPLAIN, Issue
from domain.records import UNSAID, Figure
from uploads.knowledge import Answer
from uploads.statements import SheetBlock

PARTS = ("numerator", "denominator", "typed_rate")


def reason_id(issue: Issue) -> str:
    """What the answers file calls the reason of one issue: 「explain:Sheet1!E7」."""
    return f"explain:{issue.sheet}!{issue.cell}"


def reason_of(issue: Issue, answers: Mapping[str, Answer], general: str) -> str:
    """The reason given for this very cell, else the general one; blank where neither was."""
    own = answers.get(reason_id(issue))
    return ((own.reason or own.choice) if own else "").strip() or general.strip()


def unexplained(issues: Sequence[Issue], answers: Mapping[str, Answer], general: str) -> list[Issue]:
    return [one for one in issues if one.level == EXPLAIN and not reason_of(one, answers, general)]


def explained(
    said: Said,
    one: Compared,
    block: SheetBlock,
    issues: Sequence[Issue],
    answers: Mapping[str, Answer],
    general: str,
) -> Said:
    """The figures with the reasons of the issues at their cells; other records stay as they are.

    A part that changes and raises nothing any more loses its old explanation; what nobody speaks of keeps it.
    """
    if said.record is not Figure:
        return said
    reasons = {
        one.cell: reason_of(one, answers, general)
        for one in issues
        if one.level == EXPLAIN and one.sheet == block.sheet
    }
    whole = reasons.get("", "")
    changed = _changed(one)
    words: list[object] = []
    for at, (code, line) in enumerate(zip(said.columns["indicator"], said.lines, strict=True)):
        cells = (f"{block.columns.get(f'{code}.{part}')}{line}" for part in PARTS)
        own = next((reasons[cell] for cell in cells if reasons.get(cell)), whole)
        words.append(own or (None if at in changed else UNSAID))
    if all(word is UNSAID for word in words):
        return said
    return replace(said, columns={**said.columns, "explanation": words})


def _changed(one: Compared) -> set[int]:
    """Lines of which a part becomes another number."""
    return {
        at
        for part in ("numerator", "denominator")
        for at, result in enumerate(one.outcomes.get(part, ()))
        if result is Outcome.CHANGED
    }
