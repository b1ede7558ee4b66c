"""The server: Streamlit as an ASGI app behind our own guard. `streamlit run dashboard.py` works without it.

Knows nothing of figures. Until accounts exist it serves this machine only (本机模式).
"""

import asyncio
import contextlib
import gc
import importlib
import pkgutil
from collections.abc import AsyncGenerator
from pathlib import Path
from urllib.parse import urlsplit

import streamlit as st
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from streamlit import file_util
from streamlit.runtime.pages_manager import PagesManager

import views
from serving.assets import ASGI, Assets, CompressedAssets, Message, Receive, Send
from serving.start_page import OurStartPage, StartPage
from views.chrome import TITLE
from views.faults import tell_failure

LOOPBACK = {"127.0.0.1", "localhost", "::1", "[::1]"}

STREAMLIT = Path(file_util.get_static_dir())
ASSETS = Assets(STREAMLIT)
START = StartPage(STREAMLIT, title=TITLE)

# Until the first st.navigation of the process, a pages/ folder would be served page by page, past
# dashboard.py and its guard (measured: a fresh server ran pages/x.py on GET /x). Closed before any request.
PagesManager.uses_pages_directory = False


def host_of(header: str) -> str:
    """The host name in a Host or Origin header, without port."""
    address = urlsplit(header if "//" in header else f"//{header}")
    return address.hostname or ""


class LocalGuard:
    """本机模式: answers only requests made to this machine by name, from pages of this machine.

    A foreign Host means somebody rebound a name to this address; a foreign Origin means another site's page
    opened a websocket to us. Both are refused before Streamlit sees them.
    """

    def __init__(self, app: ASGI) -> None:
        self.app = app

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        if scope["type"] in ("http", "websocket") and not self._is_local(scope):
            await self._refuse(scope, receive, send)
            return
        await self.app(scope, receive, send)

    @staticmethod
    def _is_local(scope: Message) -> bool:
        headers = {name.decode().lower(): value.decode("latin-1") for name, value in scope["headers"]}
        origin = headers.get("origin")
        named_local = host_of(headers.get("host", "")) in LOOPBACK
        return named_local and (origin in (None, "null") or host_of(origin or "") in LOOPBACK)

    @staticmethod
    async def _refuse(scope: Message, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket":
            await receive()
            await send({"type": "websocket.close", "code": 4403})
            return
        answer = PlainTextResponse(
            "本系统现在是本机模式，只在本机打开：请用 http://127.0.0.1 加端口号访问。", 403
        )
        await answer(scope, receive, send)


async def healthz(_request: object) -> PlainTextResponse:
    """For process supervisors: the server answers."""
    return PlainTextResponse("正常")


def import_ahead() -> None:
    """Import what the pages will ask for, charts and frames included: seconds the first visitor need not wait."""
    for module in pkgutil.iter_modules(views.__path__, "views."):
        importlib.import_module(module.name)


@contextlib.asynccontextmanager
async def beside_the_pages(_app: object) -> AsyncGenerator[None, None]:
    """What runs while the server does: the first page made ready, garbage collected now and then.

    The sweep after every rerun is off (platform facts, 17× slower with it).
    """

    async def sweep() -> None:
        while True:
            await asyncio.sleep(180)
            gc.collect()

    async def prepare() -> None:
        await ASSETS.prepare(START.addresses)
        await run_in_threadpool(import_ahead)

    tasks = [asyncio.create_task(sweep()), asyncio.create_task(prepare())]
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()


app = st.App(
    "dashboard.py",
    routes=[Route("/healthz", healthz)],
    middleware=[
        Middleware(LocalGuard),
        Middleware(CompressedAssets, assets=ASSETS, base=lambda: st.get_option("server.baseUrlPath") or ""),
        Middleware(OurStartPage, page=START),
    ],
    lifespan=beside_the_pages,
    on_script_error=tell_failure,
)
