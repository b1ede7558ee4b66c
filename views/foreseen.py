"""What withdrawing a change would move, old → new, as the page 变更记录 writes it before anybody confirms."""

from datetime import date

import pandas as pd

from services.county.foresee_withdrawal import Foreseen
from views.frame import section
from views.markup import Html, show, tag
from views.tables import READABLE, Column, changed, count_words, show_table

MOST_LISTED = 8


def show_foreseen(found: Foreseen, day: date) -> None:
    """Numbers of the county and the towns, places of villages, then who would enter or leave a list."""
    if found.moves_nothing:
        show(tag("p", f"按{day.month}月{day.day}日的数据算，全县和各镇的数、村的名次都不变。", css="kb-sub"))
        return
    if len(found.numbers):
        section("会变的数", f"县、镇的数，按{day.month}月{day.day}日算")
        _table(
            found.numbers, [Column("指标", "indicator"), Column("对象", "subject", "strong"), _MOVED], "个数"
        )
    if len(found.places):
        section("会变的名次", "同组名次，变得多的在前")
        columns = [Column("榜", "scheme"), Column("组", "group"), Column("村", "village", "strong"), _MOVED]
        _table(found.places, columns, "个名次")
    if found.lists:
        section("会变的红黑榜")
        rest = len(found.lists) - MOST_LISTED
        told = "；".join(found.lists[:MOST_LISTED]) + (f"；另有 {rest} 处" if rest > 0 else "")
        show(tag("p", told + "。", css="kb-sub"))


def _moved(row: object) -> Html:
    return changed(row.old, row.new)  # type: ignore[attr-defined]


_MOVED = Column("现在 → 撤回后", write=_moved)


def _table(rows: pd.DataFrame, columns: list[Column], unit: str) -> None:
    told = rows.head(READABLE)
    show_table(told, columns, compact=True, download="撤回_会动到什么", whole=rows)
    show(tag("p", count_words(len(rows), unit, hidden=len(rows) - len(told)), css="kb-parts"))
