"""numbers.py: what staff type into a number cell is read exactly or said to be unreadable."""

import csv
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.parsing.numbers import Kind, Number, decimal_of, read_number, scaled, scaled_column

HERE = Path(__file__).parent


def rows(name: str) -> list[dict[str, str]]:
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("row", rows("numbers.csv"), ids=lambda row: row["written"] or "blank")
def test_a_number_cell_is_read_as_the_office_means_it(row):
    value = Decimal(row["value"]) if row["value"] else None
    expected = Number(Kind(row["kind"]), value, row["qualifier"], row["unit"])
    assert read_number(row["written"]) == expected


@given(st.integers(-(10**12), 10**12), st.integers(0, 6))
def test_a_typed_decimal_comes_back_exactly_from_its_binary_number(whole, scale):
    typed = Decimal(whole).scaleb(-scale)
    column = scaled_column([float(typed)], scale)
    assert (column.values, column.odd) == ([whole], {})


@given(st.lists(st.floats(allow_nan=False, allow_infinity=False, width=64), max_size=20), st.integers(0, 6))
def test_reading_a_column_equals_reading_each_cell_by_itself(cells, scale):
    assert scaled_column(cells, scale).values == [scaled(decimal_of(cell), scale) for cell in cells]


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**9), max_value=10**9, places=4))
def test_thousands_separators_change_nothing(value):
    assert read_number(f"{value:,}").value == value


def test_noise_of_a_formula_is_not_a_decimal():
    assert scaled_column([0.1 + 0.2], 1).values == [3]


def test_more_decimals_than_the_scale_are_shown_and_not_rounded():
    column = scaled_column([37.5, "37.5", "37"], 0)
    assert column.values == [None, None, 37]
    assert [column.odd[place].value for place in (0, 1)] == [Decimal("37.5"), Decimal("37.5")]


def test_missing_never_becomes_nought():
    column = scaled_column([None, "", "—", "0", 0.0], 0)
    assert column.values == [None, None, None, 0, 0]
    assert column.odd == {}


def test_not_a_number_cells_are_unreadable():
    column = scaled_column([float("nan"), float("inf"), True], 0)
    assert column.values == [None, None, None]
    assert {reading.kind for reading in column.odd.values()} == {Kind.UNREADABLE}
    assert len(column.odd) == 3
