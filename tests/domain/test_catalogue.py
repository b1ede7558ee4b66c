"""The shipped catalogue: every row passes its record, and what it names exists."""

import csv
from pathlib import Path

import pytest

from domain.records import key_fields, meanings
from tests.domain.shipped import FILES, header, records

REFERENCE = Path(__file__).parents[1] / "scenarios" / "reference_codes.csv"
INDICATORS = {row.code: row for row in records("indicators")}
FORMS = {row.form: row for row in records("forms")}


@pytest.mark.parametrize("name", FILES)
def test_every_file_has_its_records_columns_in_order(name):
    assert header(name) == list(meanings(FILES[name]))


@pytest.mark.parametrize("name", FILES)
def test_every_row_passes_its_record_and_no_key_is_said_twice(name):
    keys = [tuple(getattr(row, field) for field in key_fields(FILES[name])) for row in records(name)]
    assert len(keys) == len(set(keys))


def test_all_56_reference_codes_are_present():
    with REFERENCE.open(encoding="utf-8", newline="") as file:
        codes = {row["code"] for row in csv.DictReader(file)}
    assert len(codes) == 56
    assert codes <= set(INDICATORS)


@pytest.mark.parametrize(
    ("count", "other"),
    [("MON_HH", "MON_PP"), ("MON_CLR", "MON_CLR_PP"), ("FND_IDLE", "FND_IDLE_RATE"), ("COL_WEAK", "COL_WEAK_RATE"),
     ("COL_INC", "COL_OPR")],
)  # fmt: skip
def test_a_code_that_held_two_numbers_is_two_indicators(count, other):
    assert INDICATORS[count].name != INDICATORS[other].name


@pytest.mark.parametrize("code", ["RST_WATER", "RST_HEAT", "RST_POWER", "RST_FIRE"])
def test_a_resettlement_site_has_four_zero_lights(code):
    assert (INDICATORS[code].light, INDICATORS[code].direction) == ("zero", "down")


WORDS = {
    "direction": {"up", "down", "none"},
    "kind": {"cumulative", "flow", "snapshot"},
    "report_level": {"village", "town", "county", "unit", "derived"},
    "rollup_place": {"sum", "mean", "median", "none"},
    "rollup_time": {"last", "sum", "mean"},
    "light": {"pace", "target", "zero", "none"},
    "baseline": {"node", "time", "province", "target", ""},
}


@pytest.mark.parametrize("code", INDICATORS)
def test_an_indicator_uses_the_declared_words(code):
    for field, allowed in WORDS.items():
        assert getattr(INDICATORS[code], field) in allowed, field


@pytest.mark.parametrize("code", INDICATORS)
def test_a_reported_indicator_stands_in_a_form_of_its_level_and_a_derived_one_in_none(code):
    row = INDICATORS[code]
    if row.report_level == "derived":
        assert row.form == ""
    else:
        assert FORMS[row.form].level == row.report_level
        assert FORMS[row.form].layout == "indicators"


@pytest.mark.parametrize("code", INDICATORS)
def test_only_scores_are_averaged_and_only_flows_summed_over_time(code):
    row = INDICATORS[code]
    assert (row.rollup_place == "mean") == (row.unit == "分")
    assert (row.rollup_time == "sum") <= (row.kind == "flow")
    assert (row.rollup_time == "last") == (row.kind in ("cumulative", "snapshot"))


@pytest.mark.parametrize("code", INDICATORS)
def test_an_indicator_without_direction_has_no_light(code):
    row = INDICATORS[code]
    if row.direction == "none":
        assert row.light == "none"


@pytest.mark.parametrize("code", INDICATORS)
def test_a_rate_names_its_denominator(code):
    row = INDICATORS[code]
    if row.unit in ("%", "倍", "天") and code != "FND_GAP":
        assert row.denominator_name


def test_within_a_form_a_part_name_means_one_column():
    for form in FORMS:
        rows = [row for row in INDICATORS.values() if row.form == form]
        numerators = [row.numerator_name for row in rows]
        assert len(numerators) == len(set(numerators))
        assert not {row.denominator_name for row in rows if row.denominator_fixed} & set(numerators)


def test_every_target_and_scheme_item_names_an_indicator():
    named = {row.indicator for name in ("targets", "schemes") for row in records(name)}
    assert named <= set(INDICATORS)


def test_a_pace_light_has_a_curve_from_zero_to_everything_each_year():
    for code in ("PRJ_START", "PRJ_DONE", "PRJ_INV", "FND_PAY"):
        rows = [
            r for r in records("targets") if (r.indicator, r.line) == (code, "node") and r.day.year == 2026
        ]
        assert (rows[0].value, rows[-1].value) == (0, 1_000_000)
        assert [r.value for r in rows] == sorted(r.value for r in rows)


def test_a_threshold_pair_is_ordered_by_direction():
    for row in INDICATORS.values():
        if row.t1 is not None and row.t2 is not None:
            assert row.t1 >= row.t2 if row.direction == "up" else row.t1 <= row.t2, row.code


def test_the_village_scheme_has_five_blocks_that_weigh_30_25_20_15_10():
    blocks: dict[str, int] = {}
    for row in records("schemes"):
        if row.scheme == "VILLAGE":
            blocks[row.block] = blocks.get(row.block, 0) + row.weight
    assert blocks == {
        "防返贫监测": 3000, "人居环境": 2500, "产业与集体经济": 2000, "群众增收": 1500, "群众满意与诉求": 1000,
    }  # fmt: skip


def test_a_scheme_never_scores_an_indicator_that_says_it_is_no_merit():
    for row in records("schemes"):
        assert INDICATORS[row.indicator].direction != "none"
        assert (row.full > row.floor) == (INDICATORS[row.indicator].direction == "up")


def test_the_environment_week_starts_on_friday():
    week = next(row for row in records("cadences") if row.cadence == "ENV_WEEK")
    assert (week.week_starts, week.cutoff_hour) == (5, 18)


def test_new_words_of_2026_stand_beside_the_old():
    words = {(row.term, row.valid_from): row.word for row in records("terms")}
    assert words["name.fund", ""] == "衔接资金"
    assert words["name.fund", "2026-01-01"] == "常态化帮扶资金"
