"""What cards, tables, strips and panels say: missing is a word, sums add up, baselines are named."""

import re
from datetime import date
from math import nan
from pathlib import Path

import pandas as pd
import pytest

from charts.points import Point
from charts.quantity import Quantity
from charts.tokens import DARK, LIGHT
from domain.issues import issue
from services.completeness.strip_of import Strip
from views.asof import strip_html
from views.cards import Card, card_html, gap_words, measure_card, show_cards
from views.chips import chip, state
from views.heat import HeatRow, UnitRow, heat_bin, heat_html, matrix_html
from views.issues import counts_words, issues_html
from views.markup import whole_numbers
from views.progress import how_far_html
from views.provenance import PART_COLUMNS, Provenance, Trace, missing_first, provenance_html, read_trace
from views.strips import Ages, Flow, ages_html, equation_html
from views.tables import Column, missing_text, movement, table_html

PAID = Quantity("资金支出率", "%", "万元")
DAY = date(2026, 11, 19)


def said(html: str) -> str:
    """The words of a fragment without its tags."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", "|", html))


def test_a_card_names_its_baseline_its_parts_and_its_change() -> None:
    now = Point("C01", "云岭县", "2026-11-X2", DAY, 0.831, 56_508_000, 68_000_000, 0.923, 0.794, light="note")
    card = measure_card(now, PAID, LIGHT, baseline="县定节点", change="上旬", reported="已报 8 / 8 镇")
    assert (card.value, card.unit) == ("83.1", "%")
    assert card.gap == "低于县定节点 9.2 个百分点"
    assert card.parts == "5,650.80\u2009/\u20096,800.00 万元，较上旬 +3.7"
    assert "提醒" in said(card_html(card, LIGHT, level=True))


def test_a_card_without_a_number_says_which_kind_of_missing() -> None:
    for status, word in (("not_reported", "未报"), ("under_review", "待核"), ("not_due", "未到期")):
        card = measure_card(Point("C01", day=DAY, status=status), PAID, LIGHT, baseline="县定节点")
        words = said(card_html(card, LIGHT, level=True))
        assert word in words
        assert "0" not in words


def test_gaps_are_told_against_a_named_baseline() -> None:
    assert gap_words(0.962, 0.95, PAID, "目标") == "高于目标 1.2 个百分点"
    assert gap_words(0.95, 0.95, PAID, "目标") == "与目标持平"
    assert gap_words(0.95, nan, PAID, "目标") == ""


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("照片已看过：无人脸车牌 日督-20261112-006", ["日督-20261112-006"]),
        ("整改-046 延到 2026-12-01，见 YL-2026-001", ["整改-046", "2026-12-01", "YL-2026-001"]),
        ("由 12 改为 13", []),
    ],
)
def test_a_running_number_is_never_broken(text: str, whole: list[str]) -> None:
    html = whole_numbers(text)
    assert re.findall(r'<span class="kb-whole">(.*?)</span>', html) == whole
    assert re.sub("<[^>]*>", "", html) == text


def test_more_than_five_cards_are_a_table() -> None:
    with pytest.raises(ValueError, match="at most 5"):
        show_cards([Card("项目数", "1", "个", "none")] * 6, LIGHT)


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_a_chip_is_shape_and_word(theme: object) -> None:
    for light in ("ok", "note", "warn", "bad"):
        html = chip(light, theme)  # type: ignore[arg-type]
        assert "<img" in html
        assert said(html).strip("|")


def test_the_rule_of_a_light_is_told_on_hover() -> None:
    assert 'title="预警：低于序时 10—30 个百分点"' in chip(
        "warn", LIGHT, rule="预警：低于序时 10—30 个百分点"
    )


def test_data_states_are_told_apart() -> None:
    states = ["not_reported", "not_applicable", "under_review", "stale", "not_due", "hidden"]
    assert len({said(state(status, LIGHT)) for status in states}) == 6
    assert "沿用10下旬" in state("stale", LIGHT, "沿用10下旬")


def test_the_strip_tells_who_is_missing_and_hatches_the_bar() -> None:
    strip = Strip(
        "2026年11月19日 18:00",
        "11月中旬",
        171,
        163,
        "村",
        ("柳湾乡 5", "望峰乡 3"),
        "3 镇已报待审",
        "县定节点",
    )
    words = said(strip_html(strip, LIGHT))
    assert "应报 171 村，已报 |163|" in words
    assert "未报 |8|：柳湾乡 5、望峰乡 3" in words
    assert "3 镇已报待审" in words
    assert "示例" not in words
    assert "示例 · 虚构" in said(strip_html(strip, LIGHT, sample=True))


def test_a_strip_with_everything_reported_says_so() -> None:
    assert "已报齐" in said(strip_html(Strip("2026年11月19日", expected=8, reported=8, counted="镇"), LIGHT))


def test_a_table_writes_a_missing_value_as_a_word() -> None:
    rows = pd.DataFrame({"name": ["水口村", None], "rate": [0.0, nan]})
    html = table_html(rows, [Column("村", "name"), Column("率", "rate", "number")])
    assert said(html).count("未报") == 2
    assert ">0.0<" in html


def test_the_selected_row_is_the_one_with_the_key() -> None:
    rows = pd.DataFrame({"key": ["V1", "V2"], "name": ["甲村", "乙村"]})
    html = table_html(rows, [Column("村", "name")], subject="key", selected="V2")
    assert re.findall(r'class="kb-on"><td>(.村)', html) == ["乙村"[0:1] + "村"]


def test_the_word_of_a_missing_value_follows_its_status() -> None:
    assert [said(missing_text(s)).strip("|") for s in ("not_reported", "not_applicable")] == [
        "未报",
        "不适用",
    ]


@pytest.mark.parametrize(("places", "words"), [(3, "↑ 3"), (-2, "↓ 2"), (0, "—"), (None, ""), (nan, "")])
def test_movement_is_an_arrow_without_colour(places: float | None, words: str) -> None:
    assert movement(places) == words


@pytest.mark.parametrize(
    ("shown", "step"), [(79.9, 4), (80.0, 3), (84.9, 3), (85.0, 2), (90.0, 1), (100.0, 1)]
)
def test_a_bin_is_that_of_the_number_as_written(shown: float, step: int) -> None:
    assert heat_bin(shown) == step


def test_a_score_of_79_96_reads_80_and_stands_with_80() -> None:
    html = heat_html([HeatRow("水口村", "柳湾乡", (79.96, nan), 79.96, 0)], ["39期", "40期"])
    assert '<td class="kb-heat-3">80.0</td>' in html
    assert 'class="kb-hatch" title="当期未查"' in html


def test_units_stand_by_overdue_then_open_and_silent_ones_last() -> None:
    units = [UnitRow("甲局", (5,)), UnitRow("乙镇", (1,), overdue=1), UnitRow("丙局", None, note="本旬未报")]
    html = matrix_html(units, {"fixing": "整改中"})
    assert [name for name in re.findall(r"[甲乙丙][局镇]", html)] == ["乙镇", "甲局", "丙局"]  # noqa: C416
    assert "本旬未报" in html


@pytest.mark.parametrize("light", ["note", "warn", "bad"])
def test_what_is_overdue_in_a_matrix_bears_the_light_of_the_longest(light) -> None:
    html = matrix_html([UnitRow("甲局", (5,), overdue=2, worst=light)], {"fixing": "整改中"})
    sheet = (Path(__file__).parents[2] / "static/board.css").read_text(encoding="utf-8")
    assert re.search(rf'<td class="[^"]*kb-late-{light}">2</td>', html)
    assert re.search(rf"\.kb-late-{light}::before{{content:\"[◆▲■] \"}}", sheet)


def test_zero_in_a_matrix_is_a_dot() -> None:
    assert "0" not in said(
        matrix_html([UnitRow("甲局", (0, 2), closed=3)], {"waiting": "未启动", "fixing": "整改中"})
    ).replace("|", "")


def test_an_equation_that_does_not_add_up_is_refused() -> None:
    start, more, less = Flow("期初", 31, 0), Flow("新增", 12, 1), Flow("销号", 18, -1)
    words = said(equation_html([start, more, Flow("补录", 0, 1), less], Flow("期末", 25, 0)))
    assert "补录" not in words
    assert [sign for sign in re.findall(r"[+−=]", words)] == ["+", "−", "="]  # noqa: C416
    with pytest.raises(ValueError, match="add up to 25"):
        equation_html([start, more, less], Flow("期末", 26, 0))


def test_the_ages_strip_tells_every_part() -> None:
    words = said(ages_html(Ages(5, 10, 6, 1, 1, 2), LIGHT))
    assert "逾期 4" in words
    assert "超过 7 天 2（约谈通报）" in words
    assert 'alt="未结 25 个' in ages_html(Ages(5, 10, 6, 1, 1, 2), LIGHT)


def test_issues_stand_blocking_first_with_cell_found_and_expected() -> None:
    issues = [
        issue("column_unread", "Sheet1", cell="K3", column="备注1", found="12"),
        issue(
            "above_whole",
            "Sheet1",
            cell="D47",
            column="卫生厕所户数",
            found="520",
            expected="412",
            detail="农户数",
        ),
    ]
    words = said(issues_html(issues, LIGHT))
    assert words.index("Sheet1!D47") < words.index("Sheet1!K3")
    assert "|520|" in words
    assert "|412|" in words
    assert counts_words(issues) == "1 处必须先改、1 处提示"
    assert counts_words(issues, awaiting=1) == "1 处答了问题再定、1 处提示"
    assert counts_words([]) == "没有问题"
    assert "没有发现" in issues_html([], LIGHT)


def parts(*rows: tuple[object, ...]) -> pd.DataFrame:
    return pd.DataFrame([(*row, None) for row in rows], columns=list(PART_COLUMNS))


def test_the_panel_lists_missing_parts_first_and_tells_file_cell_person_and_change() -> None:
    found = parts(
        ("上坪村", "31", "reported", "人居环境.xlsx", "Sheet1", "F12", "王某", "11-21 09:12", 418),
        ("水口村", None, "not_reported", None, None, None, None, None, None),
    )
    assert missing_first(found)["name"].tolist() == ["水口村", "上坪村"]
    words = said(provenance_html(Provenance("普及率 青石镇", "94.2%", "31 / 33 户", found), LIGHT))
    assert "2 个组成部分，其中 1 个没有数" in words
    assert "人居环境.xlsx" in words
    assert "Sheet1!F12" in words
    assert "王某 11-21 09:12" in words
    assert '<td class="kb-nowrap">王某 11-21 09:12</td>' in provenance_html(
        Provenance("", "", "", found), LIGHT
    )
    assert "变更 418|" in words


def test_the_panel_tells_what_was_said_before() -> None:
    before = pd.DataFrame({"value": ["30"], "actor": ["李某"], "at": ["11-11"], "change": [380]})
    words = said(provenance_html(Provenance("普及率", "94%", "", parts(), before), LIGHT))
    assert "变更 380：|30|" in words


def test_a_trace_is_read_back_as_it_was_written() -> None:
    trace = Trace("figure", ("TOI_COV", "place", "V0003", "2026-11-X2"))
    assert read_trace(trace.written()) == trace
    assert read_trace("nonsense") is None
    assert read_trace("~a") is None


def test_long_work_tells_how_far_it_is() -> None:
    assert "已完成 3 / 8，读取 Sheet1" in said(how_far_html("正在核对", 3, 8, "读取 Sheet1"))
    assert "width:37.5%" in how_far_html("正在核对", 3, 8, "")
    assert "/" not in said(how_far_html("正在核对", 0, 0, "准备中"))
