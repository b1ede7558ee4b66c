"""How the child process hands sheets back: one line of JSON about them, then flat arrays per sheet.

No pickle: whatever went wrong inside a parser, the parent only ever reads numbers and text. Standard library only.
"""

import json
import struct
from array import array
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from itertools import groupby
from typing import BinaryIO, TypedDict

from uploads.sheets import Cell

EMPTY, TEXT, NUMBER, TRUTH, DAY = range(5)
_SEPARATOR = "\x00"
_LENGTH = struct.Struct("<Q")


class SheetFacts(TypedDict):
    """What the JSON line says of one sheet; rows and columns from 0."""

    name: str
    hidden: bool
    height: int
    width: int
    merges: list[tuple[int, int, int, int]]
    hidden_rows: list[int]
    hidden_columns: list[int]
    uncached: list[tuple[int, int]]
    comments: list[tuple[int, int, str]]
    asides: list[tuple[str, str]]
    blocks: list[int]


def write_sheets(
    stream: BinaryIO, facts: Sequence[SheetFacts], columns: Sequence[Sequence[Sequence[object]]]
) -> None:
    """Everything the child has to say, in one go. `blocks` of each sheet are filled in here."""
    bodies: list[bytes] = []
    for sheet, cells in zip(facts, columns, strict=True):
        packed = _pack(cells)
        sheet["blocks"] = [len(block) for block in packed]
        bodies.extend(packed)
    line = json.dumps(facts, ensure_ascii=False).encode()
    stream.write(_LENGTH.pack(len(line)))
    stream.write(line)
    for body in bodies:
        stream.write(body)
    stream.flush()


def read_sheets(content: bytes) -> Iterator[tuple[SheetFacts, tuple[list[Cell], ...]]]:
    """What `write_sheets` wrote: the facts and the columns of each sheet."""
    (length,) = _LENGTH.unpack_from(content)
    place = _LENGTH.size + length
    for facts in json.loads(content[_LENGTH.size : place]):
        blocks = []
        for size in facts["blocks"]:
            blocks.append(content[place : place + size])
            place += size
        yield facts, _unpack(blocks, facts["width"])


def _pack(columns: Sequence[Sequence[object]]) -> list[bytes]:
    """Runs of kinds, numbers, positions in the text table, days, and the text table itself."""
    runs, numbers, places, days = array("I"), array("d"), array("I"), array("q")
    table: dict[str, int] = {}
    for column in columns:
        start = 0
        for kind, same in groupby(map(type, column)):
            end = start + sum(1 for _ in same)
            run = column[start:end]
            start = end
            code = _KINDS[kind]
            runs.extend((code, len(run)))
            if code == TEXT:
                words = list(map(str, run))
                for word in dict.fromkeys(words):
                    table.setdefault(word, len(table))
                places.extend(map(table.__getitem__, words))
            elif code == DAY:
                days.extend([_day_number(day) for day in run])  # type: ignore[arg-type]
            elif code != EMPTY:
                numbers.extend(run)  # type: ignore[arg-type]
    texts = _SEPARATOR.join([text.replace(_SEPARATOR, "") for text in table])
    return [
        *(block.tobytes() for block in (runs, numbers, places, days)),
        texts.encode("utf-8", "surrogatepass"),
    ]


def _unpack(blocks: Sequence[bytes], width: int) -> tuple[list[Cell], ...]:
    runs, numbers, places, days = array("I"), array("d"), array("I"), array("q")
    runs.frombytes(blocks[0])
    numbers.frombytes(blocks[1])
    places.frombytes(blocks[2])
    days.frombytes(blocks[3])
    table = [text or None for text in blocks[4].decode("utf-8", "replace").split(_SEPARATOR)]
    at = {NUMBER: 0, TEXT: 0, DAY: 0}
    columns: list[list[Cell]] = []
    height = sum(runs[1::2]) // width if width else 0
    column: list[Cell] = []
    for kind, count in zip(runs[::2], runs[1::2], strict=True):
        if kind == EMPTY:
            column.extend([None] * count)
        elif kind == TEXT:
            column.extend([table[place] for place in places[at[TEXT] : at[TEXT] + count]])
            at[TEXT] += count
        elif kind == DAY:
            column.extend(map(_day, days[at[DAY] : at[DAY] + count]))
            at[DAY] += count
        else:
            run = numbers[at[NUMBER] : at[NUMBER] + count].tolist()
            column.extend(map(bool, run) if kind == TRUTH else run)
            at[NUMBER] += count
        if len(column) == height:
            columns.append(column)
            column = []
    return tuple(columns)


# Everything a reader may find; a time of day (with no day) is kept as its text.
_KINDS = {
    str: TEXT, time: TEXT, timedelta: TEXT, float: NUMBER, int: NUMBER, bool: TRUTH, date: DAY, datetime: DAY,
    type(None): EMPTY,
}  # fmt: skip


def _day_number(day: date) -> int:
    seconds = day.hour * 3600 + day.minute * 60 + day.second if isinstance(day, datetime) else 0
    return day.toordinal() * 86_400 + seconds


def _day(number: int) -> date:
    ordinal, seconds = divmod(number, 86_400)
    if seconds == 0:
        return date.fromordinal(ordinal)
    return datetime.fromordinal(ordinal) + timedelta(seconds=seconds)
