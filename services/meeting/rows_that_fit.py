"""How many rows of the short table stand above the foot of a slide; lengths in hundredths of the wall's width, as static/board.css."""

from collections.abc import Sequence
from math import ceil

from charts.labels import text_width
from services.meeting.slides import Row

UNDER_FACTS, WITHOUT_FACTS = 30.8, 39.8  # from the table's head to the foot
NOTE_LINE, ABOVE_A_NOTE, ABOVE_NOTES = 1.89, 0.3, 0.7  # what was said of the numbers, under the table
MOST_NOTE_LINES = 3
NAME, DETAIL = 1.58, 1.5  # type sizes
NAME_LINE, DETAIL_LINE = 1.9, 1.88
PADDING, LEAST = 0.95, 3.2
MOST_LINES = 2  # of a name: more is cut
# Columns of the table, the chip's counted → what they leave to the name.
ROOM_BESIDE = {2: 26.0, 3: 22.2, 4: 13.5, 5: 16.0}


def rows_that_fit(rows: Sequence[Row], *, facts: bool, notes: bool = False) -> tuple[Row, ...]:
    """As many of the first rows as fit below the facts, or without any, and above a line of notes where there are some."""
    kept = tuple(rows)
    while kept and not fit(kept, facts=facts, lines=int(notes)):
        kept = kept[:-1]
    return kept


def fit(rows: Sequence[Row], *, facts: bool, lines: int) -> bool:
    """Whether they stand above so many lines of notes."""
    notes = lines * NOTE_LINE + (ABOVE_NOTES if lines > 1 else ABOVE_A_NOTE) if lines else 0.0
    return sum(map(_height, rows)) + notes <= (UNDER_FACTS if facts else WITHOUT_FACTS)


def _height(row: Row) -> float:
    room = ROOM_BESIDE[len(row.cells) + 2]
    name = min(ceil(text_width(row.name, NAME) / room), MOST_LINES) * NAME_LINE
    detail = ceil(text_width(row.detail, DETAIL) / room) * DETAIL_LINE
    return max(PADDING + name + detail, LEAST)
