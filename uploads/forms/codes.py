"""Codes that office systems give: project numbers, document numbers, vouchers. Text, never numbers."""

from domain.parsing.text import squeezed
from uploads.rows import is_filled
from uploads.sheets import shown
from uploads.tables import Table

_ROUNDED = 1e15  # a number this long has lost its last digits in the workbook


def read_codes(table: Table, name: str) -> list[str]:
    """One code per data row, "" where blank; a code typed as a number too long to survive is refused."""
    if not table.has(name):
        return [""] * len(table.rows)
    codes = []
    for i, cell in enumerate(table.named(name)):
        if isinstance(cell, float) and abs(cell) >= _ROUNDED:
            table.report("code_rounded", i, name)
            table.refused_rows.add(i)
        codes.append(squeezed(shown(cell)) if is_filled(cell) else "")
    return codes
