"""Whether a photo is another one again: mirrored, cut, saved anew, lighter or darker. Pure, on grey pictures.

Two steps. The print 指纹 finds who may be meant among tens of thousands: perceptual hashes (the signs of the lowest
cosine frequencies) of the whole picture and of 18 windows in it, so that a cut one still meets its window. Then the two
pictures are laid over one another and compared field by field: a photo taken again, even from the same spot, differs in
its leaves, shadows and angle in many fields; the same photo saved anew differs in none.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

import numpy as np
from numpy.typing import NDArray

Grey = NDArray[np.float32]
"""A square grey picture, SIDE × SIDE, 0…255: what `uploads.photos.grey_of` makes of a photo of any shape."""

SIDE = 128
VERSION = "1"
# A hash has 64 signs; pictures that have nothing to do with one another differ in 32 ± 4 of them.
NEAR_HASH = 16
LOOKED_AT = 12
# Below this correlation of the two pictures at 32 × 32 nobody looks closer; scales a window can have, its search included.
WORTH_A_LOOK, SMALLEST, LARGEST = 0.85, 0.78, 1.06
FIELDS = 8
# Share of the fields that have to agree, and the correlation at which one does (python -m bench.photos: saved again
# 0.95 and more of the fields, taken again up to 0.78). A field that varies less, in steps of grey, is plain sky.
ALIKE_SHARE, ALIKE = 0.88, 0.7
PLAIN_FIELD = 2.0


def _windows() -> tuple[tuple[float, float, float], ...]:
    """(left, top, size) of the whole picture and of windows that leave up to 15 % away."""
    found = [(0.0, 0.0, 1.0)]
    for size in (0.925, 0.85):
        found += [(x * (1 - size), y * (1 - size), size) for y, x in product((0.0, 0.5, 1.0), repeat=2)]
    return tuple(found)


WINDOWS = _windows()


def _cosines(side: int, count: int) -> Grey:
    at = (np.arange(side) + 0.5) * np.pi / side
    return np.asarray(np.cos(np.outer(np.arange(count), at)), dtype=np.float32)


_LOW = _cosines(32, 8)
_SHIFTS = np.arange(64, dtype=np.uint64)


def _sampled(grey: Grey, xs: NDArray[Any], ys: NDArray[Any]) -> Grey:
    """Values at fractional places (columns xs × rows ys), between pixels linearly; outside is the edge."""
    side = grey.shape[0] - 1
    xs, ys = np.clip(xs, 0, side), np.clip(ys, 0, side)
    left, top = np.minimum(xs.astype(int), side - 1), np.minimum(ys.astype(int), side - 1)
    dx, dy = (xs - left)[None, :], (ys - top)[:, None]
    upper = grey[np.ix_(top, left)] * (1 - dx) + grey[np.ix_(top, left + 1)] * dx
    lower = grey[np.ix_(top + 1, left)] * (1 - dx) + grey[np.ix_(top + 1, left + 1)] * dx
    return np.asarray(upper * (1 - dy) + lower * dy, dtype=np.float32)


def _hash(grey: Grey, window: tuple[float, float, float]) -> np.uint64:
    left, top, size = window
    places = (np.arange(SIDE) + 0.5) * size - 0.5
    cut = _sampled(grey, places + left * SIDE, places + top * SIDE)
    small = cut.reshape(32, 4, 32, 4).mean(axis=(1, 3))
    low = (_LOW @ small @ _LOW.T).ravel()
    signs = low > np.median(low[1:])
    return np.uint64((signs.astype(np.uint64) << _SHIFTS).sum())


def print_of(grey: Grey) -> str:
    """The print of a picture as text: version and a hash of each of WINDOWS."""
    return VERSION + "".join(f"{int(_hash(grey, window)):016x}" for window in WINDOWS)


def hashes_of(prints: Sequence[str]) -> NDArray[np.uint64]:
    """Prints as a table, a row each; a print of another version or none is a row that is near to nothing."""
    width = len(WINDOWS)
    table = np.zeros((len(prints), width), dtype=np.uint64)
    for row, said in enumerate(prints):
        if said[:1] == VERSION and len(said) == 1 + 16 * width:
            table[row] = [int(said[1 + 16 * at : 17 + 16 * at], 16) for at in range(width)]
    return table


@dataclass(frozen=True, slots=True)
class Candidate:
    """row of the table; mirrored  the picture has to be turned over first; distance in signs, 0…64."""

    row: int
    mirrored: bool
    distance: int


def candidates(grey: Grey, table: NDArray[np.uint64]) -> list[Candidate]:
    """Rows of prints that may be this picture, nearest first, at most LOOKED_AT."""
    found: list[Candidate] = []
    for mirrored in (False, True):
        turned = grey[:, ::-1] if mirrored else grey
        whole = _hash(turned, WINDOWS[0])
        distance = np.bitwise_count(table ^ whole).min(axis=1, initial=64)
        own = np.array([_hash(turned, window) for window in WINDOWS], dtype=np.uint64)
        cut = np.bitwise_count(table[:, :1] ^ own[None, :]).min(axis=1, initial=64)
        nearest = np.minimum(distance, cut)
        known = table.any(axis=1)
        rows = np.flatnonzero(known & (nearest <= NEAR_HASH))
        found += [Candidate(int(row), mirrored, int(nearest[row])) for row in rows]
    return sorted(found, key=lambda one: (one.distance, one.row))[:LOOKED_AT]


def same_picture(one: Grey, other: Grey) -> bool:
    """Whether `one` is `other` again, whole or cut, in the same direction (turn it over first to ask for a mirrored one)."""
    return agreement(one, other) >= ALIKE_SHARE or agreement(other, one) >= ALIKE_SHARE


def agreement(cut: Grey, whole: Grey) -> float:
    """Share of the fields of `cut` that are the fields of `whole` they lie on, once it is laid where it fits best.

    0 where it fits nowhere. Starts from the window most like it and betters scale and offset step by step (Lucas–Kanade).
    """
    small_cut, small_whole = _smaller(cut, 4), _smaller(whole, 4)
    likest = max(WINDOWS, key=lambda window: _likeness(small_cut, _through(small_whole, *_box(window))))
    box = _bettered(small_cut, small_whole, np.array(_box(likest)), 8)
    if _likeness(small_cut, _through(small_whole, *box)) < WORTH_A_LOOK:
        return 0.0
    box = _bettered(_smaller(cut, 2), _smaller(whole, 2), box, 6)
    fits = all(SMALLEST <= scale <= LARGEST for scale in box[:2])
    return _share(cut, _through(whole, *box)) if fits else 0.0


def _box(window: tuple[float, float, float]) -> tuple[float, float, float, float]:
    """Scale x, scale y, left, top in shares of the picture."""
    left, top, size = window
    return size, size, left, top


def _through(grey: Grey, sx: float, sy: float, left: float, top: float) -> Grey:
    side = grey.shape[0]
    places = (np.arange(side) + 0.5) / side
    return _sampled(grey, (places * sx + left) * side - 0.5, (places * sy + top) * side - 0.5)


def _smaller(grey: Grey, factor: int) -> Grey:
    side = SIDE // factor
    return np.asarray(grey.reshape(side, factor, side, factor).mean(axis=(1, 3)), dtype=np.float32)


def _likeness(one: Grey, other: Grey) -> float:
    a, b = one - one.mean(), other - other.mean()
    return float((a * b).sum() / np.sqrt((a * a).sum() * (b * b).sum() + 1e-6))


def _bettered(cut: Grey, whole: Grey, box: NDArray[np.float64], rounds: int) -> NDArray[np.float64]:
    side = cut.shape[0]
    places = (np.arange(side) + 0.5) / side
    x, y = np.meshgrid(places, places)
    target = cut.ravel()
    for _ in range(rounds):
        seen = _through(whole, *box)
        down, across = np.gradient(seen)
        # A move of the window by d moves the picture by d / scale of it.
        across, down = across * side / box[0], down * side / box[1]
        columns = [across * x, down * y, across, down, seen, np.ones_like(seen)]
        matrix = np.stack([column.ravel() for column in columns]).astype(np.float64)
        solved = np.linalg.solve(matrix @ matrix.T + np.eye(len(columns)) * 1e-6, matrix @ target)
        gain = max(float(solved[4]), 0.2)
        step = np.clip(solved[:4] / gain, -0.05, 0.05)
        box = box + step
        if np.abs(step).max() < 1e-4:
            break
    return box


def _share(one: Grey, other: Grey) -> float:
    """Share of FIELDS × FIELDS fields that agree; fields without anything in them (sky) do not count."""
    a, b = _fields(one), _fields(other)
    a, b = a - a.mean(axis=1, keepdims=True), b - b.mean(axis=1, keepdims=True)
    spread_a, spread_b = a.std(axis=1), b.std(axis=1)
    told = np.maximum(spread_a, spread_b) >= PLAIN_FIELD
    if told.sum() < FIELDS:
        return 0.0
    correlation = (a * b).mean(axis=1) / (spread_a * spread_b + 0.5)
    return float((correlation[told] >= ALIKE).mean())


def _fields(grey: Grey) -> Grey:
    side = SIDE // FIELDS
    return np.asarray(
        grey.reshape(FIELDS, side, FIELDS, side).swapaxes(1, 2).reshape(FIELDS * FIELDS, side * side),
        dtype=np.float32,
    )
