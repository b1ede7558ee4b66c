"""A county at the edge of what a screen must hold: 30 towns, 12-character village names, 1,000 projects, a silent town."""

from datetime import date, datetime, timedelta
from pathlib import Path

from data_access.database import Store, head, reading
from data_access.statements import Header, Said
from data_access.versions import commit
from domain.permissions import Actor, Role
from domain.records import Allocation, Figure, Payment, Place, Project, ProjectStatus, Unit
from services.county.installation import set_up, sqlite_url
from services.county.progress import silent
from tests.columns import columns_of

AS_OF = date(2026, 11, 19)
SAID_AT = datetime(2026, 11, 20, 9, 0)
LONG = "易地搬迁安置第{}新民村"  # twelve characters with its number
SILENT = "T001"
VILLAGES = 4


def large_county(folder: Path, *, towns: int = 30, projects: int = 1000) -> str:
    """The address of a new SQLite database of such a county; its first town has told nothing but its roster."""
    url = sqlite_url(folder / "large.db")
    store = set_up(url, Actor("本机", Role.ADMIN), now=SAID_AT, progress=silent).store
    keys = [f"T{at:03d}" for at in range(1, towns + 1)]
    say(store, Place, places(keys), Unit, units())
    say(store, Figure, figures(keys), Project, made := project_rows(keys, projects))
    spoken = [row for row in made if not row["place"].startswith(f"V{SILENT}")]
    say(store, ProjectStatus, statuses(spoken), Allocation, allocations(made))
    say(store, Payment, payments(spoken))
    store.engine.dispose()
    return url


def say(store: Store, *said: object) -> None:
    """Record type and rows in turn, one change."""
    pairs = zip(said[::2], said[1::2], strict=True)
    sayings = [Said(record, None, columns_of(rows), [None] * len(rows)) for record, rows in pairs]
    header = Header(kind="import", actor="王某", role="clerk", reason="试", at=SAID_AT, files=(), sources=())
    with reading(store) as connection:
        seen = head(connection)
    commit(store, header, sayings, seen)


def places(keys: list[str]) -> list[dict[str, object]]:
    rows = [
        {"place": "C1", "name": "大岭县", "level": "county", "parent": None, "position": 0, "category": None}
    ]
    for at, key in enumerate(keys, start=1):
        name = f"第{at}安置镇" if at % 7 else f"北山民族团结示范第{at}镇"
        rows.append(
            {"place": key, "name": name, "level": "town", "parent": "C1", "position": at, "category": None}
        )
        rows += [
            {
                "place": f"V{key}{one}", "name": LONG.format("一二三四"[one]), "level": "village", "parent": key,
                "position": one, "category": "集聚提升类",
            }
            for one in range(VILLAGES)
        ]  # fmt: skip
    return rows


def units() -> list[dict[str, object]]:
    names = ("农业农村局", "住房和城乡建设局", "水利局", "交通运输局", "人力资源和社会保障局")
    return [
        {"unit": f"U{at}", "name": f"大岭县{name}", "kind": "department", "aliases": name, "position": at}
        for at, name in enumerate(names, start=1)
    ]


def figures(keys: list[str]) -> list[dict[str, object]]:
    """Toilets of the last three 旬 of every village but the silent town's."""
    return [
        {
            "indicator": "TOI_COV", "subject_kind": "place", "subject": f"V{key}{one}", "period": period, "cutoff": day,
            "status": "reported", "numerator": 150 + 3 * at % 90 + back, "denominator": 250,
        }
        for at, key in enumerate(keys)
        if key != SILENT
        for one in range(VILLAGES)
        for back, (period, day) in enumerate(
            (("2026-10-X3", date(2026, 10, 31)), ("2026-11-X1", date(2026, 11, 10)), ("2026-11-X2", AS_OF))
        )
    ]  # fmt: skip


KINDS = ("产业发展", "乡村建设行动", "就业项目")


def project_rows(keys: list[str], count: int) -> list[dict[str, object]]:
    return [
        {
            "project": f"DL-2026-{at:04d}", "name": f"第{at}号{KINDS[at % 3]}配套基础设施项目", "year": 2026, "reserve": False,
            "type": KINDS[at % 3], "place": f"V{keys[at % len(keys)]}{at % VILLAGES}",
            "invest_total": (20 + at % 180) * 1_000_000, "lead_unit": f"U{at % 5 + 1}", "person": "王某" if at % 9 else None,
            "plan_start": date(2026, 3, 1) + timedelta(days=at % 60),
            "plan_end": date(2026, 9, 1) + timedelta(days=at % 120),
            "link_mode": "土地流转" if at % 11 else None,
        }
        for at in range(count)
    ]  # fmt: skip


def statuses(projects: list[dict[str, object]]) -> list[dict[str, object]]:
    """Two ledgers; every fifth project goes on, every fiftieth says nothing of its progress."""
    rows = []
    for at, project in enumerate(projects):
        done = bool(at % 5)
        share = None if at % 50 == 0 else 1_000_000 if done else (at * 37 % 90 + 5) * 10_000
        for day, part in ((date(2026, 10, 31), 0.9), (AS_OF, 1.0)):
            rows.append(
                {
                    "project": project["project"], "day": day, "stage": "completed" if done else "building",
                    "progress": None if share is None else round(share * part) if not done else share,
                    "act_start": project["plan_start"],
                    "act_end": project["plan_end"] if done and project["plan_end"] <= day else None,
                    "problem": None if done else "用地手续未批复",
                }
            )  # fmt: skip
    return rows


def allocations(projects: list[dict[str, object]]) -> list[dict[str, object]]:
    return [
        {"project": row["project"], "level": "central", "amount": row["invest_total"]} for row in projects
    ]


def payments(projects: list[dict[str, object]]) -> list[dict[str, object]]:
    return [
        {
            "payment": f"P{at:05d}", "project": row["project"], "day": date(2026, 10, 20) + timedelta(days=at % 25),
            "amount": int(row["invest_total"]) * (at * 13 % 100) // 100,
        }
        for at, row in enumerate(projects)
    ]  # fmt: skip
