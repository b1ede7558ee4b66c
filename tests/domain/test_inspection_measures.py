"""Inspections: 未查 is not 0, rates per visit, in time means closed by the deadline, what came back within 30 days."""

from datetime import date

import numpy as np
import pandas as pd
import pytest

from domain.baselines import target_lines
from domain.measure_frame import joined, measures
from domain.measures.from_figures import income_growth, payment_gap, weak_villages
from domain.measures.inspection import (
    INSPECTION_CODES,
    fixed_measures,
    last_visits,
    rebound_measures,
    visit_measures,
)
from domain.measures.problem_state import problem_state
from domain.measures.reporting import arrivals, on_time_measures
from domain.periods import parse
from tests.domain.ledgers import AS_OF, SETTING, event, ledgers, problem, visit
from tests.domain.settings import measure
from tests.domain.shipped import frame as shipped

WEEK = parse("W2026-11-13")


def measured(books, as_of=AS_OF):
    state = problem_state(books.problems, books.events, setting=SETTING, as_of=as_of)
    visited = visit_measures(books.visits, state, window=WEEK, coverage_days=30, setting=SETTING, as_of=as_of)
    fixed = fixed_measures(state, setting=SETTING, as_of=as_of)
    again = rebound_measures(state, rebound_days=30, setting=SETTING, as_of=as_of)
    return joined([visited, fixed, again])


def found_on(number, day, where="V0001", **more):
    return problem(number, day, "inspection", where, **more)


def test_a_village_nobody_visited_has_no_number():
    found = measured(ledgers(visits=[visit("V0001", date(2026, 11, 14), 9000)]))
    assert (measure(found, "V0001", "INSP_N")["value"], measure(found, "V0001", "INSP_N")["status"]) == (
        0,
        "reported",
    )
    for code in ("INSP_N", "INSP_RATE", "ENV_SCORE"):
        row = measure(found, "V0002", code)
        assert row["status"] == "not_reported"
        assert np.isnan(row["value"])
    assert (measure(found, "T01", "INSP_N")["reported"], measure(found, "T01", "INSP_N")["expected"]) == (
        1,
        2,
    )


def test_problems_are_counted_per_visit_within_the_window():
    books = ledgers(
        visits=[visit("V0001", date(2026, 11, 14)), visit("V0001", date(2026, 11, 16)), visit("V0001", date(2026, 11, 1))],
        problems=[found_on("D1", date(2026, 11, 14)), found_on("D2", date(2026, 11, 14)), found_on("D3", date(2026, 11, 1)),
                  found_on("D4", date(2026, 11, 20))],
    )  # fmt: skip
    row = measure(measured(books), "V0001", "INSP_RATE")
    assert (row["numerator"], row["denominator"], row["value"], row["period"]) == (2, 2, 1, "W2026-11-13")


def test_a_day_with_problems_was_an_inspection_even_without_a_visit_row():
    books = ledgers(problems=[found_on("D1", date(2026, 11, 14)), found_on("D2", date(2026, 11, 14))])
    assert measure(measured(books), "V0001", "INSP_RATE")["value"] == 2


def test_a_towns_score_is_the_mean_of_its_villages_each_counting_once():
    books = ledgers(visits=[
        visit("V0001", date(2026, 11, 13), 9000), visit("V0001", date(2026, 11, 14), 8000),
        visit("V0002", date(2026, 11, 15), 6000),
    ])  # fmt: skip
    found = measured(books)
    assert measure(found, "V0001", "ENV_SCORE")["value"] == 85
    town = measure(found, "T01", "ENV_SCORE")
    assert (town["value"], town["denominator"], town["reported"], town["expected"]) == (72.5, 2, 2, 2)
    assert measure(found, "C01", "ENV_SCORE")["expected"] == 3


def test_coverage_looks_back_thirty_days_and_counts_a_village_once():
    books = ledgers(visits=[
        visit("V0001", date(2026, 10, 21)), visit("V0001", date(2026, 11, 1)), visit("V0002", date(2026, 10, 20)),
    ])  # fmt: skip
    assert measure(measured(books), "C01", "INSP_COV")["value"] == pytest.approx(1 / 3)
    assert measure(measured(ledgers()), "C01", "INSP_COV")["status"] == "not_reported"


def test_days_since_the_last_visit_are_known_for_every_village():
    books = ledgers(visits=[visit("V0001", date(2026, 11, 9))])
    state = problem_state(books.problems, books.events, setting=SETTING, as_of=AS_OF)
    rows = last_visits(books.visits, state, setting=SETTING, as_of=AS_OF).set_index("village")["days_since"]
    assert rows["V0001"] == 10
    assert np.isnan(rows["V0002"])


