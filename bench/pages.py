"""Whole pages on the server: 300 villages × every reported indicator × 52 weeks, beside a naive build of 总览.

Both are real servers on loopback, asked over the websocket a browser uses (bench/viewers.py). Processor time is the
server's own and the steadier figure where the machine has other work. `python -m bench.pages overview` for one page.
"""

import asyncio
import sys
import tempfile
from collections.abc import Iterator
from contextlib import AsyncExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import psutil

from bench.viewers import Answered, Viewer, share_of, together
from bench.year import a_year_to_write, copy_of, correct_one
from services.county.local_settings import remember_name
from tests.browser.servers import our_server, plain_page

PAGES = (
    "overview", "projects", "funds", "sanitation", "rectification", "ranking", "village", "indicator", "meeting",
)  # fmt: skip
NAIVE = Path(__file__).with_name("naive_page.py")
RERUNS, CROWD, SOME, FEW = 9, 50, 20, 4  # as many as a naive page bears
WARM, CHANGED, MEMORY = "60 ms", "400 ms", "400 MB"


@dataclass(slots=True)
class Server:
    """One that is up: its address and its process."""

    address: str
    process: psutil.Process

    def cpu(self) -> float:
        spent = self.process.cpu_times()
        return float(spent.user + spent.system)

    def megabytes(self) -> float:
        return float(self.process.memory_info().rss / 1e6)


@dataclass(frozen=True, slots=True)
class Spent:
    """Seconds until the page was whole and of the server's processor, and what came."""

    seconds: float
    cpu: float
    came: Answered

    def told(self) -> str:
        return f"{self.seconds * 1000:,.0f} ms (processor {self.cpu * 1000:,.0f} ms)"


def main(pages: tuple[str, ...] = PAGES) -> None:
    with tempfile.TemporaryDirectory() as folder, a_year_to_write() as url:
        remember_name(url, "王某")
        with started(
            plain_page(NAIVE, Path(folder, "naive"), NAIVE_DB=url.removeprefix("sqlite:///"))
        ) as server:
            floor = asyncio.run(naive(server))
        with started(our_server(url, Path(folder, "log"))) as server:
            asyncio.run(ours(server, url, pages, floor))


@contextmanager
def started(serving: object) -> Iterator[Server]:
    """A server of tests/browser/servers.py with its process."""
    before = {child.pid for child in psutil.Process().children()}
    with serving as address:  # type: ignore[attr-defined]
        process = next(child for child in psutil.Process().children() if child.pid not in before)
        yield Server(address, process)


async def naive(server: Server) -> Spent:
    """The naive page warm, alone and with a crowd."""
    async with Viewer(server.address) as viewer:
        await viewer.open()
        found = await warm(server, viewer, reruns=3)
    print(f"naive page: rerun {found.told()}, {found.came.bytes / 1e3:,.0f} kB")
    await crowd(server, ("",), "naive page", sizes=(FEW,))
    return found


async def ours(server: Server, url: str, pages: tuple[str, ...], floor: Spent) -> None:
    await first_of_the_process(server, pages)
    for page in pages:
        async with Viewer(server.address) as viewer:
            await viewer.open(page)
            found = await warm(server, viewer)
        ratio = floor.seconds / found.seconds
        print(
            f"{page}: rerun {found.told()} = naive ÷ {ratio:,.0f}; {found.came.bytes / 1e3:,.0f} kB; limit {WARM}"
        )
    store = copy_of(url)
    for page in pages:
        correct_one(store)
        async with Viewer(server.address) as viewer:
            found = await spent(server, lambda: viewer.open(page))  # noqa: B023 - called at once
        print(f"{page}: first viewer after one corrected cell {found.told()}; limit {CHANGED}")
    store.engine.dispose()
    await crowd(server, ("overview", "ranking", "sanitation"), "ours", sizes=(SOME, CROWD))


async def first_of_the_process(server: Server, pages: tuple[str, ...]) -> None:
    for page in pages:
        async with Viewer(server.address) as viewer:
            found = await spent(server, lambda: viewer.open(page))  # noqa: B023 - called at once
        print(f"{page}: first of the process {found.told()}")


async def warm(server: Server, viewer: Viewer, *, reruns: int = RERUNS) -> Spent:
    found = [await spent(server, viewer.again) for _ in range(reruns)]
    return Spent(median(one.seconds for one in found), sum(one.cpu for one in found) / reruns, found[-1].came)


async def spent(server: Server, ask: object) -> Spent:
    before = server.cpu()
    came: Answered = await ask()  # type: ignore[operator]
    return Spent(came.seconds, server.cpu() - before, came)


async def crowd(server: Server, pages: tuple[str, ...], whose: str, *, sizes: tuple[int, ...]) -> None:
    """So many sessions of one page, rerunning at once."""
    limits = {SOME: "; limit median 0.4 s", CROWD: "; limit p95 0.75 s"}
    async with AsyncExitStack() as stack:
        viewers = [await stack.enter_async_context(Viewer(server.address)) for _ in range(max(sizes))]
        for page in pages:
            for viewer in viewers:
                await viewer.open(page)
            for size in sizes:
                before = server.cpu()
                times = await together(viewers[:size])
                each = (server.cpu() - before) / size
                said = f"median {share_of(times, 0.5):.2f} s, p95 {share_of(times, 0.95):.2f} s"
                print(
                    f"{whose}, {page or 'its page'}: {size} rerunning at once {said} "
                    f"(processor {each * 1000:.0f} ms each){limits.get(size, '')}"
                )
        print(f"{whose}: {server.megabytes():,.0f} MB with {len(viewers)} viewers; limit {MEMORY}")


if __name__ == "__main__":
    main(tuple(sys.argv[1:]) or PAGES)
