"""总览, 项目完成 and 项目 of a county at its edge: 30 towns, long names, 1,000 projects, one town silent."""

import pytest

from domain.permissions import Role
from tests.large_county import large_county
from tests.pages.english import english_in
from tests.pages.screens import run_page, seen, words_on

pytestmark = pytest.mark.xdist_group("large")


@pytest.fixture(scope="module")
def large_url(tmp_path_factory):
    return large_county(tmp_path_factory.mktemp("large"))


def opened(url, code, **address):
    app = run_page(code, Role.LEADER, url, **address)
    assert not app.exception, app.exception[0].message
    return app


@pytest.mark.parametrize(
    ("code", "address"),
    [
        ("overview", {}),
        ("overview", {"matters": "all"}),
        ("projects", {}),
        ("project", {"project": "DL-2026-0005"}),
    ],
)
def test_a_page_holds_it_and_stays_chinese(large_url, code, address):
    app = opened(large_url, code, **address)
    assert not [text for text in words_on(app) if english_in(text.replace("DL-", ""))]


def test_a_thousand_projects_are_listed_and_one_is_found(large_url):
    assert "共 1000 个。" in seen(opened(large_url, "projects", list="全部项目"))
    assert "共 1 个。" in seen(opened(large_url, "projects", list="全部项目", find="第518号"))


def test_the_silent_town_is_unreported_everywhere_and_never_zero(large_url):
    page = seen(opened(large_url, "projects"))
    assert "34 个没有进度台账" in page
    assert "（缺 34 个" in page
    town = seen(opened(large_url, "projects", town="第1安置镇"))
    assert "项目完工率本期还没有数据" in town
    assert "0.0%" not in town.partition("投资、验收")[0].partition("从登记到报账")[2].partition("付清")[0]


def test_hundreds_of_matters_are_paged_with_their_reasons(large_url):
    page = seen(opened(large_url, "overview", matters="all"))
    assert "为什么排在这里" in page
    assert "1—100" in page


def test_payments_without_a_document_leave_the_levels_open(large_url):
    page = seen(opened(large_url, "project", project="DL-2026-0005"))
    assert "未注明文号" in page
