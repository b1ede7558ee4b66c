"""Numbers that add up as they are shown."""

from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some

from domain.rounding import difference_shown, half_up, rounded_to_total


def test_thirds_make_the_whole_as_shown():
    assert rounded_to_total(np.array([100 / 3] * 3), 100.0, 2).tolist() == [33.34, 33.33, 33.33]


def test_a_missing_number_takes_no_part():
    found = rounded_to_total(np.array([np.nan, 0.005, 0.005]), 0.01, 2)
    assert np.isnan(found[0])
    assert found[1:].sum() == pytest.approx(0.01)


def test_zero_stays_zero():
    assert rounded_to_total(np.array([0.0, 1.006]), 1.01, 2).tolist() == [0.0, 1.01]


@given(some.lists(some.floats(0, 50), min_size=1, max_size=8))
def test_shown_parts_add_up_to_the_shown_sum_and_none_moves_by_a_whole_last_decimal(values):
    total = half_up(sum(values), 2)
    found = rounded_to_total(np.array(values), total, 2)
    assert sum(Decimal(f"{part:.2f}") for part in found) == Decimal(f"{total:.2f}")
    assert np.abs(found - np.array(values)).max() < 0.01 + 1e-9


@given(some.integers(-10_000, 10_000), some.integers(-10_000, 10_000))
def test_a_difference_is_a_nearest_decimal_and_of_two_the_one_the_reader_gets(value, other):
    """Hundredths shown with one decimal."""
    shown = difference_shown(value / 100, other / 100, 1)
    assert abs(shown - (value - other) / 100) < 0.05 + 1e-9
    if (value - other) % 10 == 5:
        assert shown == pytest.approx(half_up(value / 100, 1) - half_up(other / 100, 1))
