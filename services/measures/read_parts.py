"""Reported figures as parts in the catalogue's unit, each indicator worked out once until a change alters it."""

from collections.abc import Sequence

import numpy as np
from pandas import DataFrame

from data_access.database import Store
from domain.frames import with_codes
from domain.reported_parts import PART_TEXTS, parts_carried_on, reported_parts
from domain.setting import Setting
from services.known.kept import Newest, Versions
from services.known.known_rows import last_change, last_change_of_figures, packed_figures
from services.known.packed import Packed
from services.known.read_setting import SETTING, read_setting

# A year of 300 villages is 1.5 MB.
_PARTS: Versions[Packed] = Versions(matters=256, older=8)
# Figures and their parts at the newest change so far: what the next change is carried on from.
_AT_HAND: Newest[tuple[Packed, Packed]] = Newest(256)
# What tells of a figure that stands no more which part is its own.
_KEY = ("id", "subject_kind", "subject", "period")
# More than this is quicker worked out as a whole.
MOST_MOVED = 100


def read_parts(store: Store, known_at: int, codes: Sequence[str]) -> dict[str, DataFrame]:
    """`reported_parts` (domain/reported_parts.py) of these indicators as known at a change, in the order asked.

    A frame of a derived or unknown indicator is empty. Their texts are kept as codes (`domain.frames.with_texts` tells
    them).
    """
    return {code: _parts(store, known_at, code).frame() for code in codes}


def _parts(store: Store, known_at: int, code: str) -> Packed:
    matter = (store, code, last_change(store, known_at, *SETTING))
    n = last_change_of_figures(store, known_at, (code,))

    def work() -> Packed:
        known, packed = read_setting(store, known_at), packed_figures(store, code, known_at)
        before, figures = _AT_HAND.before(matter, n), packed.frame()
        then, parts = before[1] if before else (None, None)
        found = _carried_on(then.frame(_KEY), parts.frame(), figures, known) if then and parts else None
        if found is None:
            found = with_codes(reported_parts(figures, known.catalogue, known.rounds), PART_TEXTS)
        packed_parts = Packed(found)
        _AT_HAND.remember(matter, n, (packed, packed_parts))
        return packed_parts

    return _PARTS.answer(matter, n, work)


def _carried_on(then: DataFrame, parts: DataFrame, now: DataFrame, known: Setting) -> DataFrame | None:
    """The parts of now from those of then; None where too much moved, or a text came that has no code yet.

    then  _KEY of the figures the parts were made of
    """
    earlier, ids = then["id"].to_numpy(), now["id"].to_numpy()
    closed, opened = (~np.isin(own, other, kind="table") for own, other in ((earlier, ids), (ids, earlier)))
    if closed.sum() + opened.sum() > MOST_MOVED:
        return None
    fresh = reported_parts(now[opened], known.catalogue, known.rounds)
    if not all(fresh[name].isin(parts[name].cat.categories).all() for name in PART_TEXTS):
        return None
    coded = fresh.astype({name: parts[name].dtype for name in PART_TEXTS})
    return parts_carried_on(parts, then[closed], coded)
