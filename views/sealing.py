"""Answers many readers share: frames, dictionaries and lists that refuse to be written into.

One object for all readers costs nothing to hand out, and what is drawn of it can be kept by it (views/drawn.py).
"""

from dataclasses import fields, is_dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from types import NoneType, UnionType
from typing import Any, NoReturn, Union, get_args, get_origin, get_type_hints

import pandas as pd

# Most of what answers hold: asked first, since they are many.
PLAIN = frozenset({str, int, float, bool, NoneType, date, datetime, Decimal})


@cache
def kept_fields(kind: type) -> tuple[str, ...]:
    """The fields a dataclass is made of."""
    return tuple(field.name for field in fields(kind) if field.init)


@cache
def cannot_be_written(kind: object) -> bool:
    """Whether what is annotated so holds nothing to seal: plain values, and tuples and frozen dataclasses of them alone."""
    if kind in PLAIN or kind is Ellipsis:
        return True
    if get_origin(kind) in (tuple, Union, UnionType):
        return all(cannot_be_written(part) for part in get_args(kind))
    if not isinstance(kind, type) or not is_dataclass(kind) or not kind.__dataclass_params__.frozen:
        return False
    told = get_type_hints(kind)
    return all(cannot_be_written(told[name]) for name in kept_fields(kind))


def sealed(answer: object) -> object:
    """The answer with every container in it sealed; what cannot be written into stays the same object."""
    if type(answer) in PLAIN:
        return answer
    if isinstance(answer, pd.DataFrame):
        return SealedFrame(answer)
    if isinstance(answer, pd.Series):
        return SealedColumn(answer)
    if isinstance(answer, dict):
        return SealedDict({key: sealed(worth) for key, worth in answer.items()})
    if isinstance(answer, list):
        return SealedList(sealed(worth) for worth in answer)
    if type(answer) is tuple:
        found = tuple(sealed(worth) for worth in answer)
        return found if any(new is not old for new, old in zip(found, answer, strict=True)) else answer
    if is_dataclass(answer) and not isinstance(answer, type):
        if cannot_be_written(type(answer)):
            return answer
        moved = {}
        for name in kept_fields(type(answer)):
            worth = getattr(answer, name)
            if type(worth) not in PLAIN and (new := sealed(worth)) is not worth:
                moved[name] = new
        return replace(answer, **moved) if moved else answer
    return answer


def _refuse(*_arguments: object, **_named: object) -> NoReturn:
    raise TypeError("a kept answer is shared by all readers: make a copy to write into")


class _Sealed:
    """What a frame and a column have in common. Whatever is made of one is an ordinary frame again."""

    __setitem__ = __delitem__ = insert = pop = update = _refuse
    _set_axis = _update_inplace = _refuse

    def __setattr__(self, name: str, worth: object) -> None:
        if not name.startswith("_"):
            _refuse()
        super().__setattr__(name, worth)

    @property
    def _constructor(self) -> type:
        return pd.DataFrame if isinstance(self, pd.DataFrame) else pd.Series

    def _plain(self) -> Any:
        """A copy on write: its indexers write into itself at most."""
        return self._constructor(self)

    @property
    def loc(self) -> Any:
        return self._plain().loc

    @property
    def iloc(self) -> Any:
        return self._plain().iloc

    @property
    def at(self) -> Any:
        return self._plain().at

    @property
    def iat(self) -> Any:
        return self._plain().iat


class SealedFrame(_Sealed, pd.DataFrame):
    """A frame nobody writes into."""

    @property
    def _constructor_sliced(self) -> type:
        return pd.Series


class SealedColumn(_Sealed, pd.Series):
    """A column nobody writes into."""

    @property
    def _constructor_expanddim(self) -> type:
        return pd.DataFrame


class SealedDict(dict[Any, Any]):
    __setitem__ = __delitem__ = __ior__ = clear = pop = popitem = setdefault = update = _refuse  # type: ignore[assignment]


class SealedList(list[Any]):
    __setitem__ = __delitem__ = __iadd__ = __imul__ = _refuse  # type: ignore[assignment]
    append = extend = insert = remove = pop = clear = sort = reverse = _refuse  # type: ignore[assignment]
