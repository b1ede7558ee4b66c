"""Every hostile file dropped into a real server, over and over: how it ends, how long it takes, what memory stays taken.

The floor is the first pass: what a later one leaves taken beside it is a leak, the first one's is what a server
imports and keeps once. Reader processes are counted apart; none may be left. `python -m bench.hostile 5` drops every
fifth file.
"""

import asyncio
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

import psutil

from bench.browser import a_county
from bench.clerks import Clerk, Said
from tests.hostile.corpus import Hostile, corpus

TURNS = ("first", "second", "third")
LONGEST_SECONDS = 30
FILES_OF_ONE_CLERK = 25
LONGEST_NAME = 255
"""No file system has a longer one, and so no browser sends it; the corpus goes further."""
FORGET_SECONDS = 320
"""A session that was left is kept for two minutes, should its browser come back; garbage is swept every three."""
_MB = 2**20


def main() -> None:
    every = int(sys.argv[1]) if len(sys.argv) > 1 else 1
    with tempfile.TemporaryDirectory() as folder, a_county(Path(folder)) as address:
        server = listening(address)
        asyncio.run(passed(address, islice(corpus(), FILES_OF_ONE_CLERK)))
        taken = [resting(address, server)]
        for turn in TURNS:
            said = asyncio.run(passed(address, islice(corpus(), 0, None, every)))
            taken.append(resting(address, server))
            print(f"{turn} pass: {told(said)}; memory {taken[-2]:,.0f} → {taken[-1]:,.0f} MB")
        print(f"readers left: {len(server.children(recursive=True))}")


async def passed(address: str, files: Iterable[Hostile]) -> list[tuple[str, Said]]:
    """What was done to each file and what came of it; a clerk drops a couple of dozen and goes."""
    found: list[tuple[str, Said]] = []
    left: Iterator[Hostile] = iter(files)
    while some := list(islice(left, FILES_OF_ONE_CLERK)):
        async with Clerk(address) as clerk:
            await clerk.sit_down()
            for one in some:
                found.append((one.kind, await clerk.drop(one.name[-LONGEST_NAME:], one.content)))
    return found


def told(said: list[tuple[str, Said]]) -> str:
    """「444 files, 444 in one sentence; the longest 6.1 s (four million cells)」, and every one that did not."""
    bad = [f"{kind}: {one.sentence or 'nothing said'}" for kind, one in said if not ended_well(one)]
    longest, kind = max((one.seconds, kind) for kind, one in said)
    words = (
        f"{len(said)} files, {len(said) - len(bad)} end in one sentence; the longest {longest:.1f} s ({kind})"
    )
    return "\n  ".join([words, *bad])


def ended_well(said: Said) -> bool:
    return bool(said.sentence) and not said.broke and said.seconds < LONGEST_SECONDS


def listening(address: str) -> psutil.Process:
    """The process that answers at the address."""
    port = int(address.rstrip("/").rpartition(":")[2])
    for process in psutil.Process().children(recursive=True):
        if any(at.laddr.port == port and at.status == "LISTEN" for at in process.net_connections()):
            return process
    raise LookupError(address)


def resting(address: str, server: psutil.Process) -> float:
    """Resident megabytes once the sessions that left are forgotten, which the next one to come makes the server do."""
    time.sleep(FORGET_SECONDS)
    asyncio.run(looked_in(address))
    return float(server.memory_info().rss / _MB)


async def looked_in(address: str) -> None:
    async with Clerk(address) as clerk:
        await clerk.sit_down()


if __name__ == "__main__":
    main()
