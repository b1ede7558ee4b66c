"""Reported indicators as measures, each worked out once until a change alters its figures or the setting."""

from collections.abc import Mapping, Sequence
from datetime import date

from pandas import DataFrame

from data_access.database import Store
from domain.aggregation import Asked, Spoken, current_spoken, due_periods, measured, period_spoken
from domain.frames import with_texts
from domain.periods import Period
from domain.permissions import Moment
from services.known.kept import Shelf, Versions
from services.known.known_rows import last_change, last_change_of_figures
from services.known.packed import Packed
from services.known.read_setting import SETTING, read_setting
from services.measures.read_parts import read_parts

# 300 villages × 34 indicators at one period are 2 MB as they are read, and are asked for again only after a change.
_SPOKEN: Versions[tuple[tuple[Asked, ...], Packed | None]] = Versions(matters=256, older=16)
_MEASURED: Versions[Packed] = Versions(matters=128, older=16)
_DUE: Shelf[Mapping[str, Period]] = Shelf(64)


def read_current(store: Store, moment: Moment, codes: Sequence[str]) -> DataFrame:
    """`current_measures` (domain/aggregation.py) of the codes as known at the moment. Nobody writes into it."""
    return _read(store, moment, tuple(codes), None)


def read_at_periods(
    store: Store, moment: Moment, codes: Sequence[str], periods: Sequence[Period]
) -> DataFrame:
    """`period_measures` (domain/aggregation.py) of the codes as known at the moment. Nobody writes into it."""
    return _read(store, moment, tuple(codes), tuple(periods))


def work_out_at_periods(store: Store, moment: Moment, code: str, periods: Sequence[Period]) -> DataFrame:
    """`read_at_periods` of one indicator for a reader who keeps what becomes of it: nothing is kept here."""
    spoken = _spoken(store, moment, code, tuple(periods))
    return measured([spoken], read_setting(store, moment.known_at))


def _read(
    store: Store, moment: Moment, codes: tuple[str, ...], periods: tuple[Period, ...] | None
) -> DataFrame:
    setting = last_change(store, moment.known_at, *SETTING)

    def matter(of: tuple[str, ...]) -> tuple[object, ...]:
        return (store, of, periods, moment.as_of)

    def last(of: tuple[str, ...]) -> int:
        return max(setting, last_change_of_figures(store, moment.known_at, of, until=moment.as_of))

    def spoken(code: str) -> Spoken:
        own = (code,)
        asked, parts = _SPOKEN.answer(matter(own), last(own), lambda: kept(code))
        return Spoken(asked, parts.frame() if parts is not None else None)

    def kept(code: str) -> tuple[tuple[Asked, ...], Packed | None]:
        said = _spoken(store, moment, code, periods)
        return said.asked, Packed(said.parts) if said.parts is not None else None

    def work() -> Packed:
        said = [spoken(code) for code in codes]
        return Packed(measured(said, read_setting(store, moment.known_at)))

    return _MEASURED.answer(matter(codes), last(codes), work).frame()


def _spoken(store: Store, moment: Moment, code: str, periods: tuple[Period, ...] | None) -> Spoken:
    setting = read_setting(store, moment.known_at)
    due = due_on(store, moment.known_at, moment.as_of)
    own = read_parts(store, moment.known_at, (code,))[code]
    if periods is None:
        found = current_spoken(code, own, setting, as_of=moment.as_of, due=due)
    else:
        found = period_spoken(code, own, setting, as_of=moment.as_of, due=due, periods=periods)
    return found if found.parts is None else Spoken(found.asked, with_texts(found.parts))


def due_on(store: Store, known_at: int, day: date) -> Mapping[str, Period]:
    """The newest due period of every form that has a cadence."""

    def work() -> Mapping[str, Period]:
        return due_periods(read_setting(store, known_at), day)

    return _DUE.answer((store, last_change(store, known_at, *SETTING), day), work)
