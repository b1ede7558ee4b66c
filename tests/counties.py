"""Counties of every shape, each brought in by the real import, once per test run: for pages that must hold for all of them.

empty               the catalogue and nothing else
sample              the county every installation comes with
town_missing        the sample without one town's report of the newest 旬
large               thirty towns of fifteen villages, a thousand projects
long_names          towns, villages and projects of twelve characters
"""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

from domain.permissions import WHOLE_COUNTY, Actor, Role
from sample_data import scaled
from sample_data.county import Village
from sample_data.plain_xlsx import save_table
from services.county.installation import Store, open_installation, set_up, sqlite_url
from services.county.list_changes import list_changes
from services.county.load_sample import SAMPLE, arrivals, load_batch
from services.county.progress import silent
from services.county.withdraw_change import withdraw_change
from services.taking_in.import_files import accept, preview
from services.taking_in.preview import Hints, Upload
from tests.loaded_county import LOADER, built_once, copied, loaded_sample, made_of, sealed

AT = datetime(2026, 11, 19, 16, 0)
DAY = AT.date()
ABSENT = "青石镇"
SILENT_XUN = "2026-11-X2"
TWELVE = 12
CLERK = Actor("人居办 周某", Role.CLERK)


def county(name: str, shared: Path) -> str:
    """The address of this county's database; the first process to come builds it. Only read it.

    shared  a folder all processes of this test run share
    """
    if name == "sample":
        return sqlite_url(loaded_sample(shared))
    return sqlite_url(
        built_once(shared / f"{name}_{made_of()}.county.db", lambda folder: BUILDERS[name](folder, shared))
    )


def subject_of(code: str, url: str) -> dict[str, str]:
    """What the address of a page names that shows one thing at a time: {"project": "YL-2026-001"}; {} for other pages."""
    if code != "project":
        return {}
    with closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as store:
        first = store.execute("SELECT project FROM project ORDER BY project LIMIT 1").fetchone()
    return {"project": first[0]} if first else {}


def _empty(folder: Path, _shared: Path) -> Path:
    return _closed(folder, lambda store: None)


def _town_missing(folder: Path, shared: Path) -> Path:
    """The newest 旬 taken back and brought in again without one town."""
    file = folder / "county.db"
    copied(loaded_sample(shared), file)
    store = open_installation(sqlite_url(file)).store
    batch = [one for one in arrivals() if one.form == "ENV" and one.period == SILENT_XUN]
    told = list_changes(store)
    [n] = told.loc[told["files"].astype(str).str.contains(Path(batch[0].file).name, regex=False), "n"]
    withdraw_change(store, LOADER, n=int(n), reason="重报", now=AT)
    load_batch(store, [one for one in batch if ABSENT not in one.file], SAMPLE)
    return sealed(store, file)


def _large(folder: Path, _shared: Path) -> Path:
    villages = scaled.scaled_villages(450)
    return _closed(folder, lambda store: fill(store, folder, villages, projects=1000, problems=300))


def _long_names(folder: Path, _shared: Path) -> Path:
    villages = [replace(one, name=_twelve(one.name), town=replace(one.town, name=_twelve(one.town.name)))
                for one in scaled.scaled_villages(60)]  # fmt: skip
    return _closed(
        folder, lambda store: fill(store, folder, villages, projects=24, problems=80, name=_twelve)
    )


BUILDERS: dict[str, Callable[[Path, Path], Path]] = {
    "empty": _empty,
    "town_missing": _town_missing,
    "large": _large,
    "long_names": _long_names,
}
COUNTIES = ("empty", "sample", *(name for name in BUILDERS if name != "empty"))


def _closed(folder: Path, fill: Callable[[Store], None]) -> Path:
    """A fresh county with its catalogue, filled and sealed into one file."""
    file = folder / "county.db"
    store = set_up(sqlite_url(file), LOADER, now=AT, progress=silent).store
    fill(store)
    return sealed(store, file)


def _twelve(name: str) -> str:
    """The name grown to twelve characters, its last one kept: 「上龙坪……村」."""
    filler = "岭水库移民安置示范新区东片西片"
    return f"{name[:-1]}{filler[: TWELVE - len(name)]}{name[-1]}"


