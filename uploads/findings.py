"""Collects issues and questions while a file is read, so that all of them are told at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from domain.issues import Issue, Question, issue
from domain.quality.rules import ALL, NO_RULES, OFF, QualityRules
from uploads.headers import Heading
from uploads.knowledge import Answer
from uploads.sheets import address, column_letters


@dataclass
class Findings:
    """Grows while sheets are read; asked questions are answered from `answers` where somebody already decided.

    rules  how strictly each contradiction is taken
    """

    answers: Mapping[str, Answer]
    rules: QualityRules = NO_RULES
    issues: list[Issue] = field(default_factory=list)
    _questions: dict[str, Question] = field(default_factory=dict)

    @property
    def questions(self) -> tuple[Question, ...]:
        return tuple(self._questions.values())

    def cell(
        self, code: str, sheet: str, row: int, heading: Heading | None, *, column: int | None = None,
        found: str = "", expected: str = "", detail: str = "", level: str = "",
    ) -> None:  # fmt: skip
        """An issue at one cell; the heading names its column."""
        place = heading.column if heading else column
        self._add(
            issue(
                code, sheet, cell=address(row, place) if place is not None else f"{row + 1}:{row + 1}",
                column=heading.text if heading else "", found=found, expected=expected, detail=detail,
                level=level or self._strength(code),
            )
        )  # fmt: skip

    def whole_column(
        self,
        code: str,
        sheet: str,
        heading: Heading,
        *,
        found: str = "",
        expected: str = "",
        detail: str = "",
        level: str = "",
    ) -> None:
        """An issue about a column, placed at its header."""
        self._add(
            issue(
                code,
                sheet,
                cell=heading.cell,
                column=heading.text,
                found=found,
                expected=expected,
                detail=detail,
                level=level or self._strength(code),
            )
        )

    def sheet(
        self, code: str, sheet: str, *, found: str = "", expected: str = "", detail: str = "", level: str = ""
    ) -> None:
        """An issue about a whole sheet, or about the file when sheet is empty."""
        level = level or self._strength(code)
        self._add(issue(code, sheet, found=found, expected=expected, detail=detail, level=level))

    def _strength(self, code: str) -> str:
        """What the office's sheet says of a code for all indicators; "" where it says nothing."""
        row = self.rules.rows.get((code, ALL))
        return row.strength if row else ""

    def _add(self, found: Issue) -> None:
        if found.level != OFF:
            self.issues.append(found)

    def ask(self, question: Question) -> Answer | None:
        """The answer given beforehand, else None and the question stands. Asked twice, its cells are joined."""
        answer = self.answers.get(question.id)
        if answer is not None:
            return answer
        known = self._questions.get(question.id)
        cells = tuple(dict.fromkeys((*(known.cells if known else ()), *question.cells)))
        self._questions[question.id] = replace(question, cells=cells)
        return None


def addresses(sheet: str, rows: Sequence[int], column: int) -> tuple[str, ...]:
    """「Sheet1!C7」 for each row of a column."""
    letters = column_letters(column)
    return tuple(f"{sheet}!{letters}{row + 1}" for row in rows)
