"""A rate that is not full never reads 100 %, nor is it judged as full."""

from datetime import date
from math import nan

import pytest

from charts.quantity import Quantity
from domain.indicators import catalogue
from domain.lights import Level, light, light_rules
from domain.rounding import decimals_of_column, decimals_short_of_whole
from domain.wording.changes import against, change
from domain.wording.numbers import measure_value, percent
from domain.wording.sanitation import RateTold
from domain.wording.slide_titles import sanitation_title
from tests.domain.shipped import frame

DAY = date(2026, 11, 19)
MED_KEY = catalogue(frame("indicators")).version("MED_KEY", DAY)
RULES = light_rules(frame("light_rules"))
SHY = 18_609 / 18_618


@pytest.mark.parametrize(
    ("percentage", "decimals"),
    [
        (100.0, 1),
        (99.94, 1),
        (99.95, 2),
        (99.952, 2),
        (99.9951, 3),
        (99.99999, 5),
        (100.04, 1),
        (0.0, 1),
        (nan, 1),
    ],
)
def test_as_many_decimals_as_keep_it_below_the_whole(percentage, decimals):
    assert decimals_short_of_whole(percentage, 1) == decimals


def test_it_is_written_alike_everywhere():
    quantity = Quantity("参保率", "%")
    assert (percent(SHY), measure_value(MED_KEY, SHY), quantity.shown(SHY)) == ("99.95%",) * 3
    assert (percent(1.0), quantity.shown(1.0), quantity.shown(0.9994)) == ("100.0%", "100.0%", "99.9%")


def test_its_gap_to_the_whole_is_not_nothing():
    quantity = Quantity("参保率", "%")
    assert against(MED_KEY, SHY, 1.0, name="目标") == "低于目标0.05个百分点"
    assert quantity.gap_in_words(SHY, 1.0) == "低 0.05 个百分点"
    assert change(MED_KEY, 1.0, SHY) == "提高0.05个百分点"
    assert quantity.gap(SHY, 0.95) == "+5.0"


@pytest.mark.parametrize(("value", "level"), [(SHY, Level.BAD), (1.0, Level.OK), (0.9999999, Level.BAD)])
def test_below_the_whole_is_red_however_little_it_lacks(value, level):
    assert light(MED_KEY, value, base=18_618, against=None, rules=RULES, day=DAY).level == level


def test_a_slide_does_not_call_a_target_reached_that_lacks_a_little():
    found = sanitation_title([RateTold("垃圾", SHY, nan, ())], [1.0], lacking=0, expected=120)
    assert found.plain == "垃圾 99.95%，低于目标 0.05 个百分点"


def test_a_share_without_decimals_follows_the_same_rule():
    assert (percent(0.996, 0), percent(0.994, 0), percent(1.0, 0)) == ("99.6%", "99%", "100%")


def test_one_column_has_the_decimals_of_its_shyest_share():
    assert decimals_of_column([50.0, 99.96, nan, 100.0], 1) == 2
    assert decimals_of_column([], 1) == 1
