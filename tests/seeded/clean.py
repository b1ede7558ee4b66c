"""Reports of three kinds as a careful clerk writes them, with the past they follow on: nothing in them is wrong."""

from dataclasses import dataclass, field
from random import Random

from tests.domain.counties import county, place
from tests.uploads.books import xlsx
from tests.uploads.offices import knowing, last_figures, reading
from uploads.statements import Reading

VILLAGES = 24
KEYS = [f"V{n:04d}" for n in range(1, VILLAGES + 1)]
NAMES = [f"{first}{second}村" for first in "东西南北" for second in "坪坳坝垄溪塘"]
NAMES_WIDTH = 2  # columns before the numbers
MONEY = ("总收入", "经营收入", "发包及上交收入", "投资收益", "补助收入", "其他收入")
HOUSEHOLDS = ("监测对象户数", "监测对象人数", "脱贫不稳定户户数", "边缘易致贫户户数", "突发严重困难户户数")
TOILETS = ("应计户数", "卫生厕所户数", "无害化卫生厕所户数", "抽查户数", "抽查可用户数")
RATE = "卫生厕所普及率"


@dataclass
class Book:
    """One workbook: its title, heads and rows of numbers, and the figures known before it.

    total, rate  whether it carries a 合计 row and a typed rate, which is what some offices do
    """

    title: str
    heads: tuple[str, ...]
    rows: list[list[object]]
    known: list[tuple[object, ...]]
    total: list[object] | None = None
    rates: list[object] | None = None
    changed: dict[tuple[int, str], object] = field(default_factory=dict)

    def cell(self, row: int, head: str) -> str:
        """The A1 address of a number."""
        return f"{chr(65 + NAMES_WIDTH + self.heads.index(head))}{row + 3}"

    def read(self) -> Reading:
        rows = [list(row) for row in self.rows]
        for (row, head), worth in self.changed.items():
            rows[row][self.heads.index(head)] = worth
        rates = [[rate] for rate in self.rates] if self.rates else [[] for _ in rows]
        body = [["青石镇", name, *row, *rate] for name, row, rate in zip(NAMES, rows, rates, strict=True)]
        heads = ["乡镇", "村", *self.heads, *([RATE] if self.rates else [])]
        tail = [["合计", None, *self.total]] if self.total else []
        roster = county(
            *(
                place(key, name, "T01", position=n)
                for n, (key, name) in enumerate(zip(KEYS, NAMES, strict=True))
            )
        )
        known = knowing(roster=roster, figures=last_figures(*self.known))
        return reading(xlsx([[self.title], heads, *body, *tail]), "表.xlsx", known=known)


def toilets(seed: int) -> Book:
    """村级人居环境旬报: bases stand still, counts rise a little; every other one carries rates, every third a total."""
    chance = Random(f"toilets {seed}")
    rows: list[list[object]] = []
    known: list[tuple[object, ...]] = []
    for key in KEYS:
        base = chance.randint(70, 900)
        counts = _rising(chance, round(base * chance.uniform(0.7, 0.9)), base, 3)
        harmless = _rising(chance, round(counts[0] * chance.uniform(0.8, 0.9)), counts[0], 3)
        for at, period in enumerate(("2026-10-X3", "2026-11-X1")):
            known += [
                ("TOI_COV", key, period, counts[at], base),
                ("TOI_HARM", key, period, harmless[at], base),
            ]
        asked = chance.choice([5, 10])
        rows.append([base, counts[2], harmless[2], asked, asked - (chance.random() < 0.1)])
    total = [sum(row[at] for row in rows) for at in range(5)] if seed % 3 == 0 else None
    rates = [f"{row[1] * 100 / row[0]:.1f}%" for row in rows] if seed % 2 else None
    return Book("青石镇2026年11月中旬农村人居环境旬报", TOILETS, rows, known, total=total, rates=rates)


def money(seed: int) -> Book:
    """村集体经济季报, in 万元: five kinds of income that make the total, a quarter after the last one."""
    chance = Random(f"money {seed}")
    rows: list[list[object]] = []
    known: list[tuple[object, ...]] = []
    for key in KEYS:
        kinds = [chance.randint(100, 4000) for _ in range(5)]  # hundredths of 万元
        before = [round(kind * chance.uniform(0.6, 0.7)) for kind in kinds]
        known.append(("COL_INC", key, "2026-Q2", sum(before) * 10_000, None))
        codes = ("COL_RUN", "COL_LEASE", "COL_RET", "COL_SUB", "COL_OTH")
        known += [
            (code, key, "2026-Q2", kind * 10_000, None) for code, kind in zip(codes, before, strict=True)
        ]
        rows.append([sum(kinds) / 100, *(kind / 100 for kind in kinds)])
    heads = ("总收入（万元）", *(f"{name}（万元）" for name in MONEY[1:]))
    return Book("云岭县2026年三季度村集体经济收入统计表", heads, rows, known)


def watched(seed: int) -> Book:
    """防返贫监测月报: three classes that make the whole, three to four persons in a household."""
    chance = Random(f"watched {seed}")
    rows: list[list[object]] = []
    known: list[tuple[object, ...]] = []
    for key in KEYS:
        classes = [chance.randint(4, 30) for _ in range(3)]
        persons = sum(classes) * 3 + chance.randint(0, sum(classes))
        before = [kind - (chance.random() < 0.2) for kind in classes]
        codes = ("MON_T1_HH", "MON_T2_HH", "MON_T3_HH")
        known += [(code, key, "2026-09", kind, None) for code, kind in zip(codes, before, strict=True)]
        known += [
            ("MON_HH", key, "2026-09", sum(before), None),
            ("MON_PP", key, "2026-09", persons - 3, None),
        ]
        rows.append([sum(classes), persons, *classes])
    return Book("云岭县2026年10月防返贫监测月报", HOUSEHOLDS, rows, known)


def _rising(chance: Random, first: int, most: int, periods: int) -> list[int]:
    """A running count: now and then a step, seldom a long one, never above `most`."""
    counts = [first]
    for _ in range(periods - 1):
        step = chance.choice([0, 0, 0, 1, 1, 2, 3]) + (chance.random() < 0.03) * round(most * 0.03)
        counts.append(min(counts[-1] + step, most))
    return counts
