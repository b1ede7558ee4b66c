"""The columns of an indicator report: which parts and rates they are, read once whatever they feed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from domain.indicators import Catalogue, PartUse
from domain.parsing.money import FEN, amount_column
from domain.parsing.numbers import Column, scaled_column
from domain.parsing.percents import ppm, read_rates
from domain.parsing.truth import truth_column
from domain.records import Indicator
from uploads.forms.figure_checks import Show, check_rates, show_count, show_money
from uploads.forms.money_unit import money_unit
from uploads.headers import Heading
from uploads.numbers_read import ReadNumbers, settle_numbers
from uploads.occasion import Occasion
from uploads.tables import Table
from uploads.totals import check_total_rates, check_totals

_CENT_OF_WAN = 100  # 0.01 万元, in yuan: what a total of amounts may be off by rounding


@dataclass
class Part:
    """A column that feeds indicators: its numbers, and how they are shown."""

    name: str
    uses: tuple[PartUse, ...]
    scale: int
    read: ReadNumbers
    show: Show
    is_money: bool


@dataclass
class Report:
    """What the columns of one table say, before rows are made of it. rates are in ppm.

    total_rates  code → sheet row of a total → its typed rate
    """

    parts: dict[str, Part] = field(default_factory=dict)
    rates: dict[str, list[int | None]] = field(default_factory=dict)
    total_rates: dict[str, dict[int, int]] = field(default_factory=dict)

    def fed(self, code: str, side: str) -> Part | None:
        """The column that feeds the numerator or denominator of an indicator here."""
        return next((p for p in self.parts.values() if PartUse(code, side) in p.uses), None)

    def codes(self, catalogue: Catalogue) -> list[str]:
        """Every indicator this table says something of, in the catalogue's order."""
        said = {use.code for part in self.parts.values() for use in part.uses} | set(self.rates)
        return [code for code in catalogue.versions if code in said]


def read_columns(table: Table, catalogue: Catalogue, occasion: Occasion) -> Report:
    """Every recognised column of a report."""
    day = occasion.names_on
    report = Report()
    headings = [h.field for h in table.header.headings if table.has(h.field)]
    numerators = {
        use.code for name in headings if name.startswith("part:")
        for use in catalogue.part_uses(name[5:], day) if use.field == "numerator"
    }  # fmt: skip
    for name in headings:
        if name.startswith("part:"):
            uses = _uses(catalogue, name[5:], numerators, day)
            versions = [v for use in uses if (v := catalogue.version(use.code, day))]
            part = _read_part(table, name, uses, versions) if versions else None
            if part:
                report.parts[name] = part
    for name in headings:
        version = catalogue.version(name[5:], day) if name.startswith("rate:") else None
        if version:
            report.rates[version.code] = _read_rate(table, name, report, version)
    return report


def _uses(catalogue: Catalogue, part: str, numerators: set[str], day: date) -> tuple[PartUse, ...]:
    """What a column feeds: a base goes to the indicators whose counts the table also has, else to all that use it."""
    uses = [use for use in catalogue.part_uses(part, day) if _is_reported(catalogue, use.code, day)]
    near = [use for use in uses if use.field == "numerator" or use.code in numerators]
    return tuple(near or uses)


def _is_reported(catalogue: Catalogue, code: str, day: date) -> bool:
    version = catalogue.version(code, day)
    return version is not None and version.report_level != "derived"


def _read_part(
    table: Table, name: str, uses: tuple[PartUse, ...], versions: Sequence[Indicator]
) -> Part | None:
    """Amounts, 是/否 or counts, as the indicators the column feeds ask for; None while the unit of money is asked."""
    heading = table.heading(name)
    scale = min(version.scale for version in versions)
    if any(v.unit == "元" and use.field == "numerator" for v, use in zip(versions, uses, strict=True)):
        return _read_amounts(table, heading, uses, scale)
    show = show_count(scale)
    if any(version.denominator_fixed == 1 for version in versions):
        column = truth_column(table.cells(name))
        read = settle_numbers(table, name, column, expected="“是”或“否”", unreadable="not_yes_or_no", most=1)
    else:
        expected = "不小于 0 的整数" if scale == 0 else f"不小于 0、至多 {scale} 位小数的数"
        counted = heading.unit if heading.unit and heading.unit not in FEN else ""
        column = scaled_column(table.cells(name), scale)
        read = settle_numbers(table, name, column, expected=expected, unit=counted)
    check_totals(table, name, read.values, lambda cell: scaled_column([cell], scale).values[0], show)
    return Part(name, uses, scale, read, show, is_money=False)


def _read_amounts(table: Table, heading: Heading, uses: tuple[PartUse, ...], scale: int) -> Part | None:
    name, unit = heading.field, money_unit(table, heading)
    if unit is None:
        for i in range(len(table.rows)):
            table.refuse(name, i)
        return None

    def stored(cells: Sequence[object]) -> Column:
        return amount_column(cells, unit, scale=scale)

    show = show_money(unit, FEN[unit] - FEN["元"], scale)
    read = settle_numbers(table, name, stored(table.cells(name)), expected="不小于 0 的金额")
    tolerance = _CENT_OF_WAN * 10**scale
    check_totals(table, name, read.values, lambda cell: stored([cell]).values[0], show, tolerance=tolerance)
    return Part(name, uses, scale, read, show, is_money=True)


def _read_rate(table: Table, name: str, report: Report, version: Indicator) -> list[int | None]:
    """A typed rate in ppm; those of total rows are kept apart."""
    totals = [total.row for total in table.body.totals]
    heading = table.heading(name)
    cells = table.cells(name)
    rates = read_rates([*cells, *(table.sheet.value(row, heading.column) for row in totals)])
    for i in rates.doubtful:
        if i < len(cells):
            value = rates.values[i]
            factor = 100 if value is not None and abs(value) < 1 else 1 / 100
            suggested = f"{float(value or 0) * 100 * factor:g}%"
            table.report("rate_hundredfold", i, name, expected=suggested)
    found = [None if value is None else ppm(value) for value in rates.values]
    rows = found[: len(cells)]
    numerator, denominator = report.fed(version.code, "numerator"), report.fed(version.code, "denominator")
    if numerator is None or denominator is None:
        if version.denominator_fixed is None:
            table.findings.whole_column("rate_alone", table.sheet.name, heading)
        return rows
    of_totals = zip(totals, found[len(cells) :], strict=True)
    report.total_rates[version.code] = {row: rate for row, rate in of_totals if rate is not None}
    return rows


def compare_rates(table: Table, report: Report, versions: Mapping[str, Indicator]) -> None:
    """Every typed rate with its parts, at every row and total; where a part was refused there is nothing to compare."""
    for code, rates in report.rates.items():
        numerator, denominator = report.fed(code, "numerator"), report.fed(code, "denominator")
        if numerator is None or denominator is None or code not in versions:
            continue
        parts = (numerator.read.values, denominator.read.values)
        check_rates(table, versions[code], rates, *parts)
        check_total_rates(table, f"rate:{code}", report.total_rates.get(code, {}), *parts)
