"""What signing in costs those who look: the look-up of every run, and twenty log-ins a second beside ten viewers.

On a real server with accounts. The viewers' p95 is measured in turns without and with log-ins, so that other work of
the machine falls on both; the ratio is what counts (limit 1.25). The look-up is held against one bare select.
"""

import asyncio
import tempfile
import time
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

from sqlalchemy import text
from websockets.asyncio.client import connect

from bench.viewers import Viewer, share_of
from data_access.database import Store
from services.accounts.sign_in import sign_in, visitor
from tests.browser.servers import our_server
from tests.scope.marked_county import AT, marked_county
from tests.serving.signed_in import OWN, come_in, give_accounts

VIEWERS, A_SECOND, TURNS, SECONDS = 10, 20, 3, 10.0
LOOKS = 500


class SignedIn(Viewer):
    """A viewer whose browser has a visit's cookie."""

    def __init__(self, address: str, token: str) -> None:
        super().__init__(address)
        self._token = token

    async def __aenter__(self) -> "SignedIn":
        host = urlsplit(self._url).netloc
        self._socket = await connect(
            self._url, subprotocols=["streamlit"], max_size=None, compression=None, origin=f"http://{host}",
            additional_headers={"Cookie": f"kb_visit={self._token}"},
        )  # type: ignore[arg-type, list-item]  # fmt: skip
        return self


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        store = marked_county(Path(folder))
        give_accounts(store)
        print(look_up(store))
        with our_server(store.url, Path(folder) / "log") as address:
            quiet, busy, came = asyncio.run(measured(address))
    p95, beside = share_of(quiet, 0.95), share_of(busy, 0.95)
    print(f"{VIEWERS} viewers, p95 of {len(quiet)} reruns without log-ins: {p95 * 1000:,.0f} ms")
    print(
        f"with {came / (TURNS * SECONDS):.1f} log-ins a second, of {len(busy)}: {beside * 1000:,.0f} ms = {beside / p95:.2f} ×"
    )


def look_up(store: Store) -> str:
    token, _ = sign_in(store, "leader", OWN, address="127.0.0.1", now=AT)
    now = datetime(AT.year, AT.month, AT.day, AT.hour, AT.minute, 1)

    def bare() -> None:
        with store.engine.connect() as connection:
            connection.execute(text("SELECT 1")).scalar_one()

    floor, taken = (median(work) for work in (bare, lambda: visitor(store, token, now=now)))
    return f"the visit looked up: {taken * 1000:.2f} ms (limit 2 ms) = {taken / floor:.1f} × one bare select"


def median(work: object) -> float:
    found = []
    for _ in range(LOOKS):
        started = time.perf_counter()
        work()  # type: ignore[operator]
        found.append(time.perf_counter() - started)
    return sorted(found)[LOOKS // 2]


async def measured(address: str) -> tuple[list[float], list[float], int]:
    """Seconds of each rerun in the turns without and with log-ins, and how many came in."""
    host = urlsplit(address).netloc
    token = (await asyncio.to_thread(come_in, host, "leader")).token
    viewers = [SignedIn(address, token) for _ in range(VIEWERS)]
    quiet: list[float] = []
    busy: list[float] = []
    came = 0
    for viewer in viewers:
        await viewer.__aenter__()
        await viewer.open("overview")
    for _ in range(TURNS):
        quiet += await looking(viewers)
        coming = asyncio.create_task(log_ins(host))
        busy += await looking(viewers)
        came += await coming
    for viewer in viewers:
        await viewer.__aexit__(None, None, None)
    return quiet, busy, came


async def looking(viewers: list[SignedIn]) -> list[float]:
    """Each viewer asks again about once a second for a while."""
    until = time.monotonic() + SECONDS

    async def one(viewer: SignedIn, wait: float) -> list[float]:
        await asyncio.sleep(wait)
        found = []
        while time.monotonic() < until:
            found.append((await viewer.again()).seconds)
            await asyncio.sleep(1.0)
        return found

    told = await asyncio.gather(*(one(viewer, at / len(viewers)) for at, viewer in enumerate(viewers)))
    return [seconds for own in told for seconds in own]


async def log_ins(host: str) -> int:
    """Twenty a second are sent, whether the ones before were answered or not; how many came in."""
    sent = []
    for _ in range(int(SECONDS * A_SECOND)):
        sent.append(asyncio.create_task(asyncio.to_thread(come_in, host, "admin")))
        await asyncio.sleep(1 / A_SECOND)
    return sum(answer.status == 303 for answer in await asyncio.gather(*sent))


if __name__ == "__main__":
    main()
