"""The checklist of what office workbooks do to a reader (domain.md 4.9): one workbook and one exact result for each of its 22 rows.

The variants of each row stand in the other files of this folder.
"""

from datetime import date, datetime

import pytest

from domain.permissions import WHOLE_COUNTY, Actor, Role
from domain.refusals import Refusal
from services.county.load_catalogue import load_catalogue
from services.county.progress import silent
from services.taking_in.import_files import accept, preview
from services.taking_in.preview import Upload
from tests.layouts.grid import Grid, written
from tests.uploads.books import page, saved, xls, xlsx
from tests.uploads.offices import accounts, codes, figures, reading, rows_of, said
from tests.uploads.test_refused_files import stream_named

D = date.fromisoformat
TITLE = ["青石镇2026年11月中旬农村人居环境旬报"]
HEAD = ["序号", "行政村", "应计户数", "卫生厕所户数", "卫生厕所普及率"]
LEDGER = [
    ["云岭县2026年衔接资金项目进度台账"], ["填报单位：县农业农村局　填报时间：2026年11月16日　单位：万元"],
    ["序号", "项目编号", "项目名称", "实施地点", "总投资", "计划完工时间", "责任人", "累计支付"],
]  # fmt: skip


def households(*rows, head=HEAD, title=TITLE, name="青石镇旬报.xlsx", **more):
    """A report by village under one title row: data from row 3 on."""
    return reading(xlsx([title, head, *rows], **more), name)


def projects(*rows, head=LEDGER, **more):
    """A ledger of projects: data from row 4 on."""
    return reading(xlsx([*head, *rows], **more), "项目台账.xlsx")


def test_01_titles_and_three_header_rows_give_period_day_unit_and_columns():
    rows = [
        ["云岭县2026年三季度村集体经济统计表"],
        ["填报单位：县农业农村局", None, "填报时间：2026年9月28日", None, "单位：万元"],
        ["序号", "乡镇", "村", "村集体经济", None],
        [None, None, None, "收入", None],
        [None, None, None, "本年累计收入", "经营性收入"],
        [1, "青石镇", "东关村", 12.5, 8],
    ]
    found = reading(xlsx(rows, merges=["A1:E1", "A3:A5", "B3:B5", "C3:C5", "D3:E3", "D4:E4"]))
    assert (found.form, found.period, found.as_of) == ("COL", "2026-Q3", D("2026-09-28"))
    assert (found.headers["Sheet1!D5"], found.headers["Sheet1!E5"]) == (
        "COL_INC.numerator",
        "COL_OPR.numerator",
    )
    assert figures(found) == {
        ("COL_INC", "V0001"): (12_500_000, None),
        ("COL_OPR", "V0001"): (8_000_000, None),
    }
    assert (codes(found), found.questions) == ([], ())


def test_02_a_merge_is_filled_over_its_rows_and_an_empty_cell_is_not_the_one_above():
    rows = [
        ["2026年11月中旬旬报"],
        ["乡镇", "村", "应计户数"],
        ["青石镇", "东关村", 200],
        [None, "西沟村", 100],
        [None, "邱村村", 90],
    ]
    found = reading(xlsx(rows, merges=["A3:A4"]))
    assert figures(found)["TOI_COV", "V0002"] == (None, 100)
    assert codes(found) == [("missing_place", "A5")]
    assert ("TOI_COV", "V0004") not in figures(found)
    accounts(found)


def test_03_totals_in_the_first_or_last_row_are_compared_and_are_no_data():
    data = [[1, "东关村", 200, 172, None], [2, "西沟村", 100, 91, None]]
    found = households(
        ["—", "合计", 300, 264, None],
        *data,
        [None, "其中：脱贫户", 40, 30, None],
        [None, "平均", 150, 131.5, None],
    )
    assert figures(found) == {("TOI_COV", "V0001"): (172, 200), ("TOI_COV", "V0002"): (91, 100)}
    assert codes(found) == [("total_disagrees", "D3")]
    accounts(found)


def test_04_signatures_and_notes_end_the_table():
    tail = [
        ["填表人：　　审核人：　　联系电话："],
        ["说明：1.一宅一厕。"],
        ["备注：每个具体项目情况另行公告"],
    ]
    found = households([1, "东关村", 200, 172, None], *tail)
    assert (figures(found), codes(found)) == ({("TOI_COV", "V0001"): (172, 200)}, [])


