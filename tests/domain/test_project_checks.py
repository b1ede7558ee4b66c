"""Contradictions between work and money: each names projects, amount and days; a missing part contradicts nothing."""

from datetime import date

import pandas as pd
import pytest

from domain.project_checks import CHECK_COLUMNS, CHECK_WORDS, contradictions

AS_OF = date(2026, 11, 19)
DAYS = ("plan_start", "plan_end", "act_start", "act_end", "accept_date", "day")
SOUND = {
    "project": "P1", "known": True, "started": True, "done": True, "accepted": True, "progress": 1.0,
    "invest_total": 100.0, "plan": 100.0, "received": 100.0, "paid": 95.0, "reimbursed": 5.0, "invested": 100.0,
    "plan_start": "2026-03-01", "plan_end": "2026-09-30", "act_start": "2026-03-05", "act_end": "2026-10-08",
    "accept_date": "2026-10-20", "day": "2026-11-10",
}  # fmt: skip


def rows(*changed):
    table = pd.DataFrame([{**SOUND, **one} for one in changed])
    for name in DAYS:
        table[name] = pd.to_datetime(table[name])
    return table


def found(**changed):
    told = contradictions(rows(changed), as_of=AS_OF)
    return {rule: (amount, days) for rule, _, amount, days in told.itertuples(index=False)}


def test_a_sound_project_contradicts_nothing():
    assert found() == {}


@pytest.mark.parametrize(
    ("changed", "rule", "amount", "days"),
    [
        ({"paid": 40.0}, "done_unpaid", 60.0, 42),
        ({"plan": 90.0, "invest_total": 90.0}, "paid_over_plan", 5.0, 9),
        ({"received": 90.0}, "paid_over_received", 5.0, 9),
        ({"invested": 90.0}, "paid_over_invested", 5.0, 9),
        ({"reimbursed": 99.0}, "reimbursed_over_paid", 4.0, 9),
        ({"invested": 115.0}, "invested_over_total", 15.0, 9),
        ({"invest_total": 120.0}, "sources_not_total", 20.0, 9),
        ({"started": False, "done": False, "accepted": False}, "paid_unstarted", 95.0, 263),
        ({"act_start": "2026-10-09"}, "done_before_start", 100.0, 42),
        ({"accept_date": "2026-10-01"}, "accepted_before_done", 100.0, 49),
        ({"progress": 0.9}, "done_not_whole", 100.0, 42),
        ({"done": False, "accepted": False}, "whole_not_done", 100.0, 9),
        ({"act_end": "2026-09-01", "accepted": False, "accept_date": None}, "done_unaccepted", 100.0, 79),
        ({"started": False, "done": False, "accepted": False, "paid": 0.0}, "unstarted", 100.0, 263),
    ],
)
def test_each_rule_names_its_amount_and_its_days(changed, rule, amount, days):
    told = found(**changed)
    assert rule in told
    assert (None if pd.isna(told[rule][0]) else told[rule][0]) == amount
    assert (None if pd.isna(told[rule][1]) else told[rule][1]) == days


def test_there_are_at_least_twelve_rules_and_each_has_its_words():
    assert len(CHECK_WORDS) >= 12
    assert all(CHECK_WORDS.values())


def test_a_missing_amount_or_day_contradicts_nothing():
    gone = dict.fromkeys(("plan", "received", "paid", "invested", "invest_total", "progress"), float("nan"))
    days = dict.fromkeys(("act_start", "act_end", "accept_date", "plan_start"))
    assert found(**gone, **days) == {}


def test_most_money_stands_first_within_a_rule():
    told = contradictions(rows({"project": "P1", "paid": 40.0}, {"project": "P2", "paid": 10.0}), as_of=AS_OF)
    assert told["project"].tolist() == ["P2", "P1"]


def test_without_projects_the_columns_are_there():
    assert list(contradictions(rows(SOUND)[:0], as_of=AS_OF).columns) == list(CHECK_COLUMNS)


def test_without_the_day_itself_the_days_count_from_the_ledger_that_says_so():
    assert found(paid=40.0, act_end=None)["done_unpaid"] == (60.0, 9)
