"""A cell of a settings sheet: what is written is read again as the same value, whatever the record and the field."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.records import Indicator, LightRule, SchemeItem, Target, Term
from domain.settings.cells import Wrong, cell_text, read_cell
from domain.settings.state import Measured, Naming

RATE, COUNT, MONEY = "TOI_COV", "HOU_RISK", "COL_OPR"
NAMING = Naming(
    {
        RATE: Measured("卫生厕所普及率", "%", 0),
        COUNT: Measured("危房", "户", 0),
        MONEY: Measured("经营收入", "元", 2),
    },
    {"ENV": "旬报"},
    {"V0001": "上坪村", "V0002": "下坪村", "V0003": "下坪村"},
    {"U01": "水利局"},
)
NUMBERS = [
    (SchemeItem, "floor", {"indicator": RATE}),
    (SchemeItem, "full", {"indicator": COUNT}),
    (SchemeItem, "weight", {"indicator": RATE}),
    (Target, "value", {"indicator": RATE}),
    (Target, "value", {"indicator": MONEY}),
    (Indicator, "t1", {"unit": "%"}),
    (Indicator, "t2", {"unit": "天"}),
    (LightRule, "bad_below", {"rule": "overdue"}),
    (LightRule, "bad_below", {"rule": "pace"}),
]


@pytest.mark.parametrize(("record", "field", "row"), NUMBERS)
@given(stored=st.integers(-(10**13), 10**13))
def test_a_number_comes_back_to_the_last_digit(record, field, row, stored):
    row = {**row, field: stored}
    assert read_cell(record, field, cell_text(record, field, row, NAMING), row, NAMING) == stored


@pytest.mark.parametrize(
    ("record", "field", "row", "cell", "stored"),
    [
        (SchemeItem, "floor", {"indicator": RATE}, 0.95, 950_000),
        (SchemeItem, "floor", {"indicator": RATE}, "95%", 950_000),
        (SchemeItem, "floor", {"indicator": RATE}, 1.0, 1_000_000),
        (SchemeItem, "floor", {"indicator": RATE}, 95.0, Wrong("share_unclear", "95%")),
        (SchemeItem, "floor", {"indicator": RATE}, "0.95", Wrong("share_unclear", "0.95%")),
        (SchemeItem, "floor", {"indicator": COUNT}, "5%", Wrong("not_a_number", "数字，不带百分号")),
        (SchemeItem, "weight", {}, "1,200.5", 120_050),
        (LightRule, "bad_below", {"rule": "pace"}, -30.0, -300_000),
        (LightRule, "bad_below", {"rule": "overdue"}, -7.0, -7_000_000),
        (LightRule, "rule", {}, "逾期", "overdue"),
        (LightRule, "rule", {}, "PRJ_START", "PRJ_START"),
        (Indicator, "direction", {}, "越低越好", "down"),
        (Indicator, "direction", {}, "down", "down"),
        (Indicator, "form", {}, "旬报", "ENV"),
        (Target, "subject", {}, "全部", "*"),
        (Target, "subject", {}, "V0001 上坪村", "V0001"),
        (Target, "subject", {}, "上坪村", "V0001"),
        (Target, "subject", {}, "水利局", "U01"),
        (Target, "subject", {}, "下坪村", Wrong("unknown_key")),
        (Target, "day", {}, "2026年12月31日", date(2026, 12, 31)),
        (Target, "day", {}, "12月31日", Wrong("not_a_day")),
        (Term, "valid_from", {}, date(2026, 1, 1), "2026-01-01"),
        (Term, "word", {}, "  ", None),
    ],
)  # fmt: skip
def test_what_an_office_writes_into_a_cell(record, field, row, cell, stored):
    assert read_cell(record, field, cell, row, NAMING) == stored
