"""Trajectory, small multiples, S-curve and trend: numbers of the frame, holes, breaks, peers, labels that do not collide."""

from datetime import date
from math import nan

import plotly.graph_objects as go
import pytest

from charts.peers import peer_band
from charts.quantity import Quantity
from charts.s_curve import s_curve
from charts.small_multiples import small_multiples, worst_first
from charts.template import month_ticks, round_ticks
from charts.tokens import LIGHT, Theme, meeting
from charts.trajectory import Projection, trajectory
from charts.trend import trend
from domain.indicators import Break
from tests.charts.pointframes import NODES, months, points, texts, towns

PAID = Quantity("支出率", "%", "万元")


def pace(values: list[float], **more: object) -> go.Figure:
    frame = months(values, due=0.5)
    return trajectory(frame, NODES, quantity=PAID, baseline="县定节点", theme=LIGHT, **more)  # type: ignore[arg-type]


def solid(figure: go.Figure) -> list[go.Scatter]:
    """Traces of what was measured: drawn in the data colour, not dotted."""
    return [
        t
        for t in figure.data
        if t.line.color == LIGHT.accent and not t.line.dash and t.mode == "lines+markers"
    ]


def dotted(figure: go.Figure) -> list[go.Scatter]:
    return [trace for trace in figure.data if trace.line.dash == "1px,4px"]


def test_the_line_is_the_frame_in_percent() -> None:
    (line,) = solid(pace([0.1, 0.3, 0.412]))
    assert list(line.y) == pytest.approx([10.0, 30.0, 41.2])


def test_the_flag_of_a_corrected_last_point_stands_inside_the_plot() -> None:
    """Beyond the right edge it would be cut off; of an earlier point it stands at the right."""
    frame = months([0.1, 0.3, 0.412], due=0.5).assign(revised=["", "更正", "更正"])
    figure = trajectory(frame, NODES, quantity=PAID, baseline="县定节点", theme=LIGHT)
    flags = [shape.path for shape in figure.layout.shapes if shape.type == "path"]
    assert [path.startswith("M -") for path in flags] == [False, True]


def test_the_label_of_now_says_value_gap_and_shortfall() -> None:
    said = "".join(texts(pace([0.1, 0.412], shortfall="约 625 万元")))
    assert "实际 41.2%" in said
    assert "低 8.8 个百分点" in said
    assert "约 625 万元" in said


def test_a_rate_that_stands_at_a_hundred_has_no_tick_above_it() -> None:
    figure = trend(months([1.0, 1.0, 1.0]), quantity=PAID, theme=LIGHT)
    assert max(figure.layout.yaxis.tickvals) == 100


def test_the_label_of_a_now_near_the_axis_stands_left_of_it_and_off_the_fan() -> None:
    def side(value: float) -> str:
        figure = pace([0.01] * 10 + [value])
        [place] = [note.xanchor for note in figure.layout.annotations if "实际" in note.text]
        return str(place)

    assert (side(0.054), side(0.83)) == ("right", "left")


def test_the_baseline_is_dashed_ink_and_named_at_its_end_with_its_nodes() -> None:
    figure = pace([0.1])
    (baseline,) = [trace for trace in figure.data if trace.line.dash == "6px,4px"]
    assert list(baseline.y) == [0.0, 50.0, 100.0]
    said = list(texts(figure))
    assert "<b>县定节点</b><br>12月底 100%" in said
    assert "6月底 50%" in said


def test_a_projection_is_a_fan_from_now_to_the_two_ends_it_was_given() -> None:
    figure = pace([0.1, 0.4], projection=Projection(date(2026, 12, 31), 0.8, 0.9, ("按近三旬速度",)))
    (fan,) = [trace for trace in figure.data if trace.fill == "toself"]
    assert list(fan.y) == [80.0, 40.0, 90.0]


def test_a_hole_is_bridged_by_dots_with_the_word() -> None:
    figure = pace([0.1, nan, 0.3])
    assert [list(trace.y) for trace in solid(figure)] == [[10.0], [30.0]]
    (bridge,) = dotted(figure)
    assert bridge.y[0] == 10.0
    assert bridge.y[-1] == 30.0
    assert "未报" in set(texts(figure))


def test_what_is_missing_at_the_end_ends_in_a_dashed_ring() -> None:
    figure = pace([0.1, 0.2, nan])
    (ring,) = [shape for shape in figure.layout.shapes if shape.type == "circle"]
    assert ring.line.dash
    assert ring.xanchor == "2026-03-28"


