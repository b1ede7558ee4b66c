"""Counts of people below five are hidden, with a second one where the total would give one away."""

from types import SimpleNamespace

import pandas as pd

from domain.small_counts import hide_small

HOUSEHOLDS = SimpleNamespace(unit="户", numerator_name="未整改户数")
PROJECTS = SimpleNamespace(unit="个", numerator_name="项目数")


def rows(*counts):
    return pd.DataFrame({"value": counts, "numerator": counts, "denominator": 9.0, "gap": 0.0})


def test_one_small_count_takes_the_next_smallest_with_it():
    told = hide_small(rows(3.0, 9.0, 20.0, 0.0), HOUSEHOLDS)
    assert told["hidden"].tolist() == [True, True, False, False]
    assert told["value"].isna().tolist() == [True, True, False, False]


def test_two_small_counts_hide_only_themselves():
    assert hide_small(rows(3.0, 4.0, 20.0), HOUSEHOLDS)["hidden"].tolist() == [True, True, False]


def test_what_counts_no_people_is_told():
    assert not hide_small(rows(3.0, 9.0), PROJECTS)["hidden"].any()
