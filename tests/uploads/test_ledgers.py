"""Rosters, project, fund, inspection and rectification ledgers: rows as offices keep them (domain.md 4.1–4.4)."""

from dataclasses import replace
from datetime import date

import pandas as pd
import pytest

from domain.places import roster
from domain.records import UNSAID, Alias, Place, Project, Unit
from tests.domain.counties import frame
from tests.uploads.books import xlsx
from tests.uploads.offices import accounts, codes, knowing, office, reading, rows_of, said
from uploads.forms.events import Told, history

D = date.fromisoformat


def first(found, record):
    return rows_of(found, record)[0]


# --- rosters ------------------------------------------------------------------------------------------------------------

EMPTY = replace(office(), roster=roster(frame(Place, []), frame(Alias, [])), units=frame(Unit, []))
ROSTER = [
    ["云岭县2026年镇村名册"], ["序号", "乡镇", "村（社区）", "统计用区划代码", "村庄类型", "户籍户数"],
    [1, "青石镇", "东关村", "990101100201", "集聚提升类", 420], [2, None, "邱村村", "990101100202", "特色保护类", 310],
    [3, "柳湾乡", "东关村", "990101200201", None, 90], ["合计", None, None, None, None, 820],
]  # fmt: skip


def test_the_first_roster_numbers_county_towns_and_villages():
    found = reading(xlsx(ROSTER, merges=["B3:B4"]), known=EMPTY)
    places = {
        row["place"]: (row["name"], row["level"], said(row["parent"])) for row in rows_of(found, "place")
    }
    assert places == {
        "C01": ("云岭县", "county", None), "T01": ("青石镇", "town", "C01"), "V0001": ("东关村", "village", "T01"),
        "V0002": ("邱村村", "village", "T01"), "T02": ("柳湾乡", "town", "C01"), "V0003": ("东关村", "village", "T02"),
    }  # fmt: skip
    village = next(row for row in rows_of(found, "place") if row["place"] == "V0003")
    assert (village["code"], said(village["category"]), village["households"]) == ("990101200201", None, 90)
    assert codes(found) == []
    accounts(found)


def test_a_known_village_keeps_its_key_and_a_new_one_is_numbered_after_it():
    rows = [ROSTER[0], ROSTER[1], [1, "青石镇", "东关村"], [2, "青石镇", "新桥村"]]
    found = reading(xlsx(rows), form="ROSTER")
    assert {row["name"]: row["place"] for row in rows_of(found, "place")} == {
        "东关村": "V0001",
        "新桥村": "V0010",
    }


def test_a_village_much_like_a_known_one_is_asked_about():
    rows = [ROSTER[0], ROSTER[1], [1, "青石镇", "王庄村"]]
    asked = reading(xlsx(rows), form="ROSTER")
    (question,) = asked.questions
    assert question.choices == ("是新的村", "王家庄村")
    same = reading(xlsx(rows), form="ROSTER", answers={question.id: "王家庄村"})
    assert first(same, "place")["place"] == "V0003"


def test_a_merger_is_one_dated_change():
    rows = [
        ["云岭县镇村名册（2026年11月并村后）"], ["乡镇", "村", "生效日期", "撤销日期", "由哪些村并入"],
        ["青石镇", "东关新村", D("2026-10-01"), None, "东关村、西沟村"], ["青石镇", "东关村", None, D("2026-09-30"), None],
    ]  # fmt: skip
    places = {row["place"]: row for row in rows_of(reading(xlsx(rows), form="ROSTER"), "place")}
    assert places["V0010"]["predecessors"] == "V0001;V0002"
    assert places["V0001"]["valid_to"] == D("2026-09-30")
    assert (places["V0002"]["valid_to"], places["V0002"]["name"]) == (D("2026-09-30"), "西沟村")


