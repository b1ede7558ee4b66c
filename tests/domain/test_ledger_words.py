"""Words of rectification and project ledgers, as tables of cases."""

import csv
from datetime import date
from itertools import product
from pathlib import Path

import pytest

from domain.problem_life import TRANSITIONS, may_become
from domain.problem_status import (
    ENDED,
    STATUS_WORDS,
    ProblemStatus,
    overdue_days,
    status_of_words,
)
from domain.project_stage import STAGE_WORDS, Stage, stage_of_words

SCENARIOS = Path(__file__).parents[1] / "scenarios"


def cases(name):
    with (SCENARIOS / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("case", cases("problem_words.csv"), ids=lambda c: "|".join(c.values()))
def test_only_a_date_or_an_opinion_closes_a_problem(case):
    day = date.fromisoformat(case["closed_on"]) if case["closed_on"] else None
    found = status_of_words(case["written"] or None, closed_on=day, opinion=case["opinion"] or None)
    assert found == (case["status"] or None)


@pytest.mark.parametrize("case", cases("stage_words.csv"), ids=lambda c: c["written"] or "blank")
def test_a_stage_is_read_from_the_words_of_a_ledger(case):
    found = stage_of_words(case["written"] or None)
    assert (found.stage if found else "") == case["stage"]
    if found:
        assert found.progress == (float(case["progress"]) if case["progress"] else None)


def test_every_status_and_stage_has_a_word_and_every_status_its_transitions():
    assert set(STATUS_WORDS) == set(ProblemStatus) == set(TRANSITIONS)
    assert set(STAGE_WORDS) == set(Stage)


def test_nothing_is_closed_without_a_recheck():
    sources = {before for before, after in product(ProblemStatus, repeat=2) if after in TRANSITIONS[before]}
    into_closed = {before for before in sources if ProblemStatus.CLOSED in TRANSITIONS[before]}
    assert into_closed == {ProblemStatus.CHECKING, ProblemStatus.STAGED}
    assert all(may_become(status, status) for status in ProblemStatus)


@pytest.mark.parametrize("status", ProblemStatus)
def test_overdue_days_run_only_while_on_the_clock(status):
    days = overdue_days(status, date(2026, 11, 5), date(2026, 11, 19))
    assert days == (0 if status in ENDED or status == ProblemStatus.STAGED else 14)
    assert overdue_days(status, None, date(2026, 11, 19)) == 0
    assert overdue_days(status, date(2026, 11, 19), date(2026, 11, 19)) == 0
