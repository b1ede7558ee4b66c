"""How far long work is: every slow verb takes one of these and calls it as it goes."""

from typing import Protocol


class Progress(Protocol):
    """Called with steps done, steps in all, and what is being done now in Chinese words."""

    def __call__(self, done: int, total: int, what: str) -> None: ...


def silent(_done: int, _total: int, _what: str) -> None:
    """For callers that have nobody watching."""
