"""What subjects are scored on, as arrays of subject × item: the one shape scoring, shaking and 最近的一步 share."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from domain.frames import positions
from domain.measure_frame import Status

_STATUS = list(Status)
REPORTED, NOT_REPORTED = _STATUS.index(Status.REPORTED), _STATUS.index(Status.NOT_REPORTED)


@dataclass(frozen=True, eq=False)
class ScoreGrid:
    """subjects, codes  what the rows and columns are
    value       subject × item: what was reported, NaN otherwise
    numerator, denominator  its parts, NaN where there is none
    state       position in `Status`; not reported where nothing at all is known
    """

    subjects: tuple[str, ...]
    codes: tuple[str, ...]
    value: np.ndarray
    numerator: np.ndarray
    denominator: np.ndarray
    state: np.ndarray

    def row(self, subject: str) -> int:
        """The row of a subject; ValueError for one that is not scored."""
        return self.subjects.index(subject)

    def rows(self, subjects: Sequence[str]) -> np.ndarray:
        """The rows of several subjects, in the order given."""
        return positions(pd.Series(list(subjects), dtype="str"), self.subjects)

    def changed(self, row: int, item: int, *, numerator: float, value: float) -> "ScoreGrid":
        """The same with another number in one cell."""
        numerators, values = self.numerator.copy(), self.value.copy()
        numerators[row, item], values[row, item] = numerator, value
        return replace(self, numerator=numerators, value=values)


def score_grid(measures: pd.DataFrame, codes: Sequence[str], subjects: Sequence[str]) -> ScoreGrid:
    """A measure frame, in any order, as arrays; other indicators and subjects are left aside, the last row of two counts."""
    across, down = positions(measures["indicator"], codes), positions(measures["subject"], subjects)
    own = (across >= 0) & (down >= 0)
    cells = (down[own], across[own])
    status = positions(measures["status"], [status.value for status in Status])[own]
    shape = (len(subjects), len(codes))
    state = np.full(shape, NOT_REPORTED)
    state[cells] = status
    filled = {}
    for name in ("value", "numerator", "denominator"):
        filled[name] = np.full(shape, np.nan)
        filled[name][cells] = measures[name].to_numpy(dtype="float64")[own]
    filled["value"] = np.where(state == REPORTED, filled["value"], np.nan)
    return ScoreGrid(tuple(subjects), tuple(codes), state=state, **filled)
