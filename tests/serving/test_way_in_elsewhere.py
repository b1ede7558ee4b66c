"""Signing in at the county's own identity provider: our server and a real provider, over HTTP."""

import sys
from collections.abc import Iterator
from datetime import datetime
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from domain.permissions import WHOLE_COUNTY, Actor, Role
from services.accounts.manage_accounts import add_account, disable_account
from services.accounts.show_audit import show_audit
from services.accounts.sign_in import COOKIE, has_accounts
from services.county.installation import set_up, sqlite_url
from services.county.progress import silent
from serving.elsewhere import provider_of
from tests.browser.servers import free_port, served
from tests.serving.identity_provider import CLIENT, SECRET, IdentityProvider, identity_provider
from tests.serving.signed_in import FIRST, give_accounts, visiting
from views.clock import now

AT = datetime(2026, 11, 19, 9, 0)
ADMIN = Actor("本机", Role.ADMIN)


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    url = sqlite_url(tmp_path_factory.mktemp("county") / "county.db")
    store = set_up(url, ADMIN, now=AT, progress=silent).store
    give_accounts(store, own=False)
    return store


@pytest.fixture(scope="module")
def provider() -> Iterator[IdentityProvider]:
    with identity_provider() as found:
        yield found


@pytest.fixture(scope="module")
def board(store, provider, tmp_path_factory) -> Iterator[str]:
    """The address of a server whose settings name the provider, as the manual says."""
    folder, port = tmp_path_factory.mktemp("settings"), free_port()
    secrets = folder / ".streamlit" / "secrets.toml"
    secrets.parent.mkdir()
    secrets.write_text(
        f"""[auth]
redirect_uri = "http://127.0.0.1:{port}/oauth2callback"
cookie_secret = "a long word for cookies of this test only"
client_id = "{CLIENT}"
client_secret = "{SECRET}"
server_metadata_url = "{provider.address}/.well-known/openid-configuration"
button = "县政务统一认证登录"
""",
        encoding="utf-8",
    )
    command = [sys.executable, "manage.py", "run", "--port", str(port), "--database", store.url]
    with served(command, port, folder / "log", HOME=str(folder)) as address:
        yield address.rstrip("/")


@pytest.fixture
def browser() -> Iterator[httpx.Client]:
    with httpx.Client(
        headers={"Accept": "text/html"}, follow_redirects=True, timeout=60, trust_env=False
    ) as client:
        yield client


def comes(browser: httpx.Client, board: str, provider: IdentityProvider, **says: object) -> httpx.Response:
    """Somebody clicks the button and says yes at the provider, which then tells this of him."""
    provider.says, provider.spoils = says, str(says.pop("spoils", ""))
    return browser.get(f"{board}/sign-in/elsewhere?next=/sanitation")


def visit(browser: httpx.Client) -> str:
    return next((one.value or "" for one in browser.cookies.jar if one.name == COOKIE), "")


def test_whom_the_provider_knows_has_what_his_account_has_and_no_more(board, browser, provider):
    page = browser.get(f"{board}/sanitation")
    assert 'href="/sign-in/elsewhere?next=%2Fsanitation">县政务统一认证登录</a>' in page.text
    done = comes(browser, board, provider, preferred_username=" Leader", role="admin", name="孙某")
    assert (done.status_code, urlsplit(str(done.url)).path) == (200, "/sanitation")
    assert "登录" not in done.text, "the board itself, though the given password was never changed"
    with visiting(urlsplit(board).netloc, visit(browser)) as open_page:
        told = open_page.run("accounts")
    assert "李某" in told
    assert "不对您的角色开放" in told, "a leader, whatever else was claimed"


def test_who_has_no_account_here_is_told_and_none_is_made(board, browser, provider, store):
    before = rows(store)
    answer = comes(browser, board, provider, preferred_username="<b>stranger", email="leader")
    assert answer.status_code == 401
    assert "统一认证认得您，但这里没有登录名“&lt;b&gt;stranger”的账号" in answer.text
    assert visit(browser) == ""
    assert rows(store) == before
    nameless = comes(browser, board, provider, email="leader")
    assert (nameless.status_code, "没有给出您的登录名" in nameless.text) == (401, True)


