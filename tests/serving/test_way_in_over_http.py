"""A server with accounts, freshly started: what it opens to whom, over HTTP and over the websocket."""

import re
from collections.abc import Iterator
from datetime import datetime
from http.client import HTTPConnection
from urllib.parse import urlencode, urlsplit

import pytest
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from domain.permissions import Actor, Role
from services.accounts.manage_accounts import add_account, disable_account
from services.county.installation import set_up, sqlite_url
from services.county.progress import silent
from tests.browser.servers import ROOT, our_server
from tests.pages.english import english_in
from tests.serving.signed_in import FIRST, OWN, PEOPLE, Given, ask, come_in, give_accounts, visiting
from views.navigation import may_open

AT = datetime(2026, 11, 19, 9, 0)
ADMIN = Actor("本机", Role.ADMIN)
CODES = sorted(path.stem for path in (ROOT / "pages").glob("*.py"))


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    """A county with its catalogue and accounts; the server runs on it."""
    url = sqlite_url(tmp_path_factory.mktemp("staffed") / "county.db")
    store = set_up(url, ADMIN, now=AT, progress=silent).store
    give_accounts(store, (*PEOPLE, Given(Role.CLERK, "周某", "领导")))
    with store.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE account SET role = 'clerk', place = 'T01' WHERE login = 'clerk'")
    return store


@pytest.fixture(scope="module")
def host(store, tmp_path_factory) -> Iterator[str]:
    with our_server(store.url, tmp_path_factory.mktemp("served") / "log") as address:
        yield urlsplit(address).netloc


def test_the_first_request_of_a_stranger_opens_no_page_whatever_its_address(host):
    """The first test of this server: nobody has opened a page yet."""
    for code in CODES:
        answer = ask(host, f"/{code}?as_of=2026-11-19")
        assert (answer.status, answer.body) == (303, "")
        assert answer.headers["location"] == f"/sign-in?next=%2F{code}%3Fas_of%3D2026-11-19"
    with pytest.raises(InvalidStatus) as refused, visiting(host, ""):
        pass
    assert refused.value.response.status_code == 403
    with pytest.raises(InvalidStatus), visiting(host, "made-up"):
        pass


@pytest.mark.parametrize(
    "path",
    [
        "/sign-inx", "/sign-in/", "/sign-in/../upload", "/sign-in%2f..%2fupload", "//sign-in", "/healthz/x", "/healthzx",
        "/_stcore/healthx", "/_stcore/host-config", "/_stcore/upload_file/x/y", "/_stcore/agent/openapi.json",
        "/media/x.xlsx", "/static/js/index.js", "/app/static/board.svg", "/component/x", "/password", "/sign-out", "/",
        "/favicon.png", "/var/county.db", "/../var/county.db", "/sign-in/../_stcore/stream", "/sign-in/%2e%2e/upload",
        "/Sign-In", "/SIGN-IN", "/sign-in.", "/sign-in%20", "/sign-in%00", "/sign-in;x", "/./sign-in", "//healthz",
        "/oauth2callback/x", "/sign-in/elsewhere", "/app/static/../../var/county.db", "/app/static/%2e%2e/serve.py",
        "/media/../var/county.db", "/_stcore/bidi-components/../../serve.py",
    ],
)  # fmt: skip
def test_only_whole_known_paths_are_open(host, path):
    assert ask(host, path, Accept="*/*").status == 401
    assert ask(host, path, token="made-up", Accept="*/*").status == 401


@pytest.mark.parametrize("path", ["/auth/login", "/auth/logout", "/oauth2callback"])
def test_streamlits_own_log_in_is_shut_to_everybody(host, path):
    for token in ("", come_in(host, "leader").token):
        assert ask(host, path, token=token).status == 404
    assert "统一认证" not in ask(host, "/sign-in").body, "nothing of it shows where it is not set up"


@pytest.mark.parametrize(
    "path", ["/sign-in/../_stcore/stream", "//_stcore/stream", "/_stcore/stream/", "/sign-in"]
)
def test_no_other_spelling_opens_the_websocket(host, path):
    with (
        pytest.raises(InvalidStatus),
        connect(f"ws://{host}{path}", origin=f"http://{host}", subprotocols=["streamlit"]),
    ):
        pass


@pytest.mark.parametrize(
    "path",
    [
        "/app/static/../serve.py", "/app/static/%2e%2e/serve.py", "/app/static/..%2f..%2fetc%2fpasswd",
        "/app/static//etc/passwd", "/app/static/%2fetc%2fpasswd", "/media/..%2fvar%2fcounty.db", "/media/%00",
        "/static/../../../../etc/passwd", "/static/js/..%2f..%2f..%2f..%2fserve.py", "/component/x/..%2f..%2fserve.py",
        "/_stcore/bidi-components/x/..%2f..%2fserve.py",
    ],
)  # fmt: skip
def test_no_address_leads_out_of_the_folders_that_are_served(host, path):
    """Of somebody signed in: a file of the board, of the machine, never comes."""
    answer = ask(host, path, token=come_in(host, "admin").token)
    assert answer.status in (200, 303, 400, 403, 404)
    assert "root:" not in answer.body
    assert "st.App(" not in answer.body
    assert answer.status != 200 or '<html lang="zh-CN">' in answer.body, "only the board's own first page"


