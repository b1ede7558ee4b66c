"""A village drawn for a review is recorded with its times, corrected by recording again, and is no visit of the county's own."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from data_access.database import head, reading
from data_access.rows import rows_known
from data_access.versions import check
from domain.permissions import WHOLE_COUNTY, Actor, Moment, Role
from domain.records import SpotCheckStep, Visit
from domain.refusals import Refusal
from services.county.withdraw_change import withdraw_change
from services.spot_checks.list_spot_checks import list_spot_checks, spot_check_rows
from services.spot_checks.record_spot_check import Drawn, record_spot_check, record_step

NOW = datetime(2026, 11, 25, 15, 0)
CLERK = Actor("科员 丙某", Role.CLERK)
DRAWN = Drawn("V0003", date(2026, 11, 25), "9:10", "省后评估组", "副县长 丁某")
OUTSIDE = replace(WHOLE_COUNTY, places=frozenset({"V0001"}))


def recorded(store, drawn=DRAWN, actor=CLERK, scope=WHOLE_COUNTY):
    return record_spot_check(store, actor, drawn, scope=scope, now=NOW)


def step(store, number, *, kind="county", at="9:25", day=DRAWN.told_on, note="", scope=WHOLE_COUNTY):
    return record_step(
        store, CLERK, number=number, step=kind, day=day, at=at, note=note, scope=scope, now=NOW
    )  # fmt: skip


def refused(code, act):
    with pytest.raises(Refusal) as found:
        act()
    assert found.value.code == code


def test_from_the_notice_to_the_papers(own_sample):
    store = own_sample
    with reading(store) as connection:
        visits, before = len(rows_known(connection, Visit, head(connection))), head(connection)
    number = recorded(store)
    assert number == "抽查-20261125-01"
    refused("spot_check_known", lambda: recorded(store))
    step(store, number, at="10:00")
    corrected = step(store, number, note="电话报")
    last = step(store, number, kind="town", at="11:11")
    told, of_the_sample = list_spot_checks(store, scope=WHOLE_COUNTY, moment=Moment(NOW.date(), last.n))
    assert (of_the_sample.number, of_the_sample.next_step.step.code) == ("抽查-20261119-01", "papers")
    assert (told.village_name, told.leader, told.next_step.step.code) == ("桃源坞村", "副县长 丁某", "leader")
    assert [(one.step.code, one.minutes, one.late) for one in told.steps if one.at] == [
        ("county", 15, False), ("town", 121, True)
    ]  # fmt: skip
    earlier = list_spot_checks(store, scope=WHOLE_COUNTY, moment=Moment(NOW.date(), corrected.n - 1))
    assert (earlier[0].steps[0].minutes, earlier[0].steps[0].late) == (50, True)
    assert list_spot_checks(store, scope=OUTSIDE, moment=Moment(NOW.date(), last.n)) == ()
    assert [
        one.number
        for one in list_spot_checks(store, scope=WHOLE_COUNTY, moment=Moment(date(2026, 11, 24), last.n))
    ] == [of_the_sample.number]
    rows = spot_check_rows(store, scope=WHOLE_COUNTY, moment=Moment(NOW.date(), last.n))
    assert (rows["done_at"].iloc[0], rows["note"].iloc[0]) == ("2026-11-25 09:25", "电话报")
    with reading(store) as connection:
        assert len(rows_known(connection, Visit, head(connection))) == visits
    with pytest.raises(Refusal, match="抽查经过"):
        withdraw_change(store, Actor("本机", Role.ADMIN), n=before + 1, reason="抽错村", now=NOW)
    with reading(store) as connection:
        steps = rows_known(connection, SpotCheckStep, head(connection))
    assert sorted(steps["step"][(steps["spot_check"] == number).to_numpy(dtype=bool)]) == ["county", "town"]
    assert list(check(store)) == []


def test_what_does_not_hold_together_is_refused(own_sample):
    store = own_sample
    refused("may_not_record_spot_check", lambda: recorded(store, actor=Actor("县领导", Role.LEADER)))
    refused("no_village", lambda: recorded(store, scope=OUTSIDE))
    refused("no_village", lambda: recorded(store, replace(DRAWN, village="")))
    refused("no_reviewer", lambda: recorded(store, replace(DRAWN, reviewer=" ")))
    refused("no_time", lambda: recorded(store, replace(DRAWN, told_at="25:00")))
    with pytest.raises(Refusal, match="没有写接到通知是几点几分。请写成 9:12"):
        recorded(store, replace(DRAWN, told_at=" "))
    refused("time_to_come", lambda: recorded(store, replace(DRAWN, told_at="15:01")))
    number = recorded(store)
    refused("step_before_notice", lambda: step(store, number, at="9:09"))
    refused("no_spot_check", lambda: step(store, number, scope=OUTSIDE))
    refused("no_spot_check", lambda: step(store, "抽查-1"))
    refused("personal_typed", lambda: step(store, number, note="电话 13800138000"))
