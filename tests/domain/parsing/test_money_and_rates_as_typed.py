"""money.py, percents.py, truth.py, text.py: units and rates as the office writes them."""

import csv
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.parsing.money import fen, fen_column, read_amount, unit_in
from domain.parsing.numbers import Kind
from domain.parsing.percents import ppm, read_rates
from domain.parsing.text import header_key, header_unit, is_ditto, plain, squeezed
from domain.parsing.truth import read_truth

HERE = Path(__file__).parent


def rows(name: str) -> list[dict[str, str]]:
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("row", rows("amounts.csv"), ids=lambda row: row["written"] + row["unit"])
def test_an_amount_is_stored_in_fen_whatever_its_unit(row):
    number = read_amount(row["written"], row["unit"])
    assert (number.kind, number.qualifier) == (Kind(row["kind"]), row["qualifier"])
    assert (None if number.value is None else fen(number.value)) == (int(row["fen"]) if row["fen"] else None)
    assert fen_column([row["written"]], row["unit"]).values == [int(row["fen"]) if row["fen"] else None]


@given(st.integers(-(10**13), 10**13))
def test_an_amount_typed_in_wan_is_exact_to_the_fen(amount):
    assert fen_column([float(Decimal(amount).scaleb(-6))], "万元").values == [amount]


@pytest.mark.parametrize("row", rows("rates.csv"), ids=lambda row: row["column"])
def test_a_column_of_rates_is_read_by_its_median(row):
    rates = read_rates(row["column"].split("|"))
    assert rates.values == [Decimal(v) if v else None for v in row["fractions"].split("|")]
    assert rates.doubtful == tuple(int(place) for place in row["doubtful"].split("|") if place)


def test_a_rate_keeps_its_qualifier_beside_it():
    assert {
        place: number.qualifier for place, number in read_rates(["约86%", "86%以上", "86%"]).odd.items()
    } == {
        0: "约",
        1: "以上",
    }


def test_rates_are_stored_in_millionths():
    assert ppm(Decimal("0.874")) == 874_000


@pytest.mark.parametrize(
    ("title", "unit"),
    [
        ("填报单位（盖章）：××局　　填报时间：2023年11月16日　　单位：万元", "万元"),
        ("单位:元", "元"),
        ("计量单位：亿元", "亿元"),
        ("填报单位：财政局", None),
        ("单位：户、人", None),
    ],
)
def test_the_unit_of_a_table_stands_in_its_title(title, unit):
    assert unit_in(title) == unit


@pytest.mark.parametrize(
    ("header", "key", "unit"),
    [
        ("总投\n资（万元）", "总投资", "万元"),
        ("卫生厕所普及率（％）", "卫生厕所普及率", "%"),
        ("户　数(户)", "户数", "户"),
        ("村（社区）", "村(社区)", None),
        ("备 注", "备注", None),
        ("*项目名称", "项目名称", None),
        ("总投资/万元", "总投资", "万元"),
        ("总投资（单位：万元）", "总投资", "万元"),
    ],
)
def test_a_header_has_one_spelling(header, key, unit):
    assert (header_key(header), header_unit(header)) == (key, unit)


@given(st.text())
def test_bringing_text_to_one_spelling_twice_changes_nothing_more(text):
    assert plain(plain(text)) == plain(text)
    assert squeezed(plain(text)) == squeezed(text)


def test_full_width_and_invisible_characters_are_one_spelling():
    assert plain("１２３\u00a0\u200bＡ（ｂ）") == "123 A(b)"
    assert is_ditto("同上")
    assert is_ditto("″")


@pytest.mark.parametrize(
    ("text", "truth"),
    [("是", True), ("√", True), ("否", False), ("无", False), ("×", False), ("部分", None), ("", None)],
)
def test_yes_and_no_are_words_and_marks(text, truth):
    assert read_truth(text) is truth
