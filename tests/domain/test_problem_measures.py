"""Problems: status by the last event, overdue to the day, and a strip that always adds up."""

from datetime import date, timedelta
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.baselines import baseline, target_lines
from domain.measures.problem_state import problem_state
from domain.measures.rectification import (
    ageing,
    by_unit_and_status,
    deadline_targets,
    rectification_measures,
)
from domain.measures.strip import strip
from tests.domain.ledgers import AS_OF, SETTING, event, ledgers, problem
from tests.domain.settings import measure


def state(books, as_of=AS_OF):
    return problem_state(books.problems, books.events, setting=SETTING, as_of=as_of)


def measured(books, as_of=AS_OF):
    return rectification_measures(state(books, as_of), setting=SETTING, as_of=as_of)


def of_s3():
    """讲话 S3: 25 problems, 20 closed, 5 staged."""
    problems = [problem(f"Z{n:02}", evidence="照片" if n < 18 else None) for n in range(25)]
    events = [
        event(p.problem, date(2026, 11, 1), "closed" if n < 20 else "staged") for n, p in enumerate(problems)
    ]
    return ledgers(problems=problems, events=events)


def test_twenty_of_twenty_five_is_eighty_percent_and_staged_is_named_apart():
    found = measured(of_s3())
    assert measure(found, "C01", "REC_DONE")["value"] == 0.8
    assert measure(found, "C01", "REC_STAGE")["value"] == 5
    assert measure(found, "C01", "REC_DOC")["value"] == pytest.approx(18 / 20)


def test_completed_in_a_ledger_waits_for_its_recheck():
    books = ledgers(problems=[problem("Z1")], events=[event("Z1", date(2026, 11, 1), "checking")])
    assert measure(measured(books), "C01", "REC_DONE")["value"] == 0


def test_what_the_daily_inspection_found_is_counted_elsewhere():
    books = ledgers(problems=[problem("Z1"), problem("D1", source="inspection")])
    assert measure(measured(books), "C01", "REC_DONE")["denominator"] == 1


def test_a_declined_problem_is_neither_closed_nor_in_the_base():
    books = ledgers(
        problems=[problem("Z1"), problem("Z2")], events=[event("Z2", date(2026, 11, 1), "declined")]
    )
    assert measure(measured(books), "C01", "REC_DONE")["denominator"] == 1


def test_the_status_is_the_last_event_of_the_day_by_its_order():
    day = date(2026, 11, 1)
    books = ledgers(
        problems=[problem("Z1")],
        events=[
            event("Z1", day, "returned", seq=2),
            event("Z1", day, "checking", seq=1),
            event("Z1", AS_OF, "closed"),
        ],
    )
    row = state(books, date(2026, 11, 18)).iloc[0]
    assert (row["status"], row["returns"]) == ("returned", 1)
    assert state(books).iloc[0]["status"] == "closed"
    assert state(books, date(2026, 10, 15)).iloc[0]["status"] == "waiting"


def test_a_problem_is_unknown_before_it_was_found():
    assert state(ledgers(problems=[problem("Z1", date(2026, 11, 18))]), date(2026, 11, 17)).empty


def test_overdue_is_counted_to_the_day_and_only_on_the_clock():
    due = date(2026, 11, 12)
    books = ledgers(
        problems=[problem(f"Z{n}", deadline=due) for n in range(4)],
        events=[event("Z1", due, "staged"), event("Z2", AS_OF, "closed"), event("Z3", due, "checking")],
    )
    assert state(books)["days_late"].tolist() == [7, 0, 0, 7]
    assert measure(measured(books), "C01", "REC_LATE")["value"] == 2
    assert measure(measured(books, due), "C01", "REC_LATE")["value"] == 0


def test_ages_add_up_to_what_is_open():
    deadlines = [
        None,
        date(2026, 12, 31),
        date(2026, 11, 26),
        date(2026, 11, 18),
        date(2026, 11, 13),
        date(2026, 11, 1),
    ]
    books = ledgers(
        problems=[problem(f"Z{n}", deadline=day) for n, day in enumerate(deadlines)]
        + [problem("S"), problem("C")],
        events=[event("S", date(2026, 11, 1), "staged"), event("C", date(2026, 11, 1), "closed")],
    )
    found = ageing(state(books))
    assert found.tolist() == [1, 1, 1, 1, 1, 1, 1]
    assert found.sum() == state(books)["is_open"].sum()


