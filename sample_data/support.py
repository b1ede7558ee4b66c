"""防返贫监测与保障就业: what every village counts each month, January to October.

Counts only: no household is ever named. `registered` holds those whose risk is cleared as well (在册).
"""

from dataclasses import dataclass
from functools import cache

from sample_data.adding import for_village
from sample_data.chance import around, happens, share, split, whole
from sample_data.county import Village, villages_on
from sample_data.days import MONTHS, month_end

# September wages of the 公益性岗位 in 柳湾乡: forty-one people, none of them paid (README.md, story 9).
UNPAID_TOWN, UNPAID_MONTH, UNPAID_POSTS = "柳湾乡", 9, 41


@dataclass(frozen=True, slots=True)
class Monitoring:
    """监测对象 of one village and month: households and people by kind, cleared, helped, visited."""

    village: Village
    month: int
    unstable: int
    unstable_people: int
    marginal: int
    marginal_people: int
    sudden: int
    sudden_people: int
    new: int
    cleared: int
    cleared_people: int
    helped: int
    due_visits: int
    made_visits: int

    @property
    def registered(self) -> int:
        return self.unstable + self.marginal + self.sudden

    @property
    def people(self) -> int:
        return self.unstable_people + self.marginal_people + self.sudden_people

    @property
    def uncleared(self) -> int:
        return self.registered - self.cleared


@dataclass(frozen=True, slots=True)
class Security:
    """保障就业 of one village and month: insured key group, unsafe houses, work and wages."""

    village: Village
    month: int
    insured: int
    insurable: int
    unsafe_houses: int
    working: int
    work_target: int
    workless: int
    wages_paid: int
    wages_due: int


def new_in(village: Village, month: int) -> int:
    """Newly registered households of a month: most months none."""
    return int(happens(0.10 + village.households / 6000, "new", village.key, month))


def registered_by(village: Village, month: int) -> int:
    before = round(village.households * around(0.026, 0.01, "registered", village.key))
    return max(1, before) + sum(new_in(village, earlier) for earlier in MONTHS if earlier <= month)


def monitoring_of(village: Village, month: int) -> Monitoring:
    """A village of January in one month. Kinds keep their shares; people per household stay between two and four."""
    total = registered_by(village, month)
    start = registered_by(village, 0)
    kinds = split(start, [0.5, 0.32, 0.18])
    for earlier in MONTHS:
        if earlier <= month:
            kinds[whole(0, 2, "kind", village.key, earlier)] += new_in(village, earlier)
    each = around(3.0, 0.6, "people per household", village.key)
    people = [round(kind * each) for kind in kinds]
    cleared = min(total, int(start * (0.35 + 0.03 * month * (0.6 + village.care))))
    open_now = total - cleared
    missed = happens(0.10 * (1.2 - village.care), "unhelped", village.key, month) and open_now > 0
    due = round(cleared * 0.25)
    skipped = due > 0 and happens(0.15 * (1.1 - village.care), "unvisited", village.key, month)
    return Monitoring(
        village, month, kinds[0], people[0], kinds[1], people[1], kinds[2], people[2],
        new_in(village, month), cleared, min(round(cleared * each), sum(people)),
        open_now - missed, due, due - skipped,
    )  # fmt: skip


def posts_of(village: Village) -> int:
    """公益性岗位 of a village; those of 柳湾乡 are forty-one."""
    if village.town.name != UNPAID_TOWN:
        return whole(2, 7, "posts", village.key)
    mine = [other for other in villages_on(month_end(10)) if other.town == village.town]
    return split(UNPAID_POSTS, [1.0] * len(mine))[mine.index(village)]


def security_of(village: Village, month: int) -> Security:
    """A village of January in one month."""
    poor = 0.24 if "脱贫村" in village.tags else 0.11
    insurable = round(village.population * poor)
    lacking = (
        whole(0, 3, "uninsured", village.key) if share("insured", village.key) > village.care - 0.15 else 0
    )
    target = round(insurable * 0.46)
    reached = (0.55 + 0.05 * month) * around(1.0, 0.06, "work", village.key) - 0.05 * (1 - village.care)
    houses = whole(0, 4, "houses", village.key) if village.care < 0.75 else whole(0, 1, "houses", village.key)
    posts = posts_of(village)
    unpaid = village.town.name == UNPAID_TOWN and month == UNPAID_MONTH
    late = int(happens(0.05 * (1.2 - village.care), "wages", village.key, month))
    return Security(
        village=village,
        month=month,
        insured=insurable - max(0, lacking - month // 4),
        insurable=insurable,
        unsafe_houses=max(0, houses - month // 3),
        working=round(target * reached),
        work_target=target,
        workless=int(happens(0.06 * (1.2 - village.care), "workless", village.key, month // 2)),
        wages_paid=0 if unpaid else posts - late,
        wages_due=posts,
    )


@cache
def monitoring_in(month: int) -> tuple[Monitoring, ...]:
    """防返贫监测月报 of every village standing at the end of the month."""
    standing = villages_on(month_end(month))
    return tuple(for_village(village, lambda root: monitoring_of(root, month)) for village in standing)


@cache
def security_in(month: int) -> tuple[Security, ...]:
    """保障就业月报 of every village standing at the end of the month."""
    standing = villages_on(month_end(month))
    return tuple(for_village(village, lambda root: security_of(root, month)) for village in standing)
