"""What every record declares: fields with type, bounds, unit, Chinese title and header synonyms (DESIGN 4).

A record is a SQLModel schema without a table. The table, the reader, the blank workbook and the help page
are derived from it. Stored numbers are integers with the scale the catalogue declares; money is in fen.
"""

from dataclasses import dataclass
from functools import cache
from types import NoneType, UnionType
from typing import ClassVar, Final, get_args

from sqlmodel import SQLModel


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a field is to the office.

    title     its Chinese name, also the header of our own workbooks
    synonyms  other headers the office writes for it; 「‖」 joins the levels of a two-row header
    unit      unit of the stored integer: "fen", "ppm" (one millionth of a rate), "score4", or the counted thing
    key       part of the record's key
    refers    name of the record whose key this field holds, e.g. "place"
    free      free text: enters a change's hash by a salted hash of its own, so that it can be erased (涂除)
    """

    title: str
    synonyms: tuple[str, ...] = ()
    unit: str = ""
    key: bool = False
    refers: str = ""
    free: bool = False


class Record(SQLModel):
    """A row the office keeps. `NAME` is the table and the command-line name, `TITLE` the Chinese noun."""

    NAME: ClassVar[str] = ""
    TITLE: ClassVar[str] = ""


class Unsaid:
    """The one value meaning "this source does not speak of this field": a blank never deletes."""

    def __repr__(self) -> str:
        return "UNSAID"


UNSAID: Final = Unsaid()


@cache
def meanings(record: type[Record]) -> dict[str, Meaning]:
    """Field name → Meaning, in declaration order."""
    found = {}
    for name, field in record.model_fields.items():
        found[name] = next(m for m in field.metadata if isinstance(m, Meaning))
    return found


@cache
def key_fields(record: type[Record]) -> tuple[str, ...]:
    """Names of the fields that make the key, in declaration order."""
    return tuple(name for name, meaning in meanings(record).items() if meaning.key)


@cache
def value_fields(record: type[Record]) -> tuple[str, ...]:
    """Names of the fields that are not part of the key, in declaration order."""
    return tuple(name for name, meaning in meanings(record).items() if not meaning.key)


@cache
def may_be_missing(record: type[Record], name: str) -> bool:
    """Whether the field is declared `… | None`."""
    annotation = record.model_fields[name].annotation
    return isinstance(annotation, UnionType) and NoneType in get_args(annotation)


@cache
def field_type(record: type[Record], name: str) -> type:
    """The plain Python type of a field: int, str, bool or date, with None taken off."""
    annotation = record.model_fields[name].annotation
    if isinstance(annotation, UnionType):
        annotation = next(part for part in get_args(annotation) if part is not type(None))
    assert isinstance(annotation, type)
    return annotation
