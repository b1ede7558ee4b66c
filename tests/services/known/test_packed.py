"""What was packed comes back alike: every value, every type, every missing one."""

from datetime import date

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal

from services.known.packed import Packed

TEXTS = st.one_of(st.none(), st.sampled_from(["", " ", "甲村", "乙村", "TOI_COV"]))
NUMBERS = st.integers(-(2**63), 2**63 - 1) | st.integers(-300, 300)
DAYS = st.one_of(st.none(), st.dates(date(2025, 1, 1), date(2027, 1, 1)))


def a_frame(rows):
    texts, days, numbers, lacking, truths, shares = zip(*rows, strict=True) if rows else [()] * 6
    return pd.DataFrame(
        {
            "text": pd.Series(texts, dtype="str"),
            "day": pd.Series(days, dtype=object),
            "number": pd.Series(numbers, dtype="int64"),
            "lacking": pd.Series(lacking, dtype="Int64"),
            "truth": pd.Series(truths, dtype=object),
            "share": pd.Series(shares, dtype="float64"),
        }
    )


ROWS = st.lists(
    st.tuples(
        TEXTS, DAYS, NUMBERS, st.none() | NUMBERS, st.none() | st.booleans(), st.floats(allow_nan=True)
    ),
    max_size=30,
)


@given(ROWS)
def test_a_packed_frame_is_given_back_alike(rows):
    frame = a_frame(rows)
    found = Packed(frame).frame()
    assert_frame_equal(found, frame)
    for name in ("day", "truth"):
        assert [type(worth) for worth in found[name]] == [type(worth) for worth in frame[name]]


@given(ROWS)
def test_a_column_says_nothing_where_every_row_lacks_it(rows):
    frame = a_frame(rows)
    packed = Packed(frame)
    for name in frame:
        if name != "number":
            assert packed.says_nothing_in(name) == frame[name].isna().all()


def test_only_the_columns_asked_for_are_unpacked():
    assert list(Packed(a_frame([("甲村", None, 1, None, None, 0.5)])).frame(("number", "text"))) == [
        "number",
        "text",
    ]


def test_whoever_writes_into_what_came_back_alters_nothing_that_is_kept():
    packed = Packed(a_frame([("甲村", date(2026, 11, 19), 1, 2, True, 0.5)]))
    mine = packed.frame()
    mine.loc[0, "text"], mine.loc[0, "number"], mine.loc[0, "share"] = "乙村", 7, 0.1
    assert packed.frame().loc[0, ["text", "number", "share"]].tolist() == ["甲村", 1, 0.5]


@pytest.mark.parametrize("most", [0, 127, 128, 32_767, 32_768, 2**31, 2**62])
def test_numbers_at_the_ends_of_their_short_forms_stay_what_they_are(most):
    frame = pd.DataFrame({"number": np.array([most, -most, -most - 1], dtype="int64")})
    assert_frame_equal(Packed(frame).frame(), frame)


@pytest.mark.parametrize("one", [0, 5, -1, -128, 2**40])
def test_a_column_that_says_the_same_in_every_row_is_given_back_alike(one):
    frame = pd.DataFrame({"number": np.full(9, one), "text": pd.Series(["甲村"] * 9, dtype="str")})
    assert_frame_equal(Packed(frame).frame(), frame)


@given(ROWS)
def test_coded_texts_come_back_with_their_codes(rows):
    told = a_frame(rows)["text"]
    frame = pd.DataFrame(
        {"text": pd.Series(pd.Categorical(told, categories=["乙村", "", " ", "甲村", "TOI_COV"]))}
    )
    assert_frame_equal(Packed(frame).frame(), frame)


@given(ROWS, st.sampled_from(["甲村", "乙村", "没有的村"]))
def test_the_rows_of_one_text_are_those_of_the_frame_numbered_anew(rows, text):
    frame = a_frame(rows)
    own = frame[(frame["text"] == text).to_numpy()].reset_index(drop=True)
    assert_frame_equal(Packed(frame).rows_of("text", text), own)
