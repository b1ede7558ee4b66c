"""The pictures of docs/用户手册.md, taken from the running board: `make manual` takes them anew, other runs leave them be."""

import io
import os
from collections.abc import Callable

import pytest
from PIL import Image
from playwright.sync_api import Page

from services.county.read_manual import DOCS
from tests.browser.sights import at_rest
from tests.pages.books import TOWN, corrected

RETAKE = os.environ.get("RETAKE_PICTURES") == "1"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
QUALITY = 68

pytestmark = [
    pytest.mark.browser,
    pytest.mark.xdist_group("browser"),
    pytest.mark.skipif(not RETAKE, reason="未重拍：运行 make manual 时才重拍手册的图"),
]


def as_it_opens(page: Page) -> None:
    """Nothing to do first."""


def open_a_number(page: Page) -> None:
    page.locator(".kb-card .kb-big a").nth(1).click()
    page.wait_for_selector("[data-testid=stDialog] .kb-t")


def open_the_moment(page: Page) -> None:
    page.locator(".st-key-kbasof button").first.click()
    page.wait_for_selector("[data-testid=stPopoverBody]")


def drop_a_file(page: Page) -> None:
    file = {"name": TOWN, "mimeType": XLSX, "buffer": corrected({"F9": 518, "F10": 160, "E12": "三十"})}
    page.set_input_files("[data-testid=stFileUploader] input[type=file]", file)
    page.wait_for_selector("text=③ 与库里比")


PICTURES: dict[str, tuple[str, Callable[[Page], None]]] = {
    "overview": ("", as_it_opens),
    "trace": ("", open_a_number),
    "moment": ("funds", open_the_moment),
    "ranking": ("ranking", as_it_opens),
    "upload": ("upload", drop_a_file),
    "change": ("changes?change=41", as_it_opens),
}


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_is_taken(name, visit, address):
    where, do = PICTURES[name]
    page = at_rest(visit(f"{address}{where}"))
    do(page)
    at_rest(page)
    page.wait_for_timeout(600)  # dialogs slide in
    image = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    file = DOCS / "images" / f"{name}.webp"
    image.save(file, "WEBP", quality=QUALITY, method=6)
    assert file.stat().st_size <= 150_000
