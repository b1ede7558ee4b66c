"""The headline of the 人居环境 page and the sentences on what moved a rate."""

from math import nan

import pytest

from domain.base_effect import RateChange
from domain.wording.conclusion import LONGEST
from domain.wording.numbers import length
from domain.wording.rate_changes import base_only_words, change_words, joined_words
from domain.wording.sanitation import RateTold, TownRate, sanitation_conclusion

TARGET = 0.9


def town(name, value, previous, *, target=TARGET):
    gap = value - target
    light = "none" if value != value else "ok" if gap >= 0 else "warn" if gap >= -0.05 else "bad"
    return TownRate(name, value, previous, target, light)


def rate(short, *towns, county=0.88, previous=0.87):
    return RateTold(short, county, previous, towns)


def test_a_fall_of_more_than_one_point_is_red_and_the_greatest_is_named_first():
    told = rate("垃圾", town("双塘镇", 0.90, 0.915), town("柳湾乡", 0.87, 0.90), town("青石镇", 0.95, 0.96))
    said = sanitation_conclusion([told], lacking=0, expected=120, since="上旬")
    assert said.plain == "垃圾 1 镇未达标；"
    assert said.red == "柳湾乡、双塘镇垃圾较上旬回落超过 1 个百分点"


def test_without_a_fall_the_town_furthest_below_its_target_is_named():
    told = rate("厕所", town("柳湾乡", 0.712, 0.70), town("望峰乡", 0.80, 0.80))
    said = sanitation_conclusion([told], lacking=0, expected=120, since="上旬")
    assert said.red == "柳湾乡厕所低于目标 18.8 个百分点"


def test_where_every_target_is_reached_nothing_is_red():
    told = [rate("厕所", town("青石镇", 0.95, 0.95)), rate("污水", town("青石镇", 0.92, 0.92))]
    said = sanitation_conclusion(told, lacking=0, expected=18, since="上旬")
    assert (said.plain, said.red) == ("厕所、污水都达标", "")


def test_a_town_without_a_number_neither_misses_nor_meets_its_target_and_is_named_below():
    told = rate("污水", town("柳湾乡", nan, 0.33), town("青石镇", 0.95, 0.95))
    said = sanitation_conclusion([told], lacking=0, expected=120, since="上旬")
    assert said.plain == "污水都达标"
    assert "柳湾乡污水本期未报" in said.sub


@pytest.mark.parametrize(("lacking", "note"), [(3, ""), (4, "（缺 4 村）")])
def test_missing_villages_are_told_from_over_three_in_a_hundred_on(lacking, note):
    told = rate("厕所", town("柳湾乡", 0.80, 0.80))
    said = sanitation_conclusion([told], lacking=lacking, expected=120, since="上旬")
    assert said.plain == f"厕所 1 镇未达标{note}；"


def test_the_headline_is_never_longer_than_one_line():
    names = [f"九里坡桃花源{sign}新镇" for sign in "甲乙丙丁"]
    told = [rate(short, *(town(name, 0.70, 0.80) for name in names)) for short in ("厕所", "污水", "垃圾")]
    said = sanitation_conclusion(told, lacking=40, expected=120, since="上旬")
    assert length(said.plain + said.red) <= LONGEST


def test_the_written_parts_of_a_change_add_up():
    said = change_words("全县厕所", RateChange(done=0.00346, counted=0.00149, joined=0.0), since="上旬")
    assert said == "全县厕所较上旬 +0.5 个百分点：做得多 +0.4，算得少 +0.1。"


def test_a_base_that_moved_the_rate_by_less_than_is_shown_is_not_mentioned():
    assert change_words("全县厕所", RateChange(done=0.004, counted=0.0003, joined=0.0), since="上旬") == ""


def test_silence_is_told_with_its_direction():
    change = RateChange(done=0.0, counted=0.0, joined=-0.012)
    assert "显得低 1.2 个百分点" in joined_words("全县污水", change, since="上旬")


def test_only_the_greatest_rises_by_base_are_named_and_the_rest_counted():
    risen = [(f"{sign}村", 0.888, 0.992, 268.0, 240.0) for sign in "甲乙丙丁戊"]
    said = base_only_words(risen, base="应计户数")
    assert said.startswith("甲村由 88.8% 升到 99.2%，只因应计户数由 268 减到 240；")
    assert "另有 2 村同样" in said


def test_however_long_the_headline_it_says_how_many_are_missing():
    told = [rate(f"名称特别长的第{n}项普及率", town(f"名字很长的第{n}镇", 0.7, 0.7)) for n in range(4)]
    said = sanitation_conclusion(told, lacking=8, expected=120, since="上旬")
    assert "（缺 8 村）" in said.plain
