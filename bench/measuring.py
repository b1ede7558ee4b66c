"""Measuring a year of 300 villages and ranking 30,000: as a ratio against one grouped sum over the same rows."""

import time
from collections.abc import Callable
from datetime import date

import numpy as np
import pandas as pd

from bench.reading import knowledge, shipped
from domain.aggregation import period_measures
from domain.indicators import catalogue, forms_by_code
from domain.measure_frame import measures
from domain.periods import periods_between
from domain.ranking import ranking
from domain.records import Form, Indicator, SchemeItem
from domain.scoring import scheme_on, scores
from domain.setting import Setting

CODES = 60
RANKED = 30_000
DAY = date(2026, 11, 19)


def main() -> None:
    figures, setting, codes = a_year()
    weeks = periods_between("week", date(2025, 12, 29), date(2026, 12, 27), week_starts=1)
    floor = seconds(lambda: figures.groupby(["indicator", "period"])[["numerator", "denominator"]].sum())
    taken = seconds(
        lambda: period_measures(figures, setting, as_of=date(2026, 12, 31), codes=codes, periods=weeks)
    )
    print(
        f"{len(figures):,} figures measured at every level: {taken:.2f} s = {taken / floor:.1f} × one grouped sum"
    )
    points, subjects, groups, scheme, known = a_ranking()
    floor = seconds(lambda: points.groupby("subject")["value"].sum())
    taken = seconds(
        lambda: ranking(scores(points, scheme, known, subjects=subjects, day=DAY), groups, order=subjects)
    )
    print(f"{RANKED:,} villages scored and ranked: {taken:.2f} s = {taken / floor:.1f} × one grouped sum")


def seconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def a_year() -> tuple[pd.DataFrame, Setting, list[str]]:
    """300 villages × 60 indicators × 52 weeks."""
    told = knowledge()
    base = shipped(Indicator, "indicators").set_index("code").loc[["TOI_COV"]].reset_index()
    codes = [f"X{n:02}" for n in range(CODES)]
    indicators = pd.concat([base.assign(code=code) for code in codes], ignore_index=True)
    villages = [node.place for node in told.roster.nodes.values() if node.level == "village"]
    weeks = [
        week.code for week in periods_between("week", date(2025, 12, 29), date(2026, 12, 27), week_starts=1)
    ]
    rows = pd.MultiIndex.from_product([codes, weeks, villages]).to_frame(
        index=False, name=["indicator", "period", "subject"]
    )
    figures = rows.assign(
        subject_kind="place", status="reported", numerator=90, denominator=100, cutoff=date(2026, 1, 11)
    )
    setting = Setting(
        catalogue=catalogue(indicators),
        forms=forms_by_code(shipped(Form, "forms")),
        roster=told.roster,
        units=told.who_answers,
        calendar=told.calendar,
        week_starts=1,
    )
    return figures, setting, codes


def a_ranking() -> tuple[pd.DataFrame, list[str], dict[str, str], object, object]:
    """30,000 villages with a value for every item of the shipped scheme."""
    chance = np.random.default_rng(1)
    items = shipped(SchemeItem, "schemes")
    scheme = scheme_on(items, "VILLAGE", DAY)
    assert scheme is not None
    subjects = [f"V{n}" for n in range(RANKED)]
    points = pd.concat(
        [
            measures(
                {
                    "indicator": item.indicator, "subject_kind": "place", "subject": subjects, "period": "2026-11",
                    "numerator": np.nan, "denominator": np.nan, "value": chance.random(RANKED), "reported": 1,
                    "expected": 1, "status": "reported",
                }
            )
            for item in scheme.items
        ],
        ignore_index=True,
    )  # fmt: skip
    groups = dict(zip(subjects, chance.choice(["甲", "乙", "丙"], RANKED), strict=True))
    return points, subjects, groups, scheme, catalogue(shipped(Indicator, "indicators"))


if __name__ == "__main__":
    main()
