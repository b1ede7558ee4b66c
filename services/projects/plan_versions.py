"""计划完工 as the ledgers' versions told it: what was first registered, what stood before, what stands now."""

from pandas import DataFrame

from data_access.database import Store, reading
from data_access.row_versions import row_versions
from domain.frames import day_or_none
from domain.records import Project
from services.known.kept import kept
from services.known.known_rows import last_change

VERSION_COLUMNS = ("project", "first", "before", "now")


def plan_versions(store: Store, known_at: int) -> DataFrame:
    """VERSION_COLUMNS of the projects whose planned end was changed: days; before is the last one that differs from now."""
    return _versions(store, last_change(store, known_at, Project))


@kept(8)
def _versions(store: Store, known_at: int) -> DataFrame:
    with reading(store) as connection:
        rows = row_versions(connection, Project, known_at)
    told: dict[str, list[object]] = {}
    for project, end in zip(rows["project"], rows["plan_end"], strict=True):
        day = day_or_none(end)
        if day is not None and told.setdefault(project, [day])[-1] != day:
            told[project].append(day)
    changed = [(key, days[0], days[-2], days[-1]) for key, days in told.items() if len(days) > 1]
    return DataFrame(changed, columns=list(VERSION_COLUMNS))
