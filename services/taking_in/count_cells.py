"""Cells by outcome: every filled data cell of a file ends in exactly one of six counts; 缺失 stands outside.

One cell may feed several fields (应计户数 is the base of two rates): the greater outcome counts.
"""

from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

from data_access.comparison import Compared
from domain.difference import Outcome
from domain.records import RECORDS, meanings
from domain.setting import Setting
from services.taking_in.preview import DIFFERENCE_COLUMNS, Counts
from uploads.statements import Reading, SheetBlock

# In the order they are shown.
SHOWN = (Outcome.CONFLICT, Outcome.CHANGED, Outcome.KEPT, Outcome.NEW)
MOST_DIFFERENCES = 2_000


def parts_of(found: Reading, compared: Sequence[Compared]) -> Iterator[tuple[SheetBlock, Compared]]:
    """Each Compared with the block it came from."""
    at = 0
    for block in found.blocks:
        for _ in block.statements:
            yield block, compared[at]
            at += 1


def field_code(one: Compared, at: int, name: str) -> str:
    """The name a block's columns know a field by: CODE.field for figures, RECORD.field otherwise."""
    if one.said.record.NAME == "figure":
        return f"{one.said.columns['indicator'][at]}.{name}"
    return f"{one.said.record.NAME}.{name}"


class CellGrid:
    """The greatest outcome of every cell of one block: a column of small integers per letter, a place per line."""

    def __init__(self, block: SheetBlock) -> None:
        lines = [line for part in block.statements for line in part.lines]
        self.first = min(lines, default=0)
        self.height = max(lines, default=-1) - self.first + 1
        self.block = block
        self.columns: dict[str, npt.NDArray[np.int8]] = {}

    def add(self, one: Compared) -> None:
        """Let the outcomes of one record's fields count in the cells they were read from."""
        at = np.asarray(one.said.lines, dtype=np.int64) - self.first
        for name, outcomes in one.outcomes.items():
            results = np.fromiter(outcomes, dtype=np.int8, count=len(at))
            for prefix, rows in prefixes(one):
                letter = self.block.columns.get(f"{prefix}.{name}")
                if letter is not None and letter not in self.block.identifying:
                    column = self.columns.setdefault(letter, np.zeros(self.height, dtype=np.int8))
                    np.maximum.at(column, at[rows], results[rows])

    def tally(self) -> npt.NDArray[np.int64]:
        """How many cells have each outcome, by its number."""
        found = np.zeros(len(Outcome), dtype=np.int64)
        for column in self.columns.values():
            found += np.bincount(column, minlength=len(Outcome))
        return found


def prefixes(one: Compared) -> Iterator[tuple[str, npt.NDArray[np.int64]]]:
    """What a block's columns call the lines' fields by, with the positions of those lines: CODE or the record."""
    if one.said.record.NAME != "figure":
        yield one.said.record.NAME, np.arange(len(one.said.lines))
        return
    which, codes = pd.factorize(np.asarray(one.said.columns["indicator"], dtype=object))
    for number, code in enumerate(codes):
        yield str(code), np.flatnonzero(which == number)


def counts_of(found: Reading, compared: Sequence[Compared], setting: Setting) -> Counts:
    """The seven counts of one file."""
    grids = {id(block): CellGrid(block) for block in found.blocks}
    for block, one in parts_of(found, compared):
        grids[id(block)].add(one)
    tally = sum((grid.tally() for grid in grids.values()), np.zeros(len(Outcome), dtype=np.int64))
    return Counts(
        new=int(tally[Outcome.NEW]),
        changed=int(tally[Outcome.CHANGED]),
        same=int(tally[Outcome.SAME] + tally[Outcome.KEPT]),
        conflict=int(tally[Outcome.CONFLICT]),
        refused=found.refused_count,
        left_out=found.left_out_count,
        missing=sum(
            missing_cells(block, grids[id(block)], found, setting)
            for block in found.blocks
            if is_indicator_form(block, setting)
        )
        + sum(
            left_standing(one)
            for block, one in parts_of(found, compared)
            if not is_indicator_form(block, setting)
        ),
    )


def is_indicator_form(block: SheetBlock, setting: Setting) -> bool:
    """Whether every cell of the sheet is asked for; in a ledger an empty date only says: not yet."""
    form = setting.forms.get(block.form)
    return form is not None and form.layout == "indicators"


def left_standing(one: Compared) -> int:
    """Blank cells of a ledger where something is known: a blank never deletes, so it stays, and is counted."""
    return sum(
        result is Outcome.UNSAID and known is not None and stands
        for name, outcomes in one.outcomes.items()
        for result, known, stands in zip(outcomes, one.known[name], one.stands, strict=True)
    )


def missing_cells(block: SheetBlock, grid: CellGrid, found: Reading, setting: Setting) -> int:
    """Cells inside the coverage that hold nothing: blanks of listed rows, and whole rows not listed."""
    letters = {letter for code, letter in block.columns.items() if code in block.coverage.fields}
    letters -= block.identifying
    lines = {line for part in block.statements for line in part.lines}
    said = sum(int(np.count_nonzero(grid.columns[letter])) for letter in letters if letter in grid.columns)
    not_taken = sum(
        len(lines.intersection(cells.lines))
        for cells in (*found.refused, *found.left_out)
        if cells.sheet == block.sheet and cells.column in letters
    )
    blank = len(lines) * len(letters) - said - not_taken
    return blank + len(absent_subjects(block, setting)) * len(letters)


