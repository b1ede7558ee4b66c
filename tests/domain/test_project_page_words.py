"""One project in words: its stages against their plan, its sentence, the papers its ledger speaks of, its likely end."""

import csv
from datetime import date
from math import nan
from pathlib import Path

import pytest

from domain.likely_end import likely_end
from domain.papers import papers_in
from domain.wording.conclusion import LONGEST
from domain.wording.numbers import length
from domain.wording.project import ProjectTold, project_conclusion
from domain.wording.project_stages import StageTold, accepted, completed, settled, started

DAY = date(2026, 11, 19)
with (Path(__file__).parents[1] / "scenarios" / "project_stages.csv").open(
    encoding="utf-8", newline=""
) as file:
    STAGES = list(csv.DictReader(file))


def day(written):
    return date.fromisoformat(written) if written else None


@pytest.mark.parametrize("case", STAGES, ids=[f"{row['stage']}{row['parts']}" for row in STAGES])
def test_a_stage_is_told_against_its_plan(case):
    actual, planned, reached = day(case["actual"]), day(case["planned"]), case["reached"] == "是"
    told = {
        "开工": lambda: started(actual, planned, is_started=reached, as_of=DAY),
        "完工": lambda: completed(actual, planned, is_done=reached, as_of=DAY, likely=day(case["since"])),
        "验收": lambda: accepted(actual, planned, is_accepted=reached, is_done=True, as_of=DAY),
    }[case["stage"]]()
    assert told == StageTold(case["stage"], actual, case["state"], case["parts"], bool(case["late"]))


def test_acceptance_waits_for_completion():
    told = accepted(None, None, is_accepted=False, is_done=False, as_of=DAY)
    assert (told.state, told.late) == ("未到", False)


@pytest.mark.parametrize(
    ("amount", "is_settled", "told", "state", "parts"),
    [
        (None, False, False, "未报", "台账没有写"),
        (None, False, True, "未报账", ""),
        (0.0, False, True, "0.00 万元", "台账报账金额"),
        (450_000.0, False, True, "45.00 万元", "台账报账金额"),
        (450_000.0, True, True, "已报账", "45.00 万元"),
    ],
)
def test_a_ledger_that_says_nothing_of_settling_is_not_unsettled(amount, is_settled, told, state, parts):
    found = settled(amount, is_settled=is_settled, told=told)
    assert (found.state, found.parts) == (state, parts)


def told(**changed):
    usual = {
        "name": "柳湾乡冷链集配中心", "stage": "在建", "reserve": False, "is_done": False, "progress": 0.7,
        "days_late": 0, "plan": 2_800_000.0, "rate": 0.8, "due": 0.8,
    }  # fmt: skip
    return ProjectTold(**{**usual, **changed})


@pytest.mark.parametrize(
    ("project", "plain", "red"),
    [
        (told(), "柳湾乡冷链集配中心在建，形象进度 70.0%；支出 80.0%，与应达持平", ""),
        (told(rate=0.214, due=0.914), "柳湾乡冷链集配中心在建，形象进度 70.0%；", "支出 21.4%，低于应达 70.0 个百分点"),
        (told(rate=0.9, due=0.8, is_done=True, stage="已完工"), "柳湾乡冷链集配中心已完工；支出 90.0%，高于应达 10.0 个百分点", ""),
        (told(days_late=50), "柳湾乡冷链集配中心在建，形象进度 70.0%，支出 80.0%，与应达持平；", "逾期 50 天"),
        (told(days_late=50, name="柳" * 30), f"{'柳' * 30}在建；", "逾期 50 天"),
        (told(progress=nan, rate=nan), "柳湾乡冷链集配中心在建", ""),
        (told(stage=""), "柳湾乡冷链集配中心还没有进度台账", ""),
        (told(reserve=True, stage=""), "柳湾乡冷链集配中心：储备项目，预算 280.00 万元", ""),
        (told(reserve=True, plan=nan), "柳湾乡冷链集配中心：储备项目", ""),
    ],
)  # fmt: skip
def test_a_project_is_one_sentence(project, plain, red):
    found = project_conclusion(project, sub="")
    assert (found.plain, found.red) == (plain, red)
    assert length(plain + red) <= LONGEST


def test_clauses_about_papers_are_named_by_their_kind():
    assert papers_in(["已完工，用地手续未批复，未结算", "财评未出具；用地手续未批复"]) == (
        ("用地", "用地手续未批复"),
        ("结算报账", "未结算"),
        ("财评审计", "财评未出具"),
    )
    assert papers_in(["", "屋面钢构到货晚"]) == ()


@pytest.mark.parametrize(
    ("start", "said_on", "progress", "ends"),
    [
        (date(2026, 3, 1), date(2026, 6, 9), 0.5, date(2026, 9, 17)),
        (date(2026, 3, 1), date(2026, 6, 9), 0.0, None),
        (date(2026, 3, 1), date(2026, 6, 9), 0.04, None),
        (date(2026, 3, 1), date(2026, 6, 9), 1.0, None),
        (date(2026, 3, 1), date(2026, 6, 9), nan, None),
        (None, date(2026, 6, 9), 0.5, None),
        (date(2026, 3, 1), date(2026, 3, 1), 0.5, None),
        (date(2020, 1, 1), date(2026, 1, 1), 0.06, None),
    ],
)
def test_a_likely_end_is_told_only_where_the_pace_is_known(start, said_on, progress, ends):
    assert likely_end(start, said_on, progress) == ends
