"""The stored workbooks, each read once."""

from pathlib import Path

import pytest
import python_calamine

HOME = Path(__file__).parents[2] / "sample_data"
WORKBOOKS = HOME / "workbooks"

Cells = dict[str, list[list[object]]]


def cells_of(path: Path) -> Cells:
    """Sheet name → rows of cells; a .csv is one sheet of GB18030 text."""
    if path.suffix == ".csv":
        lines = path.read_bytes().decode("gb18030").split("\r\n")
        return {"": [line.split(",") for line in lines]}
    book = python_calamine.CalamineWorkbook.from_path(str(path))
    return {name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names}


def files_of(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


@pytest.fixture(scope="session")
def stored() -> dict[str, Cells]:
    return {name: cells_of(WORKBOOKS / name) for name in files_of(WORKBOOKS)}
