"""Check the whole database: the chain of changes, every mark of every row, the table of latest figures."""

from data_access.database import Store
from data_access.versions import check


def check_county(store: Store) -> list[str]:
    """Sentences of what is broken; empty when the whole is sound."""
    return check(store)
