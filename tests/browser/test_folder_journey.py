"""A clerk drops the whole folder the towns' reports lie in: what Excel and Windows leave beside them keeps none of them out."""

from pathlib import Path

import pytest

from services.county.installation import sqlite_url
from services.county.local_settings import remember_name
from tests.browser.servers import our_server
from tests.browser.sights import at_rest, texts, told
from tests.browser.test_repair_journey import take_in
from tests.loaded_county import copied
from tests.pages.books import corrected

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

ZONE = "[data-testid=stFileUploaderDropzone]"
ABOVE, BELOW = "柳湾乡人居旬报11月中旬.xlsx", "青石镇人居环境11月中旬报表.xlsx"
ONE_CELL = {ABOVE: {"G9": 245}, BELOW: {"G9": 264}}  # 河东村 244 → 245, 青石岭水库移民新村 263 → 264
OWNER_FILE = (
    b"\x05Zhou\0" + b" " * 48 + b"\x05\0" + b"Z\0h\0o\0u\0" + b" \0" * 51
)  # 165 bytes, as Excel writes beside an open book


@pytest.fixture(scope="module")
def own_address(browser, sample_file, tmp_path_factory):
    """A copy of the sample county of these tests' own, served."""
    own = tmp_path_factory.mktemp("folder")
    copied(sample_file, own / "sample.db")
    database = sqlite_url(own / "sample.db")
    remember_name(database, "王某")
    with our_server(database, own / "log") as address:
        yield address


@pytest.fixture
def folder(tmp_path, more) -> Path:
    """Two towns' reports with one figure altered, one of them in a folder inside; a notice, and what programs leave behind."""
    made = tmp_path / "11月中旬报送"
    (made / "西片").mkdir(parents=True)
    for name, at in ((ABOVE, made), (BELOW, made / "西片")):
        altered = {cell: worth + more for cell, worth in ONE_CELL[name].items()}
        (at / name).write_bytes(corrected(altered, name))
    (made / f"~${ABOVE[2:]}").write_bytes(OWNER_FILE)
    (made / "Thumbs.db").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
    (made / "desktop.ini").write_text("[.ShellClassInfo]", encoding="utf-8")
    (made / "通知.pdf").write_bytes(b"%PDF-1.7")
    return made


def drop(page, *paths: Path) -> None:
    """As a person drags them out of a window of files: the browser itself reads what lies in a folder."""
    zone = page.locator(ZONE)
    zone.scroll_into_view_if_needed()
    box = zone.bounding_box()
    over = {"x": box["x"] + box["width"] / 2, "y": box["y"] + box["height"] / 2}
    carried = {"items": [], "files": [str(path) for path in paths], "dragOperationsMask": 1}
    hand = page.context.new_cdp_session(page)
    for step in ("dragEnter", "dragOver", "drop"):
        hand.send("Input.dispatchDragEvent", {"type": step, **over, "data": carried})
    hand.detach()


# As over plain http in the office's network, where a browser gives a page no handle of a folder and its leftovers come along.
PLAIN_HTTP = "delete DataTransferItem.prototype.getAsFileSystemHandle"


# `more`: the tests share a county, so that each has to say something nobody has said yet.
@pytest.mark.parametrize(("is_secure", "more"), [(True, 0), (False, 1)], ids=["this_machine", "plain_http"])
def test_a_folder_is_dropped_whole_and_the_reports_in_it_and_below_it_are_taken_in(
    is_secure, visit, own_address, folder
):
    page = at_rest(visit(own_address + "upload"))
    if not is_secure:
        page.add_init_script(PLAIN_HTTP)
        page.reload()
        at_rest(page)
    said = "getComputedStyle(document.querySelector('[data-testid=stFileUploaderDropzoneInstructions]'), '::after').content"
    assert "整个文件夹都行" in page.evaluate(said), "who does not know would never try"
    drop(page, folder)
    page.wait_for_selector("text=/核对后再入库：新增 0 格、变更 2 格/")
    seen = told(at_rest(page))
    assert "1 份文件读不了" in page.locator(".kb-h1").inner_text(), "the notice; nothing a program left"
    assert "《通知.pdf》不是表格" in seen
    if not is_secure:
        assert "有 2 个是程序自己留下的，不用报，没有读：" in seen
    take_in(page, "两镇复核更正")
    assert "变更 2 格。没有读的：通知.pdf。" in told(page)


@pytest.mark.parametrize("more", [2])
def test_several_files_are_dropped_at_once_beside_a_folder(visit, own_address, folder):
    page = at_rest(visit(own_address + "upload"))
    drop(page, folder / ABOVE, folder / "西片")
    page.wait_for_selector("text=/核对后再入库：新增 0 格、变更 2 格/")
    at_rest(page)
    assert "读不了" not in page.locator(".kb-h1").inner_text()
    assert {ABOVE, BELOW} <= {text.strip() for text in texts(page)}
