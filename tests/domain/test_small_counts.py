"""Counts of people below five are hidden, with a second one where the total would give one away."""

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from domain.indicators import catalogue
from domain.small_counts import counts_people, small_rows, without_small
from tests.domain.shipped import frame as shipped

CATALOGUE = catalogue(shipped("indicators"))
HOUSEHOLDS, RATE, PROJECTS = (CATALOGUE.versions[code][-1] for code in ("HOU_RISK", "TOI_COV", "PRJ_N"))
BY_CODE = {one.code: one for one in (HOUSEHOLDS, RATE, PROJECTS)}
TOWNS = {"V1": "T1", "V2": "T1", "V3": "T1", "V4": "T1", "V5": "T2", "T1": "C", "T2": "C"}


def rows(counts, code="HOU_RISK", kind="place"):
    """subject → count, as a measure frame."""
    table = pd.DataFrame({"subject": list(counts), "value": list(counts.values())}, dtype=object)
    table = table.astype({"value": "float64"})
    return table.assign(
        indicator=code, subject_kind=kind, period="2026-11", numerator=table["value"], denominator=9.0,
        status="reported",
    )  # fmt: skip


def hidden(counts, **more):
    frame = rows(counts, **more)
    return set(frame["subject"][small_rows(frame, BY_CODE, TOWNS)])


def test_one_small_count_takes_the_next_smallest_of_its_town_with_it():
    assert hidden({"V1": 3, "V2": 9, "V3": 20, "V4": 0, "V5": 6}) == {"V1", "V2"}


def test_two_small_counts_hide_only_themselves():
    assert hidden({"V1": 3, "V2": 4, "V3": 20}) == {"V1", "V2"}


def test_where_nobody_else_has_any_a_zero_goes_with_it():
    assert hidden({"V1": 3, "V2": 0, "V3": 0}) == {"V1", "V2"}


def test_a_missing_number_is_no_neighbour_to_hide_behind():
    assert hidden({"V1": 3, "V2": float("nan"), "V3": 8}) == {"V1", "V3"}


def test_the_county_and_what_units_report_are_told():
    assert hidden({"C": 3}) == set()
    assert hidden({"V1": 3}, kind="unit") == set()


def test_a_town_s_small_total_is_hidden_among_the_towns():
    assert hidden({"T1": 2, "T2": 30, "C": 32}) == {"T1", "T2"}


def test_of_a_rate_its_upper_part_counts_and_of_projects_nothing():
    assert hidden({"V1": 3, "V2": 9}, code="TOI_COV") == {"V1", "V2"}
    assert hidden({"V1": 3, "V2": 9}, code="PRJ_N") == set()
    assert counts_people(RATE)


def test_a_hidden_row_has_no_number_left_and_says_so():
    frame = rows({"V1": 3, "V2": 4, "V3": 20}).assign(gap=1.0, previous=2.0)
    told = without_small(frame, small_rows(frame, BY_CODE, TOWNS))
    assert told["status"].tolist() == ["hidden", "hidden", "reported"]
    numbers = told[["value", "numerator", "denominator", "gap", "previous"]]
    assert numbers.iloc[:2].isna().all().all()
    assert numbers.iloc[2].notna().all()


@given(st.dictionaries(st.sampled_from(["V1", "V2", "V3", "V4"]), st.integers(0, 12), min_size=2))
def test_no_total_ever_gives_a_small_count_away(counts):
    gone = hidden(counts)
    assert {key for key, count in counts.items() if 0 < count < 5} <= gone
    assert len(gone) != 1
