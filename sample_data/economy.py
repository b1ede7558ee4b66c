"""村集体经济、供水、治理: what every village counts each quarter, cumulative within the year. Money in fen."""

from dataclasses import dataclass
from functools import cache

from sample_data.adding import for_village
from sample_data.chance import around, happens, share, split, whole
from sample_data.county import Village, villages_on
from sample_data.days import quarter_end

FEN_PER_YUAN = 100


@dataclass(frozen=True, slots=True)
class Economy:
    """村集体经济收入 since January: five parts and whether dividends were paid. Operating = run + lease + returns."""

    village: Village
    quarter: int
    last_year: int
    run: int
    lease: int
    returns: int
    subsidy: int
    other: int
    dividend_due: bool
    dividend_paid: bool

    @property
    def total(self) -> int:
        return self.run + self.lease + self.returns + self.subsidy + self.other

    @property
    def operating(self) -> int:
        return self.run + self.lease + self.returns


@dataclass(frozen=True, slots=True)
class Living:
    """供水 and 治理 of one village and quarter."""

    village: Village
    quarter: int
    tapped: int
    people: int
    pointed: bool


def yearly_income(village: Village) -> int:
    """What a village earns in a year, in yuan: 40,000 to about a million, more where it is well kept."""
    return int(40_000 + 900_000 * share("income", village.key) ** 2.2 * (0.35 + 0.75 * village.care))


def economy_of(village: Village, quarter: int) -> Economy:
    """A village of January: its year spread over quarters by its own rhythm; nothing ever falls."""
    year = yearly_income(village)
    done = (0.21, 0.47, 0.74)[quarter - 1] * around(1.0, 0.08, "rhythm", village.key)
    shares = [
        around(0.30, 0.2, "run", village.key),
        around(0.25, 0.15, "lease", village.key),
        around(0.10, 0.08, "returns", village.key),
        around(0.28, 0.18, "subsidy", village.key),
        around(0.07, 0.05, "other", village.key),
    ]
    run, lease, returns, subsidy, other = (
        int(part * done) * FEN_PER_YUAN for part in split(year, [max(0.01, part) for part in shares])
    )
    return Economy(
        village=village,
        quarter=quarter,
        last_year=round(year / around(1.08, 0.06, "growth", village.key)) * FEN_PER_YUAN,
        run=run,
        lease=lease,
        returns=returns,
        subsidy=subsidy,
        other=other,
        dividend_due=year > 120_000,
        dividend_paid=year > 120_000 and share("dividend", village.key) < 0.18 * quarter + 0.4 * village.care,
    )


def living_of(village: Village, quarter: int) -> Living:
    people = village.population - whole(0, 9, "away", village.key)
    rate = min(1.0, 0.72 + 0.24 * village.care + 0.012 * quarter + 0.04 * share("tap", village.key))
    pointed = happens(0.45 + 0.35 * village.care + 0.05 * quarter, "points", village.key)
    return Living(village, quarter, round(people * rate), people, pointed)


@cache
def economy_in(quarter: int) -> tuple[Economy, ...]:
    """村集体经济季报 of every village standing at the end of the quarter."""
    standing = villages_on(quarter_end(quarter))
    return tuple(for_village(village, lambda root: economy_of(root, quarter)) for village in standing)


@cache
def living_in(quarter: int) -> tuple[Living, ...]:
    """供水 and 治理 of every village standing at the end of the quarter."""
    standing = villages_on(quarter_end(quarter))
    return tuple(for_village(village, lambda root: living_of(root, quarter)) for village in standing)
