"""项目: one project by its address, for every role, and every way to it from the lists."""

import pytest

from domain.permissions import Role
from tests.pages.english import english_in
from tests.pages.screens import run_page, seen, words_on

pytestmark = pytest.mark.xdist_group("pages")


def opened(url, role=Role.LEADER, **address):
    app = run_page("project", role, url, **address)
    assert not app.exception, app.exception[0].message
    return app


@pytest.mark.parametrize("role", Role)
def test_a_project_opens_for_every_role_in_chinese(sample_url, role):
    app = opened(sample_url, role, project="YL-2026-055")
    assert "低于应达 70.0 个百分点" in seen(app)
    assert not [text for text in words_on(app) if english_in(text.replace("YL-", ""))]


def test_one_screen_holds_stages_money_course_papers_and_neighbours(sample_url):
    page = seen(opened(sample_url, project="YL-2026-055"))
    for words in (
        "柳湾乡污水管网二期",
        "完工已 105 天",
        "国库支付 4 笔",
        "用地手续未批复",
        "点名本项目",
        "保底收益",
    ):
        assert words in page


def test_without_a_project_or_with_an_unknown_one_the_page_says_where_to_go(sample_url):
    assert "还没有选项目" in seen(opened(sample_url))
    assert "不在您的查看范围内" in seen(opened(sample_url, project="YL-1999-001"))


def test_a_number_of_the_course_opens_its_cells(sample_url):
    page = seen(opened(sample_url, project="YL-2026-055", trace="project_status~YL-2026-055~2026-08-31"))
    assert "云岭县2026年项目进度台账（8月31日）.xlsx" in page


def test_every_project_is_listed_found_and_narrowed_by_the_address(sample_url):
    def rows(**address):
        app = run_page("projects", Role.LEADER, sample_url, **address)
        assert not app.exception, app.exception[0].message
        return seen(app)

    every = {"list": "全部项目"}
    assert "共 60 个。" in rows(**every)
    assert "共 6 个。" in rows(**every, town="柳湾乡")
    assert "共 1 个。" in rows(**every, find="冷链")
    assert "没有找到项目" in rows(**every, find="查无此项")
    assert "还差（万元）" in rows(list="次年储备比")
    assert "双塘镇水产加工车间" in rows(list="联农带农")
    assert "住建局" in rows(by="按单位")
    assert "共 1 个。" in rows(find="冷链"), "a link that looks for a project means every one of them"


def test_what_is_behind_stands_there_until_another_list_is_chosen(sample_url):
    behind, every = (
        seen(run_page("projects", Role.LEADER, sample_url, **address))
        for address in ({}, {"list": "全部项目"})
    )
    assert "7 项；先逾期，后慢于工期" in behind
    assert "逾期 50 天" in behind
    assert "共 60 个。" not in behind
    assert "先逾期，后慢于工期" not in every
    assert "进度与资金对不上" in every


@pytest.mark.parametrize("code", ["overview", "projects"])
def test_lists_lead_to_the_project(sample_url, code):
    app = run_page(code, Role.LEADER, sample_url)
    assert any("project=YL-2026-0" in (block.proto.body or "") for block in app.get("html"))
