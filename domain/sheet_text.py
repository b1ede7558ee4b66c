"""Texts that a spreadsheet would run as a formula instead of showing them, and how every file of ours keeps them texts.

Names, reasons and file names come from workbooks of others; what is exported is opened in Excel or WPS by somebody else.
"""

import re
from typing import Any

_UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")

# What begins a formula when typed; full-width signs too, which WPS and an IME turn into the others.
RUNS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def writable(text: str) -> str:
    """The text without signs that no Office file may hold."""
    return _UNWRITABLE.sub("", text)


def runs(text: str) -> bool:
    """Whether a spreadsheet could run this text."""
    return text.startswith(RUNS)


def keep_text(cell: Any) -> None:
    """A cell of a workbook (openpyxl) that holds a text: it stays one, also when somebody types it again.

    The text itself is unchanged, so that a file of ours read back says what was said.
    """
    if isinstance(cell.value, str):
        cell.data_type = "s"
        cell.quotePrefix = runs(cell.value)


def csv_text(worth: object) -> object:
    """A value for a CSV file, which knows no texts: with the apostrophe that a spreadsheet takes for 'a text follows'."""
    return f"'{worth}" if isinstance(worth, str) and runs(worth) else worth
