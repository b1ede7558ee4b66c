"""Projects and problems as they stand on a day, as known at a change: asked by many pages, worked out once.

An answer is kept until a change alters one of the ledgers it is made of; nobody writes into it. Of problems only those
a change spoke of are worked out anew, and a day on which none of them stands otherwise keeps its very frame: a step of
today alters today, and what is counted of last month is not even asked for again.
"""

from collections.abc import Callable, Mapping
from datetime import date

from pandas import DataFrame

from data_access.database import Store, reading
from data_access.last_word import last_arrival, last_erasure
from data_access.moved_subjects import moved_subjects
from data_access.rows import raw_rows
from domain.frames import alike, fields_of, with_codes
from domain.measures.carried_on import carried_on, places_of
from domain.measures.moved_problems import EVERY_FIELD, MEASURED_FIELDS, MovedProblem, told_otherwise
from domain.measures.problem_state import CODED_FIELDS, problem_state
from domain.measures.projects import project_state
from domain.records import (
    Allocation,
    Event,
    Fund,
    LightRule,
    Payment,
    Problem,
    Project,
    ProjectStatus,
    Target,
    Term,
    Visit,
)
from services.known.kept import Newest, Shelf, Versions, kept
from services.known.known_rows import known_events, known_rows, last_change, last_change_of_events
from services.known.read_ledgers import read_ledgers
from services.known.read_setting import SETTING, read_setting

WORK_LAYOUTS = ("projects", "funds")
# A state of a hundred thousand problems is some 60 MB; a page with its trend asks for a score of days.
STATES = 48
# More than this is quicker read as a whole.
MOST_MOVED = 2_000

_PROJECTS: Shelf[DataFrame] = Shelf(64)
_PROBLEMS: Versions[DataFrame] = Versions(matters=STATES, older=8)
_LAST: Shelf[int] = Shelf(1_024)
_LASTS: Newest[int] = Newest()
_READ: Shelf[int] = Shelf(1_024)
_READS: Newest[int] = Newest()
_STOOD: Shelf[DataFrame] = Shelf(32)


def last_of_projects(store: Store, known_at: int) -> int:
    """The newest change that altered what `projects_on` is made of."""
    return max(
        last_change(store, known_at, Project, ProjectStatus, *SETTING),
        last_change_of_events(store, known_at, Project.NAME),
    )


def last_of_problems(store: Store, known_at: int) -> int:
    """The newest change that altered what `problems_on` is made of."""
    return max(last_of_problem_rows(store, known_at), last_change(store, known_at, *SETTING))


def last_of_problem_rows(store: Store, known_at: int) -> int:
    """The newest change that altered a problem or what happened to one."""
    return max(last_change(store, known_at, Problem), last_change_of_events(store, known_at, Problem.NAME))


def last_of_problems_on(store: Store, known_at: int, day: date, fields: frozenset[str] = EVERY_FIELD) -> int:
    """The newest change that altered how any problem stood on a day, as far as known.

    fields  of a problem's own row: what is made of these and of its events alone is kept by it
    """
    n = last_of_problems(store, known_at)

    def work() -> int:
        matter = (store, day, fields, last_change(store, n, *SETTING))
        since, before = _LASTS.before(matter, n) or (0, n)
        moved = moved_problems(store, since, n) if since else None
        stay = moved is not None and not any(one.stands_otherwise(day, fields) for one in moved.values())
        found = before if stay else n
        _LASTS.remember(matter, n, found)
        return found

    return _LAST.answer((store, n, day, fields), work)


def last_of_problems_read(
    store: Store,
    known_at: int,
    day: date,
    read: Callable[[DataFrame], DataFrame],
    fields: frozenset[str] = MEASURED_FIELDS,
) -> int:
    """The newest change that altered what is read of the problems as they stand on a day, as far as known.

    read    what is made of a state, row by row. What is made of this alone is kept by the answer: most steps alter a
            state and none of the measures made of it
    fields  of a problem's own row what `read` looks at
    """
    n = last_of_problems_on(store, known_at, day, fields)

    def work() -> int:
        matter = (store, day, read, last_change(store, n, *SETTING))
        since, before = _READS.before(matter, n) or (0, n)
        moved = moved_on(store, since, n, day) if since else None
        stays = moved is not None and alike(*(read(stood_on(store, at, moved, day)) for at in (since, n)))
        found = before if stays else n
        _READS.remember(matter, n, found)
        return found

    return _READ.answer((store, n, day, read), work)


