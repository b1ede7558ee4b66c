"""Codes that office systems give: project numbers, document numbers, vouchers. Text, never numbers."""

from uploads.tables import Table

_ROUNDED = 1e15  # a number this long has lost its last digits in the workbook


def read_codes(table: Table, name: str) -> list[str]:
    """One code per data row, "" where blank; a code typed as a number too long to survive is refused."""
    if not table.has(name):
        return [""] * len(table.rows)
    for i, cell in enumerate(table.cells(name)):
        if type(cell) is float and abs(cell) >= _ROUNDED:
            table.report("code_rounded", i, name)
            table.refused_rows.add(i)
    return [text.replace(" ", "") for text in table.texts(name)]
