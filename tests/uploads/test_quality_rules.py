"""What a careful auditor would notice in a report, with the office's own strength for each rule."""

from dataclasses import replace
from pathlib import Path

import pandas as pd

from domain.issues import BLOCK, EXPLAIN, NOTE
from domain.quality.rules import quality_rules
from domain.records import QualityRule
from tests.domain.counties import county, place
from tests.uploads.books import xlsx
from tests.uploads.offices import (
    accounts,
    codes,
    figures,
    knowing,
    last_figures,
    office,
    reading,
    rows_of,
    shipped,
)

NAMES = ("东关村", "西沟村", "王家庄村", "邱村村", "南坪社区", "石桥村", "竹坑村", "茶亭村")
KEYS = [f"V{n:04d}" for n in range(1, len(NAMES) + 1)]
HEAD = ["乡镇", "行政村", "应计户数", "卫生厕所户数", "无害化卫生厕所户数"]
BASES = (200, 100, 300, 90, 268, 150, 120, 110)


def town(*figures_known, rules=None):
    roster = county(
        *(place(key, name, "T01", position=n) for n, (key, name) in enumerate(zip(KEYS, NAMES, strict=True)))
    )
    more = {"quality": rules} if rules else {}
    return knowing(roster=roster, figures=last_figures(*figures_known), **more)


def past(*periods, toilets=lambda base: base - 30, code="TOI_COV"):
    return [
        (code, key, period, toilets(base), base)
        for period in periods
        for key, base in zip(KEYS, BASES, strict=True)
    ]


def report(counts, bases=BASES, harmless=None, title="青石镇2026年11月中旬旬报"):
    rows = [
        ["青石镇", name, base, count, (harmless or counts)[at]]
        for at, (name, base, count) in enumerate(zip(NAMES, bases, counts, strict=True))
    ]
    return xlsx([[title], HEAD, *rows])


def usual(**changed):
    counts = [base - 29 for base in BASES]
    for name, value in changed.items():
        counts[NAMES.index(name)] = value
    return counts


def one(found, code):
    [issue] = [issue for issue in found.issues if issue.code == code]
    return issue


def with_rule(**changed):
    """The shipped sheet with one row changed by the office."""
    rows = list(shipped(QualityRule, "quality_rules").to_dict("records"))
    for row in rows:
        if (row["rule"], row["about"]) == (changed["rule"], changed.get("about", "*")):
            row.update(changed)
    return quality_rules(pd.DataFrame(rows))


def test_a_usual_month_raises_nothing():
    found = reading(report(usual()), known=town(*past("2026-11-X1")))
    assert codes(found) == []
    accounts(found)


def test_a_base_that_shrank_is_told_with_what_it_did_to_the_rate():
    bases = tuple(240 if base == 268 else base for base in BASES)
    found = reading(report(usual(南坪社区=238), bases), known=town(*past("2026-11-X1")))
    told = one(found, "base_shrank")
    assert (told.level, told.cell) == (EXPLAIN, "C7")
    assert (
        "率由 88.8% 升到 99.2%（+10.4 个百分点），做得多 0.0，算得少 +10.4，其中分母贡献 100%" in told.message
    )


def test_a_base_that_grew_by_more_than_three_in_a_hundred_is_explained():
    bases = tuple(210 if base == 200 else base for base in BASES)
    told = one(reading(report(usual(), bases), known=town(*past("2026-11-X1"))), "base_grew")
    assert (told.cell, told.detail) == ("C3", "10")


def test_nothing_is_held_against_figures_of_another_definition():
    """From 1 July the base counts 常住户: the first report under it is smaller everywhere, and nobody has to explain why."""
    rows = office().indicators
    own = rows[rows["code"].isin(["TOI_COV", "TOI_HARM"])]
    changed = pd.concat([rows, own.assign(valid_from="2026-07-01", definition="按常住户")], ignore_index=True)
    bases = [base - 30 for base in BASES]
    content = report([base - 40 for base in BASES], bases, title="青石镇2026年7月上旬旬报")
    before = town(*past("2026-06-X3"))
    assert {code for code, _ in codes(reading(content, known=before))} == {"base_shrank", "cumulative_fell"}
    after = replace(before, indicators=changed)
    assert codes(reading(content, known=after)) == []
    under = [("TOI_COV", key, "2026-07-X1", base - 10, base) for key, base in zip(KEYS, bases, strict=True)]
    second = report([base - 12 for base in bases], bases, title="青石镇2026年7月中旬旬报")
    again = town(*past("2026-06-X3"), *under)
    told = codes(reading(second, known=replace(again, indicators=changed)))
    assert {code for code, _ in told} == {"cumulative_fell"}


def test_a_part_is_not_larger_than_the_whole_of_another_indicator():
    harmless = [*usual()]
    harmless[0] += 5
    found = reading(report(usual(), harmless=harmless), known=town(*past("2026-11-X1")))
    assert codes(found) == [("above_whole", "E3")]
    assert ("TOI_HARM", "V0001") not in {key for key, worth in figures(found).items() if worth[0] is not None}
    accounts(found)


def test_a_move_unlike_the_others_is_explained_and_taken():
    found = reading(report(usual(王家庄村=299)), known=town(*past("2026-11-X1")))
    told = one(found, "moved_unlike_peers")
    assert (told.cell, told.found, told.expected) == ("D5", "299", "270")
    assert "占比变动 +9.7 个百分点，同表各行居中为 +0.9 个百分点" in told.message
    assert figures(found)["TOI_COV", "V0003"] == (299, 300)


