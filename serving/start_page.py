"""Streamlit's index.html as this server sends it: in Chinese, and asking at once for what every page needs.

Streamlit asks for a chart's script only when the first chart has arrived, after the page has run. Here the browser
fetches it while everything else still starts. Knows nothing of the county.
"""

import gzip
import hashlib
import re
from pathlib import Path

from starlette.datastructures import Headers
from starlette.responses import FileResponse, Response

from serving.assets import ASGI, Message, Receive, Send, answer, takes_gzip

# What our pages show first, and what those ask for only when they run, by the names of Streamlit's chunks; the largest last, so
# that it holds nothing up.
FIRST_NEEDED = ("Html", "BidiComponent", "ButtonGroup", "DownloadButton", "recordbatch", "PlotlyChart")
_IMPORTED = re.compile(r'(?:from|import)"\./([^"]+\.js)"')
_HEAD_OF_A_CHUNK = 20_000  # characters: its imports stand first
_HINTED = re.compile(r'href="\./(static/js/[^"]+)"')
_FONT_HINT = re.compile(r'<link\s+rel="preload"[^>]*as="font"[^>]*/>\s*')
_NOSCRIPT = re.compile(r"<noscript>.*?</noscript>", re.DOTALL)
NO_SCRIPT = "<noscript><p>看板要在浏览器里运行脚本。请换用新一些的浏览器，或允许本站运行脚本。</p></noscript>"


class StartPage:
    """The page, made once from Streamlit's own in `folder`.

    addresses  of the scripts the browser asks for with it, in their order
    """

    def __init__(self, folder: Path, *, title: str) -> None:
        self.original = folder / "index.html"
        text = self.original.read_text(encoding="utf-8")
        known = _HINTED.findall(text)
        hinted = [address for address in first_needed(folder / "static" / "js") if address not in known]
        self.addresses = (*dict.fromkeys(re.findall(r'"\./(static/(?:js|css)/[^"]+)"', text)), *hinted)
        self.text = in_chinese(text, title).replace("</head>", f"{_hints(hinted)}</head>", 1)

    @property
    def original_etag(self) -> str:
        """By which an answer is known to be Streamlit's index.html, whatever address was asked for."""
        return FileResponse(self.original, stat_result=self.original.stat()).headers["etag"]


def first_needed(folder: Path) -> list[str]:
    """The addresses of FIRST_NEEDED and of what they import themselves; a name this Streamlit has not is left out."""
    found: dict[str, None] = {}
    for name in FIRST_NEEDED:
        for chunk in sorted(folder.glob(f"{name}.*.js")):
            head = chunk.read_text(encoding="utf-8")[:_HEAD_OF_A_CHUNK]
            found |= dict.fromkeys([*_IMPORTED.findall(head), chunk.name])
    return [f"static/js/{name}" for name in found]


def in_chinese(text: str, title: str) -> str:
    """The page with our title and language; the Latin font, which our pages do not show, no longer comes before the scripts."""
    text = _FONT_HINT.sub("", text, count=1)
    text = text.replace('<html lang="en">', '<html lang="zh-CN">', 1)
    text = text.replace("<title>Streamlit</title>", f"<title>{title}</title>", 1)
    return _NOSCRIPT.sub(NO_SCRIPT, text, count=1)


def _hints(addresses: list[str]) -> str:
    return "".join(f'<link rel="modulepreload" crossorigin href="./{address}">' for address in addresses)


class OurStartPage:
    """Sends our start page wherever Streamlit would have sent its own: at the address of every page."""

    def __init__(self, app: ASGI, *, page: StartPage) -> None:
        self.app = app
        self._theirs = page.original_etag
        plain = page.text.encode()
        self._bodies = {"": plain, "gzip": gzip.compress(plain, mtime=0)}
        self._hash = hashlib.sha256(plain).hexdigest()[:16]

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] not in ("GET", "HEAD"):
            await self.app(scope, receive, send)
            return
        theirs = False

        async def sending(message: Message) -> None:
            nonlocal theirs
            if message["type"] == "http.response.start":
                theirs = message["status"] == 200 and Headers(scope=message).get("etag") == self._theirs
                if theirs:
                    await self._answer(scope)(scope, receive, send)
            if not theirs:
                await send(message)

        await self.app(scope, receive, sending)

    def _answer(self, scope: Message) -> Response:
        coding = "gzip" if takes_gzip(Headers(scope=scope).get("accept-encoding", "")) else ""
        headers = {
            "ETag": f'"{self._hash}-{coding or "plain"}"',
            "Cache-Control": "no-cache",
            "Content-Type": "text/html; charset=utf-8",
        }
        return answer(scope, self._bodies[coding], headers | ({"Content-Encoding": coding} if coding else {}))
