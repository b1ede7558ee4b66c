"""The server: Streamlit as an ASGI app behind our own guard. `streamlit run dashboard.py` works without it.

Knows nothing of figures. Until accounts exist it serves this machine only (本机模式); then whoever has signed in.
"""

import asyncio
import contextlib
import gc
import importlib
import pkgutil
from collections.abc import AsyncGenerator
from pathlib import Path

import streamlit as st
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from streamlit import file_util
from streamlit.logger import get_logger
from streamlit.runtime.pages_manager import PagesManager
from streamlit.web.server.starlette import starlette_server

import views
from services.accounts.sign_in import COOKIE
from serving.assets import Assets, CompressedAssets
from serving.body_limit import BodyLimit
from serving.guard import Guard
from serving.headers import ALWAYS, SecurityHeaders, policy_of
from serving.memory import forget_other_charts, give_memory_back, share_arenas
from serving.no_delay import without_delay
from serving.start_page import OurStartPage, StartPage
from serving.wake_once import wake_once
from serving.way_in import WayIn
from views.chrome import TITLE
from views.desk import OurDesk, elsewhere
from views.faults import tell_failure
from views.same_for_all import work_out_once

STREAMLIT = Path(file_util.get_static_dir())
ASSETS = Assets(STREAMLIT)
START = StartPage(STREAMLIT, title=TITLE)

# Until the first st.navigation of the process, a pages/ folder would be served page by page, past
# dashboard.py and its guard (measured: a fresh server ran pages/x.py on GET /x). Closed before any request.
PagesManager.uses_pages_directory = False

starlette_server._bind_socket = without_delay(starlette_server._bind_socket)  # type: ignore[assignment]
work_out_once()
share_arenas()
forget_other_charts()

# `manage.py run` chooses port and address after they were read once: Streamlit would say in English that it noticed.
get_logger("streamlit.config").addFilter(
    lambda record: "config option section was detected" not in record.getMessage()
)

DESK = OurDesk()
WAY_IN = WayIn(DESK, title=TITLE, elsewhere=elsewhere())


async def healthz(_request: object) -> PlainTextResponse:
    """For process supervisors: the server answers."""
    return PlainTextResponse("正常")


async def failed(_request: Request, _error: Exception) -> PlainTextResponse:
    """Our own fault, outside of any page: the trace is in the log. It answers outside the middleware, so with its own headers."""
    return PlainTextResponse(
        "服务出了错，没有办成。请再试一次；还不行请告诉管理员看日志。",
        500,
        headers={**ALWAYS, "Content-Security-Policy": "default-src 'none'"},
    )


# A page after a change makes objects enough to have all old ones looked through in the midst of it, 0.2 s of them; those
# are left to the sweep.
YOUNG, MIDDLE, OLD = 10_000, 20, 1_000_000


def import_ahead() -> None:
    """Import what the pages will ask for, charts and frames included: seconds the first visitor need not wait."""
    for module in pkgutil.iter_modules(views.__path__, "views."):
        importlib.import_module(module.name)
    gc.freeze()


@contextlib.asynccontextmanager
async def beside_the_pages(_app: object) -> AsyncGenerator[None, None]:
    """What runs while the server does: the first page made ready, garbage collected now and then.

    The sweep after every rerun is off (platform facts, 17× slower with it).
    """
    gc.set_threshold(YOUNG, MIDDLE, OLD)
    wake_once(asyncio.get_running_loop())

    async def sweep() -> None:
        while True:
            await asyncio.sleep(180)
            await run_in_threadpool(give_memory_back)

    async def prepare() -> None:
        await ASSETS.prepare(START.addresses)
        await run_in_threadpool(import_ahead)
        await run_in_threadpool(give_memory_back)

    tasks = [asyncio.create_task(sweep()), asyncio.create_task(prepare())]
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()


app = st.App(
    "dashboard.py",
    routes=[Route("/healthz", healthz), *WAY_IN.routes],
    middleware=[
        Middleware(SecurityHeaders, policy=policy_of(START.text)),
        Middleware(BodyLimit, most=lambda: int(st.get_option("server.maxUploadSize"))),
        Middleware(
            Guard,
            cookie=COOKIE,
            has_accounts=DESK.has_accounts,
            admission=DESK.admission,
            also_open=WAY_IN.also_open,
        ),
        Middleware(CompressedAssets, assets=ASSETS, base=lambda: st.get_option("server.baseUrlPath") or ""),
        Middleware(OurStartPage, page=START),
    ],
    lifespan=beside_the_pages,
    on_script_error=tell_failure,
    exception_handlers={Exception: failed},
)
