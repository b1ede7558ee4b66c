"""Villages as tiles: dark needs attention, 未报 is hatched and never a number, a small count is not told."""

from math import nan

import pandas as pd

from charts.attention import attention_bins
from charts.quantity import Quantity
from views.tiles import tiles_html

RATE = Quantity("普及率", "%")


def test_the_lowest_quarter_is_darkest_where_more_is_better():
    assert attention_bins(pd.Series([0.5, 0.7, 0.8, 0.9, nan]), "up", RATE) == [4, 3, 2, 1, 0]
    assert attention_bins(pd.Series([0.5, 0.7, 0.8, 0.9]), "down", RATE) == [1, 2, 3, 4]


def test_villages_alike_are_all_calm():
    assert attention_bins(pd.Series([1.0, 1.0]), "up", RATE) == [1, 1]


def test_a_silent_village_is_hatched_and_a_hidden_one_says_below_five():
    rows = pd.DataFrame(
        {
            "subject": ["V1", "V2"],
            "name": ["水口村", "竹坑村"],
            "town": ["柳湾乡"] * 2,
            "value": [nan, nan],
            "status": ["not_reported", "hidden"],
            "hidden": [False, True],
        }
    )
    told = tiles_html(rows, quantity=RATE, direction="up", towns=["柳湾乡", "青石镇"])
    assert "未报" in told
    assert "kb-hatch" in told
    assert "不足5" in told
    assert "青石镇" not in told
