"""The indicator catalogue as known: which definition 口径 holds on a day, and which columns feed what."""

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import pandas as pd

from domain.frames import records_of
from domain.records import Form, Indicator

DERIVED = "derived"
POINTS = "百分点"


@dataclass(frozen=True, slots=True)
class PartUse:
    """One indicator that reads a column: field is numerator or denominator."""

    code: str
    field: str


@dataclass(frozen=True, slots=True)
class Break:
    """口径变更: from this day a code is counted by another definition; nothing is compared across it."""

    code: str
    day: date
    note: str


def begins(version: Indicator) -> date:
    """The first day of a version; a blank valid_from means always."""
    return date.fromisoformat(version.valid_from) if version.valid_from else date.min


@dataclass(frozen=True, eq=False)
class Catalogue:
    """Every version of every indicator by code, oldest first; codes in the catalogue's own order."""

    versions: Mapping[str, tuple[Indicator, ...]]

    def version(self, code: str, day: date) -> Indicator | None:
        """The definition of a code that holds on the day, None before the first or for an unknown code."""
        held = [v for v in self.versions.get(code, ()) if begins(v) <= day]
        return held[-1] if held else None

    def valid_on(self, day: date) -> tuple[Indicator, ...]:
        """Every indicator defined on the day, in the catalogue's order."""
        return self._eras[bisect_right(self._begun, day)]

    @cached_property
    def _begun(self) -> list[date]:
        """The days on which any definition begins, oldest first: between two of them nothing changes."""
        return sorted({begins(version) for versions in self.versions.values() for version in versions})

    @cached_property
    def _eras(self) -> list[tuple[Indicator, ...]]:
        """What is defined before the first of `_begun`, then from each of them on."""
        held = ([self.version(code, day) for code in self.versions] for day in self._begun)
        return [(), *(tuple(v for v in found if v is not None) for found in held)]

    def of_form(self, form: str, day: date) -> tuple[Indicator, ...]:
        """The indicators a form asks for on the day."""
        return tuple(v for v in self.valid_on(day) if v.form == form)

    def part_uses(self, part: str, day: date) -> tuple[PartUse, ...]:
        """Which indicators a column of this name feeds: one number entered once, used wherever it is needed."""
        used = []
        for version in self.valid_on(day):
            if version.numerator_name == part:
                used.append(PartUse(version.code, "numerator"))
            if version.denominator_name == part and version.denominator_fixed is None:
                used.append(PartUse(version.code, "denominator"))
        return tuple(used)

    def sharing_parts(self, code: str, day: date) -> tuple[str, ...]:
        """Other codes of the same form that read one of this indicator's columns."""
        own = self.version(code, day)
        if own is None:
            return ()
        parts = [own.numerator_name] + [own.denominator_name] * (own.denominator_fixed is None)
        used = {use.code for part in parts if part for use in self.part_uses(part, day)}
        return tuple(v.code for v in self.of_form(own.form, day) if v.code in used and v.code != code)

    def breaks(self, code: str) -> tuple[Break, ...]:
        """The days on which the definition of a code changed, oldest first."""
        return tuple(
            Break(
                code,
                begins(later),
                f"{begins(later).isoformat()} 起口径变更：{later.definition or later.name}",
            )
            for earlier, later in zip(
                self.versions.get(code, ()), self.versions.get(code, ())[1:], strict=False
            )
        )

    def comparable(self, code: str, first: date, second: date) -> bool:
        """Whether one definition held on both days; only then may two values be compared."""
        one, other = self.version(code, first), self.version(code, second)
        return one is not None and other is not None and one.valid_from == other.valid_from

    def changed_between(self, code: str, first: date, second: date) -> Break | None:
        """The 口径变更 that lies between two days, the last of several; None where one definition held on both."""
        found = [one for one in self.breaks(code) if first < one.day <= second]
        return found[-1] if found else None


def catalogue(indicators: pd.DataFrame) -> Catalogue:
    """The catalogue from the indicator rows as known (fields of `Indicator`)."""
    found: dict[str, list[Indicator]] = {}
    for row in records_of(Indicator, indicators):
        found.setdefault(row.code, []).append(row)
    return Catalogue({code: tuple(sorted(rows, key=begins)) for code, rows in found.items()})


def forms_by_code(forms: pd.DataFrame) -> dict[str, Form]:
    """The form rows as known (fields of `Form`) by form code."""
    return {row.form: row for row in records_of(Form, forms)}


def is_rate(indicator: Indicator) -> bool:
    """A share, kept as a fraction; its gaps are in percentage points 百分点. So is a gap between two shares itself."""
    return indicator.unit in ("%", POINTS)


def is_money(indicator: Indicator) -> bool:
    """An amount, kept in yuan and shown in 万元; money per head (a quotient) is shown in 元."""
    return indicator.unit == "元" and not indicator.denominator_name
