"""Cells by outcome: every filled data cell of a file ends in exactly one of six counts; 缺失 stands outside.

One cell may feed several fields (应计户数 is the base of two rates): the greater outcome counts.
"""

from collections.abc import Iterator, Sequence

import pandas as pd

from data_access.comparison import Compared
from domain.difference import Outcome
from domain.records import RECORDS, UNSAID, meanings
from domain.setting import Setting
from services.preview import DIFFERENCE_COLUMNS, Counts
from uploads.statements import Reading, SheetBlock

SHOWN = (Outcome.NEW, Outcome.CHANGED, Outcome.KEPT, Outcome.CONFLICT)
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


def cell_outcomes(found: Reading, compared: Sequence[Compared]) -> dict[tuple[str, str, int], Outcome]:
    """(sheet, column letter, line) → the greatest outcome of the fields the cell feeds."""
    cells: dict[tuple[str, str, int], Outcome] = {}
    for block, one in parts_of(found, compared):
        for name, outcomes in one.outcomes.items():
            for at, (result, line) in enumerate(zip(outcomes, one.said.lines, strict=True)):
                letter = block.columns.get(field_code(one, at, name)) if line is not None else None
                if letter is None or result is Outcome.UNSAID or letter in block.identifying:
                    continue
                cell = (block.sheet, letter, int(line or 0))
                cells[cell] = max(result, cells.get(cell, Outcome.UNSAID))
    return cells


def counts_of(found: Reading, compared: Sequence[Compared], setting: Setting) -> Counts:
    """The seven counts of one file."""
    tally = dict.fromkeys(Outcome, 0)
    for result in cell_outcomes(found, compared).values():
        tally[result] += 1
    return Counts(
        new=tally[Outcome.NEW],
        changed=tally[Outcome.CHANGED],
        same=tally[Outcome.SAME] + tally[Outcome.KEPT],
        conflict=tally[Outcome.CONFLICT],
        refused=found.refused_count,
        left_out=found.left_out_count,
        missing=sum(missing_cells(block, setting) for block in found.blocks),
    )


def missing_cells(block: SheetBlock, setting: Setting) -> int:
    """Cells inside the coverage that hold nothing: blanks of listed rows, and whole rows not listed."""
    fields = {letter for code, letter in block.columns.items() if code in block.coverage.fields}
    fields -= block.identifying
    lines = {line for part in block.statements for line in part.lines}
    filled = {
        (letter, line)
        for part in block.statements
        for name, column in part.columns.items()
        for at, (value, line) in enumerate(zip(column, part.lines, strict=True))
        if value is not UNSAID and value is not None
        for letter in [block.columns.get(_code(part.columns, part.record.NAME, at, name), "")]
        if letter in fields
    }
    return len(lines) * len(fields) - len(filled) + len(absent_subjects(block, setting)) * len(fields)


def _code(columns: object, record: str, at: int, name: str) -> str:
    if record == "figure":
        return f"{columns['indicator'][at]}.{name}"  # type: ignore[index]
    return f"{record}.{name}"


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
    """DIFFERENCE_COLUMNS of every cell that is new, changed, kept or in conflict, biggest change first.

    first  position of this file's first part among all parts of the preview
    """
    rows: list[tuple[object, ...]] = []
    if found is not None:
        for part, (block, one) in enumerate(parts_of(found, compared)):
            rows.extend(_differences(block, one, setting, first + part))
    frame = pd.DataFrame(rows, columns=list(DIFFERENCE_COLUMNS))
    if frame.empty:
        return frame
    size = pd.to_numeric(frame["change"]).abs().fillna(0)
    rank = frame["outcome"].map({"conflict": 0, "changed": 1, "kept": 2, "new": 3})
    order = pd.DataFrame({"rank": rank, "size": -size}).sort_values(["rank", "size"], kind="stable").index
    return frame.loc[order].reset_index(drop=True).head(MOST_DIFFERENCES)


def _differences(
    block: SheetBlock, one: Compared, setting: Setting, part: int
) -> Iterator[tuple[object, ...]]:
    record = one.said.record
    titles = {name: meaning.title for name, meaning in meanings(record).items()}
    for name, outcomes in one.outcomes.items():
        for at, (result, line) in enumerate(zip(outcomes, one.said.lines, strict=True)):
            if result not in SHOWN:
                continue
            code = field_code(one, at, name)
            letter = block.columns.get(code)
            if letter is None:
                continue
            old, new = one.known[name][at] if one.stands[at] else None, one.said.columns[name][at]
            change = new - old if _is_number(old) and _is_number(new) else None  # type: ignore[operator]
            title = part_title(code, setting) if record.NAME == "figure" else titles[name]
            who = subject_words(one, at, setting)
            yield (
                record.NAME, who, code, title, old, new, change, result.name.lower(), block.sheet,
                f"{letter}{line}", part, at,
            )  # fmt: skip


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
