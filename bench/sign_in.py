"""What signing in costs those who look: the look-up of every run, and twenty log-ins a second beside ten viewers.

On a real server with accounts. Turns without and with log-ins alternate, the order changing from pair to pair, so that other
work of the machine falls on both; each pair gives a ratio of p95, and their median is what counts (limit 1.25): one loud turn
moves it little. Whoever comes in is a process of its own at low priority: in an office it is another machine. The look-up is
held against one bare select.
"""

import asyncio
import os
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
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

VIEWERS, A_SECOND, PAIRS, SECONDS = 10, 20, 7, 8.0
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
            turns, came = asyncio.run(measured(address))
    pairs = [(share_of(quiet, 0.95), share_of(busy, 0.95)) for quiet, busy in turns]
    ratios = sorted(busy / quiet for quiet, busy in pairs)
    print(
        f"{VIEWERS} viewers, p95 without and with {came / (PAIRS * SECONDS):.1f} log-ins a second, {PAIRS} pairs of turns: "
        + "，".join(f"{quiet * 1000:,.0f} / {busy * 1000:,.0f} ms" for quiet, busy in pairs)
    )
    every = [sorted(seconds for turn in side for seconds in turn) for side in zip(*turns, strict=True)]
    whole, halves = (share_of(every[1], part) / share_of(every[0], part) for part in (0.95, 0.5))
    print(
        f"ratio of p95: {ratios[len(ratios) // 2]:.2f} × in the median (limit 1.25), {ratios[0]:.2f} to {ratios[-1]:.2f}; "
        f"of all reruns {whole:.2f} ×, of their medians {halves:.2f} ×"
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


async def measured(address: str) -> tuple[list[tuple[list[float], list[float]]], int]:
    """Per pair of turns the seconds of each rerun without and with log-ins; and how many came in."""
    host = urlsplit(address).netloc
    token = (await asyncio.to_thread(come_in, host, "leader")).token
    viewers = [SignedIn(address, token) for _ in range(VIEWERS)]
    turns, came = [], 0
    for viewer in viewers:
        await viewer.__aenter__()
        await viewer.open("overview")
    await looking(viewers)  # warm
    for pair in range(PAIRS):
        found: dict[bool, list[float]] = {}
        for comes in (False, True) if pair % 2 == 0 else (True, False):
            coming = await those_who_come(host) if comes else None
            found[comes] = await looking(viewers)
            came += int((await coming.communicate())[0]) if coming else 0
        turns.append((found[False], found[True]))
    for viewer in viewers:
        await viewer.__aexit__(None, None, None)
    return turns, came


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


async def those_who_come(host: str) -> asyncio.subprocess.Process:
    """A process of its own that begins now; its last word is how many came in."""
    given = (sys.executable, "-m", "bench.sign_in", host)
    process = await asyncio.create_subprocess_exec(*given, stdout=asyncio.subprocess.PIPE)
    assert process.stdout is not None
    await process.stdout.readline()
    return process


def come_in_often(host: str) -> int:
    """Twenty a second are sent, whether the ones before were answered or not."""
    if sys.platform == "linux":
        os.nice(19)
    print("begins", flush=True)
    started, sent = time.monotonic(), []
    with ThreadPoolExecutor(A_SECOND) as browsers:
        for at in range(int(SECONDS * A_SECOND)):
            time.sleep(max(0.0, started + at / A_SECOND - time.monotonic()))
            sent.append(browsers.submit(come_in, host, "admin"))
    return sum(one.result().status == 303 for one in sent)


if __name__ == "__main__":
    if len(sys.argv) > 1:
        print(come_in_often(sys.argv[1]))
    else:
        main()
