"""Projects and problems as they stand on a day, as known at a change: asked by many pages, worked out once.

An answer is kept until a change alters one of the ledgers it is made of; nobody writes into it.
"""

from datetime import date

from pandas import DataFrame

from data_access.database import Store
from domain.measures.projects import project_state
from domain.measures.rectification import problem_state
from domain.records import Allocation, Fund, Payment, Problem, Project, ProjectStatus, Visit
from services.known.kept import Shelf
from services.known.known_rows import last_change, last_change_of_events
from services.known.read_ledgers import read_ledgers
from services.known.read_setting import SETTING, read_setting

_PROJECTS: Shelf[DataFrame] = Shelf(64)
_PROBLEMS: Shelf[DataFrame] = Shelf(64)


def last_of_projects(store: Store, known_at: int) -> int:
    """The newest change that altered what `projects_on` is made of."""
    return max(
        last_change(store, known_at, Project, ProjectStatus, *SETTING),
        last_change_of_events(store, known_at, "project"),
    )


def last_of_problems(store: Store, known_at: int) -> int:
    """The newest change that altered what `problems_on` is made of."""
    return max(
        last_change(store, known_at, Problem, *SETTING), last_change_of_events(store, known_at, "problem")
    )


def last_of_funds(store: Store, known_at: int) -> int:
    """The newest change that altered what the measures of money are made of."""
    return max(last_of_projects(store, known_at), last_change(store, known_at, Allocation, Fund, Payment))


def last_of_inspections(store: Store, known_at: int) -> int:
    """The newest change that altered what the measures of 日督查 are made of."""
    return max(last_of_problems(store, known_at), last_change(store, known_at, Visit))


def projects_on(store: Store, known_at: int, day: date) -> DataFrame:
    """`project_state` of the day (domain/measures/projects.py)."""

    def work() -> DataFrame:
        ledgers, setting = read_ledgers(store, known_at), read_setting(store, known_at)
        return project_state(ledgers.projects, ledgers.statuses, ledgers.events, setting=setting, as_of=day)

    return _PROJECTS.answer((store, last_of_projects(store, known_at), day), work)


def problems_on(store: Store, known_at: int, day: date) -> DataFrame:
    """`problem_state` of the day (domain/measures/rectification.py)."""

    def work() -> DataFrame:
        ledgers, setting = read_ledgers(store, known_at), read_setting(store, known_at)
        return problem_state(ledgers.problems, ledgers.events, setting=setting, as_of=day)

    return _PROBLEMS.answer((store, last_of_problems(store, known_at), day), work)
