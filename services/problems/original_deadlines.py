"""The deadline a problem had before it was first extended: both are shown, and the on-time rate is told on both."""

from collections.abc import Mapping
from datetime import date

from data_access.database import Store, reading
from data_access.row_versions import row_versions
from data_access.rows import rows_known
from domain.frames import day_or_none
from domain.records import Event, Problem
from services.known.kept import Newest, kept
from services.known.read_states import last_of_problem_rows, moved_problems


def original_deadlines(store: Store, known_at: int) -> Mapping[str, date]:
    """Number → deadline before its first extension, of the problems that were extended; a corrected slip is none."""
    return _original(store, last_of_problem_rows(store, known_at))


@kept(16)
def _original(store: Store, n: int) -> Mapping[str, date]:
    """Carried on from the change before, of the problems that changes spoke of since."""
    since, before = _newest.before(store, n) or (0, {})
    moved = moved_problems(store, since, n) if since else None
    still = (
        {number: day for number, day in before.items() if number not in moved} if moved is not None else {}
    )
    found = {**still, **_worked_out(store, n, None if moved is None else frozenset(moved))}
    _newest.remember(store, n, found)
    return found


_newest: Newest[Mapping[str, date]] = Newest()


def _worked_out(store: Store, n: int, numbers: frozenset[str] | None) -> dict[str, date]:
    """Of these problems, None for all."""
    own = {} if numbers is None else {"number": sorted(numbers)}
    with reading(store) as connection:
        extended = rows_known(
            connection, Event, n, where={"about": [Problem.NAME], "kind": ["extended"], **own}
        )
        by_number = extended.groupby("number")["said_by"].agg(set)
        versions = row_versions(connection, Problem, n, where={"problem": list(by_number.index)})
    found: dict[str, date] = {}
    before: dict[str, date | None] = {}
    for number, deadline, said_by in zip(
        versions["problem"], versions["deadline"], versions["said_by"], strict=True
    ):
        day = before.get(number)
        if said_by in by_number[number] and day is not None:
            found.setdefault(number, day)
        before[number] = day_or_none(deadline)
    return found
