"""What reading the report of a layout comes to, held against what its maker meant."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from domain.refusals import Refusal
from tests.domain.counties import county, place
from tests.layouts.layouts import Layout
from tests.layouts.making import KEYS, Made, Truth, made
from tests.uploads.offices import knowing, reading, rows_of, said
from uploads.knowledge import Knowledge
from uploads.statements import Reading

NOTE = "note"
# What the clerk answers: the column with the unknown header, as the question offers it.
MEANT = {
    "village": ("村", "镇村", "行政村"),
    "base": ("应计户数",),
    "count": ("卫生厕所户数",),
    "money": ("村集体经济总收入",),
    "rate": ("卫生厕所普及率",),
}


@dataclass(frozen=True)
class Outcome:
    """wrong: figures that are not what was meant, or were not meant; lost: figures meant and not read.

    steps     things a person had to do: answers given, cells to be explained or corrected
    """

    layout: Layout
    wrong: tuple[object, ...]
    lost: tuple[object, ...]
    steps: tuple[str, ...]

    @property
    def is_passed(self) -> bool:
        allowed = 1 if self.layout.unseen else 0
        return not self.wrong and not self.lost and len(self.steps) <= allowed


@cache
def knowledge() -> Knowledge:
    villages = [place(key, name, town, position=n) for n, ((town, name), key) in enumerate(KEYS.items(), 1)]
    return knowing(roster=county(*villages, towns=("T01", "T02", "T03")))


def outcome(layout: Layout) -> Outcome:
    """Read as it comes; where a word is unknown, once more with the one answer that is offered for it."""
    book = made(layout)
    try:
        return _outcome(layout, book)
    except Refusal as refused:
        return Outcome(layout, (), tuple(book.truth), (refused.code,))


def _outcome(layout: Layout, book: Made) -> Outcome:
    found = read_made(book, {})
    steps: list[str] = []
    if layout.unseen:
        answers = {
            question.id: choice
            for question in found.questions
            for choice in question.choices
            if layout.unseen[1] in question.id and choice in MEANT[layout.unseen[0]]
        }
        if answers:
            steps += answers
            found = read_made(book, answers)
    steps += [question.id for question in found.questions if not question.default]
    steps += [f"{issue.code} {issue.sheet}!{issue.cell}" for issue in found.issues if issue.level != NOTE]
    told = figures_of(found)
    wrong = tuple(
        (key, told[key], book.truth.get(key)) for key in told if not _agrees(told[key], book.truth.get(key))
    )
    lost = tuple(key for key in book.truth if key not in told)
    return Outcome(layout, wrong, lost, tuple(steps))


def read_made(book: Made, answers: Mapping[str, str]) -> Reading:
    return reading(book.content, book.name, known=knowledge(), answers=dict(answers))


def _agrees(told: tuple[object, ...], meant: tuple[object, ...] | None) -> bool:
    """A part that was not read is missing, not wrong; any part that was read must be the one meant."""
    return meant is not None and all(
        one is None or one == other for one, other in zip(told, meant, strict=True)
    )


def figures_of(found: Reading) -> Truth:
    parts = ("numerator", "denominator", "typed_rate")
    return {
        (row["indicator"], row["subject"], row["period"]): tuple(said(row[part]) for part in parts)
        for row in rows_of(found, "figure")
    }
