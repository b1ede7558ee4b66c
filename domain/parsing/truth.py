"""是/否 columns: whether a village is counted. 无 in such a column means no, not nothing."""

from collections.abc import Sequence
from functools import lru_cache

from domain.parsing.numbers import Column, Kind, Number, read_number
from domain.parsing.text import squeezed

YES = frozenset(
    {
        "是",
        "有",
        "√",
        "✓",
        "✔",
        "☑",
        "已完成",
        "完成",
        "已治理",
        "已收运",
        "已覆盖",
        "达标",
        "已曝光",
        "已推行",
        "Y",
        "y",
    }
)
NO = frozenset({"否", "无", "没有", "×", "✗", "✘", "☒", "x", "X", "未完成", "未治理", "未收运", "未覆盖", "不达标", "未达标",
                "未曝光", "未推行", "N", "n"})  # fmt: skip


@lru_cache(maxsize=4_096)
def read_truth(text: str) -> bool | None:
    """True for 是, False for 否; None when the text says neither."""
    key = squeezed(text).rstrip("。.")
    if key in YES:
        return True
    return False if key in NO else None


def truth_column(cells: Sequence[object]) -> Column:
    """A 是/否 column as 1 and 0; a written 1 or 0 counts too, anything else is odd."""
    values: list[int | None] = [None] * len(cells)
    odd: dict[int, Number] = {}
    for place, cell in enumerate(cells):
        if cell is None:
            continue
        truth = cell if isinstance(cell, bool) else read_truth(cell) if isinstance(cell, str) else None
        if truth is None:
            number = read_number(format(cell, "g") if isinstance(cell, float) else str(cell))
            truth = bool(number.value) if number.value in (0, 1) else None
            if truth is None and number.kind is not Kind.MISSING:
                odd[place] = number if number.value is None else Number(Kind.UNREADABLE)
        values[place] = None if truth is None else int(truth)
    return Column(values, odd)
