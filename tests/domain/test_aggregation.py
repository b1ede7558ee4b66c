"""Rates as sum over sum, missing never zero, stale never summed, units never added to places."""

from datetime import date

import numpy as np
import pandas as pd
import pytest

from domain.aggregation import current_measures, period_measures
from domain.measure_frame import MEASURE_COLUMNS
from domain.periods import parse, periods_between
from tests.domain.counties import county, place, units_of
from tests.domain.settings import figure, figures, measure, setting
from tests.domain.shipped import frame as shipped

AS_OF = date(2026, 11, 19)
THREE = county(place("V0001", "甲村", "T01"), place("V0002", "乙村", "T01"), place("V0003", "丙村", "T01"))


def measured(*rows, roster=THREE, as_of=AS_OF, codes=("TOI_COV",), **more):
    return current_measures(figures(*rows), setting(roster, **more), as_of=as_of, codes=codes)


def test_a_town_rate_is_sum_over_sum_never_the_mean_of_rates():
    found = measured(figure("V0001", 1, 1), figure("V0002", 0, 1), figure("V0003", 98, 100))
    for subject in ("T01", "C01"):
        row = measure(found, subject)
        assert (row["numerator"], row["denominator"], row["reported"], row["expected"]) == (99, 102, 3, 3)
        assert row["value"] == pytest.approx(0.970588, abs=1e-6)


def test_the_measure_frame_has_exactly_its_columns():
    assert tuple(measured(figure("V0001", 1, 2)).columns) == MEASURE_COLUMNS
    assert tuple(measured().columns) == MEASURE_COLUMNS


def test_a_village_that_said_nothing_is_missing_not_zero():
    found = measured(figure("V0001", 90, 100))
    silent, town = measure(found, "V0002"), measure(found, "T01")
    assert (silent["status"], silent["expected"], silent["reported"]) == ("not_reported", 1, 0)
    assert np.isnan(silent["value"])
    assert (town["value"], town["reported"], town["expected"], town["status"]) == (0.9, 1, 3, "reported")


def test_a_reported_zero_is_a_zero():
    assert measure(measured(figure("V0001", 0, 100)), "V0001")["value"] == 0


def test_when_all_are_silent_the_parent_has_no_value():
    row = measure(measured(), "C01")
    assert (row["status"], row["reported"], row["expected"]) == ("not_reported", 0, 3)
    assert np.isnan(row["value"])


def test_a_base_of_zero_gives_no_rate():
    row = measure(measured(figure("V0001", 0, 0)), "V0001")
    assert row["status"] == "reported"
    assert np.isnan(row["value"])


def test_last_periods_figure_is_shown_as_stale_and_not_summed():
    found = measured(figure("V0001", 90, 100), figure("V0002", 50, 100, period="2026-11-X1"))
    old = measure(found, "V0002")
    assert (old["status"], old["value"], old["period"], old["reported"]) == ("stale", 0.5, "2026-11-X1", 0)
    assert measure(found, "T01")["value"] == 0.9


def test_not_applicable_is_not_expected_and_under_review_counts_as_missing():
    found = measured(
        figure("V0001", 90, 100),
        figure("V0002", status="not_applicable"),
        figure("V0003", 10, 100, status="under_review"),
    )
    town = measure(found, "T01")
    assert (town["value"], town["reported"], town["expected"]) == (0.9, 1, 2)
    assert measure(found, "V0002")["status"] == "not_applicable"
    assert measure(found, "V0002")["expected"] == 0
    assert (measure(found, "V0003")["status"], measure(found, "V0003")["value"]) == ("under_review", 0.1)


def test_a_town_where_nothing_applies_is_not_applicable():
    found = measured(*(figure(v, status="not_applicable") for v in ("V0001", "V0002", "V0003")))
    assert (measure(found, "T01")["status"], measure(found, "T01")["expected"]) == ("not_applicable", 0)


def test_a_figure_is_invisible_before_its_cutoff_day():
    found = measured(figure("V0001", 90, 100, cutoff=date(2026, 11, 20)))
    assert measure(found, "V0001")["status"] == "not_reported"


def test_before_the_first_deadline_silence_is_not_yet_a_gap():
    early = figure("V0001", 90, 100, cutoff=date(2026, 11, 12))
    found = measured(early, as_of=date(2026, 11, 13))
    assert measure(found, "V0001")["status"] == "reported"
    assert measure(found, "V0002")["status"] == "not_due"
    assert measure(found, "T01")["value"] == 0.9


def test_the_greatest_change_wins_between_equals():
    rows = figures(figure("V0001", 80, 100), figure("V0001", 90, 100)).assign(opened_by=[7, 5])
    found = current_measures(rows, setting(THREE), as_of=AS_OF, codes=["TOI_COV"])
    assert measure(found, "V0001")["value"] == 0.8


def test_of_one_cutoff_the_shorter_period_wins():
    monthly = figure("V0001", 80, 100, period="2026-11", cutoff=date(2026, 11, 19))
    assert measure(measured(figure("V0001", 90, 100), monthly), "V0001")["value"] == 0.9


