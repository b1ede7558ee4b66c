"""How numbers are written on charts: rates, money, counts, gaps."""

from math import nan

import pytest

from charts.quantity import Quantity

RATE = Quantity("支出率", "%", "万元")
MONEY = Quantity("支出", "万元", decimals=2)
COUNT = Quantity("完工数", "个", decimals=0)


@pytest.mark.parametrize(
    ("quantity", "value", "written"),
    [
        (RATE, 0.831, "83.1%"),
        (RATE, 0.8305, "83.1%"),
        (RATE, nan, "未报"),
        (MONEY, 56_508_000.0, "5,650.80 万元"),
        (COUNT, 12.0, "12 个"),
        (COUNT, 0.0, "0 个"),
    ],
)
def test_a_value_is_written_with_its_unit(quantity: Quantity, value: float, written: str) -> None:
    assert quantity.shown(value) == written


def test_a_planned_value_shows_no_zeros_nobody_measured() -> None:
    assert (RATE.planned(1.0), RATE.planned(0.885), COUNT.planned(100)) == ("100%", "88.5%", "100 个")


@pytest.mark.parametrize(
    ("value", "due", "gap", "words"),
    [
        (0.831, 0.923, "−9.2", "低 9.2 个百分点"),
        (0.95, 0.938, "+1.2", "高 1.2 个百分点"),
        (0.5, 0.5, "0.0", "持平"),
        (0.5, 0.50001, "0.0", "持平"),
        (nan, 0.5, "", ""),
        (0.5, nan, "", ""),
    ],
)
def test_a_gap_is_in_points_with_the_true_minus(value: float, due: float, gap: str, words: str) -> None:
    assert RATE.gap(value, due) == gap
    assert RATE.gap_in_words(value, due) == words


def test_parts_stand_with_thin_spaces_and_money_in_wan() -> None:
    assert RATE.parts(56_508_000, 68_000_000) == "5,650.80\u2009/\u20096,800.00 万元"
    assert Quantity("完工率", "%", "个").parts(64, 82) == "64\u2009/\u200982 个"
    assert Quantity("问题数", "处", "处").parts(7, nan) == "7 处"
    assert RATE.parts(nan, 68_000_000) == ""
    assert COUNT.parts(1, 2) == ""