@pytest.mark.parametrize(
    ("deadline", "closed", "parts"),
    [
        ("2026-11-12", "2026-11-12", (1, 1)), ("2026-11-12", "2026-11-13", (0, 1)), ("2026-11-12", None, (0, 1)),
        ("2026-11-19", None, None), ("2026-11-19", "2026-11-19", (1, 1)), ("2026-11-25", "2026-11-15", None),
        ("2025-11-12", None, None),
    ],
)  # fmt: skip
def test_in_time_is_closed_by_the_deadline_of_what_has_come_due(deadline, closed, parts):
    books = ledgers(
        problems=[found_on("D1", date(2025, 11, 1), deadline=date.fromisoformat(deadline))],
        events=[event("D1", date.fromisoformat(closed), "closed")] if closed else [],
    )
    row = measure(measured(books), "C01", "INSP_FIX")
    if parts is None:
        assert row["status"] == "not_applicable"
    else:
        assert (row["numerator"], row["denominator"]) == parts


CLOSED = event("D1", date(2026, 10, 1), "closed")


@pytest.mark.parametrize(
    ("problems", "events", "came_back"),
    [
        ([], [], 0),
        ([found_on("D2", date(2026, 10, 31), category="LJ")], [], 1),
        ([found_on("D2", date(2026, 11, 1), category="LJ")], [], 0),
        ([found_on("D2", date(2026, 10, 5), category="SD")], [], 0),
        ([found_on("D2", date(2026, 10, 5), "V0002", category="LJ")], [], 0),
        ([found_on("D2", date(2026, 10, 5), category="LJ", spot="二组")], [], 0),
        ([found_on("D2", date(2026, 10, 5), category="LJ", spot="一组")], [], 1),
        ([found_on("D2", date(2026, 11, 10), category="WS", rebound_of="D1")], [], 1),
        ([], [event("D1", date(2026, 10, 9), "fixing", kind="reopened")], 1),
    ],
)
def test_what_comes_back_within_thirty_days_is_a_rebound(problems, events, came_back):
    first = found_on("D1", date(2026, 9, 1), category="LJ", spot="一组")
    row = measure(
        measured(ledgers(problems=[first, *problems], events=[CLOSED, *events])), "V0001", "INSP_REB"
    )
    assert (row["numerator"], row["denominator"]) == (came_back, 1)


def test_an_empty_ledger_answers_every_code_with_nothing_reported():
    found = measured(ledgers())
    assert set(found["indicator"]) == set(INSPECTION_CODES)
    assert not (found["status"] == "reported").any()


def reported(code, **values):
    return measures({
        "indicator": code, "subject_kind": "place", "subject": list(values), "period": "2026-Q3", "numerator": np.nan,
        "denominator": np.nan, "value": [v if v is not None else np.nan for v in values.values()],
        "reported": 1, "expected": 1, "status": ["reported" if v is not None else "not_reported" for v in values.values()],
    })  # fmt: skip


def test_a_village_is_weak_below_its_share_of_the_yearly_line():
    income = reported("COL_OPR", V0001=37_499.0, V0002=37_500.0, V0003=None)
    found = weak_villages(income, period=parse("2026-Q3"), setting=SETTING, as_of=AS_OF)
    assert measure(found, "C01", "COL_WEAK")["value"] == 1
    row = measure(found, "C01", "COL_WEAK_RATE")
    assert (row["value"], row["reported"], row["expected"]) == (0.5, 2, 3)


def test_growth_is_taken_from_the_levels_own_income():
    found = income_growth(
        reported("INC_PC", C01=16_500.0, T01=9_000.0), reported("INC_PC", C01=15_000.0, T01=None)
    )
    assert measure(found, "C01", "INC_GROW")["value"] == pytest.approx(0.10)
    assert measure(found, "T01", "INC_GROW")["status"] == "not_reported"


def test_the_payment_gap_is_against_the_chosen_baseline():
    lines = target_lines(shipped("targets"))
    rates = reported("FND_PAY", C01=0.42, T01=None)
    found = payment_gap(rates, SETTING.catalogue, line="time", day=date(2026, 4, 30), lines=lines)
    assert measure(found, "C01", "FND_GAP")["value"] == pytest.approx(0.42 - 4 / 12)
    assert measure(found, "T01", "FND_GAP")["status"] == "not_reported"


def test_reporting_in_time_counts_silence_as_late():
    form, period = SETTING.forms["ENV"], parse("2026-11-X2")
    arrived = {"V0001": pd.Timestamp("2026-11-19 18:00").to_pydatetime(),
               "V0003": pd.Timestamp("2026-11-19 18:01").to_pydatetime()}  # fmt: skip
    rows = arrivals(form, period, arrived, setting=SETTING)
    found = on_time_measures(rows, period=period, setting=SETTING)
    assert measure(found, "T01")["value"] == 0.5
    assert measure(found, "C01")["value"] == pytest.approx(1 / 3)
