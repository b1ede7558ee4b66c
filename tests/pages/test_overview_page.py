"""总览: the whole list with its reasons, any indicator by town, the groups of the catalogue; for every role."""

import pytest

from domain.permissions import Role
from tests.pages.screens import run_page, seen

pytestmark = pytest.mark.xdist_group("pages")


def shown(url, role=Role.LEADER, **address):
    app = run_page("overview", role, url, **address)
    assert not app.exception, app.exception[0].message
    return seen(app)


def test_the_whole_list_says_why_each_matter_stands_where_it_stands(sample_url):
    page = shown(sample_url, matters="all")
    assert "需要今天定的 22 件事" in page
    assert "差距 70.0% × 分量 1.00 × 30 / 30 天 ＝ 70.0" in page
    assert "为什么排在这里" not in shown(sample_url)


def test_where_no_town_has_a_number_yet_a_sentence_stands_in_the_place_of_empty_charts(sample_url):
    app = run_page("overview", Role.LEADER, sample_url, as_of="2026-01-15", towns="资金支出")
    assert "还没有各镇资金支出的数。" in seen(app)
    assert app.get("plotly_chart") == []


def test_the_towns_are_compared_first_by_what_is_known_of_them(sample_url):
    """In January no money is spent yet and no project is done; the villages have reported."""
    assert "各镇资金支出：谁落后最多" in shown(sample_url)
    assert "各镇卫生厕所：谁落后最多" in shown(sample_url, as_of="2026-01-15")


@pytest.mark.parametrize("role", Role)
def test_any_indicator_is_compared_by_town_for_every_role(sample_url, role):
    page = shown(sample_url, role, towns="其他指标", indicator="农村自来水普及率")
    assert "各镇农村自来水普及率：谁落后最多" in page


def test_a_group_is_shown_by_its_address(sample_url):
    assert "农村自来水普及率" in shown(sample_url)
    page = shown(sample_url, group="满意认可度升")
    assert "诉求满意率" in page
    assert "291 / 306" in page
    assert "调度事项按期办结率" in shown(sample_url, group="确保平稳过渡有效衔接")
