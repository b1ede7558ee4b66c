"""Several tables on one sheet: below each other, side by side, or with a list parked beside them (domain.md 4.9 #1, #12).

Each table becomes a sheet of its own with the addresses it had: whatever belongs to another table is empty in it.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from domain.parsing.text import header_key, squeezed
from uploads.headers import header_rows, levels_of
from uploads.rows import ends_table
from uploads.sheets import Cell, Sheet, column_letters
from uploads.vocabulary import Vocabulary

_TALL = 3_000  # rows from which on only a repeated first header is looked for
_TITLE_CELLS = 3  # a row over a table has a title, a unit, a day: no more cells
_DIGITS = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Region:
    """One table of a sheet; rows are its first and last header row, None where no header was found.

    aside  「L–M 列，24 格」 of a list that stands beside the table and is no part of it, "" without one
    """

    sheet: Sheet
    rows: tuple[int, int] | None
    aside: str = ""


def regions(sheet: Sheet, vocabularies: tuple[Vocabulary, ...]) -> list[Region]:
    """The tables of a sheet in reading order; a sheet with one table is that table as it stands."""
    known = frozenset(key for vocabulary in vocabularies for key in vocabulary.words)
    rows = header_rows(sheet, vocabularies)
    if rows is None:
        return [Region(sheet, None)]
    starts = [0, *_starts_below(sheet, rows, known)]
    found: list[Region] = []
    for start, end in zip(starts, [*starts[1:], sheet.height], strict=True):
        part = _cut(sheet, range(start, end), first=start) if len(starts) > 1 else sheet
        own = header_rows(part, vocabularies)
        found += _beside(part, own, known) if own else [Region(part, None)]
    if len(found) == 1:
        return found
    return [replace(one, sheet=replace(one.sheet, part=part)) for part, one in enumerate(found)]


def _cut(
    sheet: Sheet, rows: range, *, first: int = 0, columns: range | None = None, titles: int = 0
) -> Sheet:
    """The sheet with everything outside these rows and columns empty; the first `titles` rows stay whole."""
    kept = columns if columns is not None else range(sheet.width)

    def column(at: int) -> list[Cell]:
        cells = sheet.columns[at]
        inside: list[Cell] = cells[rows.start : rows.stop] if at in kept else [None] * len(rows)
        if titles > rows.start:
            inside = [*cells[rows.start : titles], *inside[titles - rows.start :]]
        above: list[Cell] = [None] * rows.start
        return [*above, *inside, *[None] * (sheet.height - rows.stop)]

    uncached = frozenset(
        (row, at) for row, at in sheet.uncached if row in rows and (at in kept or row < titles)
    )
    return replace(
        sheet, columns=tuple(column(at) for at in range(sheet.width)), first=first, uncached=uncached
    )


# --- below each other ---------------------------------------------------------------------------------------------------


def _starts_below(sheet: Sheet, rows: tuple[int, int], known: frozenset[str]) -> list[int]:
    """The first rows of further tables, titles included. A header repeated for the printer begins none."""
    own = [_texts(sheet, row) for row in range(rows[0], rows[1] + 1)]
    starts: list[int] = []
    passed = rows[1]
    for row in _header_like(sheet, rows, known):
        if row <= passed:
            continue
        start, is_titled = _with_titles(sheet, row, own)
        is_same = _texts(sheet, row) in own
        if is_same and not is_titled and len(own) == 1:
            continue
        starts.append(start)
        passed = row + 2  # the other rows of the same header
    return starts


def _header_like(sheet: Sheet, rows: tuple[int, int], known: frozenset[str]) -> Iterator[int]:
    """Rows under a header in which at least half the filled cells are headers again, two at least."""
    hits = [0] * sheet.height
    filled = [0] * sheet.height
    if sheet.height > _TALL:
        texts = set(_texts(sheet, rows[0])) | set(_texts(sheet, rows[1]))
        columns = [c for c in sheet.columns if c[rows[0]] in texts and c[rows[0]] is not None][:2]
        yield from (
            row
            for row in range(rows[1] + 1, sheet.height)
            if len(columns) == 2 and all(column[row] == column[rows[0]] for column in columns)
        )
        return
    judged: dict[str, bool] = {}
    for column in sheet.columns:
        for row in range(rows[1] + 1, sheet.height):
            cell = column[row]
            if cell is None:
                continue
            filled[row] += 1
            if isinstance(cell, str):
                if cell not in judged:
                    judged[cell] = len(cell) <= 40 and header_key(cell) in known
                hits[row] += judged[cell]
    yield from (row for row in range(sheet.height) if hits[row] >= 2 and hits[row] * 2 >= filled[row])


def _with_titles(sheet: Sheet, row: int, header: list[tuple[Cell, ...]]) -> tuple[int, bool]:
    """The first row of the titles over a header, and whether there are any.

    header  rows of the first header: its upper rows may stand over this one too
    """
    start, is_titled = row, False
    while start > 0 and _texts(sheet, start - 1) in header:
        start -= 1
    while start > 0:
        cells = [cell for cell in _texts(sheet, start - 1) if cell is not None]
        if not cells:
            start -= 1
            continue
        is_title = len(cells) <= _TITLE_CELLS and all(
            isinstance(cell, str) and not ends_table(squeezed(cell)) for cell in cells
        )
        if not is_title or not isinstance(sheet.columns[0][start - 1], str):
            break
        start, is_titled = start - 1, True
    return start, is_titled


def _texts(sheet: Sheet, row: int) -> tuple[Cell, ...]:
    return tuple(column[row] for column in sheet.columns)


# --- side by side -------------------------------------------------------------------------------------------------------


def _beside(sheet: Sheet, rows: tuple[int, int], known: frozenset[str]) -> list[Region]:
    """The same columns twice or three times beside each other are as many tables; a parked list is cut off."""
    heads = [(at, levels) for at in range(sheet.width) if (levels := levels_of(sheet, *rows, at)[0])]
    texts = [levels for _, levels in heads]
    span = next((n for n in range(2, len(texts) // 2 + 1) if _repeats(texts, n)), None)
    below = range(sheet.first, sheet.height)
    if span is None:
        return [_without_parked(sheet, rows, dict(heads), known)]
    lefts = [heads[at][0] for at in range(0, len(heads), span)]
    rights = [*lefts[1:], sheet.width]
    return [
        Region(_cut(sheet, below, first=sheet.first, columns=range(left, right), titles=rows[0]), rows)
        for left, right in zip(lefts, rights, strict=True)
    ]


def _repeats(texts: Sequence[tuple[str, ...]], span: int) -> bool:
    return len(texts) % span == 0 and all(texts[at] == texts[at % span] for at in range(len(texts)))


def _without_parked(
    sheet: Sheet, rows: tuple[int, int], heads: dict[int, tuple[str, ...]], known: frozenset[str]
) -> Region:
    """A group of columns behind an empty one whose rows are not the table's: a list for drop-downs, a memo.

    A known header the table does not have belongs to it, whatever stands below.
    """
    groups = _groups(sheet, rows[0])
    if len(groups) < 2:
        return Region(sheet, rows)
    main = max(groups, key=lambda group: sum(1 for at in heads if at in group))
    table = _filled_rows(sheet, rows[1] + 1, main)
    own = {header_key(levels[-1]) for at, levels in heads.items() if at in main}
    new = {at for at, levels in heads.items() if header_key(levels[-1]) in known - own}
    parked = [
        group
        for group in groups
        if group != main and not new & set(group) and _is_parked(sheet, rows, group, table)
    ]
    if not parked:
        return Region(sheet, rows)
    gone = {at for group in parked for at in group}
    cells = sum(1 for at in gone for cell in sheet.columns[at][rows[0] :] if cell is not None)
    letters = "、".join(
        "–".join(dict.fromkeys((column_letters(group[0]), column_letters(group[-1])))) for group in parked
    )
    columns = tuple(
        [*cells_[: rows[0]], *[None] * (sheet.height - rows[0])] if at in gone else cells_
        for at, cells_ in enumerate(sheet.columns)
    )
    kept = frozenset((row, at) for row, at in sheet.uncached if at not in gone)
    return Region(replace(sheet, columns=columns, uncached=kept), rows, f"{letters} 列，{cells} 格")


def _groups(sheet: Sheet, top: int) -> list[range]:
    """Runs of columns between wholly empty ones, from the header down."""
    filled = [any(cell is not None for cell in column[top:]) for column in sheet.columns]
    found, start = [], None
    for at, is_filled in enumerate([*filled, False]):
        if is_filled and start is None:
            start = at
        elif not is_filled and start is not None:
            found.append(range(start, at))
            start = None
    return found


def _filled_rows(sheet: Sheet, top: int, columns: Sequence[int]) -> set[int]:
    return {row for at in columns for row in range(top, sheet.height) if sheet.columns[at][row] is not None}


def _is_parked(sheet: Sheet, rows: tuple[int, int], group: range, table: set[int]) -> bool:
    """Without numbers, or over other rows than the table's."""
    own = _filled_rows(sheet, rows[1] + 1, group)
    if not own <= table:
        return True
    numbers = any(
        isinstance(cell, float) or (isinstance(cell, str) and _DIGITS.search(cell))
        for at in group
        for cell in sheet.columns[at][rows[1] + 1 :]
    )
    return not numbers
