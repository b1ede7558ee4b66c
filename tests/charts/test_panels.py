"""Small plots put together: each keeps its own square and its own numbers, what looks alike is drawn at once."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from charts.drawing import Drawing
from charts.panels import Sheet, alike_as_one, put_together
from charts.tokens import LIGHT

YEAR = (date(2026, 1, 1), date(2026, 12, 31))


def a_line(days, values, **look):
    figure = Drawing({})
    figure.add_scatter(x=days, y=values, mode="lines", line={"color": "#123"}, **look)
    return figure


def together(panels, *, columns=2):
    figure = Drawing({})
    rows = max(-(-len(panels) // columns), 1)
    sheet = Sheet(columns, rows, YEAR, (0, 100), 200)
    put_together(figure, panels, sheet, LIGHT, months={"2026-03-28": "3月"}, ticks={0: "0", 100: "100"})
    return figure


def lines(figure):
    return [trace for trace in figure.traces if trace.get("line", {}).get("color") == "#123"]


@given(st.lists(st.floats(0, 100), min_size=1, max_size=9), st.integers(1, 4))
def test_every_panel_keeps_its_numbers_in_its_own_square(values, columns):
    days = ["2026-01-01", "2026-12-31"]
    [line] = lines(together([a_line(days, [value, value]) for value in values], columns=columns))
    runs = [line["y"][at] for at in range(0, len(line["y"]), 3)]
    floors = [-(-len(values) // columns) - 1 - at // columns for at in range(len(values))]
    assert [int(height) for height in runs] == floors
    inside = [
        (height - floor - 0.14) / (1 - 0.14 - 0.17) * 100 for height, floor in zip(runs, floors, strict=True)
    ]
    assert inside == pytest.approx(values)
    assert [int(line["x"][at]) for at in range(0, len(line["x"]), 3)] == [
        at % columns for at in range(len(values))
    ]


def test_lines_that_look_alike_are_one_with_a_gap_between():
    days = ["2026-01-01", "2026-06-30"]
    figure = together(
        [a_line(days, [1, 2], hovertext=["一", "二"]), a_line(days, [3, 4], hovertext=["三", "四"])]
    )
    [line] = lines(figure)
    assert [place is None for place in line["x"]] == [False, False, True, False, False]
    assert [line["hovertext"][at] for at in (0, 1, 3, 4)] == ["一", "二", "三", "四"]


def test_areas_lie_below_all_lines_and_marks_above_them():
    mark = {"x": [1], "y": [1], "mode": "markers", "marker": {"symbol": ["square"]}}
    area = {"x": [1], "y": [1], "mode": "lines", "fill": "toself", "fillcolor": "red"}
    line = {"x": [1], "y": [1], "mode": "lines"}
    other = {**area, "fillcolor": "blue"}
    found = alike_as_one([area, line, mark, other])
    assert [(one["mode"], one.get("fillcolor")) for one in found] == [
        ("lines", "red"), ("lines", "blue"), ("lines", None), ("markers", None),
    ]  # fmt: skip


def test_marks_of_different_shapes_are_one_trace_told_point_by_point():
    marks = [
        {"x": [at], "y": [at], "mode": "markers", "marker": {"symbol": [shape], "opacity": 1}}
        for at, shape in enumerate(("circle", "square"))
    ]
    [found] = alike_as_one(marks)
    assert found["marker"] == {"symbol": ["circle", "square"], "opacity": 1}
    assert found["x"] == [0, 1]


def test_a_value_beyond_the_axis_does_not_reach_into_the_square_above():
    [line] = lines(together([a_line(["2026-01-01"], [400])], columns=1))
    assert line["y"][0] < 1 - 0.17 + 0.03


def test_values_are_named_in_the_first_column_and_months_under_every_panel():
    figure = together([a_line(["2026-01-01"], [1])] * 4)
    [words] = [trace for trace in figure.traces if trace["mode"] == "text"]
    assert sorted(words["text"]) == ["0", "0", "100", "100", "3月", "3月", "3月", "3月"]
    assert all(x < 1 for x, text in zip(words["x"], words["text"], strict=True) if "0" in text)
