"""One table of a sheet while it is read: its columns by field, and the fate of every filled cell.

Each filled data cell outside identifying columns ends as exactly one of said, refused and left out.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np

from domain.issues import Question
from domain.parsing.text import tidy
from domain.records import UNSAID, Form
from uploads.findings import Findings, addresses
from uploads.headers import Header, Heading
from uploads.new_keys import NewKeys
from uploads.our_ledger import OurLedger
from uploads.rows import Body, blank_cells, cells_of, named_cells, with_dittos
from uploads.sheets import ERROR_VALUES, Cell, Sheet, address, column_letters, shown
from uploads.statements import ColumnCells
from uploads.titles import Title

# Fields that only say which row it is. Key fields of ledgers are added by their forms.
IDENTIFYING = frozenset({"seq", "county", "town", "village", "place", "unit", "group"})
_NOTHING, _SAID, _REFUSED, _CONTACT = range(4)


@dataclass
class Table:
    """Rows are counted 0, 1, 2 … over the data rows (`i`); `rows[i]` is the sheet row.

    contacts  columns left out as personal data; private: single cells left out
    ours      what our own ledger was written from, when this is one; settled: (data row, column) of cells that still
              hold what we wrote: nothing is wrong with them
    """

    sheet: Sheet
    form: Form
    header: Header
    body: Body
    title: Title
    findings: Findings
    keys: NewKeys
    contacts: frozenset[int] = frozenset()
    private: frozenset[tuple[int, int]] = frozenset()
    identifying: set[str] = field(default_factory=lambda: set(IDENTIFYING))
    refused_rows: set[int] = field(default_factory=set)
    left_out_rows: set[int] = field(default_factory=set)
    ours: OurLedger | None = None
    settled: set[tuple[int, int]] = field(default_factory=set)
    _marks: dict[int, bytearray] = field(default_factory=dict)
    _cells: dict[int, list[Cell]] = field(default_factory=dict)
    _inherited: dict[int, set[int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._fields = self.header.fields()

    @property
    def rows(self) -> tuple[int, ...]:
        return self.body.rows

    @property
    def lines(self) -> list[int]:
        """Sheet row numbers of the data rows."""
        return [row + 1 for row in self.body.rows]

    def has(self, name: str) -> bool:
        heading = self._fields.get(name)
        return heading is not None and heading.column not in self.contacts

    def heading(self, name: str) -> Heading:
        return self._fields[name]

    def letter(self, name: str) -> str:
        return column_letters(self._fields[name].column)

    def letters(self, names: Iterable[str]) -> dict[str, str]:
        """Field → column letter, for the fields this table has."""
        return {name: self.letter(name) for name in names if self.has(name)}

    def place_letter(self, name: str) -> dict[str, str]:
        """The column that names where a row lies, under the field it feeds: the village's, else a path, else the town's."""
        column = next((field for field in ("village", "place", "town") if self.has(field)), None)
        return {name: self.letter(column)} if column else {}

    def cells(self, name: str) -> list[Cell]:
        """The cells of a field; broken formulas are reported and refused here, 同上 is resolved. Do not change them."""
        heading = self._fields[name]
        if heading.column not in self._cells:
            self._cells[heading.column] = self._sound(
                heading, with_dittos(cells_of(self.sheet, heading.column, self.rows))
            )
        return self._cells[heading.column]

    def named(self, name: str) -> list[Cell]:
        """As `cells`, filled inside vertical merges: for names and words, never for amounts.

        A cell inside such a merge counts as filled in every row it names.
        """
        heading = self._fields[name]
        cells = named_cells(self.sheet, heading.column, self.rows, self.header.body)
        own = cells_of(self.sheet, heading.column, self.rows)
        pairs = enumerate(zip(own, cells, strict=True))
        self._inherited[heading.column] = {i for i, (was, now) in pairs if was != now and now is not None}
        return self._sound(heading, cells)

    def texts(self, name: str) -> list[str]:
        """`named` as text to be kept, "" where empty."""
        cells = self.named(name)
        blank = blank_cells(cells)
        known = {cell: "" if cell in blank else tidy(shown(cell)) for cell in set(cells)}
        return [known[cell] for cell in cells]

    def report(
        self,
        code: str,
        i: int,
        name: str,
        *,
        found: str = "",
        expected: str = "",
        detail: str = "",
        level: str = "",
    ) -> None:
        """An issue at the cell of a field in data row i; found is what stands there unless said."""
        heading = self._fields.get(name)
        if heading and (i, heading.column) in self.settled:
            return
        said = found or (shown(self.sheet.value(self.rows[i], heading.column)) if heading else "")
        self.findings.cell(
            code,
            self.sheet.name,
            self.rows[i],
            heading,
            found=said,
            expected=expected,
            detail=detail,
            level=level,
        )

    def ask(
        self, id: str, text: str, choices: Sequence[str], name: str, places: Sequence[int], default: str = ""
    ) -> str | None:
        """The choice somebody made, else None; the question names the cells of a field in these data rows."""
        if name in self._fields and self._all_settled(places, self._fields[name].column):
            return None
        rows = [self.rows[i] for i in places]
        cells = addresses(self.sheet.name, rows, self._fields[name].column) if name in self._fields else ()
        answer = self.findings.ask(Question(id, text, tuple(choices), cells, default))
        return answer.choice if answer else None

    def refuse(self, name: str, i: int) -> None:
        """This cell is not taken."""
        if (i, self._fields[name].column) in self.settled:
            return
        self._mark(self._fields[name].column)[i] = _REFUSED

    def _all_settled(self, places: Sequence[int], column: int) -> bool:
        return bool(self.settled and places) and all((i, column) in self.settled for i in places)

    def say(self, name: str, values: Sequence[object]) -> None:
        """The cells of a field whose value is stated; UNSAID and None state nothing."""
        column = self._fields[name].column
        marks = np.frombuffer(self._mark(column), dtype=np.uint8)
        silent = (None, UNSAID)
        stated = np.fromiter((value not in silent for value in values), dtype=np.bool_, count=len(marks))
        kept = np.where(stated & (marks != _REFUSED), _SAID, marks)
        self._marks[column] = bytearray(kept.astype(np.uint8))

    def unsay(self, names: Iterable[str], rows: Iterable[int]) -> None:
        """The cells of these fields in these rows are not stated after all."""
        places = list(rows)
        for name in names:
            marks = self._mark(self._fields[name].column)
            for i in places:
                marks[i] = _NOTHING if marks[i] == _SAID else marks[i]

    def states(self, column: int) -> bool:
        """Whether any cell of a column is stated or refused."""
        return any(mark in (_SAID, _REFUSED) for mark in self._marks.get(column, b""))

    def kept(self) -> list[int]:
        """Data rows that are neither refused nor left out, in order."""
        gone = self.refused_rows | self.left_out_rows
        return [i for i in range(len(self.rows)) if i not in gone] if gone else list(range(len(self.rows)))

    def settle(self) -> "Settlement":
        """The fate of every filled cell outside identifying columns."""
        said, refused, left_out = 0, [], []
        for column in range(self.sheet.width):
            heading = next((h for h in self.header.headings if h.column == column), None)
            if heading is not None and heading.field in self.identifying:
                continue
            fates = self._fates(column)
            said += fates.count(_SAID)
            refused.append(self._of_fate(column, fates, _REFUSED))
            left_out.append(self._of_fate(column, fates, _CONTACT))
        return Settlement(said, tuple(c for c in refused if c.lines), tuple(c for c in left_out if c.lines))

    def identifying_letters(self) -> frozenset[str]:
        return frozenset(
            column_letters(h.column) for h in self.header.headings if h.field in self.identifying
        )

    def _fates(self, column: int) -> bytes:
        """Per data row: nothing there, said, refused, or (as _CONTACT) left out."""
        cells = cells_of(self.sheet, column, self.rows)
        blank = blank_cells(cells)
        filled = np.fromiter((cell not in blank for cell in cells), dtype=np.bool_, count=len(cells))
        for i in self._inherited.get(column, ()):
            filled[i] = True
        if self.sheet.uncached:
            filled |= np.array([(row, column) in self.sheet.uncached for row in self.rows], dtype=np.bool_)
        marks = np.frombuffer(self._marks.get(column, bytes(len(cells))), dtype=np.uint8).copy()
        marks[marks == _NOTHING] = _CONTACT
        for rows, fate in ((self.refused_rows, _REFUSED), (self.left_out_rows, _CONTACT)):
            if rows:
                marks[list(rows)] = fate
        return bytes(np.where(filled, marks, _NOTHING).astype(np.uint8))

    def _of_fate(self, column: int, fates: bytes, fate: int) -> ColumnCells:
        lines = (
            tuple(self.rows[i] + 1 for i, mark in enumerate(fates) if mark == fate) if fate in fates else ()
        )
        return ColumnCells(self.sheet.name, column_letters(column), lines)

    def _mark(self, column: int) -> bytearray:
        return self._marks.setdefault(column, bytearray(len(self.rows)))

    def _sound(self, heading: Heading, cells: list[Cell]) -> list[Cell]:
        """Without broken formulas, results the file does not hold, and cells left out as personal data."""
        sound = cells
        errors = ERROR_VALUES.intersection(cells)
        broken = [i for i, cell in enumerate(cells) if cell in errors] if errors else []
        empty = (
            [i for i, row in enumerate(self.rows) if (row, heading.column) in self.sheet.uncached]
            if self.sheet.uncached
            else []
        )
        private = (
            [i for i, row in enumerate(self.rows) if (row, heading.column) in self.private]
            if self.private
            else []
        )
        for code, places in (("error_value", broken), ("uncached_formula", empty)):
            for i in places:
                if self._mark(heading.column)[i] != _REFUSED:
                    self.findings.cell(code, self.sheet.name, self.rows[i], heading, found=shown(cells[i]))
                    self._mark(heading.column)[i] = _REFUSED
        if broken or empty or private:
            gone = {*broken, *empty, *private}
            sound = [None if i in gone else cell for i, cell in enumerate(cells)]
        return sound


@dataclass(frozen=True, slots=True)
class Settlement:
    """How the filled cells of one table ended."""

    said: int
    refused: tuple[ColumnCells, ...]
    left_out: tuple[ColumnCells, ...]

    @property
    def cells(self) -> int:
        return self.said + sum(len(cells.lines) for cells in (*self.refused, *self.left_out))


def range_words(rows: Iterable[int]) -> str:
    """「第 3–5、9 行」 for sheet rows counted from 0."""
    runs: list[list[int]] = []
    for row in sorted(rows):
        if runs and row == runs[-1][1] + 1:
            runs[-1][1] = row
        else:
            runs.append([row, row])
    words = [str(a + 1) if a == b else f"{a + 1}–{b + 1}" for a, b in runs]
    more = "等" if len(words) > 8 else ""
    return f"第 {'、'.join(words[:8])} 行{more}"


def place_of(table: Table, i: int, name: str) -> str:
    """A1 address of a field in data row i."""
    return address(table.rows[i], table.heading(name).column)
