"""Indicator reports: one row per village, town or unit; any subset of the catalogue's columns (domain.md 4.5–4.7).

A column is read once, whatever it feeds. A typed rate is kept for comparison only and never stored as the rate.
"""

from collections.abc import Mapping, Sequence

from domain.quality.base_lock import Parts
from domain.records import UNSAID, Figure, Indicator
from uploads.forms.blocks import block
from uploads.forms.coverage import claimed_place
from uploads.forms.figure_checks import (
    check_base,
    check_falls,
    check_part_of_whole,
    check_slips,
)
from uploads.forms.last_known import Last, earlier, last_bases
from uploads.forms.quality_checks import Seen, check_quality
from uploads.forms.report_columns import Part, Report, compare_rates, read_columns
from uploads.knowledge import Knowledge
from uploads.named_places import NamedPlaces
from uploads.named_units import NamedUnits
from uploads.numbers_read import ReadNumbers
from uploads.occasion import Occasion
from uploads.statements import Coverage, SheetBlock, Statements
from uploads.tables import Table


def read_indicators(table: Table, knowledge: Knowledge, occasion: Occasion) -> list[SheetBlock]:
    """The figures of one table; rows whose subject is not known are refused as a whole."""
    assert occasion.period is not None
    kind, subjects, confirmed = _subjects(table, knowledge, occasion)
    _refuse_repeated(table, subjects)
    report = read_columns(table, knowledge.catalogue, occasion)
    versions = {
        code: v
        for code in report.codes(knowledge.catalogue)
        if (v := knowledge.catalogue.version(code, occasion.names_on))
    }
    _check(table, knowledge, report, versions, subjects, occasion)
    figures = _figures(table, report, versions, kind, subjects, occasion)
    for part in report.parts.values():
        table.say(part.name, _stated(part))
    for code, rates in report.rates.items():
        table.say(f"rate:{code}", rates)
    columns = _columns(table, report)
    listed = tuple(dict.fromkeys(subject for subject in subjects if subject))
    within = claimed_place(table, knowledge.roster, occasion.names_on) if kind == "place" else None
    coverage = Coverage(tuple(columns), listed, within, occasion.period.code, table.form.full)
    return [block(table, occasion, columns, (figures, *confirmed), coverage)]


def _subjects(
    table: Table, knowledge: Knowledge, occasion: Occasion
) -> tuple[str, list[str | None], list[Statements]]:
    if table.form.level == "unit":
        units = NamedUnits(table, knowledge, occasion.names_on)
        name = "unit" if table.has("unit") else "town"
        return "unit", units.rows(name), units.statements()
    places = NamedPlaces(table, knowledge, occasion.names_on)
    if table.form.level == "village" and (table.has("village") or table.has("place")):
        return "place", places.villages(), places.statements()
    return "place", places.towns(), places.statements()


def _refuse_repeated(table: Table, subjects: list[str | None]) -> None:
    """The same village twice in one table: the second row is refused, because nobody can say which one holds."""
    first: dict[str, int] = {}
    name = next((f for f in ("village", "place", "town", "unit") if table.has(f)), "")
    for i, subject in enumerate(subjects):
        if subject is None:
            continue
        if subject in first:
            table.report("duplicate_row", i, name, expected=str(table.rows[first[subject]] + 1))
            table.refused_rows.add(i)
        else:
            first[subject] = i


def _check(
    table: Table,
    knowledge: Knowledge,
    report: Report,
    versions: Mapping[str, Indicator],
    subjects: Sequence[str | None],
    occasion: Occasion,
) -> None:
    assert occasion.period is not None
    figures = knowledge.figures_of(set(versions)) if versions else knowledge.figures
    past = earlier(figures, set(versions), occasion.period, knowledge.catalogue) if len(figures) else {}
    known = {key: told[0] for key, told in past.items()}
    bases: dict[str, tuple[Part, str]] = {}
    for part in report.parts.values():
        before = _last_values(part, known, subjects)
        check_slips(table, part.name, part.read, before, part.show, is_money=part.is_money)
    for code, version in versions.items():
        numerator, denominator = report.fed(code, "numerator"), report.fed(code, "denominator")
        if numerator and denominator and numerator.scale == denominator.scale:
            check_part_of_whole(table, version, numerator.read, denominator.read, numerator.show)
        if denominator and version.kind == "cumulative" and version.direction == "up":
            bases.setdefault(denominator.name, (denominator, code))
        if numerator:
            last = {i: known[code, s] for i, s in enumerate(subjects) if s and (code, s) in known}
            check_falls(table, version, numerator.read, last, occasion, numerator.show)
    locked = last_bases(figures, set(versions), occasion.period, knowledge.catalogue) if len(figures) else {}
    for name, (base, code) in bases.items():
        splits = _splits(report, code, locked, subjects)
        check_base(table, name, base.read, _last_values(base, locked, subjects), splits, base.show)
    compare_rates(table, report, versions)
    rows_past = {
        code: {i: past[code, s] for i, s in enumerate(subjects) if s and (code, s) in past}
        for code in versions
    }
    check_quality(Seen(table, occasion.period, report, versions, rows_past))


