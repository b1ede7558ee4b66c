"""Which field of which record holds the key of another: a withdrawal may not leave a fact without it."""

from dataclasses import dataclass

from sqlalchemy import Connection, text

from data_access.bulk import Key
from data_access.lookup import wire_columns
from domain.records import (
    RECORDS,
    Alias,
    Event,
    Figure,
    Form,
    Indicator,
    Place,
    Problem,
    Project,
    Record,
    SchemeItem,
    Target,
    Unit,
    key_fields,
    meanings,
)


@dataclass(frozen=True, slots=True)
class Reference:
    """`field` of a record holds the first key field of `target`, in rows where `kind_field` is `kind`."""

    record: type[Record]
    field: str
    target: type[Record]
    kind_field: str = ""
    kind: str = ""


# Fields that refer by more than their Meaning can say: to one of two records, or to a part of a key.
SPECIAL = (
    Reference(Figure, "subject", Place, "subject_kind", "place"),
    Reference(Figure, "subject", Unit, "subject_kind", "unit"),
    Reference(Figure, "indicator", Indicator),
    Reference(Target, "indicator", Indicator),
    Reference(Target, "subject", Place),
    Reference(Target, "subject", Unit),
    Reference(SchemeItem, "indicator", Indicator),
    Reference(Indicator, "form", Form),
    Reference(Alias, "subject", Place, "kind", "place"),
    Reference(Alias, "subject", Unit, "kind", "unit"),
    Reference(Event, "number", Problem, "about", "problem"),
    Reference(Event, "number", Problem, "about", "exposure"),
    Reference(Event, "number", Project, "about", "project"),
)

REFERENCES = (
    *(
        Reference(record, name, RECORDS[meaning.refers])
        for record in RECORDS.values()
        for name, meaning in meanings(record).items()
        if meaning.refers
    ),
    *SPECIAL,
)


@dataclass(frozen=True, slots=True)
class Orphans:
    """Facts of one record that have lost what they refer to, and the changes that say them."""

    reference: Reference
    keys: tuple[Key, ...]
    changes: tuple[int, ...]


def orphans_of(connection: Connection, n: int) -> list[Orphans]:
    """Facts that stand while what they refer to does not, because of change n.

    Either n closed what they refer to, or n opened them again after it was gone. A key that was never known is
    not lost: whether it exists is asked when a sheet is read.
    """
    found = []
    for reference in REFERENCES:
        rows = connection.execute(text(_query(reference)), _parameters(reference, n)).fetchall()
        if rows:
            keys = tuple(tuple(row[1:]) for row in rows)
            found.append(Orphans(reference, keys, tuple(sorted({row[0] for row in rows}))))
    return found


def _query(reference: Reference) -> str:
    target, key = reference.target.NAME, key_fields(reference.target)[0]
    same = f'target."{key}" = fact."{reference.field}"'
    lost = (
        f'SELECT gone."{key}" FROM "{target}" AS gone WHERE gone.closed_by = :n AND NOT EXISTS '
        f'(SELECT 1 FROM "{target}" AS target WHERE target."{key}" = gone."{key}" AND target.closed_by IS NULL)'
    )
    missing_again = (
        f'NOT EXISTS (SELECT 1 FROM "{target}" AS target WHERE {same} AND target.closed_by IS NULL) '
        f'AND EXISTS (SELECT 1 FROM "{target}" AS target WHERE {same})'
    )
    kind = f'AND fact."{reference.kind_field}" = :kind' if reference.kind_field else ""
    facts = f'FROM "{reference.record.NAME}" AS fact WHERE fact.closed_by IS NULL {kind}'
    columns = f"fact.said_by, {wire_columns(reference.record, key_fields(reference.record), 'fact')}"
    return (
        f'SELECT {columns} {facts} AND fact."{reference.field}" IN ({lost}) '
        f"UNION SELECT {columns} {facts} AND fact.opened_by = :n AND {missing_again} ORDER BY 2"
    )


def _parameters(reference: Reference, n: int) -> dict[str, object]:
    return {"n": n, "kind": reference.kind} if reference.kind_field else {"n": n}
