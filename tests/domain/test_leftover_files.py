"""Files that programs leave beside workbooks are told from what people put there, by their names."""

import pytest

from domain.leftover_files import is_leftover


@pytest.mark.parametrize(
    "name",
    [
        "~$旬报.xlsx",
        "~$梁镇旬报.xlsx",
        ".~lock.旬报.xlsx#",
        "._旬报.xlsx",
        "Thumbs.db",
        "desktop.ini",
        "Desktop.ini",
        ".DS_Store",
    ],
)
def test_what_excel_windows_and_macos_leave_is_told(name):
    assert is_leftover(name)


@pytest.mark.parametrize(
    "name", ["旬报.xlsx", "旬报~$1.xlsx", "desktop.xlsx", "通知.pdf", "旬报", "~旬报.xls"]
)
def test_what_a_person_named_is_read(name):
    assert not is_leftover(name)
