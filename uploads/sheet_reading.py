"""One chosen sheet, from its header to the blocks it states."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from domain.parsing.text import header_key
from domain.periods import Cadence, period_containing
from uploads.desk import Desk
from uploads.forms.directives import read_directives
from uploads.forms.funds import read_funds
from uploads.forms.indicators import read_indicators
from uploads.forms.problems import read_inspections, read_rectification, read_requests
from uploads.forms.projects import read_projects
from uploads.forms.roster import read_roster
from uploads.header_words import Confirmed, confirm_headers
from uploads.headers import Heading
from uploads.hidden import note_hidden
from uploads.knowledge import Knowledge
from uploads.missing_parts import missing_parts
from uploads.occasion import Occasion
from uploads.period_choice import PeriodChoice, begun
from uploads.round_days import remembered
from uploads.rows import cells_of, read_body
from uploads.said_last import said_last
from uploads.sheet_choice import Chosen
from uploads.sheets import Cell
from uploads.statements import SheetBlock, Statements
from uploads.tables import Table
from uploads.title_of_table import title_of
from uploads.units import read_units
from uploads.unread import filled_cells, note_compared_columns, note_unread_columns
from uploads.vocabulary import JOIN

Reader = Callable[[Table, Knowledge, Occasion], list[SheetBlock]]
READERS: dict[str, Reader] = {
    "indicators": read_indicators,
    "inspections": read_inspections,
    "rectification": read_rectification,
    "requests": read_requests,
    "directives": read_directives,
    "funds": read_funds,
    "projects": read_projects,
    "roster": read_roster,
    "units": read_units,
}

# Fields of the columns in which 合计, notes and headings are looked for.
_NAMING = frozenset(
    {
        "seq", "county", "town", "village", "place", "unit", "group", "place.name", "unit.name", "project.name",
        "project.project", "problem.problem", "problem.source", "directive.directive", "fund.level", "fund.batch", "fund.document",
        "payment.payment", "payment.day", "visit.day",
    }
)  # fmt: skip


@dataclass(frozen=True)
class PartReading:
    """A table that was read and what it states."""

    table: Table
    blocks: tuple[SheetBlock, ...]


def read_sheet(chosen: Chosen, desk: Desk) -> PartReading | None:
    """The blocks of one sheet; None where it has no data rows."""
    confirmed, table = _table(chosen, desk)
    if not table.rows:
        desk.findings.sheet("sheet_unread", chosen.sheet.name, detail="只有表头，下面没有数据行")
        return None
    note_hidden(table)
    note_unread_columns(table, desk.vocabularies[chosen.like.form.layout])
    if table.body.after:
        desk.findings.cell(
            "rows_after_end", chosen.sheet.name, table.body.end, None, column=0, found=str(table.body.after)
        )
    occasion = _occasion(table, chosen, desk)
    if occasion is None:  # the period is asked for: nothing can be stated yet
        table.refused_rows.update(range(len(table.rows)))
        return PartReading(table, ())
    blocks = READERS[chosen.like.form.layout](table, desk.knowledge, occasion)
    if any(
        part.lines for block in blocks for part in block.statements
    ):  # rows kept out tell nothing of columns
        note_compared_columns(table)
    further = [*confirmed.statements(), *_round(occasion, desk, table)]
    if blocks and further:
        blocks[0] = replace(blocks[0], statements=(*blocks[0].statements, *further))
    return PartReading(table, tuple(blocks))


def _round(occasion: Occasion, desk: Desk, table: Table) -> list[Statements]:
    """The days of a round the office's table does not have yet."""
    period = occasion.period
    if period is None or period.cadence != Cadence.ROUND:
        return []
    return remembered(period, desk.knowledge, table.header.top + 1)


def _table(chosen: Chosen, desk: Desk) -> tuple[Confirmed, Table]:
    sheet, header = chosen.sheet, chosen.like.header
    naming = tuple(h.column for h in header.headings if h.field in _NAMING) or (header.headings[0].column,)
    body = read_body(sheet, header, naming)
    title = title_of(sheet, header.top, body.end, desk)
    present = {heading.field for heading in header.headings if heading.field}
    confirmed = confirm_headers(
        header,
        desk.vocabularies[chosen.like.form.layout],
        sheet.name,
        desk.findings,
        filled_cells(sheet, header, body.rows),
        lambda heading, present: _missing(
            chosen, desk, cells_of(sheet, heading.column, body.rows), heading, present
        ),
        said_last(chosen.like.form, present, title.towns, desk.knowledge),
    )
    if chosen.naming and f"header:{chosen.naming.text}" in desk.findings.answers:
        heading = next(h for h in header.headings if h.column == chosen.naming.column)
        word = JOIN.join(map(header_key, heading.levels))
        confirmed = replace(confirmed, words={**confirmed.words, word: f"name:{chosen.naming.field}"})
    table = Table(
        sheet=sheet,
        form=chosen.like.form,
        header=confirmed.header,
        body=body,
        title=title,
        findings=desk.findings,
        keys=desk.keys,
        contacts=frozenset(desk.personal.contacts.get(sheet.key, {})),
        private=frozenset(desk.personal.texts.get(sheet.key, set())),
        ours=desk.ours,
    )
    return confirmed, table


def _missing(
    chosen: Chosen, desk: Desk, cells: list[Cell], heading: Heading, present: set[str]
) -> list[tuple[str, str]]:
    form, knowledge = chosen.like.form, desk.knowledge
    if form.layout != "indicators":
        return []
    return missing_parts(heading, cells, present, form.level, knowledge.catalogue, knowledge.today)


def _occasion(table: Table, chosen: Chosen, desk: Desk) -> Occasion | None:
    """When the sheet speaks. Indicators need a period; ledgers a day, asked only where it matters."""
    today = desk.knowledge.today
    cadence = Cadence(chosen.like.form.cadence) if chosen.like.form.cadence != "any" else Cadence.YEAR
    choice = PeriodChoice(
        title=table.title, file=desk.workbook.name, sheet=table.sheet.name, cadence=cadence, knowledge=desk.knowledge,
        hints=desk.hints, findings=desk.findings,
    )  # fmt: skip
    if chosen.like.form.layout == "indicators":
        period = choice.period()
        if period is None:
            return None
        as_of = choice.as_of(begun(period, desk.workbook.name, today))
        return Occasion(period, as_of, table.title.year or period.start.year, today, choice.ask_day)
    day = choice.ledger_day()
    period = None
    if day is not None and chosen.like.form.cadence != "any":
        period = period_containing(cadence, day, week_starts=desk.knowledge.week_starts)
    return Occasion(period, day, table.title.year or (day or today).year, today, choice.ask_day)
