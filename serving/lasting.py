"""A question whose yes stays."""

from collections.abc import Callable

from starlette.concurrency import run_in_threadpool


class Lasting:
    """Asked in a thread until it is answered yes, for it may read the database; from then on answered at once.

    Every request asks whether people sign in here: a thread each would have those who look wait for the interpreter once more.
    """

    def __init__(self, ask: Callable[[], bool]) -> None:
        self._ask = ask
        self._yes = False

    async def __call__(self) -> bool:
        if not self._yes:
            self._yes = await run_in_threadpool(self._ask)
        return self._yes