def test_three_periods_without_a_move_are_a_note_at_the_column():
    known = town(*past("2026-10-X3", "2026-11-X1"))
    told = one(reading(report(usual(东关村=170)), known=known), "frozen")
    assert (told.level, told.cell, told.detail) == (NOTE, "D2", "第 3 行")


def test_a_sheet_copied_from_last_time_is_explained():
    known = town(
        *past("2026-11-X1"), *past("2026-11-X1", code="TOI_HARM"), rules=with_rule(rule="copied_last", low=16)
    )
    found = reading(report([base - 30 for base in BASES]), known=known)
    assert one(found, "copied_last").found == "16"


def test_estimated_counts_are_noted():
    rows = [["青石镇", name, 200, 10 * n + 100, 90] for n, name in enumerate(NAMES)]
    more = [["柳湾乡", f"村{n}村", 200, 150, 90] for n in range(4)]
    roster = county(
        *(place(key, name, "T01", position=n) for n, (key, name) in enumerate(zip(KEYS, NAMES, strict=True))),
        *(place(f"V01{n}", f"村{n}村", "T02", position=n) for n in range(4)),
    )
    found = reading(xlsx([["云岭县2026年11月中旬旬报"], HEAD, *rows, *more]), known=knowing(roster=roster))
    assert {issue.column for issue in found.issues if issue.code == "round_numbers"} >= {"卫生厕所户数"}


def test_three_classes_of_households_make_the_whole_and_persons_fit_their_households():
    head = [
        "乡镇",
        "村",
        "监测对象户数",
        "监测对象人数",
        "脱贫不稳定户户数",
        "边缘易致贫户户数",
        "突发严重困难户户数",
    ]
    rows = [["云岭县2026年10月监测月报"], head, ["青石镇", "东关村", 65, 2800, 30, 20, 10]]
    found = reading(xlsx(rows))
    assert codes(found) == [("parts_not_whole", "C3"), ("out_of_ratio", "D3")]
    assert "脱贫不稳定户户数、边缘易致贫户户数、突发严重困难户户数相加是 60" in found.issues[0].message
    assert "除以监测对象户数 65 为 43.1（疑为 650），应在 1—8 之间" in found.issues[1].message
    accounts(found)


def test_insurance_of_forty_three_in_a_hundred_is_asked_about():
    head = ["乡镇", "村", "重点人群参保人数", "重点人群应参保人数"]
    found = reading(xlsx([["云岭县2026年10月参保情况"], head, ["青石镇", "东关村", 43, 100]]))
    assert "比目标 100.0% 低 57.0 个百分点" in one(found, "far_below_target").message


def test_the_office_decides_how_strictly_a_rule_is_taken():
    bases = tuple(240 if base == 268 else base for base in BASES)
    content = report(usual(南坪社区=238), bases)
    blocked = reading(
        content, known=town(*past("2026-11-X1"), rules=with_rule(rule="base_shrank", strength="block"))
    )
    assert one(blocked, "base_shrank").level == BLOCK
    assert figures(blocked)["TOI_COV", "V0005"] == (238, None)
    accounts(blocked)
    off = reading(
        content, known=town(*past("2026-11-X1"), rules=with_rule(rule="base_shrank", strength="off"))
    )
    assert codes(off) == []


def test_totals_are_taken_as_strictly_as_the_sheet_says():
    rows = [
        ["青石镇", "东关村", 200, 172, 150],
        ["青石镇", "西沟村", 100, 91, 80],
        ["合计", None, 300, 264, 230],
    ]
    content = xlsx([["青石镇2026年11月中旬旬报"], HEAD, *rows])
    assert codes(reading(content)) == [("total_disagrees", "D5")]
    noted = reading(content, known=town(rules=with_rule(rule="total_disagrees", strength="note")))
    assert one(noted, "total_disagrees").level == NOTE
    assert codes(reading(content, known=town(rules=with_rule(rule="total_disagrees", strength="off")))) == []


def test_a_project_that_contradicts_itself_is_named_with_amount_and_days():
    head = [
        "项目编号",
        "项目名称",
        "实施地点",
        "总投资（万元）",
        "实际完工时间",
        "项目进展",
        "累计支付（万元）",
    ]
    row = ["YL-1", "冷链集配中心", "青石镇东关村", 280, "2026.10.10", "已完工", 60]
    found = reading(xlsx([["云岭县2026年项目进度台账"], ["填报时间：2026年11月19日"], head, row]))
    [told] = [issue for issue in found.issues if issue.code == "project_contradiction"]
    assert (told.level, told.cell) == (NOTE, "G4")
    assert "“冷链集配中心”已完工，支出不到一半，涉及 220.00 万元，已 40 天。" in told.message
    assert rows_of(found, "project_status")


def test_every_row_of_the_sheet_is_a_rule_the_reader_knows():
    sources = "\n".join(
        file.read_text("utf-8") for file in (Path(__file__).parents[2] / "uploads").rglob("*.py")
    )
    rows = shipped(QualityRule, "quality_rules")
    assert [rule for rule in set(rows["rule"]) if f'"{rule}"' not in sources] == []
    assert set(rows["strength"]) <= {"block", "explain", "note", "off"}
    known = set(office().indicators["code"])
    named = {code for text in rows["against"].dropna() for code in text.split(";") if code}
    assert named <= known
