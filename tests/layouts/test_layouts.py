"""The 40 layouts: each read as it comes, at most one confirmation where a header is a word nobody has seen."""

import pytest

from tests.layouts.covering import all_pairs, pairs_of
from tests.layouts.layouts import FACTORS, LAYOUTS, layouts, may_be
from tests.layouts.outcome import outcome

ENOUGH = 0.95
SAMPLE = (2, 8, 14, 22, 24, 37)


def test_every_two_choices_meet_in_some_layout():
    met = set().union(*(pairs_of({name: getattr(one, name) for name in FACTORS}) for one in layouts()))
    assert all_pairs(FACTORS, may_be) <= met
    assert len(layouts()) == LAYOUTS
    assert sum(1 for one in layouts() if one.unseen) == 10


@pytest.mark.parametrize("number", SAMPLE)
def test_a_layout_is_read_as_it_was_meant(number):
    found = outcome(layouts()[number])
    assert (found.wrong, found.lost, found.is_passed) == ((), (), True), found.steps


@pytest.mark.soak
def test_nineteen_of_twenty_layouts_need_nobody_and_no_figure_of_any_is_wrong():
    found = [outcome(one) for one in layouts()]
    assert not [one for one in found if one.wrong]
    assert sum(one.is_passed for one in found) >= ENOUGH * LAYOUTS