def test_05_every_spelling_of_a_percent_is_the_same_rate():
    names = ("东关村", "西沟村", "王家庄村", "邱村村", "南坪社区")
    spelled = ("86%以上", "86.0％", "约86%", 86, "'86%")
    found = households(
        *([n, name, 100, 86, rate] for n, (name, rate) in enumerate(zip(names, spelled, strict=True), 1))
    )
    assert [row["typed_rate"] for row in rows_of(found, "figure")] == [860_000] * 5
    assert codes(found) == []
    fractions = households(*([n, name, 100, 86, 0.86] for n, name in enumerate(names, 1)))
    assert [row["typed_rate"] for row in rows_of(fractions, "figure")] == [860_000] * 5
    mixed = households(*([n, name, 100, 86, 0.86 if n == 5 else 86] for n, name in enumerate(names, 1)))
    assert ("rate_hundredfold", "E7") in codes(mixed), "0.86 among 86 is told, not repaired"


def test_06_full_width_blanks_and_line_breaks_change_nothing():
    head = ["序\n号", "行 政\u00a0村", "应计\n户数（户）", "卫生厕所\u200b户数", "卫生厕所普及率（％）"]
    found = households(["１", "　东关村\u00a0", "１，２００", "１０３２", "８６％"], head=head)
    assert (figures(found), codes(found)) == ({("TOI_COV", "V0001"): (1032, 1200)}, [])


def test_07_days_are_read_in_every_spelling_and_the_unclear_ones_are_told():
    day, month = D("2026-11-16"), D("2026-11-30")
    spelled = {
        "2026.11.16": day, "2026-11-16": day, "2026/11/16": day, "2026年11月16日": day, "11月16日": day, "11.16": day,
        "20261116": day, datetime(2026, 11, 16): day, 46342: day, "2026.11": month, "11月底": month, "11月上旬": D("2026-11-10"),
        "2026.3-2026.10": D("2026-10-31"), "2026.10": D("2026-10-31"),
    }  # fmt: skip
    unclear = {2026.1: "day_ambiguous", "已完成": "not_a_day"}
    written = [*spelled, *unclear]
    found = projects(
        *([n, f"P{n}", f"项目{n}", "青石镇东关村", 10, cell, None, 1] for n, cell in enumerate(written, 1))
    )
    ends = [said(row["plan_end"]) for row in rows_of(found, "project")]
    assert ends == [*spelled.values(), None, None]
    told = [(code, cell) for code, cell in codes(found) if code != "day_imprecise"]
    assert told == [(code, f"F{len(spelled) + n}") for n, code in enumerate(unclear.values(), 4)]


def test_08_money_takes_the_unit_of_its_cell_then_its_column_then_the_title():
    head = [*LEDGER[:2], [*LEDGER[2][:7], "累计支付（元）"]]
    found = projects(
        [1, "P1", "甲", "青石镇东关村", 20, None, None, 80000],
        [2, "P2", "乙", "青石镇西沟村", "3.2亿", None, None, "20万元"],
        head=head,
    )
    assert [row["invest_total"] for row in rows_of(found, "project")] == [20_000_000, 32_000_000_000]
    assert [row["paid"] for row in rows_of(found, "project_status")] == [8_000_000, 20_000_000]


def test_09_a_dash_is_missing_nought_is_nought_and_nothing_is_asked():
    cells = {"东关村": "—", "西沟村": "/", "王家庄村": 0, "邱村村": "无", "南坪社区": "同上"}
    content = [[n, name, 100, cell, None] for n, (name, cell) in enumerate(cells.items(), 1)]
    found = households(*content)
    assert [said(row["numerator"]) for row in rows_of(found, "figure")] == [None, None, 0, None, None]
    (question,) = found.questions
    assert (question.choices, question.cells) == (("按 0 记", "没有数据，不记"), ("Sheet1!D6", "Sheet1!D7"))
    accounts(found)


def test_10_broken_and_unsaved_formulas_are_told_at_their_cells():
    found = households(
        [1, "东关村", 200, "#REF!", None], [2, "西沟村", 100, "=C4-9", None], [3, "邱村村", 90, 81, "#DIV/0!"]
    )
    assert codes(found) == [("error_value", "D3"), ("uncached_formula", "D4"), ("error_value", "E5")]
    assert "请用 WPS 打开原文件，保存一次" in found.issues[1].message
    assert figures(found)["TOI_COV", "V0004"] == (81, 90)
    accounts(found)


