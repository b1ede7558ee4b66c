"""A chart's data: what its points tell, as columns."""

from datetime import date

import pandas as pd

from charts.bars import bars
from charts.quantity import Quantity
from charts.readout import readout
from charts.tokens import LIGHT

RATE = Quantity("支出率", "%", "万元")


def drawn():
    rows = pd.DataFrame(
        {
            "subject": ["T1", "T2"],
            "name": ["青石镇", "云溪镇"],
            "day": [date(2026, 11, 19)] * 2,
            "value": [0.831, float("nan")],
            "numerator": [56_508_000.0, float("nan")],
            "denominator": [68_000_000.0, float("nan")],
            "baseline": [0.923, 0.923],
            "status": ["reported", "not_reported"],
            "light": ["note", "none"],
        }
    )
    return bars(rows, quantity=RATE, theme=LIGHT, direction="up", baseline="县定节点")


def test_a_point_gives_its_value_parts_baseline_and_gap():
    told = readout(drawn()).set_index("名称").loc["青石镇"].to_dict()
    assert told["支出率"] == "83.1%"
    assert told["县定节点"] == "92.3%"
    assert told["差距（百分点）"] == "−9.2"
    assert told["分子 / 分母"] == "5,650.80\u2009/\u20096,800.00 万元"


def test_a_point_without_a_number_says_which_kind_of_missing():
    assert readout(drawn()).set_index("名称").loc["云溪镇"]["说明"] == "未报"


def test_names_stand_first():
    assert readout(drawn()).columns[0] == "名称"
