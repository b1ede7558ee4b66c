"""人居环境, 问题整改 and 村级排名 as they run on the sample county, with what stands in their addresses."""

import re

import pytest

from domain.permissions import Role
from tests.pages.screens import run_page, seen

pytestmark = pytest.mark.xdist_group("pages")


@pytest.fixture(scope="module")
def shown(sample_url):
    """What a leader sees on a page at an address."""

    def ask(code, **address):
        app = run_page(code, Role.LEADER, sample_url, **address)
        assert not app.exception, app.exception[0].message
        return seen(app)

    return ask


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("sanitation", "厕所 5 镇、污水 3 镇、垃圾 3 镇未达标（缺 8 村）；"),
        ("rectification", "本旬销号 72 个、新增 54 个，未结降到 41 个；"),
        ("ranking", "水口村较上旬少 2.64 分，人居环境失分最多"),
    ],
)
def test_a_page_opens_with_its_conclusion(shown, code, said):
    assert said in shown(code)


@pytest.mark.parametrize("code", ["sanitation", "rectification", "ranking"])
def test_before_the_first_day_a_page_says_when_the_data_begin(shown, code):
    page = shown(code, as_of="2025-11-01")
    assert "数据从 2026年1月5日 开始" in page
    assert "0.0%" not in page


def test_the_villages_of_a_town_stand_at_its_address(shown):
    page = shown("sanitation", town="石桥镇")
    assert "石桥镇各村三率" in page
    assert "基数变小" in page


def test_a_problem_opens_by_its_address_with_its_files(shown):
    page = shown("rectification", problem="整改-046")
    assert "经过" in page
    assert "反馈问题整改台账（11月10日）.xlsx" in page


def test_a_source_and_a_unit_narrow_the_page(shown):
    assert "本旬销号 7 个" in shown("rectification", source="除日督查外")
    assert "本旬销号 17 个" in shown("rectification", unit="柳湾乡")


@pytest.mark.parametrize("address", [{"group": "集聚提升类"}, {"group": "特色保护类"}, {"board": "镇榜"}])
def test_what_was_said_of_a_ranked_number_is_a_footnote_of_its_board(shown, address):
    """竹坑村 explained its smaller base; the board of its group and the board of the towns rank by that rate."""
    page = shown("ranking", **address)
    ranked = "board" in address or "竹坑村" in page.split("口径：")[0]
    assert ("应计户数核减28户" in page) == ranked


def test_where_no_town_can_be_told_nothing_is_listed_as_owed(shown):
    """The project ledger says nothing of 到位: by that denominator every town would be 未报."""
    page = shown("funds", base="到位数")
    assert "各镇的支出率都还算不出，不列欠支。" in page
    assert "不列欠支" not in shown("funds")


@pytest.mark.parametrize("code", ["funds", "projects"])
def test_a_town_looked_at_alone_has_its_neighbours_beside_it(sample_url, code):
    def strips(**address):
        written = (node.proto.body for node in run_page(code, Role.LEADER, sample_url, **address).get("html"))
        return [body for body in written if "kb-siblings" in body]

    assert strips() == []
    [strip] = strips(town="柳湾乡")
    assert strip.index("全县") < strip.index("青石镇") < strip.index("柳湾乡")
    assert strip.count("<a ") == 8, "the county and the seven other towns"


def test_who_is_ranked_without_all_items_says_so_beside_the_praise(sample_url):
    """雾岭村 has not reported for two 旬 and stands third: what it lacks is told in words, not on hover only."""
    written = (node.proto.body for node in run_page("ranking", Role.LEADER, sample_url).get("html"))
    [board] = [body for body in written if "名次区间" in body and "<tr" in body]
    [row] = [one for one in board.split("<tr") if "雾岭村" in one]
    assert "红榜" in row
    assert re.search(r">缺 \d 项<", row)


def test_a_black_list_is_only_proposed(shown):
    assert shown("ranking").count("待人工确认") == 2


def test_who_takes_no_part_is_told_with_the_reason(shown):
    page = shown("ranking", scheme="人居环境周榜", group="特色保护类")
    assert "不参评：人居环境考评本周未查" in page


def test_the_towns_have_a_board_of_their_own(shown):
    page = shown("ranking", board="镇榜", town="松岗镇")
    assert "8 镇参评" in page
    assert "松岗镇各村" in page
    assert "分丢在哪里" not in page
