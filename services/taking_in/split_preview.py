"""Many files at once: what they change town by town, and one of them taken alone."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pandas as pd

from data_access.comparison import Compared
from data_access.database import Store
from domain.difference import Outcome
from domain.issues import BLOCK, EXPLAIN
from domain.setting import Setting
from services.known.read_setting import read_setting
from services.taking_in.count_cells import CellGrid, parts_of
from services.taking_in.find_clashes import find_clashes
from services.taking_in.preview import FilePreview, Preview
from uploads.statements import Reading, SheetBlock

BY_TOWN = ("town", "files", "new", "changed", "same", "conflict", "refused", "left_out")
ELSEWHERE = "全县及没有对上地区的行"
_COUNTED = {
    Outcome.NEW: "new",
    Outcome.CHANGED: "changed",
    Outcome.SAME: "same",
    Outcome.KEPT: "same",
    Outcome.CONFLICT: "conflict",
}


def only(seen: Preview, *sha256s: str) -> Preview:
    """The preview of some of its files, as if they had been dropped by themselves."""
    parts = parts_kept(seen, *sha256s)
    files = []
    for file in seen.files:
        if file.sha256 in sha256s:
            shown = file.differences.copy()
            if len(shown):
                shown["part"] = shown["part"].map(parts)
            files.append(replace(file, differences=shown))
    return replace(seen, files=tuple(files), compared=tuple(seen.compared[part] for part in parts))


def parts_kept(seen: Preview, *sha256s: str) -> dict[int, int]:
    """Part of the whole preview → part of the one with these files only: what a decided conflict is counted by."""
    found: dict[int, int] = {}
    first = 0
    for file in seen.files:
        last = first + _parts(file)
        if file.sha256 in sha256s:
            found.update(zip(range(first, last), range(len(found), len(found) + last - first), strict=True))
        first = last
    return found


def readable(seen: Preview) -> tuple[str, ...]:
    """The fingerprints of the files that were read: neither refused nor known already."""
    return tuple(file.sha256 for file in seen.files if file.reading is not None)


def ready(seen: Preview) -> tuple[str, ...]:
    """Those of them in which nothing is to be corrected, answered or explained, and that no other file contradicts.

    Taken in first they may settle the others: payments know the projects of the ledger that lay beside them.
    """
    told_twice = {name for clash in find_clashes(seen) for name in (clash.first, clash.second)}
    return tuple(
        file.sha256
        for file in seen.files
        if file.reading is not None
        and file.sha256 not in told_twice
        and not any(one.level in (BLOCK, EXPLAIN) for one in file.issues)
        and not only(seen, file.sha256).open_questions()
    )


def by_town(store: Store, seen: Preview) -> pd.DataFrame:
    """BY_TOWN: cells of all files by the town they speak of, in the order of the roster; `files` speak of it.

    The sums over all rows are the counts of the preview without 缺失.
    """
    setting = read_setting(store, seen.seen)
    rows: list[tuple[str, str, str, int]] = []
    first = 0
    for file in seen.files:
        if file.reading is None:
            continue
        own = seen.compared[first : first + _parts(file)]
        first += _parts(file)
        rows += [(town, file.sha256, name, count) for town, name, count in _cells(file.reading, own, setting)]
    found = pd.DataFrame(rows, columns=["town", "file", "outcome", "cells"])
    if found.empty:
        return pd.DataFrame(columns=list(BY_TOWN))
    cells = found.pivot_table(index="town", columns="outcome", values="cells", aggfunc="sum", fill_value=0)
    cells = cells.reindex(columns=list(BY_TOWN[2:]), fill_value=0)
    cells.insert(0, "files", found.groupby("town")["file"].nunique())
    order = {place: at for at, place in enumerate(setting.roster.nodes)}
    cells = cells.loc[sorted(cells.index, key=lambda town: order.get(town, len(order)))]
    names = [setting.roster[town].name if town in setting.roster else ELSEWHERE for town in cells.index]
    return cells.reset_index(drop=True).assign(town=names)[list(BY_TOWN)]


def _parts(file: FilePreview) -> int:
    return sum(len(block.statements) for block in file.reading.blocks) if file.reading else 0


def _cells(
    found: Reading, compared: tuple[Compared, ...], setting: Setting
) -> Iterator[tuple[str, str, int]]:
    """(town, outcome, cells); "" for rows of no town."""
    grids = {id(block): CellGrid(block) for block in found.blocks}
    lines: dict[tuple[str, int], str] = {}
    for block, one in parts_of(found, compared):
        grids[id(block)].add(one)
        lines.update(_towns(block, one, setting))
    for grid in grids.values():
        towns = np.array(
            [lines.get((grid.block.sheet, grid.first + at), "") for at in range(grid.height)], dtype=object
        )
        for column in grid.columns.values():
            for outcome, name in _COUNTED.items():
                told, counts = np.unique(towns[column == outcome].astype(str), return_counts=True)
                yield from ((town, name, int(count)) for town, count in zip(told, counts, strict=True))
    for name, left in (("refused", found.refused), ("left_out", found.left_out)):
        for cells in left:
            for line in cells.lines:
                yield lines.get((cells.sheet, line), ""), name, 1


def _towns(block: SheetBlock, one: Compared, setting: Setting) -> dict[tuple[str, int], str]:
    """Sheet and line → town, for the lines of a record that says where it lies."""
    columns = one.said.columns
    places = columns.get("subject") if one.said.record.NAME == "figure" else columns.get("place")
    if places is None:
        return {}
    roster = setting.roster
    return {
        (block.sheet, line): roster.town_of(place) or ""
        for line, place in zip(one.said.lines, places, strict=True)
        if line is not None and isinstance(place, str) and place in roster
    }
