"""A whole meeting in a real browser: paged by keyboard, at one day and version whatever comes, naming nobody."""

import re

import pytest

from tests.browser.paper import sheets
from tests.browser.sights import at_rest, texts, told
from tests.pages.books import TOWN, corrected
from tests.pages.english import english_in

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
COUNT = 7
READY = f"() => document.documentElement.dataset.kbSlide && document.querySelectorAll('.kbm .kb-foot').length === {COUNT}"
# What of the shown slide reaches beyond the window; a chart's own frame is larger and clipped by design.
_BEYOND = """() => {
  const slide = document.querySelector(`.st-key-kbm_slide_${document.documentElement.dataset.kbSlide}`);
  const parts = [...slide.querySelectorAll(".kbm *, .main-svg")].filter((part) => part.getBoundingClientRect().width);
  const beyond = parts.filter((part) => {
    const place = part.getBoundingClientRect();
    return place.right > innerWidth + 1 || place.bottom > innerHeight + 1;
  });
  const foot = slide.querySelector(".kb-foot"), edge = foot.getBoundingClientRect().right;
  beyond.push(...[...foot.querySelectorAll("*")].filter((part) => part.getBoundingClientRect().right > edge + 1
    || part.scrollWidth > part.clientWidth + 1 && getComputedStyle(part).display !== "inline"));
  const page = document.documentElement;
  return [beyond.map((part) => part.className), page.scrollWidth > innerWidth, page.scrollHeight > innerHeight];
}"""
_SMALLEST = """() => {
  const slide = document.querySelector(`.st-key-kbm_slide_${document.documentElement.dataset.kbSlide}`);
  const grown = Number(getComputedStyle(document.documentElement).getPropertyValue("--kb-wall"));
  const sizes = [...slide.querySelectorAll(".kbm *")].filter((part) => part.children.length === 0 && part.textContent.trim())
    .map((part) => parseFloat(getComputedStyle(part).fontSize));
  const drawn = [...slide.querySelectorAll(".main-svg text")].map((part) => parseFloat(part.style.fontSize) * grown);
  return Math.min(...sizes, ...drawn.filter((size) => size));
}"""


def ready(page):
    """Every slide has come; the first viewer of a version waits until its answers are worked out."""
    page.wait_for_function(READY, timeout=300_000)


def opened(visit, address, asked="", **size):
    page = visit(f"{address}meeting?embed=true&embed_options=light_theme{asked}", **size)
    ready(page)
    return at_rest(page)


def slide_of(page):
    return int(page.evaluate("document.documentElement.dataset.kbSlide"))


def turned(page, key, to):
    """Waits by functions: the page's policy lets no bare expression be evaluated a second time."""
    page.keyboard.press(key)
    page.wait_for_function(f"() => document.documentElement.dataset.kbSlide === '{to}'")
    return told(page)


def test_a_whole_meeting_is_paged_by_keyboard_and_fits_every_window(visit, address):
    page = opened(visit, address)
    assert f"1 / {COUNT}" in told(page)
    for number in range(1, COUNT + 1):
        if number > 1:
            turned(page, "ArrowRight", number)
        seen = texts(page)
        assert f"{number} / {COUNT}" in seen
        assert {text: found for text in seen if (found := english_in(text))} == {}
        assert not any(re.search(r"[\u4e00-\u9fff]某(?!镇|村|乡)", text) for text in seen), "nobody is named"
        for width, height, least in ((1366, 768, 18), (1920, 1080, 24)):
            page.set_viewport_size({"width": width, "height": height})
            page.wait_for_function(
                f"() => Math.abs(getComputedStyle(document.documentElement).getPropertyValue('--kb-wall') - {width / 1920}) < 0.001"
            )
            assert page.evaluate(_BEYOND) == [[], False, False], (number, width)
            assert page.evaluate(_SMALLEST) >= least, (number, width)
    turned(page, "ArrowRight", COUNT)
    turned(page, "PageUp", COUNT - 1)
    turned(page, "Home", 1)
    turned(page, "ArrowLeft", 1)
    turned(page, "End", COUNT)
    turned(page, "3", 3)
    assert "slide=3" in page.url
    assert sheets(page) == COUNT
    page.keyboard.press("f")
    page.wait_for_function("() => document.fullscreenElement !== null")
    page.keyboard.press("f")
    page.wait_for_function("() => document.fullscreenElement === null")
    page.reload()
    ready(page)
    assert slide_of(at_rest(page)) == 3
    page.click(".st-key-kbm_slide_3 a:has-text('深色')")
    page.wait_for_url(lambda url: "dark_theme" in url)
    ready(page)
    assert slide_of(at_rest(page)) == 3
    assert (
        page.evaluate("getComputedStyle(document.querySelector('.st-key-kbm_slide_3')).backgroundColor")
        == "rgb(15, 23, 32)"
    )
    page.keyboard.press("Escape")
    page.wait_for_selector("text=进入会议模式")
    assert "embed" not in page.url


