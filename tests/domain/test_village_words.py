"""村情画像 in words."""

from datetime import date
from math import nan

import pytest

from domain.wording.conclusion import LONGEST
from domain.wording.numbers import length
from domain.wording.villages import (
    AtHand,
    Stands,
    base_words,
    level_words,
    merged_away,
    not_found,
    not_yet_there,
    silent_words,
    village_conclusion,
)

LAST = date(2026, 6, 30)


def test_an_old_name_says_where_it_went_and_what_is_shown():
    said = merged_away("松岗镇上垅村", LAST, ["松岗镇双垅村"])
    assert said == "松岗镇上垅村已于2026年7月1日并入松岗镇双垅村，下面是松岗镇双垅村。"


def test_a_village_that_was_divided_names_all_and_shows_the_first():
    said = merged_away("松岗镇双垅村", LAST, ["松岗镇上垅村", "松岗镇下垅村"])
    assert said == "松岗镇双垅村已于2026年7月1日分为松岗镇上垅村、松岗镇下垅村，下面是松岗镇上垅村。"


def test_a_village_that_went_nowhere_was_dissolved():
    assert merged_away("松岗镇上垅村", LAST, []) == "松岗镇上垅村已于2026年7月1日撤销。"


def test_before_a_village_began_its_predecessors_are_named():
    said = not_yet_there("松岗镇双垅村", date(2026, 7, 1), ["松岗镇上垅村", "松岗镇下垅村"])
    assert said.startswith("松岗镇双垅村自2026年7月1日起才有，此前是松岗镇上垅村、松岗镇下垅村")
    assert said.endswith("下面是松岗镇上垅村。")


def test_one_sentence_for_what_is_not_there_and_what_may_not_be_seen():
    assert not_found("某某村") == (
        "到这一天为止没有“某某村”这个村，或不在您的查看范围内。请从村名表里点开，或换一个数据截至日。"
    )


def stands(**changed):
    told = {
        "group": "集聚提升类", "score": 67.04, "rank": 61, "of": 63, "moved": -2.64, "block": "人居环境", "beyond": 11.69,
        "reason": "", "decimals": 2,
    }  # fmt: skip
    return Stands(**{**told, **changed})


QUIET = AtHand(open_problems=0, late_problems=0, longest_late=0, projects=0, late_projects=0)


def told(name="水口村", hand=QUIET, **changed):
    return village_conclusion(name, stands(**changed), hand, since="上旬")


def test_the_headline_says_score_place_change_and_what_costs_most():
    said = told()
    assert (
        said.plain + said.red
        == "水口村 67.04 分，集聚提升类 63 村中第 61，较上旬少 2.64 分；人居环境多扣 11.69 分"
    )
    assert said.red == "人居环境多扣 11.69 分"


def test_without_a_loss_beyond_the_group_nothing_is_red():
    said = told(block="", beyond=nan, moved=0.45)
    assert said.plain.endswith("较上旬多 0.45 分，没有一块比同组多扣")
    assert said.red == ""


def test_a_change_that_does_not_show_is_no_change_and_an_unknown_one_is_not_told():
    assert "与上旬持平" in told(moved=0.004).plain
    assert "上旬" not in told(moved=nan).plain


def test_a_village_alone_in_its_group_has_no_place_among_others():
    assert "只此 1 村参评" in told(of=1, rank=1, block="", beyond=nan).plain


def test_who_takes_no_part_is_told_why_and_without_a_place():
    said = told(rank=0, score=nan, reason="监测对象未报（缺项权重 45%）", block="")
    assert said.plain == "水口村本期不参评：监测对象未报，缺项权重 45%"
    assert "第" not in said.plain


def test_without_a_board_the_village_is_named():
    assert village_conclusion("水口村", None, QUIET, since="上旬").plain == "水口村"


@pytest.mark.parametrize("name", ["水口村", "九里坡桃花源水库移民新村"])
def test_the_headline_stands_on_one_line(name):
    said = told(name, group="集聚提升类、搬迁撤并类", block="产业与集体经济")
    assert length(said.plain + said.red) <= LONGEST


def test_what_is_at_hand_stands_below():
    hand = AtHand(3, 2, 14, 2, 1, [("村级人居环境旬报", 2), ("保障就业月报", 1)])
    assert told(hand=hand).sub == (
        "未结问题 3 个，逾期 2 个（最长 14 天）；项目 2 个，1 个逾期未完工；村级人居环境旬报连续2期未报；保障就业月报本期未报。"
    )
    assert told().sub == "没有未结问题。"


def test_silence_says_since_when():
    assert (
        silent_words("村级人居环境旬报", 2, "10月下旬") == "村级人居环境旬报：连续2期未报，最近一次是10月下旬"
    )
    assert silent_words("保障就业月报", 1, "") == "保障就业月报：本期未报，从未报过"


def test_a_base_that_moved_says_from_where_to_where():
    said = base_words("应计户数", 268, 240, "卫生厕所普及率较11月上旬 +10.4 个百分点")
    assert said == "应计户数 268→240（少 28）：卫生厕所普及率较11月上旬 +10.4 个百分点"


@pytest.mark.parametrize(
    ("score", "median", "moved", "median_moved", "since", "said"),
    [
        (
            90.0,
            84.8,
            0.08,
            -0.1,
            "上旬",
            "水平：高于同组中位数 5.20 分；进步：较上旬多 0.08 分，同组中位数少 0.10 分。",
        ),
        (80.0, 84.8, 0.0, nan, "去年同期", "水平：低于同组中位数 4.80 分；进步：较去年同期未动。"),
        (84.8, 84.8, nan, nan, "上旬", "水平：与同组中位数持平。"),
        (84.8, 84.8, 1.0, 1.0, "", "水平：与同组中位数持平。"),
        (nan, 84.8, nan, nan, "上旬", ""),
    ],
)
def test_level_and_progress_beside_the_peers(score, median, moved, median_moved, since, said):
    assert level_words(score, median, moved, median_moved, since=since, decimals=2) == said
