"""Which rows under a header are data (domain.md 4.9 #2–#4, #9, #11).

合计, 小计, 平均 and 其中 rows are set aside to be compared; notes and signatures end the table; section headings and
repeated headers are passed; nothing is filled down except inside a merge or by 同上.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from domain.parsing.text import is_blank_word, is_ditto, squeezed
from uploads.headers import Header
from uploads.sheets import Cell, Sheet

_TOTAL = re.compile(
    r".{0,10}?(?P<word>合计|总计|共计|小计|平均(?:值|数)?|均值)[::]?|(?P<all>全[县市区镇乡])|(?P<of>其中)[::]?.{0,8}"
)
_END = re.compile(
    r"(?:填表|填报|审核|审批|制表|复核|联系|经办)(?:人|单位|电话|日期|时间|领导)?(?:[::(\s/]|$)"
    r"|(?:单位)?(?:主要)?(?:负责人|分管领导|领导)(?:\(?签[字章]\)?)?[::]"
    r"|联系电话|(?:说明|备注|注|附注|填表说明)(?:[::;.、\d(]|$)"
)
_MAY_END = re.compile(r"\s*[填审制复联经单主负分领说备注附]")
_MAY_TOTAL = re.compile(r"[计均全]|其\s*中|^[\s(（]*[一二三四五六七八九十]")
_LONGEST_TOTAL = 20  # 「青石镇人民政府 合计」, blanks included
_SECTION = re.compile(r"\(?[一二三四五六七八九十]{1,3}\)?[、.]?")
_SAME_WORD = {"总计": "合计", "共计": "合计", "平均值": "平均", "平均数": "平均", "均值": "平均"}
_TOTALS = frozenset({"合计", "小计", "平均", "其中"})
_ENDS, _REPEATED = "end", "repeated"


@dataclass(frozen=True, slots=True)
class Total:
    """A row that sums or averages others. word: 合计, 小计, 平均 or 其中."""

    row: int
    word: str


@dataclass(frozen=True, slots=True)
class Body:
    """The rows of a table in sheet order.

    rows    data rows
    totals  rows to compare with the data
    end     the first row after the table: a note, a signature, or the end of the sheet
    after   filled rows behind `end` that look like data
    """

    rows: tuple[int, ...]
    totals: tuple[Total, ...]
    end: int
    after: int


def read_body(sheet: Sheet, header: Header, naming: tuple[int, ...]) -> Body:
    """The body under a header.

    naming  columns that name a row: 序号, 乡镇, 村, 项目名称 …; totals, notes and headings are recognised there
    """
    filled = _filled_counts(sheet)
    words = _words(sheet, header, naming)
    rows: list[int] = []
    totals: list[Total] = []
    end = sheet.height
    for row in range(header.body, sheet.height):
        if not filled[row]:
            continue
        word = words.get(row, "")
        if word == _ENDS:
            end = row
            break
        if word in _TOTALS:
            totals.append(Total(row, word))
        elif word != _REPEATED and (filled[row] > 1 or not _stands_alone(sheet, row, naming)):
            rows.append(row)
    after = sum(1 for row in range(end + 1, sheet.height) if filled[row] >= max(3, len(header.headings) // 2))
    return Body(tuple(rows), tuple(totals), end, after)


def _words(sheet: Sheet, header: Header, naming: tuple[int, ...]) -> dict[int, str]:
    """Row → what its naming cells make of it: the end of the table, a total, a repeated header. Others are data."""
    heads = {heading.column: squeezed(heading.levels[-1]) for heading in header.headings}
    found: dict[int, str] = {}
    for column in sorted({0, *naming}):
        values = sheet.columns[column]
        numbered = any(isinstance(cell, float) for cell in values[header.body :])
        meanings: dict[Cell, str] = {}
        for row in range(header.body, sheet.height):
            cell = values[row]
            if isinstance(cell, str):
                if cell not in meanings:
                    head = heads.get(column, "")
                    telling = _is_telling(cell) or cell.lstrip()[:1] == head[:1]
                    meanings[cell] = _meaning(squeezed(cell), head, numbered) if telling else ""
                if meanings[cell]:
                    found.setdefault(row, meanings[cell])
    return found


def _is_telling(cell: str) -> bool:
    """A quick look before the close one: most cells of a long ledger total, end and head nothing."""
    return bool(_MAY_END.match(cell) or (len(cell) <= _LONGEST_TOTAL and _MAY_TOTAL.search(cell)))


def ends_table(text: str) -> bool:
    """Whether a squeezed text is a note or a signature, behind which a table is over."""
    return _END.match(text) is not None


def _meaning(text: str, head: str, numbered: bool) -> str:
    if _END.match(text):
        return _ENDS
    total = _TOTAL.fullmatch(text)
    if total:
        word = total["word"] or total["of"] or "合计"
        return _SAME_WORD.get(word, word)
    if numbered and _SECTION.fullmatch(text):
        return "小计"  # 一、产业发展 over rows numbered 1, 2, 3
    return _REPEATED if text and text == head else ""


def cells_of(sheet: Sheet, column: int, rows: tuple[int, ...]) -> list[Cell]:
    """The cells of one column in the data rows, as they are: an empty cell stays empty."""
    values = sheet.columns[column]
    return [values[row] for row in rows]


def named_cells(sheet: Sheet, column: int, rows: tuple[int, ...], body: int) -> list[Cell]:
    """A column of names or words: filled inside vertical merges that begin in the body, and where it says 同上.

    Empty does not mean 同上: nothing else is filled.
    """
    cells = cells_of(sheet, column, rows)
    merged = {
        row: sheet.value(merge.top, merge.left)
        for merge in sheet.merges
        if merge.left <= column <= merge.right and merge.top >= body
        for row in range(merge.top, min(merge.bottom, sheet.height - 1) + 1)
    }
    if merged:
        cells = [merged.get(row, cell) for row, cell in zip(rows, cells, strict=True)]
    return with_dittos(cells)


def with_dittos(cells: list[Cell]) -> list[Cell]:
    """同上 and 〃 replaced by the cell above; everything else as it is."""
    dittos = {cell for cell in set(cells) if isinstance(cell, str) and is_ditto(cell)}
    if not dittos:
        return cells
    filled: list[Cell] = []
    for cell in cells:
        filled.append(filled[-1] if cell in dittos and filled else cell)
    return filled


def blank_cells(cells: Sequence[Cell]) -> set[Cell]:
    """The distinct cells of a column that say nothing: None, a dash, a slash, 暂无."""
    blank: set[Cell] = {cell for cell in set(cells) if isinstance(cell, str) and is_blank_word(cell)}
    return blank | {None}


def is_filled(cell: Cell) -> bool:
    """Whether a cell says anything: a dash, a slash or 暂无 does not."""
    return cell is not None and not (isinstance(cell, str) and is_blank_word(cell))


def _filled_counts(sheet: Sheet) -> list[int]:
    counts = np.zeros(sheet.height, dtype=np.int32)
    for column in sheet.columns:
        counts += np.fromiter((cell is not None for cell in column), dtype=np.bool_, count=sheet.height)
    found: list[int] = counts.tolist()
    return found


def _stands_alone(sheet: Sheet, row: int, naming: tuple[int, ...]) -> bool:
    """A row with one cell, outside the naming columns or in the first of them: a heading, not data."""
    column = next(place for place in range(sheet.width) if sheet.value(row, place) is not None)
    return column not in naming or column == 0
