"""Long lists page by page: 「1—20」, 「21—40」 as segments, as a select box where they would run over."""

from collections.abc import Mapping

import pandas as pd

from views.downloads import beside_the_head
from views.drawn import drawn
from views.filters import choose, choose_one
from views.markup import show, tag

MOST_SEGMENTS = 6


def choose_some(
    label: str, options: Mapping[str, str], *, key: str, most: int = MOST_SEGMENTS, width: int = 180
) -> str:
    """One of these codes: segments while they fit, else a select box so wide; "" where there is nothing to choose."""
    if not options:
        return ""
    return (
        choose(label, options, key=key)
        if len(options) <= most
        else choose_one(label, options, key=key, width=width)
    )


def page_words(count: int, size: int) -> dict[str, str]:
    """Code → words of the pages of a list of `count` rows: {"1": "1—20", "2": "21—25"}."""
    firsts = range(0, count, size)
    return {str(at): f"{first + 1}—{min(first + size, count)}" for at, first in enumerate(firsts, start=1)}


def page_of(rows: pd.DataFrame, size: int, *, key: str) -> pd.DataFrame:
    """The rows of the chosen page; all of them, without a control, where they fit on one."""
    if len(rows) <= size:
        return rows
    first = (int(choose_some("第几页", page_words(len(rows), size), key=key)) - 1) * size
    return rows_of(rows, first, size)


def page_beside_head(rows: pd.DataFrame, size: int, *, key: str) -> pd.DataFrame:
    """As `page_of`, the pages behind a select box in the section's head that says of how many: 「1—9 / 共 41」."""
    if len(rows) <= size:
        return rows
    first, words = first_beside_head(len(rows), size, key=key)
    tell_on_paper(words)
    return rows_of(rows, first, size)


def first_beside_head(count: int, size: int, *, key: str) -> tuple[int, str]:
    """Where the page begins that is chosen in the section's head, and its words: 「10—18 / 共 41」."""
    pages = {at: f"{words} / 共 {count}" for at, words in page_words(count, size).items()}
    with beside_the_head():
        chosen = choose_one("第几页", pages, key=key, width=150)
    return (int(chosen) - 1) * size, pages[chosen]


def tell_on_paper(page: str) -> None:
    """Which part of a long list a sheet shows: the control that says so is not printed."""
    show(tag("div", f"列第 {page}", css="kb-parts"), css="kb kb-paper kb-parts")


@drawn
def rows_of(rows: pd.DataFrame, first: int, count: int) -> pd.DataFrame:
    """So many rows from one place: the same frame for the same rows, so that what is drawn of it is kept."""
    return rows[first : first + count]