def fill(
    store: Store,
    folder: Path,
    villages: list[Village],
    *,
    projects: int,
    problems: int,
    name: Callable[[str], str] = str,
) -> None:
    """Roster, two 旬 of sanitation, one project ledger, one inspection ledger with its scores."""
    books = [
        ("镇村名册.xlsx", ("大岭县镇村名册（2026年）",), scaled.ROSTER_HEADER, scaled.roster_rows(villages), "ROSTER"),
        ("单位名册.xlsx", ("大岭县责任单位名册",), UNIT_HEADER, _units(villages), "ROSTER"),
        *_sanitation(villages),
        ("防返贫监测月报.xlsx", ("大岭县2026年10月防止返贫致贫对象监测帮扶情况汇总表", "填报时间：2026年10月31日"),
         MONTHLY_HEADER, _monthly(villages, (9, 30, 8, 7)), "MON"),
        ("保障就业月报.xlsx", ("大岭县2026年10月保障就业情况表", "填报时间：2026年10月31日"), SECURITY_HEADER,
         _monthly(villages, (220, 216, 0, 60, 55, 8, 8)), "SEC"),
        ("项目进度台账.xlsx", ("大岭县2026年项目进度台账（截至11月19日）　单位：万元",), PROJECT_HEADER,
         _projects(villages, projects, name), "PRJ"),
        ("资金下达台账.xlsx", ("大岭县2026年资金下达台账（截至11月19日）　单位：万元",), FUND_HEADER, FUNDS, "FND"),
        ("国库支付明细.xlsx", ("大岭县2026年国库支付明细（截至11月19日）",), PAYMENT_HEADER, _payments(projects), "FND"),
        ("日督查问题台账.xlsx", ("大岭县农村人居环境整治日督查问题台账（11月）", "填报时间：2026年11月19日"), PROBLEM_HEADER,
         _problems(villages, problems), "INSP"),
        ("督查得分.xlsx", ("大岭县2026年农村人居环境督查得分表（11月1日—19日）",), SCORE_HEADER, _scores(villages), "INSP"),
    ]  # fmt: skip
    for file, titles, header, rows, form in books:
        save_table(folder / file, "Sheet1", titles, header, rows)
        hints = Hints(form=form, as_of=DAY if form != "ENV" else None)
        if form == "ROSTER":
            hints = Hints(form=form, as_of=date(2026, 1, 5))
        upload = Upload(file, (folder / file).read_bytes(), hints)
        seen = preview(store, CLERK, WHOLE_COUNTY, [upload], now=AT, progress=silent)
        blocked = [one.message for one in seen.blocking()][:3]
        assert not blocked, blocked
        accept(store, CLERK, WHOLE_COUNTY, seen, reason="年度数据", now=AT)


UNIT_HEADER = ("序号", "单位名称", "单位类别", "对应乡镇", "分管领导", "简称")


def _units(villages: list[Village]) -> list[tuple[object, ...]]:
    towns = dict.fromkeys(village.town.name for village in villages)
    named = [
        *((f"{town}人民政府", "乡镇政府", town) for town in towns),
        ("县农业农村局", "县直部门", None),
        ("县水利局", "县直部门", None),
    ]
    return [(at, *one, "副县长 陈某", None) for at, one in enumerate(named, start=1)]


def _sanitation(villages: list[Village]) -> Iterator[tuple[object, ...]]:
    rows = scaled.wide_rows(villages)
    for words, day in (("11月上旬", 9), ("11月中旬", 19)):
        title = (f"大岭县2026年{words}农村人居环境旬报", f"填报时间：2026年11月{day}日")
        yield f"人居环境{words}.xlsx", title, scaled.WIDE_HEADER, rows, "ENV"


MONTHLY_HEADER = ("乡镇", "村", "监测户数", "监测人数", "未消除户数", "已落实帮扶措施户数")
SECURITY_HEADER = (
    "乡镇", "村", "脱贫人口和监测对象应参保人数", "脱贫人口和监测对象参保人数", "农房安全隐患未整改户数", "年度目标人数",
    "已务工人数", "公岗工资应发人次", "公岗工资已发人次",
)  # fmt: skip


def _monthly(villages: list[Village], worths: tuple[int, ...]) -> Iterator[tuple[object, ...]]:
    return ((village.town.name, village.name, *worths) for village in villages)


FUND_HEADER = (
    "序号",
    "资金级次",
    "资金名称/批次",
    "下达文号",
    "下达日期",
    "下达金额",
    "到位金额",
    "到位日期",
    "直达资金标识",
)
FUNDS = (
    (1, "中央", "第一批", "澜财农〔2026〕3号", "2026-01-12", 90000, 90000, "2026-01-20", "是"),
    (2, "省级", "第一批", "澜财农〔2026〕5号", "2026-01-20", 60000, 50000, "2026-02-02", "否"),
)
PAYMENT_HEADER = (
    "序号",
    "支付日期",
    "支付凭证号",
    "资金级次",
    "指标文号",
    "项目编号",
    "支付金额（元）",
    "收款单位",
    "支付方式",
)


