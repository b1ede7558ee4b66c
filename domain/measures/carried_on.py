"""A ledger's state carried on: of a hundred thousand rows those few worked out anew that a change spoke of."""

from bisect import bisect_left
from collections.abc import Collection

import numpy as np
import pandas as pd
from pandas.api.types import is_integer_dtype

from domain.frames import only_held, put_between, with_whole_numbers, worths

FEW = 50  # keys


def carried_on(state: pd.DataFrame, fresh: pd.DataFrame, *, key: str, moved: Collection[str]) -> pd.DataFrame:
    """The state with the rows of the moved keys as they are in `fresh`; the very frame given where nothing differs.

    state  a row per key, in the order of its bytes
    fresh  the same columns, of the moved keys that are still known, in the same order
    Coded texts (`domain.frames.with_codes`) stay coded, in the order of texts
    """
    places = places_of(state[key], moved)
    before = state.take(places)
    if list(before[key]) == list(fresh[key]):
        return _altered(state, before, fresh, places)
    stay = np.ones(len(state), dtype=bool)
    stay[places] = False
    return _put_in(state if stay.all() else state[stay], fresh, key)


def places_of(keys: pd.Series, moved: Collection[str]) -> np.ndarray:
    """Where keys in the order of their bytes hold some of the moved ones; a few are found by bisection."""
    if len(moved) > FEW:
        return np.flatnonzero(keys.isin(list(moved)).to_numpy(dtype=bool))
    told = _Bytes(keys)
    found = {key: bisect_left(told, key.encode()) for key in moved}
    return np.array(
        sorted(at for key, at in found.items() if at < len(keys) and keys.iat[at] == key), dtype="int64"
    )


def _altered(
    state: pd.DataFrame, before: pd.DataFrame, fresh: pd.DataFrame, places: np.ndarray
) -> pd.DataFrame:
    """Columns in which nothing differs are shared with the state before."""
    moved = {name: fresh[name] for name in state if worths(before[name]) != worths(fresh[name])}
    if not moved:
        return state
    found = state.copy(deep=False)
    for name, now in moved.items():
        found[name] = _with(state[name], now, places)
    return found


def _with(column: pd.Series, now: pd.Series, places: np.ndarray) -> pd.Series:
    """The column with these worths at these places."""
    if isinstance(column.dtype, pd.CategoricalDtype):
        known, coming = _of_one_kind(column, now)
        codes = known.array.codes.copy()
        codes[places] = coming.array.codes
        coded = pd.Categorical.from_codes(codes, categories=known.cat.categories)
        return _as_anew(pd.Series(coded, index=column.index), column, now)
    if column.dtype != now.dtype and is_integer_dtype(column.dtype) and now.isna().any():
        column = column.astype("Int64")
    column = column.copy()
    column.iloc[places] = now.astype(column.dtype).array
    return column


def _of_one_kind(column: pd.Series, other: pd.Series) -> tuple[pd.Series, pd.Series]:
    """Two columns of coded texts by the codes of both; the first is the very column where it knows the other's texts."""
    known = column.cat.categories
    new = other.cat.categories.difference(known)
    if len(new):
        both = pd.Index(sorted([*known, *new]), dtype="str")
        column = column.cat.set_categories(both)
    return column, other.cat.set_categories(column.cat.categories)


def _as_anew(whole: pd.Series, before: pd.Series, fresh: pd.Series) -> pd.Series:
    """Coded texts without those nobody holds any more, unless both sides have the same ones: then they are fixed or held."""
    return whole if before.dtype == fresh.dtype else only_held(whole)


def _put_in(kept: pd.DataFrame, fresh: pd.DataFrame, key: str) -> pd.DataFrame:
    """Every fresh row at the place its key belongs to."""
    keys = _Bytes(kept[key])
    at = [bisect_left(keys, number.encode()) for number in fresh[key]]
    coded = [name for name in kept if isinstance(kept[name].dtype, pd.CategoricalDtype)]
    plain = [name for name in kept if name not in coded and not is_integer_dtype(kept[name])]
    typed = fresh.astype({name: kept[name].dtype for name in plain})
    kinds = {name: _of_one_kind(kept[name], typed[name]) for name in coded}
    kept, typed = kept.copy(deep=False), typed.copy(deep=False)
    for name, (one, other) in kinds.items():
        kept[name], typed[name] = one, other
    whole = put_between(kept, np.arange(len(kept)), typed, at)
    for name in coded:
        whole[name] = _as_anew(whole[name], kept[name], fresh[name])
    return with_whole_numbers(whole)


class _Bytes:
    """Keys as the database orders them, each read where it is looked at."""

    def __init__(self, column: pd.Series) -> None:
        self._column = column

    def __len__(self) -> int:
        return len(self._column)

    def __getitem__(self, at: int) -> bytes:
        return str(self._column.iat[at]).encode()
