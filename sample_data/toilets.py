"""卫生厕所: households with a sanitary toilet, of those that count, village by village through the year.

Toilets only rise; the base moves by the half-year count and, in one village, for the story of the shrunken base.
"""

from functools import cache

from sample_data.chance import around, whole
from sample_data.county import Town, Village, roots, towns
from sample_data.days import XUNS, Xun

# Position on 11月中旬, town by town in official order, of the villages that report.
TOILET_RATE = (0.942, 0.928, 0.910, 0.883, 0.869, 0.841, 0.795, 0.712)

LAST = XUNS[-1]
BEFORE_LAST = XUNS[-2]

# The village whose rate rose only because its base shrank (README.md, story 2).
SHRUNK_BASE = "石桥镇竹坑村"
SHRUNK_FROM, SHRUNK_TO, SHRUNK_TOILETS = 268, 240, 238

# Villages that did not report in the last two 旬 (README.md, story 4).
SILENT = frozenset(
    ("柳湾乡月亮湾村", "柳湾乡芦苇荡村", "柳湾乡渔梁村", "柳湾乡杨柳坪村", "柳湾乡三汊河村")
    + ("望峰乡鹰嘴岩村", "望峰乡雾岭村", "望峰乡大岭背村")
)
SILENT_XUNS = (BEFORE_LAST, LAST)


def eligible_at(village: Village, xun: Xun) -> int:
    """应计户数: households less those long away; a few more after the half-year count."""
    if village.key == SHRUNK_BASE:
        return SHRUNK_TO if xun == LAST else SHRUNK_FROM
    base = round(village.households * around(0.91, 0.05, "eligible", village.key))
    grown = whole(0, 2, "half-year count", village.key) if village.households > 200 and xun.month > 6 else 0
    return base + grown


@cache
def toilets_in_the_end() -> dict[str, int]:
    """Toilet households on 11月中旬: villages spread by care, each town's reported sum exactly its rate."""
    found: dict[str, int] = {}
    for town, rate in zip(towns(), TOILET_RATE, strict=True):
        mine = [village for village in roots() if village.town == town]
        for village in mine:
            own = min(0.995, max(0.45, rate + 0.7 * (village.care - town.care)))
            found[village.key] = round(own * eligible_at(village, LAST))
        if town.name == "石桥镇":
            found[SHRUNK_BASE] = SHRUNK_TOILETS
        balance(town, rate, mine, found)
    return found


def balance(town: Town, rate: float, mine: list[Village], found: dict[str, int]) -> None:
    """Add or take single households until the reporting villages of the town sum to its rate."""
    movable = [village for village in mine if village.key not in SILENT and village.key != SHRUNK_BASE]
    counted = [village for village in mine if village.key not in SILENT]
    wanted = round(rate * sum(eligible_at(village, LAST) for village in counted))
    turn = 0
    while (missing := wanted - sum(found[village.key] for village in counted)) != 0:
        village = movable[turn % len(movable)]
        step = 1 if missing > 0 else -1
        if 0.4 * eligible_at(village, LAST) < found[village.key] + step <= eligible_at(village, LAST):
            found[village.key] += step
        turn += 1


def progress(village: Village, xun: Xun) -> float:
    """How much of the year's work is done: never falls, 0 on the first 旬, 1 on the last."""
    if village.key == SHRUNK_BASE:
        return min(1.0, (xun.number - 1) / 24)
    return ((xun.number - 1) / (len(XUNS) - 1)) ** around(1.1, 0.5, "pace", village.key)


def toilets_at(village: Village, xun: Xun) -> int:
    end = toilets_in_the_end()[village.key]
    start = round(end * (0.84 + 0.12 * village.care))
    return start + int((end - start) * progress(village, xun) + 1e-9)
