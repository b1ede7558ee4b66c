"""问题清单: the sheet that our marked workbook carries beside the clerk's own, written by marking.py and known when it comes back."""

from uploads.sheets import Sheet

LIST_SHEET = "问题清单"
HEADS = ("轻重", "工作表", "单元格", "问题与办法", "文件里写的", "应该是")
_FIRST_ROWS = 2  # one sentence may stand over the head


def is_issue_list(sheet: Sheet) -> bool:
    """Whether a sheet is the list we wrote: it is nothing of the clerk's, and nobody is told that it was not read."""
    return sheet.name.startswith(LIST_SHEET) and any(
        tuple(sheet.text(row, column) for column in range(min(sheet.width, len(HEADS)))) == HEADS
        for row in range(min(sheet.height, _FIRST_ROWS))
    )
