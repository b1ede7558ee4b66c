"""村情画像 as it runs on the sample county."""

import pytest

from domain.permissions import Role
from tests.pages.screens import run_page, seen

pytestmark = pytest.mark.xdist_group("pages")


@pytest.fixture(scope="module")
def shown(sample_url):
    """The page a leader sees at an address."""

    def ask(**address):
        app = run_page("village", Role.LEADER, sample_url, **address)
        assert not app.exception, app.exception[0].message
        return app

    return ask


def test_an_old_link_by_key_stands_in_plain_words_in_the_address(shown):
    app = shown(village="V0113")
    assert app.query_params["village"] in ("柳湾乡水口村", ["柳湾乡水口村"])
    words = seen(app)
    assert "水口村 67.04 分" in words
    assert "未结问题 3 个" in words
    assert "垃圾围箱" in words


def test_siblings_stay_in_sight_and_one_steps_to_the_next(shown):
    app = shown(village="柳湾乡水口村")
    assert "渔梁村" in seen(app)
    ahead = next(button for button in app.button if button.label == "下一村")
    assert "月亮湾村" in seen(ahead.click().run())


def test_the_link_of_a_merged_village_says_where_it_went(shown):
    words = seen(shown(village="松岗镇上垅村"))
    assert "松岗镇上垅村已于2026年7月1日并入松岗镇双垅村" in words
    assert "双垅村 97.21 分" in words


def test_an_unknown_village_is_answered_in_one_sentence(shown):
    words = seen(shown(village="乌有村"))
    assert "没有“乌有村”这个村" in words
    assert "名次" not in words


def test_before_the_first_day_the_page_says_when_the_data_begin(shown):
    assert "数据从 2026年1月5日 开始" in seen(shown(as_of="2025-11-01"))


def test_a_number_opens_its_cells(shown):
    words = seen(shown(village="柳湾乡水口村", trace="measure~TOI_COV~place~V0113"))
    assert "卫生厕所普及率　柳湾乡" in words


def test_a_number_of_an_earlier_period_says_which_and_is_held_against_no_baseline(shown):
    words = seen(shown(village="柳湾乡水口村"))
    assert "沿用11月上旬" in words
    assert "0.0% 目标" not in words
