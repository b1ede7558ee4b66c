"""How far long work is: every slow verb takes one of these and calls it as it goes."""

from typing import Protocol


class Progress(Protocol):
    """Called with steps done, steps in all, and what is being done now in Chinese words."""

    def __call__(self, done: int, total: int, what: str) -> None: ...


def silent(done: int, total: int, what: str) -> None:  # noqa: ARG001
    """For callers that have nobody watching."""
