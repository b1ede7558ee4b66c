"""Where the header of a table stands and what each of its columns means (domain.md 4.9 #1, #2, #6).

One to three rows, merged or not; levels are joined with 「‖」. A header that is not known stays unrecognised: it is
named, never guessed.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from domain.parsing.text import (
    header_key,
    header_unit,
    inside_brackets,
    plain,
    squeezed,
    tidy,
    without_brackets,
)
from uploads.sheets import Sheet, address
from uploads.vocabulary import JOIN, SHOWN_JOIN, Vocabulary

_SEARCHED = 30  # rows from the top of a table in which a header may begin
_LEVELS = 3
_PART_OF = re.compile(r"^其中[::]?")
_OTHER_TIME = re.compile(r"上年|去年|同期|上期|上月|上旬|环比|同比|其中|计划|目标")
_FILLER = re.compile(r"^(?!其中).*:")
_NUMBERING = re.compile(
    r"[甲乙丙丁戊己庚辛]|栏次|行次|(?P<letter>[A-Z])|(?P<roman>[IVX]{1,5})"
    r"|\(?第?(?P<digits>\d{1,2})(?:[列栏]|\))?|(?P<sum>\d{1,2})=[\d+\-*/÷×()%]+"
)
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV")
_DASH = re.compile(r"[-—–]+")


@dataclass(frozen=True, slots=True)
class Heading:
    """One column's header: its levels as written, where the lowest stands, its unit, and its field ("" unrecognised)."""

    column: int
    row: int
    levels: tuple[str, ...]
    unit: str | None
    field: str

    @property
    def text(self) -> str:
        """As a person reads it: 「厕所革命 / 卫生厕所 / 户数」."""
        return SHOWN_JOIN.join(self.levels)

    @property
    def cell(self) -> str:
        return address(self.row, self.column)


@dataclass(frozen=True, slots=True)
class Header:
    """The header rows top … bottom and the first row of the body, with column-number rows already passed."""

    top: int
    bottom: int
    body: int
    headings: tuple[Heading, ...]

    def column(self, field: str) -> int | None:
        """The column that feeds a field, None where the table has none."""
        return next((h.column for h in self.headings if h.field == field), None)

    def fields(self) -> dict[str, Heading]:
        return {heading.field: heading for heading in self.headings if heading.field}


def header_rows(sheet: Sheet, vocabularies: tuple[Vocabulary, ...]) -> tuple[int, int] | None:
    """First and last header row, None where no row names at least two known columns.

    The row with most known names is the middle of the header; rows above and below join it by what they name or by
    merges that reach across.
    """
    known = frozenset(key for vocabulary in vocabularies for key in vocabulary.words)
    heads = frozenset(key for vocabulary in vocabularies for key in vocabulary.heads)
    leaves = frozenset(key for vocabulary in vocabularies for key in vocabulary.leaves)
    rows = range(sheet.first, min(sheet.height, sheet.first + _SEARCHED))
    hits = {row: _hits(sheet, row, known) for row in rows}
    if not hits or max(hits.values()) < 2:
        return None
    best = max(hits, key=lambda row: hits[row])
    top = bottom = best
    while top > sheet.first and bottom - top < _LEVELS - 1 and _is_level_above(sheet, top - 1, heads | known):
        top -= 1
    while (
        bottom - top < _LEVELS - 1
        and bottom + 1 < sheet.height
        and _is_level_below(sheet, top, bottom, heads | leaves)
    ):
        bottom += 1
    return top, bottom


def read_header(sheet: Sheet, top: int, bottom: int, vocabulary: Vocabulary) -> Header:
    """The columns of the header rows, matched to the fields of one layout; no field has two columns."""
    headings = []
    for column in range(sheet.width):
        levels, row = levels_of(sheet, top, bottom, column)
        if levels:
            unit = next((unit for level in reversed(levels) if (unit := header_unit(level))), None)
            headings.append(Heading(column, row, levels, unit, ""))
    fields = _fields([heading.levels for heading in headings], vocabulary)
    named = tuple(replace(heading, field=field) for heading, field in zip(headings, fields, strict=True))
    return Header(top, bottom, _body_row(sheet, bottom), named)


def _fields(headers: list[tuple[str, ...]], vocabulary: Vocabulary) -> list[str]:
    """One field per header, "" for none. A whole path beats a lower level alone, the first column the later ones; two
    columns that share only a lower level (12345热线‖按时办结, 政民互动‖按时办结) are parts of something, and neither is it.
    """
    matched = [match(levels, vocabulary) for levels in headers]
    whole = {field for field, depth in matched if depth == 0}
    shared = Counter(field for field, depth in matched if depth > 0)
    fields: list[str] = []
    for field, depth in matched:
        is_part = depth > 0 and (field in whole or shared[field] > 1)
        fields.append("" if is_part or field in fields else field)
    return fields


def says_not_to_fill(heading: Heading) -> bool:
    """「上期数（对照，不用填）‖应计户数」: printed beside what is asked, so nobody is asked what it means."""
    return any("不用填" in squeezed(level) for level in heading.levels)