def test_towns_and_units_come_in_the_same_workbook():
    towns = [
        ["云岭县乡镇名册"],
        ["序号", "乡镇", "行政区划代码"],
        [1, "青石镇", "990101100000"],
        [2, "柳湾乡", "990101200000"],
    ]
    units = [
        ["云岭县责任单位名册"], ["序号", "单位名称", "单位类别", "分管领导", "简称"],
        [1, "青石镇人民政府", "乡镇政府", "副县长 林某", "青石镇"], [2, "县农业农村局", "县直部门", "副县长 林某", "农业农村局;县农业局"],
        [3, "领导小组办公室", "领导小组办公室", None, "农办"], [4, "迎检工作专班", "专班", None, None],
    ]  # fmt: skip
    found = reading(xlsx(ROSTER, merges=["B3:B4"], more=[("乡镇", towns), ("单位", units)]), known=EMPTY)
    assert codes(found) == []
    places = {row["place"]: said(row["code"]) for row in rows_of(found, "place") if row["level"] == "town"}
    assert places == {"T01": "990101100000", "T02": "990101200000"}
    kinds = {row["unit"]: (row["name"], row["kind"], said(row["place"])) for row in rows_of(found, "unit")}
    assert kinds == {
        "U01": ("青石镇人民政府", "town", "T01"), "U02": ("县农业农村局", "department", None),
        "U03": ("领导小组办公室", "office", None), "U04": ("迎检工作专班", "task_force", None),
    }  # fmt: skip
    assert first(found, "unit")["aliases"] == "青石镇"
    accounts(found)


# --- projects -----------------------------------------------------------------------------------------------------------

PROJECT_HEAD = [
    ["云岭县2026年衔接资金项目进度台账"], ["填报单位（盖章）：县农业农村局　填报时间：2026年11月16日　单位：万元"],
    ["序号", "项目编号", "项目名称", "实施地点", "总投资", "资金来源", None, "责任单位", "计划完工时间", "形象进度", "累计支付", "支付率"],
    [None] * 5 + ["中央", "省级"] + [None] * 5,
]  # fmt: skip
PROJECT = [
    1,
    "YL-2026-001",
    "产业路建设项目",
    "青石镇东关村",
    100,
    80,
    20,
    "农业农村局",
    "2026.10",
    "主体完成80%",
    60,
    "60%",
]
MERGES = ["A1:L1", "F3:G3", *(f"{c}3:{c}4" for c in "ABCDEHIJKL")]


def projects(*rows, head=PROJECT_HEAD, **more):
    return reading(xlsx([*head, *(rows or [PROJECT])], merges=MERGES), **more)


def test_one_project_row_gives_a_project_its_progress_and_its_sources():
    found = projects()
    project, status = first(found, "project"), first(found, "project_status")
    assert (project["project"], project["name"], project["place"], project["year"]) == (
        "YL-2026-001",
        "产业路建设项目",
        "V0001",
        2026,
    )
    assert (project["invest_total"], project["lead_unit"], project["plan_end"]) == (
        100_000_000,
        "U02",
        D("2026-10-31"),
    )
    assert (status["day"], status["stage"], status["progress"], status["paid"]) == (
        D("2026-11-16"),
        "building",
        800_000,
        60_000_000,
    )
    assert [(row["level"], row["amount"]) for row in rows_of(found, "allocation")] == [
        ("central", 80_000_000),
        ("province", 20_000_000),
    ]
    assert codes(found) == [("day_imprecise", "I5")]
    assert found.headers["Sheet1!F4"] == "allocation.amount"
    accounts(found)


@pytest.mark.parametrize(
    ("written", "stage", "progress"),
    [("已完工，待验收", "completed", None), ("前期", "prepare", None), ("招投标阶段", "tender", None), ("已验收", "accepted", None),
     ("已报账", "settled", None), ("在建，完成65%", "building", 650_000), ("100%", "completed", 1_000_000)],
)  # fmt: skip
def test_free_text_of_a_stage_is_read(written, stage, progress):
    status = first(projects([*PROJECT[:9], written, *PROJECT[10:]]), "project_status")
    assert (status["stage"], said(status["progress"])) == (stage, progress)


def test_a_stage_nobody_can_read_is_told():
    found = projects([*PROJECT[:9], "情况良好", *PROJECT[10:]])
    assert ("stage_unread", "J5") in codes(found)
    accounts(found)


