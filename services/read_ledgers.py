"""The ledgers as known at a change: projects and their money, visits, problems and what happened to them."""

from functools import lru_cache

from sqlalchemy import Connection

from data_access.database import Store, reading
from data_access.rows import rows_known
from domain.measures.ledgers import Ledgers
from domain.records import Allocation, Event, Fund, Payment, Problem, Project, ProjectStatus, Visit


@lru_cache(maxsize=4)
def read_ledgers(store: Store, known_at: int) -> Ledgers:
    """Every ledger row known at a change; the same frames every time, because what was known at N never changes."""
    with reading(store) as connection:
        return ledgers_within(connection, known_at)


def ledgers_within(connection: Connection, known_at: int) -> Ledgers:
    """The ledgers, read through an open connection: fields of their record with opened_by, said_by, source, line."""
    return Ledgers(
        projects=rows_known(connection, Project, known_at),
        statuses=rows_known(connection, ProjectStatus, known_at),
        allocations=rows_known(connection, Allocation, known_at),
        funds=rows_known(connection, Fund, known_at),
        payments=rows_known(connection, Payment, known_at),
        visits=rows_known(connection, Visit, known_at),
        problems=rows_known(connection, Problem, known_at),
        events=rows_known(connection, Event, known_at),
    )
