"""A stored value as a person reads it: no code, no fen, no millionth reaches a screen."""

from datetime import date

import pytest

from domain.records import (
    Alias,
    Event,
    Figure,
    Form,
    Fund,
    HeaderWord,
    Problem,
    Project,
    ProjectStatus,
    Visit,
)
from domain.wording.codes import CODED
from domain.wording.values import NOTHING, difference_words, field_title, key_words, value_words
from tests.domain.counties import county, place
from tests.domain.settings import setting

HERE = setting(county(place("V0001", "上坪村", "T01")))


@pytest.mark.parametrize(
    ("record", "field", "worth", "words"),
    [
        (ProjectStatus, "paid", 565_080_00 * 100, "5,650.80 万元"),
        (ProjectStatus, "progress", 874_000, "87.4%"),
        (ProjectStatus, "stage", "building", "在建"),
        (ProjectStatus, "day", date(2026, 11, 19), "2026-11-19"),
        (ProjectStatus, "day", "2026-11-19", "2026-11-19"),
        (Visit, "score", 8760, "87.60 分"),
        (Event, "to_status", "closed", "已销号"),
        (Fund, "level", "central", "中央"),
        (Fund, "direct", False, "否"),
        (Problem, "source", "superior", "上级反馈"),
        (Project, "year", 2026, "2026"),
        (Project, "benefit_hh", 1234, "1,234 户"),
        (Form, "cadence", "xun", "每旬"),
        (Project, "type", None, NOTHING),
        (Project, "type", "", NOTHING),
        (Project, "type", float("nan"), NOTHING),
    ],
)  # fmt: skip
def test_a_value_is_told_in_the_offices_words(record, field, worth, words):
    assert value_words(record, field, worth, setting=HERE) == words


def test_a_zero_is_a_number_and_nothing_is_not():
    assert value_words(Figure, "numerator", 0, setting=HERE, indicator="TOI_COV") == "0"
    assert value_words(Figure, "numerator", None, setting=HERE, indicator="TOI_COV") == NOTHING


def test_the_parts_of_an_indicator_carry_its_scale_and_its_own_names():
    assert value_words(Figure, "numerator", 3_730_420_00, setting=HERE, indicator="COL_INC") == "373.04 万元"
    assert field_title(Figure, "numerator", setting=HERE, indicator="TOI_COV") == "卫生厕所户数"
    assert field_title(Figure, "typed_rate", setting=HERE, indicator="TOI_COV") == "卫生厕所普及率（手填）"


@pytest.mark.parametrize(
    ("record", "field", "old", "new", "words"),
    [
        (Figure, "numerator", 301, 309, "+8"),
        (Figure, "denominator", 438, 412, "−26"),
        (Figure, "typed_rate", 895_000, 1_114_000, "+21.9 个百分点"),
        (ProjectStatus, "paid", 0, 50_000_00, "+5.00 万元"),
        (Figure, "numerator", 301, 301, ""),
        (Figure, "numerator", None, 301, ""),
        (Figure, "explanation", "甲", "乙", ""),
    ],
)
def test_a_difference_is_told_with_its_sign_and_unit(record, field, old, new, words):
    assert difference_words(record, field, old, new, setting=HERE, indicator="TOI_COV") == words


def test_every_code_has_a_chinese_word():
    for (record, field), words in CODED.items():
        for code, word in words.items():
            assert word, (record, field, code)
            assert not any("a" <= letter.lower() <= "z" for letter in word), word


def test_a_row_is_named_by_place_and_period_a_project_by_its_name():
    assert (
        key_words(Figure, ("TOI_COV", "place", "V0001", "2026-11-X2"), HERE, {}) == "青石镇 上坪村 11月中旬"
    )
    assert key_words(Project, ("YL-2026-001",), HERE, {"YL-2026-001": "共享车间"}) == "共享车间"
    assert key_words(Project, ("YL-2026-002",), HERE, {}) == "YL-2026-002"


@pytest.mark.parametrize(
    ("part", "words"),
    [
        ("卫生厕所户数", "卫生厕所户数"), ("rate:TOI_COV", "卫生厕所普及率（手填）"), ("name:village", "村"), ("-", "不读这一列"),
        ("project.name", "项目的项目名称"), ("allocation.central", "中央资金"), ("status", "整改状态"),
    ],
)  # fmt: skip
def test_a_header_somebody_confirmed_is_told_by_what_it_stands_for(part, words):
    assert value_words(HeaderWord, "part", part, setting=HERE) == words
    assert key_words(HeaderWord, ("厕所革命‖户数",), HERE, {}) == "厕所革命 / 户数"


def test_a_name_somebody_confirmed_is_told_by_the_names_of_town_and_village():
    assert key_words(Alias, ("place", "T01", "上平村"), HERE, {}) == "地区 青石镇 上平村"
    assert value_words(Alias, "subject", "V0001", setting=HERE) == "青石镇 上坪村"
