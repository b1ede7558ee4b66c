"""先入正确的行: rows without a blocking issue go in; the others stay listed as 待核 and count as missing.

Of a report a row held back leaves 待核 for every figure that nobody knows yet; what is known of it stays as it is.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from sqlalchemy import Connection

from data_access.lookup import rows_standing
from data_access.statements import Said
from domain.issues import BLOCK
from domain.records import UNSAID, Figure, key_fields
from services.taking_in.preview import FilePreview, Preview
from uploads.statements import Reading, SheetBlock

WAITING = "under_review"
_SILENT = ("numerator", "denominator", "typed_rate", "qualifier")


def held_back(found: Reading) -> dict[str, set[int]]:
    """Sheet → lines with a cell that is not taken."""
    lines: dict[str, set[int]] = {}
    for cells in found.refused:
        lines.setdefault(cells.sheet, set()).update(cells.lines)
    for one in found.issues:
        line = one.cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ").partition(":")[0]
        if one.level == BLOCK and line.isdigit():
            lines.setdefault(one.sheet, set()).add(int(line))
    return lines


def rows_held_back(seen: Preview) -> tuple[int, int]:
    """(data rows held back, all data rows) of the files."""
    back = whole = 0
    for file in seen.files:
        if file.reading is None:
            continue
        held = held_back(file.reading)
        stated: dict[str, set[int]] = {}
        for block in file.reading.blocks:
            for part in block.statements:
                stated.setdefault(block.sheet, set()).update(part.lines)
        for cells in file.reading.refused:
            stated.setdefault(cells.sheet, set()).update(cells.lines)
        whole += sum(len(lines) for lines in stated.values())
        back += sum(len(lines & held.get(sheet, set())) for sheet, lines in stated.items())
    return back, whole


def words_held_back(file: FilePreview) -> str:
    """「Sheet1 第 7、9 行」, for the record of the change; "" where every row goes in."""
    if file.reading is None:
        return ""
    stated = {(cells.sheet, line) for cells in file.reading.refused for line in cells.lines}
    sheets: dict[str, list[int]] = {}
    for sheet, line in sorted(stated):
        sheets.setdefault(sheet, []).append(line)
    return "；".join(f"{sheet} 第 {'、'.join(map(str, lines))} 行" for sheet, lines in sheets.items())


def without_held_back(said: Said, held: set[int]) -> Said:
    """The statements without the rows held back."""
    kept = [at for at, line in enumerate(said.lines) if line not in held]
    if len(kept) == len(said.lines):
        return said
    columns = {name: [values[at] for at in kept] for name, values in said.columns.items()}
    return replace(said, columns=columns, lines=[said.lines[at] for at in kept])


def waiting_figures(
    connection: Connection, block: SheetBlock, said: Said, held: set[int], source: int, *, known_at: int
) -> Said | None:
    """待核 for every figure of the rows held back that nobody knows yet; None where there is none.

    said  the figures of the block with all their rows, from which the place of a row is told
    """
    if said.record is not Figure:
        return None
    names = ("subject_kind", "subject", "period", "cutoff")
    of_line: dict[int, tuple[object, ...]] = {}
    for at, line in enumerate(said.lines):
        if line in held and line is not None:
            of_line.setdefault(line, tuple(said.columns[name][at] for name in names))
    codes = list(dict.fromkeys(code.split(".", 1)[0] for code in block.columns if code.endswith(_SILENT[:2])))
    wanted = [(code, line, of_line[line]) for line in sorted(of_line) for code in codes]
    keys = [_key(code, about) for code, _, about in wanted]
    ids = rows_standing(connection, Figure, keys, known_at).ids
    new = [one for one, known in zip(wanted, ids, strict=True) if known is None]
    if not new:
        return None
    columns: dict[str, Sequence[object]] = {"indicator": [code for code, _, _ in new]}
    columns |= {name: [about[at] for _, _, about in new] for at, name in enumerate(names)}
    columns |= {"status": [WAITING] * len(new), **{name: [UNSAID] * len(new) for name in _SILENT}}
    return Said(Figure, source, columns, [line for _, line, _ in new])


def _key(code: str, about: tuple[object, ...]) -> tuple[str, ...]:
    named: Mapping[str, object] = {
        "indicator": code, "subject_kind": about[0], "subject": about[1], "period": about[2],
    }  # fmt: skip
    return tuple(str(named[name]) for name in key_fields(Figure))
