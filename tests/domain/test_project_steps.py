"""What a version of a ledger says that the one before had not."""

from math import nan

import pandas as pd

from domain.project_steps import Moved, moves

FIELDS = ("stage", "paid", "problem")


def test_only_what_moved_is_told_with_the_old_value():
    versions = [
        {"stage": "building", "paid": 100, "problem": None},
        {"stage": "building", "paid": 100, "problem": ""},
        {"stage": "completed", "paid": 250, "problem": "用地手续未批复"},
    ]
    assert moves(versions, FIELDS) == [
        (Moved("stage", None, "building"), Moved("paid", None, 100)),
        (),
        (
            Moved("stage", "building", "completed"),
            Moved("paid", 100, 250),
            Moved("problem", None, "用地手续未批复"),
        ),
    ]


def test_a_blank_moves_nothing_and_is_not_zero():
    versions = [
        {"stage": "building", "paid": 0},
        {"stage": nan, "paid": pd.NA},
        {"stage": "building", "paid": 0},
    ]
    assert moves(versions, FIELDS)[1:] == [(), ()]
    assert moves(versions, FIELDS)[0][-1] == Moved("paid", None, 0)
