"""The 40 layouts: what an office may do to one and the same report, two choices of which always meet somewhere."""

from dataclasses import dataclass
from functools import cache

from tests.layouts.covering import Row, covering

FACTORS: dict[str, tuple[object, ...]] = {
    "head": (1, 2, 3),
    "above": (0, 1, 2, 3),
    "merged": (True, False),
    "total": ("none", "top", "bottom"),
    "place": ("two columns", "one column"),
    "blocks": (1, 2, 3),
    "money": ("元", "万元", "by column"),
    "percent": ("86%", "0.86", "86", "86.0％", "约86%"),
    "file": ("xlsx", "xlsm", "xls", "et", "ods", "csv"),
    "sheets": ("town", "period"),
}
LAYOUTS = 40
# Layouts of which one header is a word nobody has told the recogniser, and which of the columns it is.
UNSEEN = {
    2: ("village", "辖内片点"),
    5: ("base", "在册门户"),
    9: ("count", "新式茅厕"),
    13: ("money", "集体进账"),
    17: ("village", "点位全称"),
    21: ("base", "核定门头"),
    25: ("count", "合规旱厕"),
    29: ("money", "账面进项"),
    33: ("rate", "铺开程度"),
    37: ("count", "入室净厕"),
}


@dataclass(frozen=True, slots=True)
class Layout:
    """One way to write the report; `number` also chooses words. unseen: the column with an unknown header, and its word."""

    number: int
    head: int
    above: int
    merged: bool
    total: str
    place: str
    blocks: int
    money: str
    percent: str
    file: str
    sheets: str
    unseen: tuple[str, str] | None

    @property
    def is_beside(self) -> bool:
        """Two blocks stand side by side in every other layout, else below each other."""
        return self.blocks == 2 and self.number % 2 == 0


def may_be(row: Row) -> bool:
    """A unit of the whole table needs a title; a csv knows no merges."""
    if row.get("above") == 0 and row.get("money") in ("元", "万元"):
        return False
    return not (row.get("file") == "csv" and row.get("merged"))


@cache
def layouts() -> tuple[Layout, ...]:
    rows = covering(FACTORS, may_be, at_least=LAYOUTS)
    return tuple(
        Layout(number=number, unseen=UNSEEN.get(number), **row)  # type: ignore[arg-type]
        for number, row in enumerate(rows)
    )
