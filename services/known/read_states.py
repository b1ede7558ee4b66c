"""Projects and problems as they stand on a day, as known at a change: asked by many pages, worked out once.

An answer is kept until a change alters one of the ledgers it is made of; nobody writes into it. Of problems only those
a change spoke of are worked out anew, and a day on which none of them stands otherwise keeps its very frame.
"""

from dataclasses import dataclass
from datetime import date

from pandas import DataFrame

from data_access.database import Store, reading
from data_access.last_word import last_erasure
from data_access.moved_subjects import moved_subjects
from data_access.rows import raw_rows
from domain.measures.carried_on import carried_on
from domain.measures.problem_state import problem_state
from domain.measures.projects import project_state
from domain.records import Allocation, Event, Fund, Payment, Problem, Project, ProjectStatus, Term, Visit
from services.known.kept import Shelf, kept
from services.known.known_rows import Newest, known_rows, last_change, last_change_of_events
from services.known.read_ledgers import read_ledgers
from services.known.read_setting import SETTING, read_setting

# A state of a hundred thousand problems is some 60 MB; a page with its trend asks for a score of days.
STATES = 48
# More than this is quicker read as a whole.
MOST_MOVED = 2_000

_PROJECTS: Shelf[DataFrame] = Shelf(64)


@dataclass(frozen=True, slots=True, eq=False)
class Standing:
    """rows   `problem_state` of a day
    moved  the newest change that altered any of it: what is made of the rows alone is kept by it
    measured  the newest change that altered what is counted of them: who answers and what was written is not
    """

    rows: DataFrame
    moved: int
    measured: int


_PROBLEMS: Shelf[Standing] = Shelf(STATES)
_NEWEST: Newest[Standing] = Newest(STATES)


def last_of_projects(store: Store, known_at: int) -> int:
    """The newest change that altered what `projects_on` is made of."""
    return max(
        last_change(store, known_at, Project, ProjectStatus, *SETTING),
        last_change_of_events(store, known_at, "project"),
    )


def last_of_problems(store: Store, known_at: int) -> int:
    """The newest change that altered what `problems_on` is made of."""
    return max(last_of_problem_rows(store, known_at), last_change(store, known_at, *SETTING))


def last_of_problem_rows(store: Store, known_at: int) -> int:
    """The newest change that altered a problem or what happened to one."""
    return max(last_change(store, known_at, Problem), last_change_of_events(store, known_at, Problem.NAME))


def last_of_problems_on(store: Store, known_at: int, day: date) -> int:
    """The newest change that altered how any problem stood on a day."""
    return _standing(store, known_at, day).moved


def last_of_measured_problems(store: Store, known_at: int, day: date) -> int:
    """The newest change that altered what is counted of the problems of a day."""
    return _standing(store, known_at, day).measured


def last_of_funds(store: Store, known_at: int) -> int:
    """The newest change that altered what the measures of money are made of."""
    return max(last_of_projects(store, known_at), last_change(store, known_at, Allocation, Fund, Payment))


def projects_on(store: Store, known_at: int, day: date) -> DataFrame:
    """`project_state` of the day (domain/measures/projects.py)."""

    def work() -> DataFrame:
        ledgers, setting = read_ledgers(store, known_at), read_setting(store, known_at)
        return project_state(ledgers.projects, ledgers.statuses, ledgers.events, setting=setting, as_of=day)

    return _PROJECTS.answer((store, last_of_projects(store, known_at), day), work)


def problems_on(store: Store, known_at: int, day: date) -> DataFrame:
    """`problem_state` of the day (domain/measures/problem_state.py)."""
    return _standing(store, known_at, day).rows


def _standing(store: Store, known_at: int, day: date) -> Standing:
    n = last_of_problems(store, known_at)
    return _PROBLEMS.answer((store, n, day), lambda: _worked_out(store, n, day))


def _worked_out(store: Store, n: int, day: date) -> Standing:
    """At the change n, which altered problems or the setting; from the state before where there is one."""
    matter = (store, day, last_change(store, n, *SETTING))
    since, before = _NEWEST.before(matter, n) or (0, None)
    moved = moved_problems(store, since, n) if before is not None else None
    if before is None or moved is None:
        setting = read_setting(store, n)
        rows = problem_state(
            known_rows(store, Problem, n), known_rows(store, Event, n), setting=setting, as_of=day
        )
        found = Standing(rows, n, n)
    else:
        found = _carried_on(store, n, day, before, moved)
    _NEWEST.remember(matter, n, found)
    return found


def _carried_on(store: Store, n: int, day: date, before: Standing, moved: frozenset[str]) -> Standing:
    problems, events = _rows_of(store, n, moved)
    fresh = problem_state(problems, events, setting=read_setting(store, n), as_of=day)
    rows = carried_on(before.rows, fresh, key="problem", moved=moved)
    if rows is before.rows:
        return before
    own = before.rows[before.rows["problem"].isin(list(moved)).to_numpy(dtype=bool)]
    return Standing(rows, n, before.measured if _counted(own) == _counted(fresh) else n)


# What measures are made of, besides the evidence of what is closed.
_MEASURED = (
    "problem", "source", "found_on", "category", "village", "town", "unit", "spot", "rebound_of", "deadline", "status",
    "closed_on", "first_closed", "undone_on", "days_late", "is_task", "visit", "deduction",
)  # fmt: skip


def _counted(rows: DataFrame) -> list[tuple[str, ...]]:
    evidence = rows["evidence"].where((rows["status"] == "closed").to_numpy(dtype=bool), None)
    return list(
        zip(*([str(worth) for worth in rows[name]] for name in _MEASURED), evidence.map(str), strict=True)
    )


@kept(32)
def moved_problems(store: Store, since: int, n: int) -> frozenset[str] | None:
    """The problems that changes in (since, n] spoke of; None where all have to be read: too many, or a text was erased."""
    with reading(store) as connection:
        if last_erasure(connection, n) > since:
            return None
        moved = moved_subjects(connection, Problem, since=since, known_at=n)
    return moved if len(moved) <= MOST_MOVED else None


@kept(32)
def _rows_of(store: Store, n: int, numbers: frozenset[str]) -> tuple[DataFrame, DataFrame]:
    """`Problem` and `Event` rows of some problems, said by whoever said them first."""
    with reading(store) as connection:
        return (
            raw_rows(connection, Problem, n, where={"problem": sorted(numbers)}),
            raw_rows(connection, Event, n, where={"about": [Problem.NAME], "number": sorted(numbers)}),
        )


def last_of_inspections(store: Store, known_at: int) -> int:
    """The newest change that altered what the measures of 日督查 are made of."""
    return max(last_of_problems(store, known_at), last_change(store, known_at, Visit, Term))
