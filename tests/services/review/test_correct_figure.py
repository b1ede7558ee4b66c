"""更正一格: the rules of an upload, one change or one submission, and a history that says old → new and why."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from domain.permissions import WHOLE_COUNTY, Actor, Moment, Role
from domain.refusals import Refusal
from services.county.list_changes import list_changes
from services.locking.lock_period import lock_period
from services.measures.trace_number import trace
from services.review.accept_submission import accept_submission
from services.review.correct_cell import correct_cell, see_correction
from services.review.correction import Correction
from tests.services.review.test_review import CLERK, ELSEWHERE, OWN, REVIEWER, figure, newest, opened, within

AT = datetime(2026, 11, 20, 9, 30)
LEADER = Actor("李某", Role.LEADER)


@pytest.fixture
def cell(own_sample):
    """云台村's 卫生厕所户数 of 11月中旬: 516 of 542."""
    key = figure(own_sample)["subject"]
    return Correction("TOI_COV", "place", key, "2026-11-X2", "numerator", "518", "村里复核，漏登 2 户")


def looked(store, asked, *, scope=WHOLE_COUNTY):
    return see_correction(store, scope, asked, now=AT)


def traced(store, cell):
    key = (cell.indicator, cell.subject_kind, cell.subject, cell.period)
    return trace(
        store, scope=WHOLE_COUNTY, moment=Moment(date(2026, 11, 20), newest(store)), record="figure", key=key
    )


def test_a_reviewers_correction_is_one_change_and_the_history_says_old_new_and_why(own_sample, cell):
    seen = looked(own_sample, cell)
    assert (seen.who, seen.what, seen.old, seen.new, seen.told) == (
        "云溪镇 云台村",
        "11月中旬 卫生厕所户数",
        "516",
        "518",
        (),
    )
    n, number = correct_cell(own_sample, REVIEWER, WHOLE_COUNTY, seen, now=AT)
    assert (figure(own_sample)["numerator"], figure(own_sample)["denominator"], number) == (518, 542, None)
    row = list_changes(own_sample).iloc[0]
    assert (row["n"], row["kind"], row["actor"], row["reviewer"]) == (n, "edit", "吴某", None)
    [line] = traced(own_sample, cell).corrected
    assert line.startswith(f"卫生厕所户数 516 → 518，吴某，2026-11-20 09:30，第 {n} 号变更：")
    assert line.endswith("村里复核，漏登 2 户")


def test_a_clerks_correction_waits_and_is_his_once_accepted(own_sample, cell):
    own = within(own_sample, OWN)
    before = newest(own_sample)
    n, number = correct_cell(own_sample, CLERK, own, looked(own_sample, cell, scope=own), now=AT)
    assert (n, newest(own_sample), figure(own_sample)["numerator"]) == (None, before, 516)
    accept_submission(own_sample, REVIEWER, WHOLE_COUNTY, opened(own_sample, number), now=AT)
    row = list_changes(own_sample).iloc[0]
    assert (row["actor"], row["reviewer"], figure(own_sample)["numerator"]) == ("周某", "吴某", 518)
    assert "周某 报，吴某 审" in traced(own_sample, cell).corrected[0]


def test_a_column_that_feeds_two_rates_is_one_cell(own_sample, cell):
    seen = looked(own_sample, replace(cell, field="denominator", value="550"))
    correct_cell(own_sample, REVIEWER, WHOLE_COUNTY, seen, now=AT)
    assert set(seen.said.columns["indicator"]) >= {"TOI_COV", "TOI_HARM"}
    assert figure(own_sample)["denominator"] == 550


def test_what_an_upload_would_ask_to_explain_is_told_and_kept_with_the_figure(own_sample, cell):
    seen = looked(own_sample, replace(cell, field="denominator", value="520"))
    assert any("基数变小" in one for one in seen.told)
    correct_cell(own_sample, REVIEWER, WHOLE_COUNTY, seen, now=AT)
    assert figure(own_sample)["explanation"] == "村里复核，漏登 2 户"


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"value": "9999"}, "没有更正"),
        ({"value": "三十"}, "没有更正|读不懂"),
        ({"value": " "}, "新值还是空的"),
        ({"value": "516"}, "新值和现在的一样"),
        ({"reason": ""}, "更正要写明理由"),
        ({"reason": "问 13812345678"}, "手机号"),
        ({"period": "2026-12-X1"}, "还没有报过"),
        ({"indicator": "PRJ_DONE"}, "不能在这里更正"),
    ],
)
def test_a_correction_is_refused_in_one_sentence(sample, said, sentence):
    key = figure(sample)["subject"]
    asked = Correction("TOI_COV", "place", key, "2026-11-X2", "numerator", "518", "复核")
    with pytest.raises(Refusal, match=sentence):
        looked(sample, replace(asked, **said))


def test_neither_another_towns_clerk_nor_a_leader_nor_a_locked_period_lets_it_pass(own_sample, cell):
    with pytest.raises(Refusal, match="不在您的填报范围"):
        looked(own_sample, cell, scope=within(own_sample, ELSEWHERE))
    seen = looked(own_sample, cell)
    with pytest.raises(Refusal, match="只看不报"):
        correct_cell(own_sample, LEADER, WHOLE_COUNTY, seen, now=AT)
    lock_period(
        own_sample,
        REVIEWER,
        WHOLE_COUNTY,
        form="ENV",
        period="2026-11-X2",
        day=AT.date(),
        reason="定稿",
        now=AT,
    )
    with pytest.raises(Refusal, match="锁定"):
        correct_cell(own_sample, REVIEWER, WHOLE_COUNTY, seen, now=AT)
    with pytest.raises(Refusal, match="锁定"):
        looked(own_sample, cell)
