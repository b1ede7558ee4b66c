"""The nearest way up in words."""

import pytest

from domain.wording.ways import further_words, part_unit, way_words
from tests.domain.settings import county, setting

CATALOGUE = setting(county()).catalogue


def indicator(code):
    return CATALOGUE.versions[code][-1]


@pytest.mark.parametrize(
    ("code", "unit"),
    [("TOI_COV", "户"), ("MED_KEY", "人"), ("JOB_PAY", "人次"), ("REC_DONE", "处"), ("HOU_RISK", "户")],
)
def test_a_part_is_counted_by_what_its_name_says(code, unit):
    assert part_unit(indicator(code)) == unit


def test_the_way_says_what_to_finish_how_many_and_where_that_leads():
    said = way_words(indicator("REC_DONE"), 3, 74.74, rank=52, now=61, band=(48, 55), decimals=2)
    assert said == "若再整改 3 处（问题整改完成率），得分到 74.74，即升至第 52 名（可能在第 48—55 名）"


def test_a_way_that_changes_no_place_promises_none():
    said = way_words(indicator("TOI_COV"), 2, 70.0, rank=25, now=25, band=(24, 26), decimals=2)
    assert said == "若再完成 2 户（卫生厕所普及率），得分到 70.00，名次暂不变"


def test_a_band_of_one_place_is_not_told_twice():
    said = way_words(indicator("TOI_COV"), 2, 70.0, rank=1, now=3, band=(1, 1), decimals=1)
    assert said.endswith("得分到 70.0，即升至第 1 名")


def test_further_ways_are_told_shorter():
    assert further_words(indicator("TOI_COV"), 108, 7.0, decimals=2) == "卫生厕所普及率再 108 户可多 7.00 分"
