"""What the frame of every page needs to know of the county: its name, its newest change, the days it speaks of."""

from dataclasses import dataclass
from datetime import date, datetime

from services.county.first_days import newest_change, opening_day, span_at
from services.county.installation import Installation
from services.known.forget import forget_erased
from services.known.read_setting import read_setting


@dataclass(frozen=True, slots=True)
class County:
    """name is blank before the roster; first_day is None before the first fact."""

    name: str
    head: int
    first_day: date | None
    opening_day: date
    sample: bool


def see_county(installation: Installation, *, now: datetime) -> County:
    """The county as it stands. now chooses only the day a page opens with."""
    newest = newest_change(installation.store)
    forget_erased(installation.store, newest)
    known = span_at(installation.store, newest)
    county = read_setting(installation.store, known.head).roster.county
    return County(
        name=county.name if county else "",
        head=known.head,
        first_day=known.first,
        opening_day=opening_day(known, now.date()),
        sample=installation.sample,
    )