def test_projects_of_one_name_in_several_villages_are_told_apart():
    rows = [
        [n, None, "产业路建设项目", f"青石镇{v}", 10, 10, None, None, None, "在建", 1, None]
        for n, v in enumerate(["东关村", "西沟村"], 1)
    ]
    keys = [row["project"] for row in rows_of(projects(*rows), "project")]
    assert keys == ["2026-V0001-产业路建设项目", "2026-V0002-产业路建设项目"]


def test_a_project_known_by_year_place_and_name_keeps_its_number():
    known = frame(Project, [Project(project="YL-9", name="产业路建设项目", year=2026, place="V0001")])
    found = projects(
        [1, None, *PROJECT[2:]], known=knowing(projects=known[["project", "name", "year", "place"]])
    )
    assert first(found, "project")["project"] == "YL-9"


def test_the_same_number_twice_is_told_and_read_once():
    found = projects(PROJECT, [2, *PROJECT[1:]])
    assert ("duplicate_row", "B6") in codes(found)
    assert len(rows_of(found, "project")) == 1
    accounts(found)


@pytest.mark.parametrize(
    ("at", "value", "code", "cell"),
    [
        (10, 160, "project_contradiction", "K5"), (11, "85%", "rate_disagrees", "L5"), (5, 50, "project_contradiction", "E5"),
        (4, "一百", "not_a_number", "E5"), (8, "尽快", "not_a_day", "I5"), (7, "某某公司", "unknown_unit", "H5"),
        (3, "青石镇无名村", "unknown_place", "D5"), (10, -3, "negative", "K5"),
    ],
)  # fmt: skip
def test_what_does_not_fit_in_a_project_row_is_told_at_its_cell(at, value, code, cell):
    row = [*PROJECT]
    row[at] = value
    found = projects(row)
    assert (code, cell) in codes(found)
    accounts(found)


def test_the_unit_may_stand_in_the_cell_and_a_total_row_is_compared():
    row = [*PROJECT]
    row[4] = "100万元"
    found = projects(row, ["合计", None, None, None, 120, 80, 20, None, None, None, 60, None])
    assert first(found, "project")["invest_total"] == 100_000_000
    assert ("total_disagrees", "E6") in codes(found)


def test_rows_of_a_class_are_subtotals():
    rows = [["一", None, "产业发展", None, 100, 80, 20, None, None, None, 60, None], PROJECT]
    found = projects(*rows)
    assert [row["project"] for row in rows_of(found, "project")] == ["YL-2026-001"]
    assert codes(found) == [("day_imprecise", "I6")]


def test_a_ledger_without_a_day_asks_for_it_and_registers_the_projects_meanwhile():
    head = [PROJECT_HEAD[0], ["单位：万元"], *PROJECT_HEAD[2:]]
    asked = projects(head=head)
    assert [question.id for question in asked.questions] == ["as_of:Sheet1"]
    assert (len(rows_of(asked, "project")), rows_of(asked, "project_status")) == (1, [])
    accounts(asked)
    answered = projects(head=head, answers={"as_of:Sheet1": "2026-11-10"})
    assert first(answered, "project_status")["day"] == D("2026-11-10")
    accounts(answered)


def test_a_reserve_is_of_its_own_year_and_has_no_progress():
    rows = [
        ["云岭县2027年度项目库储备项目"],
        ["填报时间：2026年11月16日　单位：万元"],
        ["序号", "项目编号", "项目名称", "项目预算总投资"],
        [1, "R-1", "冷库", 55],
    ]
    found = reading(xlsx(rows))
    project = first(found, "project")
    assert (project["year"], project["reserve"], rows_of(found, "project_status")) == (2027, True, [])
    assert found.blocks[0].coverage.among == (("year", 2027), ("reserve", True))


def test_months_typed_as_numbers_are_asked_and_formats_settle_them():
    row = [*PROJECT]
    row[8] = 2026.1
    assert ("day_ambiguous", "I5") in codes(projects(row))
    content = xlsx([*PROJECT_HEAD, row], merges=MERGES, formats={"I5": "0.00"})
    assert first(reading(content), "project")["plan_end"] == D("2026-10-31")


