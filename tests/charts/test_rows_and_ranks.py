"""Charts of rows: order, bars from zero, gaps, what is written beside a dot, the sum of the losses."""

from math import nan

import plotly.graph_objects as go
import pytest

from charts.aligned_dots import DotPanel, aligned_dots
from charts.bars import bars
from charts.bullet import bullet
from charts.deadlines import days_words, deadlines
from charts.dots_to_due import dots_to_due
from charts.dumbbell import dumbbell
from charts.marks import REVISED_SIGN
from charts.quadrant import quadrant
from charts.quantity import Quantity
from charts.tokens import LIGHT
from charts.waterfall import read_losses, waterfall, worst
from tests.charts.pointframes import BLOCKS, points, texts, towns

RATE = Quantity("普及率", "%", "户")
SCORE = Quantity("得分", "分", decimals=2)


def names(figure: go.Figure) -> list[str]:
    return [text.split("　")[0] for text in figure.layout.yaxis.ticktext]


def test_projects_stand_by_gap_worst_first_and_silent_ones_last() -> None:
    figure = dots_to_due(towns([0.9, 0.2, 0.7, nan], due=0.8), quantity=RATE, due="应达", theme=LIGHT)
    assert names(figure) == ["云溪镇", "松岗镇", "青石镇", "柳湾乡"]
    gaps = [note.text for note in figure.layout.annotations if note.xref == "paper"]
    assert gaps == ["−60.0", "−10.0", "+10.0", "未报"]


def test_the_shape_of_a_dot_is_its_light() -> None:
    figure = dots_to_due(
        towns([0.2, 0.9], due=0.8, lights=["bad", "ok"]), quantity=RATE, due="应达", theme=LIGHT
    )
    (dots,) = [trace for trace in figure.data if trace.customdata is not None]
    assert list(dots.marker.symbol) == ["square", "circle"]
    assert list(dots.marker.color) == [LIGHT.bad, LIGHT.accent]


@pytest.mark.parametrize(("direction", "first"), [("up", "云溪镇"), ("down", "青石镇"), ("none", "青石镇")])
def test_bars_stand_worst_first_by_the_direction_of_the_indicator(direction: str, first: str) -> None:
    assert names(bars(towns([0.9, 0.2]), quantity=RATE, theme=LIGHT, direction=direction))[0] == first


def test_a_corrected_number_carries_a_flag_behind_it_and_no_other_does() -> None:
    frame = towns([0.9, 0.2]).assign(revised=["首报 88.0%，第 43 号变更更正", ""])
    figure = bars(frame, quantity=RATE, theme=LIGHT, direction="none")
    assert [text.split("<")[0] for text in texts(figure) if REVISED_SIGN in text] == ["90.0%"]


def test_bars_begin_at_zero() -> None:
    figure = bars(towns([0.9, 0.85]), quantity=RATE, theme=LIGHT, direction="up")
    assert figure.layout.xaxis.range[0] == 0


def test_the_four_missing_states_look_different() -> None:
    frame = towns([nan] * 4, statuses=["not_reported", "not_applicable", "under_review", "not_due"])
    figure = bars(frame, quantity=RATE, theme=LIGHT, direction="up")
    said = set(texts(figure))
    assert {"未报", "不适用", "待核", "未到期"} <= said
    (hatched,) = [trace for trace in figure.data if trace.type == "bar" and trace.marker.pattern.shape]
    assert [length is not None for length in hatched.x] == [True, False, True, False], (
        "only what is due is hatched"
    )
    assert len(set(figure.layout.yaxis.ticktext)) == 4


def test_a_value_carried_over_says_so() -> None:
    figure = bars(towns([0.5], statuses=["stale"]), quantity=RATE, theme=LIGHT, direction="up")
    assert "50.0%　沿用" in set(texts(figure))


def test_a_bullet_tells_amounts_and_what_has_not_been_reported() -> None:
    frame = points(
        [
            {
                "name": "中央",
                "value": 0.5,
                "numerator": 5e7,
                "denominator": 1e8,
                "previous": nan,
                "baseline": 0.7,
            }
        ]
    )
    said = "".join(
        texts(bullet(frame, quantity=Quantity("支出率", "%", "万元"), baseline="节点", theme=LIGHT))
    )
    assert "支出 5,000.00 / 计划 10,000.00 万元，到位 未报" in said
    assert "−20.0" in said
    unplanned = frame.assign(denominator=nan)
    said = "".join(
        texts(bullet(unplanned, quantity=Quantity("支出率", "%", "万元"), baseline="节点", theme=LIGHT))
    )
    assert "计划 未报 万元" in said


def test_aligned_panels_refuse_different_rows() -> None:
    panels = [
        DotPanel(RATE, towns([0.5, 0.6], before=[0.5, 0.5]), 0.9),
        DotPanel(RATE, towns([0.5], before=[0.5]), 0.9),
    ]
    with pytest.raises(ValueError, match="same order"):
        aligned_dots(panels, theme=LIGHT)


def test_only_a_move_against_the_direction_is_red() -> None:
    def reds(direction: str) -> int:
        panel = DotPanel(RATE, towns([0.4, 0.6], before=[0.5, 0.5]), nan, direction=direction)
        figure = aligned_dots([panel], theme=LIGHT)
        (line,) = [trace for trace in figure.data if trace.mode == "lines" and trace.line.color == LIGHT.bad]
        return sum(value is not None for value in line.x) // 2

    assert (reds("up"), reds("down"), reds("none")) == (1, 1, 0)


