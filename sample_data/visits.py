"""日督查: which village was visited on which day. Every working day a round through the county, and a weekly second look
at the villages of the county list from mid-September on."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from sample_data.chance import happens, pick, share, shuffled
from sample_data.county import Village, villages, villages_on
from sample_data.days import AS_OF, YEAR, working_days
from sample_data.names import NAMED
from sample_data.problem_words import METHODS, TEAMS

FIRST_VISIT = date(YEAR, 1, 5)
A_DAY = 6
WEEKLY_FROM = date(YEAR, 9, 18)

# Not visited since 10 October, so the coverage of the last thirty days is 111 of 120 (README.md, story 10).
LATELY_UNVISITED = frozenset(
    ("云溪镇黄竹坑村", "松岗镇油茶岭村", "石桥镇观音堂村", "双塘镇车田村", "梨园镇坛子口村", "望峰乡雾岭村")
    + ("望峰乡大岭背村", "望峰乡老鹰嘴下湾子村", "柳湾乡三汊河村")
)
UNVISITED_SINCE = date(YEAR, 10, 10)


@dataclass(frozen=True, slots=True)
class Stop:
    """One inspection of one village."""

    number: str
    day: date
    village: Village
    team: str
    method: str


def rounds() -> list[tuple[date, Village]]:
    """Six villages every working day, the whole county again and again, the order a little different each time."""
    order = shuffled([village for village in villages() if not village.predecessors], "round")
    merged = [village for village in villages() if village.predecessors]
    made, at = [], 0
    for day in working_days(FIRST_VISIT, AS_OF):
        for _ in range(A_DAY):
            turn, place = divmod(at, len(order))
            block = place // 12 * 12
            village = shuffled(order[block : block + 12], "block", turn, block)[place - block]
            at += 1
            if not village.is_valid(day):
                village = merged[0]
            made.append((day, village))
    return list(dict.fromkeys(made))


def second_looks() -> list[tuple[date, Village]]:
    """Once a week the villages of the county list, on the day of the week their town is due; some weeks none."""
    listed = [village for village in villages_on(AS_OF) if village.name in NAMED]
    made, first = [], WEEKLY_FROM
    while first <= AS_OF:
        days = working_days(first, min(first + timedelta(days=6), AS_OF))
        for village in listed:
            if days and not happens(0.12, "skipped", village.key, first):
                made.append((pick(days, "weekday", village.key, first), village))
        first += timedelta(days=7)
    return made


@cache
def stops() -> tuple[Stop, ...]:
    """All visits to 2026-11-19, numbered by day."""
    wanted = [
        (day, village)
        for day, village in dict.fromkeys([*rounds(), *second_looks()])
        if not (village.key in LATELY_UNVISITED and day > UNVISITED_SINCE)
    ]
    wanted.sort(key=lambda pair: (pair[0], share("order", pair[1].key, pair[0])))
    made, counted = [], {}
    for day, village in wanted:
        counted[day] = counted.get(day, 0) + 1
        team = TEAMS[village.town.position % len(TEAMS)]
        method = pick(METHODS, "method", village.key, day)
        made.append(Stop(f"DC{day:%Y%m%d}{counted[day]:02d}", day, village, team, method))
    return tuple(made)
