"""Labels never cover one another; what does not fit is left to the hover."""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from charts.labels import Box, Placed, place_around, shortened, spread, text_width

STACKS = st.lists(
    st.tuples(st.floats(-50, 350, allow_nan=False), st.floats(10, 60, allow_nan=False)),
    min_size=1,
    max_size=5,
)


@given(STACKS)
def test_stacked_labels_keep_their_order_and_distance(stack: list[tuple[float, float]]) -> None:
    wanted, heights = [first for first, _ in stack], [second for _, second in stack]
    placed = spread(wanted, heights, 0, 300)
    order = sorted(range(len(stack)), key=lambda place: wanted[place])
    for below, above in zip(order, order[1:], strict=False):
        assert placed[above] - placed[below] >= (heights[below] + heights[above]) / 2 - 1e-6


@given(STACKS)
def test_a_stack_that_fits_stays_inside(stack: list[tuple[float, float]]) -> None:
    heights = [second for _, second in stack]
    if sum(heights) > 300:
        return
    for centre, height in zip(spread([first for first, _ in stack], heights, 0, 300), heights, strict=True):
        assert centre - height / 2 >= -1e-6
        assert centre + height / 2 <= 300 + 1e-6


def test_labels_that_do_not_touch_stay_where_they_are() -> None:
    assert spread([20, 100, 250], [30, 30, 30], 0, 300) == [20, 100, 250]


POINTS = st.lists(
    st.tuples(st.floats(0, 400, allow_nan=False), st.floats(0, 300, allow_nan=False)), min_size=1, max_size=20
)


@given(POINTS)
def test_point_labels_stay_in_the_plot(points: list[tuple[float, float]]) -> None:
    placed = place_around(points, ["柳林村"] * len(points), size=15, width=400, height=300)
    for (x, _), side in zip(points, placed, strict=True):
        if side and side.xanchor == "left":
            assert x + side.xshift + text_width("柳林村", 15) <= 400


def rectangle(x: float, y: float, side: Placed, wide: float, high: float) -> Box:
    left = x + side.xshift - {"left": 0, "center": wide / 2, "right": wide}[side.xanchor]
    top = y - side.yshift - {"top": 0, "middle": high / 2, "bottom": high}[side.yanchor]
    return Box(left, top, left + wide, top + high)


@given(POINTS)
def test_no_label_covers_another(points: list[tuple[float, float]]) -> None:
    placed = place_around(points, ["柳林村"] * len(points), size=15, width=400, height=300)
    boxes = [
        rectangle(x, y, side, 45, 15) for (x, y), side in zip(points, placed, strict=True) if side is not None
    ]
    assert not any(one.covers(other) for one, other in combinations(boxes, 2))


def test_where_labels_crowd_the_more_important_one_is_written() -> None:
    crowd = [(200.0 + shift, 150.0) for shift in range(12)]
    placed = place_around(crowd, ["柳林村"] * 12, size=15, width=400, height=160)
    assert placed[0] is not None
    assert placed[-1] is None


def test_what_is_taken_is_not_written_over() -> None:
    wall = [Box(0, 0, 400, 300)]
    assert place_around([(200.0, 150.0)], ["柳林村"], size=15, width=400, height=300, taken=wall) == [None]


def test_chinese_is_a_full_em_wide_and_figures_about_half() -> None:
    assert text_width("支出", 10) == 20
    assert 5 < text_width("8", 10) < 7


def test_a_short_name_is_not_cut() -> None:
    assert shortened("水口村") == "水口村"
    assert len(shortened("柳" * 30)) == 14
