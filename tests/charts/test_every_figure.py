"""Rules that hold for every chart: Chinese only, hover with its parts, keys for clicks, nothing missing drawn as zero."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from math import nan

import plotly.graph_objects as go
import pytest

from charts.aligned_dots import DotPanel, aligned_dots
from charts.bars import bars
from charts.bullet import bullet
from charts.county_map import county_map
from charts.deadlines import deadlines
from charts.dots_to_due import dots_to_due
from charts.dumbbell import dumbbell
from charts.peers import peer_band
from charts.project_pace import project_pace
from charts.quadrant import quadrant
from charts.quantity import Quantity
from charts.s_curve import s_curve
from charts.small_multiples import small_multiples
from charts.tokens import DARK, LIGHT, Theme, meeting
from charts.trajectory import Projection, trajectory
from charts.trend import trend
from charts.waterfall import waterfall
from domain.indicators import Break
from tests.charts.pointframes import BLOCKS, NODES, drawn, months, points, texts, towns

PAID = Quantity("支出率", "%", "万元")
DONE = Quantity("完工数", "个", decimals=0)
SCORE = Quantity("得分", "分", decimals=2)
OUTLINES = {
    f"T0{at}": f"{at}000 3000000,{at}900 3000000,{at}900 3000900,{at}000 3000900" for at in range(1, 5)
}
NOW, LAST = [0.9, 0.6, nan, 0.3], [0.8, 0.7, 0.5, 0.3]

Draw = Callable[[Theme], go.Figure]
FULL: dict[str, Draw] = {
    "trajectory": lambda theme: trajectory(
        months([0.1, 0.3, nan, 0.5], due=0.6),
        NODES,
        quantity=PAID,
        baseline="县定节点",
        theme=theme,
        last_year=months([0.1, 0.2, 0.3], name="2025年同期"),
        projection=Projection(date(2026, 12, 31), 0.8, 0.9, ("按近三旬速度，", "年底约 80%—90%")),
        shortfall="约 625 万元",
    ),
    "small_multiples": lambda theme: small_multiples(
        months([0.1, nan, 0.5], due=0.4), quantity=PAID, baseline="县定节点", theme=theme
    ),
    "bullet": lambda theme: bullet(
        towns(NOW, due=0.7, before=[1.0, 0.9, 1.0, nan]), quantity=PAID, baseline="节点", theme=theme
    ),
    "dots_to_due": lambda theme: dots_to_due(towns(NOW, due=0.7), quantity=PAID, due="应达", theme=theme),
    "aligned_dots": lambda theme: aligned_dots(
        [DotPanel(PAID, towns(NOW, before=LAST), 0.7, "按农户"), DotPanel(PAID, towns(LAST, before=NOW), nan)],
        theme=theme,
    ),
    "waterfall": lambda theme: waterfall(BLOCKS, full=100, score=86, theme=theme),
    "quadrant": lambda theme: quadrant(towns(NOW, before=LAST), quantity=PAID, theme=theme, selected="T02"),
    "county_map": lambda theme: county_map(
        towns(NOW), OUTLINES, quantity=PAID, direction="up", theme=theme, baseline="目标"
    ),
    "s_curve": lambda theme: s_curve(
        months([4, 9, 12]), months([3, nan, 8], due=12), quantity=DONE, theme=theme
    ),
    "trend": lambda theme: trend(
        months([0.4, nan, 0.6, 0.7]),
        quantity=PAID,
        theme=theme,
        peers=peer_band(towns(LAST)),
        breaks=[Break("FND_PAY", date(2026, 4, 1), "4月起口径变更")],
    ),
    "project_pace": lambda theme: project_pace(
        months([0.1, nan, 0.5], due=0.6),
        months([0.0, 0.2], due=0.4),
        plan=(date(2026, 2, 1), date(2026, 9, 30)),
        as_of=date(2026, 4, 30),
        theme=theme,
    ),
    "dumbbell": lambda theme: dumbbell(
        towns(NOW, before=LAST), quantity=PAID, theme=theme, ranks={"T01": "1"}, named=("T01",)
    ),
    "bars": lambda theme: bars(towns(NOW, due=0.8), quantity=PAID, theme=theme, direction="up", baseline="目标"),
    "deadlines": lambda theme: deadlines(
        points([{"name": "水口村垃圾围箱", "value": -3.0, "light": "warn"}, {"name": "长期坚持"}]), theme=theme
    ),
}  # fmt: skip

EMPTY: dict[str, Draw] = {
    "trajectory": lambda theme: trajectory(
        months([]), NODES.head(0), quantity=PAID, baseline="县定节点", theme=theme
    ),
    "small_multiples": lambda theme: small_multiples(
        months([]), quantity=PAID, baseline="县定节点", theme=theme
    ),
    "bullet": lambda theme: bullet(towns([]), quantity=PAID, baseline="节点", theme=theme),
    "dots_to_due": lambda theme: dots_to_due(towns([]), quantity=PAID, due="应达", theme=theme),
    "aligned_dots": lambda theme: aligned_dots([DotPanel(PAID, towns([]), nan)], theme=theme),
    "waterfall": lambda theme: waterfall(BLOCKS.head(0), full=100, score=100, theme=theme),
    "quadrant": lambda theme: quadrant(towns([]), quantity=PAID, theme=theme),
    "county_map": lambda theme: county_map(towns([]), {}, quantity=PAID, direction="up", theme=theme),
    "s_curve": lambda theme: s_curve(months([]), months([]), quantity=DONE, theme=theme),
    "trend": lambda theme: trend(months([]), quantity=PAID, theme=theme),
    "dumbbell": lambda theme: dumbbell(towns([]), quantity=PAID, theme=theme, ranks={}),
    "bars": lambda theme: bars(towns([]), quantity=PAID, theme=theme, direction="up"),
    "deadlines": lambda theme: deadlines(points([]), theme=theme),
    "project_pace": lambda theme: project_pace(
        months([]), months([]), plan=(None, None), as_of=date(2026, 4, 30), theme=theme
    ),
}

# The same charts from frames in which nobody has reported.
SILENT = [nan, nan, nan, nan]
MISSING: dict[str, Draw] = {
    "trajectory": lambda theme: trajectory(
        months(SILENT), NODES.head(0), quantity=PAID, baseline="县定节点", theme=theme
    ),
    "small_multiples": lambda theme: small_multiples(
        months(SILENT), quantity=PAID, baseline="县定节点", theme=theme
    ),
    "dots_to_due": lambda theme: dots_to_due(towns(SILENT), quantity=PAID, due="应达", theme=theme),
    "aligned_dots": lambda theme: aligned_dots(
        [DotPanel(PAID, towns(SILENT, before=SILENT), nan)], theme=theme
    ),
    "quadrant": lambda theme: quadrant(towns(SILENT, before=SILENT), quantity=PAID, theme=theme),
    "county_map": lambda theme: county_map(
        towns(SILENT), OUTLINES, quantity=PAID, direction="up", theme=theme
    ),
    "trend": lambda theme: trend(months(SILENT), quantity=PAID, theme=theme),
    "dumbbell": lambda theme: dumbbell(towns(SILENT, before=SILENT), quantity=PAID, theme=theme, ranks={}),
}


@pytest.mark.parametrize("chart", FULL)
@pytest.mark.parametrize("theme", [LIGHT, DARK, meeting(LIGHT)], ids=["light", "dark", "meeting"])
def test_a_figure_says_nothing_but_chinese(chart: str, theme: Theme) -> None:
    for text in texts(FULL[chart](theme)):
        plain = re.sub(r"<[^>]*>|%\{[^}]*\}", "", text)
        assert not re.search(r"[A-Za-z]", plain), text


@pytest.mark.parametrize("chart", FULL)
def test_every_trace_is_hovered_by_our_words_or_not_at_all(chart: str) -> None:
    for trace in FULL[chart](LIGHT).data:
        assert trace.hoverinfo == "skip" or trace.hovertemplate == "%{hovertext}<extra></extra>"


@pytest.mark.parametrize("chart", FULL)
def test_a_figure_has_no_legend_title_or_zoom_and_makes_room_for_its_labels(chart: str) -> None:
    layout = FULL[chart](LIGHT).layout
    assert layout.showlegend is False
    assert layout.title.text is None
    axes = [layout[name] for name in layout if re.fullmatch(r"[xy]axis\d*", name)]
    assert axes
    assert all(axis.fixedrange for axis in axes)
    assert any(axis.automargin for axis in axes) or not any(axis.showticklabels is not False for axis in axes)


@pytest.mark.parametrize("chart", [name for name in FULL if name != "deadlines"])
def test_points_carry_their_subject_for_clicks(chart: str) -> None:
    keys = {
        data[0]
        for trace in FULL[chart](LIGHT).data
        if trace.customdata is not None
        for data in trace.customdata
    }
    assert keys & {"T01", "C01", "A"}


@pytest.mark.parametrize("chart", EMPTY)
def test_an_empty_frame_draws_an_empty_figure(chart: str) -> None:
    assert EMPTY[chart](LIGHT).to_json()


@pytest.mark.parametrize("chart", MISSING)
def test_what_nobody_reported_is_never_drawn_as_zero(chart: str) -> None:
    figure = MISSING[chart](LIGHT)
    measured = [trace for trace in figure.data if trace.hoverinfo != "skip" and trace.customdata is not None]
    for trace in measured:
        values = trace.y if chart in ("trajectory", "small_multiples", "trend", "quadrant") else trace.x
        assert not [value for value in values or () if value == 0]
    said = "".join(texts(figure))
    assert "0.0%" not in said
    assert "未" in said


def test_a_name_with_markup_stays_a_name() -> None:
    frame = towns([0.5]).assign(name="<a href='x'>村</a>")
    said = "".join(texts(bars(frame, quantity=PAID, theme=LIGHT, direction="up")))
    assert "<a" not in said
    assert "&lt;a" in said


def test_the_hover_tells_parts_baseline_and_the_rule_of_the_light() -> None:
    frame = towns([0.6], due=0.8, lights=["warn"]).assign(sentence="预警：低于目标 10—30 个百分点")
    figure = dots_to_due(frame, quantity=Quantity("普及率", "%", "户"), due="目标", theme=LIGHT)
    said = "".join(texts(figure))
    for words in (
        "普及率 60.0%",
        "180\u2009/\u2009300 户",
        "目标 80.0%，低 20.0 个百分点",
        "预警：低于目标 10—30",
    ):
        assert words in said


def test_an_office_that_calls_lights_by_colour_reads_its_own_words() -> None:
    theme = replace(LIGHT, words=("绿", "蓝", "黄", "红", "不评灯"))
    said = "".join(
        texts(dots_to_due(towns([0.6], due=0.8, lights=["warn"]), quantity=PAID, due="应达", theme=theme))
    )
    assert "<br>黄" in said
    assert "预警" not in said


def test_numbers_drawn_are_those_of_the_frame() -> None:
    figure = bars(towns([0.9, 0.6]), quantity=PAID, theme=LIGHT, direction="up")
    assert {90.0, 60.0} <= {round(value, 9) for value in drawn(figure)}
