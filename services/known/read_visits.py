"""Visits as known at a change, with the scores that hold on a day (domain/measures/visit_scores.py)."""

from datetime import date

from pandas import DataFrame

from data_access.database import Store
from domain.measures.visit_scores import deducted, with_scores
from domain.records import Visit
from services.known.kept import Shelf
from services.known.known_rows import known_rows, last_change
from services.known.read_states import last_of_problems_read, problems_on


def visits_on(store: Store, known_at: int, day: date) -> DataFrame:
    """Fields of `Visit`; nobody writes into it."""

    def work() -> DataFrame:
        return with_scores(known_rows(store, Visit, known_at), problems_on(store, known_at, day))

    return _VISITS.answer((store, last_of_visits(store, known_at, day), day), work)


def last_of_visits(store: Store, known_at: int, day: date) -> int:
    """The newest change that altered `visits_on` of the day."""
    return max(last_change(store, known_at, Visit), last_of_problems_read(store, known_at, day, deducted))


_VISITS: Shelf[DataFrame] = Shelf(48)
