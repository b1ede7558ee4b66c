"""A list of what a dispatch meeting decided 调度事项清单 (domain.md 2.3): unit, post, person and day, and how far it has come."""

from datetime import date

import pandas as pd
import pytest

from tests.uploads.books import xlsx
from tests.uploads.offices import accounts, codes, knowing, reading, rows_of, said

D = date.fromisoformat
TITLE = [["云岭县11月上旬旬调度会议定事项清单"], ["填报时间：2026年11月19日"]]
HEADS = [
    "编号", "来源", "交办日期", "调度事项", "牵头县领导", "牵头单位", "配合单位", "责任人", "办理时限", "完成标准", "进展", "状态",
    "办结日期",
]  # fmt: skip
LINE = [
    "调度-1", "11月上旬调度会", "2026-11-10", "包案到人", "副县长 林某", "农业农村局", "财政局", "局长 李某", "11月15日前", "见底",
    None, None, None,
]  # fmt: skip


def line(**changed):
    return [changed.get(head, worth) for head, worth in zip(HEADS, LINE, strict=True)]


def sheet(*lines, heads=HEADS, **how):
    return reading(xlsx([*TITLE, heads, *lines]), **how)


def steps(found):
    return [(row["kind"], row["to_status"], row["day"]) for row in rows_of(found, "event")]


def test_a_decision_is_taken_in_with_unit_post_person_and_day():
    found = sheet(LINE)
    assert found.form == "DIR"
    (one,) = rows_of(found, "directive")
    told = {"directive": "调度-1", "decided_at": "11月上旬调度会", "given_on": D("2026-11-10"), "text": "包案到人",
            "lead_unit": "U02", "post": "局长", "person": "李某", "deadline": D("2026-11-15")}  # fmt: skip
    assert {name: said(one[name]) for name in told} == told
    assert steps(found) == [("given", "given", D("2026-11-10"))]
    assert codes(found) == []
    accounts(found)


@pytest.mark.parametrize(
    ("told", "step"),
    [
        ({"状态": "在办", "进展": "已清一遍"}, ("taken_up", "working", D("2026-11-19"))),
        ({"办结日期": "2026-11-14"}, ("finished", "done", D("2026-11-14"))),
        ({"状态": "已办结"}, ("finished", "done", D("2026-11-19"))),
        ({"状态": "已交办"}, None),
        ({"状态": "否"}, None),
        ({"状态": "未办结"}, ("unfinished", "undone", D("2026-11-19"))),
    ],
)
def test_its_word_or_its_day_tells_the_step(told, step):
    found = sheet(line(**told))
    assert steps(found) == [("given", "given", D("2026-11-10")), *([step] if step else [])]
    accounts(found)


def test_a_bare_word_without_a_day_anywhere_asks_for_it():
    found = reading(xlsx([["议定事项清单"], HEADS, line(状态="办结")]))
    assert steps(found) == [("given", "given", D("2026-11-10"))]
    assert len(found.questions) == 1
    accounts(found)


def test_words_that_tell_nothing_are_told():
    found = sheet(line(状态="见附件"))
    assert codes(found) == [("directive_unread", "L4")]


@pytest.mark.parametrize(
    ("told", "lacking"),
    [
        ({"责任人": "李某"}, "责任岗位"),
        ({"责任人": None}, "责任岗位"),
        ({"牵头单位": None}, "牵头单位"),
        ({"办理时限": "尽快"}, "办理时限（到天）"),
        ({"交办日期": None}, "交办日期"),
    ],
)
def test_a_decision_without_post_person_or_day_is_not_taken(told, lacking):
    found = sheet(line(**told))
    assert rows_of(found, "directive") == []
    assert [issue.code for issue in found.issues if issue.level == "block"] == ["missing_key"]
    assert lacking in next(issue.message for issue in found.issues if issue.code == "missing_key")
    accounts(found)


def standing(**one):
    row = {"directive": "调度-20261110-01", "given_on": D("2026-11-10"), "text": "包案到人", "day": D("2026-11-14"), "seq": 1,
           "kind": "finished", "status": "done", **one}  # fmt: skip
    return knowing(directives=pd.DataFrame([row]))


def test_a_list_without_numbers_knows_again_what_was_recorded_and_tells_no_step_twice():
    found = sheet(line(编号=None, 办结日期="2026-11-14"), known=standing())
    assert [row["directive"] for row in rows_of(found, "directive")] == ["调度-20261110-01"]
    assert steps(found)[1:] == [("finished", "done", D("2026-11-14"))]
    assert [row["seq"] for row in rows_of(found, "event")] == [1, 1]
    accounts(found)


def test_a_step_the_table_does_not_have_is_refused_at_its_cell():
    found = sheet(line(编号=None, 状态="未办结"), known=standing())
    assert [code for code, _ in codes(found)] == ["directive_step"]
    accounts(found)


def test_the_day_of_the_meeting_is_asked_where_no_column_says_it():
    heads = [head for head in HEADS if head != "交办日期"]
    rest = [worth for head, worth in zip(HEADS, LINE, strict=True) if head != "交办日期"]
    asked = sheet(rest, heads=heads)
    (question,) = asked.questions
    assert question.id == "given_on:Sheet1"
    found = sheet(rest, heads=heads, answers={question.id: "2026-11-10"})
    assert [row["given_on"] for row in rows_of(found, "directive")] == [D("2026-11-10")]