def test_a_file_that_is_too_large_is_refused_before_it_is_read(host):
    """Told by its length, nothing of it sent; and cut off on the way where no length is told."""
    token = come_in(host, "admin").token
    with visiting(host, token) as visit:
        page = visit.session()
        name = f"/_stcore/upload_file/{page}/f1"
        assert announced(host, name, token, length=51 * 1024 * 1024) == 413
        assert chunked(host, name, token, megabytes=53) == 413
    assert announced(host, "/sign-in", "", length=500_000_000) == 413
    assert chunked(host, "/sign-in", "", megabytes=1) in (400, 413)


def test_the_open_paths_tell_nothing_of_the_county(host):
    assert ask(host, "/healthz").body == "正常"
    assert ask(host, "/_stcore/health").body == "ok"
    page = ask(host, "/sign-in")
    assert page.status == 200
    words = re.sub(r"(?s)<style.*?</style>|<[^>]*>", " ", page.body)
    assert english_in(words) == []
    assert "浏览器：谷歌、微软 111 版及以上" in words
    assert "<script" not in page.body


@pytest.mark.parametrize("role", Role)
def test_every_page_opens_to_its_roles_only(host, role):
    token = come_in(host, role.value).token
    assert token
    with visiting(host, token) as visit:
        for code in CODES:
            told = visit.run(code)
            assert ("不对您的角色开放" in told) == (not may_open(role, code)), code
            assert may_open(role, code) == any(
                f'class="{css}' in told for css in ("kb-h1", "kb-empty", "kb kbm")
            ), code


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(host):
    said = come_in(host, "leader").headers["set-cookie"]
    assert {"HttpOnly", "SameSite=lax", "Path=/", "Max-Age=43200"} <= set(said.split("; "))
    assert "Secure" not in said
    behind_tls = ask(
        host, "/sign-in", "POST", body=urlencode({"login": "leader", "password": OWN}), X_Forwarded_Proto="https",
        Origin=f"https://{host}",
    )  # fmt: skip
    assert "Secure" in behind_tls.headers["set-cookie"]
    assert "strict-transport-security" in behind_tls.headers


def test_a_log_in_gives_a_new_token_and_ends_the_one_it_came_with(host):
    first = come_in(host, "leader").token
    second = come_in(host, "leader", token=first).token
    planted = come_in(host, "leader", token="planted").token
    assert len({first, second, planted, "planted"}) == 4
    assert [ask(host, "/", token=one).status for one in (first, "planted", second)] == [303, 303, 200]


@pytest.mark.parametrize(
    "origin", ["http://evil.example", "null", "", "http://127.0.0.1", "https://x@evil.example"]
)
def test_what_writes_must_come_from_a_page_of_this_address(host, origin):
    token = come_in(host, "leader").token
    body = urlencode({"login": "leader", "password": OWN})
    assert ask(host, "/sign-in", "POST", body=body, Origin=origin).status == 403
    assert ask(host, "/sign-out", "POST", token=token, Origin=origin).status == 403
    assert ask(host, "/password", "POST", token=token, body=body, Origin=origin).status == 403
    assert ask(host, "/_stcore/upload_file/a/b", "PUT", token=token, body="x", Origin=origin).status == 403
    with pytest.raises(InvalidStatus), visiting(host, token, origin=origin or None):
        pass
    assert ask(host, "/", token=token).status == 200, "the visit still stands"


@pytest.mark.parametrize(
    ("asked", "onward"),
    [
        ("/upload?as_of=2026-11-19", "/upload?as_of=2026-11-19"),
        ("//evil.example", "/"),
        ("https://evil.example", "/"),
        ("/\\evil.example", "/"),
        ("/x\r\nSet-Cookie: a=b", "/"),
        ("javascript:alert(1)", "/"),
    ],
)
def test_a_log_in_leads_on_within_the_board_only(host, asked, onward):
    assert come_in(host, "leader", onward=asked).headers["location"] == onward


def test_what_was_typed_is_shown_as_text(host):
    answer = come_in(host, '"><b>x', "wrong", onward='/"><b>')
    assert answer.status == 401
    assert "<b>" not in answer.body
    assert "登录名或密码不对" in answer.body
    assert answer.token == ""


def test_a_body_longer_than_any_form_of_ours_is_not_read(host):
    long = ask(host, "/sign-in", "POST", body="login=" + "x" * 10_000)
    assert (long.status, "表单没有读懂" in long.body) == (400, True)
    other = ask(host, "/sign-in", "POST", body="{}", Content_Type="application/json")
    assert other.status == 400


