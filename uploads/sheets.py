"""A workbook as read: values column by column, with everything around them that changes their meaning.

Knows no file format and no record. Rows and columns count from 0; addresses are A1, lines count from 1.
"""

from dataclasses import dataclass, field
from datetime import date
from functools import cache, cached_property

# Text, number as the workbook holds it, yes/no, day (datetime is a date), or nothing. An error value is its own text.
Cell = str | float | bool | date | None

ERROR_VALUES = frozenset(
    {"#REF!", "#DIV/0!", "#VALUE!", "#NAME?", "#N/A", "#NULL!", "#NUM!", "#GETTING_DATA"}
)


@cache
def column_letters(column: int) -> str:
    """0 → A, 25 → Z, 26 → AA."""
    head, tail = divmod(column, 26)
    return (column_letters(head - 1) if head else "") + chr(65 + tail)


@cache
def column_number(letters: str) -> int:
    """A → 0, Z → 25, AA → 26."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def address(row: int, column: int) -> str:
    """(0, 0) → A1."""
    return f"{column_letters(column)}{row + 1}"


@dataclass(frozen=True, slots=True)
class Merge:
    """A merged block 合并单元格; its value stands in the top left cell, all four ends belong to it."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True)
class Sheet:
    """One sheet. Every column has `height` cells.

    hidden_rows, hidden_columns  positions hidden by hand, by a filter or by a folded outline
    uncached                     cells with a formula whose result the file does not hold
    comments                     (row, column) → text of the note
    asides                       (where, text) of what is in the file and no cell: 「文本框」, 「图片名称」, 「页眉页脚」;
                                 only texts with a long number in them
    part, first                  of several tables on one sheet: which one, and the row its own titles begin in
    """

    name: str
    columns: tuple[list[Cell], ...]
    height: int
    hidden: bool = False
    merges: tuple[Merge, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    uncached: frozenset[tuple[int, int]] = frozenset()
    comments: dict[tuple[int, int], str] = field(default_factory=dict)
    asides: tuple[tuple[str, str], ...] = ()
    part: int = 0
    first: int = 0

    @property
    def key(self) -> str:
        """Tells the tables of a sheet apart; the first one has the sheet's name."""
        return f"{self.name}#{self.part + 1}" if self.part else self.name

    @property
    def width(self) -> int:
        return len(self.columns)

    def value(self, row: int, column: int) -> Cell:
        return self.columns[column][row]

    def text(self, row: int, column: int) -> str:
        """The cell as a person would read it; "" for an empty one."""
        return shown(self.columns[column][row])

    @cached_property
    def merged_from(self) -> dict[tuple[int, int], tuple[int, int]]:
        """Every cell covered by a merge → the cell that holds its value. Whole rows and columns are left out."""
        covered = {}
        for merge in self.merges:
            bottom = min(merge.bottom, self.height - 1)
            right = min(merge.right, self.width - 1)
            for row in range(merge.top, bottom + 1):
                for column in range(merge.left, right + 1):
                    if (row, column) != (merge.top, merge.left):
                        covered[row, column] = (merge.top, merge.left)
        return covered

    def is_empty(self) -> bool:
        return self.height == 0 or self.width == 0


@dataclass(frozen=True)
class Workbook:
    """All sheets of one file, hidden ones too. `name` is the file name without any folder."""

    name: str
    sha256: str
    sheets: tuple[Sheet, ...]


def shown(cell: Cell) -> str:
    """A cell as text: 85.0 is 85, a day is 2026-11-19, yes/no is 是/否, nothing is ""."""
    match cell:
        case None:
            return ""
        case str():
            return cell
        case bool():
            return "是" if cell else "否"
        case float():
            return format(cell, ".15g")
    return cell.isoformat()[:10]
