"""Numbers and words of change as offices write them; the cases stand in CSV files anybody can read."""

import csv
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.indicators import catalogue
from domain.rounding import half_up
from domain.wording.changes import against, change_since, gap_moved, growth, places_moved
from domain.wording.numbers import (
    about_wan,
    length,
    measure_gap,
    measure_value,
    parts,
    percent,
    plain,
    points,
    signed,
    spaced,
    wan,
)
from tests.domain.shipped import frame as shipped

SCENARIOS = Path(__file__).parents[1] / "scenarios"
DAY = date(2026, 11, 19)
CATALOGUE = catalogue(shipped("indicators"))
NAN = float("nan")


def cases(name):
    with (SCENARIOS / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def number(text):
    return float(text) if text else NAN


@pytest.mark.parametrize("case", cases("changes.csv"), ids=lambda c: f"{c['indicator']} {c['sentence']}")
def test_a_change_is_said_in_the_units_of_its_indicator(case):
    indicator = CATALOGUE.version(case["indicator"], DAY)
    said = change_since(indicator, number(case["now"]), number(case["before"]), since=case["since"])
    assert said == case["sentence"]


@pytest.mark.parametrize("case", cases("growth.csv"), ids=lambda c: c["sentence"] or "nothing")
def test_growth_says_times_only_for_more_than_threefold(case):
    assert growth(number(case["now"]), number(case["before"])) == case["sentence"]


@given(st.floats(0, 1e9), st.floats(1e-3, 1e9))
def test_a_fall_is_never_said_in_times(now, before):
    assert "倍" not in growth(min(now, before), before)


@pytest.mark.parametrize(
    ("value", "baseline", "said"),
    [(0.831, 0.923, "低于县定节点9.2个百分点"), (0.935, 0.923, "高于县定节点1.2个百分点"), (0.923, 0.923, "与县定节点持平"),
     (NAN, 0.9, "")],
)  # fmt: skip
def test_a_gap_names_its_baseline(value, baseline, said):
    assert against(CATALOGUE.version("FND_PAY", DAY), value, baseline, name="县定节点") == said


@pytest.mark.parametrize(
    ("gap", "before", "said"),
    [(-0.092, -0.129, "收窄到9.2个百分点"), (-0.122, -0.1, "扩大到12.2个百分点"), (-0.1, -0.1, "未动")],
)
def test_a_gap_narrows_widens_or_stays(gap, before, said):
    assert gap_moved(gap, before, CATALOGUE.version("FND_PAY", DAY)) == said


@pytest.mark.parametrize(
    ("shown", "text"),
    [
        (plain(-9.2, 1), "\u22129.2"), (plain(31711, 0), "31,711"), (plain(NAN, 1), "—"), (plain(-0.04, 1), "0.0"),
        (signed(0.84, 1), "+0.8"), (signed(-9.24, 1), "\u22129.2"), (signed(0.04, 1), "0.0"),
        (percent(0.8305), "83.1%"), (points(-0.0922), "\u22129.2"), (wan(56_508_000), "5,650.80"),
        (about_wan(6_250_000), "约625万元"), (parts(82, 107, "个"), "82\u2009/\u2009107 个"),
        (parts(56_508_000, 68_000_000, "元"), "5,650.80\u2009/\u20096,800.00 万元"),
        (measure_value(CATALOGUE.version("COL_INC", DAY), 123456.78), "12.35万元"),
        (measure_value(CATALOGUE.version("INC_PC", DAY), 16543.6), "16,544元"),
        (measure_value(CATALOGUE.version("ENV_SCORE", DAY), 92.604), "92.60分"),
        (measure_gap(CATALOGUE.version("FND_PAY", DAY), -0.0922), "9.2个百分点"),
        (places_moved(3), "上升3位"), (places_moved(-2), "下降2位"), (places_moved(0), "持平"),
    ],
)  # fmt: skip
def test_numbers_are_written_as_offices_write_them(shown, text):
    assert shown == text


@pytest.mark.parametrize(
    ("value", "decimals", "rounded"),
    [(0.145 * 100, 0, 15), (79.95, 1, 80.0), (2.5, 0, 3), (-2.5, 0, -3), (1.005, 2, 1.01)],
)
def test_halves_round_up_whatever_binary_fractions_do(value, decimals, rounded):
    assert half_up(value, decimals) == rounded


@pytest.mark.parametrize(
    ("text", "screen"),
    [
        ("低于县定节点9.2个百分点；11月19日缺8村", "低于县定节点 9.2 个百分点；11月19日缺 8 村"),
        ("资金支出83.1%，低于全省平均", "资金支出 83.1%，低于全省平均"),
        ("较上旬少6.1分", "较上旬少 6.1 分"),
    ],
)
def test_the_screen_sets_numbers_off_but_neither_percent_nor_dates(text, screen):
    assert spaced(text) == screen
    assert length(screen) == length(text)