def test_day_and_version_stay_though_somebody_reports_meanwhile(visit, address):
    page = opened(visit, address)
    before = told(page)
    version = re.search(r"会前版本：第 (\d+) 号", before)[1]
    office = at_rest(visit(f"{address}upload"))
    file = {"name": TOWN, "mimeType": XLSX, "buffer": corrected({"F9": 511})}
    office.set_input_files("[data-testid=stFileUploader] input[type=file]", file)
    office.locator("textarea").fill("会中更正")
    office.locator("textarea").blur()
    office.get_by_role("button", name="确认入库").click()
    office.wait_for_selector("text=/已入库，记为第 \\d+ 号变更/")
    assert f"known_at={version}" in page.url
    page.reload()
    ready(page)
    assert told(at_rest(page)) == before


def test_a_row_opens_its_page_and_leads_back_to_its_slide(visit, address):
    page = opened(visit, address, "&slide=5")
    page.locator(".st-key-kbm_slide_5 .points path").first.click(force=True)
    page.wait_for_selector("text=会议进行中")
    page.wait_for_selector("[role=dialog] >> text=下一步")
    at_rest(page)
    page.keyboard.press("Escape")
    page.click("text=回到会议第 5 页")
    ready(page)
    page.locator(".st-key-kbm_slide_5 .kb-t a").first.click()
    page.wait_for_selector("text=会议进行中")
    at_rest(page)
    assert not re.search(r"[\u4e00-\u9fff]某(?!镇|村|乡)", told(page)), (
        "nobody is named while the meeting runs"
    )
    assert page.locator("text=未结清单").count() == 1
    page.keyboard.press("Escape")
    page.click("text=回到会议第 5 页")
    ready(page)
    assert slide_of(at_rest(page)) == 5


def test_a_point_opens_the_parts_of_its_number_beside_the_slide(visit, address):
    page = opened(visit, address, "&slide=4")
    moment = re.search(r"known_at=\d+", page.url)[0]
    drawn = page.locator(".st-key-kbm_slide_4 .points path")
    drawn.last.click(force=True)
    page.wait_for_selector("[role=dialog] >> text=这个数从哪里来")
    seen = told(at_rest(page))
    assert re.search(r"Sheet1!F\d+", seen)
    assert moment in page.url
    page.keyboard.press("ArrowRight")
    assert slide_of(page) == 4, "the keys are the panel's while it is open"
    page.keyboard.press("Escape")
    page.wait_for_selector("[role=dialog]", state="detached")
    turned(page, "ArrowRight", 5)


def test_before_the_data_every_slide_says_so(visit, address):
    page = opened(visit, address, "&as_of=2025-06-01&known_at=42")
    for number in range(1, COUNT + 1):
        seen = turned(page, str(number), number)
        assert "还没有" in seen or "没有" in seen
        assert "系统出错" not in seen
