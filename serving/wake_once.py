"""The loop that sends is woken once for all that waits for it, not once for every message of a page.

A page hands over some fifty messages, and asyncio writes a byte to its own socket for each: a call into the system that
lets go of the interpreter, so that with many viewers every message waits for its turn among all their threads (a sixth
of a warm rerun). While a byte has not been read, another tells the loop nothing new.
"""

import asyncio
from collections.abc import Callable
from typing import Any


def wake_once(loop: asyncio.AbstractEventLoop) -> None:
    """From now on this running loop is woken by the first of what waits. A loop of another kind stays as it is."""
    inside: Any = loop
    if not isinstance(loop, asyncio.SelectorEventLoop) or not hasattr(inside, "_ssock"):
        return
    inside._write_to_self, read = _once(inside._write_to_self, inside._read_from_self)
    inside._read_from_self = read
    inside._add_reader(inside._ssock.fileno(), read)


def _once(
    write: Callable[[], None], read: Callable[[], None]
) -> tuple[Callable[[], None], Callable[[], None]]:
    """Both ways of a loop's own socket, with a note of whether a byte is under way.

    What is handed over stands in the loop's list before this is asked, and the loop looks through that list after it has
    read and before it sleeps: whoever finds the note still set is seen then. Cleared before the reading, the note could
    be set again by a byte that this very reading takes away, and nobody would wake the loop any more.
    """
    under_way = False

    def write_once() -> None:
        nonlocal under_way
        if not under_way:
            under_way = True
            write()

    def read_and_forget() -> None:
        nonlocal under_way
        read()
        under_way = False

    return write_once, read_and_forget