def test_end_labels_never_overlap() -> None:
    figure = pace(
        [0.1, 0.97], projection=Projection(date(2026, 12, 31), 0.97, 1.0, ("按近三旬速度，", "约 99%"))
    )
    column = [
        note for note in figure.layout.annotations if note.xanchor == "left" and note.yanchor == "middle"
    ]
    per_px = figure.layout.yaxis.range[1] / (370 - 8 - 1.3 * 15 - 14)
    placed = sorted((note.y / per_px, (note.text.count("<br>") + 1) * 15 * 1.34) for note in column)
    for (low, below), (high, above) in zip(placed, placed[1:], strict=False):
        assert high - low >= (below + above) / 2 - 0.01


def test_towns_stand_worst_first_and_the_silent_ones_last() -> None:
    panels = {
        "T01": months([0.9], subject="T01", due=0.8),
        "T02": months([0.3], subject="T02", due=0.8),
        "T03": months([nan], subject="T03", due=0.8),
    }
    from charts.points import by_subject, read_points

    subjects = by_subject(point for frame in panels.values() for point in read_points(frame))
    assert [panel[0].subject for panel in worst_first(subjects)] == ["T02", "T01", "T03"]


def test_only_a_late_town_is_shaded_red() -> None:
    for light, colour in (("bad", LIGHT.bad_tint), ("warn", LIGHT.accent_tint)):
        frame = months([0.1, 0.3], due=0.6).assign(light=light)
        figure = small_multiples(frame, quantity=PAID, baseline="县定节点", theme=LIGHT)
        assert [trace.fillcolor for trace in figure.data if trace.fill == "toself"] == [colour]


def test_the_value_of_a_panel_stands_in_the_corner_no_line_runs_through() -> None:
    def corner(values: list[float], due: float) -> str:
        frame = months(values, due=due)
        figure = small_multiples(frame, quantity=PAID, baseline="县定节点", theme=LIGHT)
        [words] = [trace for trace in figure.data if trace.mode == "text"]
        [at] = [place for place, text in enumerate(words.text) if text.endswith("%")]
        return "upper" if words.y[at] > 0.5 else "lower"

    assert corner([nan] * 8 + [0.6], 0.4) == "upper"
    assert corner([0.9, 0.9, 0.9], 0.9) == "lower"
    assert corner([0.1, 0.3, 0.6], 0.4) == "upper"


def test_on_a_slide_a_long_name_of_a_town_takes_two_lines_and_is_not_cut() -> None:
    def head(name: str, theme: Theme) -> str:
        frame = months([0.3], due=0.4).assign(name=name)
        figure = small_multiples(frame, quantity=PAID, baseline="县定节点", theme=theme)
        [words] = [trace for trace in figure.data if trace.mode == "text"]
        return str(words.text[0])

    assert head("红坪岭水库移民安置示范镇", meeting(LIGHT)) == "红坪岭水库移民安<br>置示范镇"
    assert head("望峰山新镇", meeting(LIGHT)) == "望峰山<br>新镇"
    assert head("青石镇", meeting(LIGHT)) == "青石镇"
    assert head("红坪岭水库移民安置示范镇", LIGHT) == "红坪岭水库…"


def test_a_silent_town_keeps_its_panel_and_says_so() -> None:
    figure = small_multiples(months([nan, nan]), quantity=PAID, baseline="县定节点", theme=LIGHT)
    assert figure.layout.margin.to_plotly_json() == {"l": 14, "t": 8, "r": 8, "b": 8}
    assert "未报" in set(texts(figure))


def test_the_s_curve_steps_and_tells_the_number_between() -> None:
    figure = s_curve(
        months([4, 9, 12]), months([3, 8], due=9), quantity=Quantity("完工", "个", decimals=0), theme=LIGHT
    )
    assert {trace.line.shape for trace in figure.data if trace.mode and "lines" in trace.mode} == {"hv"}
    assert "<b>已完工 8 个</b><br>按各自计划应 9 个<br>少 1 个" in set(texts(figure))


def test_nothing_is_drawn_across_a_change_of_definition() -> None:
    figure = trend(
        months([0.1, 0.2, 0.3, 0.4]),
        quantity=PAID,
        theme=LIGHT,
        breaks=[Break("FND_PAY", date(2026, 3, 1), "3月起口径变更")],
    )
    assert [list(trace.y) for trace in solid(figure)] == [[10.0, 20.0], [30.0, 40.0]]
    assert not dotted(figure)
    assert "3月起口径变更" in set(texts(figure))


