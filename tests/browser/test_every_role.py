"""Every page for every role, in the browser: Chinese, nothing asked of anybody else (`visit` watches), closed with a sentence."""

import re

import pytest

from data_access.database import open_store
from domain.permissions import Role
from services.county.installation import sqlite_url
from tests.browser.servers import our_server
from tests.browser.sights import at_rest, texts
from tests.browser.signing_in import come_in
from tests.counties import subject_of
from tests.loaded_county import copied
from tests.pages.english import english_on
from tests.serving.signed_in import PEOPLE, Given, give_accounts
from views.navigation import PAGES, may_open

# A hundred and more pages in a browser: the long checks. tests/pages/test_every_page.py asks the same without one, at every run.
pytestmark = [pytest.mark.browser, pytest.mark.soak, pytest.mark.xdist_group("browser")]


# What one signs in with is Latin: the logins of these accounts, and the example the page of accounts gives.
LOGIN = re.compile("|".join((*Role, r"qs\.wang")))


@pytest.fixture(scope="module")
def county(sample_file, browser, tmp_path_factory):
    """The sample county with an account for every role, served: its address and that of its database."""
    folder = tmp_path_factory.mktemp("roles")
    copied(sample_file, folder / "sample.db")
    store = open_store(sqlite_url(folder / "sample.db"))
    give_accounts(store, (*PEOPLE, Given(Role.CLERK, "周某", "科员", "云溪镇")))
    with our_server(store.url, folder / "log") as address:
        yield address, store.url
    store.engine.dispose()


@pytest.mark.parametrize("role", Role)
def test_every_page_of_a_role_is_chinese_and_asks_nobody_else(role, visit, county):
    address, url = county
    page = come_in(visit, address, role, "")
    for one in PAGES:
        subject = "&".join(f"{name}={worth}" for name, worth in subject_of(one.code, url).items())
        page.goto(f"{address}{one.code}?{subject}")
        if not may_open(role, one.code):
            page.wait_for_selector("text=/没有对应的页面|不对您的角色开放/")
            continue
        at_rest(page)
        seen = (LOGIN.sub(" ", text) for text in texts(page))
        assert {text: found for text in seen if (found := english_on(one.code, text))} == {}, one.code
