"""What a workbook says, column by column, and how its cells add up. Values only."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from domain.issues import Issue, Question
from domain.records import Record


@dataclass(frozen=True)
class Statements:
    """What one sheet says of one record. columns: field → values, one per line; UNSAID where the sheet is silent.

    lines  sheet row numbers, from 1
    """

    record: type[Record]
    columns: Mapping[str, list[object]]
    lines: list[int]


@dataclass(frozen=True, slots=True)
class Coverage:
    """What a sheet speaks about (DESIGN 1): the fields it has × the subjects it lists × its period.

    fields    "CODE.field" for figures, "RECORD.field" otherwise
    subjects  keys of the places, units, projects or problems listed, in sheet order
    within    key of the town or county whose whole list the sheet claims to be; None when it claims none
    period    period code, None for a roster
    full      the form is 全量: what it does not list is asked about
    among     (field, value) pairs that what it lists has in common, e.g. year 2026, no reserve
    """

    fields: tuple[str, ...]
    subjects: tuple[str, ...]
    within: str | None
    period: str | None
    full: bool
    among: tuple[tuple[str, object], ...] = ()


@dataclass(frozen=True)
class SheetBlock:
    """One source of facts: a sheet read as a form.

    columns      field → column letter; one sheet may give several blocks where several columns feed one field, but no
                 cell is told by two blocks
    identifying  letters of the columns that only say which row it is; their cells are not counted
    """

    sheet: str
    form: str
    period: str | None
    as_of: date | None
    columns: Mapping[str, str]
    identifying: frozenset[str]
    statements: tuple[Statements, ...]
    coverage: Coverage


@dataclass(frozen=True, slots=True)
class ColumnCells:
    """Cells of one column, by line."""

    sheet: str
    column: str
    lines: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ColumnSeen:
    """A column as the file has it, for the person who checks how it was understood.

    text     its header as a person reads it; example: the first thing written under it, "" where that is personal
    fields   as in `Reading.headers`; "" where it is not read
    """

    sheet: str
    cell: str
    text: str
    example: str
    fields: str


@dataclass(frozen=True)
class Reading:
    """Everything one file says, and everything wrong or unclear in it.

    cells     filled data cells outside identifying columns = said + refused + left out; a merged name counts in every
              row it names
    headers   "Sheet1!F4" → "TOI_COV.numerator" (several joined by ;), "" for a header that was not recognised
    form, period, as_of   of the first block; `periods` has all of them
    seen      every column of every table that was read, in the order of the file
    written_at  the change our own ledger was written at, and listed the problems it wrote; None and nothing for others
    """

    file: str
    sha256: str
    form: str
    period: str | None
    as_of: date | None
    headers: Mapping[str, str]
    blocks: tuple[SheetBlock, ...]
    cells: int
    said: int
    refused: tuple[ColumnCells, ...]
    left_out: tuple[ColumnCells, ...]
    issues: tuple[Issue, ...]
    questions: tuple[Question, ...]
    keep_file: bool
    seen: tuple[ColumnSeen, ...] = ()
    written_at: int | None = None
    listed: tuple[str, ...] = ()

    @property
    def periods(self) -> tuple[str, ...]:
        """Every period the file speaks of, in order of sheets."""
        return tuple(dict.fromkeys(block.period for block in self.blocks if block.period))

    @property
    def refused_count(self) -> int:
        return sum(len(cells.lines) for cells in self.refused)

    @property
    def left_out_count(self) -> int:
        return sum(len(cells.lines) for cells in self.left_out)