def last_of_funds(store: Store, known_at: int) -> int:
    """The newest change that altered what the measures of money are made of."""
    return max(last_of_projects(store, known_at), last_change(store, known_at, Allocation, Fund, Payment))


def last_of_work(store: Store, known_at: int) -> int:
    """The newest change that altered what pages of projects and money are made of.

    Their ledgers, what they are judged by, the office's terms, and which of their files came: some are told with their day.
    """
    judged = last_change(store, known_at, Target, LightRule, Term)
    return max(last_of_funds(store, known_at), judged, _last_arrival(store, known_at))


@kept(64)
def _last_arrival(store: Store, known_at: int) -> int:
    forms = read_setting(store, known_at).forms
    of_work = [code for code, form in forms.items() if form.layout in WORK_LAYOUTS]
    with reading(store) as connection:
        return last_arrival(connection, known_at, of_work)


def projects_on(store: Store, known_at: int, day: date) -> DataFrame:
    """`project_state` of the day (domain/measures/projects.py)."""

    def work() -> DataFrame:
        ledgers, setting = read_ledgers(store, known_at), read_setting(store, known_at)
        events = known_events(store, Project.NAME, known_at)
        return project_state(ledgers.projects, ledgers.statuses, events, setting=setting, as_of=day)

    return _PROJECTS.answer((store, last_of_projects(store, known_at), day), work)


def problems_on(store: Store, known_at: int, day: date) -> DataFrame:
    """`problem_state` of the day (domain/measures/problem_state.py)."""
    n = last_of_problems_on(store, known_at, day)
    matter = (store, day, last_change(store, n, *SETTING))
    return _PROBLEMS.answer(matter, n, lambda: _worked_out(store, n, day, _PROBLEMS.before(matter, n)))


def _worked_out(store: Store, n: int, day: date, at_hand: tuple[int, DataFrame] | None) -> DataFrame:
    """As known at a change; from the state before where there is one."""
    since, before = at_hand or (0, None)
    moved = moved_on(store, since, n, day) if before is not None else None
    if before is None or moved is None:
        setting = read_setting(store, n)
        return problem_state(_problems(store, n), known_rows(store, Event, n), setting=setting, as_of=day)
    # Whoever asks whether what he reads of them moved needs them as they stood: the state before is still at hand here.
    stood_on(store, since, moved, day)
    return carried_on(before, stood_on(store, n, moved, day), key="problem", moved=moved)


def moved_on(store: Store, since: int, n: int, day: date) -> frozenset[str] | None:
    """The problems that stand otherwise on a day than at an earlier change; None where all have to be read."""
    moved = moved_problems(store, since, n)
    if moved is None:
        return None
    return frozenset(number for number, one in moved.items() if one.stands_otherwise(day, EVERY_FIELD))


def stood_on(store: Store, known_at: int, numbers: frozenset[str], day: date) -> DataFrame:
    """`problem_state` of these problems, as known at a change."""

    def work() -> DataFrame:
        matter = (store, day, last_change(store, known_at, *SETTING))
        n, whole = _PROBLEMS.before(matter, known_at) or (0, None)
        if whole is not None and n == known_at:
            return whole.take(places_of(whole["problem"], numbers))
        rows = _rows_of(store, known_at, numbers)
        return problem_state(*rows, setting=read_setting(store, known_at), as_of=day)

    return _STOOD.answer((store, known_at, numbers, day), work)


@kept(2)
def _problems(store: Store, n: int) -> DataFrame:
    """`Problem` rows with their repeated texts coded: once for all days they are looked at."""
    return with_codes(fields_of(Problem, known_rows(store, Problem, n)), CODED_FIELDS)


@kept(32)
def moved_problems(store: Store, since: int, n: int) -> Mapping[str, MovedProblem] | None:
    """What changes in (since, n] altered of problems; None where all have to be read: too many, or a text was erased."""
    with reading(store) as connection:
        if last_erasure(connection, n) > since:
            return None
        numbers = moved_subjects(connection, Problem, since=since, known_at=n)
    if len(numbers) > MOST_MOVED:
        return None
    then, now = (_rows_of(store, at, numbers) for at in (since, n))
    return told_otherwise((then[0], now[0]), (then[1], now[1]))


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
