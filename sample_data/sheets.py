"""A sheet before it is a file: cells by place, merges, formats, whether it is hidden."""

from dataclasses import dataclass, field

from sample_data.spelling import Cell


@dataclass
class Sheet:
    """Cells by (row, column), both from 1; merges as (first row, first column, last row, last column)."""

    name: str
    cells: dict[tuple[int, int], Cell] = field(default_factory=dict)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    formats: dict[tuple[int, int], str] = field(default_factory=dict)
    hidden: bool = False
    header_rows: tuple[int, int] = (0, -1)

    def put(self, row: int, column: int, value: Cell, *, down: int = 1, across: int = 1) -> None:
        """A value, over a merged block when `down` or `across` is more than one."""
        if value is not None:
            self.cells[row, column] = value
        if down > 1 or across > 1:
            self.merges.append((row, column, row + down - 1, column + across - 1))

    @property
    def last_row(self) -> int:
        return max((row for row, _ in self.cells), default=0)

    @property
    def last_column(self) -> int:
        return max((column for _, column in self.cells), default=0)
