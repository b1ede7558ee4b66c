"""需要今天定的事: what a leader has to decide, most pressing first: gap × weight × how long it has been stuck.

Every factor lies between 0 and 1, so that an overdue problem, money that does not move and a village that does not
report can stand in one list. The list says what is asked, of whom; it judges nobody.
"""

from collections.abc import Iterable
from dataclasses import dataclass

# After a month everything is equally long overdue; what counts then is how much is at stake.
LONGEST = 30

# How much an open problem weighs by who found it: findings from above and of audits first, one spot in a village last.
SOURCE_WEIGHTS = {
    "superior": 1.0,
    "patrol": 1.0,
    "audit": 1.0,
    "hotline": 0.8,
    "self": 0.6,
    "inspection": 0.3,
}


@dataclass(frozen=True, slots=True)
class Matter:
    """One thing to decide.

    light, word   the chip: light ok | note | warn | bad | none (未报), and its own words 「逾期 14 天」
    title         what it is about; details who, until when, how much, where it is stuck
    ask           what the leader is asked to decide
    record, key   the row behind it, for its provenance; blank where there is no single one
    gap           share not done, 0 to 1; weight: how much is at stake, 0 to 1; days it has been stuck
    """

    light: str
    word: str
    title: str
    details: tuple[str, ...]
    ask: str
    record: str
    key: tuple[str, ...]
    gap: float
    weight: float
    days: int

    @property
    def urgency(self) -> float:
        return self.gap * self.weight * min(self.days, LONGEST) / LONGEST


def most_urgent_first(matters: Iterable[Matter]) -> tuple[Matter, ...]:
    """By urgency, then by days, stake and title: the order never depends on the order of asking."""
    return tuple(sorted(matters, key=lambda m: (-m.urgency, -m.days, -m.weight, -m.gap, m.title, m.key)))
