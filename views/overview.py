"""The key figures of 总览 as ruled cards."""

from collections.abc import Sequence
from dataclasses import replace

from pandas import DataFrame

from charts.small_multiples import COLUMNS
from charts.tokens import Theme
from domain.wording.comparison import uncompared_words
from services.measures.key_figures import KeyFigure
from views.cards import Card, measure_card, show_cards, show_few
from views.drawn import drawn_anywhere, shown
from views.provenance import Trace

FEWEST = 2
SHORT_NAME = 3


@shown
def show_figures(figures: Sequence[KeyFigure], since: str, theme: Theme) -> None:
    """The cards in one row; nothing where the catalogue is empty."""
    if figures:
        show_cards([_card(figure, since, theme) for figure in figures], theme)


@shown
def show_few_figures(figures: Sequence[KeyFigure], since: str, theme: Theme) -> None:
    """The same beside the subject of a page, without their sparks and small; nothing where the catalogue is empty."""
    if figures:
        show_few([_card(figure, since, theme) for figure in figures], theme)


@drawn_anywhere
def columns_for(rows: DataFrame) -> int:
    """Panels beside one another: fewer where a town's name needs the room of its gap, and for few towns."""
    most = COLUMNS if rows["name"].str.len().max() <= SHORT_NAME else COLUMNS - 1
    return min(most, max(rows["subject"].nunique(), FEWEST))


def _card(figure: KeyFigure, since: str, theme: Theme) -> Card:
    record, key = figure.trace
    card = measure_card(
        figure.now,
        figure.quantity,
        theme,
        baseline=figure.baseline,
        change=figure.since or since,
        reported=figure.reported,
        history=figure.history,
        history_baseline=figure.history_baseline,
        rule=figure.now.sentence,
        trace=Trace(record, key).written() if record else "",
    )
    why = "" if figure.now.missing else uncompared_words(figure.uncompared, since=figure.since or since)
    parts = "，".join(filter(None, (card.parts, why)))
    told = replace(card, word=figure.word or card.word, parts=parts)
    return replace(told, gap=figure.gap, gap_bad=figure.gap_bad) if figure.gap else told
