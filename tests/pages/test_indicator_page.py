"""指标: every entry of the catalogue has a page on the sample county, chosen by code or by name."""

import csv

import pytest

from domain.permissions import Role
from tests.pages.screens import ROOT, run_page, seen

pytestmark = pytest.mark.xdist_group("pages")

with (ROOT / "catalogue" / "indicators.csv").open(encoding="utf-8-sig") as sheet:
    CODES = list(dict.fromkeys(row["code"] for row in csv.DictReader(sheet)))


@pytest.mark.parametrize("code", CODES)
def test_every_entry_of_the_catalogue_is_shown(sample_url, code):
    app = run_page("indicator", Role.LEADER, sample_url, indicator=code)
    assert not app.exception, app.exception[0].message
    assert "kb-refused" not in seen(app)
    assert "口径、灯和来源" in seen(app)


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("TOI_COV", "卫生厕所普及率 87.6%，低于目标 2.4 个百分点（缺 8 村）；"),
        ("PRJ_DONE", "项目完工率 78.3%"),
        ("COL_INC", "村集体经济收入为 2,492.70 万元"),
        ("HOT_SAT", "诉求满意率 95.1%"),
    ],
)
def test_its_headline_is_that_of_the_whole_county(sample_url, code, said):
    assert said in seen(run_page("indicator", Role.LEADER, sample_url, indicator=code))


def test_a_name_or_the_words_of_the_control_choose_too(sample_url):
    for asked in ("卫生厕所普及率", "人居环境 · 卫生厕所普及率"):
        assert "卫生厕所普及率 87.6%" in seen(run_page("indicator", Role.LEADER, sample_url, indicator=asked))


def test_villages_are_listed_and_laid_out_by_town(sample_url):
    listed = seen(run_page("indicator", Role.LEADER, sample_url, indicator="TOI_COV", sight="各村"))
    assert "水口村" in listed
    tiles = seen(run_page("indicator", Role.LEADER, sample_url, indicator="TOI_COV", sight="地图"))
    assert "一格一村，按镇排开" in tiles
    assert "未报" in tiles


def test_a_limit_of_ones_own_stands_in_the_address_and_the_list_can_be_sorted(sample_url):
    app = run_page(
        "indicator", Role.LEADER, sample_url, indicator="TOI_COV", sight="各村", rows="排序表", limit="60%"
    )
    assert "低于 60% 的" in seen(app)
    assert "共 112 村有数，8 村本期没有数" in seen(app)
    grid = app.dataframe[0].value
    assert 0 < len(grid) < 20
    assert (grid["shown"] < 60).all()
    assert "水口村" in grid["name"].tolist()


def test_a_limit_that_is_no_number_is_told(sample_url):
    app = run_page("indicator", Role.LEADER, sample_url, indicator="TOI_COV", sight="各村", limit="很低")
    assert "“很低”不是一个数" in seen(app)


def test_one_village_is_looked_at_alone_by_its_name_in_the_address(sample_url):
    app = run_page("indicator", Role.LEADER, sample_url, indicator="TOI_COV", town="柳湾乡", alone="水口村")
    assert "水口村走势" in seen(app)
    assert "灰线＝同类村中位数" in seen(app)
