"""A ledger of callers' requests 群众诉求工单 (domain.md 4.8): each is a problem, counted in working days, closed by the caller's word."""

from datetime import date

import pytest

from domain.problem_status import ProblemStatus
from tests.uploads.books import xlsx
from tests.uploads.offices import accounts, codes, reading, rows_of, said
from uploads.forms.events import Told, history

D = date.fromisoformat
TITLE = ["云岭县12345热线群众诉求办理台账"]
SECOND = ["填报单位：县热线办　填报时间：2026年11月19日"]
HEADS = [
    "序号", "工单编号", "来源渠道", "受理时间", "诉求类别", "诉求内容（摘要）", "涉及镇村", "承办单位", "派单时间", "签收时间",
    "办理时限（工作日）", "办结时间", "办理结果", "是否按时", "回访结果", "是否重复", "是否涉贫", "备注",
]  # fmt: skip
LINE = [
    1, "R-001", "12345", "2026-11-02", "环境卫生", "村口垃圾满溢", "青石镇东关村", "青石镇", "2026-11-03", "2026-11-03",
    5, "2026-11-06", "已清运", "是", "满意", "否", "否", None,
]  # fmt: skip


def ledger(*lines, heads=HEADS, **how):
    return reading(xlsx([TITLE, SECOND, heads, *lines]), **how)


def line(**changed):
    return [changed.get(head, worth) for head, worth in zip(HEADS, LINE, strict=True)]


def steps(found):
    return [(row["kind"], row["to_status"]) for row in rows_of(found, "event")]


def test_a_request_is_a_problem_with_who_answers_and_working_days_from_the_day_it_was_handed_over():
    found = ledger(LINE)
    assert found.form == "REQ"
    (problem,) = rows_of(found, "problem")
    told = {
        name: said(problem[name]) for name in ("problem", "source", "category", "text", "place", "duty_unit")
    }
    assert told == {
        "problem": "R-001", "source": "hotline", "category": "环境卫生", "text": "村口垃圾满溢", "place": "V0001",
        "duty_unit": "U01",
    }  # fmt: skip
    assert (problem["found_on"], problem["deadline"]) == (D("2026-11-02"), D("2026-11-10"))
    assert steps(found) == [
        ("found", "waiting"),
        ("assigned", "fixing"),
        ("replied", "checking"),
        ("closed", "closed"),
    ]
    assert codes(found) == []
    accounts(found)


@pytest.mark.parametrize(
    ("told", "status"),
    [
        ({"回访结果": "基本满意"}, "closed"),
        ({"回访结果": "不满意"}, "returned"),
        ({"回访结果": "无法联系"}, "checking"),
        ({"回访结果": None}, "checking"),
        ({"回访结果": None, "办结时间": None, "办理结果": "正在办理"}, "fixing"),
        ({"回访结果": None, "办结时间": None, "办理结果": "不属实，不予受理"}, "declined"),
    ],
)
def test_only_a_caller_who_is_content_closes_his_request(told, status):
    found = ledger(line(**told))
    assert steps(found)[-1][1] == status
    accounts(found)


@pytest.mark.parametrize(
    "source", ["12345", "12317", "信访", "领导信箱", "网上留言", "网格员上报", "政民互动", "市长热线"]
)
def test_every_channel_of_callers_is_one_source(source):
    found = ledger(line(来源渠道=source))
    assert [row["source"] for row in rows_of(found, "problem")] == ["hotline"]
    assert found.questions == ()


def test_callers_and_their_numbers_are_left_out():
    found = ledger([*LINE[:-1], "李某", "13800001234"], heads=[*HEADS[:-1], "来电人", "联系电话"])
    assert found.form == "REQ"
    assert {code for code, _ in codes(found)} == {"contact_left_out"}
    assert "13800001234" not in str(rows_of(found, "problem"))


def test_a_short_ledger_of_requests_is_known_without_its_title():
    heads = ["工单号", "受理日期", "诉求事项", "承办部门", "办结日期"]
    found = reading(
        xlsx([heads, ["R-9", "2026-11-02", "停水两天", "农业农村局", None]]), as_of=D("2026-11-19")
    )
    assert found.form == "REQ"
    assert steps(found) == [("found", "waiting")]


@pytest.mark.parametrize(
    ("recheck", "day", "status"),
    [
        ("不合格", None, ProblemStatus.RETURNED),
        ("不合格", D("2026-11-12"), ProblemStatus.RETURNED),
        ("仍有垃圾", D("2026-11-12"), ProblemStatus.RETURNED),
        ("合格", None, ProblemStatus.CLOSED),
        ("未回访", D("2026-11-12"), ProblemStatus.CHECKING),
    ],
)
def test_what_was_seen_on_looking_again_sends_back_with_or_without_its_day(recheck, day, status):
    told = Told(D("2026-11-01"), None, D("2026-11-10"), day, None, recheck, "", "已完成", "")
    assert history(told, D("2026-11-19")).steps[-1].to_status is status
