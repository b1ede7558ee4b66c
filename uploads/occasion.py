"""When a sheet speaks: its period, its cut-off day 截数日 and the year that dates without one belong to."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from domain.periods import Period


@dataclass(frozen=True)
class Occasion:
    """period  None for rosters and for ledgers that say no day
    as_of      the day the sheet speaks for, never after today; None where it says none
    ask_as_of  asks for that day; None while nobody has answered
    """

    period: Period | None
    as_of: date | None
    year: int
    today: date
    ask_as_of: Callable[[], date | None]

    @property
    def names_on(self) -> date:
        """The day names are resolved for: the period's last day, else the day it speaks for, else today."""
        return self.period.end if self.period else self.as_of or self.today

    def day(self) -> date | None:
        """The day the sheet speaks for, asked where it says none."""
        return self.as_of or self.ask_as_of()
