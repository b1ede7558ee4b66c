"""From what has to be decided to a project, its neighbours and its cells; every way counted in clicks."""

import pytest

from tests.browser.sights import at_rest, texts
from tests.pages.english import english_in

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

COLD_CHAIN, NEXT = "柳湾乡冷链集配中心", "柳湾乡污水管网二期"


def clicked(page, selector, expected):
    page.locator(selector).first.click()
    page.wait_for_selector(f"h1:has-text('{expected}')")
    return at_rest(page)


def test_one_click_opens_a_project_an_arrow_its_neighbour_and_a_crumb_its_town(visit, address):
    page = at_rest(visit(address))
    clicked(page, f"a:has-text('{COLD_CHAIN}')", COLD_CHAIN)
    assert "project=YL-2026-055" in page.url
    assert page.locator(".kb-siblings >> text=" + NEXT).count() == 1
    page.keyboard.press("ArrowRight")
    page.wait_for_selector(f"h1:has-text('{NEXT}')")
    assert "project=YL-2026-056" in page.url
    clicked(page, ".kb-crumbs a >> nth=1", "柳湾乡项目完工率")


def test_a_day_of_the_course_opens_its_cells(visit, address):
    page = at_rest(visit(f"{address}project?project=YL-2026-055"))
    page.locator("td a:has-text('08-31')").first.click()
    page.wait_for_selector("text=云岭县2026年项目进度台账（8月31日）.xlsx")


def test_a_row_of_the_list_opens_its_project_and_the_list_speaks_chinese(visit, address):
    page = at_rest(visit(f"{address}projects?list=全部项目", width=1920, height=1080))
    grid = page.locator("[data-testid=stDataFrame]").first
    grid.scroll_into_view_if_needed()
    page.wait_for_timeout(1500)  # the canvas has no element to wait for
    assert {text: found for text in texts(page) if (found := english_in(text.replace("YL-", "")))} == {}
    box = grid.bounding_box()
    page.mouse.click(box["x"] + 14, box["y"] + 54)
    page.wait_for_selector("text=看登记的出处")
    page.wait_for_url("**/project?project=YL-2026-*")
