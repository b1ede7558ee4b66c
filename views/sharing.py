"""What two answers to one question have alike, as one object: what is drawn of it then stays drawn (views/drawn.py).

After a change most of a page is as it was; only by being the same object does it tell so.
"""

from collections.abc import Iterable
from dataclasses import is_dataclass, replace
from typing import Any

import pandas as pd

from domain.records import Record
from views.sealing import PLAIN, SealedDict, SealedList, kept_fields

_MISSING = object()


def shared(now: object, before: object) -> object:
    """The answer with every part that is alike before as the very object it was; `before` itself where all of it is.

    now, before  sealed (views/sealing.py); what cannot be compared stays what it is now
    """
    if now is before or type(now) is not type(before):
        return now
    if type(now) in PLAIN:
        return before if now == before or (now != now and before != before) else now
    if isinstance(now, Record):
        return before if now == before else now
    if isinstance(now, (pd.DataFrame, pd.Series)):
        return before if _alike(now, before) else now
    if type(now) is SealedDict:
        return _table(now, before)
    if type(now) in (tuple, SealedList):
        return _row(now, before)
    if is_dataclass(now) and not isinstance(now, type):
        return _parts(now, before)
    return now


def _table(now: SealedDict, before: SealedDict) -> SealedDict:
    found = {key: shared(worth, before.get(key, _MISSING)) for key, worth in now.items()}
    is_same = list(now) == list(before) and _same(found.values(), before.values())
    return before if is_same else SealedDict(found)


def _row(now: Any, before: Any) -> Any:
    """A tuple or a list; what the longer one has beyond the other is as it is, and so is what only stands elsewhere."""
    known = {id(part) for part in before}
    found = [new if id(new) in known else shared(new, old) for new, old in zip(now, before, strict=False)]
    if len(now) == len(before) and _same(found, before):
        return before
    return type(now)([*found, *now[len(found) :]])


def _parts(now: Any, before: Any) -> Any:
    names = kept_fields(type(now))
    found = {name: shared(getattr(now, name), getattr(before, name)) for name in names}
    if all(worth is getattr(before, name) for name, worth in found.items()):
        return before
    moved = {name: worth for name, worth in found.items() if worth is not getattr(now, name)}
    return replace(now, **moved) if moved else now


def _same(found: Iterable[object], before: Iterable[object]) -> bool:
    return all(new is old for new, old in zip(found, before, strict=True))


def _alike(now: pd.DataFrame | pd.Series, before: pd.DataFrame | pd.Series) -> bool:
    """Of one type both."""
    if isinstance(now, pd.Series):
        return now.name == before.name and now.dtype == before.dtype and now.equals(before)
    return list(now.dtypes.items()) == list(before.dtypes.items()) and now.equals(before)
