"""更正一格 of a ledger row: read by its ledger's reader, one change or one submission, refused where it moves by steps."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from domain.correctable import CORRECTABLE, correctable_fields, why_never_empty
from domain.permissions import WHOLE_COUNTY, Moment
from domain.records import RECORDS, UNSAID, ProjectStatus, key_fields, may_be_missing, meanings
from domain.refusals import Refusal
from services.county.withdraw_change import withdraw_change
from services.known.known_rows import known_rows
from services.known.read_setting import read_setting
from services.measures.trace_number import trace
from services.review.accept_submission import accept_submission
from services.review.correct_cell import correct_cell, see_correction
from services.review.correction import RowCorrection
from services.review.ledger_row import known_row, line_of, read_line, value_read
from tests.loaded_county import SAMPLE_CHANGES
from tests.services.review.test_review import CLERK, ELSEWHERE, REVIEWER, newest, opened, within

AT = datetime(2026, 11, 20, 9, 30)
STATUS = ("YL-2026-060", "2026-11-19")
PAID = RowCorrection("project_status", STATUS, "paid", "18.5", "财政核对，漏记一笔")
TOWN = "青石镇"


def looked(store, asked, scope=WHOLE_COUNTY):
    return see_correction(store, scope, asked, now=AT)


def status_of(store):
    return known_row(store, ProjectStatus, (STATUS[0], date(2026, 11, 19)), newest(store))


def traced(store, record, key):
    moment = Moment(date(2026, 11, 20), newest(store))
    return trace(store, scope=WHOLE_COUNTY, moment=moment, record=record, key=key)


@pytest.mark.parametrize("record", CORRECTABLE, ids=lambda record: record.NAME)
def test_every_cell_that_may_be_corrected_is_read_back_as_it_stands(sample, record):
    """Of one row of each ledger: what is written out for the reader comes back as the value that is stored."""
    rows = known_rows(sample, record, SAMPLE_CHANGES)
    key = tuple(rows.iloc[len(rows) // 2][name] for name in key_fields(record))
    row, setting = known_row(sample, record, key, SAMPLE_CHANGES), read_setting(sample, SAMPLE_CHANGES)
    fields = [name for name in correctable_fields(record, row) if row[name] is not None]
    assert fields
    for name in fields:
        line = line_of(sample, setting, record, row, name, seen=SAMPLE_CHANGES, today=AT.date())
        as_written = str(line.cells[line.target])
        _, found = read_line(sample, line, record, name, as_written, seen=SAMPLE_CHANGES, now=AT)
        assert value_read(found, record, key, name) == row[name], name
        assert value_read(found, record, ("没有这一行",) * len(key), name) is UNSAID


def test_a_reviewers_correction_is_one_change_of_that_cell_and_the_panel_says_old_new_and_why(own_sample):
    before = status_of(own_sample)
    seen = looked(own_sample, PAID)
    assert (seen.what, seen.old, seen.new) == ("累计支付", "17.00 万元", "18.50 万元")
    n, number = correct_cell(own_sample, REVIEWER, WHOLE_COUNTY, seen, now=AT)
    assert (n, number) == (SAMPLE_CHANGES + 1, None)
    after = status_of(own_sample)
    stored = set(ProjectStatus.model_fields)
    assert {name for name in stored if before[name] != after[name]} == {"paid"}
    found = traced(own_sample, "project_status", STATUS)
    assert found.cells["paid"] == ("累计支付", "18.50 万元")
    [line] = found.corrected
    assert line.startswith(f"累计支付 17.00 万元 → 18.50 万元，吴某，2026-11-20 09:30，第 {n} 号变更：")
    assert line.endswith("财政核对，漏记一笔")


def test_a_clerks_correction_of_a_ledger_row_waits_and_changes_nothing_until_accepted(own_sample):
    towns = read_setting(own_sample, SAMPLE_CHANGES).roster
    place = known_row(own_sample, RECORDS["project"], (STATUS[0],), SAMPLE_CHANGES)["place"]
    own = within(own_sample, towns[towns.town_of(place)].name)
    n, number = correct_cell(own_sample, CLERK, own, looked(own_sample, PAID, own), now=AT)
    assert (n, status_of(own_sample)["paid"]) == (None, 17_000_000)
    held = opened(own_sample, number)
    assert (held.correction.old, held.correction.new) == ("17.00 万元", "18.50 万元")
    accept_submission(own_sample, REVIEWER, WHOLE_COUNTY, held, now=AT)
    assert status_of(own_sample)["paid"] == 18_500_000
    assert "周某 报，吴某 审" in traced(own_sample, "project_status", STATUS).corrected[0]


EMPTIED = replace(PAID, value="", empties=True, reason="这笔是别的项目的，误填")


def test_a_cell_filled_by_mistake_is_emptied_by_one_change_and_old_to_empty_is_told(own_sample):
    seen = looked(own_sample, EMPTIED)
    assert (seen.what, seen.old, seen.new) == ("累计支付", "17.00 万元", "（空）")
    before = status_of(own_sample)
    n, _ = correct_cell(own_sample, REVIEWER, WHOLE_COUNTY, seen, now=AT)
    after = status_of(own_sample)
    assert after["paid"] is None
    assert {name for name in ProjectStatus.model_fields if before[name] != after[name]} == {"paid"}
    found = traced(own_sample, "project_status", STATUS)
    assert found.cells["paid"] == ("累计支付", "（空）")
    assert "累计支付" not in set(found.parts["name"]), "what was taken away stands no more"
    assert "累计支付 17.00 万元" in set(found.earlier["value"])
    [line] = found.corrected
    assert line.startswith(f"累计支付 17.00 万元 → （空），吴某，2026-11-20 09:30，第 {n} 号变更：")
    with pytest.raises(Refusal, match="都是 （空），没有更正"):
        looked(own_sample, EMPTIED)
    correct_cell(own_sample, REVIEWER, WHOLE_COUNTY, looked(own_sample, PAID), now=AT)
    assert (
        traced(own_sample, "project_status", STATUS).corrected[0].startswith("累计支付 （空） → 18.50 万元")
    )


def test_withdrawing_the_change_that_emptied_a_cell_brings_its_value_back(own_sample):
    n, _ = correct_cell(own_sample, REVIEWER, WHOLE_COUNTY, looked(own_sample, EMPTIED), now=AT)
    withdraw_change(own_sample, REVIEWER, n=n, reason="核对过，是这个项目的", now=AT)
    assert status_of(own_sample)["paid"] == 17_000_000
    assert traced(own_sample, "project_status", STATUS).cells["paid"] == ("累计支付", "17.00 万元")


def test_a_clerks_emptied_cell_waits_and_is_shown_old_to_empty_to_the_reviewer(own_sample):
    towns = read_setting(own_sample, SAMPLE_CHANGES).roster
    place = known_row(own_sample, RECORDS["project"], (STATUS[0],), SAMPLE_CHANGES)["place"]
    own = within(own_sample, towns[towns.town_of(place)].name)
    _, number = correct_cell(own_sample, CLERK, own, looked(own_sample, EMPTIED, own), now=AT)
    assert status_of(own_sample)["paid"] == 17_000_000
    held = opened(own_sample, number)
    assert (held.correction.old, held.correction.new) == ("17.00 万元", "（空）")
    accept_submission(own_sample, REVIEWER, WHOLE_COUNTY, held, now=AT)
    assert status_of(own_sample)["paid"] is None


@pytest.mark.parametrize("record", CORRECTABLE, ids=lambda record: record.NAME)
def test_every_cell_of_a_ledger_is_emptied_or_says_by_name_why_not(sample, record):
    """Of one row of each ledger, every cell that holds a value."""
    rows = known_rows(sample, record, SAMPLE_CHANGES)
    key = tuple(rows.iloc[len(rows) // 2][name] for name in key_fields(record))
    row = known_row(sample, record, key, SAMPLE_CHANGES)
    for name in [*key_fields(record), *correctable_fields(record, row)]:
        if row[name] is None:
            continue
        asked = RowCorrection(record.NAME, tuple(map(str, key)), name, "", "误填", empties=True)
        if why := why_never_empty(record, name):
            assert why.startswith(f"“{meanings(record)[name].title}”")
            with pytest.raises(Refusal, match="不能清空。") as refused:
                looked(sample, asked)
            assert refused.value.sentence == why
        else:
            seen = looked(sample, asked)
            assert (seen.new, seen.said.columns[name]) == ("（空）", [None])
            assert may_be_missing(record, name)


def test_what_a_ledger_would_ask_to_explain_is_told(sample):
    """The project's plan is 25 万元: paying more contradicts its own line."""
    assert any("支付大于" in one for one in looked(sample, replace(PAID, value="99")).told)


