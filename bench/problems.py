"""100,000 problems: every page warm, and for the first viewer after one step or one closing, on a real server.

The floor of the same run is the barest answer a database gives: the open problems by unit, by one grouped select.
Processor time is the server's own and the steadier figure where the machine has other work.
`python -m bench.problems rectification` for one page; `--profile` tells in this process where the time goes.
"""

import asyncio
import cProfile
import pstats
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from statistics import median

from bench.many_problems import AS_OF, PROBLEMS, many_to_write
from bench.pages import Server, spent, started, warm
from bench.store import least
from bench.viewers import Viewer
from bench.year import copy_of, moment_of
from data_access.bulk import fetch
from data_access.database import Store, reading
from domain.permissions import WHOLE_COUNTY
from services.county.local_settings import remember_name
from services.problems.act_on_problem import act_on_problem
from services.problems.problem_case import problem_case
from services.problems.rectification_choices import rectification_choices
from services.problems.show_daily import show_daily
from services.problems.show_rectification import show_rectification
from tests.browser.servers import our_server
from tests.loaded_county import LOADER

PAGES = (
    "rectification", "daily", "overview", "projects", "funds", "sanitation", "ranking", "village", "indicator", "meeting",
)  # fmt: skip
WARM, CHANGED = "60 ms", "300 ms"
ROUNDS = 3
STANDS = """
    SELECT number, to_status, max(printf('%s%04d', day, seq)) FROM event
    WHERE about = 'problem' AND closed_by IS NULL GROUP BY number
"""
FLOOR = f"""
    SELECT duty_unit, count(*) FROM problem JOIN ({STANDS}) ON number = problem
    WHERE closed_by IS NULL AND to_status NOT IN ('closed', 'declined') GROUP BY duty_unit
"""


def main(pages: tuple[str, ...] = PAGES) -> None:
    with tempfile.TemporaryDirectory() as folder, many_to_write() as url:
        remember_name(url, LOADER.name)
        store = copy_of(url)
        floor = least(lambda: grouped(store))
        print(
            f"floor: what is open of {PROBLEMS:,} problems, by unit, by one grouped select: {floor * 1000:,.0f} ms"
        )
        with started(our_server(url, Path(folder, "log"))) as server:
            asyncio.run(measured(server, store, pages, floor))
        store.engine.dispose()


def grouped(store: Store) -> None:
    with reading(store) as connection:
        fetch(connection, FLOOR, {})


async def measured(server: Server, store: Store, pages: tuple[str, ...], floor: float) -> None:
    for page in pages:
        async with Viewer(server.address) as viewer:
            first = await spent(server, lambda: viewer.open(page))  # noqa: B023 - called at once
            found = await warm(server, viewer)
        print(f"{page}: first of the process {first.told()}; warm {found.told()}; limit {WARM}")
    for change, alter in CHANGES.items():
        for page in pages:
            taken = []
            for _ in range(ROUNDS):
                alter(store)
                async with Viewer(server.address) as viewer:
                    taken.append(await spent(server, lambda: viewer.open(page)))  # noqa: B023 - called at once
            told = "; ".join(one.told() for one in taken)
            ratio = median(one.seconds for one in taken) / floor
            print(f"{page}: after one {change} {told}: median {ratio:.2f} × the floor; limit {CHANGED}")
    print(f"{server.megabytes():,.0f} MB of the server")


def one_step(store: Store) -> None:
    """The next problem waiting for its check is returned to somebody else: the smallest thing that happens to a problem."""
    _act(store, "returned")


def one_closing(store: Store) -> None:
    """The next problem waiting for its check is closed: every rate of rectification moves with it."""
    _act(store, "closed")


def _act(store: Store, kind: str) -> None:
    number = _next_checking(store)
    standing = problem_case(store, scope=WHOLE_COUNTY, number=number)
    told = {
        "duty_unit": standing.row["duty_unit"], "person": "镇长 新任", "note": "到场看过", "actor": "督查办 李某",
        "evidence": "照片", "deadline": AS_OF,
    }  # fmt: skip
    act_on_problem(
        store, LOADER, scope=WHOLE_COUNTY, number=number, kind=kind, day=AS_OF, told=told, seen=standing.n,
        now=datetime(2026, 11, 19, 17, 0),
    )  # fmt: skip


_LEFT: list[str] = []


def _next_checking(store: Store) -> str:
    if not _LEFT:
        query = f"SELECT number FROM ({STANDS}) WHERE to_status = 'checking' LIMIT 500"
        with reading(store) as connection:
            _LEFT.extend(str(row[0]) for row in fetch(connection, query, {}))
    return _LEFT.pop()


CHANGES: dict[str, Callable[[Store], None]] = {"step": one_step, "closing": one_closing}


def profiled() -> None:
    """The verbs behind both pages in this process, warm and after a step, and what they spend it on."""
    with many_to_write() as url:
        store = copy_of(url)
        verbs: dict[str, Callable[[], object]] = {
            "show_rectification": lambda: show_rectification(
                store, scope=WHOLE_COUNTY, moment=moment_of(store)
            ),
            "rectification_choices": lambda: rectification_choices(
                store, scope=WHOLE_COUNTY, moment=moment_of(store)
            ),
            "show_daily": lambda: show_daily(store, scope=WHOLE_COUNTY, moment=moment_of(store)),
        }
        for name, verb in verbs.items():
            print(f"{name}: cold {_seconds(verb):.2f} s, again {_seconds(verb):.2f} s")
        for name, verb in verbs.items():
            for _ in range(2):
                one_step(store)
                print(f"{name}: after one step {_seconds(verb):.3f} s")
        for name, verb in verbs.items():
            one_step(store)
            watch = cProfile.Profile()
            watch.runcall(verb)
            print(name)
            pstats.Stats(watch).sort_stats("cumulative").print_stats(40)


def _seconds(work: Callable[[], object]) -> float:
    started_at = time.process_time()
    work()
    return time.process_time() - started_at


if __name__ == "__main__":
    if "--profile" in sys.argv:
        profiled()
    else:
        main(tuple(sys.argv[1:]) or PAGES)
