"""合计, 小计, 平均 and 其中 rows as checksums (domain.md 4.9 #3): never data, always compared.

A 合计 must be the sum of all rows; a 小计 the rows above it up to the last one, or the rows below it up to the next.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from uploads.rows import Total
from uploads.sheets import Cell, shown
from uploads.tables import Table

ReadCell = Callable[[Cell], int | None]
Show = Callable[[int], str]


@dataclass(frozen=True, slots=True)
class Scope:
    """Which data rows (i) a total may stand for."""

    total: Total
    candidates: tuple[range, ...]


def scopes(table: Table) -> tuple[Scope, ...]:
    """For every total row the runs of data rows it may sum, most likely first."""
    totals = table.body.totals
    several = sum(1 for total in totals if total.word == "合计") > 1
    everything = range(len(table.rows))
    found = []
    for place, total in enumerate(totals):
        before = next((t.row for t in reversed(totals[:place]) if t.word in ("小计", "合计")), -1)
        after = next((t.row for t in totals[place + 1 :] if t.word in ("小计", "合计")), table.sheet.height)
        above, below = _between(table, before, total.row), _between(table, total.row, after)
        nearby = (above, below) if above else (below, above)
        if total.word == "合计" and not several:
            found.append(Scope(total, (everything,)))
        elif total.word in ("合计", "小计"):
            found.append(Scope(total, (*nearby, everything)))
        elif total.word == "平均":
            found.append(Scope(total, (everything, *nearby)))
    return tuple(found)


def check_totals(
    table: Table,
    name: str,
    values: Sequence[int | None],
    read_cell: ReadCell,
    show: Show,
    *,
    tolerance: int = 0,
) -> None:
    """Every total of a column against its rows; one issue where no reading of it agrees.

    values     stored integers of the data rows before any was set aside by another check; None adds nothing
    read_cell  the same reading for the total's own cell
    """
    column = table.heading(name).column
    for scope in scopes(table):
        written = table.sheet.value(scope.total.row, column)
        stated = read_cell(written)
        if stated is None:
            continue
        expected = [_expected(scope.total.word, values, rows) for rows in scope.candidates if rows]
        allowed = tolerance if scope.total.word != "平均" else max(tolerance, 1, abs(stated) // 100)
        if not expected or any(abs(stated - value) <= allowed for value in expected):
            continue
        table.findings.cell(
            "total_disagrees", table.sheet.name, scope.total.row, table.heading(name),
            found=shown(written), expected=show(expected[0]), detail=show(abs(stated - expected[0])),
        )  # fmt: skip


def check_total_rates(
    table: Table,
    name: str,
    rates: dict[int, int],
    numerators: Sequence[int | None],
    denominators: Sequence[int | None],
) -> None:
    """Typed rates of total rows against sum over sum, never against a mean of rates.

    rates  sheet row of a total → its typed rate in ppm
    """
    for scope in scopes(table):
        stated = rates.get(scope.total.row)
        if stated is None or scope.total.word == "平均":
            continue
        if any(_lacks_a_part(numerators, denominators, rows) for rows in scope.candidates):
            continue
        expected = [
            rate for rows in scope.candidates if (rate := _rate(numerators, denominators, rows)) is not None
        ]
        if not expected or any(abs(stated - rate) <= 5_000 for rate in expected):
            continue
        table.findings.cell(
            "rate_disagrees", table.sheet.name, scope.total.row, table.heading(name), found=percent(stated),
            expected=percent(expected[0]), detail=points(stated - expected[0]),
        )  # fmt: skip


def percent(ppm: int) -> str:
    """874000 → 87.4%."""
    return f"{ppm / 10_000:.1f}%"


def points(ppm: int) -> str:
    """A gap between two rates in 百分点, without sign."""
    return f"{abs(ppm) / 10_000:.1f}"


def _between(table: Table, above: int, below: int) -> range:
    inside = [i for i, row in enumerate(table.rows) if above < row < below]
    return range(inside[0], inside[-1] + 1) if inside else range(0)


def _expected(word: str, values: Sequence[int | None], rows: range) -> int:
    said = [value for i in rows if (value := values[i]) is not None]
    if word == "平均":
        return round(sum(said) / len(said)) if said else 0
    return sum(said)


def _lacks_a_part(numerators: Sequence[int | None], denominators: Sequence[int | None], rows: range) -> bool:
    """Whether some row has one part and not the other: then the total's rate cannot be held against anything."""
    return any((numerators[i] is None) != (denominators[i] is None) for i in rows)


def _rate(numerators: Sequence[int | None], denominators: Sequence[int | None], rows: range) -> int | None:
    pairs = [(n, d) for i in rows if (n := numerators[i]) is not None and (d := denominators[i])]
    whole = sum(d for _, d in pairs)
    return round(sum(n for n, _ in pairs) * 1_000_000 / whole) if whole else None
