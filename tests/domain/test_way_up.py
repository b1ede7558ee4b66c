"""Which item, finished by so many more, lifts a subject with the least to do."""

import pandas as pd
import pytest

from domain.scoring import Scheme, scores
from domain.way_up import ways_up
from tests.domain.test_ranking import CATALOGUE, DAY, item, rows

BOTH = Scheme("S", "测试", "village", 2, (item("TOI_COV", 5000), item("GAR_RATE", 5000)))
GROUPS = {"V0": "甲", "V1": "甲", "V2": "乙"}


def ways(toilets, waste, *, subject="V0", bases=(100.0, 20.0), scheme=BOTH):
    frame = pd.concat(
        [rows("TOI_COV", toilets, bases[0]), rows("GAR_RATE", waste, bases[1])], ignore_index=True
    )
    scored = scores(frame, scheme, CATALOGUE, subjects=list(GROUPS), day=DAY)
    return ways_up(scored, CATALOGUE, GROUPS, subject, day=DAY)


def test_the_nearest_way_is_the_one_that_brings_most_by_one_counted():
    found = ways([0.5, 0.8, 0.9], [0.5, 0.5, 0.9])
    assert [(way.indicator.code, way.count, way.gain) for way in found] == [
        ("GAR_RATE", 10, pytest.approx(25.0)),
        ("TOI_COV", 50, pytest.approx(25.0)),
    ]


def test_the_rank_is_taken_in_the_subjects_own_group():
    found = ways([0.5, 0.8, 0.9], [0.5, 0.5, 0.9])
    assert (found[0].score, found[0].rank) == (75.0, 1)


def test_a_full_item_is_no_way():
    assert [way.indicator.code for way in ways([1.0, 0.5, 0.5], [0.9, 0.5, 0.5])] == ["GAR_RATE"]
    assert ways([1.0, 0.5, 0.5], [1.0, 0.5, 0.5]) == []


def test_what_is_not_reported_or_counts_the_village_as_one_is_no_way():
    light = Scheme("S", "测试", "village", 2, (item("TOI_COV", 2000), item("GAR_RATE", 8000)))
    found = ways([None, 0.5, 0.5], [0.9, 0.5, 0.5], scheme=light)
    assert [way.indicator.code for way in found] == ["GAR_RATE"]
    one = Scheme("S", "测试", "village", 2, (item("SEW_RATE", 100),))
    frame = rows("SEW_RATE", [0.0, 1.0, 1.0], 1.0)
    scored = scores(frame, one, CATALOGUE, subjects=list(GROUPS), day=DAY)
    assert ways_up(scored, CATALOGUE, GROUPS, "V0", day=DAY) == []
