"""A measured line over time: known runs solid, missing runs bridged by dots with the word 未报, every point hoverable."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from charts.drawing import Drawing
from charts.marks import day_words, hover, missing_mark, missing_word, revised_mark
from charts.points import Point
from charts.quantity import Quantity
from charts.template import HOVER, note
from charts.tokens import Theme

# Streamlit fades unselected points after a click; status marks must stay readable.
UNFADED = {"marker": {"opacity": 1}}
CLEAR = "rgba(0,0,0,0)"


@dataclass(frozen=True, slots=True)
class Pen:
    """How a line is drawn: what it measures, in which colour, on which pair of axes.

    baseline  name of the baseline told in the hover; blank: none
    shape     "linear", or "hv" for counts that step
    """

    quantity: Quantity
    theme: Theme
    colour: str
    width: float
    baseline: str = ""
    shape: str = "linear"
    axes: tuple[str, str] = ("x", "y")


def draw_line(figure: Drawing, points: Sequence[Point], pen: Pen) -> None:
    """Draw the points, in order of day, as solid runs; bridge what is missing between and after them."""
    for present, run in groupby(points, key=lambda point: not point.missing):
        if present:
            _solid(figure, list(run), pen)
    for before, hole, after in missing_runs(points):
        _bridge(figure, before, hole, after, pen)


def say_silence(figure: Drawing, points: Sequence[Point], theme: Theme) -> None:
    """A line without a single number says so in the middle of its plot."""
    if any(not point.missing for point in points):
        return
    words = missing_word(points[-1].status) if points else "还没有数"
    grey = {"color": theme.none, "size": theme.text + 2}
    note(figure, words, theme, x=0.5, y=0.5, xref="paper", yref="paper", xanchor="center", font=grey)


def missing_runs(points: Sequence[Point]) -> list[tuple[Point, list[Point], Point | None]]:
    """Runs without a number that follow a known point: (last known, run, next known or None)."""
    found = []
    runs = [(known, list(run)) for known, run in groupby(points, key=lambda point: not point.missing)]
    for place, (known, run) in enumerate(runs):
        if not known and place > 0:
            after = runs[place + 1][1][0] if place + 1 < len(runs) else None
            found.append((runs[place - 1][1][-1], run, after))
    return found


def _solid(figure: Drawing, run: Sequence[Point], pen: Pen) -> None:
    figure.add_scatter(
        x=[point.day.isoformat() for point in run],
        y=[pen.quantity.drawn(point.value) for point in run],
        mode="lines+markers",
        line={"color": pen.colour, "width": pen.width * pen.theme.text / 15, "shape": pen.shape},
        marker={"size": 9, "color": CLEAR},
        hovertext=[
            hover(point, pen.quantity, pen.theme, baseline=pen.baseline, when=day_words(point.day))
            for point in run
        ],
        hovertemplate=HOVER,
        customdata=[[point.subject, point.period] for point in run],
        unselected=UNFADED,
        xaxis=pen.axes[0],
        yaxis=pen.axes[1],
    )
    for point in run:
        if point.revised:
            x, y = point.day.isoformat(), pen.quantity.drawn(point.value)
            revised_mark(figure, x, y, pen.theme, axes=pen.axes, left=point is run[-1])


def _bridge(figure: Drawing, before: Point, hole: Sequence[Point], after: Point | None, pen: Pen) -> None:
    """Dots across a hole; where nothing follows, a level stub to a dashed ring: the number is not known."""
    start = pen.quantity.drawn(before.value)
    end = pen.quantity.drawn(after.value) if after else start
    last = after.day if after else hole[-1].day
    middle = hole[len(hole) // 2].day
    level = start + (end - start) * _share(before.day, middle, last)
    figure.add_scatter(
        x=[before.day.isoformat(), middle.isoformat(), last.isoformat()],
        y=[start, level, end],
        mode="lines+markers",
        line={"color": pen.colour, "width": 2, "dash": "1px,4px"},
        marker={"size": [0, 11, 0], "color": CLEAR, "line": {"width": 0}},
        hovertext=["", hover(hole[-1], pen.quantity, pen.theme, when=_span(hole)), ""],
        hovertemplate=HOVER,
        customdata=[[hole[-1].subject, hole[-1].period]] * 3,
        unselected=UNFADED,
        xaxis=pen.axes[0],
        yaxis=pen.axes[1],
    )
    _name_hole(figure, hole[-1], (middle, level) if after else (last, end), pen, closed=after is not None)


def _name_hole(figure: Drawing, point: Point, at: tuple[date, float], pen: Pen, *, closed: bool) -> None:
    day, level = at[0].isoformat(), at[1]
    if not closed:
        missing_mark(figure, day, level, point.status, pen.theme, axes=pen.axes)
    note(
        figure,
        missing_word(point.status),
        pen.theme,
        x=day,
        y=level,
        xref=pen.axes[0],
        yref=pen.axes[1],
        # An open hole ends at the plot's edge: its word may not run into the labels beyond.
        xanchor="left" if closed else "right",
        yanchor="top",
        yshift=-4 if closed else -9,
    )


def _share(first: date, middle: date, last: date) -> float:
    """How far `middle` lies between two days, 0 to 1."""
    return (middle - first).days / max((last - first).days, 1)


def _span(run: Sequence[Point]) -> str:
    first, last = run[0].day, run[-1].day
    return day_words(last) if first == last else f"{day_words(first)}—{day_words(last)}"
