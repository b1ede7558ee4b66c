"""Own keys of places and units: known ones are kept, new ones numbered at first sight and frozen (DESIGN 2).

One per file, so that every sheet of a roster means the same town by the same key.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from domain.names import clean
from domain.places import TOWN, Roster
from domain.units import Units

_WIDTH = {"C": 2, "T": 2, "V": 4, "U": 2}


@dataclass
class NewKeys:
    """Keys by name. `stated` are places some sheet of the file has already stated."""

    roster: Roster
    units: Units
    stated: set[str] = field(default_factory=set)
    _given: dict[tuple[str, str], str] = field(default_factory=dict)

    def county(self, name: str) -> str:
        known = self.roster.county
        return known.place if known else self._new("C", "", name)

    def town(self, name: str) -> str:
        """The key of a town, by its name at any time."""
        known = (node for node in self.roster.nodes.values() if node.level == TOWN)
        found = next((node.place for node in known if clean(node.name) == clean(name)), None)
        return found or self._new("T", "", name)

    def town_named(self, text: str, *, whole: bool) -> str | None:
        """The town a text is (whole) or begins with: 青石镇人民政府; towns of this file included."""
        towns = [(clean(n.name), n.place) for n in self.roster.nodes.values() if n.level == TOWN]
        towns += [(name, key) for (kind, name), key in self._given.items() if kind == "T:"]
        written = clean(text)
        return next(
            (key for name, key in towns if (written == name if whole else written.startswith(name))), None
        )

    def known_villages(self, town: str) -> list[tuple[str, str]]:
        """(key, name) of every village a town ever had, those of this file included."""
        known = [(key, self.roster[key].name) for key in self.roster.within.get(town, ())]
        return known + [(key, name) for (within, name), key in self._given.items() if within == town]

    def known_village(self, town: str, name: str, code: str | None) -> str | None:
        """The village with this official code, else with this name in the town; None for a new one."""
        if code:
            coded = (node.place for node in self.roster.nodes.values() if node.code == code)
            if found := next(coded, None):
                return found
        return next((key for key, known in self.known_villages(town) if clean(known) == clean(name)), None)

    def new_village(self, town: str, name: str) -> str:
        return self._new("V", town, name)

    def known_unit(self, name: str) -> str | None:
        return next(
            (unit.unit for unit in self.units.nodes.values() if clean(unit.name) == clean(name)), None
        )

    def new_unit(self, name: str) -> str:
        return self._new("U", "", name)

    def _new(self, letter: str, within: str, name: str) -> str:
        place = (f"{letter}:{within}" if letter in "CTU" else within, clean(name))
        if place not in self._given:
            used = _numbers(letter, (*self.roster.nodes, *self.units.nodes, *self._given.values()))
            self._given[place] = f"{letter}{max(used, default=0) + 1:0{_WIDTH[letter]}d}"
        return self._given[place]


def _numbers(letter: str, keys: Iterable[str]) -> list[int]:
    return [int(key[1:]) for key in keys if re.fullmatch(rf"{letter}\d+", key)]
