"""What all sheets of a change say of one record type, one entry per key. Knows no database."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from data_access.bulk import Key
from data_access.statements import Said
from data_access.wire import Wire, default_of, has_unsaid, to_wire
from domain.records import UNSAID, Record, Unsaid, key_fields, meanings, value_fields
from domain.refusals import Refusal


@dataclass(frozen=True, slots=True)
class Repeat:
    """A further saying of a key that another sheet of the same change speaks of too."""

    position: int
    said_fields: str | None
    source: int | None
    line: int | None


@dataclass(frozen=True, slots=True)
class Batch:
    """Sayings of one record type, one per key.

    columns      value fields anybody speaks of; UNSAID in rows that do not
    said_fields  per key: the value fields spoken of, joined by commas; None = all
    sources      per key: index into Header.sources
    """

    record: type[Record]
    keys: list[Key]
    columns: dict[str, list[Wire | Unsaid]]
    said_fields: list[str | None]
    sources: list[int | None]
    lines: list[int | None]
    repeats: tuple[Repeat, ...] = ()


def gather(said: Sequence[Said]) -> list[Batch]:
    """One batch per record type, in the order they are first spoken of.

    Refused: one key with two different values. A second saying that agrees or adds fields is kept as a Repeat.
    """
    by_record: dict[type[Record], list[Batch]] = {}
    for one in said:
        by_record.setdefault(one.record, []).append(_batch(one))
    return [_merged(_joined(batches)) for batches in by_record.values()]


def keys_of(said: Said) -> list[Key]:
    """The keys a source speaks of, in wire form. A key field it lacks takes its default (valid_from: always)."""
    record = said.record
    columns = []
    for name in key_fields(record):
        if name in said.columns:
            columns.append(to_wire(record, name, said.columns[name]))
        else:
            columns.append([default_of(record, name)] * len(said.lines))
        if has_unsaid(columns[-1]):
            raise TypeError(f"{record.NAME}.{name} is part of the key and has to be said")
    return list(zip(*columns, strict=True))


def spoken_columns(said: Said) -> dict[str, list[Wire | Unsaid]]:
    """Value fields the source speaks of in at least one row, in wire form."""
    columns = {}
    for name in value_fields(said.record):
        if name in said.columns:
            column = to_wire(said.record, name, said.columns[name])
            if any(value is not UNSAID for value in column):
                columns[name] = column
    return columns


def _batch(said: Said) -> Batch:
    columns = spoken_columns(said)
    count = len(said.lines)
    if any(len(column) != count for column in said.columns.values()):
        raise ValueError(f"{said.record.NAME}: columns of different lengths")
    unknown = set(said.columns) - set(meanings(said.record))
    if unknown:
        raise ValueError(f"{said.record.NAME} has no field {', '.join(sorted(unknown))}")
    batch = Batch(
        record=said.record,
        keys=keys_of(said),
        columns=columns,
        said_fields=_patterns(said.record, columns, count),
        sources=[said.source] * count,
        lines=list(said.lines),
    )
    silent = {at for at, fields in enumerate(batch.said_fields) if fields == ""}
    return _selected(batch, [at for at in range(count) if at not in silent]) if silent else batch


def _patterns(
    record: type[Record], columns: Mapping[str, list[Wire | Unsaid]], count: int
) -> list[str | None]:
    """Per row, which value fields are spoken of."""
    names = tuple(columns)
    if not any(has_unsaid(column) for column in columns.values()):
        return [_pattern(record, names)] * count
    known: dict[tuple[bool, ...], str | None] = {}
    patterns = []
    for row in zip(*([value is not UNSAID for value in column] for column in columns.values()), strict=True):
        if row not in known:
            known[row] = _pattern(record, [name for name, spoken in zip(names, row, strict=True) if spoken])
        patterns.append(known[row])
    return patterns


def _pattern(record: type[Record], names: Sequence[str]) -> str | None:
    return None if len(names) == len(value_fields(record)) else ",".join(names)


def _joined(batches: Sequence[Batch]) -> Batch:
    if len(batches) == 1:
        return batches[0]
    columns: dict[str, list[Wire | Unsaid]] = {}
    for name in value_fields(batches[0].record):
        if any(name in batch.columns for batch in batches):
            columns[name] = [
                value for batch in batches for value in batch.columns.get(name, [UNSAID] * len(batch.keys))
            ]
    return Batch(
        record=batches[0].record,
        keys=[key for batch in batches for key in batch.keys],
        columns=columns,
        said_fields=[fields for batch in batches for fields in batch.said_fields],
        sources=[source for batch in batches for source in batch.sources],
        lines=[line for batch in batches for line in batch.lines],
    )


def _merged(batch: Batch) -> Batch:
    """The batch with one entry per key; later sayings of a key become repeats of the first."""
    if len(set(batch.keys)) == len(batch.keys):
        return batch
    first: dict[Key, int] = {}
    kept: list[int] = []
    repeats = []
    columns = {name: list(column) for name, column in batch.columns.items()}
    for at, key in enumerate(batch.keys):
        if key not in first:
            first[key] = at
            kept.append(at)
            continue
        _add_saying(batch, columns, first[key], at)
        repeats.append((first[key], at))
    places = {at: position for position, at in enumerate(kept)}
    again = tuple(
        Repeat(places[original], batch.said_fields[at], batch.sources[at], batch.lines[at])
        for original, at in repeats
    )
    return replace(_selected(replace(batch, columns=columns), kept), repeats=again)


def _selected(batch: Batch, rows: Sequence[int]) -> Batch:
    """Some rows of a batch: those that speak of anything, or the first of each key."""
    return Batch(
        record=batch.record,
        keys=[batch.keys[at] for at in rows],
        columns={name: [column[at] for at in rows] for name, column in batch.columns.items()},
        said_fields=[batch.said_fields[at] for at in rows],
        sources=[batch.sources[at] for at in rows],
        lines=[batch.lines[at] for at in rows],
    )


def _add_saying(batch: Batch, columns: dict[str, list[Wire | Unsaid]], first: int, again: int) -> None:
    for name, column in columns.items():
        if column[again] is UNSAID or column[again] == column[first]:
            continue
        if column[first] is not UNSAID:
            title = meanings(batch.record)[name].title
            raise Refusal(
                f"{named(batch.record, batch.keys[again])}在这次的表里写了两处，“{title}”一处是“{column[first]}”，"
                f"一处是“{column[again]}”。请只留正确的一处，再重新上传。",
                code="contradiction",
            )
        column[first] = column[again]


def named(record: type[Record], key: Key) -> str:
    """A row as a sentence names it: 项目“P001”."""
    return f"{record.TITLE}“{'·'.join(str(part) for part in key if part != '')}”"
