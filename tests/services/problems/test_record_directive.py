"""What a meeting decides is recorded with post, person and day, moves along its table, and is read as TSK_DONE with its rows."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from data_access.database import head, reading
from domain.permissions import WHOLE_COUNTY, Actor, Moment, Role
from domain.records import Directive
from domain.refusals import Refusal
from sample_data.by_hand import MEETING_DAY
from services.known.known_rows import known_rows
from services.known.read_setting import read_setting
from services.measures.read_measures import read_measures
from services.measures.trace_number import trace
from services.problems.list_directives import list_directives
from services.problems.promises import Promise
from services.problems.record_directive import Decided, act_on_directive, record_directive
from tests.loaded_county import SAMPLE_CHANGES

NOW = datetime(2026, 11, 25, 9, 0)
REVIEWER = Actor("审核 乙某", Role.REVIEWER)
ASKED = Decided("11月中旬调度会", date(2026, 11, 20), "补齐验收资料", "", "镇长", "甲某", date(2026, 11, 24))


def test_a_directive_from_the_meeting_to_its_rate(own_sample):
    store = own_sample
    unit = read_setting(store, 42).units.valid_on(NOW.date())[0].unit
    asked = replace(ASKED, lead_unit=unit)
    with pytest.raises(Refusal, match="没有写责任岗位"):
        record_directive(store, REVIEWER, replace(asked, post=" "), scope=WHOLE_COUNTY, now=NOW)
    with pytest.raises(Refusal, match="没有写哪次调度会"):
        record_directive(store, REVIEWER, replace(asked, decided_at=""), scope=WHOLE_COUNTY, now=NOW)
    first = record_directive(store, REVIEWER, asked, scope=WHOLE_COUNTY, now=NOW)
    second = record_directive(store, REVIEWER, replace(asked, text="清垃圾"), scope=WHOLE_COUNTY, now=NOW)
    assert (first, second) == ("调度-20261120-01", "调度-20261120-02")
    done = act_on_directive(
        store, REVIEWER, number=first, kind="finished", day=date(2026, 11, 23), note="资料在卷", scope=WHOLE_COUNTY, now=NOW
    )  # fmt: skip
    moment = Moment(NOW.date(), done.n)
    told = list_directives(store, scope=WHOLE_COUNTY, moment=moment)
    assert told.sentence == "上次调度（11月中旬调度会，5 天前）定了 2 件：办结 1 件、逾期 1 件"
    own = told.rows[told.rows["directive"].isin([first, second]).to_numpy()]
    assert own["days_late"].tolist() == [1, 0]
    rows = read_measures(store, scope=WHOLE_COUNTY, moment=moment, codes=("TSK_DONE",))
    own = rows[(rows["subject"] == unit).to_numpy()].iloc[0]
    assert (own["numerator"], own["denominator"], own["value"]) == (1, 2, 0.5)
    opened = trace(
        store,
        scope=WHOLE_COUNTY,
        moment=moment,
        record="measure",
        key=("TSK_DONE", own["subject_kind"], unit),
    )
    listed = opened.parts.to_string()
    assert first in listed
    assert second in listed
    with pytest.raises(Refusal, match="延期要在到期以前"):
        act_on_directive(
            store, REVIEWER, number=second, kind="postponed", day=NOW.date(), note="雨", scope=WHOLE_COUNTY, now=NOW,
            new_deadline=date(2026, 12, 1), approver="副县长 丁某",
        )  # fmt: skip


def test_a_promise_is_held_against_what_was_measured_on_its_day(own_sample):
    store = own_sample
    unit = read_setting(store, 42).units.valid_on(NOW.date())[0].unit
    town = read_setting(store, 42).roster.valid_on(NOW.date(), "town")[0]
    now = read_measures(store, scope=WHOLE_COUNTY, moment=Moment(ASKED.given_on, 42), codes=("TOI_COV",))
    share = now["value"][(now["subject"] == town.place).to_numpy()].iloc[0]
    asked = replace(ASKED, lead_unit=unit, promise=Promise("TOI_COV", town.place, "", date(2026, 11, 24)))

    def promised(goal: str) -> list[str]:
        number = record_directive(
            store, REVIEWER, replace(asked, promise=replace(asked.promise, goal=goal)), scope=WHOLE_COUNTY, now=NOW
        )  # fmt: skip
        with reading(store) as connection:
            n = head(connection)
        early, late = (
            list_directives(store, scope=WHOLE_COUNTY, moment=Moment(day, n))
            for day in (date(2026, 11, 23), NOW.date())
        )
        own = [told.rows.set_index("directive")["promise"] for told in (early, late)]
        return [promises[number] for promises in own]

    for goal, code in (("九成", "promise_value"), ("", "promise_value")):
        with pytest.raises(Refusal) as refused:
            promised(goal)
        assert refused.value.code == code
    start = f"卫生厕所普及率 {town.name} {share:.1%} → 99.5%，11-24 前，"
    assert promised("99.5") == [f"{start}现在 {share:.1%}", f"{start}到期时 {share:.1%}，没有兑现"]
    assert promised("1%")[1].endswith("，兑现")


def test_the_samples_promises_start_where_the_county_stood_on_the_day_of_the_meeting(sample):
    """They are typed, so that loading the sample measures nothing."""
    moment = Moment(MEETING_DAY, SAMPLE_CHANGES)
    directives = known_rows(sample, Directive, SAMPLE_CHANGES)
    promised = directives[directives["indicator"].notna().to_numpy()]
    assert len(promised) == 2
    for row in promised.to_dict("records"):
        rows = read_measures(sample, scope=WHOLE_COUNTY, moment=moment, codes=(row["indicator"],))
        measured = rows["value"][(rows["subject"] == row["subject"]).to_numpy()].iloc[0]
        assert row["from_value"] / 1_000_000 == pytest.approx(measured, abs=0.0005)
