"""What programs leave in a folder of workbooks, beside what people put there."""

# 「~$旬报.xlsx」 beside a book open in Excel or WPS, 「.~lock.旬报.xlsx#」 in LibreOffice, 「._旬报.xlsx」 written by macOS.
_BEGINNINGS = ("~$", ".~", "._")
_NAMES = frozenset({"desktop.ini", "thumbs.db", ".ds_store"})


def is_leftover(name: str) -> bool:
    """Whether a file of this name (without its folder) is no office's: nobody reports by it."""
    return name.startswith(_BEGINNINGS) or name.lower() in _NAMES
