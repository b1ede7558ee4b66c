"""What an unknown column of numbers may be: a part its own table lacks, or an amount where its header names money."""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from domain.indicators import Catalogue
from domain.names import likeness
from domain.parsing.money import FEN
from domain.parsing.text import header_key
from domain.records import Indicator
from uploads.headers import Heading
from uploads.sheets import Cell

_MOSTLY = 0.6
_RATE = re.compile(r"率|占比|比例")
_NUMBER = re.compile(r"[约近]?[\d０-９.,，]+\s*[%％]?(?:户|人|元|万元|个)?")


def missing_parts(
    heading: Heading, cells: Sequence[Cell], present: set[str], level: str, catalogue: Catalogue, day: date
) -> list[tuple[str, str]]:
    """(its name, field) of what the column may be, likeliest first; nothing for a column of words.

    present  fields the table has; level  at which its rows stand
    """
    filled = [cell for cell in cells if cell is not None]
    if not filled or sum(map(_is_number, filled)) < _MOSTLY * len(filled):
        return []
    versions = [v for v in catalogue.valid_on(day) if v.report_level == level]
    if heading.unit in FEN:
        found = {v.numerator_name: 1 for v in versions if v.unit == "元"}
    else:
        found = {}
        for version in versions:
            for name, beside in _gaps(version, present):
                found[name] = max(found.get(name, 0), beside)
    written = header_key(heading.levels[-1])
    kind = "rate:" if _is_rate(heading, filled) else "part:"
    named = {name: field for name in found if (field := _field(name, versions)).startswith(kind)}
    order = list(named)
    ranked = sorted(
        (name for name in order if named[name] not in present),
        key=lambda name: (-found[name], -likeness(written, name), order.index(name)),
    )
    return [(name, named[name]) for name in ranked]


def _gaps(version: Indicator, present: set[str]) -> Iterator[tuple[str, int]]:
    """What is missing of an indicator of which something is there, and how much is."""
    if not version.denominator_name or version.denominator_fixed is not None:
        return
    names = {
        version.numerator_name: f"part:{version.numerator_name}",
        version.denominator_name: f"part:{version.denominator_name}",
        version.name: f"rate:{version.code}",
    }
    there = sum(field in present for field in names.values())
    if there:
        yield from ((name, there) for name, field in names.items() if field not in present)


def _field(name: str, versions: Sequence[Indicator]) -> str:
    parts = {part for v in versions for part in (v.numerator_name, v.denominator_name)}
    code = next((v.code for v in versions if v.name == name), "")
    return f"part:{name}" if name in parts else f"rate:{code}"


def _is_rate(heading: Heading, filled: Sequence[Cell]) -> bool:
    signed = sum(isinstance(cell, str) and cell.rstrip().endswith(("%", "％")) for cell in filled)
    return heading.unit == "%" or signed * 2 > len(filled) or _RATE.search(heading.levels[-1]) is not None


def _is_number(cell: Cell) -> bool:
    if isinstance(cell, str):
        return _NUMBER.fullmatch(cell.strip()) is not None
    return isinstance(cell, float)
