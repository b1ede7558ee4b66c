"""A table of a page as a workbook or a Word document: what the screen shows, with day, version, exporter and 内部资料."""

from collections.abc import Sequence
from datetime import datetime

from bulletins.cells import SheetColumn, Worth, columns_of
from bulletins.sheet import Sheet, workbook
from domain.permissions import Actor, Moment

INTERNAL = "内部资料 注意保管"
SAMPLE = "示例·虚构，不得用于通报"


def write_sheet(
    title: str,
    heads: Sequence[str],
    rows: Sequence[Sequence[Worth]],
    *,
    actor: Actor,
    moment: Moment,
    at: datetime,
    sample: bool,
    asked: str = "",
    foot: Sequence[str] = (),
) -> bytes:
    """The workbook's bytes.

    heads, rows  as shown: texts with units, numbers, days; None and NaN become 未报
    asked        what was asked for, where not everything is shown: 「条件：上级反馈；青石镇」
    foot         the page's own below the table: 口径, sources, 「注：…」
    at           civil time of the export
    sample       the fictional county, which a file must say of itself
    """
    columns: list[SheetColumn] = []
    for place, head in enumerate(heads):
        columns += columns_of(head, [row[place] for row in rows])
    notes = _notes(actor, moment, at, sample)
    return workbook(Sheet(title, (*notes, *((asked,) if asked else ())), tuple(columns), foot=tuple(foot)))


def write_document(
    title: str,
    sentences: Sequence[str],
    heads: Sequence[str],
    rows: Sequence[Sequence[str]],
    *,
    actor: Actor,
    moment: Moment,
    at: datetime,
    sample: bool,
    foot: Sequence[str] = (),
) -> bytes:
    """The bytes of a Word document: sentences over the table, both as shown; at, sample and foot as in `write_sheet`."""
    # Word is asked for now and then: what writes it is 7 MB that the server does without until somebody asks.
    from bulletins.document import Document, Table, document

    table = Table(tuple(heads), tuple(tuple(row) for row in rows))
    notes = (*foot, *_notes(actor, moment, at, sample))
    return document(Document(title, tuple(sentences), table, notes))


def _notes(actor: Actor, moment: Moment, at: datetime, sample: bool) -> tuple[str, str]:
    return (
        f"数据截至 {day_in_words(moment)}，版本第 {moment.known_at} 号变更",
        f"{actor.name} 导出于 {at:%Y-%m-%d %H:%M}，{INTERNAL}{f'，{SAMPLE}' if sample else ''}",
    )


def day_in_words(moment: Moment) -> str:
    day = moment.as_of
    return f"{day.year}年{day.month}月{day.day}日"


def file_name(title: str, moment: Moment, kind: str = "xlsx") -> str:
    """「资金支出_各乡镇_2026-11-19.xlsx」."""
    plain = "".join("_" if sign in '\\/:*?"<>| ' else sign for sign in title)
    return f"{plain}_{moment.as_of.isoformat()}.{kind}"
