"""A header nobody knows yet: what it may be is proposed, confirmed once, remembered as a header word 表头写法.

Proposed are known headers much like it, and what the table lacks beside its other columns.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from domain.issues import Question
from domain.names import likeness
from domain.parsing.text import header_key
from domain.records import HeaderWord
from uploads.findings import Findings
from uploads.headers import Header, Heading, says_not_to_fill
from uploads.statements import Statements
from uploads.vocabulary import JOIN, SHOWN_JOIN, Vocabulary

LEAVE = "不读这一列"
NEVER = "以后都不读这一列"
UNREAD_PART = "-"
"""The part of a header word that says: this column is nothing of ours, do not ask again."""
Missing = Callable[[Heading, set[str]], list[tuple[str, str]]]
_LIKE = 0.72
# A column that stood here last time and is gone needs less to be proposed: it is what a renamed one most likely is.
_LIKE_GONE = 0.4
_PROPOSED = 3


@dataclass(frozen=True)
class Confirmed:
    """The header with confirmed columns in it, and what was confirmed: written → part."""

    header: Header
    words: Mapping[str, str]

    def statements(self) -> list[Statements]:
        if not self.words:
            return []
        columns: dict[str, list[object]] = {"written": list(self.words), "part": list(self.words.values())}
        return [Statements(HeaderWord, columns, [self.header.bottom + 1] * len(self.words))]


def confirm_headers(
    header: Header,
    vocabulary: Vocabulary,
    sheet: str,
    findings: Findings,
    filled: Mapping[int, int],
    missing: Missing,
    said: frozenset[str] = frozenset(),
) -> Confirmed:
    """Asks about unknown headers that may be something this table does not have.

    filled   column → filled data cells; empty columns are not worth a question
    missing  what a column may be by its numbers and by what the table lacks: (name, field), likeliest first
    said     fields the last sheets like this one said: a column that may be one of them now gone must be decided
    """
    present = {heading.field for heading in header.headings if heading.field}
    words: dict[str, str] = {}
    headings = []
    for heading in header.headings:
        proposals = {}
        written = JOIN.join(map(header_key, heading.levels))
        is_open = not heading.field and not says_not_to_fill(heading)
        if is_open and filled.get(heading.column) and written not in vocabulary.unread:
            proposals = _proposals("".join(heading.levels), vocabulary, present, said)
            for name, part in missing(heading, present):
                if len(proposals) < _PROPOSED and part not in proposals.values():
                    proposals[name] = part
        if proposals:
            gone = [name for name, field in proposals.items() if field in said]
            text = f"“{heading.text}”列（{sheet}!{heading.cell}）没有认出。"
            if gone:
                text += f"上次这张表有“{gone[0]}”，这次没有这一列。"
            question = Question(
                f"header:{heading.text}",
                f"{text}是下面哪一项？",
                (*proposals, LEAVE, NEVER),
                (f"{sheet}!{heading.cell}",),
                default="" if gone else LEAVE,
            )
            answer = findings.ask(question)
            field = proposals.get(answer.choice) if answer else None
            if field:
                heading = replace(heading, field=field)
                present.add(field)
                words[written] = field.removeprefix("part:")
            elif answer and answer.choice == NEVER:
                words[written] = UNREAD_PART
        headings.append(heading)
    return Confirmed(replace(header, headings=tuple(headings)), words)


def _proposals(text: str, vocabulary: Vocabulary, present: set[str], said: frozenset[str]) -> dict[str, str]:
    """Up to three known headers like this one → field, most like first, one per field."""
    written = header_key(text)
    rated = sorted(
        ((likeness(written, key.replace(JOIN, "")), key, field) for key, field in vocabulary.words.items()
         if field not in present and (field.startswith("part:") or "." in field)),
        key=lambda one: -one[0],
    )  # fmt: skip
    found: dict[str, str] = {}
    for rate, key, field in rated:
        if rate < _LIKE_GONE or len(found) == _PROPOSED:
            break
        if (rate >= _LIKE or field in said) and field not in found.values():
            found[key.replace(JOIN, SHOWN_JOIN)] = field
    return found