@pytest.mark.parametrize(
    "path",
    [
        "/", "/sign-in", "/healthz", "/_stcore/health", "/nowhere", "/app/static/board.svg", "/media/x.png", "/auth/login",
        "/_stcore/host-config", "/component/x/y",
    ],
)  # fmt: skip
@pytest.mark.parametrize("method", ["GET", "HEAD", "POST", "PUT"])
def test_every_answer_tells_the_browser_what_it_may_do(host, path, method):
    """To a stranger and to somebody signed in: pages, files, refusals, ways on."""
    if method == "GET":
        told_so(ask(host, path).headers)
    told_so(ask(host, path, method, token=come_in(host, "admin").token, Accept_Encoding="gzip").headers)


def told_so(headers):
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "SAMEORIGIN"
    assert headers["referrer-policy"] == "same-origin"
    policy = headers["content-security-policy"]
    assert "unsafe-eval" not in policy
    assert "script-src 'self' 'unsafe-inline'" not in policy
    assert "default-src 'self'" in policy or "default-src 'none'" in policy


def test_a_given_password_opens_nothing_but_the_page_that_changes_it(host, store):
    add_account(store, ADMIN, login="new", name="钱某", role="领导", password=FIRST, now=AT)
    token = come_in(host, "new", FIRST).token
    assert ask(host, "/upload", token=token).headers["location"] == "/password"
    assert ask(host, "/media/x", token=token, Accept="*/*").status == 401
    with pytest.raises(InvalidStatus), visiting(host, token):
        pass
    page = ask(host, "/password", token=token)
    assert "第一次登录，先换成只有自己知道的密码" in page.body

    def change(new: str, again: str) -> object:
        return ask(
            host, "/password", "POST", token=token, body=urlencode({"old": FIRST, "new": new, "again": again})
        )

    assert "两遍新密码不一样" in change(OWN, FIRST).body
    assert "密码至少 12 个字" in change("短", "短").body
    done = change(OWN, OWN)
    assert (done.status, done.headers["location"]) == (303, "/")
    assert ask(host, "/", token=token).status == 303, "the old token is gone"
    assert ask(host, "/", token=done.token).status == 200


def test_a_disabled_account_ends_at_the_next_action_of_its_open_page(host, store):
    token = come_in(host, "inspector").token
    with visiting(host, token) as visit:
        assert "督查" in visit.run("overview")
        disable_account(store, ADMIN, login="inspector", disabled=True, now=AT)
        told = visit.run("overview")
        assert "账号已停用" in told
        assert "重新登录" in told
        assert "数据截至" not in told
    assert ask(host, "/", token=token).status == 303
    disable_account(store, ADMIN, login="inspector", disabled=False, now=AT)


def test_signing_out_ends_the_visit_everywhere(host):
    token = come_in(host, "leader").token
    assert "退出登录" in ask(host, "/sign-out", token=token).body
    assert ask(host, "/", token=token).status == 200, "looking at the page does not sign out"
    done = ask(host, "/sign-out", "POST", token=token)
    assert (done.status, done.headers["location"], done.token) == (303, "/sign-in", '""')
    assert ask(host, "/", token=token).status == 303


def announced(host: str, path: str, token: str, *, length: int) -> int:
    """The answer to a body of this length of which nothing is sent."""
    connection = HTTPConnection(host, timeout=20)
    connection.putrequest("PUT" if "upload" in path else "POST", path)
    for name, worth in _of_a_page(host, token).items():
        connection.putheader(name, worth)
    connection.putheader("Content-Length", str(length))
    connection.endheaders()
    status = connection.getresponse().status
    connection.close()
    return status


def chunked(host: str, path: str, token: str, *, megabytes: int) -> int:
    """The answer to a body that does not tell its length; 413 where the server hung up on the way."""
    boundary = b'--x\r\nContent-Disposition: form-data; name="f"; filename="f.xlsx"\r\n\r\n'
    parts = (boundary, *[b"0" * 1024 * 1024] * megabytes)
    headers = _of_a_page(host, token) | {"Content-Type": "multipart/form-data; boundary=x"}
    connection = HTTPConnection(host, timeout=60)
    try:
        connection.request("PUT" if "upload" in path else "POST", path, body=iter(parts), headers=headers)
        status = connection.getresponse().status
    except (BrokenPipeError, ConnectionResetError):
        status = 413
    connection.close()
    return status


def _of_a_page(host: str, token: str) -> dict[str, str]:
    page = ask(host, "/_stcore/health", token=token)
    xsrf = next((part for part in page.headers.get("set-cookie", "").split(";") if "xsrf" in part), "")
    return {
        "Origin": f"http://{host}",
        "Cookie": f"kb_visit={token}; {xsrf}",
        "X-Xsrftoken": xsrf.partition("=")[2],
    }


def test_guessing_is_slowed_down_in_chinese(host):
    for _ in range(4):
        assert come_in(host, "reviewer", "wrong").status == 401
    closed = come_in(host, "reviewer", "wrong")
    assert (closed.status, "暂停登录到" in closed.body) == (429, True)
    assert come_in(host, "reviewer").status == 429
    assert come_in(host, "leader").status == 303