def test_problems_belong_to_their_town_and_their_duty_unit():
    books = ledgers(problems=[
        problem("Z1", where="V0003", duty_unit="U01", lead_unit="U02"), problem("Z2", where=None, lead_unit="U02"),
    ])  # fmt: skip
    found = measured(books)
    assert measure(found, "T02", "REC_DONE")["denominator"] == 1
    assert measure(found, "CROSS", "REC_DONE")["denominator"] == 1
    assert measure(found, "U02", "REC_DONE")["denominator"] == 1
    assert measure(found, "V0001", "REC_DONE")["status"] == "not_applicable"
    assert by_unit_and_status(state(books))["unit"].tolist() == ["U01", "U02"]


def test_the_deadline_line_is_the_share_that_has_come_due():
    books = ledgers(problems=[problem(f"Z{n}", deadline=date(2026, 11, 10 + 5 * n)) for n in range(4)])
    rows = deadline_targets(state(books), setting=SETTING, as_of=AS_OF)
    indicator = SETTING.catalogue.version("REC_DONE", AS_OF)
    found = baseline(indicator, "C01", line="node", day=AS_OF, lines=target_lines(rows))
    assert found.value == 0.5


STATUSES = ["waiting", "fixing", "checking", "closed", "returned", "staged", "declined"]
DAYS = st.integers(0, 40).map(lambda n: date(2026, 10, 1) + timedelta(days=n))


@st.composite
def histories(draw):
    """Any ledger, any later learnt rows, any selection before and after."""
    problems, events, learnt = [], [], []
    for n in range(draw(st.integers(0, 12))):
        found = draw(DAYS)
        problems.append(problem(f"Z{n}", found, where=draw(st.sampled_from(["V0001", "V0003", None]))))
        for seq, later in enumerate(draw(st.lists(st.integers(0, 40), max_size=4))):
            day = found + timedelta(days=later)
            events.append(event(f"Z{n}", day, draw(st.sampled_from(STATUSES)), seq=seq))
        learnt.append((draw(st.booleans()), draw(st.booleans())))
    return problems, events, learnt


EVERY_FILTER = [set(towns) for n in range(4) for towns in combinations(["T01", "T02", "CROSS"], n)]


# Ten thousand filters and spans of one history are in test_strip_law.py; here it is the histories that differ.
@settings(max_examples=15)
@given(histories(), DAYS, st.integers(0, 40))
def test_the_strip_holds_for_any_ledger_any_filter_and_any_period(history, start, length):
    problems, events, learnt = history
    end, eve = start + timedelta(days=length), start - timedelta(days=1)
    known = [p for p, (was_known, _) in zip(problems, learnt, strict=True) if was_known]
    moved = {p.problem for p, (_, has_moved) in zip(problems, learnt, strict=True) if has_moved}
    before = state(ledgers(problems=known, events=events), eve)
    after = state(ledgers(problems=problems, events=events), end)
    for towns in EVERY_FILTER:
        opening = before.assign(inside=before["town"].isin(towns) ^ before["problem"].isin(moved))
        closing = after.assign(inside=after["town"].isin(towns))
        found = strip(opening, closing, start=start)
        assert found.holds
        assert found.opening == (opening["is_open"] & opening["inside"]).sum()
        assert found.closing == (closing["is_open"] & closing["inside"]).sum()
        assert min(found.new, found.late_entry, found.reopened, found.moved_in) >= 0


def test_the_strip_names_every_kind_of_movement():
    start = date(2026, 11, 11)
    problems = [
        problem("open"), problem("closed"), problem("declined"), problem("reopened"), problem("gone"),
        problem("new", start), problem("late"), problem("new and closed", start), problem("ended long ago"),
    ]  # fmt: skip
    day = date(2026, 11, 15)
    events = [
        event("closed", day, "closed"), event("declined", day, "declined"), event("reopened", date(2026, 11, 1), "closed"),
        event("reopened", day, "fixing"), event("new and closed", day, "closed"),
        event("ended long ago", date(2026, 10, 5), "closed"),
    ]  # fmt: skip
    before = state(ledgers(problems=problems, events=events), date(2026, 11, 10))
    opening = before[~before["problem"].isin(["late", "ended long ago"])].assign(inside=True)
    after = state(ledgers(problems=problems, events=events))
    closing = after.assign(inside=after["problem"] != "gone")
    found = strip(opening, closing, start=start)
    assert found.words == ("期初 4 ＋ 新增 2 ＋ 补录 1 ＋ 重开 1 － 销号 2 － 不予受理 1 － 转出 1 ＝ 期末 4")
    assert found.holds
