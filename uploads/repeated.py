"""Two sheets of one file that say the same thing twice: the later one is not taken, because nobody can say which holds."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from domain.records import Alias, HeaderWord, Record, Round, key_fields
from uploads.findings import Findings
from uploads.sheet_reading import PartReading
from uploads.statements import Statements

Key = tuple[type[Record], tuple[object, ...]]
_REMEMBERED = (Alias, HeaderWord, Round)  # told once, said by every sheet that uses them


def without_repeats(parts: Sequence[PartReading], findings: Findings) -> list[PartReading]:
    """The parts with sheets that repeat keys of an earlier sheet emptied, each with an issue."""
    if len(parts) == 1:
        return list(parts)
    seen: set[Key] = set()
    kept: list[PartReading] = []
    for part in parts:
        own = {key for block in part.blocks for statements in block.statements for key in _keys(statements)}
        repeated = {key for key in own & seen if key[0] not in _REMEMBERED}
        if repeated:
            findings.sheet("sheet_repeats", part.table.sheet.name, found=str(len(repeated)))
            part.table.refused_rows.update(range(len(part.table.rows)))
            kept.append(replace(part, blocks=()))
            continue
        kept.append(_without_remembered(part, seen))
        seen |= own
    return kept


def _without_remembered(part: PartReading, seen: set[Key]) -> PartReading:
    blocks = tuple(
        replace(block, statements=tuple(s for s in block.statements if not _is_known(s, seen)))
        for block in part.blocks
    )
    return replace(part, blocks=blocks)


def _is_known(statements: Statements, seen: set[Key]) -> bool:
    return statements.record in _REMEMBERED and all(key in seen for key in _keys(statements))


def _keys(statements: Statements) -> Iterator[Key]:
    columns = [statements.columns[name] for name in key_fields(statements.record)]
    return ((statements.record, key) for key in zip(*columns, strict=True))