def match(levels: tuple[str, ...], vocabulary: Vocabulary) -> tuple[str, int]:
    """The field these levels name, "" for none, and how many upper levels had to be left aside to find it.

    The full path is tried before its lower levels, the plain text before remarks in brackets; a lower level alone counts
    only where nothing above it changes what is meant (上年‖总收入).
    """
    for depth in range(len(levels)):
        if any(_OTHER_TIME.search(squeezed(level)) for level in levels[:depth]):
            break
        for reading in _readings(levels[depth:]):
            for key in (JOIN.join(reading), "".join(reading)):
                if key in vocabulary.words:
                    return vocabulary.words[key], depth
    return "", 0


def _readings(levels: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    yield tuple(header_key(level) for level in levels)
    yield tuple(header_key(_PART_OF.sub("", squeezed(level))) for level in levels)
    yield tuple(header_key(without_brackets(level)) for level in levels)
    if len(levels) == 1:
        yield from ((header_key(remark),) for remark in inside_brackets(levels[0]))


def _hits(sheet: Sheet, row: int, known: frozenset[str]) -> int:
    return sum(1 for column in range(sheet.width) if _key(sheet, row, column) in known)


def _key(sheet: Sheet, row: int, column: int) -> str:
    """The cell as a header key; "" for fillers such as 「单位：万元」, whose colon tells them from headers."""
    cell = sheet.value(row, column)
    if not isinstance(cell, str) or len(cell) > 60 or _FILLER.search(plain(cell)):
        return ""
    return header_key(cell)


def _is_level_above(sheet: Sheet, row: int, known: frozenset[str]) -> bool:
    """Whether the row over the header is its upper level: a cell reaches down from it, or it names something."""
    if any(merge.top == row and merge.bottom > row for merge in sheet.merges):
        return True
    return any(_key(sheet, row, column) in known for column in range(1, sheet.width))


def _is_level_below(sheet: Sheet, top: int, bottom: int, levels: frozenset[str]) -> bool:
    """Whether the row under the header is its next level: a merge reaches into it, or it stands under merged heads."""
    row = bottom + 1
    filled = [column for column in range(sheet.width) if sheet.value(row, column) is not None]
    if not all(isinstance(sheet.value(row, column), str) for column in filled):
        return False
    if any(merge.top <= bottom and merge.top >= top and merge.bottom >= row for merge in sheet.merges):
        return True
    if not filled:
        return False
    under = [m for m in sheet.merges if top <= m.bottom == bottom and m.right > m.left]
    if any(m.left <= column <= m.right for m in under for column in filled):
        return True
    named = sum(1 for column in filled if _key(sheet, row, column) in levels)
    return named >= 2 and named * 2 >= len(filled) and min(filled) > 0


def levels_of(sheet: Sheet, top: int, bottom: int, column: int) -> tuple[tuple[str, ...], int]:
    """The texts of a column from the highest level down, each once, and the row of the lowest."""
    levels: list[str] = []
    lowest = bottom
    for row in range(top, bottom + 1):
        at = sheet.merged_from.get((row, column), (row, column))
        text = tidy(sheet.text(*at)) if at[0] >= top else ""
        if not text and row < bottom:
            text = _from_the_left(sheet, row, bottom, column)
        if text and text not in levels:
            levels.append(text)
            lowest = at[0]
    return tuple(levels), lowest


def _from_the_left(sheet: Sheet, row: int, bottom: int, column: int) -> str:
    """A head whose merge was lost on the way (csv): it reaches right over columns that only have a lower level."""
    if any(merge.top <= row <= merge.bottom for merge in sheet.merges) or not sheet.text(bottom, column):
        return ""
    left = column
    while left > 0 and not sheet.text(row, left) and sheet.text(bottom, left):
        left -= 1
    return tidy(sheet.text(row, left)) if sheet.text(bottom, left) else ""


def _body_row(sheet: Sheet, bottom: int) -> int:
    """The first row under the header; rows that only number the columns (1 2 3, 甲 乙 1) are passed."""
    row = bottom + 1
    while row < sheet.height and is_numbering(sheet, row):
        row += 1
    return row


def is_numbering(sheet: Sheet, row: int) -> bool:
    """Whether a row only numbers its columns, counting up by one: 甲 乙 1 2 3, A B C, Ⅰ Ⅱ Ⅲ, 第1列 第2列; 「— — 1 2 3=2/1」 too."""
    filled = [text for column in range(sheet.width) if (text := squeezed(sheet.text(row, column)))]
    if any("=" in text for text in filled):
        filled = [text for text in filled if not _DASH.fullmatch(text)]
    if len(filled) < 3:
        return False
    return any(_counts_up(filled, counts) for counts in (_digits, _letter, _roman))


def _counts_up(texts: list[str], counts: Callable[[re.Match[str]], int | None]) -> bool:
    """Whether every text is a sign of numbering, and those that count in this way, at least two, do so by one."""
    signs = [_NUMBERING.fullmatch(text) for text in texts]
    counted = [count for sign in signs if sign and (count := counts(sign)) is not None]
    named = sum(1 for sign in signs if sign and not any(sign.groupdict().values()))
    if len(counted) < 2 or len(counted) + named != len(texts):
        return False
    return all(b - a == 1 for a, b in zip(counted, counted[1:], strict=False))


def _digits(sign: re.Match[str]) -> int | None:
    number = sign["digits"] or sign["sum"]
    return int(number) if number else None


def _letter(sign: re.Match[str]) -> int | None:
    return ord(sign["letter"]) if sign["letter"] else None


def _roman(sign: re.Match[str]) -> int | None:
    return _ROMAN.index(sign[0]) if sign[0] in _ROMAN else None
