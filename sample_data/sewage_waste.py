"""污水与垃圾: which villages treat their sewage, and how many hamlets have their waste collected."""

from functools import cache

from sample_data.chance import happens, share, whole
from sample_data.county import Town, Village, roots
from sample_data.days import XUNS, Xun
from sample_data.names import MERGED
from sample_data.toilets import LAST, SILENT, progress

# Position on 11月中旬, town by town in official order.
SEWAGE_VILLAGES = (13, 11, 10, 8, 9, 7, 5, 4)
WASTE_RATE = (0.991, 0.984, 0.972, 0.958, 0.943, 0.953, 0.926, 0.889)

# Towns whose collection slipped in 11月中旬, and in how many hamlets.
WASTE_SLIPS = {"双塘镇": 2, "柳湾乡": 2}

NEVER = 99


@cache
def treated_from(town: Town) -> dict[str, int]:
    """Number of the 旬 in which a village's sewage treatment was finished, `NEVER` where it is not."""
    mine = [village for village in roots() if village.town == town]
    able = [village for village in mine if village.name not in MERGED]
    able.sort(key=lambda village: -village.care - 0.2 * share("sewage", village.key))
    done = able[: SEWAGE_VILLAGES[town.position - 1]]
    return {village.key: finished_in(village) if village in done else NEVER for village in mine}


def finished_in(village: Village) -> int:
    """Number of the 旬 in which a village finished: three in ten this year, the others before it."""
    return whole(2, len(XUNS), "finished", village.key) if happens(0.3, "this year", village.key) else 0


@cache
def uncollected_in_the_end(town: Town) -> dict[str, int]:
    """自然村 without waste collection on 11月中旬, put on the villages least cared for."""
    mine = [village for village in roots() if village.town == town]
    hamlets = sum(village.hamlets for village in mine)
    left = hamlets - round(WASTE_RATE[town.position - 1] * hamlets)
    found = dict.fromkeys((village.key for village in mine), 0)
    order = sorted(mine, key=lambda village: village.care + 0.1 * share("waste", village.key))
    for turn in range(left):
        found[order[turn % len(order)].key] += 1
    return found


def slipped(village: Village, xun: Xun) -> int:
    """自然村 whose collection stopped in 11月中旬: the worst two of the towns in `WASTE_SLIPS`, one each."""
    wanted = WASTE_SLIPS.get(village.town.name, 0)
    left = uncollected_in_the_end(village.town)
    worst = sorted((key for key in left if key not in SILENT), key=lambda key: -left[key])[:wanted]
    return 1 if xun != LAST and village.key in worst else 0


def collected_at(village: Village, xun: Xun) -> int:
    left = uncollected_in_the_end(village.town)[village.key] - slipped(village, xun)
    more = round((1 - progress(village, xun)) * (0.6 + left))
    return max(0, village.hamlets - left - more)
