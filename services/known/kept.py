"""Answers worked out once for everybody: those asked last are kept, and who asks meanwhile waits instead of working too.

For answers that never change (what was known at N) and that nobody writes into.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from functools import wraps
from threading import Lock
from typing import Generic, ParamSpec, Protocol, TypeVar
from weakref import WeakSet

Asked = ParamSpec("Asked")
Answer = TypeVar("Answer")


class Forgetting(Protocol):
    """Something that keeps answers."""

    def forget(self) -> None: ...


_KEEPERS: WeakSet[Forgetting] = WeakSet()


def forgettable(keeper: Forgetting) -> None:
    """`forget_all` reaches it from now on."""
    _KEEPERS.add(keeper)


def forget_all() -> None:
    """Forget every kept answer: a text was erased, and any of them may hold it."""
    for keeper in list(_KEEPERS):
        keeper.forget()


class _Place(Generic[Answer]):
    """Where one answer stands, or will."""

    __slots__ = ("answer", "is_there", "lock")

    def __init__(self) -> None:
        self.lock = Lock()
        self.is_there = False
        self.answer: Answer


class Shelf(Generic[Answer]):
    """At most so many answers by their key."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._places: OrderedDict[Hashable, _Place[Answer]] = OrderedDict()
        self._lock = Lock()
        forgettable(self)

    def forget(self) -> None:
        """Keep nothing of what was asked so far; what is being worked out just now is not kept either."""
        with self._lock:
            self._places = OrderedDict()

    def answer(self, key: Hashable, work: Callable[[], Answer]) -> Answer:
        """The kept answer, else `work()`, done once however many ask; a failure is raised and not kept.

        The work must not ask for its own key.
        """
        with self._lock:
            place = self._places.setdefault(key, _Place())
            self._places.move_to_end(key)
            if len(self._places) > self._most:
                self._places.popitem(last=False)
        if not place.is_there:
            with place.lock:
                if not place.is_there:
                    place.answer = work()
                    place.is_there = True
        return place.answer


def kept(most: int) -> Callable[[Callable[Asked, Answer]], Callable[Asked, Answer]]:
    """Keep the answers of a function by its arguments."""

    def keeping(work: Callable[Asked, Answer]) -> Callable[Asked, Answer]:
        shelf: Shelf[Answer] = Shelf(most)

        @wraps(work)
        def ask(*arguments: Asked.args, **named: Asked.kwargs) -> Answer:
            key = (arguments, tuple(sorted(named.items())))
            return shelf.answer(key, lambda: work(*arguments, **named))

        return ask

    return keeping
