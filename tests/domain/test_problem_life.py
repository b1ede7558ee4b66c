"""The one table of steps: nothing ends without a look, who fixes does not check, and every bar has its sentence."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import product
from pathlib import Path

import pytest

from domain.permissions import Role
from domain.problem_life import (
    LIFE,
    NEEDS,
    STEPS,
    TRANSITIONS,
    Case,
    barred,
    is_same_person,
    lacking,
    offered,
)
from domain.problem_status import ENDED, ProblemStatus
from domain.wording.codes import EVENT_WORDS
from domain.wording.life_cycle import life_cycle

DAY = date(2026, 11, 19)
FULL = {
    "duty_unit": "U09", "person": "副镇长 甲某", "deadline": date(2026, 12, 1), "new_deadline": date(2026, 12, 10),
    "next_review": date(2027, 3, 1), "evidence": "照片 2 张", "note": "已到现场", "approver": "乙某", "actor": "丙某",
}  # fmt: skip


def case(status, **more):
    return Case(status, date(2026, 11, 10), **more)


def test_a_step_is_barred_with_a_sentence_exactly_where_the_table_does_not_have_it():
    for step, status, role in product(LIFE, ProblemStatus, Role):
        sentence = barred(step, case(status, deadline=date(2026, 11, 30)), role, DAY)
        assert (sentence == "") == (status in step.starts and role in step.roles), (step.kind, status, role)
        assert sentence == "" or sentence.endswith("。")


@pytest.mark.parametrize("step", LIFE, ids=lambda step: step.kind)
def test_whatever_a_step_needs_is_asked_for_by_its_own_sentence(step):
    now = case(min(step.starts), deadline=date(2026, 11, 30))
    assert lacking(step, now, FULL, DAY) == ""
    for name in step.needs:
        assert lacking(step, now, {**FULL, name: " "}, DAY) == NEEDS[name][1]


def test_only_whoever_looked_closes_and_never_whoever_fixed_it():
    now = case(ProblemStatus.CHECKING, fixers=frozenset({"丙某"}))
    for kind in ("closed", "returned"):
        assert "整改的人不能自己复查" in lacking(STEPS[kind], now, FULL, DAY)
        assert lacking(STEPS[kind], now, {**FULL, "actor": "丁某"}, DAY) == ""
    assert Role.CLERK not in STEPS["closed"].roles


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("丙某", "丙某", True),
        ("丙某", "村支书 丙某", True),
        ("丙某", "村支书丙某", True),
        ("村支书　丙某", "村支书丙某", True),
        ("丙某", "村支书 甲某、主任 丙某", True),
        ("督查组 丙某", "村支书 丙某", False),
        ("丙某", "村支书 甲某", False),
        ("某", "村支书 甲某", False),
    ],
)
def test_a_person_is_known_with_or_without_his_post_and_under_two_posts_is_two(one, other, same):
    assert is_same_person(one, other) is is_same_person(other, one) is same
    told = lacking(
        STEPS["closed"], case(ProblemStatus.CHECKING, fixers=frozenset({other})), {**FULL, "actor": one}, DAY
    )
    assert ("不能自己复查" in told) is same


def test_a_finding_from_above_waits_for_its_towns():
    now = case(ProblemStatus.CHECKING, open_tasks=("反馈-1/青石镇",))
    assert "1 个没有销号（反馈-1/青石镇）" in barred(STEPS["closed"], now, Role.ADMIN, DAY)


def test_a_deadline_is_moved_before_it_has_passed_and_only_to_a_later_day():
    late = case(ProblemStatus.FIXING, deadline=date(2026, 11, 18))
    assert "已经过了" in barred(STEPS["extended"], late, Role.ADMIN, DAY)
    on_the_day = case(ProblemStatus.FIXING, deadline=DAY)
    assert barred(STEPS["extended"], on_the_day, Role.ADMIN, DAY) == ""
    assert "不晚于现在的期限" in lacking(STEPS["extended"], on_the_day, {**FULL, "new_deadline": DAY}, DAY)


def test_nothing_happens_before_what_happened_last():
    assert "早于上一步" in lacking(STEPS["replied"], case(ProblemStatus.FIXING), FULL, date(2026, 11, 9))


def test_every_status_is_left_by_some_step_and_every_end_can_be_undone():
    assert all(TRANSITIONS[status] for status in ProblemStatus)
    for status in ProblemStatus:
        assert any(step.to not in ENDED for step in offered(status) if status in step.starts)


def test_every_step_has_a_word_in_the_history():
    assert {step.kind for step in LIFE} <= EVENT_WORDS.keys()


def test_the_document_is_made_from_the_table():
    told = (Path(__file__).parents[2] / "docs" / "problem-life.md").read_text(encoding="utf-8")
    assert told == life_cycle(), "run python -m domain.wording.life_cycle > docs/problem-life.md"


def test_an_extension_asked_before_the_deadline_may_be_granted_after_it():
    asked = Case(
        ProblemStatus.FIXING,
        DAY - timedelta(days=9),
        DAY - timedelta(days=1),
        asked_on=DAY - timedelta(days=2),
    )
    late = replace(asked, asked_on=DAY)
    assert barred(STEPS["extended"], asked, Role.ADMIN, DAY) == ""
    assert "已经过了" in barred(STEPS["extended"], late, Role.ADMIN, DAY)
    assert "已经过了" in barred(STEPS["extension_asked"], asked, Role.CLERK, DAY)


@pytest.mark.parametrize(
    ("extended", "leader", "written", "said"),
    [
        (0, "", "乙某", ""),
        (1, "副县长 李某", "乙某", ""),
        (2, "副县长 李某", "副县长 李某", ""),
        (2, "副县长 李某", "李某", ""),
        (2, "副县长 李某", "冰冻停工，经副县长 李某批准", ""),
        (2, "副县长 李某", "乙某", "第 3 次延期，要由责任领导批准。责任领导是“副县长 李某”，写的是“乙某”"),
        (3, "副县长 李某", "雨天停工，办公室批准", "第 4 次延期"),
        (2, "", "乙某", "还没有写责任领导"),
    ],
)
def test_from_the_third_extension_on_the_leader_in_charge_approves(extended, leader, written, said):
    due = DAY + timedelta(days=9)
    now = case(ProblemStatus.FIXING, deadline=due, extended=extended, leader=leader)
    told = {**FULL, "new_deadline": due + timedelta(days=9), "approver": written}
    sentence = lacking(STEPS["extended"], now, told, DAY)
    assert said in sentence
    assert bool(sentence) == bool(said)
