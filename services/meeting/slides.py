"""What a slide of the meeting is: one sentence, one chart, two or three facts, a table of four to seven rows.

Figures are drawn for a wall of 1920 × 1080 and scaled to the window by the browser.
"""

import re
from dataclasses import dataclass, replace

import plotly.graph_objects as go

from charts.tokens import THEMES, Theme, meeting
from domain.wording.conclusion import Conclusion
from domain.wording.numbers import length

CHART_WIDTH, CHART_HEIGHT = 1080, 820
MOST_ROWS, LEAST_ROWS = 7, 4
LONGEST_SUB = 58  # 字 that stand on one line under the title


@dataclass(frozen=True, slots=True)
class Fact:
    """A big number with its name: 「6 乡镇欠支」 665.5 万元."""

    name: str
    value: str
    unit: str = ""
    bad: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the short table.

    name, detail  the bold name and a grey line below it; cells: the columns after it
    light, word   its chip, none without a light; listed: red | black of a ranking
    page, opens   the page it opens in the normal view and that page's parameters
    """

    name: str
    cells: tuple[str, ...] = ()
    detail: str = ""
    light: str = ""
    word: str = ""
    listed: str = ""
    page: str = ""
    opens: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Slide:
    """One slide; `missing` says in one sentence why there is no chart, blank where there is one.

    heads   of the table: the name's, then one per cell, then the chip's where rows have one
    source  who keeps the ledger; baseline the name of what the figures are held against
    """

    code: str
    name: str
    title: Conclusion
    figure: go.Figure | None = None
    facts: tuple[Fact, ...] = ()
    heads: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
    source: str = ""
    baseline: str = ""
    missing: str = ""


def wall(look: str) -> Theme:
    """The theme of a slide's chart. look: light | dark."""
    return meeting(THEMES[look])


def on_wall(figure: go.Figure, *, top: int = 8) -> go.Figure:
    """The figure at the size of a slide's chart, `top` px for words above it; the same figure, not yet shown to anybody."""
    return figure.update_layout(width=CHART_WIDTH, height=CHART_HEIGHT, autosize=False, margin_t=top)


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
