"""The first wall: nothing of the county goes to a browser without a visit of its own.

Without accounts (本机模式) this machine alone is answered. Knows nothing of accounts: two functions tell it.
"""

from collections.abc import Callable
from enum import Enum
from urllib.parse import quote, urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse, RedirectResponse, Response

from serving.assets import ASGI, Message, Receive, Send
from serving.cookies import cookie_of
from serving.lasting import Lasting

LOOPBACK = {"127.0.0.1", "localhost", "::1"}
SIGN_IN, SIGN_OUT, PASSWORD = "/sign-in", "/sign-out", "/password"
# Whole paths: "/sign-in" opens neither "/sign-inx" nor "/sign-in/..".
OPEN = frozenset({SIGN_IN, "/healthz", "/_stcore/health"})
STILL_OPEN = frozenset({PASSWORD, SIGN_OUT})
# Streamlit's own log-in (decision 0019): its cookie would live 30 days, and following a link would sign people out.
CLOSED = frozenset({"/auth/login", "/auth/logout", "/oauth2callback"})
READS = frozenset({"GET", "HEAD", "OPTIONS"})
ONLY_HERE = "本系统现在是本机模式，只在本机打开：请用 http://127.0.0.1 加端口号访问。"
FOREIGN = "这个请求不是从本系统的页面发出的，没有受理。请回到本系统的页面再操作。"
NOT_HERE = "这里没有这个网址。请回到首页。"
SIGNED_OUT = "还没有登录，或登录已结束。请回到首页登录。"


class Admission(Enum):
    """What a visit's token opens."""

    NOBODY = "nobody"
    PASSWORD_FIRST = "password_first"
    IN = "in"


class Guard:
    """has_accounts  whether people sign in here, which stays so; admission  what a token opens. Both may read the database.

    also_open  whole paths of another way in, where there is one
    """

    def __init__(
        self,
        app: ASGI,
        *,
        cookie: str,
        has_accounts: Callable[[], bool],
        admission: Callable[[str | None], Admission],
        also_open: frozenset[str] = frozenset(),
    ) -> None:
        self.app = app
        self._open = OPEN | also_open
        self._closed = CLOSED - also_open
        self._cookie = cookie
        self._has_accounts = Lasting(has_accounts)
        self._admission = admission

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        refused = await self._refusal(scope)
        if refused is None:
            await self.app(scope, receive, send)
        elif scope["type"] == "websocket":
            await receive()
            await send({"type": "websocket.close", "code": 4403})
        else:
            await refused(scope, receive, send)

    async def _refusal(self, scope: Message) -> Response | None:
        if not await self._has_accounts():
            return None if is_local(scope) else PlainTextResponse(ONLY_HERE, 403)
        if not is_from_our_pages(scope):
            return PlainTextResponse(FOREIGN, 403)
        path = scope["path"]
        if path in self._closed:
            return PlainTextResponse(NOT_HERE, 404)
        if path in self._open and scope["type"] == "http":
            return None
        admission = await run_in_threadpool(self._admission, cookie_of(scope, self._cookie))
        if admission is Admission.IN or (admission is Admission.PASSWORD_FIRST and path in STILL_OPEN):
            return None
        if not _wants_a_page(scope):
            return PlainTextResponse(SIGNED_OUT, 401)
        if admission is Admission.PASSWORD_FIRST:
            return RedirectResponse(PASSWORD, 303)
        return RedirectResponse(f"{SIGN_IN}?next={quote(_asked(scope), safe='')}", 303)


def is_local(scope: Message) -> bool:
    """Asked by this machine, by its name, from a page of this machine.

    A foreign Host means somebody rebound a name to this address; a foreign Origin means another site's page opened
    a websocket to us.
    """
    headers = Headers(scope=scope)
    origin = headers.get("origin")
    asking = (scope.get("client") or ("127.0.0.1",))[0]
    named = host_of(headers.get("host", "")) in LOOPBACK and asking in LOOPBACK
    return named and (origin in (None, "null") or host_of(origin or "") in LOOPBACK)


def is_from_our_pages(scope: Message) -> bool:
    """What only reads may come from anywhere; what writes, and every websocket, from a page of this very address."""
    if scope["type"] == "http" and scope["method"] in READS:
        return True
    headers = Headers(scope=scope)
    told = headers.get("origin") or headers.get("referer") or ""
    return bool(told) and urlsplit(told).netloc == headers.get("host", "")


def host_of(header: str) -> str:
    """The host name in a Host or Origin header, without port."""
    address = urlsplit(header if "//" in header else f"//{header}")
    return address.hostname or ""


def own_path(written: str) -> str:
    """An address of this board to go on to, "/" for anything that could lead elsewhere."""
    plain = written.isprintable() and "\\" not in written and ":" not in written
    return written if plain and written.startswith("/") and not written.startswith("//") else "/"


def _asked(scope: Message) -> str:
    query = scope.get("query_string", b"").decode("latin-1")
    return own_path(scope["path"] + (f"?{query}" if query else ""))


def _wants_a_page(scope: Message) -> bool:
    return scope["type"] == "http" and "text/html" in Headers(scope=scope).get("accept", "")
