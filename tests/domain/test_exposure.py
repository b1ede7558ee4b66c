"""Who may take the next step towards exposure and what it needs; one step at a time, nothing by default."""

from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pandas as pd
import pytest

from domain.exposure import (
    ABOUT,
    EXPOSURE_WORDS,
    STEP_OF,
    STEPS,
    Case,
    ExposureStatus,
    barred,
    lacking,
    names_in,
    offered,
)
from domain.measures.problem_state import problem_state
from domain.permissions import Role
from domain.problem_life import STEPS as STEPS_OF_PROBLEM
from domain.problem_status import ProblemStatus
from domain.records import Event
from domain.wording.exposure import exposure_conclusion
from tests.domain.ledgers import SETTING, problem

DAY = date(2026, 11, 20)
READY = Case(
    status=ExposureStatus.NONE, proposer="督查 甲某", reply="已安排清运", before=1, unlooked=0, declined=False, last_day=DAY,
    persons=frozenset({"陶某某"}),
)  # fmt: skip


def at(status, **more):
    return replace(READY, status=ExposureStatus(status), **more)


@pytest.mark.parametrize(
    ("kind", "case", "role", "said"),
    [
        ("proposed", at("none"), Role.INSPECTOR, ""),
        ("proposed", at("none"), Role.CLERK, "由审核、督查、管理来做，您的角色是科员"),
        ("proposed", at("none", before=0), Role.ADMIN, "没有整改前的照片"),
        ("proposed", at("none", unlooked=2), Role.ADMIN, "还有 2 张照片没人看过"),
        ("proposed", at("none", declined=True), Role.ADMIN, "不予受理"),
        ("proposed", at("exposed"), Role.ADMIN, "现在是“已曝光”，不能拟曝光"),
        ("answered", at("proposed", unlooked=2), Role.CLERK, ""),
        ("approved", at("proposed", reply=""), Role.REVIEWER, "单位还没有回应"),
        ("approved", at("proposed"), Role.INSPECTOR, "由审核、管理来做"),
        ("approved", at("proposed"), Role.REVIEWER, ""),
        ("exposed", at("proposed"), Role.ADMIN, "现在是“拟曝光”，不能曝光"),
        ("exposed", at("approved", unlooked=1), Role.ADMIN, "还有 1 张照片没人看过"),
        ("exposed", at("approved"), Role.ADMIN, ""),
        ("recalled", at("exposed", unlooked=1, before=0), Role.INSPECTOR, ""),
        ("recalled", at("none"), Role.INSPECTOR, "不能撤回曝光"),
    ],
)
def test_a_step_is_barred_with_a_reason(kind, case, role, said):
    told = barred(STEP_OF[kind], case, role)
    assert said in told
    assert bool(said) == bool(told)


@pytest.mark.parametrize(
    ("kind", "told", "said"),
    [
        ("proposed", {"sentence": "二组沟边垃圾未清", "actor": "督查 甲某"}, ""),
        ("proposed", {"sentence": " ", "actor": "督查 甲某"}, "没有写曝光文字"),
        ("proposed", {"sentence": "陶某某家门口堆垃圾", "actor": "督查 甲某"}, "文字里写着“陶某某”"),
        ("proposed", {"sentence": "垃圾" * 31, "actor": "督查 甲某"}, "写了 62 个字"),
        ("answered", {"reply": "由陶某某负责清运", "actor": "办公室"}, "文字里写着“陶某某”"),
        ("approved", {"actor": "督查 甲某"}, "提出的人不能自己审核"),
        ("approved", {"actor": "审核 乙某"}, ""),
        ("exposed", {"channel": "", "actor": "审核 乙某"}, "没有选渠道"),
        ("recalled", {"note": "", "actor": "审核 乙某"}, "没有写理由"),
    ],
)
def test_what_is_missing_or_names_a_person_is_told(kind, told, said):
    found = lacking(STEP_OF[kind], at("proposed"), told, DAY)
    assert said in found
    assert bool(said) == bool(found)


def test_no_way_leads_to_exposure_past_the_review():
    reached = {ExposureStatus.NONE}
    while True:
        more = {s.to for s in STEPS if s.kind != "approved" and s.to and reached & s.starts} - reached
        if not more:
            break
        reached |= more
    assert ExposureStatus.EXPOSED not in reached
    assert all(offered(status) for status in ExposureStatus)


def test_names_are_what_stands_behind_the_post():
    assert names_in(["村支书 陶某", "副县长 欧阳某", None, "书记", "乡长 李"]) == {"陶某", "欧阳某", "书记"}


def test_the_headline_counts_what_is_put_right():
    assert exposure_conclusion(exposed=0, closed=0, waiting=2).sub.startswith("另有 2 处拟曝光")
    told = exposure_conclusion(exposed=3, closed=1, waiting=0)
    assert (told.plain, told.red) == ("正在曝光 3 处，其中 1 处已销号；", "2 处还没改好")


def _drawn_events(chance, about, kinds, statuses, count):
    """Events of three problems on drawn days; the places within a day are told apart by kind of subject."""
    rows = [
        (about, f"问题-{n}", DAY - timedelta(days=int(d)), int(seq), str(kind), str(status))
        for n, d, seq, kind, status in zip(
            chance.integers(0, 3, count), chance.integers(0, 60, count), chance.integers(1, 20, count),
            chance.choice(kinds, count), chance.choice(statuses, count), strict=True,
        )
    ]  # fmt: skip
    return list({row[:4]: row for row in rows}.values())


@pytest.mark.parametrize("seed", range(25))
def test_what_happens_to_an_exposure_leaves_the_problem_where_it_stands(seed):
    """In whatever order the rows come, and even where an exposure's event falls on the day and place of a problem's."""
    chance = np.random.default_rng(seed)
    problems = pd.DataFrame(
        [problem(f"问题-{n}", found=DAY - timedelta(days=70)).model_dump() for n in range(3)]
    )
    own = _drawn_events(chance, "problem", [*STEPS_OF_PROBLEM], [*ProblemStatus], 12)
    beside = _drawn_events(chance, ABOUT, [*STEP_OF], [*EXPOSURE_WORDS, *ProblemStatus], 25)
    both = [*own, *beside]
    names = ["about", "number", "day", "seq", "kind", "to_status"]

    def standing(rows):
        events = pd.DataFrame(rows, columns=names).reindex(columns=list(Event.model_fields)).astype(object)
        return problem_state(problems, events, setting=SETTING, as_of=DAY)

    order = [both[at] for at in chance.permutation(len(both))]
    pd.testing.assert_frame_equal(standing(order), standing(own))
