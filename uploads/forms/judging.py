"""Telling a contradiction as strictly as the office's rules say: refused, to be explained, a note, or not at all."""

from domain.issues import BLOCK
from domain.quality.rules import ALL
from uploads.numbers_read import ReadNumbers
from uploads.tables import Table


def tell(
    table: Table,
    rule: str,
    i: int,
    name: str,
    *,
    about: str = ALL,
    read: ReadNumbers | None = None,
    found: str = "",
    expected: str = "",
    detail: str = "",
) -> bool:
    """An issue at a cell of data row i; whether the cell was refused by it.

    read  the column's numbers, from which a refused one is taken
    """
    held = table.findings.rules.of(rule, about)
    if held is None:
        return False
    table.report(rule, i, name, found=found, expected=expected, detail=detail, level=held.strength)
    if held.strength != BLOCK:
        return False
    table.refuse(name, i)
    if read is not None:
        read.values[i] = None
    return True


def tell_column(
    table: Table, rule: str, name: str, *, about: str = ALL, found: str, expected: str, detail: str = ""
) -> None:
    """An issue about a whole column, placed at its header."""
    held = table.findings.rules.of(rule, about)
    if held is not None:
        table.findings.whole_column(
            rule,
            table.sheet.name,
            table.heading(name),
            found=found,
            expected=expected,
            detail=detail,
            level=held.strength,
        )


def told_cells(table: Table) -> set[str]:
    """Addresses of this sheet that an issue already names: one contradiction at a cell is enough."""
    return {one.cell for one in table.findings.issues if one.sheet == table.sheet.name}
