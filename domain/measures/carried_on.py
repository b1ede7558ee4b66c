"""A ledger's state carried on: of a hundred thousand rows those few worked out anew that a change spoke of."""

from bisect import bisect_left
from collections.abc import Collection

import numpy as np
import pandas as pd
from pandas.api.types import is_integer_dtype


def carried_on(state: pd.DataFrame, fresh: pd.DataFrame, *, key: str, moved: Collection[str]) -> pd.DataFrame:
    """The state with the rows of the moved keys as they are in `fresh`; the very frame given where nothing differs.

    state  a row per key, in the order of its bytes
    fresh  the same columns, of the moved keys that are still known, in the same order
    """
    old = state[key].isin(list(moved)).to_numpy(dtype=bool)
    places = np.flatnonzero(old)
    before = state.take(places)
    if list(before[key]) == list(fresh[key]):
        return _altered(state, before, fresh, places)
    return _put_in(state[~old], fresh, key)


def _altered(
    state: pd.DataFrame, before: pd.DataFrame, fresh: pd.DataFrame, places: np.ndarray
) -> pd.DataFrame:
    """Columns in which nothing differs are shared with the state before."""
    found = state
    for name in state:
        was, now = before[name].reset_index(drop=True), fresh[name].reset_index(drop=True)
        if was.equals(now) or (was.dtype != now.dtype and _told(was) == _told(now)):
            continue
        column = state[name]
        if column.dtype != now.dtype and is_integer_dtype(column.dtype) and now.isna().any():
            column = column.astype("Int64")
        column = column.copy()
        column.iloc[places] = now.astype(column.dtype).array
        found = found.copy(deep=False) if found is state else found
        found[name] = column
    return found


def _told(column: pd.Series) -> list[object]:
    return [None if missing else worth for worth, missing in zip(column, column.isna(), strict=True)]


def _put_in(kept: pd.DataFrame, fresh: pd.DataFrame, key: str) -> pd.DataFrame:
    """Every fresh row at the place its key belongs to."""
    keys = _Bytes(kept[key])
    at = [bisect_left(keys, number.encode()) for number in fresh[key]]
    order = np.insert(np.arange(len(kept)), at, np.arange(len(kept), len(kept) + len(fresh)))
    typed = fresh.astype({name: kept[name].dtype for name in kept if not is_integer_dtype(kept[name])})
    whole = pd.concat([kept, typed]).take(order).reset_index(drop=True)
    numbers = [name for name in whole if is_integer_dtype(whole[name])]
    return whole.astype({name: "Int64" if whole[name].isna().any() else "int64" for name in numbers})


class _Bytes:
    """Keys as the database orders them, each read where it is looked at."""

    def __init__(self, column: pd.Series) -> None:
        self._column = column

    def __len__(self) -> int:
        return len(self._column)

    def __getitem__(self, at: int) -> bytes:
        return str(self._column.iat[at]).encode()
