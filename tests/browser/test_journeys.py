"""The journeys the office makes, in a real browser against the real server."""

import re
import sqlite3
from pathlib import Path

import pytest

from services.county.installation import sqlite_url
from services.county.local_settings import remembered_name
from tests.browser.servers import our_server, plain_streamlit
from tests.browser.sights import at_rest, texts, told
from tests.loaded_county import copied
from tests.pages.books import TOWN, corrected
from tests.pages.english import english_in

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def test_a_newcomer_is_asked_for_a_name_and_sees_the_county(visit, sample_file, tmp_path):
    copied(sample_file, tmp_path / "sample.db")
    database = sqlite_url(tmp_path / "sample.db")
    with our_server(database, tmp_path / "log") as address:
        page = visit(address)
        page.click("text=开始使用")
        page.wait_for_selector("text=“姓名”还是空的")
        page.fill("input[aria-label=姓名]", "李某")
        page.click("text=开始使用")
        at_rest(page)
        page.wait_for_selector("text=数据截至 >> visible=true")
        assert "云岭县" in page.title()
        assert page.locator("text=示例 · 虚构 >> visible=true").count() == 1
        assert page.evaluate("document.documentElement.lang") == "zh-CN"
        assert remembered_name(database) == "李某"
        assert "先写下您的姓名" not in told(at_rest(visit(address)))
        page.goto(f"{address}upload")
        page.wait_for_selector("text=现在以“李某”的名义记录")
        page.get_by_role("button", name="换人").click()
        page.wait_for_selector("text=先写下您的姓名")
        assert remembered_name(database) is None


def test_two_browsers_that_open_an_empty_county_at_once_fill_it_once(visit, browser, tmp_path):
    database = sqlite_url(tmp_path / "county.db")
    with plain_streamlit(database, tmp_path / "log") as address:
        pages = [visit(address), visit(address)]
        for page in pages:
            page.wait_for_selector("text=先写下您的姓名")
        pages[0].fill("input[aria-label=姓名]", "李某")
        pages[0].click("text=开始使用")
        # The question itself has a headline: a slow server still shows it when the page is asked whether it rests.
        pages[0].wait_for_selector("text=先写下您的姓名", state="detached")
        at_rest(pages[0])
    with sqlite3.connect(tmp_path / "county.db") as store:
        assert store.execute("SELECT kind FROM change").fetchall() == [("configuration",)]


def test_the_first_start_shows_how_far_it_is(visit, browser, tmp_path):
    (tmp_path / "local.json").write_text('{"name": "王某"}', encoding="utf-8")
    with plain_streamlit(sqlite_url(tmp_path / "sample.db"), tmp_path / "log") as address:
        for page in (visit(address), visit(address)):
            page.wait_for_selector("text=/正在打开看板：已完成 \\d+ \\/ \\d+/")
            assert {text: found for text in texts(page) if (found := english_in(text))} == {}


@pytest.mark.parametrize(("start", "first"), [(our_server, "changes"), (plain_streamlit, "upload")])
def test_the_first_request_of_a_fresh_server_never_passes_the_guard(start, first, visit, browser, tmp_path):
    """A pages/ folder beside the script would be served page by page; nobody is known here yet."""
    with start(sqlite_url(tmp_path / "county.db"), tmp_path / "log") as address:
        page = visit(address + first)
        page.wait_for_selector("text=先写下您的姓名")
        seen = told(page)
        assert "放入文件" not in seen
        assert "核验" not in seen
        assert "upload" not in seen


def test_an_address_that_is_no_page_gets_a_chinese_sentence(visit, address):
    page = at_rest(visit(address + "nowhere"))
    page.wait_for_selector("text=这个网址没有对应的页面")
    assert page.locator("[data-testid=stDialog]").count() == 0
    assert {text: found for text in texts(page) if (found := english_in(text))} == {}
    page.click("text=回到总览")
    page.wait_for_selector("text=数据截至 >> visible=true")


def test_a_change_that_is_not_there_is_refused_in_one_sentence(visit, address):
    page = visit(address + "changes?change=9999")
    page.wait_for_selector("text=没有第 9999 号变更")
    assert "系统出错" not in told(page)


