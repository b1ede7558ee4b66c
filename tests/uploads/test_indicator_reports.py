"""Reports by village, town and unit: layouts, names, words and units as offices keep them (domain.md 4.5–4.9)."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.names import clean
from domain.refusals import Refusal
from tests.domain.counties import said as alias_said
from tests.uploads.books import xlsx
from tests.uploads.offices import accounts, codes, figures, knowing, last_figures, office, reading, rows_of
from uploads.forms.figure_checks import may_exceed

TITLE = ["青石镇2026年11月中旬农村人居环境旬报"]
META = ["填报单位：青石镇人民政府", None, None, "填报时间：2026年11月19日"]
HEAD = ["序号", "乡镇", "行政村", "应计户数", "卫生厕所户数", "卫生厕所普及率"]
ROWS = [
    [1, "青石镇", "东关村", 200, 172, "86%"],
    [2, None, "西沟村", 100, 91, "91.0％"],
    [3, None, "王家庄村", 300, 240, 0.8],
]
EXPECTED = {
    ("TOI_COV", "V0001"): (172, 200),
    ("TOI_COV", "V0002"): (91, 100),
    ("TOI_COV", "V0003"): (240, 300),
}


def report(*rows, head=HEAD, title=TITLE, meta=META, tail=(), **more):
    """The usual sheet: title, filler, header, data; 镇 merged over the data."""
    rows = list(rows or ROWS)
    return xlsx([title, meta, head, *rows, *tail], merges=["A1:F1", f"B4:B{3 + len(rows)}"], **more)


def test_a_plain_report_is_read_without_a_question():
    found = reading(report(tail=[["填表人：　审核人：　联系电话："]]), "青石镇人居环境11月中旬报表.xlsx")
    assert figures(found) == EXPECTED
    assert (found.form, found.period, found.as_of) == ("ENV", "2026-11-X2", date(2026, 11, 19))
    assert (codes(found), found.questions, found.keep_file) == ([], (), True)
    assert found.headers["Sheet1!E3"] == "TOI_COV.numerator"
    accounts(found)


def test_a_look_up_list_parked_beside_the_table_changes_nothing():
    parked = [
        [*row, None, None, word] for row, word in zip(ROWS, ("一般村", "重点村", "搬迁村"), strict=True)
    ]
    found = reading(report(*parked, head=[*HEAD, None, None, "下拉选项"]))
    assert figures(found) == EXPECTED
    assert found.questions == ()
    accounts(found)


def test_every_figure_knows_its_cell():
    (block,) = reading(report()).blocks
    assert block.columns == {"TOI_COV.denominator": "D", "TOI_COV.numerator": "E", "TOI_COV.typed_rate": "F"}
    assert block.statements[0].lines == [4, 5, 6]
    assert (block.coverage.subjects, block.coverage.within) == (("V0001", "V0002", "V0003"), "T01")


def test_two_header_rows_with_merges_are_joined():
    rows = [
        TITLE, META, ["序号", "村", "应计户数", "卫生厕所", None, "其中：无害化", None],
        [None, None, None, "户数", "普及率", "户数", "占比"],
        [1, "东关村", 200, 172, "86%", 150, "75%"],
    ]  # fmt: skip
    found = reading(xlsx(rows, merges=["A1:G1", "A3:A4", "B3:B4", "C3:C4", "D3:E3", "F3:G3"]))
    assert figures(found) == {("TOI_COV", "V0001"): (172, 200), ("TOI_HARM", "V0001"): (150, 200)}
    assert found.headers["Sheet1!D4"] == "TOI_COV.numerator"
    assert found.headers["Sheet1!C3"] == "TOI_COV.denominator;TOI_HARM.denominator"
    accounts(found)


def test_a_header_of_several_levels_is_told_as_a_person_reads_it():
    rows = [
        TITLE, ["序号", "村", "应计户数", "卫生厕所", None, "垃圾治理"], [None, None, None, "户数", "已改", "自然村总个数"],
        [1, "东关村", 200, "一百七十二", 3, 5],
    ]  # fmt: skip
    found = reading(xlsx(rows, merges=["A2:A3", "B2:B3", "C2:C3", "D2:E2"]))
    told = [issue.message for issue in found.issues] + [repr(question) for question in found.questions]
    assert any("“卫生厕所 / 户数”应为" in words for words in told)
    assert not any("‖" in words for words in told)


def test_three_header_rows_and_a_row_of_column_numbers_are_passed():
    rows = [
        TITLE, ["序号", "村", "应计户数", "厕所革命", None], [None, None, None, "卫生厕所", None],
        [None, None, None, "户数", "普及率"], ["甲", "乙", 1, 2, 3], [1, "东关村", 200, 172, "86%"],
    ]  # fmt: skip
    found = reading(xlsx(rows, merges=["A2:A4", "B2:B4", "C2:C4", "D2:E2", "D3:E3"]))
    assert figures(found) == {("TOI_COV", "V0001"): (172, 200)}


@pytest.mark.parametrize(
    "numbers",
    [
        ["甲", "乙", 1, 2, 3], ["①", "②", "③", "④", "⑤"], ["(1)", "(2)", "(3)", "(4)", "(5)"], ["栏次", "甲", "1", "2", "3=2/1"],
        ["—", "—", 1, 2, "3=2÷1"], list("ABCDE"), ["甲", "乙", "A", "B", "C"], list("ⅠⅡⅢⅣⅤ"),
        ["1栏", "2栏", "3栏", "4栏", "5栏"], ["丙", "第1列", "第2列", "第3列", "第4列"],
    ],
)  # fmt: skip
def test_a_row_that_numbers_the_columns_is_no_data(numbers):
    rows = [
        TITLE,
        ["序号", "村", "应计户数", "卫生厕所户数", "卫生厕所普及率"],
        numbers,
        [1, "东关村", 200, 172, "86%"],
    ]
    found = reading(xlsx(rows))
    assert (figures(found), codes(found)) == ({("TOI_COV", "V0001"): (172, 200)}, [])
    accounts(found)


def test_a_row_of_small_numbers_that_do_not_count_the_columns_is_data():
    rows = [TITLE, ["村", "应计户数", "卫生厕所户数"], ["东关村", 2, 1], ["—", 1, 2]]
    assert ("missing_place", "A4") in codes(reading(xlsx(rows)))


def test_a_header_whose_merges_were_lost_in_a_csv_is_still_joined():
    text = "青石镇2026年11月中旬旬报,,,,\n序号,村,应计户数,卫生厕所,\n,,,户数,普及率\n1,东关村,200,172,86%\n"
    assert figures(reading(text.encode("gb18030"), "表.csv")) == {("TOI_COV", "V0001"): (172, 200)}


def test_line_breaks_blanks_and_units_in_headers_change_nothing():
    head = [
        "序\n号",
        "所属镇街",
        "村级单位",
        "应计\n户数（户）",
        "卫生 厕所\n户数（户）",
        "卫生厕所\n普及率（％）",
    ]
    assert figures(reading(report(head=head))) == EXPECTED


@settings(max_examples=10)
@given(st.permutations(range(6)))
def test_moved_columns_change_nothing(order):
    rows = [[1, "青石镇", "东关村", 200, 172, "86%"], [2, "青石镇", "西沟村", 100, 91, "91%"]]
    moved = [[row[at] for at in order] for row in [HEAD, *rows]]
    found = reading(xlsx([TITLE, META, *moved]))
    assert figures(found) == {key: EXPECTED[key] for key in list(EXPECTED)[:2]}
    accounts(found)


# --- totals -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("word", ["合计", "合　计", "总计：", "小计", "全镇合计"])
def test_a_right_total_is_no_data_and_no_issue(word):
    found = reading(report(tail=[[None, word, None, 600, 503, "83.8%"]]))
    assert (figures(found), codes(found)) == (EXPECTED, [])


def test_a_wrong_total_is_told_at_its_cell():
    found = reading(report(tail=[["合计", None, None, 600, 523, "83.8%"]]))
    assert codes(found) == [("total_disagrees", "E7")]
    assert "523" in found.issues[0].message
    assert "503" in found.issues[0].message
    accounts(found)


def test_a_typed_mean_of_rates_in_the_total_is_told():
    found = reading(report(tail=[["合计", None, None, 600, 503, "85.7%"]]))
    assert [(code, cell) for code, cell in codes(found)] == [("rate_disagrees", "F7")]


def test_a_total_in_the_first_row_and_subtotals_by_town_are_compared():
    rows = [
        ["云岭县2026年11月中旬旬报"], HEAD[1:5], ["合计", None, 450, 300], ["青石镇", "东关村", 200, 172],
        [None, "西沟村", 100, 91], [None, "小计", 300, 263], ["柳湾乡", "东关村", 150, 37], [None, "小计", 150, 38],
    ]  # fmt: skip
    found = reading(xlsx(rows, merges=["A4:A6", "A7:A8"]))
    assert codes(found) == [("total_disagrees", "D8")]
    assert figures(found)["TOI_COV", "V0009"] == (37, 150)


def test_an_average_and_an_of_which_row_are_no_data():
    tail = [["平均", None, None, 200, 167.7, None], ["其中：脱贫户", None, None, 40, 30, None]]
    assert figures(reading(report(tail=tail))) == EXPECTED


# --- what stands in cells -----------------------------------------------------------------------------------------------


def cells(value, column=4):
    """A report whose second row holds this value."""
    row = [2, "青石镇", "西沟村", 100, 91, None]
    row[column] = value
    return reading(report(ROWS[0], row))


@pytest.mark.parametrize(
    ("value", "stored"),
    [("９１", 91), ("1,091", 1091), ("91户", 91), ("91*", 91), (0, 0), ("0", 0), ("零", 0), ("〇", 0)],
)
def test_numbers_are_read_as_the_office_means_them(value, stored):
    found = reading(report(ROWS[0], [2, "青石镇", "西沟村", 2000, value, None]))
    assert figures(found)["TOI_COV", "V0002"] == (stored, 2000)


@pytest.mark.parametrize("value", ["-", "—", "——", "/", "\\", "暂无", None, " "])
def test_a_blank_is_missing_and_never_nought(value):
    found = cells(value)
    assert figures(found)["TOI_COV", "V0002"] == (None, 100)
    assert codes(found) == []
    accounts(found)


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("三十", "not_a_number"),
        ("37.5", "not_whole"),
        (-5, "negative"),
        ("#REF!", "error_value"),
        (120, "above_whole"),
    ],
)
def test_a_wrong_cell_is_blocked_with_its_address_and_the_rest_goes_in(value, code):
    found = cells(value)
    assert codes(found) == [(code, "E5")]
    assert found.issues[0].level == "block"
    assert found.issues[0].message.startswith("Sheet1!E5 “卫生厕所户数”")
    assert found.refused_count == 1
    assert figures(found) == {("TOI_COV", "V0001"): (172, 200), ("TOI_COV", "V0002"): (None, 100)}
    accounts(found)


def test_the_sentence_of_an_issue_has_four_parts():
    (issue,) = (i for i in cells("三十").issues if i.code == "not_a_number")
    assert (
        issue.message == "Sheet1!E5 “卫生厕所户数”应为不小于 0 的整数，现在是“三十”。请改成数字后重新上传。"
    )


def test_an_about_is_kept_as_a_qualifier():
    found = cells("约91")
    (row,) = (r for r in rows_of(found, "figure") if r["subject"] == "V0002")
    assert (row["numerator"], row["qualifier"]) == (91, "约")
    assert codes(found) == [("qualified", "E5")]


@pytest.mark.parametrize(("word", "status"), [("不适用", "not_applicable"), ("待核", "under_review")])
def test_not_applicable_and_under_review_are_statuses_of_their_own(word, status):
    found = cells(word)
    (row,) = (r for r in rows_of(found, "figure") if r["subject"] == "V0002")
    assert (row["status"], row["line"]) == (status, 5)
    accounts(found)


def test_nothing_in_a_number_column_is_asked_and_the_answer_decides():
    content = report(ROWS[0], [2, "青石镇", "西沟村", 100, "无", None])
    asked = reading(content)
    (question,) = asked.questions
    assert (question.id, question.cells, asked.refused_count) == ("nothing:Sheet1:E", ("Sheet1!E5",), 1)
    nought = reading(content, answers={question.id: "按 0 记"})
    assert (figures(nought)["TOI_COV", "V0002"], nought.questions) == ((0, 100), ())
    nothing = reading(content, answers={question.id: "没有数据，不记"})
    assert (figures(nothing)["TOI_COV", "V0002"], nothing.left_out_count) == ((None, 100), 1)
    for found in (asked, nought, nothing):
        accounts(found)


@pytest.mark.parametrize(
    ("value", "stored"),
    [("是", 1), ("否", 0), ("√", 1), ("×", 0), ("已完成", 1), ("未完成", 0), (1, 1), (0, 0), (True, 1)],
)
def test_yes_and_no_count_a_village(value, stored):
    found = reading(xlsx([TITLE, ["村", "生活污水‖是否完成治理"], ["东关村", value]]))
    assert figures(found) == {("SEW_RATE", "V0001"): (stored, None)}


def test_neither_yes_nor_no_is_told():
    found = reading(xlsx([TITLE, ["村", "污水是否治理"], ["东关村", "部分完成"], ["西沟村", "是"]]))
    assert codes(found) == [("not_yes_or_no", "B3")]


def test_formulas_without_result_are_told_cell_by_cell():
    import openpyxl

    from tests.uploads.books import fill, saved

    book = openpyxl.Workbook()
    fill(
        book.active,
        [TITLE, ["村", "应计户数", "卫生厕所户数"], ["东关村", 200, "=B3-28"], ["西沟村", 100, 91]],
    )
    found = reading(saved(book))
    assert codes(found) == [("uncached_formula", "C3")]
    assert found.refused_count == 1
    accounts(found)


def test_ditto_means_the_cell_above_and_an_empty_cell_does_not():
    found = reading(
        xlsx(
            [
                TITLE,
                ["乡镇", "村", "应计户数"],
                ["青石镇", "东关村", 200],
                ["〃", "西沟村", "同上"],
                [None, "邱村村", 90],
            ]
        )
    )
    assert figures(found) == {
        ("TOI_COV", k): (None, n) for k, n in (("V0001", 200), ("V0002", 200), ("V0004", 90))
    } | {("TOI_HARM", k): (None, n) for k, n in (("V0001", 200), ("V0002", 200), ("V0004", 90))}


# --- typed rates --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("numerator", "denominator", "typed", "told"),
    [
        (45, 65, "85%", True),
        (6, 22, "27%", False),
        (172, 200, "86.4%", False),
        (172, 200, "86.6%", True),
        (172, 200, "约86%", False),
    ],
)
def test_a_typed_rate_half_a_point_away_is_to_be_explained(numerator, denominator, typed, told):
    found = reading(report([1, "青石镇", "东关村", denominator, numerator, typed]))
    assert codes(found) == ([("rate_disagrees", "F4")] if told else [])
    assert figures(found) == {("TOI_COV", "V0001"): (numerator, denominator)}


def test_rates_without_sign_are_read_by_their_column():
    rows = [
        [n, "青石镇", name, 100, 86, typed]
        for n, (name, typed) in enumerate([("东关村", 86), ("西沟村", 86), ("邱村村", 0.86)], 1)
    ]
    found = reading(report(*rows))
    assert codes(found) == [("rate_hundredfold", "F6"), ("rate_disagrees", "F6")]
    rates = [row["typed_rate"] for row in rows_of(found, "figure")]
    assert rates == [860_000, 860_000, 8_600]


def test_percent_formats_and_bare_numbers_may_stand_in_one_column():
    content = report(
        [1, "青石镇", "东关村", 100, 86, 86], [2, "青石镇", "西沟村", 100, 91, 0.91], formats={"F5": "0%"}
    )
    assert codes(reading(content)) == []


def test_a_rate_without_its_parts_is_told_once():
    found = reading(xlsx([TITLE, ["村", "卫生厕所普及率"], ["东关村", "86%"], ["西沟村", "91%"]]))
    assert codes(found) == [("rate_alone", "B2")]


def test_a_task_may_be_exceeded_a_share_may_not():
    catalogue = office().catalogue
    assert may_exceed(catalogue.version("JOB_TASK", date(2026, 11, 1)))
    assert not may_exceed(catalogue.version("TOI_COV", date(2026, 11, 1)))


# --- names --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name",
    ["东关村", "东关村委会", "东关村民委员会", "东关", "东关村（含李家组）", " 东 关 村 ", "青石镇东关村"],
)
def test_official_spellings_of_one_village_are_that_village(name):
    assert figures(reading(report([1, "青石镇", name, 200, 172, "86%"]))) == {
        ("TOI_COV", "V0001"): (172, 200)
    }


@pytest.mark.parametrize("name", ["王庄村", "王家莊", "王家村"])
def test_a_village_that_is_only_alike_is_never_matched_silently(name):
    content = report([1, "青石镇", name, 200, 172, "86%"], ROWS[1])
    found = reading(content)
    assert codes(found) == [("unknown_place", "C4")]
    (question,) = found.questions
    assert question.choices[0] == "王家庄村（青石镇）"
    assert len(question.choices) <= 4
    assert question.cells == ("Sheet1!C4",)
    assert (figures(found), found.refused_count) == ({("TOI_COV", "V0002"): (91, 100)}, 3)
    accounts(found)
    confirmed = reading(content, answers={question.id: question.choices[0]})
    assert figures(confirmed)["TOI_COV", "V0003"] == (172, 200)
    (alias,) = rows_of(confirmed, "alias")
    assert (alias["kind"], alias["within"], clean(alias["written"]), alias["subject"]) == (
        "place",
        "T01",
        name,
        "V0003",
    )
    skipped = reading(content, answers={question.id: "这一行不读入"})
    assert (skipped.left_out_count, codes(skipped)) == (3, [])


def test_a_confirmed_alias_is_known_the_next_time():
    from tests.domain.counties import county, place

    roster = county(place("V0003", "王家庄村", "T01"), aliases=alias_said("place", "T01", "王庄村", "V0003"))
    found = reading(report([1, "青石镇", "王庄村", 200, 172, "86%"]), known=knowing(roster=roster))
    assert figures(found) == {("TOI_COV", "V0003"): (172, 200)}


def test_the_same_name_in_two_towns_is_told_apart_by_its_town():
    rows = [
        ["云岭县2026年11月中旬旬报"],
        HEAD[1:5],
        ["青石镇", "东关村", 200, 172],
        ["柳湾乡", "东关村", 100, 37],
    ]
    assert figures(reading(xlsx(rows))) == {("TOI_COV", "V0001"): (172, 200), ("TOI_COV", "V0009"): (37, 100)}


def test_town_and_village_may_stand_in_one_cell():
    rows = [
        ["云岭县2026年11月中旬旬报"],
        ["乡镇、村", "应计户数", "卫生厕所户数"],
        ["青石镇邱村村", 200, 172],
    ]
    assert figures(reading(xlsx(rows))) == {("TOI_COV", "V0004"): (172, 200)}


def test_a_merged_village_is_known_before_its_merger_and_asked_about_after():
    rows = [HEAD[1:5], ["柳湾乡", "上垅村", 200, 172]]
    before = reading(xlsx([["柳湾乡2026年6月中旬旬报"], *rows]))
    assert figures(before) == {("TOI_COV", "V0006"): (172, 200)}
    after = reading(xlsx([["柳湾乡2026年11月中旬旬报"], *rows]))
    assert codes(after) == [("retired_place", "B3")]
    assert after.questions[0].choices[0] == "新垅村（柳湾乡）"


def test_the_town_of_a_sheet_without_town_column_stands_in_its_title_or_file_name():
    rows = [["2026年11月中旬旬报"], ["村", "应计户数", "卫生厕所户数"], ["东关村", 200, 172]]
    assert figures(reading(xlsx(rows), "柳湾乡旬报.xlsx")) == {("TOI_COV", "V0009"): (172, 200)}
    asked = reading(xlsx(rows), "旬报.xlsx")
    assert [question.id for question in asked.questions] == ["town:Sheet1"]
    answered = reading(xlsx(rows), "旬报.xlsx", answers={"town:Sheet1": "青石镇"})
    assert figures(answered) == {("TOI_COV", "V0001"): (172, 200)}


def test_a_village_listed_twice_is_told_and_read_once():
    found = reading(report(ROWS[0], [2, "青石镇", "东关村委会", 210, 180, None]))
    assert codes(found) == [("duplicate_row", "C5")]
    assert figures(found) == {("TOI_COV", "V0001"): (172, 200)}
    accounts(found)


def test_a_row_without_a_village_is_told_and_may_be_the_towns_own():
    content = report(ROWS[0], [2, "青石镇", None, 300, 263, None])
    found = reading(content)
    assert codes(found) == [("missing_place", "C5")]
    (question,) = found.questions
    town = reading(content, answers={question.id: "是乡镇小计，只作核对"})
    assert figures(town) == {("TOI_COV", "V0001"): (172, 200), ("TOI_COV", "T01"): (263, 300)}
    assert codes(reading(content, answers={question.id: "漏写了村名"})) == [("missing_place", "C5")]
    accounts(found)


def test_reports_by_unit_and_by_town_name_their_rows():
    units = [
        ["云岭县2026年10月部门线索推送情况"],
        ["推送部门", "推送线索数", "已反馈线索数"],
        ["农业农村局", 12, 9],
    ]
    assert figures(reading(xlsx(units))) == {("MON_PUSH", "U02"): (9, 12)}
    towns = [["云岭县2026年10月镇级保障月报"], ["乡镇", "义务教育辍学人数"], ["青石镇", 0], ["全县", 0]]
    assert figures(reading(xlsx(towns))) == {("EDU_DROP", "T01"): (0, None)}


# --- money --------------------------------------------------------------------------------------------------------------

COLLECTIVE = ["云岭县2026年三季度村集体经济收入统计表"]


def test_money_takes_the_unit_of_its_cell_then_its_column_then_the_title():
    rows = [
        COLLECTIVE, ["填报单位：县农业农村局", None, None, "单位：万元"], ["乡镇", "村", "本年累计收入", "经营性收入（元）"],
        ["青石镇", "东关村", 12.5, 80000], ["青石镇", "西沟村", "13.2万", 90000.5], ["青石镇", "邱村村", "150000元", "7万元"],
    ]  # fmt: skip
    found = reading(xlsx(rows))
    assert {key: value[0] for key, value in figures(found).items()} == {
        ("COL_INC", "V0001"): 12_500_000, ("COL_OPR", "V0001"): 8_000_000, ("COL_INC", "V0002"): 13_200_000,
        ("COL_OPR", "V0002"): 9_000_050, ("COL_INC", "V0004"): 15_000_000, ("COL_OPR", "V0004"): 7_000_000,
    }  # fmt: skip
    assert codes(found) == []


def test_money_without_any_unit_is_asked_and_refused_until_then():
    content = xlsx([COLLECTIVE, ["乡镇", "村", "本年累计收入"], ["青石镇", "东关村", 12.5]])
    asked = reading(content)
    assert ([q.id for q in asked.questions], asked.refused_count, figures(asked)) == (["money:Sheet1"], 1, {})
    answered = reading(content, answers={"money:Sheet1": "万元"})
    assert figures(answered) == {("COL_INC", "V0001"): (12_500_000, None)}
    accounts(asked)


def test_last_years_column_is_not_this_years():
    head = ["乡镇", "村", "上年", "本年"]
    rows = [COLLECTIVE, head, [None, None, "总收入（万元）", "总收入（万元）"], ["青石镇", "东关村", 9, 12.5]]
    found = reading(xlsx(rows, merges=["A2:A3", "B2:B3"]))
    assert figures(found) == {("COL_INC", "V0001"): (12_500_000, None)}


# --- against what is known ----------------------------------------------------------------------------------------------


def test_a_cumulative_count_that_falls_is_to_be_explained():
    known = knowing(
        figures=last_figures(
            ("TOI_COV", "V0001", "2026-11-X1", 180, 200), ("TOI_COV", "V0002", "2026-11-X1", 90, 100)
        )
    )
    found = reading(report(), known=known)
    assert codes(found) == [("cumulative_fell", "E4")]
    assert "少了 8" in found.issues[0].message
    assert figures(found) == EXPECTED


def test_the_same_period_read_again_is_no_fall():
    known = knowing(figures=last_figures(("TOI_COV", "V0001", "2026-11-X2", 180, 200)))
    assert codes(reading(report(), known=known)) == []


def test_a_slip_of_the_unit_is_blocked_with_the_repair_it_suggests():
    amounts = {"东关村": 12.5, "西沟村": 9.25, "王家庄村": 18, "邱村村": 74_000, "南坪社区": 11}
    rows = [
        COLLECTIVE,
        ["乡镇", "村", "本年累计收入（万元）"],
        *(["青石镇", name, amount] for name, amount in amounts.items()),
    ]
    found = reading(xlsx(rows))
    assert codes(found) == [("unit_slip", "C6")]
    assert "7.4万元" in found.issues[0].message
    assert ("COL_INC", "V0004") not in figures(found)
    accounts(found)


def test_a_whole_column_in_another_unit_is_told_once():
    amounts = {"V0001": 12_500_000, "V0002": 9_250_000, "V0003": 18_000_000}
    known = knowing(
        figures=last_figures(*(("COL_INC", key, "2026-Q2", fen, None) for key, fen in amounts.items()))
    )
    rows = [
        COLLECTIVE,
        ["乡镇", "村", "本年累计收入（万元）"],
        ["青石镇", "东关村", 130_000],
        ["青石镇", "西沟村", 95_000],
        ["青石镇", "王家庄村", 190_000],
    ]
    found = reading(xlsx(rows), known=known)
    assert codes(found) == [("unit_slip", "C2")]
    assert (figures(found), found.refused_count) == ({}, 3)


# --- headers nobody knows -----------------------------------------------------------------------------------------------


def test_a_renamed_column_is_confirmed_once_and_remembered():
    head = [*HEAD[:4], "累计卫生厕所的户数", HEAD[5]]
    content = report(head=head)
    asked = reading(content)
    (question,) = asked.questions
    assert (question.id, question.default) == ("header:累计卫生厕所的户数", "不读这一列")
    assert "累计卫生厕所户数" in question.choices
    confirmed = reading(content, answers={question.id: "累计卫生厕所户数"})
    assert figures(confirmed) == EXPECTED
    (word,) = rows_of(confirmed, "header_word")
    assert (word["written"], word["part"]) == ("累计卫生厕所的户数", "卫生厕所户数")


def test_an_unknown_column_is_named_with_its_cells():
    found = reading(xlsx([TITLE, [*HEAD[:5], "路灯（盏）"], [1, "青石镇", "东关村", 200, 172, 30]]))
    assert codes(found, but=()) == [("column_unread", "F2")]
    assert found.headers["Sheet1!F2"] == ""
    assert found.left_out_count == 1
    accounts(found)


def test_two_columns_of_parts_are_neither_the_whole():
    rows = [
        ["云岭县2026年10月12345热线办理情况"], ["单位", "应办结数", "12345热线", "政民互动", "按时办结数"],
        [None, None, "按时办结", "按时办结", None], ["农业农村局", 20, 9, 8, 17],
    ]  # fmt: skip
    found = reading(xlsx(rows, merges=["A2:A3", "B2:B3", "E2:E3"]))
    assert figures(found) == {("HOT_ONTIME", "U02"): (17, 20)}


# --- sheets -------------------------------------------------------------------------------------------------------------


def test_one_sheet_per_town_is_read_whole_and_other_sheets_are_named():
    more = [
        ("柳湾乡", [["柳湾乡2026年11月中旬旬报"], HEAD[2:5], ["新垅村", 50, 40]]),
        ("填表说明", [["1.应计户数不含长期无人居住的宅"], ["2.一宅一厕"]]),
        ("Sheet4", []),
        ("模板", [TITLE, HEAD, [1, "××镇", "××村", 0, 0, None]]),
    ]
    found = reading(report(more=more), "2026年11月中旬旬报.xlsx")
    assert figures(found) == EXPECTED | {("TOI_COV", "V0008"): (40, 50)}
    assert [issue.sheet for issue in found.issues if issue.code == "sheet_unread"] == ["填表说明", "模板"]
    accounts(found)


def test_a_hidden_sheet_is_left_until_somebody_wants_it():
    import io

    import openpyxl

    from tests.uploads.books import saved

    book = openpyxl.load_workbook(
        io.BytesIO(report(more=[("上期", [["青石镇2026年11月上旬旬报"], HEAD[2:5], ["东关村", 200, 170]])]))
    )
    book["上期"].sheet_state = "hidden"
    content = saved(book)
    left = reading(content)
    assert (left.periods, [q.id for q in left.questions]) == (("2026-11-X2",), ["sheet:上期"])
    both = reading(content, answers={"sheet:上期": "读入"})
    assert both.periods == ("2026-11-X2", "2026-11-X1")


def test_hidden_rows_are_read_counted_and_may_be_left_out():
    content = report(hidden_rows=[5, 6])
    found = reading(content)
    assert codes(found) == [("hidden_rows", "")]
    assert "2 行被隐藏或筛选掉（第 5–6 行）" in found.issues[0].message
    assert figures(found) == EXPECTED
    left = reading(content, answers={"hidden:Sheet1": "略去"})
    assert figures(left) == {("TOI_COV", "V0001"): (172, 200)}
    accounts(left)


def test_notes_end_the_table_and_what_follows_is_named():
    tail = [["说明：1.一宅一厕。"], [9, "青石镇", "邱村村", 90, 80, None]]
    found = reading(report(tail=tail))
    assert (figures(found), codes(found)) == (EXPECTED, [("rows_after_end", "A7")])


def test_two_sheets_that_say_the_same_are_not_both_taken():
    found = reading(report(more=[("副本", [TITLE, META, HEAD, *([r[0], "青石镇", *r[2:]] for r in ROWS)])]))
    assert (figures(found), codes(found)) == (EXPECTED, [("sheet_repeats", "")])
    accounts(found)


# --- periods ------------------------------------------------------------------------------------------------------------


def at(title, name="旬报.xlsx", sheet="Sheet1", **more):
    rows = [[title], ["村", "应计户数", "卫生厕所户数"], ["东关村", 200, 172]]
    return reading(xlsx(rows, sheet=sheet), name, **more)


@pytest.mark.parametrize(
    ("title", "name", "sheet", "period"),
    [
        ("青石镇2026年11月中旬旬报", "旬报.xlsx", "Sheet1", "2026-11-X2"),
        ("青石镇旬报（2026年）", "青石镇11月上旬.xlsx", "Sheet1", "2026-11-X1"),
        ("青石镇旬报", "青石镇11月上旬.xlsx", "Sheet1", "2026-11-X1"),
        ("青石镇旬报", "青石镇旬报.xlsx", "10月下旬", "2026-10-X3"),
        ("青石镇旬报", "青石镇12月上旬.xlsx", "Sheet1", "2025-12-X1"),
        ("青石镇2026年11月人居环境旬报　填报时间：2026年11月19日", "旬报.xlsx", "Sheet1", "2026-11-X2"),
        ("青石镇旬报　截至2026年11月10日", "旬报.xlsx", "Sheet1", "2026-11-X1"),
    ],
)
def test_the_period_is_found_where_it_stands(title, name, sheet, period):
    found = at(title, name, sheet)
    assert (found.period, found.questions) == (period, ())


def test_a_disagreement_of_title_and_file_name_is_asked():
    found = at("青石镇2026年11月中旬旬报", "青石镇11月上旬旬报.xlsx")
    assert codes(found) == [("period_disagrees", "")]
    (question,) = found.questions
    assert question.choices == ("11月中旬（11.11—11.20）", "11月上旬（11.01—11.10）")
    assert (found.blocks, found.refused_count) == ((), 2)
    answered = at(
        "青石镇2026年11月中旬旬报", "青石镇11月上旬旬报.xlsx", answers={question.id: question.choices[1]}
    )
    assert (answered.period, answered.questions) == ("2026-11-X1", ())
    accounts(answered)


def test_an_unknown_period_is_asked_with_the_newest_proposed():
    found = at("青石镇旬报")
    (question,) = found.questions
    assert question.choices[0] == "11月下旬（11.21—11.30）"
    assert at("青石镇旬报", answers={question.id: "2026-10-X1"}).period == "2026-10-X1"


def test_what_the_sender_says_goes_first():
    assert at("青石镇2026年11月中旬旬报", period="2026-11-X1", as_of=date(2026, 11, 9)).as_of == date(
        2026, 11, 9
    )


@pytest.mark.parametrize(
    ("title", "hints", "code"),
    [
        ("青石镇2026年12月上旬旬报", {}, "future_period"),
        ("青石镇2027年11月中旬旬报", {}, "future_period"),
        ("青石镇2026年11月下旬旬报　截至2026年11月30日", {}, "future_day"),
        ("青石镇旬报", {"period": "2026-13"}, "unknown_period"),
        ("青石镇旬报", {"form": "NOPE"}, "unknown_form"),
        ("青石镇旬报", {"form": "PRJ"}, "form_not_matched"),
    ],
)
def test_a_period_that_has_not_begun_is_refused(title, hints, code):
    with pytest.raises(Refusal) as caught:
        at(title, **hints)
    assert caught.value.code == code


def test_a_quarterly_report_of_the_first_half_is_the_second_quarter():
    rows = [
        ["云岭县2026年上半年村集体经济收入"],
        ["乡镇", "村", "本年累计收入（万元）"],
        ["青石镇", "东关村", 12.5],
    ]
    assert reading(xlsx(rows)).period == "2026-Q2"


def test_a_table_no_form_knows_is_refused_by_the_words_of_its_header():
    head = ["序号", "村名称", "应统计户数合计", "厕所达标户", "备注"]
    with pytest.raises(Refusal) as caught:
        reading(xlsx([["青石镇情况统计"], head, [1, "东关村", 100, 90, None]]))
    assert "表头是“序号、村名称、应统计户数合计、厕所达标户”等 5 列" in caught.value.sentence
    assert "至少一列数的表头改成表样的写法" in caught.value.sentence


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ([["会议通知"], ["请各镇按时参会"]], "not_recognised"),
        ([TITLE, HEAD], "no_rows"),
        ([TITLE, HEAD, ["填表人：", None, "审核人："]], "no_rows"),
    ],
)
def test_a_workbook_without_a_table_is_refused(rows, code):
    with pytest.raises(Refusal) as caught:
        reading(xlsx(rows))
    assert caught.value.code == code


# --- the law of the cells -----------------------------------------------------------------------------------------------

words = st.sampled_from(
    [
        None,
        "",
        "-",
        "—",
        "无",
        "不适用",
        "待核",
        "约91",
        "三十",
        "91户",
        "1,091",
        "37.5",
        "-4",
        "#REF!",
        "85户350人",
        12,
        0.5,
        250,
        True,
        "是",
    ]
)


@settings(max_examples=12)
@given(st.lists(st.tuples(words, words, words, words), min_size=1, max_size=5))
def test_whatever_stands_in_the_cells_they_add_up(rows):
    body = [
        [n, "青石镇", name, *cells]
        for n, (name, cells) in enumerate(zip([*VILLAGE_NAMES, "云中村"], rows, strict=False), 1)
    ]
    head = [*HEAD, "路灯"]
    accounts(reading(xlsx([TITLE, META, head, *body])))


VILLAGE_NAMES = ("东关村", "西沟村", "王家庄", "王庄村")
