"""Everything known besides the figures: what is asked, of whom, by when. One value, as of one change."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from domain.deadlines import newest_due_period
from domain.indicators import Catalogue
from domain.periods import Period, period_containing
from domain.places import Roster
from domain.records import Form
from domain.rounds import known_period
from domain.units import Units
from domain.workdays import Workdays


@dataclass(frozen=True, eq=False)
class Setting:
    """The office's configuration as known.

    week_starts  the first weekday of its week, 1 = Monday
    rounds       the rounds of screening it declared, oldest first
    """

    catalogue: Catalogue
    forms: Mapping[str, Form]
    roster: Roster
    units: Units
    calendar: Workdays
    week_starts: int
    rounds: tuple[Period, ...] = ()

    def period(self, code: str) -> Period:
        """The period with this code, a round with its own days; ValueError for what is no code."""
        return known_period(code, self.rounds)

    def containing(self, cadence: str, day: date) -> Period:
        """The period of a cadence that holds the day, as this office counts weeks and rounds.

        raises  ValueError for a round where none has begun
        """
        return period_containing(cadence, day, week_starts=self.week_starts, rounds=self.rounds)

    def due_period(self, form: Form, as_of: date) -> Period | None:
        """The newest period of the form whose deadline has come; None without a cadence or before the first round."""
        return newest_due_period(form, as_of, self.calendar, week_starts=self.week_starts, rounds=self.rounds)
