"""Where a village's points went, block by block, and its nearest way up: on 村级排名 and on 村情画像 alike."""

from collections.abc import Sequence

import pandas as pd

from charts.tokens import Theme
from charts.waterfall import waterfall
from domain.scoring import FULL_SCORE
from domain.wording.numbers import plain
from views.drawn import shown
from views.markup import show, tag
from views.plot import draw, show_figure

ROOMY, CLOSE = 30, 25  # px of a block's row


def show_blocks(
    blocks: pd.DataFrame, *, who: str, score: float, decimals: int, theme: Theme, each: int, download: str
) -> None:
    """The losses from full marks to the score. blocks: as `explain_score` gives them; who: 「水口村」."""
    figure = draw(waterfall, blocks, full=FULL_SCORE, score=score, theme=theme, decimals=decimals, each=each)
    words = f"{who}得 {plain(score, decimals)} 分，分块看失分"
    show_figure(figure, key="loss", alt=words, download=download)


@shown
def show_ways(ways: Sequence[str]) -> None:
    """The nearest way up below the losses; nothing where nothing can be counted."""
    if ways:
        first, *rest = ways
        more = f"；其次：{'；'.join(rest)}" if rest else ""
        show(tag("div", "最近的一步：", tag("b", first), more, "。", css="kb-parts"))
