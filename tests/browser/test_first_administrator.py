"""The way from 本机模式 to accounts, in a browser: the first administrator is made on the screen, then everybody signs in."""

import pytest

from services.county.installation import sqlite_url
from services.county.local_settings import remember_name
from tests.browser.servers import our_server
from tests.loaded_county import copied

pytestmark = pytest.mark.soak

OWN = "清晨沿河边走一走再开会7"


def test_the_first_administrator_is_made_here_and_from_then_on_one_signs_in(
    visit, browser, sample_file, tmp_path
):
    copied(sample_file, tmp_path / "sample.db")
    url = sqlite_url(tmp_path / "sample.db")
    remember_name(url, "孙某")
    with our_server(url, tmp_path / "log") as address:
        page = visit(f"{address}accounts")
        page.wait_for_selector("text=还没有账号，打开看板不用登录")
        for label, worth in (("登录名", "sun"), ("密码", OWN), ("再输一次密码", OWN)):
            page.get_by_label(label, exact=True).fill(worth)
        page.get_by_role("button", name="建立管理员，从此登录").click()
        page.get_by_role("link", name="去登录").click()
        page.fill("input[name=login]", "sun")
        page.fill("input[name=password]", OWN)
        page.get_by_role("button", name="登录").click()
        page.wait_for_selector(".kb-who >> text=孙某")
        page.goto(f"{address}accounts")
        page.wait_for_selector("text=1 个账号：管理 1")
        page.goto(f"{address}audit")
        page.wait_for_selector("text=建账号")
        assert page.locator("text=127.0.0.1").count() == 1

        stranger = visit(f"{address}accounts")
        stranger.wait_for_selector("text=请用自己的账号登录")