def test_a_number_is_followed_to_its_cell(visit, address):
    page = at_rest(visit(address))
    page.locator(".kb-card .kb-big a").nth(2).click()
    page.wait_for_selector("[data-testid=stDialog] .kb-t")
    panel = page.locator("[data-testid=stDialog]").inner_text()
    assert re.search(r"\.xlsx?", panel), "the file"
    assert re.search(r"![A-Z]+\d+", panel), "the sheet and the cell"
    assert "变更 " in panel
    assert "trace=" in page.url


def test_a_file_is_dropped_seen_confirmed_known_again_and_withdrawn(visit, address):
    file = {"name": TOWN, "mimeType": XLSX, "buffer": corrected({"F9": 518, "F10": 160})}
    page = at_rest(visit(address + "upload"))
    box = "[data-testid=stFileUploader] input[type=file]"
    page.set_input_files(box, file)
    page.wait_for_selector("text=核对后再入库：新增 0 格、变更 2 格")
    assert {text: found for text in texts(page) if (found := english_in(text))} == {}
    page.locator("textarea").fill("镇里复核更正")
    page.locator("textarea").blur()
    page.get_by_role("button", name="确认入库").click()
    page.wait_for_selector("text=/已入库，记为第 \\d+ 号变更/")
    change = re.search(r"记为第 (\d+) 号变更", told(page))[1]

    page.set_input_files(box, file)
    page.wait_for_selector(f"text=/这份文件已于 .* 导入（变更 {change}）/")
    page.get_by_role("button", name="放弃本次").click()

    at_rest(page)
    page.goto(f"{address}changes?change={change}")
    page.wait_for_selector("text=云溪镇 云台村 11月中旬")
    assert page.locator("text=Sheet1!F9").count() == 1
    page.get_by_role("button", name="撤回这次变更").click()
    page.fill("input[aria-label=撤回理由]", "报错了期")
    page.get_by_role("button", name="确认撤回").click()
    page.wait_for_selector(f"text=/已撤回第 {change} 号变更，记为第 \\d+ 号/")
    page.goto(f"{address}changes")
    at_rest(page)
    page.get_by_role("button", name="核验").click()
    page.wait_for_selector("text=/核验无误：第 1 号到第 \\d+ 号变更首尾相接/")


NO_CLIPBOARD = "Object.defineProperty(Navigator.prototype, 'clipboard', {get: () => undefined})"
COPIED = "addEventListener('copy', () => { window.copied = document.activeElement.value || String(getSelection()); })"


def test_a_reminder_is_copied_with_one_click_over_plain_http_too(visit, address):
    page = visit(address + "healthz")
    page.add_init_script(f"{NO_CLIPBOARD};{COPIED}")
    page.goto(address + "completeness")
    at_rest(page)
    shown = page.locator(".stCode").first
    button = shown.locator("button")
    assert button.get_attribute("aria-label") == "复制"
    assert button.evaluate("(one) => { for (let box = one; box; box = box.parentElement)"
                           " if (getComputedStyle(box).opacity === '0') return false; return true; }")  # fmt: skip
    button.click()
    page.wait_for_function("window.copied")
    copied = page.evaluate("window.copied")
    assert copied.startswith("【催报】")
    assert copied == shown.locator("code").inner_text().strip()
    assert len(copied) <= 200
    page.close()  # its script is of no other journey


def test_a_link_with_day_and_version_shows_the_same_screen_whatever_came_since(visit, address):
    link = f"{address}sanitation?as_of=2026-11-10&known_at=37"
    before = told(at_rest(visit(link)))
    assert "第 37 号变更时已知的数" in before
    newest = told(at_rest(visit(f"{address}sanitation")))
    file = {"name": "更正.xlsx", "mimeType": XLSX, "buffer": corrected({"F9": 519})}
    page = at_rest(visit(f"{address}upload"))
    page.set_input_files("[data-testid=stFileUploader] input[type=file]", file)
    page.locator("textarea").fill("再核对")
    page.locator("textarea").blur()
    page.get_by_role("button", name="确认入库").click()
    page.wait_for_selector("text=/已入库，记为第 \\d+ 号变更/")
    after = told(at_rest(visit(link)))
    number = re.compile(r"最新（第 \d+ 号）")
    assert number.sub("", after) == number.sub("", before)
    assert newest != before


def test_two_journeys_never_share_a_database(address, sample_file):
    with sqlite3.connect(Path(sample_file)) as store:
        wrote = {name for (name,) in store.execute("SELECT DISTINCT actor FROM change")}
    assert wrote, "the sample is loaded"
    assert "王某" not in wrote, "who drives the journeys has a copy of his own"
