"""防返贫集中排查: three rounds of the year, what every village screened and found in each.

Counts only. Three villages of 望峰乡 missed the second round, so they have held one less ever since.
"""

from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from sample_data.adding import for_village
from sample_data.chance import around, happens, whole
from sample_data.county import Village, villages_on
from sample_data.days import YEAR

ROUNDS: dict[int, tuple[date, date]] = {
    1: (date(YEAR, 3, 2), date(YEAR, 3, 31)),
    2: (date(YEAR, 6, 1), date(YEAR, 6, 30)),
    3: (date(YEAR, 9, 11), date(YEAR, 10, 10)),
}
MISSED_TOWN, MISSED_ROUND, MISSED_VILLAGES = "望峰乡", 2, 3


@dataclass(frozen=True, slots=True)
class Screening:
    """One village and round: rounds due and held so far, households due and screened, people, newly found."""

    village: Village
    number: int
    due_rounds: int
    held_rounds: int
    due: int
    screened: int
    people: int
    found: int
    found_people: int


def round_code(number: int) -> str:
    return f"R{YEAR}-{number}"


def missed(village: Village) -> bool:
    """Whether the village skipped the second round."""
    mine = [other for other in villages_on(ROUNDS[MISSED_ROUND][1]) if other.town.name == MISSED_TOWN]
    return village.key in [other.key for other in mine[-MISSED_VILLAGES:]]


def screening_of(village: Village, number: int) -> Screening:
    """A village of January in one round."""
    skipped = number == MISSED_ROUND and missed(village)
    left = whole(
        0, round(village.households * 0.06 * (1.05 - village.care)), "unscreened", village.key, number
    )
    screened = 0 if skipped else village.households - left
    found = (
        0
        if skipped
        else whole(1, 2, "screened", village.key, number) * happens(0.3, "hit", village.key, number)
    )
    each = around(2.9, 0.4, "screened people", village.key)
    return Screening(
        village, number, number, number, village.households, screened, round(screened * each), found, round(found * each)
    )  # fmt: skip


@cache
def screening_in(number: int) -> tuple[Screening, ...]:
    """Every village standing at the end of the round; a merged one has held what its parts have."""
    made = []
    for village in villages_on(ROUNDS[number][1]):
        row = for_village(village, lambda root: screening_of(root, number))
        held = number - int(number >= MISSED_ROUND and missed(village))
        made.append(replace(row, number=number, due_rounds=number, held_rounds=held))
    return tuple(made)
