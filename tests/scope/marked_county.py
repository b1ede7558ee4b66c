"""A small county in which every town and department writes its own sign: four towns of three villages, three departments.

Whatever speaks of a town, in a key, name, text, person, file or reason, carries the town's sign; a department's
matters carry the department's. Each department works in two towns, so that every town has one it has nothing to do with.
Figures are different everywhere and large enough to be told apart.
"""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from data_access.database import Store, head, reading
from data_access.statements import FileSource, Header, Said, SheetSource
from data_access.versions import commit
from domain.permissions import Actor, Role
from domain.records import (
    Alias,
    Allocation,
    Directive,
    Event,
    Figure,
    Fund,
    Payment,
    Place,
    Problem,
    Project,
    ProjectStatus,
    SpotCheck,
    SpotCheckStep,
    Target,
    Unit,
    Visit,
)
from services.county.installation import set_up, sqlite_url
from services.county.progress import silent
from tests.columns import columns_of

AT = datetime(2026, 11, 19, 16, 0)
AS_OF = AT.date()
COUNTY = "玺"  # what only those may see who see everything
TOWNS = "鹿鲸鹤豹"
GOVERNMENTS = dict(zip(TOWNS, "羲媛甄翟", strict=True))  # the sign of what a town's government answers for
DEPARTMENTS = {"松": "鹿鲸", "柏": "鲸鹤", "桐": "鹤豹"}  # and the towns it works in
WORKS_IN = {**DEPARTMENTS, **{own: place for place, own in GOVERNMENTS.items()}}
SIGNS = frozenset((*TOWNS, *GOVERNMENTS.values(), *DEPARTMENTS, COUNTY))
VILLAGES = (1, 2, 3)
KINDS = ("产业发展", "乡村建设行动")
XUNS = (("2026-10-X3", date(2026, 10, 31)), ("2026-11-X1", date(2026, 11, 9)), ("2026-11-X2", AS_OF))
MONTH = (("2026-09", date(2026, 9, 30)), ("2026-10", date(2026, 10, 31)))
RATES = dict.fromkeys(("TOI_COV", "TOI_HARM", "TOI_USE", "GAR_RATE"), XUNS) | dict.fromkeys(
    ("MON_PLAN", "MED_KEY", "JOB_TASK"), MONTH
)
COUNTS = dict.fromkeys(("MON_HH", "MON_PP", "HOU_RISK", "JOB_ZERO"), MONTH)
OF_TOWNS = dict.fromkeys(("MED_ALL", "PEN_ALL"), MONTH)
OF_UNITS = {"MON_PUSH": MONTH}


@dataclass(frozen=True, slots=True)
class Telling:
    """What is said in one change: by whom, in which file."""

    sign: str
    rows: dict[type, list[dict[str, object]]]


def town(sign: str) -> str:
    return f"{sign}0"


def village(sign: str, at: int) -> str:
    return f"{sign}{at}"


def unit(sign: str) -> str:
    return f"{sign}9"


def marked_county(folder: Path) -> Store:
    """The county in a new SQLite file."""
    store = set_up(sqlite_url(folder / "marked.db"), Actor("本机", Role.ADMIN), now=AT, progress=silent).store
    numbers = _numbers()
    for telling in (
        _roster(),
        *_town_reports(numbers),
        *_ledgers(numbers),
        _of_the_county(numbers),
        _corrections(numbers),
    ):
        _say(store, telling)
    return store


def _numbers() -> Iterator[int]:
    """Every number once, large enough not to be a count, a rate or a year."""
    return itertools.count(20_011, 7)


def _say(store: Store, telling: Telling) -> None:
    sign = telling.sign
    named = f"{sign}报表.xlsx"
    sayings, sheets = [], []
    for at, (record, rows) in enumerate(telling.rows.items()):
        columns = columns_of(rows)
        sheets.append(
            SheetSource(0, f"{sign}表{at}", None, {f"{record.NAME}.{name}": "A" for name in columns})
        )
        sayings.append(Said(record, at, columns, list(range(2, len(rows) + 2))))
    header = Header(
        kind="import", actor=f"{sign}某", role="clerk", reason=f"{sign}事由", at=AT,
        files=(FileSource(named, f"{hash_of(named)}", None),), sources=tuple(sheets),
    )  # fmt: skip
    with reading(store) as connection:
        seen = head(connection)
    commit(store, header, sayings, seen)


def hash_of(name: str) -> str:
    return name.encode().hex().ljust(64, "0")[:64]


def _roster() -> Telling:
    places = [
        {"place": "县0", "name": "大岭县", "level": "county", "parent": None, "position": 0, "category": None}
    ]
    units = []
    for at, sign in enumerate(TOWNS, start=1):
        places.append(
            {
                "place": town(sign),
                "name": f"{sign}岭镇",
                "level": "town",
                "parent": "县0",
                "position": at,
                "category": None,
            }
        )
        units.append(_unit(GOVERNMENTS[sign], f"{sign}岭镇人民政府", "town", town(sign)))
        places += [
            {"place": village(sign, one), "name": f"{sign}坪{'甲乙丙'[one - 1]}村", "level": "village", "parent": town(sign),
             "position": one, "category": "集聚提升类"}
            for one in VILLAGES
        ]  # fmt: skip
    units += [_unit(sign, f"县{sign}务局", "department") for sign in DEPARTMENTS]
    return Telling("县", {Place: places, Unit: units})


