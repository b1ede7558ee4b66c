"""Which photos "after" may not be what they say: an older picture again, whole, mirrored or cut, or taken before the finding."""

from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from pandas import DataFrame

from data_access.database import Store
from domain.frames import is_said
from domain.photo_likeness import candidates, hashes_of, same_picture
from domain.photos import AFTER, SIDES, taken_before
from domain.records import Photo
from services.known.kept import kept
from services.known.known_rows import known_rows, last_change
from services.photos.kept_pictures import grey_picture


@dataclass(frozen=True, slots=True)
class Doubt:
    """words  what is odd, without a verdict; other, other_problem  the picture it is like, blank where it is the date"""

    words: str
    other: str = ""
    other_problem: str = ""


def doubts_about(store: Store, photo: str, problem: str, found_on: date, known_at: int) -> tuple[Doubt, ...]:
    """Everything odd about one photo "after" of a problem; () for a photo "before"."""
    rows = known_rows(store, Photo, known_at)
    own = rows[((rows["photo"] == photo) & (rows["problem"] == problem)).to_numpy(dtype=bool)]
    if own.empty or own["side"].iloc[0] != AFTER:
        return ()
    taken = own["taken_on"].iloc[0]
    early = taken_before(taken if isinstance(taken, date) and not pd.isna(taken) else None, found_on)
    again = _again(store, photo, problem, last_change(store, known_at, Photo))
    return (*((Doubt(early),) if early else ()), *again)


@kept(1_000)
def _again(store: Store, photo: str, problem: str, n: int) -> tuple[Doubt, ...]:
    """The same picture among those that were there before this one was put in, its own problem's photos "before" too."""
    rows = known_rows(store, Photo, n)
    self_ = ((rows["photo"] == photo) & (rows["problem"] == problem)).to_numpy(dtype=bool)
    earlier = (rows["opened_by"] <= rows["opened_by"][self_].iloc[0]).to_numpy(dtype=bool) & ~self_
    earlier &= ~((rows["problem"] == problem) & (rows["side"] == AFTER)).to_numpy(dtype=bool)
    others = rows[earlier]
    exact = others[(others["photo"] == photo).to_numpy(dtype=bool)]
    found = [_doubt("就是", one) for one in exact.itertuples(index=False)]
    grey = grey_picture(store, photo)
    if grey is None:
        return tuple(found)
    others = others[(others["photo"] != photo).to_numpy(dtype=bool)]
    table = _table(store, n)[np.flatnonzero(earlier)][(rows["photo"][earlier] != photo).to_numpy(dtype=bool)]
    for one in candidates(grey, table):
        row = next(others.iloc[[one.row]].itertuples(index=False))
        other = grey_picture(store, str(row.photo))
        turned = np.ascontiguousarray(grey[:, ::-1]) if one.mirrored else grey
        if other is not None and same_picture(turned, other):
            found.append(_doubt("左右翻转后就是" if one.mirrored else "就是", row))
    return tuple(found)


@kept(4)
def _table(store: Store, n: int) -> NDArray[np.uint64]:
    prints: DataFrame = known_rows(store, Photo, n)
    return hashes_of([str(one) for one in prints["fingerprint"].where(is_said(prints["fingerprint"]), "")])


def _doubt(how: str, row: object) -> Doubt:
    side, problem, photo = (str(getattr(row, name)) for name in ("side", "problem", "photo"))
    return Doubt(f"{how} {problem} 的{SIDES[side]}照片，可能裁过边、调过亮度或另存过", photo, problem)
