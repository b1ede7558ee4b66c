"""An explanation given at upload is a fact: it is stored with every figure whose cells it explains (features 17).

The nearest one holds: that of the cell, else that of its file, else the general one. What another file of the same batch
was explained by says nothing of this one.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from data_access.comparison import Compared
from data_access.statements import Said
from domain.difference import Outcome
from domain.issues import EXPLAIN, Issue
from domain.records import UNSAID, Figure
from services.taking_in.preview import FilePreview, Preview
from uploads.knowledge import Answer, Hints
from uploads.statements import SheetBlock

PARTS = ("numerator", "denominator", "typed_rate")
WHOLE_FILE = "explain"
"""Answer id of the reason for everything in one file that has none of its own."""


def reason_id(issue: Issue) -> str:
    """What the answers file calls the reason of one issue: 「explain:Sheet1!E7」."""
    return f"explain:{issue.sheet}!{issue.cell}"


def reason_of(issue: Issue, answers: Mapping[str, Answer], general: str) -> str:
    """The reason given for this very cell, else for its file, else the general one; blank where none was.

    answers  those given with the file of the issue
    """
    own = answers.get(reason_id(issue))
    return ((own.reason or own.choice) if own else "").strip() or reason_of_file(answers, general)


def reason_of_file(answers: Mapping[str, Answer], general: str) -> str:
    """The reason for whatever in a file has none of its own."""
    whole = answers.get(WHOLE_FILE)
    return ((whole.reason or whole.choice) if whole else "").strip() or general.strip()


def answers_of(seen: Preview, file: FilePreview) -> Mapping[str, Answer]:
    """What was answered with a file."""
    hints = seen.hints.get(file.sha256)
    return seen.answers if hints is None else hints.answers


def unexplained(seen: Preview, general: str) -> list[Issue]:
    """The issues of all files that ask for a reason and have none."""
    return [
        one
        for file in seen.files
        for one in file.issues
        if one.level == EXPLAIN and not reason_of(one, answers_of(seen, file), general)
    ]


def with_reasons(seen: Preview, reasons: Mapping[str, Mapping[str, str]]) -> Preview:
    """The preview with reasons given after it was made.

    reasons  file's hash → what is explained (`reason_id`, WHOLE_FILE) → the reason; a blank one is none
    """
    hints = dict(seen.hints)
    for sha256, given in reasons.items():
        before = hints.get(sha256, Hints())
        told = {name: Answer("", words.strip()) for name, words in given.items() if words.strip()}
        hints[sha256] = replace(before, answers={**before.answers, **told})
    return replace(seen, hints=hints)


def reasons_given(seen: Preview) -> list[str]:
    """Every reason given with a file, each once."""
    told = [
        (answer.reason or answer.choice).strip()
        for file in seen.files
        for name, answer in answers_of(seen, file).items()
        if name == WHOLE_FILE or name.startswith(f"{WHOLE_FILE}:")
    ]
    return list(dict.fromkeys(filter(None, told)))


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
