"""The measures of the ledgers, group by group: what a group is worked out from, and its measures on a day.

Worked out once for all pages, until a change alters one of the ledgers they are made of.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from pandas import DataFrame

from data_access.database import Store
from domain.measures.directives import DIRECTIVE_CODES, directive_measures
from domain.measures.funds import FUND_CODES, fund_measures
from domain.measures.inspection import (
    FIXED_CODES,
    REBOUND_CODES,
    VISIT_CODES,
    fixed_measures,
    found_where,
    inspected,
    rebound_measures,
    visit_measures,
)
from domain.measures.projects import PROJECT_CODES, project_measures
from domain.measures.rectification import RECTIFICATION_CODES, rectification_measures, rectified
from domain.periods import Period, period_containing
from domain.permissions import Moment
from domain.records import Term
from domain.setting import Setting
from services.known.kept import Shelf
from services.known.known_rows import last_change
from services.known.packed import Packed
from services.known.read_directives import directives_on, last_of_directives
from services.known.read_ledgers import read_ledgers
from services.known.read_practice import read_practice
from services.known.read_setting import read_setting
from services.known.read_states import (
    last_of_funds,
    last_of_inspections,
    last_of_problems,
    last_of_problems_read,
    last_of_projects,
    problems_on,
    projects_on,
)
from services.known.read_visits import last_of_visits, visits_on

# Inspections are counted over the running month: in one week most villages are not visited at all.
INSPECTION_WINDOW = "month"


@dataclass(frozen=True, slots=True, eq=False)
class Group:
    """codes, how they are worked out on a day, and the newest change that altered what they are made of.

    moved     the same of a single day: an event of today leaves the days before as they were
    windowed  whether a period besides the day is asked: the one whose visits count
    """

    codes: tuple[str, ...]
    measures: Callable[[Store, int, Period, date], DataFrame]
    last: Callable[[Store, int], int]
    moved: Callable[[Store, int, date], int]
    windowed: bool = False


def groups_of(codes: Iterable[str]) -> list[Group]:
    """The groups any of the codes belongs to."""
    asked = frozenset(codes)
    return [group for group in GROUPS if asked.intersection(group.codes)]


def group_on(group: Group, store: Store, known_at: int, day: date, window: Period | None = None) -> DataFrame:
    """The measure frame of a group on a day.

    window  the period whose inspections count; without one the running month
    """
    counted = window or inspection_window(read_setting(store, known_at), day)
    key = (store, group, group.moved(store, known_at, day), day, counted if group.windowed else None)
    return _MEASURES.answer(key, lambda: Packed(group.measures(store, known_at, counted, day))).frame()


_MEASURES: Shelf[Packed] = Shelf(160)


def inspection_window(setting: Setting, day: date) -> Period:
    return period_containing(INSPECTION_WINDOW, day, week_starts=setting.week_starts)


def _projects(store: Store, known_at: int, _window: Period, day: date) -> DataFrame:
    setting = read_setting(store, known_at)
    return project_measures(projects_on(store, known_at, day), setting=setting, as_of=day)


def _funds(store: Store, known_at: int, _window: Period, day: date) -> DataFrame:
    setting, ledgers = read_setting(store, known_at), read_ledgers(store, known_at)
    money = (ledgers.allocations, ledgers.funds, ledgers.payments)
    return fund_measures(projects_on(store, known_at, day), *money, setting=setting, as_of=day)


def _rectification(store: Store, known_at: int, _window: Period, day: date) -> DataFrame:
    setting = read_setting(store, known_at)
    return rectification_measures(problems_on(store, known_at, day), setting=setting, as_of=day)


def _directives(store: Store, known_at: int, _window: Period, day: date) -> DataFrame:
    setting = read_setting(store, known_at)
    return directive_measures(directives_on(store, known_at, day), setting=setting, as_of=day)


def _visits(store: Store, known_at: int, window: Period, day: date) -> DataFrame:
    setting, state = read_setting(store, known_at), problems_on(store, known_at, day)
    within = read_practice(store, Moment(day, known_at)).coverage_days
    visits = visits_on(store, known_at, day)
    return visit_measures(visits, state, window=window, coverage_days=within, setting=setting, as_of=day)


def _of_visits(store: Store, known_at: int, day: date) -> int:
    return max(
        last_of_problems_read(store, known_at, day, found_where),
        last_of_visits(store, known_at, day),
        last_change(store, known_at, Term),
    )


def _fixed(store: Store, known_at: int, _window: Period, day: date) -> DataFrame:
    setting = read_setting(store, known_at)
    return fixed_measures(problems_on(store, known_at, day), setting=setting, as_of=day)


def _rebounds(store: Store, known_at: int, _window: Period, day: date) -> DataFrame:
    setting, state = read_setting(store, known_at), problems_on(store, known_at, day)
    within = read_practice(store, Moment(day, known_at)).rebound_days
    return rebound_measures(state, rebound_days=within, setting=setting, as_of=day)


def _of_inspected(store: Store, known_at: int, day: date) -> int:
    return max(last_of_problems_read(store, known_at, day, inspected), last_change(store, known_at, Term))


def _of_rectification(store: Store, known_at: int, day: date) -> int:
    return last_of_problems_read(store, known_at, day, rectified)


GROUPS = (
    Group(PROJECT_CODES, _projects, last_of_projects, lambda store, n, _day: last_of_projects(store, n)),
    Group(FUND_CODES, _funds, last_of_funds, lambda store, n, _day: last_of_funds(store, n)),
    Group(RECTIFICATION_CODES, _rectification, last_of_problems, _of_rectification),
    Group(
        DIRECTIVE_CODES, _directives, last_of_directives, lambda store, n, _day: last_of_directives(store, n)
    ),
    Group(VISIT_CODES, _visits, last_of_inspections, _of_visits, windowed=True),
    Group(FIXED_CODES, _fixed, last_of_inspections, _of_inspected),
    Group(REBOUND_CODES, _rebounds, last_of_inspections, _of_inspected),
)