def _splits(
    report: Report, code: str, locked: Mapping[tuple[str, str], Last], subjects: Sequence[str | None]
) -> dict[int, tuple[Parts, Parts]]:
    """Row → parts of the rate before and now, where both are whole."""
    numerator, denominator = report.fed(code, "numerator"), report.fed(code, "denominator")
    found: dict[int, tuple[Parts, Parts]] = {}
    if numerator is None or denominator is None:
        return found
    for i, subject in enumerate(subjects):
        last = locked.get((code, subject)) if subject else None
        part, whole = numerator.read.values[i], denominator.read.values[i]
        if last and last.numerator is not None and last.denominator and part is not None and whole:
            found[i] = (Parts(last.numerator, last.denominator), Parts(part, whole))
    return found


def _last_values(
    part: Part, known: Mapping[tuple[str, str], Last], subjects: Sequence[str | None]
) -> dict[int, int]:
    use = part.uses[0]
    found = {}
    for i, subject in enumerate(subjects):
        last = known.get((use.code, subject)) if subject else None
        value = (last.numerator if use.field == "numerator" else last.denominator) if last else None
        if value is not None:
            found[i] = value
    return found


def _figures(
    table: Table,
    report: Report,
    versions: Mapping[str, Indicator],
    kind: str,
    subjects: Sequence[str | None],
    occasion: Occasion,
) -> Statements:
    """One Figure per indicator and row that says anything; what a row does not say is UNSAID, never nought."""
    assert occasion.period is not None
    columns: dict[str, list[object]] = {
        name: [] for name in ("indicator", "subject_kind", "subject", "period", "cutoff", "status", "numerator",
                              "denominator", "typed_rate", "qualifier")
    }  # fmt: skip
    lines: list[int] = []
    kept = table.kept()
    for code, version in versions.items():
        numerator = _side(report.fed(code, "numerator"), version)
        denominator = _side(report.fed(code, "denominator"), version)
        rates = report.rates.get(code)
        statuses = {
            **(denominator.statuses if denominator else {}),
            **(numerator.statuses if numerator else {}),
        }
        rows = [
            i for i in kept
            if (numerator and numerator.values[i] is not None) or (denominator and denominator.values[i] is not None)
            or (rates and rates[i] is not None) or i in statuses
        ]  # fmt: skip
        columns["indicator"] += [code] * len(rows)
        columns["subject_kind"] += [kind] * len(rows)
        columns["subject"] += [subjects[i] for i in rows]
        columns["period"] += [occasion.period.code] * len(rows)
        columns["cutoff"] += [occasion.as_of] * len(rows)
        columns["status"] += [_status(i, numerator, statuses) for i in rows]
        columns["numerator"] += _parts_of(numerator, rows)
        columns["denominator"] += _parts_of(denominator, rows)
        columns["typed_rate"] += [UNSAID if rates is None or rates[i] is None else rates[i] for i in rows]
        columns["qualifier"] += [_qualifier(i, numerator) for i in rows]
        lines += [table.rows[i] + 1 for i in rows]
    return Statements(Figure, columns, lines)


def _side(part: Part | None, version: Indicator) -> ReadNumbers | None:
    """A column in the scale of one indicator."""
    if part is None or part.scale == version.scale:
        return part.read if part else None
    factor = 10 ** (version.scale - part.scale)
    values = [None if value is None else value * factor for value in part.read.values]
    return ReadNumbers(values, part.read.qualifiers, part.read.statuses)


def _status(i: int, numerator: ReadNumbers | None, statuses: Mapping[int, str]) -> object:
    if i in statuses:
        return statuses[i]
    return "reported" if numerator is not None and numerator.values[i] is not None else UNSAID


def _qualifier(i: int, numerator: ReadNumbers | None) -> object:
    """None takes an earlier 约 away again; UNSAID where the count itself is not said."""
    if numerator is None or numerator.values[i] is None:
        return UNSAID
    return numerator.qualifiers.get(i)


def _parts_of(read: ReadNumbers | None, rows: Sequence[int]) -> list[object]:
    """What a column says of each row: None where a word such as 不适用 takes the number away, UNSAID where it is silent."""
    if read is None:
        return [UNSAID] * len(rows)
    return [UNSAID if read.values[i] is None and i not in read.statuses else read.values[i] for i in rows]


def _stated(part: Part) -> list[object]:
    """What of a column is stated: its numbers, and the words that stand for a status."""
    return [part.read.statuses.get(i, value) for i, value in enumerate(part.read.values)]


def _columns(table: Table, report: Report) -> dict[str, str]:
    columns = {
        f"{use.code}.{use.field}": table.letter(part.name)
        for part in report.parts.values()
        for use in part.uses
    }
    return columns | {f"{code}.typed_rate": table.letter(f"rate:{code}") for code in report.rates}
