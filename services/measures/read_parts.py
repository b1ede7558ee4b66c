"""Reported figures as parts in the catalogue's unit, each indicator worked out once until a change alters it."""

from collections.abc import Sequence

import numpy as np
from pandas import DataFrame

from data_access.database import Store
from domain.frames import with_codes
from domain.reported_parts import PART_TEXTS, parts_carried_on, reported_parts
from domain.setting import Setting
from services.known.kept import Newest, Versions
from services.known.known_rows import known_figures, last_change, last_change_of_figures
from services.known.read_setting import SETTING, read_setting

# A year of 300 villages is 1.5 MB.
_PARTS: Versions[DataFrame] = Versions(matters=256, older=16)
# Figures and their parts at the newest change so far: what the next change is carried on from.
_AT_HAND: Newest[tuple[DataFrame, DataFrame]] = Newest(256)
# More than this is quicker worked out as a whole.
MOST_MOVED = 100


def read_parts(store: Store, known_at: int, codes: Sequence[str]) -> dict[str, DataFrame]:
    """`reported_parts` (domain/reported_parts.py) of these indicators as known at a change, in the order asked.

    Nobody writes into the frames; one of a derived or unknown indicator is empty. Their texts are kept as codes
    (`domain.frames.with_texts` tells them).
    """
    return {code: _parts(store, known_at, code) for code in codes}


def _parts(store: Store, known_at: int, code: str) -> DataFrame:
    matter = (store, code, last_change(store, known_at, *SETTING))
    n = last_change_of_figures(store, known_at, (code,))

    def work() -> DataFrame:
        known, figures = read_setting(store, known_at), known_figures(store, code, known_at)
        before = _AT_HAND.before(matter, n)
        found = _carried_on(*before[1], figures, known) if before else None
        if found is None:
            found = with_codes(reported_parts(figures, known.catalogue, known.rounds), PART_TEXTS)
        _AT_HAND.remember(matter, n, (figures, found))
        return found

    return _PARTS.answer(matter, n, work)


def _carried_on(then: DataFrame, parts: DataFrame, now: DataFrame, known: Setting) -> DataFrame | None:
    """The parts of now from those of then; None where too much moved, or a text came that has no code yet."""
    earlier, ids = then["id"].to_numpy(), now["id"].to_numpy()
    closed, opened = (~np.isin(own, other, kind="table") for own, other in ((earlier, ids), (ids, earlier)))
    if closed.sum() + opened.sum() > MOST_MOVED:
        return None
    fresh = reported_parts(now[opened], known.catalogue, known.rounds)
    if not all(fresh[name].isin(parts[name].cat.categories).all() for name in PART_TEXTS):
        return None
    coded = fresh.astype({name: parts[name].dtype for name in PART_TEXTS})
    return parts_carried_on(parts, then[closed], coded)
