"""Projects and problems as they stand on a day, as known at a change: asked by many pages, worked out once.

What was known at N never changes, so an answer is kept as long as there is room; nobody writes into it.
"""

from datetime import date
from functools import lru_cache

from pandas import DataFrame

from data_access.database import Store
from domain.measures.projects import project_state
from domain.measures.rectification import problem_state
from services.read_ledgers import read_ledgers
from services.read_setting import read_setting


@lru_cache(maxsize=64)
def projects_on(store: Store, known_at: int, day: date) -> DataFrame:
    """`project_state` of the day (domain/measures/projects.py)."""
    ledgers = read_ledgers(store, known_at)
    setting = read_setting(store, known_at)
    return project_state(ledgers.projects, ledgers.statuses, ledgers.events, setting=setting, as_of=day)


@lru_cache(maxsize=64)
def problems_on(store: Store, known_at: int, day: date) -> DataFrame:
    """`problem_state` of the day (domain/measures/rectification.py)."""
    ledgers = read_ledgers(store, known_at)
    setting = read_setting(store, known_at)
    return problem_state(ledgers.problems, ledgers.events, setting=setting, as_of=day)
