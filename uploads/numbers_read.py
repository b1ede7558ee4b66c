"""What becomes of cells that are not simply numbers: asked, refused, kept with a qualifier, or said to be 不适用."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from domain.parsing.numbers import Column, Kind, Number
from uploads.sheets import shown
from uploads.tables import Table

AS_NOUGHT, AS_NOTHING = "按 0 记", "没有数据，不记"
_STATUS = {Kind.NOT_APPLICABLE: "not_applicable", Kind.UNDER_REVIEW: "under_review"}


@dataclass
class ReadNumbers:
    """A column of stored integers; None where nothing is said or the cell was refused.

    qualifiers  row → 约, 以上 …;  statuses  row → not_applicable, under_review
    """

    values: list[int | None]
    qualifiers: dict[int, str] = field(default_factory=dict)
    statuses: dict[int, str] = field(default_factory=dict)


def settle_numbers(
    table: Table,
    name: str,
    column: Column,
    *,
    expected: str,
    unit: str = "",
    least: int | None = 0,
    most: int | None = None,
    unreadable: str = "not_a_number",
) -> ReadNumbers:
    """Every odd cell of a column settled, and its bounds (of the stored integers, both included) checked.

    expected  what a cell should be, in words: 「不小于 0 的整数」
    unit      what the column counts; another unit written in a cell is asked to be explained
    unreadable  code of the issue for a cell that cannot be read
    """
    read = ReadNumbers(list(column.values))
    asked = [i for i, number in column.odd.items() if number.kind is Kind.ASKED]
    if asked:
        _settle_nothing(table, name, asked, read)
    for i, number in column.odd.items():
        if number.kind is not Kind.ASKED:
            _settle_one(table, name, i, number, read, expected, unit, unreadable)
    _check_bounds(table, name, read.values, least, most, expected)
    return read


def _settle_one(
    table: Table,
    name: str,
    i: int,
    number: Number,
    read: ReadNumbers,
    expected: str,
    unit: str,
    unreadable: str,
) -> None:
    if number.kind in _STATUS:
        read.statuses[i] = _STATUS[number.kind]
    elif number.kind is Kind.UNREADABLE:
        _refuse(table, unreadable, name, i, read, expected)
    elif read.values[i] is None:
        _refuse(table, "not_whole", name, i, read, expected)
    else:
        if number.qualifier:
            read.qualifiers[i] = number.qualifier
            table.report("qualified", i, name, expected=number.qualifier)
        if number.unit and unit and number.unit != unit and not number.unit.startswith("元"):
            table.report("unit_differs", i, name, expected=unit)


def _settle_nothing(table: Table, name: str, asked: Sequence[int], read: ReadNumbers) -> None:
    """「无」 in a column of numbers is nought or nothing: the office decides, once per column."""
    heading = table.heading(name)
    text = f"{table.sheet.name} “{heading.text}”列有 {len(asked)} 格填“无”。是数量为 0，还是没有这项数据？"
    id = f"nothing:{table.sheet.name}:{table.letter(name)}"
    choice = table.ask(id, text, (AS_NOUGHT, AS_NOTHING), name, asked)
    for i in asked:
        if choice == AS_NOUGHT:
            read.values[i] = 0
        elif choice != AS_NOTHING:
            table.refuse(name, i)


def _check_bounds(
    table: Table, name: str, values: list[int | None], least: int | None, most: int | None, expected: str
) -> None:
    said = [value for value in values if value is not None]
    if not said or ((least is None or min(said) >= least) and (most is None or max(said) <= most)):
        return
    for i, value in enumerate(values):
        if value is None:
            continue
        if least is not None and value < least:
            _drop(table, "negative" if least == 0 else "out_of_bounds", name, i, values, expected)
        elif most is not None and value > most:
            _drop(table, "out_of_bounds", name, i, values, expected)


def _refuse(table: Table, code: str, name: str, i: int, read: ReadNumbers, expected: str) -> None:
    _drop(table, code, name, i, read.values, expected)


def _drop(table: Table, code: str, name: str, i: int, values: list[int | None], expected: str) -> None:
    cell = table.cells(name)[i]
    table.report(code, i, name, found=shown(cell), expected=expected)
    table.refuse(name, i)
    values[i] = None
