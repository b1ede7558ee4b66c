"""Answers kept for all users, keyed by (question, database, scope, as-of day, change): never stale, never leaking.

A key is made of short texts, never of frames (Streamlit samples large ones). Every reader gets the same sealed object
(views/sealing.py), so what is drawn of it is kept by it (views/drawn.py).
"""

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import fields
from datetime import date
from typing import TypeVar, cast

import streamlit as st

from domain.permissions import Moment, Scope
from services.known.forget import times_forgotten
from services.known.kept import Newest, Shelf
from views.sealing import sealed
from views.sharing import shared

Answer = TypeVar("Answer")
KEPT = 512


def cached(
    question: Callable[..., Answer],
    *arguments: object,
    database: str,
    scope: Scope,
    moment: Moment,
    **parameters: Hashable,
) -> Answer:
    """`question(*arguments, scope=scope, moment=moment, **parameters)`, asked once per version.

    arguments   the store, known by its `url`, or plain values
    parameters  what is asked, plain values: texts, numbers, days, tuples and frozen sets of them

    Raises TypeError for a question without a name of its own (two lambdas would share a key) and for anything whose
    text would not tell it from another, such as a frame.
    """
    matter = _matter(question, database, scope, moment.as_of, arguments, parameters)

    def ask() -> object:
        with st.spinner("正在取数…"):
            found = sealed(question(*arguments, scope=scope, moment=moment, **parameters))
        _, before = _BEFORE.before(matter, moment.known_at) or (0, None)
        told = shared(found, before)
        _BEFORE.remember(matter, moment.known_at, told)
        return told

    return cast(Answer, _ANSWERS.answer((matter, moment.known_at), ask))


# A shelf and not st.cache_resource, which reads the signature of the asking function at every hit: 0.5 ms of each.
_ANSWERS: Shelf[object] = Shelf(KEPT)
# Of each question the newest answer, whose parts the next one shares where they are alike.
_BEFORE: Newest[object] = Newest(KEPT // 2)


def _matter(
    question: Callable[..., object],
    database: str,
    scope: Scope,
    as_of: date,
    arguments: Sequence[object],
    parameters: Mapping[str, Hashable],
) -> str:
    name = f"{question.__module__}.{question.__qualname__}"
    if "<" in name:
        raise TypeError(f"{name} has no name of its own and cannot be a cached question")
    parts = [
        name,
        str(times_forgotten()),
        database,
        _scope_text(scope),
        as_of.isoformat(),
        *(_plain(getattr(argument, "url", argument)) for argument in arguments),
        *(f"{name}={_plain(worth)}" for name, worth in sorted(parameters.items())),
    ]
    return "\x1f".join(parts)


def _plain(worth: object) -> str:
    """A text that stands for one value only."""
    if isinstance(worth, frozenset):
        return "{" + ",".join(sorted(_plain(part) for part in worth)) + "}"
    if isinstance(worth, tuple):
        return "(" + ",".join(_plain(part) for part in worth) + ")"
    if worth is None or isinstance(worth, (str, int, float, date)):
        return repr(worth)
    raise TypeError(f"{type(worth).__name__} cannot be part of a cache key")


def _scope_text(scope: Scope) -> str:
    """Every field of the scope, sets in order: whatever differs between users is in the key."""
    said = []
    for field in fields(scope):
        worth = getattr(scope, field.name)
        said.append(f"{field.name}={sorted(worth) if isinstance(worth, frozenset) else worth!r}")
    return ";".join(said)
