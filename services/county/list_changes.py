"""The record of changes, and one change opened: its files and sheets, and every field it altered."""

from collections.abc import Mapping
from dataclasses import dataclass

from pandas import DataFrame

from data_access.changes import list_changes as changes_within
from data_access.changes import sheets_of, touched_by
from data_access.database import Store, head, reading
from data_access.erasable import erased_by
from domain.refusals import Refusal

KIND_WORDS = {
    "import": "导入",
    "edit": "更正",
    "configuration": "设置",
    "withdrawal": "撤回",
    "erasure": "涂除",
}
MOST_TOUCHED = 500
TOUCHED_COLUMNS = ("record", "key", "field", "old", "new", "sheet", "cell")


def list_changes(store: Store) -> DataFrame:
    """CHANGE_COLUMNS of data_access/changes.py plus kind_word, newest first."""
    with reading(store) as connection:
        found = changes_within(connection, head(connection))
    return found.assign(kind_word=found["kind"].map(KIND_WORDS))


@dataclass(frozen=True, eq=False)
class OpenedChange:
    """One change.

    change   its row of `list_changes`, as a frame of one
    sheets   SHEET_COLUMNS
    touched  TOUCHED_COLUMNS in wire form, at most MOST_TOUCHED; key is a tuple, old is None where nothing stood
    erased   (record, field) → texts taken out; ("file", "body") counts files
    """

    change: DataFrame
    sheets: DataFrame
    touched: DataFrame
    erased: Mapping[tuple[str, str], int]


def open_change(store: Store, n: int) -> OpenedChange:
    """One change opened. Refused: a number that is no change."""
    listed = list_changes(store)
    own = listed[(listed["n"] == n).to_numpy()].reset_index(drop=True)
    if own.empty:
        raise Refusal(
            f"没有第 {n} 号变更，现在最新的是第 {len(listed)} 号。请从变更记录里点开。", code="unknown_change"
        )
    with reading(store) as connection:
        sheets = sheets_of(connection, n)
        touched = touched_by(connection, n, most=MOST_TOUCHED)
        erased = erased_by(connection, n)
    rows = [tuple(getattr(one, name) for name in TOUCHED_COLUMNS) for one in touched]
    return OpenedChange(own, sheets, DataFrame(rows, columns=list(TOUCHED_COLUMNS), dtype=object), erased)
