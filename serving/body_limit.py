"""No body is read beyond what anybody here may send: told by its length at once, counted where no length is told.

Streamlit holds its own route for files to the same limit; this stands before everything, sign-in forms too.
"""

from collections.abc import Callable

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse

from serving.assets import ASGI, Message, Receive, Send

OVERHEAD = 1024 * 1024  # bytes around a file in its form
TOO_LARGE = "发来的内容太大，没有接收。一份文件最大 {most} MB。"


class TooLargeError(Exception):
    """More came than was told or is allowed."""


class BodyLimit:
    """most  megabytes of one file; asked when the first request comes, the settings are read by then"""

    def __init__(self, app: ASGI, *, most: Callable[[], int]) -> None:
        self.app = app
        self._megabytes = most()
        self._most = self._megabytes * 1024 * 1024 + OVERHEAD

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        refused = PlainTextResponse(
            TOO_LARGE.format(most=self._megabytes), 413, headers={"Connection": "close"}
        )
        length = Headers(scope=scope).get("content-length", "0")
        if not length.isdigit() or int(length) > self._most:
            await refused(scope, receive, send)
            return
        read, begun = 0, False

        async def counted() -> Message:
            nonlocal read
            message = await receive()
            read += len(message.get("body", b""))
            if read > self._most:
                raise TooLargeError
            return message

        async def sending(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            await self.app(scope, counted, sending)
        except TooLargeError:
            if not begun:
                await refused(scope, receive, send)
