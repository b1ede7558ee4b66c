"""Columns that are not read: named with the number of their cells, so that nothing disappears silently."""

from collections.abc import Mapping

from uploads.findings import Findings
from uploads.headers import Header, match, says_not_to_fill
from uploads.personal_data import PersonalData
from uploads.rows import blank_cells, cells_of, is_filled
from uploads.sheets import Sheet, Workbook, column_letters
from uploads.tables import Table
from uploads.vocabulary import Vocabulary


def filled_cells(sheet: Sheet, header: Header, rows: tuple[int, ...]) -> dict[int, int]:
    """Column → filled data cells, for the columns whose header is not recognised."""
    unknown = [heading.column for heading in header.headings if not heading.field]
    return {column: sum(1 for row in rows if is_filled(sheet.columns[column][row])) for column in unknown}


def note_unread_columns(table: Table, vocabulary: Vocabulary) -> None:
    """One note per column with data that is not recognised, repeats another, or holds contacts."""
    counts = filled_cells(table.sheet, table.header, table.rows)
    columns = table.header.fields()
    for heading in table.header.headings:
        if heading.column in table.contacts:
            count = sum(1 for row in table.rows if is_filled(table.sheet.columns[heading.column][row]))
            table.findings.whole_column("contact_left_out", table.sheet.name, heading, found=str(count))
        elif not heading.field and counts.get(heading.column) and not says_not_to_fill(heading):
            field, depth = match(heading.levels, vocabulary)
            twin = columns.get(field) if depth == 0 else None
            if twin is not None:
                expected = f" {column_letters(twin.column)} "
                table.findings.whole_column("column_twice", table.sheet.name, heading, expected=expected)
            else:
                found = str(counts[heading.column])
                table.findings.whole_column("column_unread", table.sheet.name, heading, found=found)
    for row, column in sorted(table.private):
        if row in set(table.rows):
            known = next((h for h in table.header.headings if h.column == column), None)
            table.findings.cell("contact_in_text", table.sheet.name, row, known, column=column)


def note_numbers_outside(
    personal: PersonalData, read: Mapping[str, tuple[int, ...]], workbook: Workbook, findings: Findings
) -> None:
    """One note per phone that stands in no data cell: titles, signatures, notes of cells, text boxes.

    read  key of a table → its data rows
    """
    names = {sheet.key: sheet.name for sheet in workbook.sheets}
    for key, cells in personal.texts.items():
        for row, column in sorted(cells):
            if row not in set(read.get(key, ())):
                findings.cell("contact_in_text", names[key], row, None, column=column)
    for sheet, where in personal.elsewhere:
        of_file = where.startswith("文件的") or not sheet
        findings.sheet("contact_beside", "" if of_file else sheet, found=where if of_file else f"的{where}")


def note_compared_columns(table: Table) -> None:
    """One note per known column that states nothing: rates, running totals and names that are only compared."""
    for heading in table.header.headings:
        silent = heading.field not in ("", "remark") and heading.field not in table.identifying
        if silent and heading.column not in table.contacts and not table.states(heading.column):
            cells = cells_of(table.sheet, heading.column, table.rows)
            filled = len(cells) - sum(map(blank_cells(cells).__contains__, cells))
            if filled:
                table.findings.whole_column("column_compared", table.sheet.name, heading, found=str(filled))
