"""A clerk of one town sends in, sees only that town, is returned, repairs, is accepted; a leader's open screen follows by itself."""

from datetime import datetime

import pytest

from data_access.database import open_store, reading
from data_access.rows import rows_known
from domain.permissions import Role
from domain.records import Place
from services.accounts.manage_accounts import disable_account
from services.county.installation import sqlite_url
from tests.browser.servers import our_server
from tests.browser.sights import at_rest, texts, told
from tests.loaded_county import copied
from tests.pages.books import TOWN, XLSX, corrected
from tests.pages.english import english_in
from tests.serving.signed_in import ADMIN, OWN, PEOPLE, Given, give_accounts

pytestmark = [pytest.mark.browser, pytest.mark.soak, pytest.mark.xdist_group("browser")]

BOX = "[data-testid=stFileUploader] input[type=file]"
CLERK = Given(Role.CLERK, "周某", "科员", "云溪镇")
FIVE_SECONDS = 5_000


@pytest.fixture
def county(sample_file, tmp_path, browser):
    """The sample county with accounts, served; its address and store."""
    copied(sample_file, tmp_path / "sample.db")
    store = open_store(sqlite_url(tmp_path / "sample.db"))
    give_accounts(store, (*PEOPLE, CLERK))
    with our_server(store.url, tmp_path / "log") as address:
        yield address, store
    store.engine.dispose()


def come_in(visit, address, role, onward=""):
    page = visit(f"{address}sign-in")
    page.fill("input[name=login]", role.value)
    page.fill("input[name=password]", OWN)
    page.press("input[name=password]", "Enter")
    at_rest(page)
    if onward:
        page.goto(f"{address}{onward}")
        at_rest(page)
    return page


def send_in(page, address, cells):
    page.goto(f"{address}upload")
    at_rest(page)
    page.set_input_files(BOX, {"name": TOWN, "mimeType": XLSX, "buffer": corrected(cells)})
    page.wait_for_selector("text=/核对后再入库：/")
    at_rest(page)
    page.get_by_label("说明（").fill("村里复核，漏登")
    page.get_by_label("说明（").blur()
    at_rest(page)
    assert page.get_by_role("button", name="确认入库").count() == 0
    page.get_by_role("button", name="送审").click()
    page.wait_for_selector("text=/已送审，是第 \\d+ 份/")


def key_of(store, name):
    with reading(store) as connection:
        places = rows_known(connection, Place, 40)
    return places.loc[places["name"] == name, "place"].iloc[0]


def test_what_a_clerk_sends_in_is_returned_repaired_accepted_and_then_seen_by_a_leader(visit, county):
    address, store = county
    village = key_of(store, "云台村")
    number = f"sanitation?trace=measure~TOI_COV~place~{village}"
    leader = come_in(visit, address, Role.LEADER, number)
    leader.wait_for_selector("text=516 / 542")
    clerk = come_in(visit, address, Role.CLERK)
    assert "青石镇" not in told(clerk)
    clerk.goto(f"{address}sanitation?trace=measure~TOI_COV~place~{key_of(store, '青石镇')}")
    clerk.wait_for_selector("text=/不在您的查看范围|没有这个对象的数/")
    assert "3,007" not in told(clerk)

    send_in(clerk, address, {"F9": 530})
    reviewer = come_in(visit, address, Role.REVIEWER, "review?submission=1")
    assert {text: found for text in texts(reviewer) if (found := english_in(text))} == {}
    assert "数据（1）" in told(reviewer)
    reviewer.get_by_label("退回的理由").fill("F9 请按复核表填 531")
    reviewer.get_by_label("退回的理由").blur()
    reviewer.get_by_role("button", name="退回").click()
    reviewer.wait_for_selector("text=已退回第 1 份")

    clerk.goto(f"{address}review")
    clerk.wait_for_selector("text=F9 请按复核表填 531")
    send_in(clerk, address, {"F9": 531})
    clerk.wait_for_selector("text=接着被退回的第 1 份")
    assert "531 / 542" not in told(leader)
    assert leader.locator("text=516 / 542").count() >= 1, "what only waits is on no screen"

    reviewer.goto(f"{address}review?submission=2")
    at_rest(reviewer)
    reviewer.get_by_role("button", name="收下").click()
    reviewer.wait_for_selector("text=已收下第 2 份")
    leader.wait_for_selector("text=531 / 542", timeout=FIVE_SECONDS)

    clerk.goto(f"{address}review")
    at_rest(clerk)
    disable_account(store, ADMIN, login="clerk", disabled=True, now=datetime(2026, 11, 20, 17))
    clerk.wait_for_selector("text=账号已停用")
    assert "接被退回的第 1 份" not in told(clerk)