def test_a_silent_town_keeps_a_ring_at_its_last_value_and_the_word() -> None:
    figure = aligned_dots([DotPanel(RATE, towns([nan], before=[0.333]), 0.55)], theme=LIGHT)
    (ring,) = [shape for shape in figure.layout.shapes if shape.type == "circle"]
    assert ring.xanchor == pytest.approx(33.3)
    assert "未报，此前 33.3" in set(texts(figure))


def test_the_words_of_a_silent_town_stand_where_they_meet_no_target() -> None:
    """Away from the target where there is room, else towards it where they end before it, else beyond it."""

    def stands(target: float, *, seen: tuple[float, ...]) -> dict[str, tuple[float, str]]:
        rows = towns([seen[0], *(nan for _ in seen[1:])], before=list(seen))
        figure = aligned_dots([DotPanel(RATE, rows, target)], theme=LIGHT)
        notes = [note for note in figure.layout.annotations if note.text.startswith("未报")]
        return {note.text: (round(note.x, 1), note.xanchor) for note in notes}

    assert stands(0.9, seen=(0.7, 0.98, 0.72)) == {
        "未报，此前 98.0": (90.0, "right"),
        "未报，此前 72.0": (72.0, "left"),
    }
    assert stands(0.7, seen=(0.8, 0.72)) == {"未报，此前 72.0": (72.0, "left")}
    assert stands(0.5, seen=(0.48, 0.90)) == {"未报，此前 90.0": (90.0, "right")}
    assert stands(nan, seen=(0.7, 0.98)) == {"未报，此前 98.0": (98.0, "right")}


def test_losses_lead_from_full_marks_to_the_score() -> None:
    figure = waterfall(BLOCKS, full=100, score=86, theme=LIGHT)
    steps = [trace for trace in figure.data if trace.type == "bar"]
    assert steps[0].base[0] == 100
    assert sum(trace.x[0] for trace in steps) == pytest.approx(86 - 100)
    assert steps[-1].base[0] + steps[-1].x[0] == pytest.approx(86)


def test_a_waterfall_that_does_not_add_up_is_refused() -> None:
    with pytest.raises(ValueError, match="do not lead"):
        waterfall(BLOCKS, full=100, score=90, theme=LIGHT)


def test_only_the_block_worst_against_its_group_is_red() -> None:
    block = worst(read_losses(BLOCKS))
    assert block is not None
    assert block.name == "人居环境"
    figure = waterfall(BLOCKS, full=100, score=86, theme=LIGHT)
    colours = [trace.marker.color for trace in figure.data if trace.type == "bar"]
    assert colours.count(LIGHT.bad) == 1


def test_a_block_that_is_not_counted_has_no_bar_but_a_word() -> None:
    blocks = BLOCKS.assign(points=[38.0, nan, 23.0])
    figure = waterfall(blocks, full=100, score=96, theme=LIGHT)
    assert len([trace for trace in figure.data if trace.type == "bar"]) == 2
    assert "没有数，不计入总分" in set(texts(figure))


def test_a_quadrant_labels_the_selected_first_and_counts_who_is_not_drawn() -> None:
    figure = quadrant(
        towns([90, 80, 85, nan], before=[88, 81, 85, 80]), quantity=SCORE, theme=LIGHT, selected="T02"
    )
    said = set(texts(figure))
    assert "云溪镇" in said
    assert "另有 1 个缺本期或上期，未画" in said
    assert "同组中位数 85.00" in said


def test_a_dumbbell_colours_only_whom_the_title_names() -> None:
    figure = dumbbell(
        towns([90, 80, 85], before=[80, 90, 80]),
        quantity=SCORE,
        theme=LIGHT,
        ranks={"T01": "1"},
        named=("T01", "T02"),
    )
    now = [trace.marker.color for trace in figure.data if trace.customdata is not None]
    assert now == [LIGHT.accent, LIGHT.bad, LIGHT.ink]
    assert {"+10.00", "−10.00"} <= set(texts(figure))


@pytest.mark.parametrize(
    ("days", "words"), [(-14, "逾期 14 天"), (0, "今天到期"), (3, "剩 3 天"), (nan, "未定期限")]
)
def test_days_are_told_as_people_say_them(days: float, words: str) -> None:
    assert days_words(days) == words


def test_deadlines_stand_by_overdue_days_without_a_deadline_last() -> None:
    frame = points(
        [{"name": "甲", "value": 3.0}, {"name": "乙"}, {"name": "丙", "value": -5.0, "light": "warn"}]
    )
    assert names(deadlines(frame, theme=LIGHT)) == ["丙", "甲", "乙"]


def test_a_long_name_is_cut_on_the_axis_and_whole_in_the_hover() -> None:
    long = "柳湾乡二〇二六年农产品冷链集散配送中心建设项目"
    figure = dots_to_due(towns([0.5], due=0.6).assign(name=long), quantity=RATE, due="应达", theme=LIGHT)
    assert figure.layout.yaxis.ticktext[0].endswith("…")
    assert long in "".join(texts(figure))