# --- money --------------------------------------------------------------------------------------------------------------

KNOWN_PROJECT = knowing(
    projects=pd.DataFrame([("YL-1", "产业路", 2026, "V0001")], columns=["project", "name", "year", "place"])
)


def test_documents_and_payments_are_two_tables():
    documents = [
        ["云岭县2026年资金下达台账"], ["截至2026年11月16日　单位：万元"],
        ["资金级次", "资金批次", "下达文号", "下达日期", "下达金额", "到位金额", "是否直达资金"],
        ["中央", "第一批", "云财农〔2026〕9号", "2026年1月20日", 500, 500, "是"],
        [None, "第二批", "云财农〔2026〕24号", "2026.6.1", 200.5, None, "否"],
        ["合计", None, None, None, 700.5, 500, None],
    ]  # fmt: skip
    payments = [
        ["国库支付明细"], ["支付日期", "支付凭证号", "指标文号", "项目编号", "项目名称", "支付金额（元）", "累计支付（元）"],
        [D("2026-03-16"), "P001", "云财农〔2026〕9号", "YL-1", "产业路", 250848.5, 250848.5],
        [D("2026-03-20"), "P002", "云财农〔2026〕9号", "YL-1", "产业路", -848.5, 250000],
    ]  # fmt: skip
    found = reading(xlsx(documents, merges=["A4:A5"], more=[("支付", payments)]), known=KNOWN_PROJECT)
    funds = [
        (row["document"], row["level"], row["issued"], said(row["received"]), row["direct"])
        for row in rows_of(found, "fund")
    ]
    assert funds == [
        ("云财农〔2026〕9号", "central", 500_000_000, 500_000_000, True), ("云财农〔2026〕24号", "central", 200_500_000, None, False)
    ]  # fmt: skip
    paid = [
        (row["payment"], row["project"], row["document"], row["amount"]) for row in rows_of(found, "payment")
    ]
    assert paid == [
        ("P001", "YL-1", "云财农〔2026〕9号", 25_084_850),
        ("P002", "YL-1", "云财农〔2026〕9号", -84_850),
    ]
    assert codes(found) == []
    accounts(found)


def test_payments_without_vouchers_are_told_apart_by_their_place_in_the_day():
    rows = [
        ["支付明细　单位：元"],
        ["支付日期", "项目编号", "支付金额"],
        *([D("2026-03-16"), "YL-1", amount] for amount in (100, 100, 50)),
    ]
    keys = [row["payment"] for row in rows_of(reading(xlsx(rows), known=KNOWN_PROJECT), "payment")]
    assert keys == ["YL-1||2026-03-16|1", "YL-1||2026-03-16|2", "YL-1||2026-03-16|3"]


def test_a_payment_for_an_unknown_project_is_kept_and_told():
    rows = [
        ["支付明细　单位：元"],
        ["支付日期", "支付凭证号", "项目编号", "支付金额"],
        [D("2026-03-16"), "P1", "YL-404", 100],
    ]
    found = reading(xlsx(rows), known=KNOWN_PROJECT)
    assert (first(found, "payment")["project"], codes(found)) == (UNSAID, [("unknown_project", "C3")])
    accounts(found)


def test_a_code_too_long_for_a_number_is_refused():
    rows = [
        ["支付明细　单位：元"],
        ["支付日期", "支付凭证号", "支付金额"],
        [D("2026-03-16"), 20260316000000012, 100],
    ]
    found = reading(xlsx(rows))
    assert codes(found) == [("code_rounded", "B3")]
    assert rows_of(found, "payment") == []


# --- problems -----------------------------------------------------------------------------------------------------------

INSPECTION = [
    ["云岭县日督查问题台账"], ["填报单位：县人居办　填报时间：2026年11月19日"],
    ["问题编号", "督查日期", "乡镇", "村（社区）", "组/点位", "问题类别", "问题描述", "责任单位", "整改时限", "整改情况",
     "完成时间", "复查时间", "复查结果", "扣分"],
]  # fmt: skip
PROBLEM = ["日督-20261110-001", "2026-11-10", "青石镇", "东关村", "二组桥头", "垃圾积存", "沟边存量垃圾未清理，约2方", "青石镇人民政府",
           "三日内", "已清理到位", "11.12", "11月13日", "通过，销号", 2]  # fmt: skip


