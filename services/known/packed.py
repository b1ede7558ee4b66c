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
_ALL = slice(None)
# Different worths of days or amounts that two bytes tell apart.
FEW = 2**15


class _Column(Protocol):
    """One column, packed."""

    def worths(self, at: np.ndarray | slice) -> Worths: ...

    @property
    def is_blank(self) -> bool: ...


class Packed:
    """A frame numbered from 0, given back alike, types included, as often as it is asked for."""

    __slots__ = ("_columns", "_count")

    def __init__(self, frame: pd.DataFrame) -> None:
        self._count = len(frame)
        self._columns = {str(name): _packed(frame[name].array) for name in frame}

    def __len__(self) -> int:
        return self._count

    def frame(self, names: Sequence[str] | None = None) -> pd.DataFrame:
        """The rows anew, of all columns or of those named; a frame of the caller's own."""
        return self._rows(_ALL, self._count, names if names is not None else tuple(self._columns))

    def rows_of(self, name: str, worth: str) -> pd.DataFrame:
        """Only the rows that hold this worth in a column of texts, numbered from 0."""
        at = np.flatnonzero(np.asarray(self._columns[name].worths(_ALL) == worth))
        return self._rows(at, len(at), tuple(self._columns))

    def _rows(self, at: np.ndarray | slice, count: int, names: Sequence[str]) -> pd.DataFrame:
        columns = {name: self._columns[name].worths(at) for name in names}
        return pd.DataFrame(columns, index=pd.RangeIndex(count))

    def says_nothing_in(self, name: str) -> bool:
        """Whether a column of texts or days is missing in every row."""
        return self._columns[name].is_blank


@dataclass(frozen=True, slots=True)
class _Told:
    """codes  which of the worths each row holds, −1 for none"""

    codes: np.ndarray
    found: Worths

    def worths(self, at: np.ndarray | slice) -> Worths:
        codes = self.codes[at]
        if isinstance(self.found, ExtensionArray):
            told: ExtensionArray = self.found.take(codes, allow_fill=True)
            return told
        # None, NaN or NaT, whichever the type knows.
        every: np.ndarray = np.append(self.found, np.array([None], dtype=self.found.dtype))
        found: np.ndarray = every[codes]
        return found

    @property
    def is_blank(self) -> bool:
        return not len(self.found)


@dataclass(frozen=True, slots=True)
class _Counted:
    """missing  which rows hold none, as bits; None where the column cannot lack any"""

    short: np.ndarray
    missing: np.ndarray | None

    def worths(self, at: np.ndarray | slice) -> Worths:
        numbers = self.short[at].astype("int64")
        if self.missing is None:
            return numbers
        mask = np.unpackbits(self.missing, count=len(self.short)).astype(bool)[at]
        return pd.arrays.IntegerArray(numbers, mask)

    @property
    def is_blank(self) -> bool:
        return self.missing is not None and bool(np.unpackbits(self.missing, count=len(self.short)).all())


@dataclass(frozen=True, slots=True)
class _Coded:
    """A column that is told by codes as it comes."""

    codes: np.ndarray
    kind: pd.CategoricalDtype

    def worths(self, at: np.ndarray | slice) -> Worths:
        return pd.Categorical.from_codes(self.codes[at], dtype=self.kind, validate=False)

    @property
    def is_blank(self) -> bool:
        return bool((self.codes < 0).all())


@dataclass(frozen=True, slots=True)
class _AsItIs:
    """What has no shorter form."""

    own: Worths

    def worths(self, at: np.ndarray | slice) -> Worths:
        own: Worths = self.own[at].copy()
        return own

    @property
    def is_blank(self) -> bool:
        return bool(pd.isna(self.own).all())


def _packed(column: ExtensionArray) -> _Column:
    if isinstance(column, pd.arrays.IntegerArray):
        mask = np.asarray(column.isna())
        return _Counted(_short(column.to_numpy("int64", na_value=0)), np.packbits(mask))
    if isinstance(column, pd.Categorical):
        return _Coded(_short(column.codes), column.dtype)
    if isinstance(column.dtype, pd.StringDtype):
        codes, found = column.factorize()
        return _Told(_short(codes), found)
    plain = column.to_numpy()
    if plain.dtype == np.dtype("int64"):
        return _Counted(_short(plain), None)
    which, worths = pd.factorize(plain)
    return _Told(_short(which), worths) if len(worths) <= FEW else _AsItIs(plain)


def _short(numbers: np.ndarray) -> np.ndarray:
    """The same numbers in as few bytes as the largest of them needs; where all are the same, that one number."""
    if not len(numbers):
        return numbers.astype("int8")
    least, most = int(numbers.min()), int(numbers.max())
    # A number below 0 has its kind by itself; one above needs a sign as well.
    kind = np.min_scalar_type(min(least, -1 - most))
    if least == most:
        return np.broadcast_to(np.array(least, dtype=kind), numbers.shape)
    return numbers.astype(kind)