PROBLEM = ("日督-20261119-003",)


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        (replace(PAID, value="三十"), "没有更正|读不懂"),
        (replace(PAID, value="-3"), "没有更正|读不懂"),
        (replace(PAID, value="17"), "新值和现在的一样"),
        (replace(PAID, reason=" "), "更正要写明理由"),
        (replace(PAID, value=" "), "空着不会删旧数"),
        (replace(PAID, empties=True), "两样只能选一样"),
        (replace(EMPTIED, reason=" "), "更正要写明理由"),
        (replace(EMPTIED, field="day"), "“填报日期”是认行用的栏"),
        (RowCorrection("problem", ("日督-20261119-003",), "text", "", "误填", empties=True), "“问题描述”每一行都要有"),
        (RowCorrection("problem", ("日督-20261119-003",), "deadline", "", "误填", empties=True), "按办理步骤走"),
        (replace(PAID, field="day"), "认行用的栏不改"),
        (replace(PAID, key=("没有", "2026-11-19")), "还没有报过"),
        (replace(PAID, key=("没有", "昨天")), "不能在这里更正"),
        (replace(PAID, field="act_end", value="昨天"), "没有更正|读不懂"),
        (replace(PAID, field="stage", value="三十"), "没有更正|读不懂"),
        (RowCorrection("problem", PROBLEM, "deadline", "2026-12-30", "写错"), "按办理步骤走"),
        (RowCorrection("problem", PROBLEM, "duty_unit", "没有这个局", "写错"), "没有更正|读不懂"),
        (RowCorrection("problem", PROBLEM, "text", "问 13812345678", "写错"), "手机号"),
        (RowCorrection("event", ("problem", PROBLEM[0], "2026-11-19", "1"), "to_status", "已销号", "错"), "还没有报过|状态不是一格"),
        (RowCorrection("figure", ("TOI_COV", "place", "V0001", "2026-11-X2"), "numerator", "3", "错"), "不能在这里更正|还没有报过"),
        (RowCorrection("indicator", ("TOI_COV", ""), "name", "别的", "错"), "不能在这里更正"),
    ],
)  # fmt: skip
def test_a_correction_of_a_row_is_refused_in_one_sentence(sample, asked, sentence):
    with pytest.raises(Refusal, match=sentence):
        looked(sample, asked)