def inspections(*rows, **more):
    return reading(xlsx([*INSPECTION, *(rows or [PROBLEM])]), **more)


def events(found, number=None):
    rows = [row for row in rows_of(found, "event") if number in (None, row["number"])]
    return [
        (str(row["day"]), row["kind"], row["to_status"])
        for row in sorted(rows, key=lambda row: (row["day"], row["seq"]))
    ]


def test_an_inspected_problem_tells_its_whole_life_by_its_dated_columns():
    found = inspections()
    problem = first(found, "problem")
    assert (problem["place"], problem["found_on"], problem["spot"], problem["duty_unit"]) == (
        "V0001",
        D("2026-11-10"),
        "二组桥头",
        "U01",
    )
    assert (problem["deadline"], problem["deadline_written"], problem["deduction"]) == (
        D("2026-11-13"),
        "三日内",
        200,
    )
    assert problem["text"] == "沟边存量垃圾未清理，约2方"
    assert events(found) == [
        ("2026-11-10", "found", "waiting"), ("2026-11-12", "replied", "checking"), ("2026-11-13", "closed", "closed")
    ]  # fmt: skip
    assert codes(found) == []
    accounts(found)


def test_reading_the_same_ledger_twice_tells_the_same_events():
    assert rows_of(inspections(), "event") == rows_of(inspections(), "event")


@pytest.mark.parametrize(
    ("situation", "done", "rechecked", "verdict", "expected"),
    [
        ("正在整改", None, None, None, [("2026-11-19", "reported", "fixing")]),
        ("已整改", None, None, None, [("2026-11-19", "replied", "checking")]),
        ("未整改", None, None, None, []),
        (
            "已清理",
            "11.12",
            "11.13",
            "未通过，退回",
            [("2026-11-12", "replied", "checking"), ("2026-11-13", "returned", "returned")],
        ),
        (
            None,
            None,
            "11.13",
            "通过",
            [("2026-11-13", "replied", "checking"), ("2026-11-13", "closed", "closed")],
        ),
        ("阶段性完成", None, None, None, [("2026-11-19", "staged", "staged")]),
        ("已完成", "11.25", None, None, [("2026-11-19", "replied", "checking")]),
    ],
)
def test_a_bare_word_speaks_for_the_ledgers_day_and_only_an_acceptance_closes(
    situation, done, rechecked, verdict, expected
):
    found = inspections([*PROBLEM[:9], situation, done, rechecked, verdict, None])
    assert events(found)[1:] == expected
    accounts(found)


def test_a_status_nobody_can_read_is_told_and_kept_as_a_note():
    found = inspections([*PROBLEM[:9], "情况属实", None, None, None, None])
    assert codes(found) == [("status_unread", "J4")]
    assert first(found, "event")["note"] == "情况属实"
    accounts(found)


def test_a_ledger_without_number_day_or_spot_still_has_its_problems():
    rows = [
        ["督查台账"], ["督查日期", "乡镇", "村", "存在问题", "整改情况"], [D("2026-11-10"), "青石镇", "东关村", "垃圾未清", "正在整改"],
        [None, "青石镇", "西沟村", "沟渠不畅", None],
    ]  # fmt: skip
    asked = reading(xlsx(rows, merges=["A3:A4"]))
    assert [question.id for question in asked.questions] == ["as_of:Sheet1"]
    again = reading(xlsx(rows, merges=["A3:A4"]), answers={"as_of:Sheet1": "2026-11-18"})
    numbers = [row["problem"] for row in rows_of(again, "problem")]
    assert numbers == [row["problem"] for row in rows_of(asked, "problem")]
    assert numbers[0].startswith("日督-20261110-V0001-")
    assert ("2026-11-18", "reported", "fixing") in events(again)
    accounts(again)


