"""A county of 300, 3,000 or 30,000 villages for benchmarks: roster, one wide sheet, and the frames as CSV.

The same places as the sample county makes, only more of them; figures follow each village's care, all at once.
"""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd

from sample_data import names
from sample_data.chance import around, share
from sample_data.county import COUNTY_CODE, Town, Village, make_village
from sample_data.days import XUNS
from sample_data.plain_xlsx import save_table

SEED = 990101
MOST_TOWNS = 250
LEAST_PER_TOWN = 15
LAST_XUNS = XUNS[-3:]
MONTH, QUARTER = "2026-10", "2026-Q3"

WIDE_HEADER = (
    "序号", "乡镇", "行政村", "自然村数", "总户数", "应计户数", "卫生厕所户数", "卫生厕所普及率", "无害化卫生厕所户数",
    "无害化卫生厕所普及率", "抽查户数", "抽查可用户数", "户厕正常使用率", "完成生活污水治理村数", "收运处理自然村数",
    "农村生活垃圾治理率", "保洁员配备达标村数", "保洁员人数", "公厕（座）", "本旬清理垃圾（吨）", "本旬清理三堆（处）",
    "投入资金（万元）", "投入人次", "投入车次", "备注",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Frames:
    """places and figures as the store's records name their columns; counts are whole numbers, rates nowhere."""

    places: pd.DataFrame
    figures: pd.DataFrame


def town_name(at: int) -> str:
    """FRONT × BACK, no name twice; the first hundred are 镇, the others 乡."""
    front, back = names.FRONT, names.BACK
    turn = at * 7 % (len(front) * len(back))
    return f"{front[turn % len(front)]}{back[turn // len(front)]}{'镇' if at < 100 else '乡'}"


def village_name(town: int, at: int) -> str:
    """FRONT × MIDDLE × BACK, no name twice within a town; the same name may stand in two towns."""
    front, middle, back = names.FRONT, names.MIDDLE, names.BACK
    turn = (town * 389 + at * 7919) % (len(front) * len(middle) * len(back))
    first, rest = turn % len(front), turn // len(front)
    return f"{front[first]}{middle[rest % len(middle)]}{back[rest // len(middle)]}村"


def scaled_villages(count: int) -> list[Village]:
    """`count` villages, spread evenly over as many towns as the codes allow."""
    per_town = max(LEAST_PER_TOWN, -(-count // MOST_TOWNS))
    made: list[Village] = []
    for number in range(-(-count // per_town)):
        care = around(0.75, 0.25, "scaled town", number)
        town = Town(town_name(number), f"{COUNTY_CODE}{100 + number}000", number + 1, care)
        for at in range(min(per_town, count - len(made))):
            made.append(make_village(town, village_name(number, at), f"{town.code[:9]}{200 + at}"))
    return made


def place_frame(villages: list[Village]) -> pd.DataFrame:
    """County, towns and villages with the keys of a sample database."""
    towns = list(dict.fromkeys(village.town for village in villages))
    keys = {town: f"T{town.position:04d}" for town in towns}
    rows = [("C01", "大岭县", "county", None, f"{COUNTY_CODE}000000", 0, None, None, None)]
    rows += [(keys[t], t.name, "town", "C01", t.code, t.position, None, None, None) for t in towns]
    rows += [
        (f"V{at:05d}", v.name, "village", keys[v.town], v.code, at, v.category, v.households, v.population)
        for at, v in enumerate(villages, start=1)
    ]
    columns = ["place", "name", "level", "parent", "code", "position", "category", "households", "population"]
    return pd.DataFrame(rows, columns=columns).astype({"households": "Int64", "population": "Int64"})


def parts(villages: list[Village]) -> dict[str, tuple[np.ndarray, np.ndarray]]:
    """Indicator → numerators and denominators of all villages, newest period."""
    draw = np.random.default_rng(SEED)
    care = np.array([village.care for village in villages])
    eligible = (
        np.array([village.households for village in villages]) * draw.uniform(0.86, 0.96, len(care))
    ).astype(int)
    hamlets = np.array([village.hamlets for village in villages])
    toilets = (eligible * np.clip(0.55 + 0.4 * care + draw.normal(0, 0.03, len(care)), 0.3, 1.0)).astype(int)
    sampled = np.where(eligible < 260, 5, 10)
    one = np.ones(len(care), dtype=int)
    registered = np.maximum(2, (eligible * 0.02).astype(int))
    insurable = np.maximum(10, (eligible * 0.4).astype(int))
    target = np.maximum(5, insurable // 2)
    return {
        "TOI_COV": (toilets, eligible),
        "TOI_HARM": ((toilets * 0.9).astype(int), eligible),
        "TOI_USE": (sampled - (draw.random(len(care)) > 0.5 + care / 2), sampled),
        "SEW_RATE": ((draw.random(len(care)) < 0.2 + 0.5 * care).astype(int), one),
        "GAR_RATE": (np.maximum(0, hamlets - (draw.random(len(care)) > care).astype(int)), hamlets),
        "CLN_STAFF": ((care > 0.45).astype(int), one),
        "MON_PLAN": (registered - (draw.random(len(care)) > 0.8 + care / 5), registered),
        "MED_KEY": (insurable - (draw.random(len(care)) > care).astype(int), insurable),
        "JOB_TASK": ((target * (0.8 + 0.3 * care)).astype(int), target),
    }


PERIODS = {"MON_PLAN": MONTH, "MED_KEY": MONTH, "JOB_TASK": MONTH}
ENDS = {MONTH: date(2026, 10, 31), QUARTER: date(2026, 9, 30), **{xun.code: xun.cutoff for xun in XUNS}}


def figure_frame(villages: list[Village]) -> pd.DataFrame:
    """Every indicator of every village; 旬 indicators for the last three 旬, toilets a little fewer before."""
    keys = np.array([f"V{at:05d}" for at in range(1, len(villages) + 1)])
    blocks = []
    for indicator, (numerator, denominator) in parts(villages).items():
        periods = [PERIODS[indicator]] if indicator in PERIODS else [xun.code for xun in LAST_XUNS]
        for back, period in enumerate(reversed(periods)):
            earlier = numerator - back if indicator in ("TOI_COV", "TOI_HARM") else numerator
            blocks.append(
                pd.DataFrame(
                    {
                        "indicator": indicator,
                        "subject_kind": "place",
                        "subject": keys,
                        "period": period,
                        "cutoff": ENDS[period].isoformat(),
                        "numerator": np.maximum(0, earlier),
                        "denominator": denominator,
                    }
                )
            )
    return pd.concat(blocks, ignore_index=True)


def wide_rows(villages: list[Village]) -> list[tuple[object, ...]]:
    """The wide sheet, one row per village, 25 columns."""
    found = parts(villages)
    made = []
    for at, village in enumerate(villages):
        pair = {code: (int(found[code][0][at]), int(found[code][1][at])) for code in found}
        made.append(wide_row(at, village, pair))
    return made


def wide_row(at: int, village: Village, pair: dict[str, tuple[int, int]]) -> tuple[object, ...]:
    toilets, eligible = pair["TOI_COV"]
    harmless, usable, sampled = pair["TOI_HARM"][0], *pair["TOI_USE"]
    collected, hamlets = pair["GAR_RATE"]
    return (
        at + 1, village.town.name, village.name, hamlets, village.households, eligible, toilets, percent(toilets, eligible),
        harmless, percent(harmless, eligible), sampled, usable, percent(usable, sampled), "是" if pair["SEW_RATE"][0] else "否",
        collected, percent(collected, hamlets), "是" if pair["CLN_STAFF"][0] else "否", max(1, village.population // 480),
        at % 3, at % 29 + 2, at % 9, round(share("money", village.key) * 5, 2), at % 40, at % 7, None,
    )  # fmt: skip


def percent(numerator: int, denominator: int) -> str | None:
    return f"{numerator / denominator:.1%}" if denominator else None


def roster_rows(villages: list[Village]) -> list[tuple[object, ...]]:
    return [
        (at, v.town.name, v.name, v.code, v.category, v.tags or None, v.households, v.population)
        for at, v in enumerate(villages, start=1)
    ]


ROSTER_HEADER = ("序号", "乡镇", "村（社区）", "统计用区划代码", "村庄类型", "村属性", "户籍户数", "户籍人口")


def frames(count: int) -> Frames:
    """Places and figures of a county of `count` villages."""
    villages = scaled_villages(count)
    return Frames(place_frame(villages), figure_frame(villages))


def write(count: int, folder: Path) -> None:
    """roster.xlsx, wide.xlsx (11月中旬), places.csv, figures.csv into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    villages = scaled_villages(count)
    save_table(folder / "roster.xlsx", "村名册", ("大岭县镇村名册",), ROSTER_HEADER, roster_rows(villages))
    title = ("大岭县2026年11月中旬农村人居环境旬报", "填报时间：2026年11月19日")
    save_table(folder / "wide.xlsx", "Sheet1", title, WIDE_HEADER, wide_rows(villages))
    place_frame(villages).to_csv(folder / "places.csv", index=False)
    figure_frame(villages).to_csv(folder / "figures.csv", index=False)