def absent_subjects(block: SheetBlock, setting: Setting) -> list[str]:
    """Villages valid on the period's day that a sheet for a whole town or county does not list."""
    within, day = block.coverage.within, block.as_of
    if within is None or day is None or within not in setting.roster:
        return []
    listed = set(block.coverage.subjects)
    inside = setting.roster.ancestry(day)
    own = inside[(inside["level"] == "village") & ((inside["town"] == within) | (inside["county"] == within))]
    return [place for place in own["place"] if place not in listed]


def differences_of(
    found: Reading | None, compared: Sequence[Compared], setting: Setting, *, first: int
) -> pd.DataFrame:
    """DIFFERENCE_COLUMNS of cells that are new, changed, kept or in conflict, biggest change first.

    At most MOST_DIFFERENCES rows, conflicts first, then changes, then what is kept, then what is new: a first upload
    has a hundred thousand new cells, and nobody reads them one by one.
    first  position of this file's first part among all parts of the preview
    """
    rows: list[tuple[object, ...]] = []
    parts = list(parts_of(found, compared)) if found is not None else []
    for wanted in SHOWN:
        for part, (block, one) in enumerate(parts):
            if len(rows) < MOST_DIFFERENCES:
                rows.extend(
                    _differences(block, one, setting, first + part, wanted, MOST_DIFFERENCES - len(rows))
                )
    frame = pd.DataFrame(rows, columns=list(DIFFERENCE_COLUMNS))
    if frame.empty:
        return frame
    size = pd.to_numeric(frame["change"]).abs().fillna(0) / [
        _unit_of(str(code), setting) for code in frame["field"]
    ]
    rank = frame["outcome"].map({wanted.name.lower(): at for at, wanted in enumerate(SHOWN)})
    order = pd.DataFrame({"rank": rank, "size": -size}).sort_values(["rank", "size"], kind="stable").index
    return frame.loc[order].reset_index(drop=True)


def _differences(
    block: SheetBlock, one: Compared, setting: Setting, part: int, wanted: Outcome, most: int
) -> Iterator[tuple[object, ...]]:
    """The cells of one record with one outcome, at most so many."""
    record = one.said.record
    titles = {name: meaning.title for name, meaning in meanings(record).items()}
    for name, outcomes in one.outcomes.items():
        places = np.flatnonzero(np.fromiter(outcomes, dtype=np.int8, count=len(outcomes)) == wanted)
        for at in places[:most].tolist():
            code = field_code(one, at, name)
            letter = block.columns.get(code)
            if letter is None:
                continue
            old, new = one.known[name][at] if one.stands[at] else None, one.said.columns[name][at]
            change = new - old if _is_number(old) and _is_number(new) else None
            title = part_title(code, setting) if record.NAME == "figure" else titles[name]
            yield (
                record.NAME, subject_words(one, at, setting), code, title, old, new, change, wanted.name.lower(),
                block.sheet, f"{letter}{one.said.lines[at]}", part, at,
            )  # fmt: skip
        most -= len(places[:most])


def _unit_of(code: str, setting: Setting) -> int:
    """What a stored integer is divided by before it is compared with others: points, 万元, households."""
    owner, _, name = code.partition(".")
    versions = setting.catalogue.versions.get(owner)
    if name == "typed_rate":
        return 10_000
    if versions:
        return int(10 ** versions[-1].scale) * (10_000 if versions[-1].unit == "元" else 1)
    meaning = meanings(RECORDS[owner]).get(name) if owner in RECORDS else None
    return {"fen": 1_000_000, "ppm": 10_000}.get(meaning.unit if meaning else "", 1)


def _is_number(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def part_title(code: str, setting: Setting) -> str:
    """The office's name of a figure's part: 卫生厕所户数."""
    indicator, field = code.split(".", 1)
    versions = setting.catalogue.versions.get(indicator)
    if not versions:
        return field
    version = versions[-1]
    words = {
        "numerator": version.numerator_name,
        "denominator": version.denominator_name,
        "typed_rate": f"{version.name}（手填）",
        "status": "状态",
        "cutoff": "截数日",
        "qualifier": "约数",
        "explanation": "说明",
    }
    return words[field]


def subject_words(one: Compared, at: int, setting: Setting) -> str:
    """Who a line speaks of: 「青石镇 上坪村」, a unit's name, a project's key."""
    key = one.keys[at]
    if one.said.record.NAME == "figure":
        return place_words(str(key[2]), setting)
    first = str(key[1] if one.said.record.NAME == "event" else key[0])
    return place_words(first, setting)


def place_words(key: str, setting: Setting) -> str:
    roster = setting.roster
    if key in roster:
        town = roster.town_of(key)
        inside = f"{roster[town].name} " if town and town != key else ""
        return f"{inside}{roster[key].name}"
    return setting.units[key].name if key in setting.units else key


def record_title(name: str) -> str:
    """The Chinese noun of a record."""
    return RECORDS[name].TITLE
