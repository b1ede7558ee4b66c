"""调度事项: one table says what may follow; done in time counts, late is late whoever answers, a moved day holds from its step."""

from datetime import date

import pandas as pd
import pytest

from domain.directive_life import DIRECTIVE_STEPS, DirectiveStatus, barred, lacking
from domain.measures.directives import directive_measures, directive_state
from domain.permissions import Role
from domain.records import Directive, Event
from tests.domain.counties import frame
from tests.domain.ledgers import AS_OF, SETTING, event
from tests.domain.settings import measure


def directive(number, deadline, unit="U01", **more):
    return Directive(directive=number, decided_at="11月上旬调度会", given_on=date(2026, 11, 1), text="补齐台账", lead_unit=unit,
                     post="镇长", person="甲某", deadline=deadline, **more)  # fmt: skip


def done(number, day, status="done", kind="finished", seq=1):
    return event(number, day, status, kind=kind, seq=seq, about="directive")


def standing(directives, events, as_of=AS_OF):
    return directive_state(frame(Directive, directives), frame(Event, events), setting=SETTING, as_of=as_of)


ROWS = [
    directive("在期办结", date(2026, 11, 10)), directive("逾期办结", date(2026, 11, 10)),
    directive("逾期没办", date(2026, 11, 15), "U02"), directive("没到期", date(2026, 11, 30)),
    directive("延过期", date(2026, 11, 10), extended_to=date(2026, 11, 18)),
]  # fmt: skip
STEPS = [
    done("在期办结", date(2026, 11, 9)), done("逾期办结", date(2026, 11, 12)),
    done("延过期", date(2026, 11, 8), "working", "postponed"), done("延过期", date(2026, 11, 17)),
]  # fmt: skip


def test_each_stands_where_its_last_step_left_it_on_the_day():
    state = standing(ROWS, STEPS).set_index("directive")
    assert state["status"].to_dict() == {
        "在期办结": "done", "逾期办结": "done", "逾期没办": "given", "没到期": "given", "延过期": "done",
    }  # fmt: skip
    assert state["days_late"].to_dict() == {
        "在期办结": 0, "逾期办结": 0, "逾期没办": 4, "没到期": 0, "延过期": 0,
    }  # fmt: skip
    before = standing(ROWS, STEPS, as_of=date(2026, 11, 7)).set_index("directive")
    assert before.loc["延过期", "due"] == pd.Timestamp(2026, 11, 10)
    assert set(before["status"]) == {"given"}


def test_tsk_done_counts_what_came_due_and_was_done_by_the_day_that_held():
    found = directive_measures(standing(ROWS, STEPS), setting=SETTING, as_of=AS_OF)
    parts = {
        subject: (measure(found, subject, "TSK_DONE")["numerator"], measure(found, subject, "TSK_DONE")["denominator"])
        for subject in ("C01", "T01", "CROSS", "U01", "U02")
    }  # fmt: skip
    assert parts == {"C01": (2, 4), "T01": (2, 3), "CROSS": (0, 1), "U01": (2, 3), "U02": (0, 1)}


def test_nothing_decided_is_no_rate():
    found = directive_measures(standing([], []), setting=SETTING, as_of=AS_OF)
    assert found["value"].isna().all()


@pytest.mark.parametrize(
    ("kind", "status", "role", "day", "said"),
    [
        ("finished", "working", Role.CLERK, 10, "由审核、督查、管理来做"),
        ("finished", "done", Role.REVIEWER, 10, "现在是“办结”，不能办结"),
        ("finished", "working", Role.REVIEWER, 1, "早于上一步"),
        ("postponed", "working", Role.REVIEWER, 16, "延期要在到期以前批准"),
        ("postponed", "working", Role.REVIEWER, 15, ""),
        ("taken_up", "given", Role.CLERK, 10, ""),
    ],
)
def test_a_step_is_barred_with_a_reason(kind, status, role, day, said):
    told = barred(
        DIRECTIVE_STEPS[kind], DirectiveStatus(status), date(2026, 11, 15), date(2026, 11, 5), role, date(2026, 11, day)
    )  # fmt: skip
    assert said in told
    assert bool(said) == bool(told)


def test_a_step_needs_its_words_and_a_later_day():
    step, due = DIRECTIVE_STEPS["postponed"], date(2026, 11, 15)
    told = {"note": "雨天停工", "new_deadline": date(2026, 11, 15), "approver": "副县长 甲"}
    assert "不晚于现在的时限" in lacking(step, told, due)
    assert "没有写批准人" in lacking(step, {**told, "approver": " "}, due)
    assert lacking(step, {**told, "new_deadline": date(2026, 11, 20)}, due) == ""
