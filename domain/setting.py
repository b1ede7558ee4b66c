"""Everything known besides the figures: what is asked, of whom, by when. One value, as of one change."""

from collections.abc import Mapping
from dataclasses import dataclass

from domain.indicators import Catalogue
from domain.places import Roster
from domain.records import Form
from domain.units import Units
from domain.workdays import Workdays


@dataclass(frozen=True, eq=False)
class Setting:
    """The office's configuration as known; week_starts is the first weekday of its week, 1 = Monday."""

    catalogue: Catalogue
    forms: Mapping[str, Form]
    roster: Roster
    units: Units
    calendar: Workdays
    week_starts: int
