"""口径变更: a base changed from 户籍户 to 常住户 is one row of the catalogue; light and ranking say so and do not compare."""

import csv
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from domain.baselines import target_lines
from domain.indicators import catalogue
from domain.judged import judged
from domain.lights import light_rules
from domain.measure_frame import measures
from domain.ranking import NEW_DEFINITION, definitions_changed, with_changes
from domain.records import SchemeItem, Target
from domain.scoring import Scheme, scores
from tests.domain.counties import county, frame, place
from tests.domain.shipped import frame as shipped

SCENARIO = Path(__file__).parents[1] / "scenarios" / "definition_changes.csv"
RULES = light_rules(shipped("light_rules"))
TARGET = 900_000


def cases():
    with SCENARIO.open(encoding="utf-8", newline="") as file:
        return [pytest.param(row, id=row["情形"]) for row in csv.DictReader(file)]


def known(begins):
    """The shipped catalogue, with 卫生厕所普及率 counted by 常住户 from a day on."""
    rows = shipped("indicators")
    if not begins:
        return catalogue(rows)
    own = rows[rows["code"] == "TOI_COV"]
    return catalogue(
        pd.concat([rows, own.assign(valid_from=begins, definition="按常住户")], ignore_index=True)
    )


def rate(day, numerator=238.0, denominator=268.0):
    table = {
        "indicator": "TOI_COV", "subject_kind": "place", "subject": ["V0001"], "period": day.isoformat(),
        "numerator": numerator, "denominator": denominator, "value": numerator / denominator, "reported": 1,
        "expected": 1, "status": "reported",
    }  # fmt: skip
    return measures(table)


@pytest.mark.parametrize("case", cases())
def test_light_and_ranking_say_that_the_definition_changed(case):
    now, then = date.fromisoformat(case["本期"]), date.fromisoformat(case["上期"])
    definitions = known(case["口径自"])
    line = Target(
        indicator="TOI_COV", subject="*", line="target", day=date.fromisoformat(case["目标日"]), value=TARGET
    )
    said = judged(
        rate(now, float(case["分子"]), float(case["分母"])), definitions, day=now,
        lines=target_lines(frame(Target, [line])), rules=RULES, line="",
    ).iloc[0]  # fmt: skip
    assert said["light"] == case["灯"]
    assert case["灯的说法"] in said["sentence"]
    assert (said["line"] is None) == (case["灯"] == "none")
    broken = definitions_changed(
        scored(then, definitions), scored(now, definitions), definitions, then=then, day=now
    )
    told = ranked(bool(broken), then, now)
    if case["名次"] == "比":
        assert (told["change"].tolist(), told["note"].tolist()) == ([1.0, -1.0], ["", ""])
    else:
        assert told["change"].isna().all()
        assert told["note"].tolist() == [NEW_DEFINITION] * 2
        assert "起口径变更：按常住户" in broken[0].note


def scored(day, definitions):
    item = SchemeItem(scheme="S", indicator="TOI_COV", block="甲", weight=10_000, floor=0, full=1_000_000)
    scheme = Scheme("S", "测试", "village", 2, (item,))
    return scores(rate(day), scheme, definitions, subjects=["V0001"], day=day)


def ranked(broken, then, now):
    """Two villages that changed places."""
    rows = pd.DataFrame({"subject": ["V0001", "V0002"], "group": "甲", "rank": [1.0, 2.0]})
    before = rows.assign(rank=[2.0, 1.0])
    roster = county(place("V0001", "东关村", "T01"), place("V0002", "西沟村", "T01"))
    return with_changes(rows, before, roster, then=then, day=now, broken=broken)
