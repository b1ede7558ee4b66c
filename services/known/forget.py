"""After an erasure nothing kept may still hold the text: every kept answer of the process is forgotten.

Answers are kept by the change they were made at, and an erasure alters what older changes show (a page pinned to an
older N too). It may come from another process, so every run asks for the newest one.
"""

from threading import Lock

from data_access.database import Store, reading
from data_access.last_word import last_erasure
from services.known.kept import forget_all

_looked: dict[str, int] = {}
_erased: dict[str, int] = {}
_lock = Lock()
_times = 0


def times_forgotten() -> int:
    """How often everything was forgotten: part of the key of what is still being worked out meanwhile."""
    return _times


def forget_erased(store: Store, head: int) -> None:
    """Forget everything kept when a text was erased since this process last looked.

    head  the newest change: an erasure is one, so there is nothing to look for while it stays
    """
    if _looked.get(store.url) == head:
        return
    with reading(store) as connection:
        newest = last_erasure(connection, head)
    global _times  # noqa: PLW0603 - one number of the process, as what is kept is the process's
    with _lock:
        _looked[store.url] = head
        if newest == _erased.get(store.url, 0):
            return
        _erased[store.url] = newest
        _times += 1
    forget_all()
