"""What the frame of every page needs to know of the county: its name, its newest change, the days it speaks of."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

from data_access.database import Store, head, reading
from data_access.days import days_spoken_of
from services.installation import Installation
from services.read_setting import read_setting


@dataclass(frozen=True, slots=True)
class County:
    """name is blank before the roster; first_day is None before the first fact."""

    name: str
    head: int
    first_day: date | None
    opening_day: date
    sample: bool


def see_county(installation: Installation, *, now: datetime) -> County:
    """The county as it stands. now chooses only the day a page opens with, and not even that in the sample county,
    which stands still on the last day it tells of.
    """
    with reading(installation.store) as connection:
        newest = head(connection)
    name, days = _at(installation.store, newest)
    opening = days[1] if installation.sample and days else now.date()
    return County(name, newest, days[0] if days else None, opening, installation.sample)


@lru_cache(maxsize=8)
def _at(store: Store, newest: int) -> tuple[str, tuple[date, date] | None]:
    county = read_setting(store, newest).roster.county
    with reading(store) as connection:
        return (county.name if county else "", days_spoken_of(connection))
