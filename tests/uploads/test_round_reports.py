"""A report of a round 轮次: numbered by its title, its days from the sheet, from what is declared, or asked for."""

from datetime import date

import pandas as pd

from domain.rounds import rounds
from tests.uploads.books import xlsx
from tests.uploads.offices import codes, figures, knowing, reading, rows_of

HEAD = ["序号", "镇", "行政村", "应排查轮次", "实排查轮次", "应排查农户数", "实际排查户数", "新发现户数"]
ROWS = [[1, "青石镇", "东关村", 2, 2, 200, 196, 1], [2, "青石镇", "西沟村", 2, 1, 100, 90, 0]]
DAYS = "排查时间：6月1日至6月30日"
DECLARED = rounds(
    pd.DataFrame(
        [("R2026-2", date(2026, 6, 3), date(2026, 6, 28))], columns=["round", "first_day", "last_day"]
    )
)


def report(title="云岭县2026年第二轮防返贫集中排查情况", days=DAYS, more=()):
    return xlsx([[title], [days], HEAD, *ROWS], more=more)


def test_a_round_is_read_with_its_days_and_they_are_remembered():
    found = reading(report())
    assert (found.form, found.period, found.questions, codes(found)) == ("SCR", "R2026-2", (), [])
    assert figures(found)["SCR_ROUND", "V0002"] == (1, 2)
    assert figures(found)["SCR_COV", "V0001"] == (196, 200)
    assert figures(found)["SCR_NEW_HH", "V0002"] == (0, None)
    assert found.as_of == date(2026, 6, 30)
    [row] = rows_of(found, "round")
    assert (row["round"], row["first_day"], row["last_day"]) == (
        "R2026-2",
        date(2026, 6, 1),
        date(2026, 6, 30),
    )


def test_days_that_stand_nowhere_are_asked_for():
    found = reading(report(days="填报单位：青石镇"))
    [question] = found.questions
    assert (question.id, question.default, figures(found)) == ("round:R2026-2", "", {})
    answered = reading(report(days="填报单位：青石镇"), answers={question.id: "2026年6月1日至2026年6月30日"})
    assert (answered.period, answered.as_of, len(figures(answered))) == ("R2026-2", date(2026, 6, 30), 6)


def test_declared_days_hold_and_a_sheet_that_says_others_has_to_explain():
    found = reading(report(), known=knowing(rounds=DECLARED))
    assert (found.as_of, codes(found)) == (date(2026, 6, 28), [("round_days_differ", "")])
    assert rows_of(found, "round") == []


def test_two_numbers_of_rounds_in_one_file_are_asked_about():
    found = reading(report(), "第三轮集中排查.xlsx")
    assert [question.id for question in found.questions] == ["period:Sheet1"]


def test_several_rounds_in_one_workbook_are_each_read():
    third = [["第三轮防返贫集中排查情况"], ["排查时间：9月11日至10月10日"], HEAD, *ROWS]
    found = reading(report(more=[("第三轮", third)]), "2026年第二、三轮集中排查.xlsx")
    assert found.questions == ()
    assert [block.period for block in found.blocks] == ["R2026-2", "R2026-3"]
    assert [row["round"] for row in rows_of(found, "round")] == ["R2026-2", "R2026-3"]


def test_rounds_due_are_as_many_as_the_office_numbered_however_many_months_went_by():
    monthly = [[1, "青石镇", "东关村", 5, 2, 200, 196, 1], [2, "青石镇", "西沟村", 2, 1, 100, 90, 0]]
    found = reading(xlsx([["云岭县2026年第二轮防返贫集中排查情况"], [DAYS], HEAD, *monthly]))
    [issue] = found.issues
    assert (issue.code, issue.cell, issue.found, issue.expected) == ("rounds_due_differ", "D4", "5", "2")
