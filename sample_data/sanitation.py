"""人居环境: what every village's 旬报 would say, for the 32 旬 to 2026-11-19.

One row is one village and one 旬. Whole numbers throughout; toilets only rise, the base only moves for a reason.
"""

from dataclasses import dataclass
from functools import cache

from sample_data.adding import for_village
from sample_data.chance import around, happens, whole
from sample_data.county import Village, villages_on
from sample_data.days import Xun
from sample_data.sewage_waste import collected_at, treated_from
from sample_data.toilets import LAST, SILENT, SILENT_XUNS, eligible_at, toilets_at

# The town whose last 旬报 has no sewage columns.
WITHOUT_SEWAGE = ("柳湾乡", LAST)


@dataclass(frozen=True, slots=True)
class Sanitation:
    """One village in one 旬. `toilets` of `eligible` households, `collected` of `hamlets`, `usable` of `sampled`."""

    village: Village
    xun: Xun
    households: int
    eligible: int
    toilets: int
    harmless: int
    sampled: int
    usable: int
    treated: bool
    hamlets: int
    collected: int
    staffed: bool
    cleaners: int
    public_toilets: int
    rubbish: int
    piles: int

    @property
    def reported(self) -> bool:
        return not (self.village.key in SILENT and self.xun in SILENT_XUNS)

    @property
    def sewage_reported(self) -> bool:
        return self.reported and (self.village.town.name, self.xun) != WITHOUT_SEWAGE


def of_root(village: Village, xun: Xun) -> Sanitation:
    """What a village of January counts in one 旬."""
    toilets = toilets_at(village, xun)
    sampled = 5 if village.households < 260 else 10
    unusable = happens(0.05 + 0.35 * (1 - village.care), "unusable", village.key, xun.code)
    return Sanitation(
        village=village,
        xun=xun,
        households=village.households,
        eligible=eligible_at(village, xun),
        toilets=toilets,
        harmless=int(toilets * around(0.9, 0.06, "harmless", village.key)),
        sampled=sampled,
        usable=sampled - unusable,
        treated=treated_from(village.town)[village.key] <= xun.number,
        hamlets=village.hamlets,
        collected=collected_at(village, xun),
        staffed=village.care > 0.45 or xun.number > whole(10, 40, "staffed", village.key),
        cleaners=max(1, round(village.population / 480)),
        public_toilets=whole(0, 3, "public toilets", village.key),
        rubbish=whole(2, 30, "rubbish", village.key, xun.code),
        piles=whole(0, 9, "piles", village.key, xun.code),
    )


@cache
def sanitation_in(xun: Xun) -> tuple[Sanitation, ...]:
    """Every village that stands on the last day of the 旬, reported or not, in official order."""
    return tuple(for_village(village, lambda root: of_root(root, xun)) for village in villages_on(xun.last))