def test_half_a_rate_is_no_figure():
    found = measured(figure("V0001", 90, 100, period="2026-11-X1"), figure("V0001", 95, None))
    assert (measure(found, "V0001")["status"], measure(found, "V0001")["value"]) == ("stale", 0.9)


def test_a_figure_above_the_reporting_level_is_never_used_as_the_value():
    found = measured(figure("T01", 999, 1000), figure("V0001", 90, 100))
    assert measure(found, "T01")["value"] == 0.9


def test_a_village_that_counts_as_one_brings_its_fixed_denominator():
    found = measured(
        figure("V0001", 1, code="SEW_RATE"), figure("V0002", 0, code="SEW_RATE"), codes=["SEW_RATE"]
    )
    row = measure(found, "T01")
    assert (row["numerator"], row["denominator"], row["value"]) == (1, 2, 0.5)


def test_money_comes_in_yuan():
    quarter = {"code": "COL_INC", "period": "2026-Q3", "cutoff": date(2026, 9, 30)}
    found = measured(figure("V0001", 12_345_678, **quarter), codes=["COL_INC"])
    assert measure(found, "V0001")["value"] == pytest.approx(123_456.78)
    assert np.isnan(measure(found, "V0001")["denominator"])


def test_the_roster_of_the_periods_last_day_is_asked():
    ended = place("V0003", "丙村", "T01", valid_to=date(2026, 11, 15))
    roster = county(place("V0001", "甲村", "T01"), place("V0002", "乙村", "T01"), ended)
    assert measure(measured(figure("V0001", 9, 10), roster=roster), "T01")["expected"] == 2


def test_the_order_of_rows_changes_nothing():
    rows = [
        figure(v, n, 100, period=p)
        for p in ("2026-11-X1", "2026-11-X2")
        for n, v in ((90, "V0001"), (8, "V0002"))
    ]
    one, other = measured(*rows), measured(*reversed(rows))
    pd.testing.assert_frame_equal(one, other)


HOT_UNITS = units_of(
    {"unit": "U01", "name": "青石镇", "kind": "town", "place": "T01"},
    {"unit": "U02", "name": "柳湾乡", "kind": "town", "place": "T02"},
    {"unit": "U03", "name": "住建局", "kind": "department"},
    {"unit": "U04", "name": "水利局", "kind": "department"},
)


def test_units_stand_for_themselves_and_a_department_enters_with_its_first_report():
    month = {"code": "HOT_SAT", "period": "2026-10", "cutoff": date(2026, 10, 31)}
    rows = [figure("U01", 9, 10, **month), figure("U03", 8, 10, **month)]
    found = measured(*rows, units=HOT_UNITS, codes=["HOT_SAT"])
    assert set(found["subject_kind"]) == {"unit"}
    assert found.set_index("subject")["status"].to_dict() == {
        "U01": "reported", "U02": "not_reported", "U03": "reported",
    }  # fmt: skip


def test_a_trend_takes_only_what_was_said_of_each_period():
    rows = [figure("V0001", 50, 100, period="2026-11-X1"), figure("V0001", 90, 100)]
    found = period_measures(
        figures(*rows), setting(THREE), as_of=AS_OF, codes=["TOI_COV"],
        periods=[parse("2026-10-X3"), parse("2026-11-X1"), parse("2026-11-X2"), parse("2026-11-X3")],
    )  # fmt: skip
    town = found[found["subject"] == "T01"].set_index("period")
    assert town["value"].dropna().to_dict() == {"2026-11-X1": 0.5, "2026-11-X2": 0.9}
    assert list(town.index) == ["2026-10-X3", "2026-11-X1", "2026-11-X2"]


def test_a_new_definition_starts_a_new_series():
    old = shipped("indicators")
    new = old[old["code"] == "TOI_COV"].assign(valid_from="2026-11-11", denominator_name="常住户数")
    both = pd.concat([old, new], ignore_index=True)
    found = measured(figure("V0001", 50, 100, period="2026-11-X1"), indicators=both)
    assert measure(found, "V0001")["status"] == "not_reported"


def test_a_year_of_a_county_is_measured_at_once():
    villages = [place(f"V{n:04}", f"村{n}", f"T{n % 3 + 1:02}") for n in range(300)]
    roster = county(*villages, towns=("T01", "T02", "T03"))
    base = shipped("indicators").set_index("code").loc[["TOI_COV"]].reset_index()
    codes = [f"X{n:02}" for n in range(60)]
    many = pd.concat([base.assign(code=code) for code in codes], ignore_index=True)
    weeks = periods_between("week", date(2025, 12, 29), date(2026, 12, 27), week_starts=1)
    keys = pd.MultiIndex.from_product([codes, [w.code for w in weeks], [v.place for v in villages]])
    rows = keys.to_frame(index=False, name=["indicator", "period", "subject"]).assign(
        subject_kind="place", status="reported", numerator=90, denominator=100, cutoff=date(2026, 1, 11)
    )
    ground = setting(roster, indicators=many)
    found = period_measures(rows, ground, as_of=date(2026, 12, 31), codes=codes, periods=weeks)
    assert len(found) == 60 * 52 * (300 + 3 + 1)
    assert (found["value"] == 0.9).all()
