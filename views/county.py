"""The county's database as the pages get it: opened once per process and filled once, while every browser sees how far.

The filling runs in a thread of its own: a second browser that opens meanwhile watches the same work, and a browser
that leaves does not stop it.
"""

import os
from collections.abc import Callable
from threading import Event, Lock, Thread

from domain.permissions import Actor, Role
from services.county.installation import Installation, Store, database_url, set_up
from views.clock import now as now
from views.progress import shown
from views.session import entrance

THIS_PC = Actor("本机", Role.ADMIN)
LOOK_EVERY = 0.25  # seconds
_fillings: dict[str, "Filling"] = {}
_lock = Lock()


def begin_county() -> "Filling":
    """Begin to open this installation's database, and to fill an empty one; at once, and once for all browsers."""
    return _filling(database_url(os.environ, given=None, sample=False))


def the_store() -> Store:
    """The store of the database this run came in by; call it after open_page."""
    here = entrance()
    if here is None:
        raise LookupError("a page asked for the store before its guard")
    return _filling(here.database).watched().store


def _filling(url: str) -> "Filling":
    with _lock:
        if url not in _fillings:
            _fillings[url] = Filling(url)
        return _fillings[url]


class Filling:
    """A database being opened and, while it is empty, filled. `told` is how far that is, for whoever looks."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.told = (0, 0, "打开数据库")
        self._ended = Event()
        self._failed: Exception | None = None
        self._installation: Installation | None = None
        Thread(target=self._run, name="filling", daemon=True).start()

    def _run(self) -> None:
        try:
            self._installation = set_up(self.url, THIS_PC, now=now(), progress=self._tell)
        except Exception as failure:  # noqa: BLE001 - raised again in every browser that waits
            self._failed = failure
        finally:
            self._ended.set()

    def _tell(self, done: int, total: int, what: str) -> None:
        self.told = (done, total, what)

    @property
    def under_way(self) -> bool:
        return not self._ended.is_set()

    def watched(self) -> Installation:
        """The opened database; until then the page shows how far it is.

        Raises what the filling raised, once to everybody who waited; the next visit tries again.
        """
        if self.under_way:
            with shown("正在打开看板") as progress:
                self._look(progress)
        if self._failed is not None:
            with _lock:
                if _fillings.get(self.url) is self:
                    del _fillings[self.url]
            raise self._failed
        if self._installation is None:
            raise RuntimeError("the filling ended without a database")
        return self._installation

    def _look(self, progress: Callable[[int, int, str], None]) -> None:
        while not self._ended.wait(LOOK_EVERY):
            progress(*self.told)
