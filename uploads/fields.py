"""Columns of a ledger as typed values of a record's fields: what a field is, its declaration says (domain/records)."""

from collections.abc import Sequence
from datetime import date

from annotated_types import Ge, Le

from domain.parsing.dates import Precision, read_days
from domain.parsing.money import FEN, amount_column
from domain.parsing.numbers import scaled_column
from domain.parsing.percents import ppm, read_rates
from domain.parsing.truth import truth_column
from domain.records import UNSAID, Record, field_type, meanings
from uploads.forms.figure_checks import show_count, show_money
from uploads.forms.money_unit import money_unit
from uploads.numbers_read import settle_numbers
from uploads.sheets import shown
from uploads.tables import Table
from uploads.totals import check_totals

# Fields for which a month or a 旬 means its first day; everywhere else its last.
_BEGINNINGS = frozenset({"plan_start", "act_start", "valid_from", "issued_on", "received_on", "found_on"})
_TENTH_OF_WAN_CENT = 10_000  # 0.01 万元 in fen: what a total of amounts may be off by rounding


def read_field(table: Table, record: type[Record], name: str, *, year: int, source: str = "") -> list[object]:
    """One field, a value per data row; UNSAID where the sheet has no such column, is blank, or the cell was refused.

    year    of the title, for days without one
    source  the table's field when it is not "RECORD.field"
    """
    field = source or f"{record.NAME}.{name}"
    if not table.has(field):
        return [UNSAID] * len(table.rows)
    meaning, kind = meanings(record)[name], field_type(record, name)
    if kind is date:
        values = read_dates(table, field, year=year, first=name in _BEGINNINGS)
    elif kind is bool:
        read = settle_numbers(
            table, field, truth_column(table.cells(field)), expected="“是”或“否”", unreadable="not_yes_or_no"
        )
        values = [None if value is None else bool(value) for value in read.values]
    elif meaning.unit == "fen":
        values = list(read_amounts(table, field, least=_least(record, name)))
    elif kind is int:
        values = list(_read_counts(table, field, record, name))
    else:
        values = list(read_texts(table, field))
    table.say(field, values)
    return [UNSAID if value is None else value for value in values]


def read_texts(table: Table, field: str) -> list[str | None]:
    """Text as typed, in one spelling; None where blank."""
    return [text or None for text in table.texts(field)]


def read_amounts(table: Table, field: str, *, least: int | None = 0) -> list[int | None]:
    """Amounts in fen; totals are compared. A column without a unit anywhere is asked about and refused until then."""
    heading = table.heading(field)
    unit = money_unit(table, heading)
    if unit is None:
        for i in range(len(table.rows)):
            table.refuse(field, i)
        return [None] * len(table.rows)
    show = show_money(unit, FEN[unit] - FEN["元"], 2)
    read = settle_numbers(
        table,
        field,
        amount_column(table.cells(field), unit, scale=2),
        expected="不小于 0 的金额",
        least=least,
    )
    check_totals(
        table, field, read.values, lambda cell: amount_column([cell], unit, scale=2).values[0], show,
        tolerance=_TENTH_OF_WAN_CENT,
    )  # fmt: skip
    return read.values


def read_dates(table: Table, field: str, *, year: int, first: bool, named: bool = False) -> list[object]:
    """Days; a month or 旬 counts as its first or last day and is noted, anything unreadable is refused.

    named  the days name their rows, as in a merged 督查日期: they are filled inside merges
    """
    known: dict[object, tuple[date | None, str]] = {}
    values: list[object] = []
    for i, cell in enumerate(table.named(field) if named else table.cells(field)):
        if cell not in known:
            known[cell] = _read_date(cell, year, first=first)
        day, code = known[cell]
        if code:
            _report_date(table, field, i, code, day, cell)
        values.append(day)
    return values


def bounds(record: type[Record], name: str) -> tuple[int | None, int | None]:
    """The least and the most a whole-number field may be, None where its declaration sets no bound."""
    return _least(record, name), _bound(record, name, Le)


def _read_counts(table: Table, field: str, record: type[Record], name: str) -> Sequence[int | None]:
    unit, (least, most) = meanings(record)[name].unit, bounds(record, name)
    cells = table.cells(field)
    if unit == "ppm":
        rates = read_rates(cells)
        for i, number in rates.odd.items():
            if rates.values[i] is None and number.kind != "missing":
                table.report("not_a_number", i, field, expected="百分数")
                table.refuse(field, i)
        values = [None if value is None else ppm(value) for value in rates.values]
        return _within(table, field, values, least or 0, most or 1_000_000, "0 到 100% 之间")
    scale = 2 if unit == "score2" else 0
    expected = "不小于 0 的数，至多两位小数" if scale else "不小于 0 的整数"
    read = settle_numbers(
        table, field, scaled_column(cells, scale), expected=expected, unit=unit if scale == 0 else "", least=least or 0, most=most
    )  # fmt: skip
    if scale == 0:
        check_totals(
            table, field, read.values, lambda cell: scaled_column([cell], 0).values[0], show_count(0)
        )
    return read.values


def _within(
    table: Table, field: str, values: list[int | None], least: int, most: int, words: str
) -> list[int | None]:
    for i, value in enumerate(values):
        if value is not None and not least <= value <= most:
            table.report("out_of_bounds", i, field, expected=words)
            table.refuse(field, i)
            values[i] = None
    return values


def _read_date(cell: object, year: int, *, first: bool) -> tuple[date | None, str]:
    """The day and the code of what is to be said about it."""
    days = read_days(cell, year=year)
    match days.precision:
        case Precision.DAY:
            return days.first, ""
        case Precision.MISSING:
            return None, ""
        case Precision.AMBIGUOUS:
            return None, "day_ambiguous"
        case Precision.NO_YEAR:
            return None, "day_without_year"
        case Precision.UNREADABLE:
            return None, "not_a_day"
    return (days.first if first else days.last), "day_imprecise"


def _report_date(table: Table, field: str, i: int, code: str, day: date | None, cell: object) -> None:
    expected = ""
    if code == "day_imprecise" and day:
        expected = day.isoformat()
    elif code == "day_ambiguous" and isinstance(cell, float):
        whole = shown(cell)
        expected = f"“{whole}”也可能是“{whole}0”"
    table.report(code, i, field, expected=expected)
    if code != "day_imprecise":
        table.refuse(field, i)


def _least(record: type[Record], name: str) -> int | None:
    return _bound(record, name, Ge)


def _bound(record: type[Record], name: str, kind: type[Ge] | type[Le]) -> int | None:
    for limit in record.model_fields[name].metadata:
        if isinstance(limit, kind):
            value = limit.ge if isinstance(limit, Ge) else limit.le
            return value if isinstance(value, int) else None
    return None
