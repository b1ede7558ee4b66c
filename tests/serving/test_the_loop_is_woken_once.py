"""What threads hand to the loop is done, all of it, however few times it is woken."""

import asyncio
import sys
import threading

import pytest

from serving.wake_once import wake_once
from tests.serving.own_loop import run

THREADS, EACH = 8, 400

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="another kind of loop, left as it is")


async def handed_over(*, woken_once: bool) -> tuple[int, int]:
    """How many of the callbacks of several threads came, and how many bytes woke the loop for them."""
    loop = asyncio.get_running_loop()
    came, bytes_sent = 0, 0
    done = asyncio.Event()
    sending = loop._write_to_self

    def counted() -> None:
        nonlocal bytes_sent
        bytes_sent += 1
        sending()

    loop._write_to_self = counted
    if woken_once:
        wake_once(loop)

    def one() -> None:
        nonlocal came
        came += 1
        if came == THREADS * EACH:
            done.set()

    def hand_over() -> None:
        for _ in range(EACH):
            loop.call_soon_threadsafe(one)

    threads = [threading.Thread(target=hand_over) for _ in range(THREADS)]
    for thread in threads:
        thread.start()
    await asyncio.wait_for(done.wait(), 60)
    for thread in threads:
        thread.join()
    return came, bytes_sent


def test_everything_is_done_with_fewer_wakings():
    came, woken = run(handed_over(woken_once=True))
    assert came == THREADS * EACH
    assert run(handed_over(woken_once=False)) == (came, came)
    assert woken < came


def test_a_sleeping_loop_is_woken_each_time():
    async def one_at_a_time() -> int:
        loop, came = asyncio.get_running_loop(), 0
        wake_once(loop)
        for _ in range(50):
            said = asyncio.Event()
            threading.Timer(0.001, loop.call_soon_threadsafe, (said.set,)).start()
            await asyncio.wait_for(said.wait(), 10)
            came += 1
        return came

    assert run(one_at_a_time()) == 50
