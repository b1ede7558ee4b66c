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


def blocks_by_cells(
    table: Table, occasion: Occasion, record: type[Record], columns: Mapping[str, Sequence[object]], rows: Sequence[int],
    letters: Mapping[str, str], coverage: Coverage, *, inferred: Sequence[str],
) -> list[SheetBlock]:  # fmt: skip
    """As `block`, for fields that are told from something else where their cell is blank: such a row has no cell for them.

    inferred  fields of the table that may be blank while their value is stated; rows are grouped by which of them are
    """
    known = [name for name in inferred if name in letters]
    written = {name: table.texts(name) for name in known}
    groups: dict[tuple[bool, ...], list[int]] = {tuple(True for _ in known): []}
    for i in rows:
        groups.setdefault(tuple(bool(written[name][i]) for name in known), []).append(i)
    found = []
    for cells, chosen in groups.items():
        blank = {name for name, is_written in zip(known, cells, strict=True) if not is_written}
        own = {field: letter for field, letter in letters.items() if field not in blank}
        whole = coverage if not blank else None
        found.append(block(table, occasion, own, [stated(record, columns, chosen, table)], whole))
    return found
