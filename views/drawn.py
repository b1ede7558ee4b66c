"""What is drawn of the same things is drawn once: a figure, the fragments of a section, for whoever looks next.

A key holds the very objects a drawing is made of and the address its links keep, so nothing kept outlives what it
depends on: another version, day or scope is another answer (views/cache.py), another theme another argument.
"""

from collections.abc import Callable
from contextvars import ContextVar
from datetime import date
from functools import wraps
from typing import ParamSpec, TypeVar

import streamlit as st

from charts.quantity import Quantity
from charts.tokens import Theme
from domain.permissions import Moment
from services.known.kept import Shelf

Asked = ParamSpec("Asked")
Drawn = TypeVar("Drawn")
Step = Callable[[], object]
MOST = 384
_PLAIN = (str, int, float, bool, date, Moment, Quantity, Theme, type(None))


def drawn(make: Callable[Asked, Drawn]) -> Callable[Asked, Drawn]:
    """Keep what a function makes of its arguments and the address alone; nobody writes into what it gives.

    Plain values and tuples of them are compared, everything else must be the same object: a part of a kept answer is, a frame cut out
    in every run is not.
    """

    return _keeping(make, _address)


def drawn_anywhere(make: Callable[Asked, Drawn]) -> Callable[Asked, Drawn]:
    """The same for what holds no links and so looks alike at every address, as charts do."""
    return _keeping(make, tuple)


def _keeping(make: Callable[Asked, Drawn], place: Callable[[], tuple[object, ...]]) -> Callable[Asked, Drawn]:
    @wraps(make)
    def draw(*arguments: Asked.args, **named: Asked.kwargs) -> Drawn:
        given = (*arguments, *named.values())
        key = _key(make, named, given, place())
        # The arguments are kept with the drawing: while it is, no other object can have their place in memory.
        return _DRAWN.answer(key, lambda: (make(*arguments, **named), given))[0]  # type: ignore[return-value]

    return draw


def shown(write: Callable[Asked, None]) -> Callable[Asked, None]:
    """Keep what a function writes to the page, for functions that write by `step` alone: fragments, heads, tables.

    One that asks a control or has a click of its own (`not_to_be_kept`) is run every time.
    """

    @wraps(write)
    def show(*arguments: Asked.args, **named: Asked.kwargs) -> None:
        given = (*arguments, *named.values())
        written = False

        def work() -> tuple[object, object]:
            nonlocal written
            written = True
            tape = _Tape()
            before = _TAPE.set(tape)
            try:
                write(*arguments, **named)
            finally:
                _TAPE.reset(before)
            return (None if tape.spoilt else tuple(tape.steps)), given

        steps = _DRAWN.answer(_key(write, named, given, _address()), work)[0]
        if written:
            return
        if not isinstance(steps, tuple):
            write(*arguments, **named)
            return
        for again in steps:
            step(again)

    return show


class _Tape:
    def __init__(self) -> None:
        self.steps: list[Step] = []
        self.spoilt = False


_TAPE: ContextVar[_Tape | None] = ContextVar("_TAPE", default=None)
_DRAWN: Shelf[tuple[object, object]] = Shelf(MOST)


def step(write: Step) -> None:
    """Write to the page now, and again wherever the function that does so is `shown`."""
    tape = _TAPE.get()
    if tape is None:
        write()
        return
    tape.steps.append(write)
    _TAPE.set(None)
    try:
        write()
    finally:
        _TAPE.set(tape)


def not_to_be_kept() -> None:
    """What is being written answers to this viewer alone."""
    tape = _TAPE.get()
    if tape is not None:
        tape.spoilt = True


def _key(
    make: object, named: dict[str, object], given: tuple[object, ...], address: tuple[object, ...]
) -> tuple[object, ...]:
    return (make, tuple(named), address, *map(_told, given))


def _address() -> tuple[object, ...]:
    return tuple(st.query_params.to_dict().items())


def _told(worth: object) -> object:
    if type(worth) is tuple:
        return ("the parts", *map(_told, worth))
    return (type(worth), worth) if isinstance(worth, _PLAIN) else ("the object", id(worth))
