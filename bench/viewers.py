"""Viewers without a browser: each opens the websocket a browser would, asks for a page, reads it until it is whole."""

import asyncio
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from types import TracebackType
from typing import Self
from urllib.parse import urlsplit

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect

PATIENCE_SECONDS = 180
ENDED = ForwardMsg.FINISHED_SUCCESSFULLY


@dataclass(frozen=True, slots=True)
class Answered:
    """Seconds until the page was whole, and what came."""

    seconds: float
    bytes: int
    messages: int
    charts: int


class Viewer:
    """One session of the server."""

    def __init__(self, address: str) -> None:
        self._url = f"ws://{urlsplit(address).netloc}/_stcore/stream"
        self._state = ClientState()
        self._socket: ClientConnection

    async def __aenter__(self) -> Self:
        self._socket = await connect(self._url, subprotocols=["streamlit"], max_size=None, compression=None)  # type: ignore[list-item]
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._socket.close()

    async def open(self, page: str = "", address: str = "") -> Answered:
        """The page of this name (blank: the first), whole."""
        self._state = ClientState(page_name=page, query_string=address)
        return await self.again()

    async def again(self) -> Answered:
        """The same page once more."""
        asked = BackMsg(rerun_script=self._state)
        started = time.perf_counter()
        await self._socket.send(asked.SerializeToString())
        size = messages = charts = 0
        async with asyncio.timeout(PATIENCE_SECONDS):
            while True:
                told = await self.next_message()
                size, messages = size + told.ByteSize(), messages + 1
                kind = told.WhichOneof("type")
                if kind == "navigation":
                    # From now on the browser asks by this, as a name is only looked at once.
                    self._state.page_script_hash = told.navigation.page_script_hash
                elif kind == "delta":
                    charts += told.delta.new_element.WhichOneof("type") == "plotly_chart"
                elif kind == "script_finished":
                    if told.script_finished != ENDED:
                        continue
                    return Answered(time.perf_counter() - started, size, messages, charts)

    async def next_message(self) -> ForwardMsg:
        frame = await self._socket.recv()
        told = ForwardMsg.FromString(frame if isinstance(frame, bytes) else frame.encode())
        self.heard(told)
        return told

    def heard(self, told: ForwardMsg) -> None:
        """Whatever the server says passes here; a viewer keeps nothing of it."""


async def together(viewers: Iterable[Viewer]) -> list[float]:
    """Seconds of each, all asking at once for the page they have."""
    return [found.seconds for found in await asyncio.gather(*(viewer.again() for viewer in viewers))]


def share_of(seconds: Sequence[float], part: float) -> float:
    """The time within which this part of them was done (nearest rank)."""
    ordered = sorted(seconds)
    return ordered[max(0, -(-len(ordered) * part // 1).__int__() - 1)]
