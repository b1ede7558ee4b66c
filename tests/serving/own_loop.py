"""What is awaited, run to its end."""

import asyncio
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

Answer = TypeVar("Answer")


def run(visit: Coroutine[object, object, Answer]) -> Answer:
    """Run in a thread of its own: beside the browser tests a loop runs already in the process's main thread."""
    with ThreadPoolExecutor(1) as apart:
        return apart.submit(asyncio.run, visit).result()
