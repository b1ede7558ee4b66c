"""Making blocks: rows of a table chosen into statements, with the letters of the columns that feed them."""

from collections.abc import Mapping, Sequence

from domain.records import Record
from uploads.occasion import Occasion
from uploads.statements import Coverage, SheetBlock, Statements
from uploads.tables import Table


def stated(
    record: type[Record], columns: Mapping[str, Sequence[object]], rows: Sequence[int], table: Table
) -> Statements:
    """Statements of the chosen data rows; columns hold a value per data row."""
    chosen = {name: [values[i] for i in rows] for name, values in columns.items()}
    return Statements(record, chosen, [table.rows[i] + 1 for i in rows])


def block(
    table: Table,
    occasion: Occasion,
    letters: Mapping[str, str],
    statements: Sequence[Statements],
    coverage: Coverage | None = None,
) -> SheetBlock:
    """One source of facts from this table; without a coverage it speaks for another block's rows."""
    period = occasion.period.code if occasion.period else None
    return SheetBlock(
        sheet=table.sheet.name,
        form=table.form.form,
        period=period,
        as_of=occasion.as_of,
        columns=letters,
        identifying=table.identifying_letters(),
        statements=tuple(statements),
        coverage=coverage or Coverage((), (), None, period, False),
    )
