"""The laws the truth keeps, whatever is drawn."""

import os
import subprocess
import sys
from datetime import timedelta
from itertools import pairwise
from pathlib import Path

from sample_data.days import AS_OF, MONTHS, QUARTERS, XUNS
from sample_data.economy import economy_in, living_in
from sample_data.inspections import problems, rebounds, score_of
from sample_data.money import allocations, funds, payments
from sample_data.projects import progress_on, projects, reserve
from sample_data.sanitation import sanitation_in
from sample_data.support import monitoring_in, security_in
from sample_data.toilets import SHRUNK_BASE
from sample_data.visits import stops

ROOT = Path(__file__).parents[2]
DIGEST = (
    "import hashlib; from sample_data import load_order, stories; "
    "from sample_data.inspections import problems; from sample_data.money import payments; "
    "print(hashlib.sha256(repr((stories.table(), problems(), payments(), load_order.steps())).encode()).hexdigest())"
)


def by_village(rows_by_period):
    found = {}
    for rows in rows_by_period:
        for row in rows:
            found.setdefault(row.village.key, []).append(row)
    return found


def test_the_truth_is_the_same_in_every_process():
    digests = set()
    for seed in ("1", "2"):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": f"UTC+{seed}"}
        run = [sys.executable, "-c", DIGEST]
        digests.add(subprocess.run(run, cwd=ROOT, env=environment, capture_output=True, check=True).stdout)
    assert len(digests) == 1


def test_toilets_only_rise_and_never_exceed_the_households_that_count():
    for key, rows in by_village(sanitation_in(xun) for xun in XUNS).items():
        assert all(0 < row.harmless <= row.toilets <= row.eligible <= row.households for row in rows), key
        assert all(a.toilets <= b.toilets and a.harmless <= b.harmless for a, b in pairwise(rows)), key
        assert all(a.treated <= b.treated for a, b in pairwise(rows)), key
        assert all(0 <= row.collected <= row.hamlets and 0 < row.usable <= row.sampled for row in rows), key


def test_only_one_base_moves_by_more_than_three_percent():
    moved = set()
    for key, rows in by_village(sanitation_in(xun) for xun in XUNS).items():
        if any(abs(b.eligible - a.eligible) > 0.03 * a.eligible for a, b in pairwise(rows)):
            moved.add(key)
    assert moved == {SHRUNK_BASE}


def test_monitored_households_move_by_the_new_ones_and_hold_between_one_and_eight_people():
    for key, rows in by_village(monitoring_in(month) for month in MONTHS).items():
        assert all(a.registered + b.new == b.registered for a, b in pairwise(rows)), key
        assert all(a.cleared <= b.cleared for a, b in pairwise(rows)), key
        for row in rows:
            assert 1 <= row.people / row.registered <= 8, key
            assert row.cleared_people <= row.people, key
            assert 0 <= row.helped <= row.uncleared, key
            assert row.made_visits <= row.due_visits, key


def test_what_is_done_is_never_more_than_what_is_due():
    for month in MONTHS:
        for row in security_in(month):
            assert row.insured <= row.insurable
            assert 0 <= row.wages_paid <= row.wages_due
    for quarter in QUARTERS:
        assert all(row.tapped <= row.people for row in living_in(quarter))


def test_collective_income_is_five_parts_and_never_falls_within_the_year():
    for key, rows in by_village(economy_in(quarter) for quarter in QUARTERS).items():
        for row in rows:
            assert row.total == row.run + row.lease + row.returns + row.subsidy + row.other, key
        for part in ("run", "lease", "returns", "subsidy", "other"):
            assert all(getattr(a, part) <= getattr(b, part) for a, b in pairwise(rows)), (key, part)


def test_every_document_is_allocated_in_full_and_no_more_is_paid_from_it_than_came():
    assert sum(project.plan for project in projects()) == sum(fund.issued for fund in funds())
    for project in projects():
        assert sum(allocations(project).values()) == project.plan
    for fund in funds():
        drawn = [payment for payment in payments() if payment.fund is fund]
        assert sum(payment.amount for payment in drawn) <= fund.received, fund.document
        assert all(payment.day > fund.received_on for payment in drawn), fund.document


def test_every_project_is_paid_what_it_says_and_never_more_than_its_plan_on_the_way():
    for project in projects():
        running = 0
        for payment in payments():
            if payment.project is project:
                running += payment.amount
                assert 0 <= running <= project.plan, project.name
        assert running == project.paid, project.name
    refunds = [payment for payment in payments() if payment.amount < 0]
    assert [payment.note for payment in refunds] == ["退款"]


def test_progress_only_grows_and_a_done_project_is_done_in_time_order():
    days = [AS_OF - timedelta(days=back) for back in range(330, -1, -15)]
    for project in projects():
        seen = [progress_on(project, day) for day in days]
        assert seen == sorted(seen), project.name
        assert (project.act_end is None) == (project.progress < 100), project.name
        order = [day for day in (project.act_start, project.act_end, project.accepted_on) if day]
        assert order == sorted(order), project.name
    assert not {p.code for p in projects()} & {p.code for p in reserve()}


def test_a_problem_runs_from_finding_to_closing_and_no_number_is_used_twice():
    numbers = [problem.number for problem in problems()]
    assert len(set(numbers)) == len(numbers) == 1500
    for problem in problems():
        days = [problem.stop.day, problem.done_on or problem.stop.day, problem.closed_on or AS_OF]
        assert days == sorted(days), problem.number
        assert problem.stop.village.is_valid(problem.stop.day), problem.number


def test_a_rebound_is_the_same_village_kind_and_spot_within_thirty_days_of_closing():
    found = rebounds()
    for old, new in found:
        assert (old.village.key, old.kind, old.spot) == (new.village.key, new.kind, new.spot)
        assert timedelta(0) < new.stop.day - old.closed_on <= timedelta(days=30)
    named = {problem.number for problem in problems() if problem.rebound_of}
    assert named <= {new.number for _, new in found}
    assert len(found) > len(named)


def test_scores_lie_between_forty_and_a_hundred():
    assert all(4000 <= score_of(stop) <= 10_000 for stop in stops())
