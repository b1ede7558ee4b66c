"""A problem through its life inside the app: each step one change, refused in the sentence its button shows."""

from datetime import date, datetime

import pandas as pd
import pytest

from data_access.database import head, reading
from domain.measures.inspection import INSPECTION_CODES
from domain.measures.rectification import RECTIFICATION_CODES
from domain.permissions import WHOLE_COUNTY, Actor, Moment, Role
from domain.problem_life import STEPS, barred
from domain.refusals import Refusal
from services.county.withdraw_change import withdraw_change
from services.known.kept import forget_all
from services.known.read_states import problems_on
from services.measures.read_measures import read_measures
from services.problems.act_on_problem import act_on_problem
from services.problems.list_problems import list_problems
from services.problems.open_problem import open_problem
from services.problems.problem_case import problem_case
from services.problems.show_rectification import show_rectification

NUMBER = "整改-046"
NOW = datetime(2026, 11, 25, 10, 0)
INSPECTOR, CLERK, REVIEWER = (Actor(name, role) for name, role in (
    ("督查 甲某", Role.INSPECTOR), ("柳湾乡 乙某", Role.CLERK), ("整改办 丙某", Role.REVIEWER)
))  # fmt: skip


@pytest.fixture
def county(own_sample):
    class County:
        store = own_sample

        @property
        def n(self):
            with reading(own_sample) as connection:
                return head(connection)

        def act(self, kind, by=REVIEWER, day=date(2026, 11, 20), seen=None, **told):
            told = {"note": "已到现场", "actor": by.name, "evidence": "照片 2 张", **told}
            return act_on_problem(
                own_sample, by, scope=WHOLE_COUNTY, number=NUMBER, kind=kind, day=day, told=told,
                seen=seen or self.n, now=NOW,
            )  # fmt: skip

        def refused(self, kind, by=REVIEWER, **more):
            with pytest.raises(Refusal) as refusal:
                self.act(kind, by, **more)
            return str(refusal.value)

        def row(self, day=NOW.date()):
            rows = list_problems(
                own_sample, scope=WHOLE_COUNTY, moment=Moment(day, self.n), status=None, overdue=False
            )
            return rows[(rows["problem"] == NUMBER).to_numpy()].iloc[0]

        def page(self, day=NOW.date()):
            return show_rectification(own_sample, scope=WHOLE_COUNTY, moment=Moment(day, self.n))

    return County()


def test_a_problem_goes_from_the_report_to_closure_and_back_and_the_strip_adds_up(county):
    before = county.n
    assert county.row()["status"] == "returned"
    assert "由审核、督查、管理来做" in county.refused("closed", CLERK)
    case = problem_case(county.store, scope=WHOLE_COUNTY, number=NUMBER).case
    assert county.refused("closed") == barred(STEPS["closed"], case, Role.REVIEWER, date(2026, 11, 20))
    assert "没有写佐证资料" in county.refused("replied", CLERK, evidence="")

    county.act("replied", CLERK)
    assert county.row()["status_word"] == "待复查"
    assert "整改的人不能自己复查" in county.refused("closed", INSPECTOR, actor=CLERK.name)
    assert "刚被别人改过" in county.refused("closed", INSPECTOR, seen=before)
    assert "还没有到" in county.refused("closed", INSPECTOR, day=date(2026, 11, 26))
    county.act("closed", INSPECTOR, day=date(2026, 11, 21))
    closed = county.row()
    assert (closed["status"], closed["days_late"], f"{closed['closed_on']:%m-%d}") == ("closed", 0, "11-21")
    assert county.page().flow.holds
    for work in (
        lambda: problems_on(county.store, county.n, NOW.date()),
        lambda: read_measures(
            county.store, scope=WHOLE_COUNTY, moment=Moment(NOW.date(), county.n),
            codes=(*RECTIFICATION_CODES, *INSPECTION_CODES),
        ),
    ):  # fmt: skip
        carried = work()
        forget_all()
        pd.testing.assert_frame_equal(carried, work())

    county.act("reopened", INSPECTOR, day=date(2026, 11, 24), note="又堆满了")
    again = county.row()
    # Its own deadline binds it still: being opened again does not start the clock anew.
    assert (again["status"], again["reopens"], again["days_late"]) == ("fixing", 1, 20)
    assert county.page().flow.holds
    told = open_problem(
        county.store, scope=WHOLE_COUNTY, moment=Moment(NOW.date(), county.n), number=NUMBER
    ).events
    assert told["kind_word"].tolist()[-3:] == ["回复", "销号", "重开"]
    assert told["actor"].tolist()[-3:] == [CLERK.name, INSPECTOR.name, INSPECTOR.name]
    assert county.n == before + 3


def test_a_new_person_in_charge_does_not_reset_the_clock_and_the_past_stays(county):
    late = county.row()["days_late"]
    county.act("handed_over", duty_unit="U09", person="乡长 新某")
    assert (county.row()["days_late"], county.row()["person"]) == (late, "乡长 新某")
    assert county.row()["status"] == "returned"


def test_an_extension_is_asked_in_time_and_both_deadlines_and_both_rates_are_told(county):
    assert "已经过了" in county.refused("extended", new_deadline=date(2026, 12, 1), approver="丁某")
    n = county.n
    rows = list_problems(
        county.store, scope=WHOLE_COUNTY, moment=Moment(date(2026, 11, 19), n), status="fixing", overdue=False
    )
    due_later = rows[(rows["deadline"] >= "2026-11-20").to_numpy()].iloc[0]
    number, first = due_later["problem"], due_later["deadline"].date()
    told = {
        "new_deadline": date(2026, 12, 20),
        "approver": "丁某",
        "note": "雨天停工",
        "actor": REVIEWER.name,
    }
    done = act_on_problem(
        county.store, REVIEWER, scope=WHOLE_COUNTY, number=number, kind="extended", day=date(2026, 11, 19),
        told=told, seen=n, now=NOW,
    )  # fmt: skip
    moment = Moment(date(2026, 11, 30), done.n)
    opened = open_problem(county.store, scope=WHOLE_COUNTY, moment=moment, number=number)
    assert dict(opened.facts)["期限日"] == "2026-12-20"
    assert dict(opened.facts)["原定期限"] == f"{first:%Y-%m-%d}"
    assert "丁某 批准" in opened.events["note"].iloc[-1]
    page = show_rectification(county.store, scope=WHOLE_COUNTY, moment=moment)
    told = page.in_time
    assert (told.extended, told.due_originally - told.due) == (1, 1)

    withdraw_change(county.store, REVIEWER, n=done.n, reason="误批", now=NOW)
    again = show_rectification(
        county.store, scope=WHOLE_COUNTY, moment=Moment(date(2026, 11, 30), done.n + 1)
    )
    assert again.in_time.extended == 0


def test_the_command_line_and_the_page_tell_the_same_problems(sample):
    with reading(sample) as connection:
        moment = Moment(date(2026, 11, 19), head(connection))
    page = show_rectification(sample, scope=WHOLE_COUNTY, moment=moment)
    told = list_problems(sample, scope=WHOLE_COUNTY, moment=moment, status=None, overdue=False)
    is_open = told[(~told["status"].isin(["closed", "declined"])).to_numpy()]
    assert sorted(is_open["problem"]) == sorted(page.open["problem"])
    assert int((told["status"] == "closed").sum()) == page.closing.closed
    late = list_problems(sample, scope=WHOLE_COUNTY, moment=moment, status=None, overdue=True)
    assert sorted(late["problem"]) == sorted(page.open["problem"][page.open["days_left"] < 0])