def test_scores_make_visits_and_problems_alone_make_none():
    rows = [
        ["督查得分表"],
        ["督查日期", "督查组", "乡镇", "村", "得分"],
        [D("2026-11-10"), "一组", "青石镇", "东关村", 93.5],
        [D("2026-11-10"), "一组", "青石镇", "西沟村", 106],
    ]
    found = reading(xlsx(rows))
    visits = [(row["visit"], row["place"], said(row["score"])) for row in rows_of(found, "visit")]
    assert visits == [("督-20261110-V0001", "V0001", 9_350), ("督-20261110-V0002", "V0002", None)]
    assert codes(found) == [("out_of_bounds", "E4")]
    assert rows_of(inspections(), "visit") == []
    accounts(found)


@pytest.mark.parametrize(
    ("score", "deductions", "told"),
    [
        (95, (2, 3), ()),
        (97.5, (2, 0.5), ()),
        (96, (2, 3), ("96 分", "95 分")),
        (0, (60, 50), ()),
        (90, (None, None), ()),
    ],
)
def test_a_typed_score_has_to_be_100_less_the_deductions_beside_it(score, deductions, told):
    rows = [
        ["日督查问题台账"],
        ["问题编号", "督查日期", "乡镇", "村", "存在问题", "扣分", "得分", "整改时限"],
        *(
            [f"日督-20261110-00{at}", D("2026-11-10"), "青石镇", "东关村", "垃圾未清", points, score, "11.20"]
            for at, points in enumerate(deductions, 1)
        ),
    ]
    found = reading(xlsx(rows))
    told_of = [issue for issue in found.issues if issue.code == "score_disagrees"]
    assert [(issue.cell, issue.found, issue.expected, issue.level) for issue in told_of] == (
        [("G3", *told, "explain")] if told else []
    )
    assert [said(row["score"]) for row in rows_of(found, "visit")] == [score * 100]
    accounts(found)


FEEDBACK = [
    ["云岭县反馈问题整改台账"], ["填报时间：2026年11月19日"],
    ["问题编号", "问题来源", "反馈时间", "反馈问题", "涉及镇村", "责任单位", "整改时限",
     "整改进展", "完成情况", "完成时间", "验收意见", "销号时间"],
]  # fmt: skip


def feedback(*cells, **more):
    row = ["整改-001", "省级考核", "2026.9.1", "监测不细", "青石镇", "农业农村局", "12月15日前", *cells]
    return reading(xlsx([*FEEDBACK, row]), **more)


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (
            (None, "已完成", "2026.11.1", "同意销号", "2026.11.5"),
            [("2026-11-01", "replied", "checking"), ("2026-11-05", "closed", "closed")],
        ),
        ((None, "已完成", None, None, None), [("2026-11-19", "replied", "checking")]),
        ((None, "基本完成", None, None, None), [("2026-11-19", "replied", "checking")]),
        ((None, "阶段性完成", "2026.11.1", None, None), [("2026-11-01", "staged", "staged")]),
        (("已制定方案，正在整改", None, None, None, None), [("2026-11-19", "reported", "fixing")]),
        ((None, "未启动", None, None, None), []),
        (
            (None, None, None, None, "2026.11.5"),
            [("2026-11-05", "replied", "checking"), ("2026-11-05", "closed", "closed")],
        ),
        (
            (None, None, None, "验收合格，同意销号", None),
            [("2026-11-19", "replied", "checking"), ("2026-11-19", "closed", "closed")],
        ),
    ],
)
def test_only_a_date_of_closing_or_an_acceptance_closes_a_feedback_problem(cells, expected):
    found = feedback(*cells)
    assert events(found)[1:] == expected
    accounts(found)


