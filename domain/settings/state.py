"""Settings as rows by their keys, and what a reference may name."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from domain.records import (
    Form,
    Indicator,
    Place,
    Record,
    Unit,
    key_fields,
)

Key = tuple[Any, ...]
Row = Mapping[str, Any]
# Record → key → field → value, as the records declare them.
State = Mapping[type[Record], Mapping[Key, Row]]


def rows_by_key(record: type[Record], rows: Iterable[Record]) -> dict[Key, Row]:
    """Rows of one record by their key."""
    names = key_fields(record)
    return {tuple(getattr(row, name) for name in names): row.model_dump() for row in rows}


def with_rows(state: State, moved: State) -> State:
    """The state after these rows were written over it."""
    return {record: {**state.get(record, {}), **moved.get(record, {})} for record in {**state, **moved}}


@dataclass(frozen=True, slots=True)
class Measured:
    """What a line of an indicator is counted in."""

    name: str
    unit: str
    scale: int


@dataclass(frozen=True)
class Naming:
    """What may be named by a reference: key → name."""

    indicators: Mapping[str, Measured] = field(default_factory=dict)
    forms: Mapping[str, str] = field(default_factory=dict)
    places: Mapping[str, str] = field(default_factory=dict)
    units: Mapping[str, str] = field(default_factory=dict)

    def of(self, kind: str) -> Mapping[str, str]:
        """The table of one kind: indicator, form, place, unit, or subject for both of the last."""
        if kind == "indicator":
            return {code: one.name for code, one in self.indicators.items()}
        tables = {"form": self.forms, "place": self.places, "unit": self.units}
        return tables.get(kind, {**self.places, **self.units})


def naming_of(state: State) -> Naming:
    """Of several versions of an indicator the newest names it."""
    indicators = sorted(state.get(Indicator, {}).values(), key=lambda row: row["valid_from"])
    return Naming(
        {row["code"]: Measured(row["name"], row["unit"], row["scale"]) for row in indicators},
        {row["form"]: row["name"] for row in state.get(Form, {}).values()},
        {row["place"]: row["name"] for row in state.get(Place, {}).values()},
        {row["unit"]: row["name"] for row in state.get(Unit, {}).values()},
    )