def _unit(sign: str, name: str, kind: str, place: str | None = None) -> dict[str, object]:
    """A town's leader belongs to the town, as its government does."""
    leader = f"{place[0] if place else sign}副县长"
    return {"unit": unit(sign), "name": name, "kind": kind, "place": place, "leader": leader, "position": 1}


def _figure(
    code: str, kind: str, subject: str, period: str, cutoff: date, part: int, base: int | None
) -> dict[str, object]:
    return {
        "indicator": code, "subject_kind": kind, "subject": subject, "period": period, "cutoff": cutoff,
        "status": "reported", "numerator": part, "denominator": base, "explanation": f"{subject[0]}说明",
    }  # fmt: skip


def _town_reports(numbers: Iterator[int]) -> Iterator[Telling]:
    """Each town's own figures, its inspections and what became of its problems."""
    for sign in TOWNS:
        figures = []
        for code, periods in RATES.items():
            for one, (period, day) in itertools.product(VILLAGES, periods):
                # A village of each town is silent in the newest period, so that what is missing is told too.
                if one == 3 and code == "TOI_USE" and day == AS_OF:
                    continue
                base = next(numbers)
                figures.append(
                    _figure(code, "place", village(sign, one), period, day, base - 4001 - one * 97, base)
                )
        figures += [
            _figure(code, "place", village(sign, one), period, day, next(numbers), None)
            for code, periods in COUNTS.items()
            for one, (period, day) in itertools.product(VILLAGES, periods)
        ]
        for code, periods in OF_TOWNS.items():
            for period, day in periods:
                base = next(numbers)
                figures.append(_figure(code, "place", town(sign), period, day, base - 3571, base))
        spot_checks, steps = _spot_checks(sign)
        told = {
            Figure: figures,
            Visit: list(_visits(sign, numbers)),
            SpotCheck: spot_checks,
            SpotCheckStep: steps,
        }
        yield Telling(sign, told)


def _spot_checks(sign: str) -> tuple[list[dict[str, object]], list[dict[str, object]]]:
    """One of a village of each town, with a step done."""
    number = f"{sign}抽查"
    drawn = {"spot_check": number, "place": village(sign, 1), "told_on": AS_OF, "told_at": "08:10",
             "reviewer": f"{sign}评估组", "leader": f"{sign}领导"}  # fmt: skip
    done = {"spot_check": number, "step": "county", "day": AS_OF, "at": "08:30", "note": f"{sign}电话报"}
    return [drawn], [done]


def _visits(place: str, numbers: Iterator[int]) -> Iterator[dict[str, object]]:
    """One of each village for each who works in the town; an inspection is the village's own."""
    for sign, towns in WORKS_IN.items():
        for at, (own, one) in enumerate(itertools.product(towns, VILLAGES)):
            if own == place:
                yield {
                    "visit": _visit(sign, place, one), "place": village(place, one), "day": _found(at), "team": f"{place}组",
                    "method": "暗访", "score": 7011 + next(numbers) % 2000,
                }  # fmt: skip


def _visit(sign: str, place: str, one: int) -> str:
    return f"{place}查{list(WORKS_IN).index(sign)}{one}"


def _found(at: int) -> date:
    return date(2026, 10, 12) + timedelta(days=at * 7)


