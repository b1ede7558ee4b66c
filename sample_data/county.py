"""The places and units of 云岭县: county, towns, villages with the merger of 1 July, and who answers.

121 villages until 30 June, 120 from 1 July 2026: two of 松岗镇 became one, so the roster holds 122 of them.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache

from sample_data import names
from sample_data.chance import around, pick, share, whole
from sample_data.days import MERGER_DAY

COUNTY_NAME = "云岭县"
COUNTY_CODE = "990101"

# What each town stands for: how well it is kept, 0 to 1, in the order of the towns.
TOWN_CARE = (0.95, 0.92, 0.88, 0.80, 0.78, 0.70, 0.56, 0.42)

# The villages of the screens keep the places the screens give them.
VILLAGE_CARE = {
    "上坪村": 0.97, "桃源坞村": 0.93, "云台村": 0.95, "樟树下村": 0.86, "古井村": 0.93, "新屋村": 0.72, "石鼓村": 0.86,
    "竹坑村": 0.72, "南塘村": 0.86, "河埠头村": 0.78, "梨花沟村": 0.78, "茶亭村": 0.58, "望月村": 0.68, "黄泥岭村": 0.66,
    "长岗村": 0.45, "柳林村": 0.30, "水口村": 0.18, "月亮湾村": 0.35,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Town:
    """乡镇. `position` counts from 1 in the official order."""

    name: str
    code: str
    position: int
    care: float


@dataclass(frozen=True, slots=True)
class Village:
    """村（社区）. `care` is what its figures follow, 0 to 1; `size` the households it is measured by."""

    key: str
    name: str
    town: Town
    code: str
    category: str
    tags: str
    households: int
    population: int
    hamlets: int
    care: float
    valid_from: date | None = None
    valid_to: date | None = None
    predecessors: tuple[str, ...] = ()

    def is_valid(self, day: date) -> bool:
        return (self.valid_from or day) <= day <= (self.valid_to or day)


@dataclass(frozen=True, slots=True)
class Unit:
    """单位: a town government, a department or an office; `leader` is the county leader in charge."""

    name: str
    kind: str
    short: str
    leader: str
    town: Town | None = None


@cache
def towns() -> tuple[Town, ...]:
    """The eight towns: 镇 from code 100, 乡 from code 200."""
    made, counted = [], {"镇": 100, "乡": 200}
    for position, (name, care) in enumerate(zip(names.TOWNS, TOWN_CARE, strict=True), start=1):
        made.append(Town(name, f"{COUNTY_CODE}{counted[name[-1]]}000", position, care))
        counted[name[-1]] += 1
    return tuple(made)


def category_of(town: Town, name: str) -> str:
    """社区 by name, the villages of the screens in one group, the others by draw."""
    if name.endswith("社区"):
        return names.COMMUNITY
    if name in names.NAMED or share("category", town.name, name) < 0.45:
        return names.CATEGORIES[0]
    return pick((*names.CATEGORIES[1:], names.CATEGORIES[2]), "category of the rest", town.name, name)


def tags_of(town: Town, name: str) -> str:
    """村属性, several at once: joined by ;"""
    wanted = {
        "脱贫村": 0.28,
        "省级示范村": 0.08,
        "易地搬迁安置点": 1.0 if "新村" in name else 0.02,
    }
    return ";".join(tag for tag, part in wanted.items() if share("tag", tag, town.name, name) < part)


def make_village(town: Town, name: str, code: str) -> Village:
    """A village with its own size and care; two the stories need are set by hand."""
    key = f"{town.name}{name}"
    households = (
        whole(60, 520, "households", key)
        if share("large", key) < 0.85
        else whole(520, 900, "households", key)
    )
    households = {"石桥镇竹坑村": 278, "柳湾乡水口村": 312, "望峰乡雾岭村": 60, "青石镇青石社区": 900}.get(
        key, households
    )
    return Village(
        key=key,
        name=name,
        town=town,
        code=code,
        category=category_of(town, name),
        tags=tags_of(town, name),
        households=households,
        population=round(households * around(3.3, 0.5, "people", key)),
        hamlets=max(2, round(households / around(32, 8, "hamlets", key))),
        care=VILLAGE_CARE.get(name, min(1.0, max(0.05, around(town.care, 0.14, "care", key)))),
    )


def merge(first: Village, second: Village, name: str, code: str) -> Village:
    """The village that two became: everything counted in it is their sum."""
    people = first.households + second.households
    return Village(
        key=f"{first.town.name}{name}",
        name=name,
        town=first.town,
        code=code,
        category=first.category,
        tags=first.tags,
        households=people,
        population=first.population + second.population,
        hamlets=first.hamlets + second.hamlets,
        care=(first.care * first.households + second.care * second.households) / people,
        valid_from=MERGER_DAY,
        predecessors=(first.name, second.name),
    )


def ended(village: Village) -> Village:
    """The same village, ending the day before the merger."""
    return replace(village, valid_to=MERGER_DAY - timedelta(days=1))


def villages_of(town: Town) -> list[Village]:
    """The villages of one town in official order, the merged one after its predecessors."""
    made, counted = [], {"社区": 1, "村": 200}
    for name in names.TOWNS[town.name]:
        kind = "社区" if name.endswith("社区") else "村"
        made.append(make_village(town, name, f"{town.code[:9]}{counted[kind]:03d}"))
        counted[kind] += 1
    if town.name != names.MERGED_TOWN:
        return made
    made = [ended(village) if village.name in names.MERGED else village for village in made]
    pair = [village for village in made if village.name in names.MERGED]
    after = made.index(pair[-1]) + 1
    joined = merge(pair[0], pair[1], names.MERGED_INTO, f"{town.code[:9]}{counted['村']:03d}")
    return [*made[:after], joined, *made[after:]]


@cache
def villages() -> tuple[Village, ...]:
    """All 122 villages that ever stood in 2026, in official order."""
    return tuple(village for town in towns() for village in villages_of(town))


def roots() -> list[Village]:
    """The 121 villages of January: what a merged one counts is the sum of its parts."""
    return [village for village in villages() if not village.predecessors]


def villages_on(day: date) -> list[Village]:
    """The villages that stand on a day."""
    return [village for village in villages() if village.is_valid(day)]


@cache
def units() -> tuple[Unit, ...]:
    """Eight town governments, eleven departments, one office."""
    governments = [
        Unit(f"{town.name}人民政府", "town", f"{town.name};{town.name}政府", leader, town)
        for town, leader in zip(towns(), names.TOWN_LEADERS, strict=True)
    ]
    return (*governments, *(Unit(*row) for row in names.DEPARTMENTS))


def official(*key: object) -> str:
    """An official: a surname and 某."""
    return f"{pick(names.SURNAMES, 'official', *key)}某"