def test_11_hidden_rows_columns_and_sheets_are_counted_and_asked():
    rows = [TITLE, HEAD, [1, "东关村", 200, 172, None], [2, "西沟村", 100, 91, None]]
    found = reading(xlsx(rows, hidden_rows=[4], hidden_columns=["D"]))
    assert codes(found) == [("hidden_rows", ""), ("hidden_columns", "")]
    assert [(q.id, q.choices, q.default) for q in found.questions] == [
        ("hidden:Sheet1", ("读入", "略去"), "读入")
    ]
    assert len(figures(found)) == 2
    left = reading(xlsx(rows, hidden_rows=[4]), answers={"hidden:Sheet1": "略去"})
    assert figures(left) == {("TOI_COV", "V0001"): (172, 200)}
    accounts(left)


def test_12_every_town_sheet_is_read_and_empty_ones_templates_and_explanations_are_not():
    more = [
        ("青石镇", [TITLE, HEAD, [1, "东关村", 200, 172, None]]),
        ("柳湾乡", [["柳湾乡2026年11月中旬旬报"], HEAD, [1, "新垅村", 50, 40, None]]),
        ("模板", [TITLE, HEAD, [1, "××村", 0, 0, None]]),
        ("填表说明", [["1.一宅一厕"]]),
    ]
    found = reading(xlsx([], more=more), "2026年11月中旬旬报.xlsx")
    assert figures(found) == {("TOI_COV", "V0001"): (172, 200), ("TOI_COV", "V0008"): (40, 50)}
    assert [(i.code, i.sheet) for i in found.issues] == [
        ("sheet_unread", "模板"),
        ("sheet_unread", "填表说明"),
    ]


def test_13_a_file_is_read_by_its_content_whatever_it_is_called():
    rows = [TITLE, HEAD, [1, "东关村", 200, 172, "86%"]]
    grid = Grid("旬报", {(r, c): cell for r, row in enumerate(rows) for c, cell in enumerate(row)})
    text = "\n".join(",".join(map(str, row)) for row in rows)
    disguised = {
        "旬报.xls": xlsx(rows), "旬报.et": xls(rows), "旬报.xlsx": written([grid], "ods"), "旬报（导出）.xls": page(rows),
        "旬报.csv": text.encode("gb18030"), "旬报（网报）.xls": text.replace(",", "\t").encode("utf-8-sig"),
    }  # fmt: skip
    for name, content in disguised.items():
        assert figures(reading(content, name)) == {("TOI_COV", "V0001"): (172, 200)}, name
    with pytest.raises(Refusal, match="不是表格，文件内容是文字文档"):
        reading(stream_named("WordDocument"), "旬报.wps")


def test_14_a_protected_sheet_is_read_and_an_opening_password_is_named():
    import openpyxl

    from tests.uploads.books import fill

    book = openpyxl.Workbook()
    fill(book.active, [TITLE, HEAD, [1, "东关村", 200, 172, None]])
    book.active.protection.set_password("1234")
    assert figures(reading(saved(book))) == {("TOI_COV", "V0001"): (172, 200)}
    with pytest.raises(Refusal, match="设有打开密码"):
        reading(stream_named("EncryptedPackage"))


def test_15_spellings_of_a_village_are_that_village_and_a_likeness_is_asked():
    spelled = ("东关村民委员会", "青石镇西沟村", "王家庄（村）", "邱村", "南 坪居委会", "王庄村")
    found = households(*([n, name, 100, 90 + n, None] for n, name in enumerate(spelled, 1)))
    assert figures(found) == {("TOI_COV", f"V000{n}"): (90 + n, 100) for n in range(1, 6)}
    assert codes(found) == [("unknown_place", "B8")]
    assert [q.choices for q in found.questions] == [("王家庄村（青石镇）", "这一行不读入")]
    accounts(found)


def test_16_what_stands_in_brackets_behind_a_name_is_a_remark():
    rows = [
        ["云岭县2026年10月镇级保障月报"],
        ["乡镇", "义务教育辍学人数"],
        ["青石镇（含大帽山片区）", 0],
        ["柳湾乡(不含林场)", 1],
    ]
    found = reading(xlsx(rows))
    assert figures(found) == {("EDU_DROP", "T01"): (0, None), ("EDU_DROP", "T02"): (1, None)}
    assert (codes(found), found.questions) == ([], ())