def test_a_disabled_account_stays_closed(board, browser, provider, store):
    add_account(store, ADMIN, login="gone", name="钱某", role="领导", password=FIRST, now=AT)
    disable_account(store, ADMIN, login="gone", disabled=True, now=AT)
    answer = comes(browser, board, provider, preferred_username="gone")
    assert (answer.status_code, "账号已停用" in answer.text, visit(browser)) == (401, True, "")


@pytest.mark.parametrize("spoils", ["key", "issuer", "audience", "nonce", "expired"])
def test_what_the_provider_did_not_say_to_us_now_opens_nothing(board, browser, provider, spoils):
    answer = comes(browser, board, provider, preferred_username="admin", spoils=spoils)
    assert (answer.status_code, "统一认证没有办成" in answer.text, visit(browser)) == (401, True, "")


def test_an_answer_opens_one_visit_in_the_browser_that_asked(board, browser, provider):
    comes(browser, board, provider, preferred_username="leader")
    asked = browser.get(f"{board}/sign-in/elsewhere", follow_redirects=False).headers["location"]
    answered = browser.get(asked, follow_redirects=False).headers["location"]
    with httpx.Client(headers={"Accept": "text/html"}, trust_env=False, timeout=60) as other:
        stolen = other.get(answered)
        assert (stolen.status_code, visit(other)) == (401, "")
    old = visit(browser)
    assert browser.get(answered, follow_redirects=False).status_code == 303
    fresh = visit(browser)
    assert fresh not in ("", old)
    assert browser.get(answered, follow_redirects=False).status_code == 401, "a second time"
    browser.cookies.clear()
    for token, status in ((old, 303), (fresh, 200)):
        answer = browser.get(f"{board}/", headers={"Cookie": f"{COOKIE}={token}"}, follow_redirects=False)
        assert answer.status_code == status


def test_signing_out_ends_both(board, browser, provider):
    comes(browser, board, provider, preferred_username="leader")
    token = visit(browser)
    page = browser.post(f"{board}/sign-out", headers={"Origin": board})
    out = page.text.partition('content="0;url=')[2].partition('"')[0].replace("&amp;", "&")
    assert out.startswith(f"{provider.address}/leave?")
    back = browser.get(out)
    assert (back.status_code, urlsplit(str(back.url)).path) == (200, "/sign-in")
    told = parse_qs(urlsplit(out).query)
    assert provider.signed_out[-1]["id_token_hint"] == told["id_token_hint"][0] != ""
    assert told["client_id"] == [CLIENT]
    assert visit(browser) == ""
    answer = browser.get(f"{board}/", headers={"Cookie": f"{COOKIE}={token}"}, follow_redirects=False)
    assert answer.status_code == 303


def test_streamlits_own_log_in_is_shut(board, browser, provider):
    comes(browser, board, provider, preferred_username="leader")
    for path in ("/auth/login", "/auth/logout", "/auth/login?provider=default"):
        assert browser.get(f"{board}{path}").status_code == 404


def test_the_audit_tells_how_somebody_came_in(board, browser, provider, store):
    for name in ("leader", "stranger"):
        comes(browser, board, provider, preferred_username=name)
    assert has_accounts(store.url)
    today = now().date()
    entries = show_audit(store, scope=WHOLE_COUNTY, first=today, last=today, group="登录").entries
    assert "来自 127.0.0.1，统一认证" in set(entries["about"])
    assert "stranger" not in entries.to_string()


@pytest.mark.parametrize(
    ("without", "said"),
    [
        ({"client_secret": ""}, "缺 client_secret"),
        ({"redirect_uri": "http://board/x"}, "/oauth2callback 结尾"),
    ],
)
def test_settings_that_are_not_whole_are_named(without, said):
    whole = {
        "redirect_uri": "http://board/oauth2callback", "cookie_secret": "x", "client_id": "x", "client_secret": "x",
        "server_metadata_url": "http://idp/x",
    }  # fmt: skip
    assert provider_of(whole).claim == "preferred_username"
    with pytest.raises(ValueError, match=said):
        provider_of(whole | without)


def rows(store) -> list[object]:
    with store.engine.connect() as connection:
        return [*connection.exec_driver_sql("SELECT login, role, place, unit FROM account")]
