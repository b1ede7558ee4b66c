"""Rows kept small: of texts, days and amounts which of the few different ones each row holds, whole numbers short.

A year of figures is some hundred frames, asked for again only where a change alters one: kept as they are read they are
half of the server's memory, packed a sixth of that.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import pandas as pd
from pandas.api.extensions import ExtensionArray

Worths = ExtensionArray | np.ndarray
# Different worths of days or amounts that two bytes tell apart.
FEW = 2**15


class _Column(Protocol):
    """One column, packed."""

    def worths(self) -> Worths: ...

    @property
    def is_blank(self) -> bool: ...


class Packed:
    """A frame numbered from 0, given back alike, types included, as often as it is asked for."""

    __slots__ = ("_columns", "_count")

    def __init__(self, frame: pd.DataFrame) -> None:
        self._count = len(frame)
        self._columns = {str(name): _packed(frame[name].array) for name in frame}

    def frame(self, names: Sequence[str] | None = None) -> pd.DataFrame:
        """The rows anew, of all columns or of those named; a frame of the caller's own."""
        asked = names if names is not None else tuple(self._columns)
        index = pd.RangeIndex(self._count)
        return pd.DataFrame({name: self._columns[name].worths() for name in asked}, index=index)

    def says_nothing_in(self, name: str) -> bool:
        """Whether a column of texts or days is missing in every row."""
        return self._columns[name].is_blank


@dataclass(frozen=True, slots=True)
class _Told:
    """codes  which of the worths each row holds, −1 for none"""

    codes: np.ndarray
    found: Worths

    def worths(self) -> Worths:
        if isinstance(self.found, ExtensionArray):
            told: ExtensionArray = self.found.take(self.codes, allow_fill=True)
            return told
        # None, NaN or NaT, whichever the type knows.
        every: np.ndarray = np.append(self.found, np.array([None], dtype=self.found.dtype))
        found: np.ndarray = every[self.codes]
        return found

    @property
    def is_blank(self) -> bool:
        return not len(self.found)


@dataclass(frozen=True, slots=True)
class _Counted:
    """missing  which rows hold none, as bits; None where the column cannot lack any"""

    short: np.ndarray
    missing: np.ndarray | None

    def worths(self) -> Worths:
        numbers = self.short.astype("int64")
        if self.missing is None:
            return numbers
        mask = np.unpackbits(self.missing, count=len(numbers)).astype(bool)
        return pd.arrays.IntegerArray(numbers, mask)

    @property
    def is_blank(self) -> bool:
        return self.missing is not None and bool(np.unpackbits(self.missing, count=len(self.short)).all())


@dataclass(frozen=True, slots=True)
class _AsItIs:
    """What has no shorter form."""

    own: Worths

    def worths(self) -> Worths:
        return self.own.copy()

    @property
    def is_blank(self) -> bool:
        return bool(pd.isna(self.own).all())


def _packed(column: ExtensionArray) -> _Column:
    if isinstance(column, pd.arrays.IntegerArray):
        mask = np.asarray(column.isna())
        return _Counted(_short(column.to_numpy("int64", na_value=0)), np.packbits(mask))
    if isinstance(column, pd.Categorical):
        return _AsItIs(column)
    if isinstance(column.dtype, pd.StringDtype):
        codes, found = column.factorize()
        return _Told(_short(codes), found)
    plain = column.to_numpy()
    if plain.dtype == np.dtype("int64"):
        return _Counted(_short(plain), None)
    which, worths = pd.factorize(plain)
    return _Told(_short(which), worths) if len(worths) <= FEW else _AsItIs(plain)


def _short(numbers: np.ndarray) -> np.ndarray:
    """The same numbers in as few bytes as the largest of them needs."""
    if not len(numbers):
        return numbers.astype("int8")
    kind = np.result_type(
        np.min_scalar_type(int(numbers.min())), np.min_scalar_type(-abs(int(numbers.max())) - 1)
    )
    return numbers.astype(kind)
