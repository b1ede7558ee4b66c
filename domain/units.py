"""Units 单位 as known: who answers, and whom a written unit name means. A unit is never summed with a place."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import pandas as pd

from domain.frames import count_or_none, day_or_none, split_names, text_or_none
from domain.names import Match, NoMatch, best_match, clean, plain


@dataclass(frozen=True, slots=True)
class UnitNode:
    """One unit: a town government (place set), a department, an office or a task force."""

    unit: str
    name: str
    kind: str
    place: str | None
    leader: str | None
    aliases: tuple[str, ...]
    position: int
    valid_from: date | None
    valid_to: date | None

    def is_valid(self, day: date) -> bool:
        return (self.valid_from or date.min) <= day <= (self.valid_to or date.max)


@dataclass(frozen=True, eq=False)
class Units:
    """Every unit ever known by key, in order, and the names somebody confirmed."""

    nodes: Mapping[str, UnitNode]
    aliases: Mapping[str, str]
    county_name: str

    def __getitem__(self, unit: str) -> UnitNode:
        return self.nodes[unit]

    def __contains__(self, unit: object) -> bool:
        return unit in self.nodes

    def valid_on(self, day: date) -> tuple[UnitNode, ...]:
        return tuple(node for node in self.nodes.values() if node.is_valid(day))

    def of_place(self, place: str, day: date) -> UnitNode | None:
        """The unit that answers for a town, None where none is registered."""
        return next((node for node in self.valid_on(day) if node.place == place), None)

    def resolve(self, written: str, day: date) -> Match | NoMatch:
        """Which unit a name means on the day: its name, a short name 简称, a confirmed alias, else normalised.

        「县农业农村局」 and 「云岭县农业农村局」 mean 农业农村局: the county in front says nothing.
        """
        units = self.valid_on(day)
        names = [(node.unit, name) for node in units for name in (node.name, *node.aliases)]
        exact = {unit for unit, name in names if name == written.strip()}
        if len(exact) == 1:
            return Match(exact.pop(), "exact")
        for spelling in (plain(written), clean(written)):
            known = self.aliases.get(spelling)
            if known is not None and known in {node.unit for node in units}:
                return Match(known, "alias")
        found = best_match(
            self._without_county(written), [(unit, self._without_county(n)) for unit, n in names]
        )
        if isinstance(found, Match):
            return Match(found.subject, "normalised")
        given = {node.unit: node.name for node in units}
        kept = {s.subject: s.__class__(s.subject, given[s.subject]) for s in found.suggestions}
        return NoMatch(written, tuple(kept.values()), ambiguous=found.ambiguous)

    def _without_county(self, name: str) -> str:
        text = clean(name)
        for front in (clean(self.county_name), "县", "市", "区"):
            if front and text.startswith(front) and len(text) - len(front) >= 2:
                return text.removeprefix(front)
        return text


def units(rows: pd.DataFrame, aliases: pd.DataFrame, *, county_name: str) -> Units:
    """The units from the unit rows and the alias rows as known (fields of `Unit` and `Alias`)."""
    fields = ("unit", "name", "kind", "place", "leader", "aliases", "position", "valid_from", "valid_to")
    nodes = [_node(*row) for row in zip(*(rows[name] for name in fields), strict=True)]
    said = zip(aliases["kind"], aliases["written"], aliases["subject"], strict=True)
    return Units(
        nodes={node.unit: node for node in sorted(nodes, key=lambda n: (n.position, n.unit))},
        aliases={plain(written): subject for kind, written, subject in said if kind == "unit" and subject},
        county_name=county_name,
    )


def _node(
    unit: str, name: str, kind: str, place: object, leader: object, aliases: object, position: object,
    valid_from: object, valid_to: object,
) -> UnitNode:  # fmt: skip
    return UnitNode(
        unit=unit,
        name=name,
        kind=kind,
        place=text_or_none(place),
        leader=text_or_none(leader),
        aliases=split_names(aliases),
        position=count_or_none(position) or 0,
        valid_from=day_or_none(valid_from),
        valid_to=day_or_none(valid_to),
    )
