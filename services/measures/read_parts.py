"""Reported figures as parts in the catalogue's unit, each indicator worked out once until a change alters it."""

from collections.abc import Sequence

from pandas import DataFrame

from data_access.database import Store
from domain.frames import with_codes
from domain.reported_parts import PART_TEXTS, reported_parts
from services.known.kept import Shelf
from services.known.known_rows import known_figures, last_change, last_change_of_figures
from services.known.read_setting import SETTING, read_setting

_PARTS: Shelf[DataFrame] = Shelf(128)


def read_parts(store: Store, known_at: int, codes: Sequence[str]) -> dict[str, DataFrame]:
    """`reported_parts` (domain/reported_parts.py) of these indicators as known at a change, in the order asked.

    Nobody writes into the frames; one of a derived or unknown indicator is empty. Their texts are kept as codes
    (`domain.frames.with_texts` tells them).
    """
    return {code: _parts(store, known_at, code) for code in codes}


def _parts(store: Store, known_at: int, code: str) -> DataFrame:
    def work() -> DataFrame:
        known = read_setting(store, known_at)
        found = reported_parts(known_figures(store, code, known_at), known.catalogue, known.rounds)
        return with_codes(found, PART_TEXTS)

    setting = last_change(store, known_at, *SETTING)
    return _PARTS.answer((store, code, setting, last_change_of_figures(store, known_at, (code,))), work)