def _payments(projects: int) -> Iterator[tuple[object, ...]]:
    for at in range(projects):
        level, document = (("中央", "澜财农〔2026〕3号"), ("省级", "澜财农〔2026〕5号"))[at % 2]
        day = date(2026, 3, 1) + timedelta(days=at * 17 % 250)
        yield (at + 1, day.isoformat(), f"ZF2026{at + 1:06d}", level, document, f"DL-2026-{at + 1:04d}",
               150000 + at * 37 % 500 * 1000, "某建筑公司", "直接支付")  # fmt: skip


PROJECT_HEADER = (
    "序号", "项目编码", "项目名称", "乡镇", "项目所在村", "项目类别", "计划总投资", "行业主管部门", "责任人", "计划开工时间",
    "计划完工时间", "项目状态", "完成比例", "实际开工时间", "实际完工时间", "累计支付", "带动户数", "利益联结方式", "存在问题",
)  # fmt: skip
STAGES = (("已完工", 100), ("在建", 60), ("已验收", 100), ("在建", 25), ("招投标", 0))
KINDS = ("产业发展", "乡村建设行动", "就业项目")
WORKS = ("茶叶加工厂扩建", "户厕改造项目", "通组路硬化", "饮水安全巩固提升")


def _projects(
    villages: list[Village], count: int, name: Callable[[str], str]
) -> Iterator[tuple[object, ...]]:
    for at in range(count):
        village, (stage, progress) = villages[at * 7 % len(villages)], STAGES[at % 5]
        started, done = progress > 0, progress == 100
        plan = 40 + at * 13 % 260
        due = date(2026, 9, 10) + timedelta(days=at * 11 % 100)
        yield (
            at + 1, f"DL-2026-{at + 1:04d}", name(f"{WORKS[at % 4]}{at // 40 + 1}期"), village.town.name, village.name,
            KINDS[at % 3], plan, ("县农业农村局", "县水利局")[at % 2], "陈某", "2026-03-01", due.isoformat(), stage,
            f"{progress}%", "2026-03-10" if started else None, "2026-09-01" if done else None,
            round(plan * progress / 130, 2), 20 + at % 40, "就业务工" if at % 3 == 0 else None,
            "用地手续未批复" if at % 9 == 3 else None,
        )  # fmt: skip


PROBLEM_HEADER = (
    "序号", "问题编号", "督查编号", "督查日期", "督查组", "乡镇", "村（社区）", "组/点位", "问题类别", "问题描述", "严重程度",
    "责任单位", "责任人", "整改时限", "整改情况", "完成时间", "复查时间", "复查结果", "扣分",
)  # fmt: skip


def _problems(villages: list[Village], count: int) -> Iterator[tuple[object, ...]]:
    for at in range(count):
        village, day = villages[at % len(villages)], date(2026, 11, 1) + timedelta(days=at % 17)
        closed, due = at % 3 == 0, day + timedelta(days=3 + at % 9)
        yield (
            at + 1, f"DC11-{at + 1:04d}", f"DC{at % len(villages) + 1:05d}", day.isoformat(), "第一督查组", village.town.name,
            village.name, "村口", "垃圾积存", "沟边存量垃圾未清理", "一般", f"{village.town.name}人民政府", "村支书 王某",
            due.isoformat(), "已整改到位" if closed else "正在整改", day.isoformat() if closed else None,
            day.isoformat() if closed else None, "通过，销号" if closed else None, 2,
        )  # fmt: skip


SCORE_HEADER = (
    "序号",
    "督查编号",
    "督查日期",
    "督查组",
    "督查方式",
    "乡镇",
    "村（社区）",
    "发现问题数",
    "得分",
)


def _scores(villages: list[Village]) -> Iterator[tuple[object, ...]]:
    for at, village in enumerate(villages):
        day = date(2026, 11, 1) + timedelta(days=at % 17)
        yield (
            at + 1, f"DC{at + 1:05d}", day.isoformat(), "第一督查组", "暗访", village.town.name, village.name,
            at % 3, 70 + at * 7 % 28,
        )  # fmt: skip
