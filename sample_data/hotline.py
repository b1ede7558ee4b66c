"""群众诉求与部门线索: what units count each month."""

from dataclasses import dataclass
from functools import cache

from sample_data.chance import around, happens, whole
from sample_data.county import Unit, units

# Departments that push leads on families at risk.
PUSHING = (
    "县医疗保障局",
    "县民政局",
    "县教育局",
    "县人力资源和社会保障局",
    "县住房和城乡建设局",
    "县水利局",
    "县卫生健康局",
)
# A unit without any call in a month: not scored, not ranked.
WITHOUT_CALLS = ("县财政局",)


@dataclass(frozen=True, slots=True)
class Calls:
    """12345 calls of one unit and month: in time, late, open when due; satisfied of those called back; repeated."""

    unit: Unit
    month: int
    hotline_in_time: int
    web_in_time: int
    late: int
    open: int
    called_back: int
    satisfied: int
    repeated: int

    @property
    def in_time(self) -> int:
        return self.hotline_in_time + self.web_in_time

    @property
    def total(self) -> int:
        return self.in_time + self.late + self.open


@dataclass(frozen=True, slots=True)
class Leads:
    """部门线索 of one department and month: pushed, hit, looked into at the door, answered."""

    unit: Unit
    month: int
    pushed: int
    hit: int
    checked: int
    answered: int


def calls_of(unit: Unit, month: int) -> Calls:
    care = unit.town.care if unit.town else 0.9
    if unit.name in WITHOUT_CALLS:
        return Calls(unit, month, 0, 0, 0, 0, 0, 0, 0)
    total = whole(6, 34, "calls", unit.name, month)
    late = int(total * around(0.09 * (1.15 - care) + 0.004, 0.02, "late", unit.name, month) + 0.5)
    left = int(happens(0.3 * (1.1 - care), "open", unit.name, month))
    in_time = max(0, total - late - left)
    web = int(in_time * 0.3)
    back = int((in_time + late) * 0.86)
    return Calls(
        unit=unit,
        month=month,
        hotline_in_time=in_time - web,
        web_in_time=web,
        late=late,
        open=left,
        called_back=back,
        satisfied=back - int(back * around(0.14 * (1.2 - care), 0.03, "unsatisfied", unit.name, month) + 0.5),
        repeated=int(total * around(0.10 * (1.2 - care), 0.03, "repeated", unit.name, month) + 0.5),
    )


def leads_of(unit: Unit, month: int) -> Leads:
    pushed = whole(9, 60, "leads", unit.name, month)
    hit = int(pushed * around(0.25, 0.1, "hit", unit.name, month))
    answered = pushed - int(happens(0.15, "unanswered", unit.name, month)) * 2
    # Half of what is not answered yet has at least been looked into.
    return Leads(unit, month, pushed, hit, (pushed + answered) // 2, answered)


@cache
def calls_in(month: int) -> tuple[Calls, ...]:
    return tuple(calls_of(unit, month) for unit in units())


@cache
def leads_in(month: int) -> tuple[Leads, ...]:
    return tuple(leads_of(unit, month) for unit in units() if unit.name in PUSHING)
