"""A screen's texts in a workbook: numbers are numbers with their decimals, words are words, nothing missing is 0."""

import pytest

from bulletins.cells import columns_of


def column(*texts, title="数"):
    (found,) = columns_of(title, texts)
    return found.title, [(cell.worth, cell.format) for cell in found.cells]


@pytest.mark.parametrize(
    ("text", "worth", "shown"),
    [
        ("83.1%", 0.831, "0.0%"),
        ("5,650.80", 5650.8, "#,##0.00"),
        ("−9.2", -9.2, "#,##0.0"),
        ("+3", 3, "#,##0"),
        ("·", 0, "0"),
        ("0.0%", 0.0, "0.0%"),
    ],
)
def test_a_number_stays_a_number(text, worth, shown):
    assert column(text)[1] == [(worth, shown)]


@pytest.mark.parametrize(
    "text",
    [
        "未报",
        "不适用",
        "／",
        "待核",
        "未到期",
        "—",
        "<5",
        "11-25",
        "2026-11-25",
        "逾期 14 天",
        "第 3 名",
        "00511",
    ],
)
def test_a_word_stays_a_word(text):
    assert column("83.1%", text)[1][1] == (text, "General")


def test_what_is_missing_is_named_and_never_zero():
    assert [worth for worth, _ in column(None, float("nan"), 2.0)[1]] == ["未报", "未报", 2.0]


def test_a_unit_all_numbers_share_goes_into_the_head():
    assert column("14 天", "未报", "3 天", title="逾期") == (
        "逾期（天）",
        [(14, "#,##0"), ("未报", "General"), (3, "#,##0")],
    )


def test_numbers_of_different_units_stay_as_written():
    assert column("14 天", "3 处") == ("数", [("14 天", "General"), ("3 处", "General")])


def test_parts_become_two_columns_under_their_names():
    numerator, denominator = columns_of("已完工 / 计划", ["82\u2009/\u2009107 个", "未报"])
    assert (numerator.title, denominator.title) == ("已完工（个）", "计划（个）")
    assert [cell.worth for cell in numerator.cells] == [82, "未报"]
    assert [cell.worth for cell in denominator.cells] == [107, "未报"]
