"""A newcomer with nothing but the screen: messy files in, a broken one told, repaired from its marked copy, taken in."""

import re
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest

from data_access.database import head, open_store, reading
from data_access.rows import rows_known
from domain.permissions import Actor, Role
from domain.records import Figure
from services.county.establish_county import establish
from services.county.installation import sqlite_url
from tests.browser.servers import our_server
from tests.browser.sights import at_rest, texts, told
from tests.pages.books import SAMPLE, TOWN, XLSX
from tests.pages.english import english_in
from tests.seeded.broken import ERRORS, broken, repairs
from tests.uploads.books import saved
from uploads.issue_list import LIST_SHEET
from uploads.marking import AUTHOR

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

BOX = "[data-testid=stFileUploader] input[type=file]"
MESSY = (
    "云溪镇11月上旬人居环境旬报.xlsx",
    "石桥镇人居环境旬报（11月上旬）.xls",
    "双塘镇11月上旬农村人居环境情况.xlsx",
)


def book(name: str) -> Path:
    return next((SAMPLE / "workbooks").glob(f"*/{name}"))


@pytest.fixture
def county(tmp_path, browser):
    """A county of one's own with nothing but its roster, served; its address and database."""
    database = sqlite_url(tmp_path / "county.db")
    roster = book("云岭县镇村名册（2026年7月并村后）.xlsx")
    establish(
        database, Actor("王某", Role.ADMIN), roster=roster, now=datetime(2026, 11, 1, 9)
    ).store.engine.dispose()
    with our_server(database, tmp_path / "log") as address:
        yield address, database


def take_in(page, reason):
    """What the screen asks for: a reason where it wants one, then the one blue button."""
    at_rest(page)
    for box in page.locator("textarea").all():  # one for each file that has to explain something
        box.fill(reason)
        box.blur()
        at_rest(page)
    page.get_by_role("button", name="确认入库").click()
    page.wait_for_selector("text=/已入库，记为第 \\d+ 号变更/")


def test_a_newcomer_loads_messy_files_and_repairs_a_broken_one_from_its_marked_copy(visit, county, tmp_path):
    address, database = county
    page = visit(address)
    page.fill("input[aria-label=姓名]", "周某")
    page.click("text=开始使用")
    at_rest(page)
    page.goto(f"{address}upload")
    at_rest(page)
    messy = [{"name": name, "mimeType": XLSX, "buffer": book(name).read_bytes()} for name in MESSY]
    page.set_input_files(
        BOX, [*messy, {"name": "通知.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7"}]
    )
    page.wait_for_selector("text=/核对后再入库：新增 [\\d,]+ 格/")
    assert "1 份文件读不了" in page.locator(".kb-h1").inner_text()
    take_in(page, "首次报送")
    assert "没有读的：通知.pdf。" in told(page), "what cannot be read keeps nobody else's out"

    page.set_input_files(BOX, {"name": TOWN, "mimeType": XLSX, "buffer": broken()})
    page.wait_for_selector("text=/\\d+ 处必须先改/")
    at_rest(page)
    assert {text: found for text in texts(page) if (found := english_in(text))} == {}
    page.get_by_role("button", name="确认入库").click()
    page.wait_for_selector("text=/还有 \\d+ 处必须先改的问题/")
    with page.expect_download() as caught:
        page.get_by_role("button", name="下载标注件").click()
    marked = tmp_path / "标注.xlsx"
    caught.value.save_as(marked)
    assert caught.value.suggested_filename == TOWN.replace(".xlsx", "（已标注）.xlsx")

    found = openpyxl.load_workbook(marked)
    sheet = found.worksheets[0]
    cells = {
        cell.coordinate for row in sheet for cell in row if cell.comment and cell.comment.author == AUTHOR
    }
    assert set(ERRORS) <= cells, "every error is at its cell in the clerk's own workbook"
    assert found[LIST_SHEET].max_row > len(ERRORS)
    for cell, right in repairs().items():
        sheet[cell] = right
    page.get_by_role("button", name="放弃本次").click()
    page.wait_for_selector("text=确认入库", state="detached")  # only then the box is a new one
    at_rest(page)
    repaired = {"name": caught.value.suggested_filename, "mimeType": XLSX, "buffer": saved(found)}
    page.set_input_files(BOX, repaired)
    page.wait_for_selector("text=/处问题已改好 \\d+ 处/")
    assert "还剩" not in re.search(r"与刚才的.*?。", told(page))[0]
    assert "必须先改" not in page.locator(".kb-h1").inner_text()
    take_in(page, "按批注改好")

    store = open_store(database)
    with reading(store) as connection:
        rows = rows_known(
            connection, Figure, head(connection), where={"indicator": ["TOI_COV"], "period": ["2026-11-X2"]}
        )
    store.engine.dispose()
    assert (len(rows), int(rows["numerator"].sum()), int(rows["denominator"].sum())) == (17, 5101, 5497)
