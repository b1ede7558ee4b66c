"""Directives 调度事项 as they stand on a day, as known at a change (domain/measures/directives.py)."""

from datetime import date

from pandas import DataFrame

from data_access.database import Store
from domain.directive_life import ABOUT
from domain.measures.directives import directive_state
from domain.records import Directive
from services.known.kept import Shelf
from services.known.known_rows import known_events, known_rows, last_change, last_change_of_events
from services.known.read_setting import SETTING, read_setting


def last_of_directives(store: Store, known_at: int) -> int:
    """The newest change that altered a directive, what happened to one, or the setting."""
    return max(
        last_change(store, known_at, Directive, *SETTING), last_change_of_events(store, known_at, ABOUT)
    )


def directives_on(store: Store, known_at: int, day: date) -> DataFrame:
    """`directive_state` of the day; nobody writes into it."""

    def work() -> DataFrame:
        return directive_state(
            known_rows(store, Directive, known_at),
            known_events(store, ABOUT, known_at),
            setting=read_setting(store, known_at),
            as_of=day,
        )

    return _DIRECTIVES.answer((store, last_of_directives(store, known_at), day), work)


_DIRECTIVES: Shelf[DataFrame] = Shelf(48)
