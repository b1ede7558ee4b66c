"""The course of a year's projects, from what their ledger says."""

from datetime import date
from math import isnan

import pandas as pd

from domain.measures.project_course import done_by, done_steps, planned_steps, stages
from domain.measures.projects import planned, project_state
from tests.domain.ledgers import AS_OF, SETTING, ledgers, project, status


def plan_of(projects, statuses=()):
    kept = ledgers(projects=projects, statuses=list(statuses))
    state = project_state(kept.projects, kept.statuses, kept.events, setting=SETTING, as_of=AS_OF)
    return planned(state, AS_OF)


def test_a_stage_holds_every_project_that_got_there_with_its_planned_money():
    plan = plan_of(
        [project("P1", invest_total=100_00), project("P2", invest_total=50_00), project("P3")],
        [status("P1", "accepted"), status("P2", "building"), status("P3", "prepare")],
    )
    told = {
        stage.name: (stage.count, None if isnan(stage.money) else stage.money)
        for stage in stages(plan, settled_known=True)
    }
    assert told == {
        "登记": (3, 150.0),
        "开工": (2, 150.0),
        "完工": (1, 100.0),
        "验收": (1, 100.0),
        "付清": (None, None),
        "报账": (0, None),
    }


def test_a_stage_no_ledger_speaks_of_is_unknown_and_not_zero():
    told = stages(plan_of([project("P1")]), settled_known=False)
    assert [stage.count for stage in told] == [1, None, None, None, None, None]
    assert all(isnan(stage.money) for stage in told[1:])


def test_what_is_paid_and_what_is_reimbursed_are_two_amounts():
    plan = plan_of(
        [project("P1", invest_total=100_00), project("P2", invest_total=50_00)],
        [
            status("P1", "settled", paid=100_00, reimbursed=95_00),
            status("P2", "building", paid=0, reimbursed=None),
        ],
    )
    told = {stage.name: (stage.count, stage.money) for stage in stages(plan, settled_known=True)}
    assert (told["付清"], told["报账"]) == ((1, 100.0), (1, 95.0))


def test_an_amount_a_later_ledger_leaves_out_stays_known():
    plan = plan_of(
        [project("P1")],
        [
            status("P1", "building", day=date(2026, 10, 1), reimbursed=30_00, transferred=40_00),
            status("P1", "building", day=date(2026, 11, 1)),
        ],
    )
    assert plan[["reimbursed", "transferred"]].values.tolist() == [[30.0, 40.0]]


def test_the_plan_steps_from_january_to_december_by_planned_ends():
    plan = plan_of([project("P1", plan_end=date(2026, 6, 30)), project("P2", plan_end=date(2026, 12, 20))])
    steps = planned_steps(plan, year=2026)
    assert list(zip(steps["day"], steps["value"], strict=True)) == [
        (date(2026, 1, 1), 0.0),
        (date(2026, 6, 30), 1.0),
        (date(2026, 12, 20), 2.0),
        (date(2026, 12, 31), 2.0),
    ]


def test_a_project_due_before_the_year_counts_from_its_first_day():
    steps = planned_steps(plan_of([project("P1", plan_end=date(2025, 12, 20))]), year=2026)
    assert steps["value"].tolist() == [1.0, 1.0]


def test_what_is_done_steps_by_its_real_end_and_says_what_should_be():
    plan = plan_of(
        [project("P1", plan_end=date(2026, 6, 30)), project("P2", plan_end=date(2026, 9, 30))],
        [status("P1", "completed", act_end=date(2026, 7, 5)), status("P2", "building")],
    )
    last = done_steps(plan, as_of=AS_OF).iloc[-1]
    assert (last["day"], last["value"], last["baseline"]) == (AS_OF, 1.0, 2.0)


def test_a_project_done_without_a_day_counts_from_the_day_its_ledger_says_so():
    plan = plan_of([project("P1")], [status("P1", "completed", day=date(2026, 10, 31))])
    steps = done_steps(plan, as_of=AS_OF)
    assert steps.loc[steps["value"] == 1.0, "day"].iloc[0] == date(2026, 10, 31)


def test_groups_count_what_is_done_and_what_should_be_and_lose_no_project():
    plan = plan_of(
        [
            project("P1", type="产业发展", plan_end=date(2026, 6, 30)),
            project("P2", type="产业发展", plan_end=date(2026, 12, 31)),
            project("P3"),
        ],
        [status("P1", "completed"), status("P2", "building"), status("P3", "building")],
    )
    groups = done_by(plan, "type", as_of=AS_OF).set_index("group")
    assert groups.loc["产业发展"].tolist() == [1.0, 1.0, 2, 0]
    assert groups["asked"].sum() == 3
    assert isinstance(groups, pd.DataFrame)


def test_a_group_without_any_progress_ledger_is_unreported_and_not_zero():
    plan = plan_of(
        [project("P1", type="产业发展"), project("P2", type="就业项目"), project("P3", type="就业项目")],
        [status("P1", "completed"), status("P2", "completed")],
    )
    groups = done_by(plan, "type", as_of=AS_OF).set_index("group")
    assert groups.loc["就业项目", ["done", "asked", "silent"]].tolist() == [1.0, 1, 1]
    nobody = done_by(plan[(plan["project"] == "P3").to_numpy()], "type", as_of=AS_OF).iloc[0]
    assert isnan(nobody["done"])
    assert (nobody["asked"], nobody["silent"]) == (0, 1)
