"""What towns count: insurance and schooling each month, settlement sites each month, income each quarter."""

from dataclasses import dataclass
from functools import cache

from sample_data.chance import around, whole
from sample_data.county import Town, towns, villages_on
from sample_data.days import month_end

# A pupil of 望峰乡 was out of school from March to May.
OUT_OF_SCHOOL = {"望峰乡": (3, 4, 5)}
# 花果山移民安置新村 had a water fault in August and September, 青石岭 a fire-safety one in October.
SITE_FAULTS = {("梨园镇", "water"): (8, 9), ("青石镇", "fire"): (10,)}
SITE_TAG = "易地搬迁安置点"


@dataclass(frozen=True, slots=True)
class TownMonth:
    """镇级保障月报 and 识别认定月报 of one town and month."""

    town: Town
    month: int
    dropouts: int
    insured: int
    insurable: int
    pensioned: int
    pensionable: int
    days: int
    cases: int


@dataclass(frozen=True, slots=True)
class Sites:
    """安置点月报 of one town: open faults; `has_sites` is False where the four are 不适用."""

    town: Town
    month: int
    has_sites: bool
    water: int
    heat: int
    power: int
    fire: int


@dataclass(frozen=True, slots=True)
class Income:
    """脱贫人口收入 of one town since January of `year`: yuan earned by `people`."""

    town: Town
    year: int
    quarter: int
    yuan: int
    people: int


def people_of(town: Town, month: int) -> int:
    return sum(village.population for village in villages_on(month_end(month)) if village.town == town)


def town_month(town: Town, month: int) -> TownMonth:
    people = people_of(town, month)
    insurable = round(people * 0.94)
    pensionable = round(people * 0.55)
    cases = whole(1, 5, "cases", town.name, month)
    spread = 3 if town.name != "柳湾乡" else 6
    return TownMonth(
        town=town,
        month=month,
        dropouts=int(month in OUT_OF_SCHOOL.get(town.name, ())),
        insured=round(
            insurable * min(0.995, around(0.93 + 0.05 * town.care, 0.01, "insured", town.name, month))
        ),
        insurable=insurable,
        pensioned=round(
            pensionable * around(0.84 + 0.12 * town.care, 0.01, "pension", town.name, month // 3)
        ),
        pensionable=pensionable,
        days=sum(whole(8, 12 + spread, "days", town.name, month, case) for case in range(cases)),
        cases=cases,
    )


def sites_of(town: Town, month: int) -> Sites:
    has_sites = any(SITE_TAG in v.tags for v in villages_on(month_end(month)) if v.town == town)
    faults = {
        kind: int(month in SITE_FAULTS.get((town.name, kind), ()))
        for kind in ("water", "heat", "power", "fire")
    }
    return Sites(town, month, has_sites, **faults)


def income_of(town: Town, year: int, quarter: int) -> Income:
    """About 4,300 yuan a quarter and person in 2025, six to ten percent more in 2026."""
    people = round(people_of(town, quarter * 3) * 0.13) + (2026 - year) * whole(-12, 12, "people", town.name)
    each = around(4300, 500, "income", town.name) * (0.92, 2.0, 3.05)[quarter - 1]
    if year == 2026:
        each *= around(1.078, 0.03, "growth", town.name, quarter)
    return Income(town, year, quarter, round(each * people), people)


@cache
def town_months(month: int) -> tuple[TownMonth, ...]:
    return tuple(town_month(town, month) for town in towns())


@cache
def sites_in(month: int) -> tuple[Sites, ...]:
    return tuple(sites_of(town, month) for town in towns())


@cache
def incomes(year: int, quarter: int) -> tuple[Income, ...]:
    return tuple(income_of(town, year, quarter) for town in towns())
