"""A county with 100,000 problems of three years: 300 villages, a dozen kinds, four steps each, one in twenty still open.

Built once per machine, kept in the temporary folder, copied for who writes.
"""

from contextlib import AbstractContextManager
from datetime import date, datetime
from pathlib import Path

import numpy as np
import pandas as pd

from bench.kept_county import kept_county, to_write
from bench.year import moment_of
from data_access.database import Store
from data_access.statements import Header, Said
from data_access.versions import commit
from domain.places import VILLAGE
from domain.problem_life import SEQ
from domain.records import Event, Problem, Record, Visit
from sample_data import scaled
from services.county.installation import set_up, sqlite_url
from services.county.progress import silent
from services.known.read_setting import read_setting
from tests import counties
from tests.loaded_county import LOADER, sealed

VILLAGES, PROBLEMS = 300, 100_000
FIRST, AS_OF = date(2024, 1, 1), date(2026, 11, 19)
BEFORE_THE_XUN = date(2026, 11, 10)
SEED = 20261119
SOURCES = ("inspection", "superior", "audit", "patrol", "hotline", "self")
KINDS = ("垃圾积存", "垃圾围箱", "乱堆乱放", "露天焚烧", "私搭乱建", "污水横流", "厕所问题", "畜禽散养", "农业废弃物", "乱贴乱画",
         "路肩杂物", "管护缺位", "台账不全")  # fmt: skip
SEVERITIES = ("一般", "较重", "严重")
OPEN_SHARE, DECLINED_SHARE, RETURNED_SHARE = 0.05, 0.01, 0.08


def many_to_write() -> AbstractContextManager[str]:
    """The address of a copy of the county; the first call on a machine makes it, which takes minutes."""
    return to_write(kept_county(f"problems-{PROBLEMS}", _build))


def _build(folder: Path) -> Path:
    file = folder / "county.db"
    store = set_up(sqlite_url(file), LOADER, now=counties.AT, progress=silent).store
    counties.fill(store, folder, scaled.scaled_villages(VILLAGES), projects=40, problems=40)
    problems, events, visits = _drawn(store)
    late = problems["found_on"] >= BEFORE_THE_XUN
    for rows, day in ((~late, BEFORE_THE_XUN), (late, AS_OF)):
        own = problems[rows.to_numpy()]
        of_them = events[events["number"].isin(own["problem"]).to_numpy()]
        _say(store, day, (Problem, own), (Event, of_them), (Visit, visits if day == AS_OF else visits[:0]))
    return sealed(store, file)


def _say(store: Store, day: date, *told: tuple[type[Record], pd.DataFrame]) -> None:
    at = datetime(day.year, day.month, day.day, 9, 0)
    said = [
        Said(record, None, {name: list(rows[name]) for name in rows}, [None] * len(rows))
        for record, rows in told
        if len(rows)
    ]
    header = Header("import", LOADER.name, LOADER.role.value, "测速", at, (), ())
    commit(store, header, said, moment_of(store).known_at)


def _drawn(store: Store) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """Rows of `Problem`, `Event` and `Visit`."""
    chance, setting = np.random.default_rng(SEED), read_setting(store, moment_of(store).known_at)
    villages = [node.place for node in setting.roster.valid_on(AS_OF, VILLAGE)]
    units = [
        unit.unit
        for village in villages
        if (unit := setting.units.of_place(setting.roster.town_of(village) or "", AS_OF))
    ]
    span = (AS_OF - FIRST).days + 1
    found = np.sort(chance.integers(0, span, PROBLEMS)).astype("timedelta64[D]") + np.datetime64(FIRST)
    at = chance.integers(0, len(villages), PROBLEMS)
    allowed = chance.choice([3, 7, 15, 30], PROBLEMS)
    numbers = [f"问题-{n:06}" for n in range(PROBLEMS)]
    deadline = found + allowed.astype("timedelta64[D]")
    problems = pd.DataFrame(
        {
            "problem": numbers, "source": chance.choice(SOURCES, PROBLEMS, p=[0.8, 0.08, 0.03, 0.03, 0.04, 0.02]),
            "batch": chance.choice(["第一批", "第二批", "第三批"], PROBLEMS),
            "found_on": list(found.astype(object)), "category": chance.choice(KINDS, PROBLEMS),
            "text": [f"{one}，清理不及时（第{n % 97}处）" for n, one in enumerate(chance.choice(KINDS, PROBLEMS))],
            "place": [villages[one] for one in at], "spot": [f"{one}组" for one in chance.integers(1, 9, PROBLEMS)],
            "severity": chance.choice(SEVERITIES, PROBLEMS), "duty_unit": [units[one] for one in at],
            "leader": chance.choice(["副县长 甲", "副县长 乙", "副县长 丙", "副县长 丁"], PROBLEMS),
            "person": [f"镇长 {one}" for one in chance.integers(1, 60, PROBLEMS)],
            "deadline_written": [f"{days}日内" for days in allowed], "deadline": list(deadline.astype(object)),
            "long_term": [False] * PROBLEMS, "exposed": [False] * PROBLEMS, "deduction": [200] * PROBLEMS,
            "evidence": ["照片在卷"] * PROBLEMS,
        }
    )  # fmt: skip
    seen = pd.DataFrame({"place": problems["place"], "day": problems["found_on"]})
    seen = seen[(problems["source"] == "inspection").to_numpy()].drop_duplicates()
    visits = seen.assign(
        visit=[f"督-{day:%Y%m%d}-{place}" for day, place in zip(seen["day"], seen["place"], strict=True)],
        score=chance.integers(7_000, 10_000, len(seen)),
    )
    return problems, _events(numbers, found, deadline, chance), visits


def _events(
    numbers: list[str], found: np.ndarray, deadline: np.ndarray, chance: np.random.Generator
) -> pd.DataFrame:
    """Found, handed over a day later, put right around the deadline, looked at and closed two days after that."""
    steps = [("found", "waiting", found), ("assigned", "fixing", found + np.timedelta64(1, "D"))]
    done = np.maximum(
        deadline + chance.integers(-4, 4, len(numbers)).astype("timedelta64[D]"),
        found + np.timedelta64(1, "D"),
    )
    steps += [("replied", "checking", done), ("closed", "closed", done + np.timedelta64(2, "D"))]
    drawn = chance.random(len(numbers))
    is_open, declined = drawn < OPEN_SHARE, drawn > 1 - DECLINED_SHARE
    keeps = {
        "found": np.ones(len(numbers), dtype=bool), "assigned": chance.random(len(numbers)) < 0.98,
        "replied": ~declined & (~is_open | (drawn < OPEN_SHARE / 3)), "closed": ~declined & ~is_open,
    }  # fmt: skip
    told = [
        pd.DataFrame({"number": numbers, "day": day, "kind": kind, "to_status": status})[
            keeps[kind] & (day <= np.datetime64(AS_OF))
        ]
        for kind, status, day in steps
    ]
    told.append(
        pd.DataFrame({"number": numbers, "day": done, "kind": "declined", "to_status": "declined"})[
            declined & (done <= np.datetime64(AS_OF))
        ]
    )
    rows = pd.concat(told, ignore_index=True)
    return rows.assign(
        about=Problem.NAME,
        seq=rows["kind"].map(dict(SEQ)),
        day=list(rows["day"].dt.date),
        actor="人居办 王某",
        note=[f"第{n % 53}次现场核对" for n in range(len(rows))],
    )
