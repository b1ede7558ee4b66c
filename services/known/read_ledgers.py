"""The ledgers as known at a change: projects and their money, visits, problems and what happened to them."""

from data_access.database import Store
from domain.measures.ledgers import Ledgers
from domain.records import Allocation, Event, Fund, Payment, Problem, Project, ProjectStatus, Visit
from services.known.known_rows import known_rows


def read_ledgers(store: Store, known_at: int) -> Ledgers:
    """Every ledger row known at a change: fields of their record with opened_by, said_by, source, line.

    A ledger no change has altered since is the same frame as before.
    """
    return Ledgers(
        projects=known_rows(store, Project, known_at),
        statuses=known_rows(store, ProjectStatus, known_at),
        allocations=known_rows(store, Allocation, known_at),
        funds=known_rows(store, Fund, known_at),
        payments=known_rows(store, Payment, known_at),
        visits=known_rows(store, Visit, known_at),
        problems=known_rows(store, Problem, known_at),
        events=known_rows(store, Event, known_at),
    )
