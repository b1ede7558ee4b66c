"""村级排名 on one screen: both ends of a long group, the items of a village where the group is not compared or when asked for."""

import pytest

from domain.permissions import Role
from tests.pages.screens import run_page, seen

pytestmark = pytest.mark.xdist_group("pages")


def shown(sample_url, **address):
    app = run_page("ranking", Role.LEADER, sample_url, **address)
    assert not app.exception, app.exception[0].message
    return seen(app)


def test_a_group_of_more_than_twenty_opens_with_both_ends_and_says_of_how_many(sample_url):
    page = shown(sample_url)
    assert "前 10 后 10 / 共 63" in page
    assert "大樟村" in page
    assert "逐项得分" in page  # offered, not shown
    assert "点指标看出处" not in page


def test_the_items_of_a_village_take_the_place_of_level_and_progress_when_asked_for(sample_url):
    page = shown(sample_url, closer="逐项得分")
    assert "点指标看出处" in page
    assert "一户一策落实率" in page
    assert "同组中位数 " not in page


def test_where_nothing_is_compared_the_items_stand_there_and_why(sample_url):
    page = shown(sample_url, compare="去年同期")
    assert "点指标看出处" in page
    assert "没有去年同期的数，不比进步" in page


def test_where_towns_are_not_compared_the_villages_of_the_opened_one_stand_beside_them(sample_url):
    page = shown(sample_url, board="镇榜", compare="去年同期")
    assert "梨园镇各村" in page
    assert "水平与进步" not in page
    assert "没有去年同期的数，不比进步" in page
    assert "水平与进步" in shown(sample_url, board="镇榜")
