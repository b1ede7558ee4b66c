"""A grid: questions (an indicator at a period) down, subjects across; the arithmetic of rolling up, once.

Rates roll up as sum over sum, never averaged; only scores are. A stale or missing subject is never summed.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from domain.measure_frame import Status, measures, quotient

# Position = the code used inside a grid.
STATUSES = (
    Status.NOT_REPORTED, Status.NOT_DUE, Status.NOT_APPLICABLE, Status.UNDER_REVIEW, Status.STALE, Status.REPORTED,
)  # fmt: skip
NOT_REPORTED, NOT_DUE, NOT_APPLICABLE, UNDER_REVIEW, STALE, REPORTED = range(6)


@dataclass(frozen=True, slots=True)
class Question:
    """One row of a grid: an indicator at a period. rollup: sum | mean | median | none; a plain value has no base."""

    indicator: str
    period: str
    rollup: str
    has_denominator: bool


@dataclass(frozen=True, slots=True, eq=False)
class Grid:
    """Parts of every question × subject.

    numerator, denominator  float, NaN missing
    status                  position in STATUSES
    expected                whether the subject is asked at all (roster valid on the period's last day)
    shown                   the period each cell speaks of, a position in `periods` (another than asked where stale)
    """

    kind: str
    questions: tuple[Question, ...]
    subjects: tuple[str, ...]
    periods: tuple[str, ...]
    numerator: np.ndarray
    denominator: np.ndarray
    status: np.ndarray
    expected: np.ndarray
    shown: np.ndarray

    def values(self) -> np.ndarray:
        """Value of every cell; NaN where nothing may be shown."""
        shown = np.where(_plain(self), self.numerator, quotient(self.numerator, self.denominator))
        found: np.ndarray = np.where(np.isin(self.status, (REPORTED, STALE, UNDER_REVIEW)), shown, np.nan)
        return found


def leaf_measures(grid: Grid) -> pd.DataFrame:
    """The measure frame of the subjects themselves, expected ones only; 不适用 is shown but not expected."""
    down, across = np.nonzero(grid.expected)
    status = grid.status[down, across]
    counted = (status != NOT_APPLICABLE).astype("int64")
    return _frame(
        grid,
        down,
        _texts(grid.subjects, across),
        _texts(grid.periods, grid.shown[down, across]),
        (grid.numerator[down, across], grid.denominator[down, across], grid.values()[down, across]),
        ((status == REPORTED).astype("int64"), counted, status),
    )


def rolled_measures(grid: Grid, parents: Sequence[str | None]) -> pd.DataFrame:
    """The measure frame of the parents: one row per question and parent with at least one expected subject.

    parents  the parent of each subject of the grid, None for those rolled into nothing
    """
    names = tuple(dict.fromkeys(parent for parent in parents if parent is not None))
    rows = np.array([q.rollup != "none" for q in grid.questions], dtype=bool)
    belongs = np.array([[parent == name for name in names] for parent in parents], dtype="float64")
    belongs = belongs.reshape(len(parents), len(names))
    reported = _count(grid, grid.status == REPORTED, belongs)
    expected = _count(grid, grid.status != NOT_APPLICABLE, belongs)
    numerator, denominator, value = _sums(grid, belongs)
    status = _rolled_status(grid, belongs, reported, expected)
    asked = (grid.expected @ belongs > 0) & rows[:, None]
    down, across = np.nonzero(asked)
    spoken = status[down, across] == REPORTED
    parts = tuple(np.where(spoken, part[down, across], np.nan) for part in (numerator, denominator, value))
    counts = (reported[down, across], expected[down, across], status[down, across])
    periods = _texts([q.period for q in grid.questions], down)
    return _frame(grid, down, _texts(names, across), periods, parts, counts)


def _texts(names: Sequence[str], positions: np.ndarray) -> pd.Index:
    """The names at these positions; taken from a short text index, which is many times faster than objects."""
    return pd.Index(list(names), dtype="str").take(positions)


def _count(grid: Grid, cells: np.ndarray, belongs: np.ndarray) -> np.ndarray:
    found: np.ndarray = np.rint((grid.expected & cells).astype("float64") @ belongs).astype("int64")
    return found


def _sums(grid: Grid, belongs: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Numerator, denominator and value of every question × parent, from the reported cells alone."""
    cells = grid.expected & (grid.status == REPORTED)
    plain = _plain(grid)
    numerator = np.nan_to_num(np.where(cells, grid.numerator, 0.0)) @ belongs
    summed = np.nan_to_num(np.where(cells, grid.denominator, 0.0)) @ belongs
    denominator = np.where(plain, np.nan, summed)
    value = np.where(plain, numerator, quotient(numerator, denominator))
    rollups = {q.rollup for q in grid.questions}
    if "mean" in rollups:
        numerator, denominator, value = _means(grid, cells, belongs, (numerator, denominator, value))
    if "median" in rollups:
        value = _medians(grid, cells, belongs, value)
    return numerator, denominator, value


def _plain(grid: Grid) -> np.ndarray:
    """Column of which questions are plain values, without a denominator."""
    return np.array([[not q.has_denominator] for q in grid.questions], dtype=bool).reshape(-1, 1)


def _means(
    grid: Grid, cells: np.ndarray, belongs: np.ndarray, summed: tuple[np.ndarray, np.ndarray, np.ndarray]
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Scores: the sum of the subjects' scores over how many have one, each subject counting once 村等权."""
    own = np.array([[q.rollup == "mean"] for q in grid.questions], dtype=bool)
    scores = np.where(cells, grid.values(), np.nan)
    total = np.nan_to_num(scores) @ belongs
    count = (~np.isnan(scores)).astype("float64") @ belongs
    mean = (total, count, quotient(total, count))
    numerator, denominator, value = (np.where(own, new, old) for new, old in zip(mean, summed, strict=True))
    return numerator, denominator, value


def _medians(grid: Grid, cells: np.ndarray, belongs: np.ndarray, value: np.ndarray) -> np.ndarray:
    shown = np.where(cells, grid.values(), np.nan)
    found = value.copy()
    for row in (at for at, q in enumerate(grid.questions) if q.rollup == "median"):
        for parent in range(belongs.shape[1]):
            below = shown[row, belongs[:, parent] > 0]
            found[row, parent] = np.nanmedian(below) if not np.isnan(below).all() else np.nan
    return found


def _rolled_status(grid: Grid, belongs: np.ndarray, reported: np.ndarray, expected: np.ndarray) -> np.ndarray:
    not_due = _count(grid, grid.status == NOT_DUE, belongs)
    waiting = np.where((not_due == expected) & (expected > 0), NOT_DUE, NOT_REPORTED)
    return np.where(reported > 0, REPORTED, np.where(expected == 0, NOT_APPLICABLE, waiting))


def _frame(
    grid: Grid,
    down: np.ndarray,
    subjects: pd.Index,
    periods: pd.Index,
    parts: tuple[np.ndarray, ...],
    counts: tuple[np.ndarray, ...],
) -> pd.DataFrame:
    numerator, denominator, value = parts
    reported, expected, status = counts
    return measures(
        {
            "indicator": _texts([q.indicator for q in grid.questions], down),
            "subject_kind": grid.kind,
            "subject": subjects,
            "period": periods,
            "numerator": numerator,
            "denominator": denominator,
            "value": value,
            "reported": reported,
            "expected": expected,
            "status": _texts([s.value for s in STATUSES], status),
        }
    )
