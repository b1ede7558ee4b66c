"""What a slide of the meeting is: one sentence, one chart, two or three facts, a table of four to seven rows.

Figures are drawn for a wall of 1920 × 1080 and scaled to the window by the browser.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

import plotly.graph_objects as go

from charts.tokens import THEMES, Theme, meeting
from domain.wording.conclusion import Conclusion
from domain.wording.numbers import length

CHART_WIDTH, CHART_HEIGHT = 1080, 820
MOST_ROWS, LEAST_ROWS = 7, 4
LONGEST_SUB = 58  # 字 that stand on one line under the title


@dataclass(frozen=True, slots=True)
class Way:
    """Where a number, a row or a point leads: to what it is made of, over the slide, or to a page of the normal view.

    trace        record and key of the number (services/measures/trace_number.py), () for a page
    page, opens  the page and its parameters; a blank page leads nowhere
    """

    trace: tuple[str, ...] = ()
    page: str = ""
    opens: tuple[tuple[str, str], ...] = ()


NOWHERE = Way()


def measure_way(code: str, subject: str) -> Way:
    """The parts of a place's measure on the day of the meeting."""
    return Way(trace=("measure", code, "place", subject))


@dataclass(frozen=True, slots=True)
class Fact:
    """A big number with its name: 「6 乡镇欠支」 665.5 万元."""

    name: str
    value: str
    unit: str = ""
    bad: bool = False
    way: Way = NOWHERE


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the short table.

    name, detail  the bold name and a grey line below it; cells: the columns after it
    light, word   its chip, none without a light; listed: red | black of a ranking
    way           where its name leads; ways: where each of the cells does, shorter where the last ones lead nowhere
    """

    name: str
    cells: tuple[str, ...] = ()
    detail: str = ""
    light: str = ""
    word: str = ""
    listed: str = ""
    way: Way = NOWHERE
    ways: tuple[Way, ...] = ()


@dataclass(frozen=True, slots=True)
class WallChart:
    """A chart by what it is drawn of: while that is alike, nobody draws it again (views/sharing.py, views/drawn.py).

    chart         a function of charts; parts, named: what it draws
    top           px for words above it
    """

    chart: Callable[..., go.Figure]
    parts: tuple[object, ...]
    named: tuple[tuple[str, object], ...]
    top: int = 8

    def drawn(self) -> go.Figure:
        """The figure at the size of a slide's chart."""
        figure = self.chart(*self.parts, **dict(self.named))
        return figure.update_layout(width=CHART_WIDTH, height=CHART_HEIGHT, autosize=False, margin_t=self.top)


@dataclass(frozen=True, slots=True)
class Slide:
    """One slide; `missing` says in one sentence why there is no chart, blank where there is one.

    heads   of the table: the name's, then one per cell, then the chip's where rows have one
    leads   subject of a point of the chart → where a click on it leads
    source  who keeps the ledger; baseline the name of what the figures are held against
    notes   what was said of the numbers when they were taken in (explanation_notes)
    """

    code: str
    name: str
    title: Conclusion
    chart: WallChart | None = None
    facts: tuple[Fact, ...] = ()
    heads: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
    leads: Mapping[str, Way] = field(default_factory=dict)
    source: str = ""
    baseline: str = ""
    notes: tuple[str, ...] = ()
    missing: str = ""


def wall(look: str) -> Theme:
    """The theme of a slide's chart. look: light | dark."""
    return meeting(THEMES[look])


def on_wall(chart: Callable[..., go.Figure], *parts: object, top: int = 8, **named: object) -> WallChart:
    """The chart of these parts, for the wall."""
    return WallChart(chart, parts, tuple(named.items()), top)


def row_pitch(rows: int, around: float, theme: Theme) -> float:
    """The `each` of a chart of text rows that fills the height, in its px of 15 px type; at most twice the usual."""
    return min((CHART_HEIGHT * 15 / theme.text - around) / max(rows, 1), 64)


def with_sub(title: Conclusion, *sentences: str) -> Conclusion:
    """The title with as many clauses of the sentences as stand on one line, in their order."""
    kept = ""
    for clause in re.split("[；。，]?$|[；。]", "；".join(sentences)):
        joined = f"{kept}；{clause}" if kept else clause
        if clause and length(joined) <= LONGEST_SUB:
            kept = joined
    return replace(title, sub=kept)