def test_17_a_merged_village_is_itself_before_and_explained_after():
    def named(title):
        return reading(xlsx([[title], HEAD, [1, "上垅村", 200, 172, None]]))

    assert figures(named("柳湾乡2026年6月中旬旬报")) == {("TOI_COV", "V0006"): (172, 200)}
    after = named("柳湾乡2026年11月中旬旬报")
    assert (figures(after), codes(after)) == ({}, [("retired_place", "B3")])
    assert after.questions[0].choices[0] == "新垅村（柳湾乡）"


def test_18_title_sheet_and_file_name_that_disagree_are_asked():
    rows = [["青石镇2026年11月中旬旬报"], HEAD, [1, "东关村", 200, 172, None]]
    found = reading(xlsx(rows, sheet="10月下旬"), "青石镇11月上旬旬报.xlsx")
    assert (figures(found), codes(found)) == ({}, [("period_disagrees", "")])
    assert found.questions[0].choices == (
        "11月中旬（11.11—11.20）",
        "10月下旬（10.21—10.31）",
        "11月上旬（11.01—11.10）",
    )
    answered = reading(
        xlsx(rows, sheet="10月下旬"),
        "青石镇11月上旬旬报.xlsx",
        answers={found.questions[0].id: "10月下旬（10.21—10.31）"},
    )
    assert (answered.period, len(figures(answered))) == ("2026-10-X3", 1)


def test_19_the_same_bytes_change_nothing_and_one_changed_cell_changes_one(sqlite_store):
    clerk, now = Actor("王某", Role.ADMIN), datetime(2026, 11, 21, 9)

    def look(name, content):
        return preview(sqlite_store, clerk, WHOLE_COUNTY, [Upload(name, content)], now=now, progress=silent)

    def take(name, content):
        return accept(sqlite_store, clerk, WHOLE_COUNTY, look(name, content), reason="报", now=now)

    load_catalogue(sqlite_store, clerk, now=now)
    villages = [["青石镇", "东关村", "990101100201"], ["青石镇", "西沟村", "990101100202"]]
    take("名册.xlsx", xlsx([["云岭县镇村名册"], ["乡镇", "村", "区划代码"], *villages]))
    rows = [TITLE, HEAD, [1, "东关村", 200, 172, None], [2, "西沟村", 100, 91, None]]
    content = xlsx(rows)
    change = take("旬报.xlsx", content).change
    again = look("改了名.xlsx", content)
    assert (again.files[0].known.change, again.changes_anything()) == (change, False)
    rows[2] = [1, "东关村", 200, 173, None]
    counts = look("旬报.xlsx", xlsx(rows)).counts()
    assert (counts.new, counts.changed, counts.same) == (0, 1, 3)


def test_20_gaps_in_the_numbering_mean_nothing_and_projects_of_one_name_stay_apart():
    name = "产业路建设项目"
    found = projects(
        [1, None, name, "青石镇东关村", 10, None, None, 1],
        [3, None, name, "青石镇西沟村", 10, None, None, 1],
        [3, None, name, "青石镇邱村村", 10, None, None, 1],
    )
    keys = [f"2026-{village}-{name}" for village in ("V0001", "V0002", "V0004")]
    assert ([row["project"] for row in rows_of(found, "project")], codes(found)) == (keys, [])
    numbered = projects(
        [1, "P1", name, "青石镇东关村", 10, None, None, 1], [2, "P1", name, "青石镇西沟村", 10, None, None, 1]
    )
    assert codes(numbered) == [("duplicate_row", "B5")]


def test_21_two_persons_in_one_cell_are_kept_as_written():
    found = projects(
        [1, "P1", "甲", "青石镇东关村", 10, None, "张三 李四", 1],
        [2, "P2", "乙", "青石镇西沟村", 10, None, "张三/李四", 1],
    )
    assert [row["person"] for row in rows_of(found, "project")] == ["张三 李四", "张三/李四"]
    assert (codes(found), found.keep_file) == ([], True)


def test_22_thousands_suffixes_and_stars_stand_beside_their_number():
    found = households(
        [1, "东关村", "1,200", "85户", None],
        [2, "西沟村", "3500 *", "１，００５*", None],
        [3, "邱村村", "85户350人", 3, None],
    )
    assert figures(found)["TOI_COV", "V0001"] == (85, 1200)
    assert figures(found)["TOI_COV", "V0002"] == (1005, 3500)
    assert codes(found) == [("not_a_number", "C5")], "two numbers in one cell are nobody's guess"
    accounts(found)
