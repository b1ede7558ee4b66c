"""The ledgers as known at a change: projects and their money, problems. Each is read when it is asked for."""

from dataclasses import dataclass

from pandas import DataFrame

from data_access.database import Store
from domain.records import Allocation, Fund, Payment, Problem, Project, ProjectStatus
from services.known.known_rows import known_rows


@dataclass(frozen=True, slots=True)
class KnownLedgers:
    """Fields of their record with opened_by, said_by, source, line; read, never written.

    A ledger no change has altered since is the same frame as before.
    """

    store: Store
    known_at: int

    @property
    def projects(self) -> DataFrame:
        return known_rows(self.store, Project, self.known_at)

    @property
    def statuses(self) -> DataFrame:
        return known_rows(self.store, ProjectStatus, self.known_at)

    @property
    def allocations(self) -> DataFrame:
        return known_rows(self.store, Allocation, self.known_at)

    @property
    def funds(self) -> DataFrame:
        return known_rows(self.store, Fund, self.known_at)

    @property
    def payments(self) -> DataFrame:
        return known_rows(self.store, Payment, self.known_at)

    @property
    def problems(self) -> DataFrame:
        return known_rows(self.store, Problem, self.known_at)


def read_ledgers(store: Store, known_at: int) -> KnownLedgers:
    """Every ledger as known at a change."""
    return KnownLedgers(store, known_at)
