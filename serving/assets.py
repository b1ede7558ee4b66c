"""Streamlit's own scripts and styles, gzipped by this server: each once, when first asked for, and kept.

Streamlit sends them raw (its largest is 4.7 MB). One of them is another here: the script of the charts
(charts_script.py). Knows nothing of the county. Only the files of one folder that never changes while the server runs
are kept, about 6 MB if somebody asked for all of them. Everything else, the websocket first of all, passes untouched;
so does a part of a file (Range), which is a part of the raw one.
Why not brotli: browsers ask for it over TLS only, and it saves 0.2 MB of 2.8.
"""

import asyncio
import gzip
import hashlib
from collections.abc import Awaitable, Callable, Iterable, MutableMapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import Response

from serving.charts_script import charts_script

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
ASGI = Callable[[Message, Receive, Send], Awaitable[None]]

MEDIA_TYPES = {".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8"}
SMALLEST = 1000  # bytes: below, the headers weigh more than what is saved
REWRITTEN = {"PlotlyChart.": charts_script}  # by the names of Streamlit's chunks
LEVEL = 6  # level 9 takes twice as long for 0.2 % less
YEAR = "public, immutable, max-age=31536000"  # as Streamlit sends them: their names carry a hash of their content


@dataclass(frozen=True, slots=True)
class Compressed:
    """A file as it is sent, gzipped, and its ETag: the raw file has another, so that neither is taken for the other."""

    body: bytes
    etag: str


class Assets:
    """The compressible files under `folder/static`, by their address below the base: "static/js/index.X.js"."""

    def __init__(self, folder: Path) -> None:
        found = (file for file in (folder / "static").rglob("*") if file.suffix in MEDIA_TYPES)
        self._files = {
            file.relative_to(folder).as_posix(): file for file in found if file.stat().st_size >= SMALLEST
        }
        self._kept: dict[str, asyncio.Task[Compressed]] = {}

    def __contains__(self, address: str) -> bool:
        return address in self._files

    def media_type(self, address: str) -> str:
        return MEDIA_TYPES[self._files[address].suffix]

    async def gzipped(self, address: str) -> Compressed:
        """The file, compressed: in a thread, and once however many ask at the same time."""
        task = self._kept.get(address)
        if task is None:
            task = self._kept[address] = asyncio.create_task(
                run_in_threadpool(_gzipped, self._files[address])
            )
            task.add_done_callback(lambda done: self._forget_failed(address, done))
        return await asyncio.shield(task)

    async def prepare(self, addresses: Iterable[str]) -> None:
        """Compress these before anybody asks, one after the other."""
        for address in addresses:
            if address in self:
                await self.gzipped(address)

    def _forget_failed(self, address: str, done: "asyncio.Task[Compressed]") -> None:
        if done.cancelled() or done.exception() is not None:
            del self._kept[address]


def _rewriter(file: Path) -> Callable[[bytes], bytes] | None:
    found = (rewrite for name, rewrite in REWRITTEN.items() if file.name.startswith(name))
    return next(found, None) if file.suffix == ".js" else None


def _gzipped(file: Path) -> Compressed:
    rewrite = _rewriter(file)
    raw = file.read_bytes()
    body = gzip.compress(rewrite(raw) if rewrite else raw, LEVEL, mtime=0)
    return Compressed(body, f'"{hashlib.sha256(body).hexdigest()[:16]}-gzip"')


class CompressedAssets:
    """Answers for `assets` where the browser takes gzip; the same files sent raw say that they vary by that.

    base  says where the pages begin, "" or "board"; asked when the first request comes, the settings are read by then
    """

    def __init__(self, app: ASGI, *, assets: Assets, base: Callable[[], str]) -> None:
        self.app = app
        self._assets = assets
        self._base = f"/{base().strip('/')}/".replace("//", "/")

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        address = self._address(scope)
        if address is None:
            await self.app(scope, receive, send)
            return
        asked = Headers(scope=scope)
        if "range" in asked or not takes_gzip(asked.get("accept-encoding", "")):
            await self.app(scope, receive, _saying_it_varies(send))
            return
        found = await self._assets.gzipped(address)
        headers = {
            "ETag": found.etag,
            "Cache-Control": YEAR,
            "Content-Encoding": "gzip",
            "Content-Type": self._assets.media_type(address),
        }
        await answer(scope, found.body, headers)(scope, receive, send)

    def _address(self, scope: Message) -> str | None:
        if scope["type"] != "http" or scope["method"] not in ("GET", "HEAD"):
            return None
        path: str = scope["path"]
        address = path.removeprefix(self._base)
        return address if path.startswith(self._base) and address in self._assets else None


def answer(scope: Message, body: bytes, headers: dict[str, str]) -> Response:
    """The whole body, or only its headers for HEAD, or 304 for a browser that has it; `headers` carry its ETag."""
    headers = {**headers, "Vary": "Accept-Encoding"}
    if names(Headers(scope=scope).get("if-none-match", ""), headers["ETag"]):
        kept = {name: worth for name, worth in headers.items() if not name.startswith("Content-")}
        return Response(status_code=304, headers=kept)
    sent = b"" if scope["method"] == "HEAD" else body
    return Response(sent, headers={**headers, "Content-Length": str(len(body))})


def takes_gzip(accept_encoding: str) -> bool:
    """Whether this Accept-Encoding allows gzip: named, or by `*`, and not with a weight of 0."""
    weights = {}
    for part in accept_encoding.lower().split(","):
        coding, _, weight = part.partition(";")
        weights[coding.strip()] = weight.replace(" ", "").removeprefix("q=") or "1"
    weight = weights.get("gzip", weights.get("*", "0"))
    return weight.strip("0.") != ""


def names(if_none_match: str, etag: str) -> bool:
    """Whether this If-None-Match names the etag, weakly or not, or takes any."""
    listed = {part.strip().removeprefix("W/") for part in if_none_match.split(",")}
    return etag in listed or "*" in listed


def _saying_it_varies(send: Send) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            MutableHeaders(scope=message).add_vary_header("Accept-Encoding")
        await send(message)

    return sending
