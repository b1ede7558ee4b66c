"""The moment the leader pages are tested at: the last day of the sample county, all it knows."""

from datetime import date

from data_access.database import Store, head, reading
from domain.permissions import WHOLE_COUNTY, Moment, Scope

LAST_DAY = date(2026, 11, 19)
LEADER = WHOLE_COUNTY
ONE_TOWN = Scope(places=frozenset({"T08"}), units=None, may_see_names=False, may_see_small_counts=True)


def newest(store: Store, day: date = LAST_DAY) -> Moment:
    """A day of the sample county with everything known."""
    with reading(store) as connection:
        return Moment(day, head(connection))
