"""What a commit will write, made from what the change says and what stands. Writes nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import compress

from data_access.gathering import Batch, named
from data_access.lookup import Known
from data_access.wire import Wire, default_of, has_unsaid
from domain.records import UNSAID, Record, key_fields, meanings, value_fields
from domain.refusals import Refusal

NAMED_AT_MOST = 5


@dataclass(frozen=True, slots=True)
class Opening:
    """Rows to open, column by column.

    columns   every field of the record
    said_by   change that says each; None = the change that opens them
    copy_of   row each is a copy of
    sources   index into Header.sources for a commit; id in the table `source` for copies
    """

    record: type[Record]
    columns: dict[str, Sequence[Wire]]
    said_fields: Sequence[str | None]
    sources: Sequence[int | None]
    lines: Sequence[int | None]
    said_by: Sequence[int] | None = None
    copy_of: Sequence[int | None] | None = None

    def __len__(self) -> int:
        return len(self.said_fields)


@dataclass(frozen=True, slots=True)
class Plan:
    """What one record type's table will receive.

    closing    ids of rows that get their closing mark
    confirmed  sayings that found their value standing: row id, said_fields, source, line
    repeated   further sayings of a row being opened: its position in `opening`, said_fields, source, line
    """

    record: type[Record]
    opening: Opening
    closing: Sequence[int]
    confirmed: Sequence[tuple[int, str | None, int | None, int | None]] = ()
    repeated: Sequence[tuple[int, str | None, int | None, int | None]] = field(default=())


def plan_commit(batch: Batch, known: Known) -> Plan:
    """Rows to open, rows to close and confirmations.

    batch  what the change says; known: what stands for the same keys, in the same order
    Refused: a key that appears for the first time without a field it cannot do without.
    """
    merged = _carried_over(batch, known)
    stands = _stands_already(known, merged)
    opens = [not same for same in stands]
    key_columns = zip(*batch.keys, strict=True) if batch.keys else ((),) * len(key_fields(batch.record))
    columns = dict(zip(key_fields(batch.record), key_columns, strict=True)) | merged
    opening = Opening(
        record=batch.record,
        columns={name: list(compress(column, opens)) for name, column in columns.items()},
        said_fields=list(compress(batch.said_fields, opens)),
        sources=list(compress(batch.sources, opens)),
        lines=list(compress(batch.lines, opens)),
    )
    closing = [row for row in compress(known.ids, opens) if row is not None]
    sayings = zip(known.ids, batch.said_fields, batch.sources, batch.lines, strict=True)
    confirmed = [saying for saying in compress(sayings, stands) if saying[0] is not None]
    places = _positions(opens) if batch.repeats else {}
    repeated = []
    for again in batch.repeats:
        row = known.ids[again.position]
        if stands[again.position] and row is not None:
            confirmed.append((row, again.said_fields, again.source, again.line))
        else:
            repeated.append((places[again.position], again.said_fields, again.source, again.line))
    return Plan(batch.record, opening, closing, confirmed, repeated)  # type: ignore[arg-type]


def _stands_already(known: Known, merged: Mapping[str, Sequence[Wire]]) -> list[bool]:
    """Per key, whether what is said is what stands."""
    if not any(known.ids):
        return [False] * len(known.ids)
    said = zip(*merged.values(), strict=True)
    heads = zip(*(known.columns[name] for name in merged), strict=True)
    return [row is not None and new == head for row, new, head in zip(known.ids, said, heads, strict=True)]


def _positions(opens: Sequence[bool]) -> dict[int, int]:
    """Position in the batch → position among the rows that open."""
    return {at: position for position, at in enumerate(compress(range(len(opens)), opens))}


def _carried_over(batch: Batch, known: Known) -> dict[str, Sequence[Wire]]:
    """Every value field: as said, else as it stands, else its default."""
    merged: dict[str, Sequence[Wire]] = {}
    lacking: dict[str, list[int]] = {}
    new = [row is None for row in known.ids]
    any_new = any(new)
    for name in value_fields(batch.record):
        default = default_of(batch.record, name)
        carried: Sequence[object] = known.columns[name]
        if any_new and default is not None:
            carried = [default if fresh else head for fresh, head in zip(new, carried, strict=True)]
        column = batch.columns.get(name)
        if column is None:
            merged_column = list(carried)
        elif has_unsaid(column):
            merged_column = [
                head if value is UNSAID else value for value, head in zip(column, carried, strict=True)
            ]
        else:
            merged_column = list(column)
        if has_unsaid(merged_column):
            lacking[name] = [at for at, value in enumerate(merged_column) if value is UNSAID]
        merged[name] = merged_column  # type: ignore[assignment]  # UNSAID is refused below
    if lacking:
        raise _incomplete(batch, lacking)
    return merged


def _incomplete(batch: Batch, lacking: dict[str, list[int]]) -> Refusal:
    """Names the first keys that lack a field, and what they lack."""
    positions = sorted({at for found in lacking.values() for at in found})
    rows = "、".join(named(batch.record, batch.keys[at]) for at in positions[:NAMED_AT_MOST])
    titles = "、".join(f"“{meanings(batch.record)[name].title}”" for name in lacking)
    more = f"等 {len(positions)} 行" if len(positions) > NAMED_AT_MOST else ""
    return Refusal(
        f"{rows}{more}第一次出现，应写明{titles}，现在没有写。请补上后重新上传。", code="incomplete"
    )