def test_no_column_is_called_only_compared_while_a_question_keeps_its_rows_out():
    rows = [
        ["云岭县2026年反馈问题整改台账"], ["填报时间：2026年11月19日"], ["问题来源", "反馈问题", "责任单位", "整改时限", "完成情况"],
        ["省级督查反馈", "账实不符", "县农业农村局", "2026年12月底", "正在整改"],
    ]  # fmt: skip
    asked = reading(xlsx(rows), "整改台账.xlsx")
    assert ([question.id for question in asked.questions], codes(asked, but=())) == (["found_on:Sheet1"], [])
    answered = reading(xlsx(rows), "整改台账.xlsx", answers={"found_on:Sheet1": "2026-10-10"})
    assert (len(rows_of(answered, "problem")), codes(answered, but=())) == (1, [])
    accounts(asked)


def test_a_feedback_problem_knows_source_deadline_and_who_answers():
    problem = first(feedback("正在推进", None, None, None, None), "problem")
    assert (problem["source"], problem["deadline"], problem["long_term"]) == (
        "superior",
        D("2026-12-15"),
        False,
    )
    assert (problem["place"], problem["duty_unit"], problem["found_on"]) == ("T01", "U02", D("2026-09-01"))


@pytest.mark.parametrize(
    ("written", "deadline", "long_term"),
    [
        ("立行立改", "2026-09-01", False),
        ("长期坚持", None, True),
        ("11月底", "2026-11-30", False),
        ("5个工作日内", "2026-09-08", False),
    ],
)
def test_words_of_a_deadline_become_a_day(written, deadline, long_term):
    row = [
        "整改-001",
        "省级考核",
        "2026.9.1",
        "监测不细",
        "青石镇",
        "农业农村局",
        written,
        None,
        None,
        None,
        None,
        None,
    ]
    problem = first(reading(xlsx([*FEEDBACK, row])), "problem")
    assert (said(problem["deadline"]), problem["long_term"]) == (D(deadline) if deadline else None, long_term)


def test_a_deadline_nobody_can_date_is_kept_and_told():
    row = [
        "整改-001",
        "省级考核",
        "2026.9.1",
        "监测不细",
        "青石镇",
        "农业农村局",
        "尽快",
        None,
        None,
        None,
        None,
        None,
    ]
    found = reading(xlsx([*FEEDBACK, row]))
    assert (first(found, "problem")["deadline_written"], codes(found)) == (
        "尽快",
        [("deadline_unread", "G4")],
    )


@pytest.mark.parametrize(
    ("written", "source"),
    [
        ("审计反馈", "audit"),
        ("市委巡察", "patrol"),
        ("12345热线", "hotline"),
        ("自查自纠", "self"),
        ("国家后评估", "superior"),
    ],
)
def test_sources_are_told_by_their_words(written, source):
    row = ["整改-001", written, "2026.9.1", "监测不细", None, None, None, None, None, None, None, None]
    assert first(reading(xlsx([*FEEDBACK, row])), "problem")["source"] == source


def test_an_unknown_source_is_asked_once():
    rows = [
        [f"整改-00{n}", "其他", "2026.9.1", f"问题{n}", None, None, None, None, None, None, None, None]
        for n in (1, 2)
    ]
    asked = reading(xlsx([*FEEDBACK, *rows]))
    assert [(q.id, q.cells) for q in asked.questions] == [("source:其他", ("Sheet1!B4", "Sheet1!B5"))]
    answered = reading(xlsx([*FEEDBACK, *rows]), answers={"source:其他": "自查"})
    assert {row["source"] for row in rows_of(answered, "problem")} == {"self"}
    accounts(asked)


def per_town(*rows, **how):
    """A finding from above that stands once per town, its number and words merged over the rows."""
    told = [
        ["整改-001" if not at else None, "省级考核" if not at else None, "2026.9.1" if not at else None,
         "监测不细" if not at else None, village, None, "12月15日前", None, None, None, None, closed]
        for at, (village, closed) in enumerate(rows)
    ]  # fmt: skip
    last = len(FEEDBACK) + len(rows)
    merges = [f"{letter}{len(FEEDBACK) + 1}:{letter}{last}" for letter in "ABCD"]
    return reading(xlsx([*FEEDBACK, *told], merges=merges), **how)


TOWNS = (("青石镇东关村", None), ("柳湾乡东关村", None))
ANSWER = {"tasks:Sheet1": "一个问题分给几个镇"}


