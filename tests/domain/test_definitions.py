"""The catalogue in words: rules with their numbers, deadlines, nodes; every shipped row can be told."""

from datetime import date

import pytest

from domain.baselines import Node
from domain.indicators import is_rate
from domain.lights import light_rules
from domain.records import Form, Indicator
from domain.wording.definitions import (
    counting_words,
    due_words,
    item_line_words,
    light_words,
    line_words,
    nodes_words,
    parts_words,
)
from tests.domain.shipped import frame, records

DAY = date(2026, 11, 19)
RULES = light_rules(frame("light_rules"))
INDICATORS = {row.code: row for row in records("indicators")}


def lit(code):
    return light_words(INDICATORS[code], RULES.of(INDICATORS[code], DAY))


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("FND_PAY", "不低于县定节点为正常；低于县定节点不到 10 个百分点为提醒；低 10 至 30 个百分点（含）为预警；低 30 个百分点以上为滞后"),
        ("PRJ_ACPT", "不低于 95% 为正常；低于 95%、不低于 80% 为预警；低于 80% 为滞后"),
        ("MED_KEY", "不低于 100% 为正常；低于 100% 为滞后"),
        ("COL_DIV", "不低于 100% 为正常；低于 100% 为预警"),
        ("MON_DAYS", "不高于 15 天为正常；高于 15 天、不高于 20 天为预警；高于 20 天为滞后"),
        ("REC_LATE", "0 为正常；大于 0 为滞后"),
        ("HOU_RISK", "0 为正常；大于 0 为预警"),
        ("PRJ_LATE", "0 为正常；大于 0、不多于 1 个为预警；多于 1 个为滞后"),
        ("PRJ_N", "不评灯"),
    ],
)  # fmt: skip
def test_a_light_is_told_with_its_numbers(code, words):
    assert lit(code) == words


def test_every_shipped_indicator_can_be_told_in_chinese():
    for row in INDICATORS.values():
        for told in (lit(row.code), parts_words(row), counting_words(row)):
            assert told
            assert not any("a" <= letter.lower() <= "z" for letter in told), told


def test_a_plain_value_is_added_up_and_a_rate_is_never_averaged():
    assert counting_words(INDICATORS["MON_HH"]).endswith("逐级相加")
    for row in INDICATORS.values():
        assert not (is_rate(row) and "取平均" in counting_words(row))


@pytest.mark.parametrize(
    ("offset", "shift", "cadence", "words"),
    [
        (-1, "earlier", "xun", "每旬，期末前 1 天 18:00 前；遇节假日提前"),
        (0, "later", "day", "每日，期末当天 18:00 前；遇节假日顺延"),
        (15, "later", "quarter", "每季度，期后 15 天 18:00 前；遇节假日顺延"),
        (0, "earlier", "any", "随时"),
    ],
)
def test_a_deadline_is_told_from_the_end_of_its_period(offset, shift, cadence, words):
    form = Form(
        form="X",
        name="表",
        layout="indicators",
        level="village",
        cadence=cadence,
        due_offset=offset,
        due_shift=shift,
    )
    assert due_words(form) == words


def test_nodes_are_told_without_the_zero_a_year_begins_with():
    nodes = [Node(date(2026, 1, 1), 0.0), Node(date(2026, 6, 30), 0.5), Node(date(2026, 12, 31), 0.965)]
    assert nodes_words(INDICATORS["FND_PAY"], "node", nodes) == "县定节点：6月30日 50%，12月31日 96.5%"
    assert nodes_words(INDICATORS["FND_PAY"], "node", []) == ""


def test_lines_of_rules_and_schemes_are_told_in_their_own_unit():
    assert line_words(-100_000, days=False) == "−10 个百分点"
    assert line_words(-4_000_000, days=True) == "4 天"
    assert line_words(None, days=True) == ""
    assert item_line_words(INDICATORS["TOI_COV"], 700_000) == "70%"
    assert item_line_words(INDICATORS["COL_OPR"], 50_000_000_000) == "5.00万元"


def test_the_kinds_of_the_catalogue_all_have_a_word():
    assert {type(row) for row in INDICATORS.values()} == {Indicator}
    for row in records("forms"):
        assert due_words(row)