def test_the_row_of_another_town_is_refused_in_the_words_of_one_that_is_not_there(sample):
    own = within(sample, ELSEWHERE)
    for key in (STATUS, ("没有这个项目", STATUS[1])):
        with pytest.raises(Refusal, match="不在您的填报范围"):
            looked(sample, replace(PAID, key=key), own)


def test_the_status_of_a_problem_is_no_cell_and_the_panel_says_where_to_go(sample):
    found = traced(sample, "problem", PROBLEM)
    assert "text" in found.cells
    assert not {"deadline", "deadline_written", "source", "problem"} & set(found.cells)
    assert "请在这个问题下面办下一步" in found.fixed


def test_the_rows_behind_a_measure_open_where_they_can_be_corrected(sample):
    moment = Moment(date(2026, 11, 20), SAMPLE_CHANGES)
    county = read_setting(sample, SAMPLE_CHANGES).roster.county.place
    found = trace(
        sample, scope=WHOLE_COUNTY, moment=moment, record="measure", key=("PRJ_DONE", "place", county)
    )
    keys = {key for key in found.parts["key"] if key}
    assert ("project_status", *STATUS) in keys
    assert traced(sample, *_apart(("project_status", *STATUS))).cells


def _apart(row):
    return row[0], tuple(row[1:])
