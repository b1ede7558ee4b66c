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


class Made(Generic[Answer]):
    """At most so many answers by the very object each is made of, which is kept with it, and by whatever else is asked."""

    def __init__(self, most: int) -> None:
        self._shelf: Shelf[tuple[Answer, object]] = Shelf(most)

    def answer(self, of: object, key: Hashable, work: Callable[[], Answer]) -> Answer:
        """As `Shelf.answer`. While an answer is kept, no other object can have the place in memory of what it is made of."""
        return self._shelf.answer((id(of), key), lambda: (work(), of))[0]


class Newest(Generic[Answer]):
    """Of each matter what was worked out at the newest change so far: what the next is carried on from.

    most  so many matters, those remembered last
    """

    def __init__(self, most: int = 1_024) -> None:
        self._found: dict[object, tuple[int, Answer]] = {}
        self._most = most
        forgettable(self)

    def forget(self) -> None:
        self._found = {}

    def before(self, matter: object, n: int) -> tuple[int, Answer] | None:
        """The change ≤ n and what was found at it; None where nothing that old is at hand."""
        found = self._found.get(matter)
        return found if found is not None and found[0] <= n else None

    def remember(self, matter: object, n: int, answer: Answer) -> None:
        found = self._found.pop(matter, None)
        self._found[matter] = (n, answer) if found is None or found[0] <= n else found
        while len(self._found) > self._most:
            self._found.pop(next(iter(self._found)), None)


class Versions(Generic[Answer]):
    """Answers by what they are about and by change: of each matter the newest, and a few older ones of all matters.

    A large frame is so kept once and not once for every change that altered it.
    """

    def __init__(self, *, matters: int, older: int) -> None:
        self._newest: Newest[Answer] = Newest(matters)
        self._asked: Shelf[Answer] = Shelf(older)

    def before(self, matter: Hashable, n: int) -> tuple[int, Answer] | None:
        """The change ≤ n and the newest answer, where that is no newer."""
        return self._newest.before(matter, n)

    def answer(self, matter: Hashable, n: int, work: Callable[[], Answer]) -> Answer:
        """The kept answer of a matter at a change, else `work()`, done once however many ask."""
        found = self._newest.before(matter, n)
        if found is not None and found[0] == n:
            return found[1]

        def done() -> Answer:
            answer = work()
            self._newest.remember(matter, n, answer)
            return answer

        return self._asked.answer((matter, n), done)


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
