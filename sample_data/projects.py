"""项目: the sixty projects of 2026 with their dates, and the reserve for 2027. Money in fen."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cache

from sample_data.chance import pick, share, whole
from sample_data.county import Town, Village, official, towns, villages_on
from sample_data.days import AS_OF, YEAR, next_working
from sample_data.project_list import BUILDING, INDUSTRY, LINKS, PLANNED, RESERVED, SECOND_BATCH, WITHOUT_LINK

FEN_PER_WAN = 1_000_000

# Planned ends the stories need; the other unfinished projects are due in December.
ALREADY_DUE = {
    "高山民宿集群配套": date(2026, 9, 30),
    "梨园镇果蔬大棚提升": date(2026, 10, 31),
    "水产加工车间": date(2026, 10, 31),
    "石桥镇标准化厂房": date(2026, 11, 10),
}

LEAD_UNITS = {INDUSTRY: "县农业农村局", BUILDING: "县住房和城乡建设局"}


@dataclass(frozen=True, slots=True)
class Project:
    """One registered project. `paid` is what the treasury had paid by 2026-11-19; `progress` in percent on that day."""

    code: str
    town: Town
    village: Village | None
    name: str
    type: str
    plan: int
    paid: int
    progress: int
    problem: str
    plan_start: date
    plan_end: date
    act_start: date
    act_end: date | None
    accepted_on: date | None
    link: str
    benefit: int
    leader: str
    person: str
    lead_unit: str
    listed_from: date


@dataclass(frozen=True, slots=True)
class ReserveProject:
    """储备项目: a project of the 2027 reserve, in the ledger from `listed_from` on."""

    code: str
    town: Town
    village: Village
    name: str
    type: str
    budget: int
    listed_from: date


def fen(wan: str) -> int:
    """万元 as written → fen."""
    return int(Decimal(wan) * FEN_PER_WAN)


def village_named(town: Town, name: str) -> Village | None:
    """The village of that name standing at the end; None for a project of the whole town."""
    return next((v for v in villages_on(AS_OF) if v.town == town and v.name == name), None)


def lead_unit(name: str, kind: str) -> str:
    """行业主管部门 by what is built."""
    for word, unit in {
        "饮水": "县水利局",
        "供水": "县水利局",
        "路硬化": "县交通运输局",
        "公益": "县人力资源和社会保障局",
    }.items():
        if word in name:
            return unit
    return LEAD_UNITS.get(kind, "县农业农村局")


def started_on(name: str, key: str) -> date:
    first = date(YEAR, 6, 1) if name in SECOND_BATCH else date(YEAR, 2, 24)
    return first + timedelta(days=whole(0, 18, "planned start", key))


def finished_on(start: date, town: Town, key: str) -> date:
    """A done project took four to eight months; those of 柳湾乡 were done by the end of September."""
    latest = date(YEAR, 9, 28) if town.name == "柳湾乡" else date(YEAR, 11, 16)
    return min(
        latest - timedelta(days=whole(0, 20, "early", key)),
        start + timedelta(days=whole(110, 240, "took", key)),
    )


def planned_end(name: str, done: date | None, key: str) -> date:
    if done is None:
        return ALREADY_DUE.get(name, date(YEAR, 12, 10) + timedelta(days=whole(0, 15, "due", key)))
    return done + timedelta(days=whole(-12, 40, "due", key))


def acceptance(done: date | None, problem: str, key: str) -> date | None:
    """验收: three to seven weeks after completion, unless something holds it up."""
    if done is None or problem:
        return None
    day = next_working(done + timedelta(days=whole(20, 50, "acceptance", key)))
    return day if day <= AS_OF else None


@cache
def projects() -> tuple[Project, ...]:
    """The sixty projects in ledger order."""
    listed = [(town, row) for town in towns() for row in PLANNED[town.name]]
    return tuple(make_project(town, row, at) for at, (town, row) in enumerate(listed, start=1))


def make_project(town: Town, row: tuple[str, str, str, str, str, int, str], at: int) -> Project:
    where, name, kind, plan, paid, progress, problem = row
    key = f"{town.name}{where}{name}"
    plan_start = started_on(name, key)
    act_start = next_working(plan_start + timedelta(days=whole(-3, 9, "actual start", key)))
    done = finished_on(act_start, town, key) if progress == 100 else None
    return Project(
        code=f"YL-{YEAR}-{at:03d}",
        town=town,
        village=village_named(town, where),
        name=name,
        type=kind,
        plan=fen(plan),
        paid=fen(paid),
        progress=progress,
        problem=problem,
        plan_start=plan_start,
        plan_end=planned_end(name, done, key),
        act_start=act_start,
        act_end=done,
        accepted_on=acceptance(done, problem, key),
        link=pick(LINKS, "link", key) if kind == INDUSTRY and name not in WITHOUT_LINK else "",
        benefit=whole(12, 140, "benefit", key),
        leader=f"{pick(('副镇长', '镇人大主席', '党委副书记'), 'post', key)} {official('leader', key)}"
        if town.name.endswith("镇")
        else f"副乡长 {official('leader', key)}",
        person=official("person", key),
        lead_unit=lead_unit(name, kind),
        listed_from=date(YEAR, 5, 20) if name in SECOND_BATCH else date(YEAR, 1, 30),
    )


@cache
def reserve() -> tuple[ReserveProject, ...]:
    """储备项目 2027."""
    by_name = {town.name: town for town in towns()}
    made = []
    for at, (town, where, name, kind, budget, month) in enumerate(RESERVED, start=1):
        village = village_named(by_name[town], where)
        assert village is not None, where
        listed = date(YEAR, month, 5)
        made.append(
            ReserveProject(f"YL-{YEAR + 1}-{at:03d}", by_name[town], village, name, kind, fen(budget), listed)
        )
    return tuple(made)


def progress_on(project: Project, day: date) -> int:
    """完成比例 in percent on a day: 0 before the start, fives on the way."""
    if day < project.act_start:
        return 0
    end = project.act_end or AS_OF
    if day >= end:
        return project.progress
    gone = (day - project.act_start).days / max(1, (end - project.act_start).days)
    return max(5, min(project.progress - 1, int(project.progress * gone**0.9) // 5 * 5))


def stage_on(project: Project, day: date) -> str:
    """prepare | tender | building | completed | accepted on a day."""
    if project.accepted_on and day >= project.accepted_on:
        return "accepted"
    if project.act_end and day >= project.act_end:
        return "completed"
    if day >= project.act_start:
        return "building"
    return "tender" if day >= project.plan_start - timedelta(days=18) else "prepare"


def settled_share(project: Project) -> float:
    """How much of its plan is paid in the end; used to order sources of money, never shown."""
    return project.paid / project.plan + 0.5 * share("source", project.code)