def _ledgers(numbers: Iterator[int]) -> Iterator[Telling]:
    """The projects, problems and figures each unit answers for; its file carries its sign."""
    for sign, towns in WORKS_IN.items():
        projects, statuses, allocations, payments = [], [], [], []
        problems, events = [], []
        for at, (place, one) in enumerate(itertools.product(towns, VILLAGES)):
            both, number = f"{place}{sign}", f"{place}{sign}-{one}"
            money = next(numbers) * 10_000 + 100 * next(numbers) % 10_000
            done = one == 1
            projects.append(
                {"project": number, "name": f"{both}路{one}期", "year": 2026, "reserve": one == 3, "type": KINDS[one % 2],
                 "place": village(place, one), "content": f"{both}内容", "invest_total": money, "lead_unit": unit(sign),
                 "impl_unit": f"{both}公司", "person": f"{both}甲", "leader": f"{both}县长", "plan_start": date(2026, 3, 1),
                 "plan_end": date(2026, 8, 1) + timedelta(days=at * 9), "benefit_hh": next(numbers), "link_mode": f"{both}务工"}
            )  # fmt: skip
            statuses += [
                {"project": number, "day": day, "stage": "completed" if done else "building",
                 "progress": 1_000_000 if done else 300_000 + back * 100_000, "act_start": date(2026, 3, 9),
                 "act_end": date(2026, 8, 9) if done else None, "paid": money * (3 + back) // 10,
                 "invested": money * (4 + back) // 10, "problem": f"{both}用地手续未批复", "next_step": f"{both}下步"}
                for back, (_, day) in enumerate(XUNS)
            ]  # fmt: skip
            allocations.append({"project": number, "level": "central", "amount": money})
            payments.append(
                {"payment": f"{both}凭证{one}", "project": number, "document": "澜财农〔2026〕3号", "day": date(2026, 10, 20),
                 "amount": money * 3 // 10, "payee": f"{both}公司"}
            )  # fmt: skip
            problem, found = f"{place}{sign}问{one}", _found(at)
            problems.append(
                {"problem": problem, "source": ("inspection", "superior", "hotline")[at % 3], "found_on": found,
                 "category": f"{both}类", "text": f"{both}沟边垃圾", "place": village(place, one), "spot": f"{both}口",
                 "leader": f"{both}县长", "duty_unit": unit(sign), "lead_unit": unit(sign), "person": f"{both}乙",
                 "goal": f"{both}目标", "measure": f"{both}措施", "deadline": found + timedelta(days=9),
                 "visit": _visit(sign, place, one) if at % 3 == 0 else None, "evidence": f"{both}佐证"}
            )  # fmt: skip
            events += _events(problem, both, found, closed=one == 2)
        told: dict[type, list[dict[str, object]]] = {
            Project: projects, ProjectStatus: statuses, Allocation: allocations, Payment: payments,
            Problem: problems, Event: events,
        }  # fmt: skip
        told[Directive] = [
            {"directive": f"{sign}调度", "decided_at": "十一月会", "given_on": date(2026, 11, 10), "text": f"{sign}事项",
             "lead_unit": unit(sign), "post": f"{sign}岗", "person": f"{sign}丁", "deadline": date(2026, 11, 15)}
        ]  # fmt: skip
        told[Figure] = []
        for code, periods in OF_UNITS.items():
            for period, day in periods:
                base = next(numbers)
                told[Figure].append(_figure(code, "unit", unit(sign), period, day, base - 2749, base))
        yield Telling(sign, told)


def _events(problem: str, both: str, found: date, *, closed: bool) -> list[dict[str, object]]:
    steps = [("found", "waiting", 0), ("assigned", "fixing", 1)] + (
        [("closed", "closed", 6)] if closed else []
    )
    return [
        {"about": "problem", "number": problem, "day": found + timedelta(days=after), "seq": 1, "kind": kind,
         "to_status": status, "actor": f"{both}丙", "note": f"{both}批注"}
        for kind, status, after in steps
    ]  # fmt: skip


def _of_the_county(numbers: Iterator[int]) -> Telling:
    """What belongs to no town and no department: documents, names confirmed, a matter nobody answers for."""
    project = {
        "project": f"{COUNTY}-1", "name": f"{COUNTY}跨镇水网", "year": 2026, "reserve": False, "type": KINDS[0], "place": None,
        "content": f"{COUNTY}内容", "invest_total": next(numbers) * 10_000, "lead_unit": None, "person": f"{COUNTY}甲",
        "plan_start": date(2026, 3, 1), "plan_end": date(2026, 9, 1),
    }  # fmt: skip
    status = {
        "project": f"{COUNTY}-1",
        "day": AS_OF,
        "stage": "building",
        "progress": 500_000,
        "problem": f"{COUNTY}未批复",
    }
    problem = {
        "problem": f"{COUNTY}问1", "source": "audit", "found_on": date(2026, 10, 9), "text": f"{COUNTY}账目", "place": None,
        "duty_unit": None, "deadline": date(2026, 10, 30), "person": f"{COUNTY}乙",
    }  # fmt: skip
    funds = [
        {"document": f"澜财农〔2026〕{at}号", "level": level, "batch": f"{COUNTY}批", "issued_on": date(2026, 1, 12),
         "issued": next(numbers) * 10_000_00, "received": next(numbers) * 10_000_00, "received_on": date(2026, 1, 20)}
        for at, level in ((3, "central"), (5, "province"))
    ]  # fmt: skip
    aliases = [
        {"kind": "place", "within": "县0", "written": f"{sign}旧名", "subject": town(sign)} for sign in TOWNS
    ]
    targets = [
        {"indicator": "TOI_COV", "subject": town(sign), "line": "target", "day": AS_OF, "value": 910_000 + at}
        for at, sign in enumerate(TOWNS)
    ]
    return Telling(
        COUNTY,
        {
            Project: [project],
            ProjectStatus: [status],
            Problem: [problem],
            Fund: funds,
            Alias: aliases,
            Target: targets,
        },
    )


def _corrections(numbers: Iterator[int]) -> Telling:
    """A figure of each town said anew by the county's office, so that there is an older word to tell."""
    rows = []
    for sign in TOWNS:
        base = next(numbers)
        rows.append(_figure("TOI_COV", "place", village(sign, 1), *XUNS[-1], base - 4463, base))
    return Telling("县", {Figure: rows})
