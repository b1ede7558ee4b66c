"""Everything one file is read with: the workbook, what is known, what was said, and what is found on the way."""

from collections.abc import Mapping
from dataclasses import dataclass

from uploads.findings import Findings
from uploads.knowledge import Hints, Knowledge
from uploads.new_keys import NewKeys
from uploads.our_ledger import OurLedger
from uploads.personal_data import PersonalData
from uploads.sheets import Sheet, Workbook
from uploads.titles import Source
from uploads.vocabulary import Vocabulary


@dataclass(frozen=True)
class Desk:
    """heads: key of a table → its first and last header row; the workbook holds each table as a sheet.

    ours  what our own ledger was written from, when the file is one
    """

    workbook: Workbook
    knowledge: Knowledge
    hints: Hints
    findings: Findings
    vocabularies: Mapping[str, Vocabulary]
    heads: Mapping[str, tuple[int, int]]
    personal: PersonalData
    keys: NewKeys
    ours: OurLedger | None = None


def sources_above(sheet: Sheet, top: int) -> tuple[Source, ...]:
    """Every text above the header, row by row."""
    cells = ((row, column) for row in range(top) for column in range(sheet.width))
    return tuple(
        _source(sheet, row, column) for row, column in cells if isinstance(sheet.value(row, column), str)
    )


def sources_below(sheet: Sheet, end: int) -> tuple[Source, ...]:
    """Every text from the end of the table on: notes, signatures, 填报时间."""
    rows = range(end, min(sheet.height, end + 20))
    cells = ((row, column) for row in rows for column in range(sheet.width))
    return tuple(
        _source(sheet, row, column) for row, column in cells if isinstance(sheet.value(row, column), str)
    )


def names_of(workbook: Workbook, sheet: Sheet) -> tuple[Source, ...]:
    """The sheet's own name and the file's, the latter without its ending."""
    stem = workbook.name.rsplit(".", 1)[0]
    return (Source("工作表名", sheet.name), Source("文件名", stem))


def _source(sheet: Sheet, row: int, column: int) -> Source:
    return Source("标题", sheet.text(row, column))
