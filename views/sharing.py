"""What two answers to one question have alike, as one object: what is drawn of it then stays drawn (views/drawn.py).

After a change most of a page is as it was; only by being the same object does it tell so.
"""

from dataclasses import is_dataclass, replace

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
    if isinstance(now, SealedDict) and isinstance(before, SealedDict):
        found = {key: shared(worth, before.get(key, _MISSING)) for key, worth in now.items()}
        return (
            before
            if list(now) == list(before) and _same(found.values(), before.values())
            else SealedDict(found)
        )
    if isinstance(now, (tuple, SealedList)) and isinstance(before, (tuple, SealedList)):
        return _row(now, before)
    if is_dataclass(now) and not isinstance(now, type):
        return _parts(now, before)
    return now


def _row(now: "tuple[object, ...] | SealedList", before: "tuple[object, ...] | SealedList") -> object:
    if type(now) is not tuple and not isinstance(now, SealedList):  # a tuple with names of its own
        return now
    found = [shared(new, old) for new, old in zip(now, before, strict=False)]
    if len(now) == len(before) and _same(found, before):
        return before
    whole = [*found, *now[len(found) :]]
    return tuple(whole) if type(now) is tuple else SealedList(whole)


def _parts(now: object, before: object) -> object:
    names = kept_fields(type(now))
    found = {name: shared(getattr(now, name), getattr(before, name)) for name in names}
    if all(worth is getattr(before, name) for name, worth in found.items()):
        return before
    moved = {name: worth for name, worth in found.items() if worth is not getattr(now, name)}
    return replace(now, **moved) if moved else now  # type: ignore[type-var]


def _same(found: object, before: object) -> bool:
    return all(new is old for new, old in zip(found, before, strict=True))  # type: ignore[call-overload]


def _alike(now: object, before: object) -> bool:
    if isinstance(now, pd.Series) and isinstance(before, pd.Series):
        return now.name == before.name and now.dtype == before.dtype and now.equals(before)
    if isinstance(now, pd.DataFrame) and isinstance(before, pd.DataFrame):
        return list(now.dtypes.items()) == list(before.dtypes.items()) and now.equals(before)
    return False