def test_the_towns_lines_are_cut_where_the_definition_changed() -> None:
    change = Break("FND_PAY", date(2026, 3, 1), "3月起口径变更")
    series = months([0.1, 0.2, 0.3, 0.4], due=0.4)
    cut = small_multiples(series, quantity=PAID, baseline="县定节点", theme=LIGHT, breaks=[change])
    [line] = solid(cut)
    assert [height is None for height in line.y] == [False, False, True, False, False]
    [rule] = cut.layout.shapes
    assert line.x[1] < rule.x0 < line.x[3]
    [whole] = solid(small_multiples(series, quantity=PAID, baseline="县定节点", theme=LIGHT))
    assert len(whole.y) == 4
    assert None not in whole.y


def test_a_running_total_and_what_it_is_held_against_begin_anew_each_january() -> None:
    frame = points([{"day": date(2025, 12, 31), "value": 0.9}, {"day": date(2026, 1, 31), "value": 0.1}])
    line = frame[["day"]].assign(value=[1.0, 0.2])
    apart = trend(frame, quantity=PAID, theme=LIGHT, target=line, restarts=True)
    assert [list(trace.y) for trace in apart.data if trace.line.dash == "6px,4px"] == [[100.0], [20.0]]
    assert [list(trace.y) for trace in solid(apart)] == [[90.0], [10.0]]
    through = trend(frame, quantity=PAID, theme=LIGHT, target=line)
    assert [list(trace.y) for trace in solid(through)] == [[90.0, 10.0]]


def test_a_trend_holds_the_peers_behind_the_line() -> None:
    figure = trend(months([0.4]), quantity=PAID, theme=LIGHT, peers=peer_band(towns([0.2, 0.4, 0.6, 0.8])))
    (band,) = [trace for trace in figure.data if trace.fill == "toself"]
    assert sorted(band.y) == pytest.approx([35.0, 65.0])
    assert "同组中位数 50.0%" in set(texts(figure))


def test_rates_near_the_top_get_a_cropped_axis_and_low_ones_start_at_zero() -> None:
    high = trend(months([0.95, 0.97]), quantity=PAID, theme=LIGHT).layout.yaxis.range
    low = trend(months([0.3, 0.97]), quantity=PAID, theme=LIGHT).layout.yaxis.range
    assert high[0] > 80
    assert low[0] == 0


def test_an_axis_that_does_not_start_at_zero_says_so() -> None:
    def said(values):
        return [one.text for one in trend(months(values), quantity=PAID, theme=LIGHT).layout.annotations]

    assert "纵轴不从 0 起" in said([0.95, 0.97])
    assert "纵轴不从 0 起" not in said([0.3, 0.97])


def test_quartiles_leave_out_the_silent_and_count_them() -> None:
    (band,) = peer_band(towns([0.2, 0.4, 0.6, nan]))
    assert (band.members, band.reported) == (4, 3)
    assert band.middle == pytest.approx(0.4)
    assert band.low != band.low, "three members have no quartile"


def test_a_period_in_which_nobody_reported_has_no_band() -> None:
    assert peer_band(towns([nan, nan])) == []


@pytest.mark.parametrize(
    ("low", "high", "ticks"),
    [(0, 107, [0, 25, 50, 75, 100]), (65, 103, [70, 80, 90, 100]), (0, 3, [0, 1, 2, 3]), (5, 5, [5])],
)
def test_ticks_are_few_and_round(low: float, high: float, ticks: list[float]) -> None:
    assert round_ticks(low, high) == ticks


def test_months_are_named_in_chinese_at_their_middles() -> None:
    days, words = month_ticks(date(2026, 1, 1), date(2026, 12, 31), at_most=12)
    assert words == [f"{number}月" for number in range(1, 13)]
    assert {day.day for day in days} == {15}


def test_a_range_over_two_years_names_the_year_where_it_changes() -> None:
    _, words = month_ticks(date(2025, 9, 1), date(2026, 12, 31), at_most=6)
    assert words == ["2025年9月", "12月", "2026年3月", "6月", "9月", "12月"]


def test_a_frame_without_a_needed_column_is_named() -> None:
    with pytest.raises(ValueError, match="baseline"):
        small_multiples(points([]).drop(columns="baseline"), quantity=PAID, baseline="", theme=LIGHT)


def test_the_axis_reaches_to_the_end_of_the_fan_where_the_line_ends_before() -> None:
    """The provincial average is known up to its last publication; the fan goes to the year's end."""
    fan = Projection(date(2026, 12, 31), 0.8, 0.9, ("按近三旬速度",))
    figure = trajectory(
        months([0.1, 0.4], due=0.5),
        NODES[:2],
        quantity=PAID,
        baseline="全省平均",
        theme=LIGHT,
        projection=fan,
    )
    assert figure.layout.xaxis.range[1] == "2026-12-31"