def test_a_finding_that_stands_once_per_town_is_asked_about_once():
    asked = per_town(*TOWNS)
    (question,) = asked.questions
    assert question.choices == ("一个问题分给几个镇", "重复的行，只读第一行")
    assert "（如“整改-001”：青石镇、柳湾乡）" in question.text
    assert [row["problem"] for row in rows_of(asked, "problem")] == ["整改-001"]
    accounts(asked)
    repeated = per_town(*TOWNS, answers={"tasks:Sheet1": "重复的行，只读第一行"})
    assert [code for code, _ in codes(repeated)] == ["duplicate_row"]
    accounts(repeated)


def test_the_towns_of_a_finding_from_above_are_its_tasks():
    found = per_town(*TOWNS, answers=ANSWER)
    assert [row["problem"] for row in rows_of(found, "problem")] == ["整改-001", "整改-001/柳湾乡"]
    assert [row["text"] for row in rows_of(found, "problem")] == ["监测不细"] * 2
    assert [row["kind"] for row in rows_of(found, "event")] == ["found", "handed_down"]
    assert codes(found) == []
    accounts(found)


def test_tasks_that_are_known_are_not_asked_about_again():
    problems = pd.DataFrame({"problem": ["整改-001", "整改-001/柳湾乡"], "source": ["superior"] * 2,
                             "found_on": [D("2026-09-01")] * 2, "place": [None] * 2, "text": ["监测不细"] * 2})  # fmt: skip
    again = per_town(*TOWNS, known=knowing(problems=problems))
    assert again.questions == ()
    assert [row["problem"] for row in rows_of(again, "problem")] == ["整改-001", "整改-001/柳湾乡"]


def test_a_finding_does_not_close_before_its_towns_in_one_sheet():
    day = "2026.11.10"
    both = per_town(("青石镇东关村", day), ("柳湾乡东关村", day), answers=ANSWER)
    assert [row["kind"] for row in rows_of(both, "event")].count("closed") == 2
    one = per_town(("青石镇东关村", day), ("柳湾乡东关村", None), answers=ANSWER)
    assert ("tasks_still_open", f"L{len(FEEDBACK) + 1}") in codes(one)
    assert "closed" not in [row["kind"] for row in rows_of(one, "event")]
    accounts(one)


def test_two_rows_of_one_town_under_one_number_are_the_same_twice():
    found = per_town(("青石镇东关村", None), ("青石镇西沟村", None))
    assert found.questions == ()
    assert [code for code, _ in codes(found)] == ["duplicate_row"]


def test_an_unknown_unit_is_asked_and_remembered():
    row = ["整改-001", "省级考核", "2026.9.1", "监测不细", None, "农业局", None, None, None, None, None, None]
    asked = reading(xlsx([*FEEDBACK, row]))
    (question,) = asked.questions
    assert (question.id, question.choices[0]) == ("unit:农业局", "县农业农村局")
    answered = reading(xlsx([*FEEDBACK, row]), answers={question.id: "县农业农村局"})
    assert first(answered, "problem")["duty_unit"] == "U02"
    assert (first(answered, "alias")["kind"], first(answered, "alias")["subject"]) == ("unit", "U02")
    accounts(asked)


def test_a_reply_after_the_closing_is_no_step_a_button_would_allow():
    found = feedback(None, "已完成", "2026.11.10", "同意销号", "2026.11.5")
    assert codes(found) == [("step_not_allowed", "I4")]
    assert "已销号" in found.issues[0].message
    accounts(found)


def test_a_date_of_closing_goes_before_a_word_that_declines():
    told = Told(D("2026-09-01"), None, None, None, D("2026-11-05"), "", "", "不予受理", "")
    assert [step.kind for step in history(told, D("2026-11-19")).steps] == ["found", "replied", "closed"]


def test_what_happens_after_the_ledgers_day_has_not_happened():
    told = Told(D("2026-11-01"), None, D("2026-11-18"), None, D("2026-11-20"), "", "", "", "")
    assert [step.kind for step in history(told, D("2026-11-19")).steps] == ["found", "replied"]
