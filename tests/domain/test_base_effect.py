"""The split of a rate's rise into work done and a smaller base."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.base_effect import base_moves, rate_change, rate_change_of, risen_by_base_only
from domain.measure_frame import measures


def rows(parts, *, status="reported"):
    """{subject: (numerator, denominator)} of one rate."""
    said = [status if base is not None else "not_reported" for _, base in parts.values()]
    return measures(
        {
            "indicator": "TOI_COV",
            "subject_kind": "place",
            "subject": list(parts),
            "period": "2026-11-X2",
            "numerator": [done for done, _ in parts.values()],
            "denominator": [base for _, base in parts.values()],
            "value": None,
            "reported": 1,
            "expected": 1,
            "status": said,
        }
    )


def test_238_of_268_to_238_of_240_rises_by_10_4_points_all_of_it_from_the_base():
    change = rate_change(rows({"竹坑村": (238, 268)}), rows({"竹坑村": (238, 240)}))
    assert change is not None
    assert round(change.total * 100, 1) == 10.4
    assert change.counted == pytest.approx(change.total)
    assert change.done == 0


def test_only_the_village_that_built_nothing_is_named():
    before = rows({"竹坑村": (238, 268), "石鼓村": (100, 120), "石门村": (90, 120)})
    now = rows({"竹坑村": (238, 240), "石鼓村": (110, 119), "石门村": (90, 130)})
    named = risen_by_base_only(before, now)
    assert named["subject"].tolist() == ["竹坑村"]
    assert named["denominator_before"].tolist() == [268]


def test_a_village_that_falls_silent_moves_the_rate_by_neither_work_nor_base():
    change = rate_change(
        rows({"甲": (90, 100), "乙": (10, 100)}), rows({"甲": (90, 100), "乙": (None, None)})
    )
    assert change is not None
    assert (change.done, change.counted) == (0, 0)
    assert change.joined == pytest.approx(0.4)


def test_without_a_base_there_is_no_change_to_split():
    assert rate_change(rows({"甲": (None, None)}), rows({"甲": (5, 10)})) is None


parts = st.dictionaries(
    st.sampled_from("甲乙丙丁"), st.tuples(st.integers(0, 300), st.integers(1, 300)), min_size=1
)


@settings(max_examples=40)
@given(before=parts, now=parts)
def test_the_three_shares_always_add_up_to_the_whole_change(before, now):
    change = rate_change(rows(before), rows(now))
    rate = [sum(a for a, _ in side.values()) / sum(b for _, b in side.values()) for side in (before, now)]
    assert change is not None
    assert change.total == pytest.approx(rate[1] - rate[0])


@given(
    st.tuples(st.integers(0, 300), st.integers(0, 300)), st.tuples(st.integers(0, 300), st.integers(0, 300))
)
def test_one_subject_is_split_by_its_numbers_as_by_frames(before, now):
    whole = rate_change(rows({"甲": before}), rows({"甲": now}))
    own = rate_change_of(before, now)
    assert (own is None) == (whole is None)
    if own is not None and whole is not None:
        assert (own.done, own.counted) == (whole.done, whole.counted)
        assert own.joined == pytest.approx(whole.joined, abs=1e-12)


def test_a_base_that_did_all_of_it_leaves_nothing_to_the_work():
    moved = base_moves(rows({"竹坑村": (238, 268)}), rows({"竹坑村": (238, 240)})).iloc[0]
    assert moved["done"] == 0
    assert round(moved["counted"] * 100, 1) == 10.4


def test_towns_are_told_of_the_villages_that_spoke_both_times():
    before = rows({"甲": (50, 100), "乙": (50, 100)})
    now = rows({"甲": (50, 50), "乙": (None, None)})
    town = base_moves(before, now, {"甲": "镇", "乙": "镇"}).iloc[0]
    assert (town["subject"], town["denominator_before"], town["denominator"]) == ("镇", 100, 50)


@settings(max_examples=40)
@given(before=parts, now=parts)
def test_work_and_base_add_up_for_every_place_whose_base_moved(before, now):
    moved = base_moves(rows(before), rows(now))
    assert set(moved["subject"]) == {
        key for key in before.keys() & now.keys() if before[key][1] != now[key][1]
    }
    assert (moved["done"] + moved["counted"]).tolist() == pytest.approx(
        (moved["now"] - moved["before"]).tolist()
    )
