"""A finding from the entry form to closure, rebound and back: the score is its deductions, the number is never used twice."""

from datetime import date, datetime

import pytest

from data_access.database import head, reading
from data_access.rows import rows_known
from domain.permissions import WHOLE_COUNTY, Actor, Moment, Role
from domain.records import Visit
from domain.refusals import Refusal
from services.problems.list_problems import list_problems
from services.problems.open_problem import open_problem
from services.problems.record_finding import Finding, record_finding
from services.problems.show_daily import show_daily
from tests.personal_numbers import phone_number

DAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 25, 9, 0)
INSPECTOR = Actor("督查 甲某", Role.INSPECTOR)
VILLAGE = "V0003"


@pytest.fixture
def record(own_sample):
    def one(by=INSPECTOR, **more):
        asked = {"village": VILLAGE, "day": DAY, "text": "沟边存量垃圾未清理", "kind": "垃圾积存", **more}
        return record_finding(
            own_sample, by, Finding(**asked), scope=WHOLE_COUNTY, team="第一督查组", now=NOW
        )

    return one


def problem(store, number, n):
    moment = Moment(NOW.date(), n)
    rows = list_problems(store, scope=WHOLE_COUNTY, moment=moment, status=None, overdue=False)
    return rows[(rows["problem"] == number).to_numpy()].iloc[0]


def test_findings_make_the_visit_its_score_and_the_day_of_the_page(own_sample, record):
    waiting = record()
    handed = record(text="制度没有上墙", kind="台账不全", severity="较重", person="村支书 乙某")
    fixed = record(text="路边杂物", kind="路肩杂物", fixed=True)
    assert [one.number for one in (waiting, handed, fixed)] == [f"日督-20261123-00{n}" for n in (1, 2, 3)]
    assert [one.score for one in (waiting, handed, fixed)] == [9_800, 9_400, 9_200]
    assert fixed.n == waiting.n + 2

    told = {one.number: problem(own_sample, one.number, fixed.n) for one in (waiting, handed, fixed)}
    assert [row["status"] for row in told.values()] == ["waiting", "fixing", "closed"]
    assert {f"{row['deadline']:%m-%d}" for row in (told[waiting.number], told[handed.number])} == {"11-26"}
    page = show_daily(own_sample, scope=WHOLE_COUNTY, moment=Moment(DAY, fixed.n))
    assert (page.day.visited, page.day.found, page.day.fixed, page.day.handed) == (1, 3, 1, 1)
    assert "发现问题 3 处" in page.conclusion.plain

    with reading(own_sample) as connection:
        visits = rows_known(connection, Visit, fixed.n, where={"place": [VILLAGE]})
    own = visits[(visits["day"] == DAY).to_numpy()]
    assert own["score"].tolist() == [9_200]


def test_what_comes_back_after_closing_names_its_first_and_weighs_more(own_sample, record):
    first = record(day=date(2026, 11, 20), fixed=True, spot="二组桥头")
    elsewhere = record(day=date(2026, 11, 22), spot="五组路口")
    again = record(spot="二组桥头")
    assert (elsewhere.rebound_of, again.rebound_of) == ("", first.number)
    assert (first.severity, again.severity) == ("一般", "较重")
    moment = Moment(NOW.date(), again.n)
    facts = dict(open_problem(own_sample, scope=WHOLE_COUNTY, moment=moment, number=again.number).facts)
    assert facts["原问题编号"] == first.number
    assert show_daily(own_sample, scope=WHOLE_COUNTY, moment=Moment(DAY, again.n)).day.rebounded == 1


def test_a_village_where_nothing_was_found_was_visited_and_has_its_hundred_points(own_sample, record):
    done = record(text="", kind="")
    assert (done.number, done.score) == ("", 10_000)
    page = show_daily(own_sample, scope=WHOLE_COUNTY, moment=Moment(DAY, done.n))
    assert (page.day.visited, page.day.found) == (1, 0)


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({"by": Actor("镇上 丙某", Role.CLERK)}, "由审核、督查、管理来做"),
        ({"day": date(2026, 11, 26)}, "还没有到"),
        ({"kind": ""}, "没有选问题类别"),
        ({"text": ""}, "没有写问题"),
        ({"village": "V9999"}, "没有选村"),
        ({"text": f"来电人 {phone_number()}"}, "“看到的问题”里写有手机号"),
    ],
)
def test_what_cannot_be_recorded_is_refused_and_nothing_is_written(own_sample, record, more, sentence):
    with reading(own_sample) as connection:
        before = head(connection)
    with pytest.raises(Refusal, match=sentence):
        record(**more)
    with reading(own_sample) as connection:
        assert head(connection) == before
