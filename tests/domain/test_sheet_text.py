"""No file of ours runs what somebody wrote into a name: every export keeps texts texts, and read back they are what they were."""

import io

import openpyxl
import pytest

from bulletins.cells import Cell, SheetColumn
from bulletins.sheet import Sheet, workbook
from domain.issues import issue
from domain.sheet_text import csv_text
from uploads.gaps import GapSheet, gap_workbook
from uploads.marking import list_issues
from views.upload_details import issues_frame

SAID = [
    "=1+1",
    "+86",
    "-1+1",
    "@SUM(A1)",
    "\t=1",
    "＝1+1",
    "＋1",
    "－1",
    "＠x",
    '=HYPERLINK("http://x","点")',
    "=cmd|' /C calc'!A0",
]


def cells_of(content: bytes) -> list:
    book = openpyxl.load_workbook(io.BytesIO(content))
    return [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]


def as_download(said: str) -> bytes:
    return workbook(Sheet(said, (said,), (SheetColumn(said, (Cell(said),)),), kept=("甲", (said,))))


def as_gaps(said: str) -> bytes:
    return gap_workbook([GapSheet("表", said, said, (said,), (said,), (((said,), ((None, 1),)),))])


def as_marked(said: str) -> bytes:
    book = openpyxl.Workbook()
    mark = {"level": "block", "sheet": said, "cell": said, "message": said, "found": said, "expected": said}
    list_issues(book, [mark], first_line="")
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


@pytest.mark.parametrize("said", SAID)
@pytest.mark.parametrize("export", [as_download, as_gaps, as_marked])
def test_a_workbook_holds_the_text_and_no_formula(export, said):
    cells = [cell for cell in cells_of(export(said)) if said.strip() in str(cell.value)]
    assert len(cells) >= 3
    assert {cell.data_type for cell in cells} == {"s"}
    for cell in cells:
        assert cell.quotePrefix == (cell.value[0] in "=+-@\t＝＋－＠"), cell.value
    assert any(cell.value == said for cell in cells), "read back it is what it was"


@pytest.mark.parametrize("said", SAID)
def test_a_csv_begins_no_cell_with_what_a_spreadsheet_runs(said):
    frame = issues_frame((issue("unknown_place", said, cell="A1", found=said, expected=said),))
    for cell in frame.map(csv_text).to_numpy().ravel():
        assert not str(cell).startswith(("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"))
    assert csv_text(said) == f"'{said}"


def test_other_texts_and_numbers_stay_as_they_are():
    assert [csv_text(worth) for worth in ("青石镇", -3, None, 0.5, "")] == ["青石镇", -3, None, 0.5, ""]
